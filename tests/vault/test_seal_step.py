"""Where a sealed step stands: the same place of the same sitting is one exchange, and no other is."""

import json
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import lp
from weft.vault.roots import Root
from weft.vault.seal import Holder, Place, Seal, open_own, open_seal, step_exchange

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors/seal_step.json").read_text("utf-8")
)
raw = bytes.fromhex


@pytest.mark.parametrize("known", VECTORS, ids=[f"{one['place']} held by {one['holder']}" for one in VECTORS])
def test_a_known_step_opens_at_its_place_and_at_no_other(known: dict[str, Any]) -> None:
    exchange = step_exchange(known["sitting"], known["place"])
    assert exchange == known["exchange"]
    assert exchange == sha256(lp("seal/step", raw(known["sitting"]), known["place"])).digest()[:16].hex()
    place = Place(exchange, known["author"], known["rev"], Holder(known["holder"]), known["earliest"])
    author, reader = Root(raw(known["author_root"])), Root(raw(known["reader_root"]))
    given, second = Seal(*(raw(known[part.name]) for part in fields(Seal))), raw(known["second"])
    assert open_seal(place, reader, author.sig_public, given, second).decode() == known["text"]
    assert open_own(place, author, given.locked, given.own) == (known["text"].encode(), second)
    for other in {one["place"] for one in VECTORS} - {known["place"]}:
        elsewhere = replace(place, exchange=step_exchange(known["sitting"], other))
        with pytest.raises(EnvelopeAltered):
            open_seal(elsewhere, reader, author.sig_public, given, second)


def test_no_two_places_are_one() -> None:
    sittings = [bytes([n]).hex() * 16 for n in (1, 2)]
    places = [f"{step}-{turn}-{take}" for step in (1, 11) for turn in (0, 1, 11) for take in (0, 1)]
    made = [step_exchange(sitting, place) for sitting in sittings for place in places]
    assert len(set(made)) == len(made)
