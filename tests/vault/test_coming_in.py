"""Passphrases, codes, the server's key and cookies: everything between a person and their root."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weft.vault.account import new_account
from weft.vault.code import ALPHABET, read_code, show
from weft.vault.derive import FLOOR, Params, derive, tidy
from weft.vault.envelope import Purpose, lock, unlock
from weft.vault.errors import (
    CodeMistyped,
    CookieUnreadable,
    DerivationTooWeak,
    EnvelopeAltered,
    ServerKeyUnsafe,
)
from weft.vault.invitation import invitation_id
from weft.vault.padding import LEAST_SEALED_BYTES, pad, unpad
from weft.vault.passphrase import (
    COMMON,
    HAS_NAME,
    TOO_LONG,
    TOO_PLAIN,
    TOO_SHORT,
    common,
    complain,
    six_words,
)
from weft.vault.recovery import derive_code, new_code
from weft.vault.roots import Root
from weft.vault.server_key import ServerKey
from weft.vault.sign_in import lock_row, new_cookie, read_cookie, unlock_row
from weft.vault.slot import SlotType, auth_hash, open_slot_e, open_slot_s, read_slot
from weft.vault.words import words


def test_a_new_account_opens_by_its_passphrase_and_by_its_code() -> None:
    salt = os.urandom(16)
    made = new_account("a fine plain phrase of ours", salt, 20_000, FLOOR)
    secrets, code = derive("a fine plain phrase of ours ", salt, FLOOR), derive_code(made.recovery_code)
    assert open_slot_s(made.phrase_slot, secrets.s, made.person, made.phrase_slot_id) == made.root_s.raw
    assert open_slot_e(made.phrase_slot, secrets.e, made.person, made.phrase_slot_id) == made.root_e.raw
    assert (
        open_slot_s(made.recovery_slot, code.secrets.s, made.person, made.recovery_slot_id) == made.root_s.raw
    )
    assert (
        open_slot_e(made.recovery_slot, code.secrets.e, made.person, made.recovery_slot_id) == made.root_e.raw
    )
    assert read_slot(made.phrase_slot).params == FLOOR
    assert read_slot(made.recovery_slot).type is SlotType.RECOVERY
    assert len(auth_hash(secrets.auth)) == 32
    assert secrets.s.hex() not in repr(secrets)


@pytest.mark.parametrize("weak", [Params(19 * 1024 - 1, 2, 1), Params(45 * 1024, 1, 1), Params(64 * 1024, 3, 2), Params(8, 1, 1), Params(2**21, 3, 1)])  # fmt: skip
def test_no_one_can_ask_for_a_weaker_key(weak: Params) -> None:
    with pytest.raises(DerivationTooWeak):
        derive("a fine plain phrase of ours", bytes(16), weak)


def test_a_passphrase_is_the_same_however_it_was_spaced_or_composed() -> None:
    assert tidy("  cafe\u0301  au\tlait\n") == tidy("café au lait")
    assert tidy("Café au lait") != tidy("café au lait")


@given(st.integers(0, 2**130 - 1))
@settings(max_examples=60, deadline=None)
def test_every_code_reads_back_however_it_is_typed(number: int) -> None:
    raw = number.to_bytes(17, "big")
    code = show(raw)
    sloppy = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert read_code(code) == read_code(sloppy) == raw


def test_nearly_every_slip_in_a_code_is_noticed() -> None:
    code = new_code().replace("-", "")
    noticed = tried = 0
    for at, letter in enumerate(code):
        for other in ALPHABET:
            if other == letter:
                continue
            tried += 1
            try:
                read_code(code[:at] + other + code[at + 1 :])
            except CodeMistyped:
                noticed += 1
    assert noticed > 0.99 * tried


@pytest.mark.parametrize("wrong", ["", "ABCD", "U" * 28, "0" * 27, "0" * 29, "é" * 28])
def test_what_is_no_code_is_called_mistyped(wrong: str) -> None:
    with pytest.raises(CodeMistyped):
        read_code(wrong)


def test_a_code_is_seven_groups_of_four() -> None:
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}", new_code())


def test_an_invitation_is_known_by_an_id_that_is_not_its_code() -> None:
    code = new_code()
    assert re.fullmatch("[0-9a-f]{32}", invitation_id(code))
    assert invitation_id(code) == invitation_id(code.lower())
    assert derive_code(code).lookup.hex() != invitation_id(code)


def test_the_words_are_2048_short_and_different() -> None:
    assert len(set(words())) == 2048
    assert list(words()) == sorted(words())
    assert all(re.fullmatch("[a-z]{2,8}", word) for word in words())


def test_an_offered_passphrase_is_six_words_and_never_refused() -> None:
    for _ in range(200):
        offered = six_words()
        assert len(offered.split()) == 6
        assert complain(offered, "Noor") is None


def test_the_list_of_common_ones_is_long_and_bare() -> None:
    assert len(common()) >= 1000
    assert all(re.fullmatch("[a-z0-9]{14,}", one) for one in common())


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("fourteen chars", TOO_SHORT),
        ("x" * 600, TOO_LONG),
        ("Correct Horse Battery Staple!", COMMON),
        ("to be, or not to be, that is the question", COMMON),
        ("abc abc abc abc abc", TOO_PLAIN),
        ("aaaaaaaaaaaaaaaabb", TOO_PLAIN),
        ("Marguerite Marguerite 99", HAS_NAME),
        ("the heron stood by our old gate", None),
    ],
)
def test_a_passphrase_is_judged_kindly(passphrase: str, said: str | None) -> None:
    assert complain(passphrase, "Marguerite") == said


@given(st.binary(max_size=3000))
@settings(max_examples=60)
def test_padding_hides_the_length_and_gives_the_text_back(plain: bytes) -> None:
    padded = pad(plain)
    assert unpad(padded) == plain
    assert len(padded) >= 256
    assert len(padded).bit_count() == 1


def test_large_texts_grow_by_an_eighth_at_most() -> None:
    for size in (65_533, 100_000, 1_000_001, 5_000_000):
        assert size + 4 <= len(pad(bytes(size))) <= 1.12 * (size + 4)
    assert len(pad(b"", LEAST_SEALED_BYTES)) == 4096


@pytest.mark.parametrize("wrong", [b"", b"\0\0\0", b"\0\0\0\x05abcd", b"\0\0\0\x01ab" + b"\0", b"\xff" * 256])
def test_padding_that_does_not_fit_is_refused(wrong: bytes) -> None:
    with pytest.raises(EnvelopeAltered):
        unpad(wrong)


def test_a_server_keeps_its_key(tmp_path: Path) -> None:
    path = tmp_path / "server.key"
    made = ServerKey.load_or_make(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
    assert ServerKey.load_or_make(path).handle("Noor") == made.handle("Noor")
    assert repr(made) == "ServerKey(…)"


def test_a_key_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "server.key"
    ServerKey.load_or_make(path)
    path.chmod(0o644)
    with pytest.raises(ServerKeyUnsafe, match="chmod 600"):
        ServerKey.load_or_make(path)


def test_a_damaged_key_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "server.key"
    path.write_bytes(b"short")
    path.chmod(0o600)
    with pytest.raises(ServerKeyUnsafe, match="damaged"):
        ServerKey.load_or_make(path)
    assert path.read_bytes() == b"short"


def test_a_name_is_the_same_however_it_was_typed() -> None:
    server = ServerKey(bytes(32))
    assert server.handle(" NOOR  van Dijk") == server.handle("noor van\u00a0dijk ")
    assert server.handle("Straße") == server.handle("STRASSE")
    assert server.handle("Noor") != server.handle("Elis")
    assert server.salt("Noor") == server.salt("noor")
    assert len(server.salt("Nobody")) == 16
    assert server.salt("Noor") != server.handle("Noor")[:16]


def test_a_cookie_reads_back_and_nothing_else_does() -> None:
    cookie = new_cookie()
    assert len(cookie.text) == 66
    assert read_cookie(cookie.text) == cookie
    assert len(cookie.id_hash) == 32
    for wrong in (
        "",
        "A",
        cookie.text[:-1],
        cookie.text + "A",
        "B" + cookie.text[1:],
        "é" * 66,
        " " + cookie.text[1:],
    ):
        with pytest.raises(CookieUnreadable):
            read_cookie(wrong)


def test_a_sign_in_needs_both_the_cookie_and_the_server() -> None:
    server, cookie = ServerKey(bytes(32)), new_cookie()
    row = lock_row(server, cookie, b"root")
    assert unlock_row(server, cookie, row) == b"root"
    for other_server, other_cookie in ((ServerKey(b"\1" * 32), cookie), (server, new_cookie())):
        with pytest.raises(EnvelopeAltered):
            unlock_row(other_server, other_cookie, row)


@given(st.binary(max_size=600), st.binary(max_size=40), st.sampled_from(list(Purpose)))
@settings(max_examples=60)
def test_lock_then_unlock_is_nothing(plain: bytes, aad: bytes, purpose: Purpose) -> None:
    key = Root(bytes(32)).archive_key
    assert unlock(key, purpose, aad, lock(key, purpose, aad, plain)) == plain
