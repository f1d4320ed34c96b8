"""What somebody is feeling along right now, kept on their own side until they say it is over.

All of it lies in one locked row under their own root, of one size whether it is a minute or an evening, and nobody
else has a key. It is written over with each batch, so a batch that comes twice is there once. Nobody is told that
one runs, stops or goes on; what is kept in the end goes the way of every telling (``keeper.moments``).
"""

import zlib
from collections.abc import Callable

import msgspec

from weft.core.moments.curve import (
    MOST_KNOTS,
    MOST_SLOTS,
    NOTHING,
    SLOTS,
    NotACurve,
    by_second,
    merged,
    packed,
    unpacked,
)
from weft.core.moments.entries import CurveKept
from weft.core.moments.told import Moment
from weft.keeper.home import Home
from weft.keeper.moments import AlreadyOpen, log_of, moment, tell
from weft.keeper.opened import Opened
from weft.keeper.own_rows import own_aad, put_anew
from weft.keeper.ports import Own, OwnRow
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.padding import pad, unpad

LEAST_BYTES = 64 * 1024
"""What the row is padded to: three hours of a restless thumb take less."""
MOST_PLAIN_BYTES = 4 * 1024 * 1024
MOST_UNDER_WAY = 6
"""Titles one person may be in the middle of; beyond it the one touched longest ago is let go."""
MOST_IN_ONE_BATCH = 20 * 60 * SLOTS
"""Slots in one batch: twice a line lost for ten minutes."""
TRIES = 20
"""A phone sends every few seconds, and several at once after a line was lost."""


class NotABatch(Exception):
    """No page of ours sends this; nothing has changed."""


class Batch(msgspec.Struct, forbid_unknown_fields=True):
    """What was felt from a slot on, a quarter of a second each: 0 to 100, or -1 for nothing; and knots, by slot."""

    start: int
    values: list[int]
    knots: list[int] = msgspec.field(default_factory=list)


class UnderWay(msgspec.Struct):
    """One title somebody is in the middle of; ``slots`` is as ``core.moments.curve`` has it."""

    moment: str
    slots: bytes = b""
    knots: list[int] = msgspec.field(default_factory=list)


def check(batch: Batch) -> None:
    """Raises NotABatch."""
    end = batch.start + len(batch.values)
    fits = 0 <= batch.start <= end <= MOST_SLOTS and len(batch.values) <= MOST_IN_ONE_BATCH
    sound = all(-1 <= value <= 100 for value in batch.values)
    tied = len(batch.knots) <= MOST_KNOTS and all(0 <= knot < MOST_SLOTS for knot in batch.knots)
    if not (fits and sound and tied):
        raise NotABatch


async def take_in(home: Home, opened: Opened, key: str, batches: list[Batch]) -> None:
    """Keep some batches of what is being felt; twice is as once. Raises NoSuchMoment, AlreadyOpen, NotABatch."""
    if moment(opened, key).curves_open:
        raise AlreadyOpen
    for batch in batches:
        check(batch)

    def add(one: UnderWay) -> UnderWay:
        slots, knots = one.slots, set(one.knots)
        for batch in batches:
            values = bytes(NOTHING if value < 0 else value for value in batch.values)
            slots, knots = merged(slots, batch.start, values), knots | set(batch.knots)
        return UnderWay(key, slots, sorted(knots)[:MOST_KNOTS])

    def anew(under_way: list[UnderWay]) -> list[UnderWay]:
        mine = next((one for one in under_way if one.moment == key), UnderWay(key))
        others = [one for one in under_way if one.moment != key]
        return [*others, add(mine)][-MOST_UNDER_WAY:]

    await _change(home, opened, anew)


async def seconds_in(home: Home, opened: Opened, key: str) -> int:
    """How far this person has come in a title, in seconds of its own time: where to go on."""
    mine = [one for one in await _read(home, opened) if one.moment == key]
    kept = _kept(moment(opened, key), opened)
    return max([len(one.slots) // SLOTS for one in mine] + [len(kept[0])])


async def is_under_way(home: Home, opened: Opened, key: str) -> bool:
    """Whether this person has felt along in a title and not kept it yet."""
    return any(one.moment == key for one in await _read(home, opened))


async def keep(home: Home, opened: Opened, key: str) -> bool:
    """End it: what was felt goes to the shared log, hidden until both have ended. False if there was nothing.

    Felt over two evenings, both are one curve. Kept twice is kept once. Raises NoSuchMoment, AlreadyOpen.
    """
    mine = next((one for one in await _read(home, opened) if one.moment == key), None)
    before, tied = _kept(moment(opened, key), opened)
    if mine is None or not (mine.slots or mine.knots):
        return bool(before or tied)
    values = merged(before, 0, by_second(mine.slots))
    knots = tuple(sorted({*tied, *(knot // SLOTS for knot in mine.knots)}))[:MOST_KNOTS]
    await tell(home, opened, CurveKept(key, packed(values), knots))
    await forget(home, opened, key)
    return True


async def forget(home: Home, opened: Opened, key: str) -> None:
    """Let go of what was being felt; nothing of it stays. Raises NoSuchMoment."""
    moment(opened, key)

    def without(under_way: list[UnderWay]) -> list[UnderWay] | None:
        rest = [one for one in under_way if one.moment != key]
        return rest if len(rest) < len(under_way) else None

    await _change(home, opened, without)


def _kept(one: Moment, opened: Opened) -> tuple[bytes, tuple[int, ...]]:
    """What this person has kept of it before."""
    found = one.curve(opened.side, opened.side)
    try:
        return (unpacked(found.curve), found.knots) if found else (b"", ())
    except NotACurve:
        return b"", ()


async def _read(home: Home, opened: Opened) -> list[UnderWay]:
    return _under_way(opened, await home.store.own(opened.person, Own.FEELING))


def _under_way(opened: Opened, row: OwnRow | None) -> list[UnderWay]:
    """What is under way, the last touched at the end; a row that was altered counts as none."""
    if row is None:
        return []
    try:
        aad = own_aad(opened.person, Own.FEELING)
        plain = envelope.unlock(opened.root.pin_key, Purpose.OWN, aad, row.locked)
        raw = zlib.decompressobj().decompress(unpad(plain), MOST_PLAIN_BYTES)
        found = msgspec.msgpack.decode(raw, type=list[UnderWay])
    except (EnvelopeAltered, zlib.error, msgspec.DecodeError):
        return []
    known = log_of(opened).life.moments
    return [one for one in found if one.moment in known]


async def _change(
    home: Home, opened: Opened, anew: Callable[[list[UnderWay]], list[UnderWay] | None]
) -> None:
    """Put what is under way anew; nothing is written where ``anew`` gives None."""

    def locked(row: OwnRow | None) -> bytes | None:
        after = anew(_under_way(opened, row))
        if after is None:
            return None
        plain = pad(zlib.compress(msgspec.msgpack.encode(after), 1), LEAST_BYTES)
        return envelope.lock(opened.root.pin_key, Purpose.OWN, own_aad(opened.person, Own.FEELING), plain)

    await put_anew(home.store, opened.person, Own.FEELING, locked, TRIES)
