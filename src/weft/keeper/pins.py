"""What a person remembers under their own root: how far each log was verified, and whom they compared with."""

from contextlib import suppress

import msgspec

from weft.core.people import LogId
from weft.keeper.open_log import Damage, Mark, OpenLog
from weft.keeper.opened import Opened
from weft.keeper.own_rows import own_aad, put_anew
from weft.keeper.ports import Own, OwnRow, RevTaken, Store, StoreUnwritable
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.roots import Root


class Bookmark(msgspec.Struct):
    """A place in a log and the head it had there."""

    log: str
    seq: int
    head: bytes


class Pin(msgspec.Struct):
    """The partner's fingerprint, and whether both screens were held side by side."""

    fingerprint: bytes
    compared: bool


async def _read(store: Store, opened: Opened, name: Own) -> tuple[int, bytes] | None:
    row = await store.own(opened.person, name)
    if row is None:
        return None
    try:
        return row.rev, envelope.unlock(
            opened.root.pin_key, Purpose.OWN, own_aad(opened.person, name), row.locked
        )
    except EnvelopeAltered:
        return row.rev, b""


async def _put(store: Store, opened: Opened, name: Own, plain: bytes) -> None:
    with suppress(RevTaken):
        await put_anew(store, opened.person, name, lambda _: _locked(opened, name, plain))


def _locked(opened: Opened, name: Own, plain: bytes) -> bytes:
    return envelope.lock(opened.root.pin_key, Purpose.OWN, own_aad(opened.person, name), plain)


async def read_bookmark(store: Store, opened: Opened, name: Own, log: LogId) -> Mark:
    """How far this person had verified a log before. A bookmark that was altered counts as none."""
    found, mark = await _read(store, opened, name), Mark()
    if found and found[1]:
        kept = msgspec.json.decode(found[1], type=Bookmark)
        mark = Mark(kept.seq, kept.head) if kept.log == log else mark
    opened.marks[log] = mark
    return mark


async def write_bookmark(store: Store, opened: Opened, name: Own, log: OpenLog) -> None:
    """Remember how far a log is verified now; a damaged log keeps the bookmark it had.

    On a full disk the earlier one stands: the next reading checks more signatures, and nobody is kept from it.
    """
    if not log.damage and log.seq > opened.marks.get(log.log, Mark()).seq:
        with suppress(StoreUnwritable):
            await _move_bookmark(store, opened, name, log)


async def _move_bookmark(store: Store, opened: Opened, name: Own, log: OpenLog) -> None:
    mark = Mark(log.seq, log.head)
    await _put(store, opened, name, msgspec.json.encode(Bookmark(log.log, *mark)))
    opened.marks[log.log] = mark


async def go_on(store: Store, opened: Opened) -> None:
    """Take an older copy that was put back for what is: this person has been told, and goes on from there.

    A log with rows that were altered or lost keeps its bookmark, because going on would hide them.
    """
    for name, log in zip((Own.OWN_BOOKMARK, Own.BOOKMARK), opened.all_logs, strict=False):
        older = {seq for seq, harm in log.damage.items() if harm.what is Damage.ROLLED_BACK}
        if len(older) == len(log.damage) and (older or log.log in opened.behind):
            log.damage.clear()
            opened.behind.discard(log.log)
            await _move_bookmark(store, opened, name, log)
    if opened.put_back is not None:
        await store.told_of_put_back(opened.person)
        opened.put_back = None


async def sealed_anew(store: Store, opened: Opened, root: Root, name: Own) -> OwnRow | None:
    """Something this person remembers, under another root of theirs; a pin counts as not compared. None if there is none."""
    found = await _read(store, opened, name)
    if found is None or not found[1]:
        return None
    rev, plain = found
    if name is Own.PIN:
        kept = msgspec.json.decode(plain, type=Pin)
        plain = msgspec.json.encode(Pin(kept.fingerprint, compared=False))
    locked = envelope.lock(root.pin_key, Purpose.OWN, own_aad(opened.person, name), plain)
    return OwnRow(opened.person, name, rev + 1, locked)


async def read_pin(store: Store, opened: Opened) -> Pin | None:
    found = await _read(store, opened, Own.PIN)
    return msgspec.json.decode(found[1], type=Pin) if found and found[1] else None


async def pin_row(store: Store, opened: Opened, pin: Pin) -> OwnRow:
    """A pin, to be kept in one step with whatever it belongs to."""
    row = await store.own(opened.person, Own.PIN)
    locked = _locked(opened, Own.PIN, msgspec.json.encode(pin))
    return OwnRow(opened.person, Own.PIN, row.rev + 1 if row else 0, locked)


async def write_pin(store: Store, opened: Opened, pin: Pin) -> None:
    await _put(store, opened, Own.PIN, msgspec.json.encode(pin))
