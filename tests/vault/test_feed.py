"""Only the address opens what was sealed for it, and an address is written in one way only."""

import pytest

from weft.vault import feed
from weft.vault.errors import EnvelopeAltered

PERSON, OTHER = "1" * 32, "2" * 32
SECRET = bytes(range(32))


def sealed(plain: bytes = b"Saturday") -> bytes:
    return feed.seal_part(feed.public_of(SECRET), PERSON, "plans", plain, feed.LEAST_PLANS_BYTES)


def test_sealed_for_the_public_half_it_opens_with_the_secret() -> None:
    assert feed.open_part(SECRET, PERSON, "plans", sealed()) == b"Saturday"


@pytest.mark.parametrize(
    ("secret", "person", "part"),
    [(bytes(32), PERSON, "plans"), (SECRET, OTHER, "plans"), (SECRET, PERSON, "terms")],
)
def test_it_opens_with_no_other_secret_for_nobody_else_and_as_no_other_part(
    secret: bytes, person: str, part: str
) -> None:
    with pytest.raises(EnvelopeAltered):
        feed.open_part(secret, person, part, sealed())


@pytest.mark.parametrize("at", [0, 31, 79, 80, 120, -1])
def test_no_byte_can_be_changed(at: int) -> None:
    raw = bytearray(sealed())
    raw[at] ^= 1
    with pytest.raises(EnvelopeAltered):
        feed.open_part(SECRET, PERSON, "plans", bytes(raw))


def test_cut_short_it_is_refused() -> None:
    for size in (0, 80, 100):
        with pytest.raises(EnvelopeAltered):
            feed.open_part(SECRET, PERSON, "plans", sealed()[:size])


def test_nothing_planned_is_as_long_as_a_hundred_evenings() -> None:
    assert len(sealed(b"")) == len(sealed(b"x" * 30_000))


def test_an_address_is_read_as_it_was_written() -> None:
    assert feed.read(feed.written(SECRET)) == SECRET
    assert len(feed.written(SECRET)) == 43


@pytest.mark.parametrize(
    "text", ["", "x", "ä" * 43, "=" * 43, "A" * 42, "A" * 44, "A" * 42 + "B", "A" * 42 + "\n", "A" * 42 + "+"]
)
def test_nothing_else_is_an_address(text: str) -> None:
    with pytest.raises(EnvelopeAltered):
        feed.read(text)


def test_the_mark_and_the_public_half_are_always_the_same_and_known() -> None:
    assert feed.mark_of(SECRET).hex() == feed.mark_of(SECRET).hex() != feed.mark_of(bytes(32)).hex()
    assert feed.mark_of(SECRET) != feed.public_of(SECRET)
