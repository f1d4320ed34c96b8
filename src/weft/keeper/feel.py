"""What somebody is feeling along right now, kept on their own side until they say it is over.

All of it lies in one locked row under their own root, of one size whether it is a minute or an evening, and nobody
else has a key. It is written over with each batch, so a batch that comes twice is there once. Nobody is told that
one runs, stops or goes on; what is kept in the end goes the way of every telling (``keeper.moments``).
"""

import zlib
from dataclasses import dataclass

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
from weft.keeper.ports import Own, OwnRow, RevTaken
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import lp
from weft.vault.padding import pad, unpad

LEAST_BYTES = 64 * 1024
"""What the row is padded to: three hours of a restless thumb take less."""
MOST_PLAIN_BYTES = 4 * 1024 * 1024
MOST_UNDER_WAY = 6
"""Titles one person may be in the middle of; beyond it the one touched longest ago is let go."""
MOST_IN_ONE_BATCH = 20 * 60 * SLOTS
"""Slots in one batch: twice a line lost for ten minutes."""
TRIES = 20


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


@dataclass(frozen=True, slots=True)
class _Held:
    """The row as it was read: its revision, -1 if there is none, and what is under way, the last touched at the end."""

    rev: int
    under_way: list[UnderWay]


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

    for _ in range(TRIES):
        held = await _read(home, opened)
        mine = next((one for one in held.under_way if one.moment == key), UnderWay(key))
        others = [one for one in held.under_way if one.moment != key]
        try:
            return await _put(home, opened, held.rev, [*others, add(mine)][-MOST_UNDER_WAY:])
        except RevTaken:
            continue
    raise RevTaken


async def seconds_in(home: Home, opened: Opened, key: str) -> int:
    """How far this person has come in a title, in seconds of its own time: where to go on."""
    mine = [one for one in (await _read(home, opened)).under_way if one.moment == key]
    kept = _kept(moment(opened, key), opened)
    return max([len(one.slots) // SLOTS for one in mine] + [len(kept[0])])


async def is_under_way(home: Home, opened: Opened, key: str) -> bool:
    """Whether this person has felt along in a title and not kept it yet."""
    return any(one.moment == key for one in (await _read(home, opened)).under_way)


async def keep(home: Home, opened: Opened, key: str) -> bool:
    """End it: what was felt goes to the shared log, hidden until both have ended. False if there was nothing.

    Felt over two evenings, both are one curve. Kept twice is kept once. Raises NoSuchMoment, AlreadyOpen.
    """
    held = await _read(home, opened)
    mine = next((one for one in held.under_way if one.moment == key), None)
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
    for _ in range(TRIES):
        held = await _read(home, opened)
        rest = [one for one in held.under_way if one.moment != key]
        if len(rest) == len(held.under_way):
            return
        try:
            await _put(home, opened, held.rev, rest)
        except RevTaken:
            continue
        return
    raise RevTaken


def _kept(one: Moment, opened: Opened) -> tuple[bytes, tuple[int, ...]]:
    """What this person has kept of it before."""
    found = one.curve(opened.side, opened.side)
    try:
        return (unpacked(found.curve), found.knots) if found else (b"", ())
    except NotACurve:
        return b"", ()


async def _read(home: Home, opened: Opened) -> _Held:
    """What is under way; a row that was altered counts as none."""
    row = await home.store.own(opened.person, Own.FEELING)
    if row is None:
        return _Held(-1, [])
    try:
        plain = envelope.unlock(opened.root.pin_key, Purpose.OWN, _aad(opened), row.locked)
        raw = zlib.decompressobj().decompress(unpad(plain), MOST_PLAIN_BYTES)
        found = msgspec.msgpack.decode(raw, type=list[UnderWay])
    except (EnvelopeAltered, zlib.error, msgspec.DecodeError):
        return _Held(row.rev, [])
    known = log_of(opened).life.moments
    return _Held(row.rev, [one for one in found if one.moment in known])


async def _put(home: Home, opened: Opened, rev: int, under_way: list[UnderWay]) -> None:
    plain = pad(zlib.compress(msgspec.msgpack.encode(under_way), 1), LEAST_BYTES)
    locked = envelope.lock(opened.root.pin_key, Purpose.OWN, _aad(opened), plain)
    await home.store.put_own(OwnRow(opened.person, Own.FEELING, rev + 1, locked))


def _aad(opened: Opened) -> bytes:
    return lp("own", bytes.fromhex(opened.person), Own.FEELING.value)
