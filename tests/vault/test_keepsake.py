"""A keepsake tells its own person's server where a log had come to, and nobody anything else."""

import base64
import os

import pytest

from weft.vault.errors import CookieUnreadable
from weft.vault.keepsake import LETTERS, Place, make_keepsake, read_keepsake

KEY = os.urandom(32)
OWN, SHARED = Place("1" * 32, 7, os.urandom(32)), Place("2" * 32, 40, os.urandom(32))


def test_it_knows_its_places_again() -> None:
    kept = read_keepsake(KEY, make_keepsake(KEY, [OWN, SHARED]))
    for place in (OWN, SHARED):
        where = kept.speaks_of(place.log)
        assert where is not None
        assert kept.is_at(where, place)


@pytest.mark.parametrize(
    "other", [Place(OWN.log, 8, OWN.head), Place(OWN.log, 7, bytes(32)), Place(SHARED.log, 7, OWN.head)]
)
def test_another_place_is_not_the_place(other: Place) -> None:
    kept = read_keepsake(KEY, make_keepsake(KEY, [OWN, SHARED]))
    where = kept.speaks_of(OWN.log)
    assert where is not None
    assert not kept.is_at(where, other)


def test_it_says_nothing_of_a_log_it_was_not_made_of() -> None:
    assert read_keepsake(KEY, make_keepsake(KEY, [OWN])).speaks_of(SHARED.log) is None


def test_one_alone_and_one_of_two_look_alike() -> None:
    sizes = {len(make_keepsake(KEY, places)) for places in ([], [OWN], [OWN, SHARED])}
    assert sizes == {LETTERS}


def test_two_of_the_same_places_share_no_part() -> None:
    one, other = (make_keepsake(KEY, [OWN, SHARED]) for _ in range(2))
    raw = [base64.urlsafe_b64decode(text + "==")[1:] for text in (one, other)]
    parts = [{part[at : at + 16] for at in range(0, 96, 16)} for part in raw]
    assert not parts[0] & parts[1]


def test_any_changed_letter_and_any_other_key_is_refused() -> None:
    text = make_keepsake(KEY, [OWN, SHARED])
    for at in range(LETTERS - 1):
        changed = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
        with pytest.raises(CookieUnreadable):
            read_keepsake(KEY, changed)
    for strange in ("", text[:-1], "é" * LETTERS, text + "A"):
        with pytest.raises(CookieUnreadable):
            read_keepsake(KEY, strange)
    with pytest.raises(CookieUnreadable):
        read_keepsake(os.urandom(32), text)
