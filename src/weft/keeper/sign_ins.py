"""Sign-ins and the browsers they live in. The passphrase never comes here; nor does anything of tier E."""

import asyncio
import hmac
from base64 import urlsafe_b64decode
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

import msgspec

from weft.core.people import LogId, PersonId
from weft.keeper.browsers import is_mark_of
from weft.keeper.challenges import Challenges
from weft.keeper.couples import open_couple
from weft.keeper.keepsakes import heed
from weft.keeper.open_log import OpenLog, OpenLogs
from weft.keeper.opened import Clock, Opened
from weft.keeper.own_copies import know
from weft.keeper.patience import Patience
from weft.keeper.pins import read_bookmark, write_bookmark
from weft.keeper.ports import (
    Near,
    Own,
    PersonRow,
    SignInRow,
    SlotRow,
    SlotType,
    Store,
    StoreError,
)
from weft.keeper.renewals import signed_before
from weft.keeper.traces import Tries
from weft.live.rooms import Rooms
from weft.vault import envelope, slot
from weft.vault.envelope import Purpose
from weft.vault.errors import CookieUnreadable, EnvelopeAltered
from weft.vault.lp import lp
from weft.vault.roots import Publics, Root
from weft.vault.server_key import ServerKey
from weft.vault.sign_in import Cookie, lock_row, new_cookie, read_cookie, unlock_row

ABSOLUTE = timedelta(hours=12)
"""However busy, a sign-in ends after this."""
TOUCH_SECONDS = 60
"""How exactly the last touch is known; one write a minute at most."""
UNMADE_DAYS = 90
"""Days for which the keys of a closed space wait for copies that could not be made at once."""
DEVICES = frozenset({"phone", "computer"})

NOT_TOGETHER = "The name and passphrase don’t belong together. Check both and try again."
NOT_WHOLE = "The key your browser made did not arrive whole. Please try once more."


class Refused(Exception):
    """A kind sentence for the person, and the field it is about. What was typed stays on their page."""

    def __init__(self, say: str, field: str | None = None, wait: float = 0.0) -> None:
        super().__init__(say)
        self.say, self.field, self.wait = say, field, wait


class Sent:
    """Bytes as a browser sends them: base64url without padding."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @classmethod
    def read(cls, text: object) -> "Sent":
        """Raises ValueError for anything else."""
        if not isinstance(text, str):
            raise ValueError
        return cls(urlsafe_b64decode(text + "=" * (-len(text) % 4)))


class SlotSent(msgspec.Struct):
    """A slot as the browser made it."""

    type: int
    slot_id: str
    bytes: Sent
    auth: Sent
    lookup: Sent | None = None


class SignInSent(msgspec.Struct):
    """A try to sign in."""

    name: str
    auth: Sent
    secret_s: Sent
    label: str = "computer"


@dataclass(frozen=True, slots=True)
class Device:
    """A browser someone is signed in with: what it is, and since when."""

    id: str
    label: str
    began: datetime
    this: bool


Held = tuple[Opened, datetime, datetime]
"""What a sign-in has open, when it began, and when its owner last did something."""


def _forgotten() -> None:
    """A browser that remembers nothing."""


@dataclass(slots=True)
class SignIns:
    """Who is signed in where, and what they have open."""

    store: Store
    server_key: ServerKey
    clock: Clock
    rooms: Rooms
    patience: Patience = field(default_factory=Patience)
    opened: dict[bytes, Held] = field(default_factory=dict)
    logs: OpenLogs = field(default_factory=OpenLogs)
    challenges: Challenges = field(default_factory=Challenges)
    tries: Tries = field(init=False)
    was_open: bool = False
    """Whether anybody has had their keys in this process."""
    _swept: int = 0
    _next_lock: asyncio.TimerHandle | None = None
    _locking: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.tries = Tries(self.store, self.clock)

    async def _is_known(self, mark: bytes, near: Near) -> bool:
        """Whether a browser's mark was made for one of those a name belongs to; nobody takes as long as somebody."""
        rows = [await self.store.person(one) for one in {slot.person for slot in near.slots}]
        keys = [row.publics for row in rows if row]
        return any([is_mark_of(self.server_key, mark.decode("latin-1"), one) for one in keys]) and near.theirs

    # ------------------------------------------------------------ what opens an account

    @staticmethod
    def root_of(phrase: SlotRow, secret_s: bytes) -> Root:
        """ROOT_S, from a slot and what opens it. Raises Refused."""
        try:
            return Root(slot.open_slot_s(phrase.locked, secret_s, phrase.person, phrase.slot))
        except EnvelopeAltered:
            raise Refused(NOT_WHOLE) from None

    def ask_patience(self, *names: bytes) -> None:
        """Raises Refused while one of these has to wait; a try that is let in is counted."""
        wait = self.patience.wait(self.clock().timestamp(), *names)
        if wait:
            raise Refused(f"Too many tries just now. Please wait {int(wait) + 1} seconds.", wait=wait)

    def slot_row(self, person: PersonId, sent: SlotSent) -> SlotRow:
        """A slot as it is kept."""
        lookup = sent.lookup.raw if sent.lookup else None
        return SlotRow(
            person,
            sent.slot_id,
            SlotType(sent.type),
            sent.bytes.raw,
            sha256(sent.auth.raw).digest(),
            lookup,
            self.day(),
        )

    # ------------------------------------------------------------ signing in

    async def sign_in(self, sent: SignInSent, network: bytes, known: bytes | None) -> str:
        """Sign in with what the browser derived; gives the cookie.

        Raises Refused with the same words for an unknown name and a wrong passphrase, after the same work.
        """
        handle = self.server_key.handle(sent.name)
        near = await self.store.slots_near_handle(handle)
        is_known = await self._is_known(known, near) if known else False
        names = (
            [lp("known", handle, known)]
            if known and is_known
            else [lp("name", handle), lp("network", network)]
        )
        found = self._tried(handle, near, sent.auth.raw, names)
        self.patience.forgive(*names)
        root = self.root_of(found, sent.secret_s.raw)
        return await self.sign_in_with(found.person, root, sent.label)

    def _tried(self, handle: bytes, near: Near, auth: bytes, names: list[bytes]) -> SlotRow:
        """Raises Refused, and remembers that somebody tried."""
        try:
            self.ask_patience(*names)
            found = self.match(near, sha256(auth).digest())
            if found is None:
                raise Refused(NOT_TOGETHER, "passphrase")
            return found
        except Refused:
            self.tries.at_name(handle)
            raise

    @staticmethod
    def match(near: Near, tried: bytes) -> SlotRow | None:
        """The slot that the hash of an auth belongs to, if it is one of that name's."""
        found = [one for one in near.slots if hmac.compare_digest(one.auth_hash, tried)]
        return found[-1] if found and near.theirs else None

    # ------------------------------------------------------------ a new sign-in

    async def row_of(self, person: PersonId) -> PersonRow:
        """Somebody who has a way in, and so a row."""
        row = await self.store.person(person)
        assert row is not None, "a slot always has its person"
        return row

    async def sign_in_with(self, person: PersonId, root: Root, label: str) -> str:
        """Sign somebody in whose root was opened a moment ago; gives the cookie."""
        publics = Publics.from_bytes((await self.row_of(person)).publics)
        return (await self.sign_in_new(person, root, publics, label))[1]

    async def sign_in_new(
        self, person: PersonId, root: Root, publics: Publics, label: str
    ) -> tuple[Opened, str]:
        """The same, with what they have open."""
        cookie = new_cookie()
        minute = self.minute()
        locked = lock_row(self.server_key, cookie, root.raw)
        words = (label if label in DEVICES else "computer").encode()
        sealed = envelope.lock(root.label_key, Purpose.OWN, b"label", words)
        row = SignInRow(cookie.id_hash, person, locked, sealed, minute, minute)
        await self.store.add_sign_in(row)
        return await self._open(row, root, publics, self.clock()), cookie.text

    async def _open(self, row: SignInRow, root: Root, publics: Publics, seen: datetime) -> Opened:
        self.was_open = True
        before = await signed_before(self.store, row.person, publics, LogId(row.person))
        closed = OpenLog(LogId(row.person), root.archive_key, 0, {0: publics.sig_s}, {0: before})
        opened = Opened(row.person, root, publics, closed, row.sid_hash, self.logs)
        mark = await read_bookmark(self.store, opened, Own.OWN_BOOKMARK, closed.log)
        opened.own = await self.logs.open(self.store, closed, mark)
        await write_bookmark(self.store, opened, Own.OWN_BOOKMARK, opened.own)
        await open_couple(self.store, opened)
        await know(self.store, opened)
        opened.put_back = await self.store.put_back_day(opened.person)
        self.opened[row.sid_hash] = (opened, self._instant(row.began_minute), seen)
        self._lock_in_time()
        return opened

    # ------------------------------------------------------------ locking by itself

    def _lock_in_time(self) -> None:
        """Keys leave memory when their time is over, also when no browser ever asks again.

        Looked at once a minute, and only while somebody has something open.
        """
        if self.opened and self._next_lock is None:
            loop = asyncio.get_running_loop()
            self._next_lock = loop.call_later(TOUCH_SECONDS, self._lock_now)

    def _lock_now(self) -> None:
        self._next_lock = None
        self._locking = asyncio.ensure_future(self.lock_what_is_over())

    def rest(self) -> None:
        """Nothing more is locked or written by itself: the server stops."""
        self.tries.rest()
        for opened, _, _ in self.opened.values():
            opened.drop_chores()
        if self._next_lock:
            self._next_lock.cancel()
            self._next_lock = None

    async def lock_what_is_over(self) -> None:
        """End every sign-in that has lain untouched too long, or lasted too long."""
        now = self.clock()
        for sid_hash in [one for one, held in self.opened.items() if self._is_over(*held, now)]:
            with suppress(StoreError):  # A row that stays is found to be over when its browser comes again.
                await self.end(sid_hash)
        with suppress(StoreError):
            await self._sweep_once_a_day()
        self._lock_in_time()

    async def _sweep_once_a_day(self) -> None:
        """What was still kept for copies nobody came to make is destroyed in the end."""
        if self._swept != self.day():
            self._swept = self.day()
            await self.store.sweep_closings(self._swept - UNMADE_DAYS)

    # ------------------------------------------------------------ being signed in

    async def open(
        self, text: str | None, *, touch: bool = True, keepsake: Callable[[], str | None] = _forgotten
    ) -> Opened | None:
        """The person a cookie belongs to; None when it is no longer good, whatever the reason.

        Without ``touch`` it does not count as the person doing something: a page looking again by itself.
        ``keepsake`` gives what the browser remembers of their logs; it is asked for when they are opened.
        """
        try:
            cookie = read_cookie(text or "")
        except CookieUnreadable:
            return None
        held = self.opened.get(cookie.id_hash) or await self._reopen(cookie, keepsake)
        if held is None:
            return None
        opened, began, seen = held
        now = self.clock()
        if self._is_over(opened, began, seen, now):
            await self.end(cookie.id_hash)
            return None
        if touch and (now - seen).total_seconds() >= TOUCH_SECONDS:
            await self.store.touch_sign_in(cookie.id_hash, self.minute())
            if cookie.id_hash not in self.opened:  # It ended meanwhile.
                return None
            self.opened[cookie.id_hash] = (opened, began, now)
        return opened

    async def _reopen(self, cookie: Cookie, keepsake: Callable[[], str | None]) -> Held | None:
        row = await self.store.sign_in(cookie.id_hash)
        if row is None:
            return None
        person = await self.store.person(row.person)
        try:
            root = Root(unlock_row(self.server_key, cookie, row.locked))
        except EnvelopeAltered:
            return None
        if person is None:
            return None
        await self._open(row, root, Publics.from_bytes(person.publics), self._instant(row.seen_minute))
        if await self.store.sign_in(cookie.id_hash) is None:  # It ended while it was opened.
            self._let_go(cookie.id_hash)
        held = self.opened.get(cookie.id_hash)
        if held:
            heed(held[0], keepsake() or "")
        return held

    def _is_over(self, opened: Opened, began: datetime, seen: datetime, now: datetime) -> bool:
        touched = max(seen, opened.busy_until or seen)
        idle = timedelta(minutes=opened.own.life.lock_minutes)
        return now - began > ABSOLUTE or now - touched > idle

    async def still_signed_in(self, sign_ins: Collection[bytes]) -> Collection[bytes]:
        """Those of these sign-ins which are still good. Asking is not touching."""
        now = self.clock()
        held = {one: self.opened[one] for one in sign_ins if one in self.opened}
        return {one for one, kept in held.items() if not self._is_over(*kept, now)}

    async def end(self, sid_hash: bytes) -> None:
        """End one sign-in: what it had open, its live streams, its row. The keys go even if the row can't."""
        held = self._let_go(sid_hash)
        self.rooms.end(sid_hash)
        try:
            await self.store.drop_sign_in(sid_hash)
        finally:
            self._let_go(sid_hash)  # Where a page opened it once more while its row was dropped.
        if held:
            await self.bookmark(held[0])

    async def end_all(self, person: PersonId, but: bytes | None = None) -> None:
        for sid_hash in await self.store.drop_sign_ins_of(person, but):
            self._let_go(sid_hash)
            self.rooms.end(sid_hash)

    def _let_go(self, sid_hash: bytes) -> Held | None:
        """What a sign-in had open is in its hands no more, nor in those of anything done for it."""
        held = self.opened.pop(sid_hash, None)
        if held:
            held[0].drop_chores()
        return held

    async def bookmark(self, opened: Opened) -> None:
        await write_bookmark(self.store, opened, Own.OWN_BOOKMARK, opened.own)
        if opened.couple:
            await write_bookmark(self.store, opened, Own.BOOKMARK, opened.couple.log)

    async def devices(self, opened: Opened) -> list[Device]:
        """Every browser this person is signed in with."""
        found = []
        for row in await self.store.sign_ins_of(opened.person):
            label = _label(opened.root, row)
            began = self._instant(row.began_minute)
            found.append(Device(row.sid_hash.hex(), label, began, row.sid_hash == opened.sid_hash))
        return found

    async def sign_out_there(self, opened: Opened, device: str) -> bool:
        """End one of this person's other sign-ins; anybody else's is left alone. Whether there was one to end."""
        for row in await self.store.sign_ins_of(opened.person):
            if row.sid_hash.hex() == device:
                await self.end(row.sid_hash)
                return True
        return False

    def minute(self) -> int:
        """Now, in whole minutes since 1970."""
        return int(self.clock().timestamp()) // 60

    def day(self) -> int:
        """Today, in whole days since 1970."""
        return int(self.clock().timestamp()) // 86400

    def _instant(self, minute: int) -> datetime:
        return datetime.fromtimestamp(minute * 60, tz=self.clock().tzinfo)


def _label(root: Root, row: SignInRow) -> str:
    """What a sign-in said it was. One that was altered is listed all the same, so that it can be ended."""
    try:
        return envelope.unlock(root.label_key, Purpose.OWN, b"label", row.label).decode()
    except EnvelopeAltered:
        return "computer"


def is_id(text: str) -> bool:
    """Whether a text is an id: 32 lowercase hexadecimal digits."""
    return len(text) == 32 and set(text) <= set("0123456789abcdef")


def both_ways_in(slots: list[SlotSent]) -> bool:
    """Whether these are one slot for the passphrase and one for the code, as we know them."""
    kinds = sorted((one.type, len(one.lookup.raw) if one.lookup else 0) for one in slots)
    return kinds == [(SlotType.PHRASE, 0), (SlotType.RECOVERY, 16)] and all(
        is_id(one.slot_id) for one in slots
    )


class PublicsSent(Protocol):
    """Whatever brings the four public halves."""

    kem_s: Sent
    sig_s: Sent
    kem_e: Sent
    sig_e: Sent


def publics_of(sent: PublicsSent) -> Publics:
    """The public halves a browser made. Raises Refused."""
    try:
        return Publics.from_bytes(sent.kem_s.raw + sent.sig_s.raw + sent.kem_e.raw + sent.sig_e.raw)
    except EnvelopeAltered:
        raise Refused(NOT_WHOLE) from None
