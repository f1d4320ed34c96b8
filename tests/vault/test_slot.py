"""Nobody but whoever knows its secret can make a slot: not the server, which knows its public halves."""

from hashlib import sha256

import pytest

from vault.test_any_byte import ELIS, ENTRY, KEY, NOOR, OTHER
from vault.test_known_answers import VECTORS
from weft.vault.derive import STANDARD
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import id16, lp, u8
from weft.vault.slot import SLOT_BYTES, SlotType, make_slot, open_slot_e, open_slot_s, read_slot
from weft.vault.wrap import wrap

WRAPPED = 80
HOSTS = b"\7" * 32
"""A root that a host made up."""


def made() -> bytes:
    return make_slot(SlotType.PHRASE, KEY, OTHER, STANDARD, bytes(16), KEY, OTHER, NOOR, ENTRY, 20_000)


def with_hosts_root(slot: bytes, version: int, *more: bytes) -> bytes:
    """The slot with a root of the host's own, wrapped for the public halves that lie in it."""
    read = read_slot(slot)
    header = bytes([version]) + read.header[1:]
    wraps = b"".join(
        wrap(
            public,
            HOSTS,
            lp("slot", id16(NOOR), id16(ENTRY), tier, u8(version), sha256(header).digest(), *more),
        )
        for public, tier in ((read.public_s, "S"), (read.public_e, "E"))
    )
    return header + wraps


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(
    "more", [(), (b"",), (bytes(32),), (HOSTS,)], ids=["none", "empty", "zeros", "a guess"]
)
def test_a_root_the_host_put_in_is_refused(version: int, more: tuple[bytes, ...]) -> None:
    forged = with_hosts_root(made(), version, *more)
    assert len(forged) == SLOT_BYTES
    with pytest.raises(EnvelopeAltered):
        open_slot_e(forged, OTHER, NOOR, ENTRY)
    with pytest.raises(EnvelopeAltered):
        open_slot_s(forged, KEY, NOOR, ENTRY)


def test_nor_can_one_be_carried_over_from_another_slot_of_the_same_secret() -> None:
    """The host of one person may know another's root: as a slot of the first it opens nothing."""
    theirs = make_slot(SlotType.PHRASE, KEY, OTHER, STANDARD, bytes(16), HOSTS, HOSTS, ELIS, ENTRY, 20_000)
    header = read_slot(made()).header
    for forged in (theirs, header + theirs[len(header) :]):
        with pytest.raises(EnvelopeAltered):
            open_slot_e(forged, OTHER, NOOR, ENTRY)


def test_one_that_was_released_still_opens_and_none_is_made_like_it_any_more() -> None:
    released = [bytes.fromhex(one["slot"]) for one in VECTORS["slots"]]
    assert {one[0] for one in released} == {1, 2}
    assert made()[0] == 2


def test_the_public_halves_are_others_than_those_of_the_version_before() -> None:
    """From those of now nobody learns for whom a slot of the version before would have to be wrapped."""
    for one in VECTORS["slots"]:
        slot = bytes.fromhex(one["slot"])
        if slot[0] == 1:
            s, e = bytes.fromhex(one["s"]), bytes.fromhex(one["e"])
            read = read_slot(slot)
            now = read_slot(make_slot(read.type, s, e, read.params, read.salt, KEY, KEY, NOOR, ENTRY, 1))
            assert not {now.public_s, now.public_e} & {read.public_s, read.public_e}
