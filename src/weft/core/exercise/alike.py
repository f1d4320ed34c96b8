"""Finds prompts that say the same thing twice."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

OPENING = 8
"""Words at the beginning that no two prompts may share."""
SHINGLE = 5
"""Letters in a shingle."""
TOO_ALIKE = 0.5
"""Share of their shingles (Jaccard) above which two prompts are one."""


class Alike(NamedTuple):
    """Two prompts that are nearly one, by their places in what was given, and why."""

    first: int
    second: int
    why: str


def alike(texts: Iterable[str]) -> Iterator[Alike]:
    """Every two prompts with the same opening, or too many shingles in common, in the order given."""
    plain = [_plain(text) for text in texts]
    openings: dict[str, int] = {}
    for place, text in enumerate(plain):
        opening = " ".join(text.split()[:OPENING])
        if opening in openings:
            yield Alike(openings[opening], place, "the same opening")
        openings.setdefault(opening, place)
    for first, second in _many_shingles_in_common(plain):
        yield Alike(first, second, "nearly the same words")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9{} ]", "", text.lower()).split())


def _many_shingles_in_common(plain: list[str]) -> Iterator[tuple[int, int]]:
    holding: dict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for place, text in enumerate(plain):
        shingles = {text[at : at + SHINGLE] for at in range(max(1, len(text) - SHINGLE + 1))}
        common = Counter(other for one in shingles for other in holding[one])
        for other, shared in common.items():
            if shared / (len(shingles) + sizes[other] - shared) > TOO_ALIKE:
                yield other, place
        for one in shingles:
            holding[one].append(place)
        sizes.append(len(shingles))
