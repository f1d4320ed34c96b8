"""Whatever is locked opens only as it was locked: every byte, every place, every version, one error."""

from collections.abc import Callable

import pytest

from weft.vault.couple_key import new_couple_key, open_for, wrap_for
from weft.vault.dek import DekKey, new_dek
from weft.vault.derive import STANDARD
from weft.vault.entry import entry_aad, lock_entry, unlock_entry
from weft.vault.envelope import OVERHEAD_BYTES, Purpose, lock, unlock
from weft.vault.errors import EnvelopeAltered
from weft.vault.invitation import lock_answer, lock_invitation, unlock_answer, unlock_invitation
from weft.vault.record import Pin, pin, read_pin, record, sign, verify
from weft.vault.recovery import new_code
from weft.vault.roots import Root
from weft.vault.server_key import ServerKey
from weft.vault.sign_in import lock_row, new_cookie, unlock_row
from weft.vault.slot import SlotType, make_slot, open_slot_e, open_slot_s
from weft.vault.wrap import unwrap, wrap

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
LOG, ENTRY, NOOR, ELIS = (digit * 32 for digit in "a1b2")

Open = Callable[[bytes], object]


def envelope() -> tuple[bytes, Open]:
    return lock(KEY, Purpose.OWN, b"here", b"It was the deadline again."), lambda raw: unlock(
        KEY, Purpose.OWN, b"here", raw
    )


def entry_key() -> tuple[bytes, Open]:
    key = DekKey(KEY)
    return key.lock(b"here", new_dek()), lambda raw: key.unlock(b"here", raw)


def wrapped_key() -> tuple[bytes, Open]:
    root = Root(KEY)
    return wrap(root.kem_public, OTHER, b"here"), lambda raw: unwrap(root.kem, raw, b"here")


def slot() -> tuple[bytes, Open]:
    made = make_slot(SlotType.PHRASE, KEY, OTHER, STANDARD, bytes(16), KEY, OTHER, NOOR, ENTRY, 20_000)
    return made, lambda raw: (open_slot_s(raw, KEY, NOOR, ENTRY), open_slot_e(raw, OTHER, NOOR, ENTRY))


def couple_key() -> tuple[bytes, Open]:
    noor, elis = Root(KEY), Root(OTHER)
    made = wrap_for(new_couple_key(), LOG, 0, NOOR, noor, ELIS, elis.kem_public)
    return made, lambda raw: open_for(raw, LOG, 0, NOOR, noor.sig_public, ELIS, elis)


def sign_in_row() -> tuple[bytes, Open]:
    server, cookie = ServerKey(KEY), new_cookie()
    return lock_row(server, cookie, b"root"), lambda raw: unlock_row(server, cookie, raw)


def invitation() -> tuple[bytes, Open]:
    code = new_code()
    return lock_invitation(code, b"Noor"), lambda raw: unlock_invitation(code, raw)


def seen_pin() -> tuple[bytes, Open]:
    root = Root(KEY)
    return pin(root, LOG, Pin(41, OTHER)), lambda raw: read_pin(root, LOG, raw)


def signature() -> tuple[bytes, Open]:
    root, statement = Root(KEY), record(LOG, 41, OTHER, ENTRY, 0, 0, KEY)
    return sign(root, statement), lambda raw: verify(root.sig_public, statement, raw)


KINDS = [
    envelope,
    entry_key,
    wrapped_key,
    slot,
    couple_key,
    sign_in_row,
    invitation,
    seen_pin,
    signature,
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_changed_byte_is_refused(kind: Callable[[], tuple[bytes, Open]]) -> None:
    made, open_it = kind()
    open_it(made)
    for at in range(len(made)):
        for flip in (0x01, 0x80):
            altered = made[:at] + bytes((made[at] ^ flip,)) + made[at + 1 :]
            with pytest.raises(EnvelopeAltered):
                open_it(altered)


@pytest.mark.parametrize("kind", KINDS)
def test_anything_shorter_or_longer_is_refused(kind: Callable[[], tuple[bytes, Open]]) -> None:
    made, open_it = kind()
    for wrong in (b"", made[:1], made[: len(made) // 2], made[:-1], made + b"\0", b"\0" + made):
        with pytest.raises(EnvelopeAltered):
            open_it(wrong)


@pytest.mark.parametrize("version", [b"\x00\x01", b"\x02\x01", b"\x01\x00", b"\x01\x02"])
def test_an_unknown_version_or_suite_is_refused_like_any_other_change(version: bytes) -> None:
    made, open_it = envelope()
    with pytest.raises(EnvelopeAltered):
        open_it(version + made[2:])


def test_an_envelope_opens_only_for_its_key_purpose_and_place() -> None:
    made, _ = envelope()
    for key, purpose, aad in (
        (OTHER, Purpose.OWN, b"here"),
        (KEY, Purpose.ENTRY, b"here"),
        (KEY, Purpose.OWN, b"there"),
        (KEY[:16], Purpose.OWN, b"here"),
    ):
        with pytest.raises(EnvelopeAltered):
            unlock(key, purpose, aad, made)


def test_the_error_says_the_same_whatever_went_wrong() -> None:
    made, open_it = envelope()
    said = set()
    for wrong in (b"", made[:-1], b"\x09" + made[1:], made[:40] + b"\0" + made[41:], made[:-1] + b"\0"):
        with pytest.raises(EnvelopeAltered) as refused:
            open_it(wrong)
        said.add((str(refused.value), refused.value.__cause__))
    assert len(said) == 1


def test_locking_the_same_text_twice_gives_two_envelopes() -> None:
    assert envelope()[0] != envelope()[0]
    assert len(envelope()[0]) == OVERHEAD_BYTES + len(b"It was the deadline again.")


def test_an_entry_moved_to_any_other_place_is_refused() -> None:
    key = DekKey(KEY)
    here = {"log": LOG, "entry": ENTRY, "author": 0, "tier": 1, "epoch": 0, "rev": 0}
    made = lock_entry(key, entry_aad(**here), b"kept")  # type: ignore[arg-type]
    assert unlock_entry(key, entry_aad(**here), made.wrapped_dek, made.locked) == b"kept"  # type: ignore[arg-type]
    for part, other in {"log": NOOR, "entry": ELIS, "author": 1, "tier": 2, "epoch": 1, "rev": 1}.items():
        with pytest.raises(EnvelopeAltered):
            unlock_entry(key, entry_aad(**{**here, part: other}), made.wrapped_dek, made.locked)  # type: ignore[arg-type]


def test_the_keys_of_two_entries_cannot_be_swapped() -> None:
    key, here, there = (
        DekKey(KEY),
        entry_aad(LOG, ENTRY, 0, 1, 0, 0),
        entry_aad(LOG, ELIS, 0, 1, 0, 0),
    )
    one, two = lock_entry(key, here, b"one"), lock_entry(key, there, b"two")
    with pytest.raises(EnvelopeAltered):
        unlock_entry(key, here, two.wrapped_dek, one.locked)


def test_what_one_wrapping_key_locked_another_made_of_the_same_opens() -> None:
    dek = new_dek()
    assert DekKey(KEY).unlock(b"here", DekKey(KEY).lock(b"here", dek)) == dek


def test_a_slot_opens_only_for_its_person_and_id() -> None:
    made, _ = slot()
    for person, slot_id in ((ELIS, ENTRY), (NOOR, LOG)):
        with pytest.raises(EnvelopeAltered):
            open_slot_s(made, KEY, person, slot_id)


def test_the_secret_for_the_server_opens_nothing_of_the_browsers() -> None:
    made, _ = slot()
    with pytest.raises(EnvelopeAltered):
        open_slot_e(made, KEY, NOOR, ENTRY)


def test_an_answer_is_not_an_invitation() -> None:
    code = new_code()
    assert unlock_answer(code, lock_answer(code, b"Elis")) == b"Elis"
    with pytest.raises(EnvelopeAltered):
        unlock_invitation(code, lock_answer(code, b"Elis"))


def test_a_couple_key_signed_by_somebody_else_is_refused() -> None:
    noor, elis, sol = Root(KEY), Root(OTHER), Root.new()
    forged = wrap_for(new_couple_key(), LOG, 0, NOOR, sol, ELIS, elis.kem_public)
    with pytest.raises(EnvelopeAltered):
        open_for(forged, LOG, 0, NOOR, noor.sig_public, ELIS, elis)


def test_a_key_that_nobody_can_hold_is_refused() -> None:
    with pytest.raises(EnvelopeAltered):
        wrap(bytes(32), KEY, b"")
