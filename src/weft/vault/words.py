"""The 2,048 short words that passphrases and comparisons are made of. Eleven bits a word."""

import secrets
from functools import cache
from importlib.resources import files

WORD_BITS = 11
WORD_COUNT = 1 << WORD_BITS


@cache
def words() -> tuple[str, ...]:
    """The list, in alphabetical order; the order is part of the format and never changes."""
    return tuple(files("weft.vault").joinpath("words.txt").read_text("ascii").split())


def words_for(raw: bytes, count: int) -> tuple[str, ...]:
    """The first ``count`` words that these bytes spell, eleven bits a word, most significant first."""
    number = int.from_bytes(raw, "big") >> (8 * len(raw) - WORD_BITS * count)
    return tuple(words()[number >> WORD_BITS * at & WORD_COUNT - 1] for at in range(count - 1, -1, -1))


def random_words(count: int) -> tuple[str, ...]:
    """Words nobody can foresee, with repeats allowed."""
    return tuple(secrets.choice(words()) for _ in range(count))
