"""What grows from a root, and what two people compare."""

from itertools import count

import pytest

from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import id16, lp
from weft.vault.record import FIRST_PREV, Pin, head, pin, read_pin, record
from weft.vault.roots import Publics, Root, fingerprint, sign_publics, six_words, swatch_seed, verify_publics

NOOR, LOG = "1" * 32, "a" * 32


def publics() -> Publics:
    return Publics.of(Root.new(), Root.new())


def test_a_root_gives_the_same_keys_every_time_and_each_is_another() -> None:
    root, again = Root(bytes(32)), Root(bytes(32))
    grown = [root.kem_public, root.sig_public, root.archive_key, root.pin_key, root.label_key]
    assert grown == [again.kem_public, again.sig_public, again.archive_key, again.pin_key, again.label_key]
    assert len({*grown, root.raw}) == 6


def test_a_root_whose_signing_key_begins_with_a_zero_byte_is_drawn_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roots = (Root(number.to_bytes(32)) for number in count())
    refused = next(root for root in roots if root.sig.private_bytes_raw()[0] == 0)
    drawn = iter((refused.raw, bytes(32)))
    monkeypatch.setattr("os.urandom", lambda size: next(drawn))
    assert Root.new().raw == bytes(32)


def test_a_root_of_any_other_length_is_refused() -> None:
    with pytest.raises(EnvelopeAltered):
        Root(bytes(31))


def test_no_repr_shows_a_key() -> None:
    assert repr(Root(bytes(32))) == "Root(…)"


def test_publics_survive_being_written_down() -> None:
    made = publics()
    assert Publics.from_bytes(made.to_bytes()) == made
    with pytest.raises(EnvelopeAltered):
        Publics.from_bytes(made.to_bytes()[:-1])


def test_publics_know_their_root() -> None:
    root = Root.new()
    assert Publics.of(root, Root.new()).belong_to(root)
    assert not publics().belong_to(root)


def test_publics_are_signed_by_their_person() -> None:
    root = Root.new()
    made = Publics.of(root, Root.new())
    signature = sign_publics(root, NOOR, made)
    verify_publics(NOOR, made, signature)
    with pytest.raises(EnvelopeAltered):
        verify_publics("2" * 32, made, signature)


def test_both_screens_show_the_same_words_and_swatch() -> None:
    one, other = fingerprint(publics()), fingerprint(publics())
    assert six_words(one, other) == six_words(other, one)
    assert swatch_seed(one, other) == swatch_seed(other, one)
    assert len(six_words(one, other)) == 6
    assert 0 <= swatch_seed(one, other) < 2**32


def test_another_key_shows_other_words() -> None:
    one, other, sol = (fingerprint(publics()) for _ in range(3))
    assert six_words(one, other) != six_words(one, sol)


def test_a_record_is_its_parts_laid_side_by_side() -> None:
    made = record(LOG, 7, FIRST_PREV, NOOR, 1, 3, bytes(32))
    assert made == lp(
        "rec1",
        id16(LOG),
        (7).to_bytes(8, "big"),
        FIRST_PREV,
        id16(NOOR),
        b"\x01",
        b"\0\0\0\x03",
        bytes(32),
    )


def test_a_head_depends_on_the_record_and_its_signature() -> None:
    assert len({head(b"a", b"b"), head(b"a", b"c"), head(b"c", b"b")}) == 3


def test_a_pin_is_only_its_owners_and_only_for_its_log() -> None:
    root = Root.new()
    made = pin(root, LOG, Pin(41, bytes(32)))
    assert read_pin(root, LOG, made) == Pin(41, bytes(32))
    for other_root, log in ((Root.new(), LOG), (root, NOOR)):
        with pytest.raises(EnvelopeAltered):
            read_pin(other_root, log, made)


def test_no_two_lists_of_parts_look_alike() -> None:
    assert lp("ab", "c") != lp("a", "bc")
    assert lp() != lp("")


def test_an_id_is_sixteen_bytes() -> None:
    with pytest.raises(ValueError, match="32"):
        id16("abcd")
