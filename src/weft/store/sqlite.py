"""The store on disk: three SQLite files, one thread that writes, look-ups where they are asked.

content.db and keys.db are on disk before an append returns; see docs/decisions/0005-three-files.md for why
there are three. A look-up by key takes some microseconds, less than handing it to another thread would, so
it is made at once on the event loop; reading a long log is handed over.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import apsw

from weft.core.people import LogId, PersonId
from weft.keeper.ports import (
    Appended,
    BoardDrop,
    BoardRow,
    Closing,
    CopyKeyRow,
    CopyRow,
    CoupleRow,
    EntryRow,
    ExchangeRow,
    FeedRow,
    InvitationRow,
    Near,
    NotebookRow,
    NotebookTurn,
    Own,
    OwnRow,
    PasskeyRow,
    PersonRow,
    PictureRow,
    Renewal,
    RenewalRow,
    SealRow,
    Shred,
    SignInRow,
    SlotRow,
    StoreDamaged,
)
from weft.store import (
    exchanges,
    feeds,
    notebooks,
    pairs,
    partings,
    passkeys,
    people,
    pictures,
    renewals,
    sign_ins,
    traces,
)
from weft.store import log as logs
from weft.store.files import (
    WAIT_MS,
    File,
    Places,
    bring_up_to_date,
    complaint_about_integrity,
    complaints_about_access,
    discard,
    hold,
    named,
    open_to_read,
    open_to_write,
    version,
)
from weft.store.gone import noted, take_out_again
from weft.store.ledger import Ledger, add_lines, entries_in, marks_in, read_lines
from weft.store.looks import Look, Looks
from weft.store.one_writer import Held
from weft.store.writer import Group, Pens, Writer, begin, commit, sweep_leavings

T = TypeVar("T")

HEAD, BOARDS = "head", "boards"
"""What is looked up, besides what each person keeps, which has its own name: how far a log reaches, and its boards."""
SHORT_READ = 64
"""Entries. A read of no more than these is made on the event loop."""


class SqliteStore:
    """See ``keeper.ports.Store`` for what each method promises."""

    def __init__(self, places: Places, pens: Pens, held: Held) -> None:
        self._places, self._held = places, held
        self._near = open_to_read(places)
        self._far = open_to_read(places)
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="weft-reader")
        self._writer = Writer(pens)
        self._looks = Looks()

    @classmethod
    def open(cls, folder: Path, volatile: Path | None = None) -> "SqliteStore":
        """Open the files in a folder, making what is missing; ``volatile`` is volatile.db's own folder.

        Raises StoreInUse, StoreDamaged, StoreTooNew or StoreUnwritable; the files are then as they were.
        """
        places = Places(folder, volatile or folder)
        held = hold(places)
        content, keys = open_to_write(places, File.CONTENT), open_to_write(places, File.KEYS)
        pens = Pens(content, keys, _volatile(places), Ledger(places.ledger))
        _refuse_half(pens)
        bring_up_to_date(pens.keys, File.KEYS)
        bring_up_to_date(pens.content, File.CONTENT)
        _sweep(places, pens)
        _shred_again(places, pens)
        return cls(places, pens, held)

    async def close(self) -> None:
        self._reader.shutdown()
        self._near.close()
        self._far.close()
        await self._writer.close()  # last of the files, so that SQLite tidies what it keeps beside each
        self._held.let_go()

    # the log

    async def append(
        self,
        rows: Sequence[EntryRow],
        boards: Sequence[BoardRow] = (),
        drops: Sequence[BoardDrop] = (),
        shreds: Sequence[Shred] = (),
        pictures: Sequence[PictureRow] = (),
    ) -> Appended:
        stirs = {(HEAD, row.log) for row in rows} | {(BOARDS, row.log) for row in boards}
        stirs |= {(BOARDS, one.log) for one in drops}
        self._looks.stir(stirs)

        def over(done: Appended | None) -> None:
            self._looks.rest(stirs)
            if rows and done is Appended.NOW:
                self._looks.keep((HEAD, rows[-1].log), rows[-1].seq)

        return await self._writer.do(
            Group.LOG, lambda pens: partings.append(pens, rows, boards, drops, shreds, pictures), over
        )

    async def _do(self, group: Group, work: Callable[[Pens], T], stirs: Collection[Look] | None = None) -> T:
        """Have something written; what it ``stirs`` is looked up anew, and where that is not said, everything."""
        touched = () if group is Group.SIGN_INS else stirs
        self._looks.stir(touched)
        return await self._writer.do(group, work, lambda _: self._looks.rest(touched))

    def picture(self, log: LogId, entry: str, size: int) -> bytes | None:
        with named(File.CONTENT):
            eye = apsw.Connection(
                str(self._places.of(File.CONTENT)), flags=apsw.SQLITE_OPEN_READONLY
            )  # One of its own: a copy is packed in another thread.
            try:
                eye.set_busy_timeout(WAIT_MS)
                found: bytes | None = eye.execute(pictures.PICTURE, (log, entry, size)).get
                return found
            finally:
                eye.close()

    async def read(self, log: LogId, after_seq: int = -1) -> list[EntryRow]:
        newest = self._looks.kept((HEAD, log))
        if isinstance(newest, int) and newest <= after_seq:
            return []
        some = self._read(self._near, log, after_seq, SHORT_READ + 1)
        if len(some) <= SHORT_READ:
            self._looks.keep((HEAD, log), some[-1].seq if some else after_seq)
            return some
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, self._read, self._far, log, after_seq)

    def _read(self, eye: apsw.Connection, log: LogId, after_seq: int, most: int = -1) -> list[EntryRow]:
        try:
            return list(map(EntryRow._make, eye.execute(logs.READ, (log, after_seq, most))))
        except apsw.Error as error:
            raise StoreDamaged(self._which_is_damaged().filename) from error

    def _which_is_damaged(self) -> File:
        """The file at fault when a read of both failed."""
        return File.KEYS if complaint_about_integrity(self._places, File.KEYS) else File.CONTENT

    async def head_seq(self, log: LogId) -> int:
        [(seq,)] = self._look(File.CONTENT, logs.HEAD, log)
        return int(seq)

    async def boards(self, log: LogId) -> list[BoardRow]:
        def ask() -> tuple[BoardRow, ...]:
            return tuple(BoardRow(*row) for row in self._look(File.CONTENT, logs.BOARDS, log))

        return list(self._looks.at((BOARDS, log), ask))

    async def board(self, log: LogId, board: str) -> BoardRow | None:
        return next((BoardRow(*row) for row in self._look(File.CONTENT, logs.BOARD, log, board)), None)

    async def put_board(self, row: BoardRow) -> None:
        await self._do(Group.LOG, lambda pens: partings.put_board(pens, row), [(BOARDS, row.log)])

    async def drop_board(self, log: LogId, board: str, rev: int | None = None) -> None:
        await self._do(Group.LOG, lambda pens: logs.drop_board(pens, log, board, rev), [(BOARDS, log)])

    # people

    async def add_person(
        self, person: PersonRow, slots: Sequence[SlotRow], own: Sequence[OwnRow] = ()
    ) -> None:
        await self._do(Group.PEOPLE, lambda pens: people.add_person(pens, person, slots, own))

    async def person(self, person: PersonId) -> PersonRow | None:
        return next((PersonRow(*row) for row in self._look(File.KEYS, people.PERSON, person)), None)

    async def slots_of(self, person: PersonId) -> list[SlotRow]:
        return [people.slot(row) for row in self._look(File.KEYS, people.SLOTS_OF, person)]

    async def slots_near_handle(self, handle: bytes) -> Near:
        return people.near(self._look(File.KEYS, people.SLOTS_NEAR_HANDLE, handle))

    async def slot_by_lookup(self, lookup: bytes) -> SlotRow | None:
        found = self._look(File.KEYS, people.SLOT_BY_LOOKUP, lookup)
        return next((people.slot(row) for row in found), None)

    async def replace_slots(self, person: PersonId, remove: Sequence[str], add: Sequence[SlotRow]) -> None:
        await self._do(Group.PEOPLE, lambda pens: people.replace_slots(pens, person, remove, add))

    async def add_passkey(self, slot: SlotRow, row: PasskeyRow) -> None:
        await self._do(Group.PEOPLE, lambda pens: passkeys.add(pens, slot, row))

    async def passkey(self, slot: str) -> PasskeyRow | None:
        found = self._look(File.KEYS, passkeys.PASSKEY, slot)
        return next((PasskeyRow(*row) for row in found), None)

    async def passkeys_of(self, person: PersonId) -> list[PasskeyRow]:
        return [PasskeyRow(*row) for row in self._look(File.KEYS, passkeys.PASSKEYS_OF, person)]

    async def used_passkey(self, slot: str, uses: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: passkeys.used(pens, slot, uses))

    async def own(self, person: PersonId, name: Own) -> OwnRow | None:
        def ask() -> OwnRow | None:
            return next((people.own(row) for row in self._look(File.KEYS, people.OWN, person, name)), None)

        return self._looks.at((name.value, person), ask)

    async def put_own(self, row: OwnRow) -> None:
        await self._do(Group.PEOPLE, lambda pens: people.put_own(pens, row), [(row.name.value, row.person)])

    async def feed_of(self, person: PersonId) -> FeedRow | None:
        return next((FeedRow(*row) for row in self._look(File.KEYS, feeds.FEED, person)), None)

    async def feed_by_mark(self, mark: bytes) -> FeedRow | None:
        return next((FeedRow(*row) for row in self._look(File.KEYS, feeds.FEED_BY_MARK, mark)), None)

    async def put_feed(self, row: FeedRow) -> None:
        await self._do(Group.PEOPLE, lambda pens: feeds.put(pens, row))

    async def fill_feed(self, row: FeedRow) -> None:
        await self._do(Group.PEOPLE, lambda pens: feeds.fill(pens, row))

    async def own_of_all(self, name: Own) -> list[OwnRow]:
        return [people.own(row) for row in self._look(File.KEYS, people.OWN_OF_ALL, name)]

    # new keys, and one's own security log

    async def renew(self, renewal: Renewal) -> None:
        await self._do(Group.LOG, lambda pens: renewals.renew(pens, renewal))

    async def renewals_of(self, person: PersonId) -> list[RenewalRow]:
        return [RenewalRow(*row) for row in self._look(File.KEYS, renewals.RENEWALS_OF, person)]

    async def add_trace(self, person: PersonId, sealed: bytes, most: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: traces.add(pens, person, sealed, most))

    async def traces_of(self, person: PersonId) -> list[bytes]:
        return [bytes(sealed) for (sealed,) in self._look(File.KEYS, traces.TRACES_OF, person)]

    async def add_try(self, person: PersonId, day: int, sealed: bytes, most: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: traces.add_try(pens, person, day, sealed, most))

    async def tries_of(self, person: PersonId) -> list[bytes]:
        return [bytes(sealed) for (sealed,) in self._look(File.KEYS, traces.TRIES_OF, person)]

    # private notebooks

    async def notebook(self, person: PersonId) -> NotebookRow | None:
        found = self._look(File.KEYS, notebooks.NOTEBOOK, person)
        return next((NotebookRow(*row) for row in found), None)

    async def leaves(
        self, person: PersonId, after: str = "", most_bytes: int = 1 << 20
    ) -> list[tuple[str, bytes]]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, self._leaves, person, after, most_bytes)

    def _leaves(self, person: PersonId, after: str, most_bytes: int) -> list[tuple[str, bytes]]:
        with named(File.KEYS):
            rows = self._far.execute(notebooks.LEAVES, (person, after))
            taken = notebooks.until(rows, most_bytes)
            rows.close()
        return taken

    async def turn_notebook(self, person: PersonId, change: NotebookTurn, most: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: notebooks.turn(pens, person, change, most))

    # two

    async def add_invitation(self, row: InvitationRow) -> None:
        await self._do(Group.PEOPLE, lambda pens: pairs.add_invitation(pens, row))

    async def invitation(self, invitation: str) -> InvitationRow | None:
        found = self._look(File.KEYS, pairs.INVITATION, invitation)
        return next((pairs.invitation(row) for row in found), None)

    async def invitations_of(self, person: PersonId) -> list[InvitationRow]:
        return [pairs.invitation(row) for row in self._look(File.KEYS, pairs.INVITATIONS_OF, person)]

    async def withdraw_invitation(self, invitation: str) -> None:
        await self._do(Group.PEOPLE, lambda pens: pairs.withdraw_invitation(pens, invitation))

    async def drop_invitation(self, invitation: str) -> None:
        await self._do(Group.PEOPLE, lambda pens: pairs.drop_invitation(pens, invitation))

    async def sweep_invitations(self, before_minute: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: pairs.sweep_invitations(pens, before_minute))

    async def couple_of(self, person: PersonId) -> CoupleRow | None:
        found = self._look(File.KEYS, pairs.COUPLE_OF, person)
        return next((pairs.couple(row) for row in found), None)

    async def couple(self, couple: LogId) -> CoupleRow | None:
        return next((pairs.couple(row) for row in self._look(File.KEYS, pairs.COUPLE, couple)), None)

    async def add_couple(
        self, row: CoupleRow, *, invitation: str, answer: bytes, minute: int, own: Sequence[OwnRow] = ()
    ) -> None:
        await self._do(
            Group.PEOPLE, lambda pens: pairs.add_couple(pens, row, invitation, answer, minute, own)
        )

    async def close_couple(self, closing: Closing) -> None:
        await self._do(Group.LOG, lambda pens: partings.close_couple(pens, closing))

    async def closed_for(self, person: PersonId) -> CoupleRow | None:
        found = self._look(File.KEYS, partings.CLOSED_FOR, person)
        return next((pairs.couple(row) for row in found), None)

    async def copies_of(self, person: PersonId) -> list[CopyRow]:
        return [CopyRow(*row) for row in self._look(File.KEYS, partings.COPIES_OF, person)]

    async def copy_keys(self, person: PersonId, log: LogId) -> list[CopyKeyRow]:
        return [CopyKeyRow(*row) for row in self._look(File.KEYS, partings.COPY_KEYS, person, log)]

    async def read_copy(self, person: PersonId, log: LogId) -> list[EntryRow]:
        return [EntryRow(*row) for row in self._look(File.CONTENT, partings.READ_COPY, log, person)]

    async def put_copy(self, row: CopyRow, keys: Sequence[CopyKeyRow] = ()) -> None:
        await self._do(Group.PEOPLE, lambda pens: partings.put_copy(pens, row, keys))

    async def forget_the_other(self, person: PersonId) -> None:
        await self._do(Group.PEOPLE, lambda pens: partings.forget_the_other(pens, person))

    async def sweep_closings(self, before_day: int) -> None:
        await self._do(Group.LOG, lambda pens: partings.sweep_closings(pens, before_day))

    # sealed words

    async def exchange(self, exchange: str) -> ExchangeRow | None:
        return next((ExchangeRow(*row) for row in self._look(File.KEYS, exchanges.EXCHANGE, exchange)), None)

    async def exchanges_of(self, couple: LogId) -> list[ExchangeRow]:
        return [ExchangeRow(*row) for row in self._look(File.KEYS, exchanges.EXCHANGES_OF, couple)]

    async def living_exchanges(self) -> list[ExchangeRow]:
        return [ExchangeRow(*row) for row in self._look(File.KEYS, exchanges.LIVING_EXCHANGES)]

    async def seals_of(self, exchange: str) -> list[SealRow]:
        return [SealRow(*row) for row in self._look(File.KEYS, exchanges.SEALS, exchange)]

    async def put_exchange(
        self, row: ExchangeRow, seals: Sequence[SealRow] = (), drops: Sequence[int] = ()
    ) -> None:
        await self._do(Group.PEOPLE, lambda pens: exchanges.put(pens, row, seals, drops))

    async def sweep_exchanges(self, before_day: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: exchanges.sweep(pens, before_day))

    # sign-ins

    async def add_sign_in(self, row: SignInRow) -> None:
        await self._do(Group.SIGN_INS, lambda pens: sign_ins.add(pens, row))

    async def sign_in(self, sid_hash: bytes) -> SignInRow | None:
        return next((SignInRow(*row) for row in self._look(File.VOLATILE, sign_ins.SIGN_IN, sid_hash)), None)

    async def sign_ins_of(self, person: PersonId) -> list[SignInRow]:
        return [SignInRow(*row) for row in self._look(File.VOLATILE, sign_ins.SIGN_INS_OF, person)]

    async def touch_sign_in(self, sid_hash: bytes, minute: int) -> None:
        await self._do(Group.SIGN_INS, lambda pens: sign_ins.touch(pens, sid_hash, minute))

    async def drop_sign_in(self, sid_hash: bytes) -> None:
        await self._do(Group.SIGN_INS, lambda pens: sign_ins.drop(pens, sid_hash))

    async def drop_sign_ins_of(self, person: PersonId, but: bytes | None = None) -> list[bytes]:
        return await self._do(Group.SIGN_INS, lambda pens: sign_ins.drop_of(pens, person, but))

    async def sweep_sign_ins(self, seen_before: int, began_before: int) -> list[bytes]:
        return await self._do(Group.SIGN_INS, lambda pens: sign_ins.sweep(pens, seen_before, began_before))

    # the host's

    async def put_back_day(self, person: PersonId) -> int | None:
        found = self._look(File.KEYS, people.PUT_BACK, person)
        return next((int(day) for (day,) in found), None)

    async def told_of_put_back(self, person: PersonId) -> None:
        await self._do(Group.PEOPLE, lambda pens: people.told_of_put_back(pens, person))

    async def check(self) -> list[str]:
        return await asyncio.to_thread(_check, self._places)

    @staticmethod
    def look_over(folder: Path, volatile: Path | None = None) -> list[str]:
        """As ``check``, beside a Weft that is at work there: nothing is opened to write."""
        return _check(Places(folder, volatile or folder))

    def _look(self, file: File, question: str, *values: str | bytes | int) -> list[tuple[Any, ...]]:
        with named(file):
            return list(self._near.execute(question, values))


# ---------------------------------------------------------------- opening and looking over


def _volatile(places: Places) -> apsw.Connection:
    """The sign-ins. A damaged file of them is thrown away: everyone signs in again, nothing else is lost."""
    try:
        return _sound_volatile(places)
    except StoreDamaged:
        discard(places.of(File.VOLATILE))
        return _sound_volatile(places)


def _sound_volatile(places: Places) -> apsw.Connection:
    pen = open_to_write(places, File.VOLATILE)
    with named(File.VOLATILE):
        if pen.execute("PRAGMA quick_check(1)").get != "ok":
            raise StoreDamaged(File.VOLATILE.filename)
    bring_up_to_date(pen, File.VOLATILE)
    return pen


def _refuse_half(pens: Pens) -> None:
    """Refuse to begin an empty file beside one that is in use: then the other is not new but lost."""
    held = {File.CONTENT: (pens.content, "entries"), File.KEYS: (pens.keys, "deks")}
    for file, other in ((File.CONTENT, File.KEYS), (File.KEYS, File.CONTENT)):
        pen, table = held[other]
        with named(other):
            in_use = version(pen) > 0 and pen.execute(f"SELECT 1 FROM {table} LIMIT 1").get
        if in_use and version(held[file][0]) == 0:
            raise StoreDamaged(file.filename)


def _sweep(places: Places, pens: Pens) -> None:
    """Remove the keys a kill left without their entries, while no one else can write."""
    eye = open_to_read(places)
    try:
        begin(pens, Group.LOG)
        with named(File.KEYS):
            logs.sweep_keys_alone(pens, eye)
        commit(pens, Group.LOG)
    finally:
        eye.close()


def _shred_again(places: Places, pens: Pens) -> None:
    """Finish what a kill left half taken out, and take out once more what an older copy brought back."""
    add_lines(places.ledger, noted(pens.keys))
    lines = read_lines(places.ledger)
    if lines:
        begin(pens, Group.LOG)
        logs.shred(pens, entries_in(lines))
        partings.close_again(pens, entries_in(lines))
        take_out_again(pens.keys, marks_in(lines))
        commit(pens, Group.LOG)
        pens.leavings = True
        sweep_leavings(pens)


def _check(places: Places) -> list[str]:
    said = complaints_about_access(places)
    damage = [complaint for file in File if (complaint := complaint_about_integrity(places, file))]
    if damage:
        return said + damage
    eye = open_to_read(places)
    try:
        return said + logs.complaints(eye)
    finally:
        eye.close()
