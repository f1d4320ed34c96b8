"""A line of a security log is sealed to its owner by a server that cannot open it again."""

import json
from pathlib import Path
from typing import Any

import pytest

from weft.vault.errors import EnvelopeAltered
from weft.vault.roots import Root
from weft.vault.trace import open_line, seal_line

KNOWN: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors/trace.json").read_text("utf-8")
)
raw = bytes.fromhex
NOOR, ELIS, PERSON = Root(b"\1" * 32), Root(b"\2" * 32), "a" * 32
LINE = b'{"what":"signed-in","day":20545,"part":"evening"}'
SEALED = seal_line(NOOR.kem_public, PERSON, LINE)


@pytest.mark.parametrize("known", KNOWN)
def test_a_known_line_opens_to_its_known_words(known: dict[str, Any]) -> None:
    owner = Root(raw(known["root"]))
    assert owner.kem_public.hex() == known["kem_s"]
    assert open_line(owner, known["person"], raw(known["sealed"])).decode() == known["text"]


def test_lines_of_any_shortness_are_of_one_size() -> None:
    sizes = {len(seal_line(NOOR.kem_public, PERSON, b"x" * length)) for length in (0, 1, 49, 252)}
    assert sizes == {80 + 82 + 256}


def test_it_opens_for_its_owner_in_its_place_and_not_with_another_byte() -> None:
    assert open_line(NOOR, PERSON, SEALED) == LINE
    changed = [SEALED[:at] + bytes([SEALED[at] ^ 1]) + SEALED[at + 1 :] for at in range(len(SEALED))]
    cut = [b"", SEALED[:80], SEALED[:-1]]
    tries = [
        (ELIS, PERSON, SEALED),
        (NOOR, "b" * 32, SEALED),
        *((NOOR, PERSON, one) for one in changed + cut),
    ]
    for given in tries:
        with pytest.raises(EnvelopeAltered):
            open_line(*given)


def test_the_same_line_sealed_twice_looks_different() -> None:
    assert seal_line(NOOR.kem_public, PERSON, LINE) != SEALED
