"""New keys in the place of old ones are said by both, and what the old ones opened stays readable to their owner."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from weft.vault.errors import EnvelopeAltered
from weft.vault.keyring import open_ring, ring
from weft.vault.renewal import Statement, sign_renewal, verify_renewal
from weft.vault.roots import Publics, Root, sign

KNOWN: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "vectors/renewal.json").read_text("utf-8")
)
raw = bytes.fromhex

OLD, NEW, OTHER = Root(b"\1" * 32), Root(b"\2" * 32), Root(b"\3" * 32)
PERSON = "a" * 32


def halves(root: Root) -> bytes:
    return Publics.of(root, root).to_bytes()


SAID = Statement(PERSON, 0, halves(OLD), halves(NEW), 3, "b" * 32, 17)
SIGNED = sign_renewal(OLD, NEW, SAID)


def statement(known: dict[str, Any]) -> Statement:
    places = known["own_seq"], known["couple"], known["couple_seq"]
    return Statement(known["person"], known["number"], raw(known["before"]), raw(known["after"]), *places)


@pytest.mark.parametrize("known", KNOWN["renewals"])
def test_a_known_renewal_is_what_its_line_says_and_both_signed_it(known: dict[str, Any]) -> None:
    said = statement(known)
    assert said.line().hex() == known["statement"]
    verify_renewal(said, raw(known["signatures"]))


def test_known_renewals_lead_from_one_to_the_next() -> None:
    rows = KNOWN["renewals"]
    assert [one["after"] for one in rows[:-1]] == [one["before"] for one in rows[1:]]


@pytest.mark.parametrize(
    "other",
    [
        {"person": "c" * 32},
        {"number": 1},
        {"before": halves(OTHER)},
        {"after": halves(OTHER)},
        {"own_seq": 4},
        {"own_seq": -1},
        {"couple": "d" * 32},
        {"couple": ""},
        {"couple_seq": 18},
    ],
)
def test_no_word_of_it_can_be_another(other: dict[str, Any]) -> None:
    with pytest.raises(EnvelopeAltered):
        verify_renewal(replace(SAID, **other), SIGNED)


def test_whoever_has_only_the_old_keys_or_only_the_new_cannot_say_it() -> None:
    for one, two in ((OLD, OLD), (NEW, NEW), (OLD, OTHER), (OTHER, NEW), (NEW, OLD)):
        with pytest.raises(EnvelopeAltered):
            verify_renewal(SAID, sign(one, SAID.line()) + sign(two, SAID.line()))
    with pytest.raises(EnvelopeAltered):
        verify_renewal(SAID, SIGNED[:64])


@pytest.mark.parametrize("known", KNOWN["keyrings"])
def test_a_known_keyring_opens_to_the_roots_before(known: dict[str, Any]) -> None:
    found = open_ring(Root(raw(known["root"])), known["person"], raw(known["locked"]))
    assert [one.raw.hex() for one in found] == known["older"]


def test_a_keyring_opens_for_its_owner_alone_and_not_with_another_byte() -> None:
    locked = ring(NEW, PERSON, [OLD])
    assert open_ring(NEW, PERSON, locked)[0].raw == OLD.raw
    changed = [locked[:at] + bytes([locked[at] ^ 1]) + locked[at + 1 :] for at in range(len(locked))]
    tries = [(OLD, PERSON, locked), (NEW, "b" * 32, locked), *((NEW, PERSON, one) for one in changed)]
    for given in tries:
        with pytest.raises(EnvelopeAltered):
            open_ring(*given)


def test_half_a_root_is_no_root(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = ring(NEW, PERSON, [OLD])
    monkeypatch.setattr("weft.vault.keyring.unpad", lambda padded: b"\1" * 33)
    with pytest.raises(EnvelopeAltered):
        open_ring(NEW, PERSON, locked)
