"""Accounts, sign-ins and the browsers they live in. The passphrase never comes here; nor does anything of tier E."""

import asyncio
import hmac
import os
from base64 import urlsafe_b64decode
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

import msgspec

from weft.core.log.entries import PersonNamed
from weft.core.people import LogId, PersonId
from weft.core.tapestry.dye import Dye
from weft.keeper.couples import open_couple
from weft.keeper.keepsakes import heed
from weft.keeper.open_log import OpenLog, OpenLogs
from weft.keeper.opened import Clock, Opened, append
from weft.keeper.own_copies import know
from weft.keeper.patience import Patience
from weft.keeper.pins import read_bookmark, write_bookmark
from weft.keeper.ports import (
    Own,
    PersonRow,
    PersonTaken,
    SignInRow,
    SlotGone,
    SlotRow,
    SlotType,
    Store,
    StoreError,
)
from weft.keeper.renewals import signed_before
from weft.live.rooms import Rooms
from weft.vault import envelope, slot
from weft.vault.envelope import Purpose
from weft.vault.errors import CookieUnreadable, EnvelopeAltered
from weft.vault.lp import lp
from weft.vault.roots import Publics, Root, sign_publics
from weft.vault.server_key import ServerKey
from weft.vault.sign_in import Cookie, lock_row, new_cookie, read_cookie, unlock_row

ABSOLUTE = timedelta(hours=12)
"""However busy, a sign-in ends after this."""
TOUCH_SECONDS = 60
"""How exactly the last touch is known; one write a minute at most."""
NAME_MOST = 40
"""Characters of a name."""
UNMADE_DAYS = 90
"""Days for which the keys of a closed space wait for copies that could not be made at once."""
DEVICES = frozenset({"phone", "computer"})

NOT_WHOLE = "The key your browser made did not arrive whole. Please try once more."
SPENT = "This code opens nothing here. Codes are used up when they have worked once."
TAKEN = (
    "This name and passphrase already open an account here. If it is yours, sign in with them; "
    "if not, please choose other words."
)


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


class AccountSent(msgspec.Struct):
    """All the server ever learns when someone begins."""

    person: str
    name: str
    dye: str
    secret_s: Sent
    kem_s: Sent
    sig_s: Sent
    kem_e: Sent
    sig_e: Sent
    slots: list[SlotSent]
    label: str = "computer"


class SignInSent(msgspec.Struct):
    """A try to sign in."""

    name: str
    auth: Sent
    secret_s: Sent
    label: str = "computer"


class RecoverSent(msgspec.Struct):
    """A recovery code's public half; on the second visit also the new ways in, and what opens them."""

    lookup: Sent
    auth: Sent
    secret_s: Sent
    name: str = ""
    person: str = ""
    new_secret_s: Sent | None = None
    slots: list[SlotSent] = msgspec.field(default_factory=list)
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
    _swept: int = 0
    _next_lock: asyncio.TimerHandle | None = None
    _locking: asyncio.Task[None] | None = None

    def new_device_mark(self, publics: bytes) -> str:
        """A mark for a browser somebody has signed in with, so that somebody else's guessing never slows it.

        ``publics`` are their public halves: with new keys, all their marks are worth nothing any more.
        """
        mark = os.urandom(16).hex()
        return f"{mark}.{self._vouch(mark, publics)}"

    def is_device_mark(self, text: str, publics: bytes) -> bool:
        """Whether this server made the mark for whoever has these keys; anyone could make one up otherwise."""
        mark, _, vouched = text.partition(".")
        return hmac.compare_digest(vouched.encode(), self._vouch(mark, publics).encode())

    def _vouch(self, mark: str, publics: bytes) -> str:
        return sha256(self.server_key.sign_in_key(lp("device", mark, publics))).hexdigest()[:32]

    async def _is_known(self, mark: bytes, slots: list[SlotRow]) -> bool:
        """Whether a browser's mark was made for one of those a name belongs to; nobody takes as long as somebody."""
        rows = [await self.store.person(one) for one in {slot.person for slot in slots}]
        keys = [row.publics for row in rows if row] or [bytes(128)]
        return any([self.is_device_mark(mark.decode("latin-1"), one) for one in keys])

    # ------------------------------------------------------------ beginning

    async def begin(self, sent: AccountSent, network: bytes = b"") -> str:
        """Make an account and sign its owner in; gives the cookie. Raises Refused, and nothing was made.

        The same account sent again, because the answer was lost, is that account and no second one.
        """
        person = self._read_account(sent)
        handle = self.server_key.handle(sent.name)
        self._ask_patience(*_making(handle, network))
        publics = publics_of(sent)
        slots = [self.slot_row(person, one) for one in sent.slots]
        root = self.root_of(_phrase_of(slots), sent.secret_s.raw)
        if not publics.belong_to(root):
            raise Refused(NOT_WHOLE)
        row = PersonRow(person, handle, publics.to_bytes(), sign_publics(root, person, publics), self._day())
        await self._keep_once(row, slots)
        opened, cookie = await self._sign_in(person, root, publics, sent.label)
        named = PersonNamed(sent.name.strip(), sent.dye)
        await append(self.store, opened, opened.own, [named], self.clock(), tap="begin")
        return cookie

    async def _keep_once(self, row: PersonRow, slots: list[SlotRow]) -> None:
        phrase = _phrase_of(slots)
        if await self._is_there(row.handle, phrase):
            await self.end_all(row.person)  # Nobody has the sign-in whose cookie was lost with the answer.
            return
        try:
            await self.store.add_person(row, slots)
        except PersonTaken:
            if not await self._is_there(row.handle, phrase):  # The first try may have been on its way still.
                raise Refused("This account was made a moment ago. Sign in with it.") from None

    async def _is_there(self, handle: bytes, phrase: SlotRow) -> bool:
        """Whether this very way in was kept before. Raises Refused if its name and passphrase open somebody else's."""
        found = self.match(await self.store.slots_by_handle(handle), phrase.auth_hash)
        if found and found.person != phrase.person:
            raise Refused(TAKEN, "passphrase")
        return found is not None and replace(found, day=phrase.day) == phrase

    @staticmethod
    def root_of(phrase: SlotRow, secret_s: bytes) -> Root:
        """ROOT_S, from a slot and what opens it. Raises Refused."""
        try:
            return Root(slot.open_slot_s(phrase.locked, secret_s, phrase.person, phrase.slot))
        except EnvelopeAltered:
            raise Refused(NOT_WHOLE) from None

    def _ask_patience(self, *names: bytes) -> None:
        wait = self.patience.wait(self.clock().timestamp(), *names)
        if wait:
            raise Refused(f"Too many tries just now. Please wait {int(wait) + 1} seconds.", wait=wait)

    def _read_account(self, sent: AccountSent) -> PersonId:
        if not 1 <= len(sent.name.strip()) <= NAME_MOST:
            raise Refused(f"Please write a name of up to {NAME_MOST} letters.", "name")
        if sent.dye not in set(Dye):
            raise Refused("Please choose one of the twelve dyes.", "dye")
        if not both_ways_in(sent.slots) or not is_id(sent.person):
            raise Refused(NOT_WHOLE)
        return PersonId(sent.person)

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
            self._day(),
        )

    # ------------------------------------------------------------ signing in

    async def sign_in(self, sent: SignInSent, network: bytes, known: bytes | None) -> str:
        """Sign in with what the browser derived; gives the cookie.

        Raises Refused with the same words for an unknown name and a wrong passphrase, after the same work.
        """
        handle = self.server_key.handle(sent.name)
        slots = await self.store.slots_by_handle(handle)
        is_known = await self._is_known(known, slots) if known else False
        names = (
            [lp("known", handle, known)]
            if known and is_known
            else [lp("name", handle), lp("network", network)]
        )
        self._ask_patience(*names)
        found = self.match(slots, sha256(sent.auth.raw).digest())
        if found is None:
            raise Refused(
                "The name and passphrase don’t belong together. Check both and try again.", "passphrase"
            )
        self.patience.forgive(*names)
        person = await self.store.person(found.person)
        assert person is not None, "a slot always has its person"
        root = self.root_of(found, sent.secret_s.raw)
        _, cookie = await self._sign_in(found.person, root, Publics.from_bytes(person.publics), sent.label)
        return cookie

    @staticmethod
    def match(slots: list[SlotRow], tried: bytes) -> SlotRow | None:
        """The slot that the hash of an auth belongs to."""
        found = [one for one in slots if hmac.compare_digest(one.auth_hash, tried)]
        if not slots:
            hmac.compare_digest(bytes(32), tried)  # Nobody of that name takes as long as somebody.
        return found[-1] if found else None

    # ------------------------------------------------------------ coming back with a code

    async def recovery_slot(self, sent: RecoverSent, network: bytes) -> SlotRow:
        """The slot a recovery code opens, if the name is its owner's. Raises Refused."""
        self._ask_patience(lp("network", network))
        return await self._used(sent)

    async def _used(self, sent: RecoverSent) -> SlotRow:
        found = await self.store.slot_by_lookup(sent.lookup.raw) if len(sent.lookup.raw) == 16 else None
        if found is None or not hmac.compare_digest(found.auth_hash, sha256(sent.auth.raw).digest()):
            raise Refused(SPENT, "code")
        owner = await self._row_of(found.person)
        if not hmac.compare_digest(self.server_key.handle(sent.name), owner.handle):
            raise Refused("That isn’t the name this account signs in with.", "name")
        return found

    async def recover(self, sent: RecoverSent, network: bytes) -> str:
        """Replace all ways in by new ones, with a recovery code; every other sign-in ends. Gives the cookie.

        The same new ways in sent again, because the answer was lost, are as good as the first time, though the code
        is used up by then. Raises Refused, and the old ways in are as they were.
        """
        if not both_ways_in(sent.slots) or not is_id(sent.person) or sent.new_secret_s is None:
            raise Refused(NOT_WHOLE)
        handle = self.server_key.handle(sent.name)
        self._ask_patience(*_making(handle, network))
        slots = [self.slot_row(PersonId(sent.person), one) for one in sent.slots]
        phrase = _phrase_of(slots)
        root = self.root_of(phrase, sent.new_secret_s.raw)
        if not await self._is_there(handle, phrase):
            await self._replace(await self._used(sent), sent, root, slots)
        owner = await self._row_of(phrase.person)
        await self.end_all(owner.person)
        _, cookie = await self._sign_in(owner.person, root, Publics.from_bytes(owner.publics), sent.label)
        return cookie

    async def _replace(self, used: SlotRow, sent: RecoverSent, root: Root, slots: list[SlotRow]) -> None:
        """Raises Refused unless the code opens what the new ways in open."""
        if used.person != slots[0].person or self.root_of(used, sent.secret_s.raw).raw != root.raw:
            raise Refused(NOT_WHOLE)
        before = [one.slot for one in await self.store.slots_of(used.person)]
        try:
            await self.store.replace_slots(used.person, before, slots)
        except (SlotGone, PersonTaken):
            if not await self._is_there(self.server_key.handle(sent.name), _phrase_of(slots)):
                raise Refused(SPENT, "code") from None

    async def _row_of(self, person: PersonId) -> PersonRow:
        row = await self.store.person(person)
        assert row is not None, "a slot always has its person"
        return row

    # ------------------------------------------------------------ a new sign-in

    async def sign_in_with(self, person: PersonId, root: Root, publics: Publics, label: str) -> str:
        """Sign somebody in whose root was opened a moment ago; gives the cookie."""
        _, cookie = await self._sign_in(person, root, publics, label)
        return cookie

    async def _sign_in(
        self, person: PersonId, root: Root, publics: Publics, label: str
    ) -> tuple[Opened, str]:
        cookie = new_cookie()
        minute = self._minute()
        locked = lock_row(self.server_key, cookie, root.raw)
        words = (label if label in DEVICES else "computer").encode()
        sealed = envelope.lock(root.label_key, Purpose.OWN, b"label", words)
        row = SignInRow(cookie.id_hash, person, locked, sealed, minute, minute)
        await self.store.add_sign_in(row)
        return await self._open(row, root, publics, self.clock()), cookie.text

    async def _open(self, row: SignInRow, root: Root, publics: Publics, seen: datetime) -> Opened:
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
        """Nothing more is locked by itself: the server stops."""
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
        if self._swept != self._day():
            self._swept = self._day()
            await self.store.sweep_closings(self._swept - UNMADE_DAYS)

    # ------------------------------------------------------------ being signed in

    async def open(self, text: str | None, *, touch: bool = True, keepsake: str = "") -> Opened | None:
        """The person a cookie belongs to; None when it is no longer good, whatever the reason.

        Without ``touch`` it does not count as the person doing something: a page looking again by itself.
        ``keepsake`` is what the browser remembers of their logs, heeded when they are opened.
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
            await self.store.touch_sign_in(cookie.id_hash, self._minute())
            if cookie.id_hash not in self.opened:  # It ended meanwhile.
                return None
            self.opened[cookie.id_hash] = (opened, began, now)
        return opened

    async def _reopen(self, cookie: Cookie, keepsake: str) -> Held | None:
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
            self.opened.pop(cookie.id_hash, None)
        held = self.opened.get(cookie.id_hash)
        if held:
            heed(held[0], keepsake)
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
        held = self.opened.pop(sid_hash, None)
        self.rooms.end(sid_hash)
        try:
            await self.store.drop_sign_in(sid_hash)
        finally:
            self.opened.pop(sid_hash, None)  # Where a page opened it once more while its row was dropped.
        if held:
            await self.bookmark(held[0])

    async def end_all(self, person: PersonId, but: bytes | None = None) -> None:
        for sid_hash in await self.store.drop_sign_ins_of(person, but):
            self.opened.pop(sid_hash, None)
            self.rooms.end(sid_hash)

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

    async def sign_out_there(self, opened: Opened, device: str) -> None:
        """End one of this person's own sign-ins; anybody else's is left alone."""
        for row in await self.store.sign_ins_of(opened.person):
            if row.sid_hash.hex() == device:
                await self.end(row.sid_hash)

    def _minute(self) -> int:
        return int(self.clock().timestamp()) // 60

    def _day(self) -> int:
        return int(self.clock().timestamp()) // 86400

    def _instant(self, minute: int) -> datetime:
        return datetime.fromtimestamp(minute * 60, tz=self.clock().tzinfo)


def _label(root: Root, row: SignInRow) -> str:
    """What a sign-in said it was. One that was altered is listed all the same, so that it can be ended."""
    try:
        return envelope.unlock(root.label_key, Purpose.OWN, b"label", row.label).decode()
    except EnvelopeAltered:
        return "computer"


def _making(handle: bytes, network: bytes) -> tuple[bytes, bytes]:
    """Buckets for new ways in: being told that a passphrase is taken is a guess, and guesses are slowed.

    They are not those of the sign-in, where a bucket just used would tell that somebody of that name is new here.
    """
    return lp("making", "name", handle), lp("making", "network", network)


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


def _phrase_of(slots: list[SlotRow]) -> SlotRow:
    return next(one for one in slots if one.type is SlotType.PHRASE)
