"""Sealed words open for their reader with both halves, and for nobody else; not one byte of them can be changed."""

import json
import os
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from weft.vault import seal
from weft.vault.errors import EnvelopeAltered
from weft.vault.roots import Root
from weft.vault.seal import Commitment, Holder, Place, Seal, check, give_half, keep_half, open_own, open_seal
from weft.vault.server_key import ServerKey

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors/seal.json").read_text("utf-8")
)
raw = bytes.fromhex

NOOR, ELIS, KIM = Root(b"\1" * 32), Root(b"\2" * 32), Root(b"\3" * 32)
HERE = Place("a" * 32, "b" * 32, 3, Holder.SERVER, 29_700_000)
WORDS = b"I was afraid you would laugh."
SEALED, SECOND = seal.seal(HERE, NOOR, ELIS.kem_public, WORDS)
SERVER = ServerKey(b"\7" * 32)


def refused(work: Callable[..., object], *given: object, **more: object) -> bool:
    try:
        work(*given, **more)
    except EnvelopeAltered:
        return True
    return False


def opened(given: Seal = SEALED, place: Place = HERE, reader: Root = ELIS, second: bytes = SECOND) -> bytes:
    return open_seal(place, reader, NOOR.sig_public, given, second)


def place_of(known: dict[str, Any]) -> Place:
    holder = Holder(known["holder"])
    return Place(known["exchange"], known["author"], known["rev"], holder, known["earliest"])


def seal_of(known: dict[str, Any]) -> Seal:
    return Seal(*(raw(known[part.name]) for part in fields(Seal)))


@pytest.mark.parametrize("known", VECTORS)
def test_a_known_seal_opens_to_its_known_words(known: dict[str, Any]) -> None:
    place, given = place_of(known), seal_of(known)
    reader, author = Root(raw(known["reader_root"])), Root(raw(known["author_root"]))
    assert open_seal(place, reader, author.sig_public, given, raw(known["second"])).decode() == known["text"]
    assert open_own(place, author, given.locked, given.own) == (known["text"].encode(), raw(known["second"]))
    said = given.commitment
    made = seal.statement(place, said.locked_hash, said.wrapped_hash, said.half_hash)
    assert made.hex() == known["statement"]


def test_the_reader_opens_it_with_both_halves_and_the_author_alone() -> None:
    assert opened() == WORDS
    assert open_own(HERE, NOOR, SEALED.locked, SEALED.own) == (WORDS, SECOND)


def test_every_changed_byte_is_refused() -> None:
    for part in (one.name for one in fields(Seal)):
        whole = getattr(SEALED, part)
        for at in range(len(whole)):
            altered = bytearray(whole)
            altered[at] ^= 0x80
            given = replace(SEALED, **{part: bytes(altered)})
            if part == "own":
                assert refused(open_own, HERE, NOOR, SEALED.locked, given.own)
            else:
                assert refused(opened, given), f"{part} {at}"
        assert refused(opened, replace(SEALED, **{part: whole[:-1]})) or part == "own"


def test_every_changed_byte_of_the_second_half_is_refused() -> None:
    for at in range(32):
        altered = bytearray(SECOND)
        altered[at] ^= 1
        assert refused(opened, second=bytes(altered))
        assert refused(keep_half, SERVER, HERE, SEALED, bytes(altered))


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(HERE, exchange="c" * 32),
        replace(HERE, author="c" * 32),
        replace(HERE, rev=4),
        replace(HERE, holder=Holder.AUTHOR),
        replace(HERE, earliest=HERE.earliest - 1),
    ],
)
def test_a_seal_moved_to_any_other_place_is_refused(elsewhere: Place) -> None:
    assert refused(opened, place=elsewhere)
    assert refused(check, elsewhere, NOOR.sig_public, SEALED.commitment)


def test_nobody_but_the_reader_opens_it() -> None:
    assert refused(opened, reader=KIM)
    assert refused(opened, reader=NOOR)
    assert refused(open_own, HERE, ELIS, SEALED.locked, SEALED.own)


def test_a_seal_signed_by_somebody_else_is_refused() -> None:
    forged, second = seal.seal(HERE, KIM, ELIS.kem_public, b"Never mind.")
    assert refused(opened, forged, second=second)


def test_a_commitment_can_be_checked_before_anything_opens_and_says_nothing() -> None:
    check(HERE, NOOR.sig_public, SEALED.commitment)
    for part in (one.name for one in fields(Commitment)):
        altered = bytes(byte ^ 1 for byte in getattr(SEALED.commitment, part))
        assert refused(check, HERE, NOOR.sig_public, replace(SEALED.commitment, **{part: altered}))


def test_one_short_line_and_a_page_have_the_same_size() -> None:
    page, _ = seal.seal(HERE, NOOR, ELIS.kem_public, b"x" * 4000)
    assert len(page.locked) == len(SEALED.locked)


def test_the_server_keeps_the_half_the_author_signed_and_gives_it_back() -> None:
    kept = keep_half(SERVER, HERE, SEALED, SECOND)
    assert give_half(SERVER, HERE, SEALED.locked, kept) == SECOND
    assert SECOND not in kept
    for at in range(len(kept)):
        altered = bytearray(kept)
        altered[at] ^= 0x80
        assert refused(give_half, SERVER, HERE, SEALED.locked, bytes(altered))
    assert refused(give_half, ServerKey(b"\x08" * 32), HERE, SEALED.locked, kept)


def test_a_half_kept_for_one_writing_is_not_given_for_another() -> None:
    kept = keep_half(SERVER, HERE, SEALED, SECOND)
    later = replace(HERE, rev=4)
    again, _ = seal.seal(later, NOOR, ELIS.kem_public, WORDS)
    assert refused(give_half, SERVER, later, again.locked, kept)


def attack(given: Seal, reader: Root, server: ServerKey, kept: bytes) -> bytes:
    return open_seal(HERE, reader, NOOR.sig_public, given, give_half(server, HERE, given.locked, kept))


def test_of_all_who_might_hold_something_only_db_partner_and_release_key_together_open_it() -> None:
    """T3: two to the third. The database is what the server keeps of a seal, without which there is nothing."""
    kept = keep_half(SERVER, HERE, SEALED, SECOND)
    for db, partner, release in product((False, True), repeat=3):
        given = SEALED if db else Seal(*(os.urandom(len(getattr(SEALED, one.name))) for one in fields(Seal)))
        reader, server = (ELIS if partner else KIM), (SERVER if release else ServerKey(os.urandom(32)))

        def attack(given: Seal = given, reader: Root = reader, server: ServerKey = server) -> bytes:
            return open_seal(
                HERE, reader, NOOR.sig_public, given, give_half(server, HERE, given.locked, kept)
            )

        assert refused(attack) is not (db and partner and release)


def test_held_by_its_author_it_stays_closed_to_db_partner_and_server_together() -> None:
    """T8: until the author returns there is no second half anywhere but in the author's own envelope."""
    place = replace(HERE, holder=Holder.AUTHOR)
    given, second = seal.seal(place, NOOR, ELIS.kem_public, WORDS)
    everything = given.locked + given.wrapped + given.own + given.half_hash + given.signature
    guesses = [everything[at : at + 32] for at in range(len(everything) - 31)]
    guesses += [SERVER.release_key(raw(HERE.exchange)), SERVER.released_key, ELIS.raw, ELIS.archive_key]
    assert all(
        refused(lambda one=guess: open_seal(place, ELIS, NOOR.sig_public, given, one)) for guess in guesses
    )  # type: ignore[misc]
    assert refused(open_own, place, ELIS, given.locked, given.own)
    assert open_seal(place, ELIS, NOOR.sig_public, given, second) == WORDS
