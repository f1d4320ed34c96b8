"""A store that forgets when the program ends: for tests and rehearsals, with the same promises as on disk.

Nothing here waits for anything, so every method is one step that no other can come between.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from weft.core.people import LogId, PersonId
from weft.core.seal.state import LIVING, Phase
from weft.keeper.ports import (
    AlreadyPaired,
    Appended,
    BoardDrop,
    BoardRow,
    Closing,
    CopyKeyRow,
    CopyRow,
    CoupleClosed,
    CoupleRow,
    CoupleState,
    EntryRow,
    ExchangeRow,
    FeedRow,
    InvitationRow,
    InvitationSpent,
    InvitationState,
    NotebookRow,
    NotebookTurn,
    Own,
    OwnRow,
    PasskeyRow,
    PersonRow,
    PersonTaken,
    PictureRow,
    Renewal,
    RenewalRow,
    RevTaken,
    SealRow,
    SeqTaken,
    Shred,
    SignInRow,
    SlotGone,
    SlotRow,
    SlotType,
    StoreFull,
)
from weft.store import notebooks


class MemoryStore:
    """Keeps every row in a dictionary; see ``keeper.ports.Store`` for what each method promises."""

    def __init__(self) -> None:
        self._logs: dict[LogId, list[EntryRow]] = {}
        self._entries: set[tuple[LogId, str]] = set()
        self._boards: dict[tuple[LogId, str], BoardRow] = {}
        self._pictures: dict[tuple[LogId, str, int], bytes] = {}
        self._people: dict[PersonId, PersonRow] = {}
        self._slots: dict[str, SlotRow] = {}
        self._own: dict[tuple[PersonId, Own], OwnRow] = {}
        self._feeds: dict[PersonId, FeedRow] = {}
        self._notebooks: dict[PersonId, NotebookRow] = {}
        self._leaves: dict[PersonId, dict[str, bytes]] = {}
        self._invitations: dict[str, InvitationRow] = {}
        self._couples: dict[LogId, CoupleRow] = {}
        self._sign_ins: dict[bytes, SignInRow] = {}
        self._copies: dict[tuple[PersonId, LogId], CopyRow] = {}
        self._copy_keys: dict[tuple[PersonId, LogId, int], CopyKeyRow] = {}
        self._closings: dict[LogId, int] = {}
        self._renewals: dict[PersonId, list[RenewalRow]] = {}
        self._traces: dict[PersonId, list[bytes]] = {}
        self._tries: dict[PersonId, dict[int, bytes]] = {}
        self._passkeys: dict[str, PasskeyRow] = {}
        self._exchanges: dict[str, ExchangeRow] = {}
        self._seals: dict[tuple[str, int], SealRow] = {}

    # the log

    async def append(
        self,
        rows: Sequence[EntryRow],
        boards: Sequence[BoardRow] = (),
        drops: Sequence[BoardDrop] = (),
        shreds: Sequence[Shred] = (),
        pictures: Sequence[PictureRow] = (),
    ) -> Appended:
        if any((row.log, row.entry) in self._entries for row in rows):
            return Appended.ALREADY
        self._refuse_closed(*rows, *boards)
        self._refuse_wrong_places(rows)
        after = self._boards_after(boards, drops)
        for row in rows:
            self._logs.setdefault(row.log, []).append(row)
            self._entries.add((row.log, row.entry))
        self._boards = after
        self._pictures |= {(one.log, one.entry, one.size): one.locked for one in pictures}
        for one in shreds:
            self._logs[one.log] = [_without(row, one) for row in self._logs.get(one.log, ())]
            for size in (0, 1):
                self._pictures.pop((one.log, one.entry, size), None)
        return Appended.NOW

    def picture(self, log: LogId, entry: str, size: int) -> bytes | None:
        return self._pictures.get((log, entry, size))

    def _refuse_closed(self, *rows: EntryRow | BoardRow) -> None:
        if any(self._is_closed(row.log) for row in rows):
            raise CoupleClosed

    def _is_closed(self, log: LogId) -> bool:
        return log in self._couples and self._couples[log].state is CoupleState.CLOSED

    def _refuse_wrong_places(self, rows: Sequence[EntryRow]) -> None:
        following: dict[LogId, int] = {}
        for row in rows:
            expected = following.get(row.log, len(self._logs.get(row.log, ())))
            if row.seq != expected:
                raise SeqTaken
            following[row.log] = expected + 1

    def _boards_after(
        self, boards: Iterable[BoardRow], drops: Iterable[BoardDrop]
    ) -> dict[tuple[LogId, str], BoardRow]:
        """The boards as they would stand, so that a refusal half way leaves those that stand alone."""
        after = dict(self._boards)
        for row in boards:
            stored = after.get((row.log, row.board))
            if row.rev != (0 if stored is None else stored.rev + 1):
                raise RevTaken
            script = row.script if row.script is not None or stored is None else stored.script
            after[row.log, row.board] = replace(row, script=script)
        for drop in drops:
            stored = after.pop((drop.log, drop.board), None)
            if stored is not None and stored.rev != drop.rev:
                raise RevTaken
        return after

    async def read(self, log: LogId, after_seq: int = -1) -> list[EntryRow]:
        rows = self._logs.get(log, [])
        return rows[bisect_right(rows, after_seq, key=lambda row: row.seq) :]

    async def head_seq(self, log: LogId) -> int:
        return len(self._logs.get(log, ())) - 1

    async def boards(self, log: LogId) -> list[BoardRow]:
        return sorted((row for row in self._boards.values() if row.log == log), key=lambda row: row.board)

    async def board(self, log: LogId, board: str) -> BoardRow | None:
        return self._boards.get((log, board))

    async def put_board(self, row: BoardRow) -> None:
        self._refuse_closed(row)
        self._boards = self._boards_after([row], [])

    async def drop_board(self, log: LogId, board: str, rev: int | None = None) -> None:
        stored = self._boards.get((log, board))
        if stored is not None:
            at = stored.rev if rev is None else rev
            self._boards = self._boards_after([], [BoardDrop(log, board, at)])

    # people

    async def add_person(
        self, person: PersonRow, slots: Sequence[SlotRow], own: Sequence[OwnRow] = ()
    ) -> None:
        if person.person in self._people:
            raise PersonTaken
        slots_after, own_after = _with(self._slots, slots), self._own_after(own)
        self._people[person.person] = person
        self._slots, self._own = slots_after, own_after

    async def person(self, person: PersonId) -> PersonRow | None:
        return self._people.get(person)

    async def slots_of(self, person: PersonId) -> list[SlotRow]:
        return _by_id(slot for slot in self._slots.values() if slot.person == person)

    async def slots_by_handle(self, handle: bytes) -> list[SlotRow]:
        people = {row.person for row in self._people.values() if row.handle == handle}
        slots = (slot for slot in self._slots.values() if slot.person in people)
        return _by_id(slot for slot in slots if slot.type is SlotType.PHRASE)

    async def slot_by_lookup(self, lookup: bytes) -> SlotRow | None:
        return next((slot for slot in self._slots.values() if slot.lookup == lookup), None)

    async def replace_slots(self, person: PersonId, remove: Sequence[str], add: Sequence[SlotRow]) -> None:
        held = {slot.slot for slot in self._slots.values() if slot.person == person}
        if not held.issuperset(remove):
            raise SlotGone
        kept = {id_: slot for id_, slot in self._slots.items() if id_ not in remove}
        self._slots = _with(kept, add)

    async def add_passkey(self, slot: SlotRow, row: PasskeyRow) -> None:
        self._slots = _with(self._slots, [slot])
        self._passkeys[row.slot] = row

    async def passkey(self, slot: str) -> PasskeyRow | None:
        return self._passkeys.get(slot) if slot in self._slots else None

    async def passkeys_of(self, person: PersonId) -> list[PasskeyRow]:
        slots = [slot.slot for slot in await self.slots_of(person)]
        return [self._passkeys[slot] for slot in slots if slot in self._passkeys]

    async def used_passkey(self, slot: str, uses: int) -> None:
        row = self._passkeys.get(slot)
        if row:
            self._passkeys[slot] = replace(row, uses=max(row.uses, uses))

    async def own(self, person: PersonId, name: Own) -> OwnRow | None:
        return self._own.get((person, name))

    async def feed_of(self, person: PersonId) -> FeedRow | None:
        return self._feeds.get(person)

    async def feed_by_mark(self, mark: bytes) -> FeedRow | None:
        return next((row for row in self._feeds.values() if row.mark == mark), None)

    async def put_feed(self, row: FeedRow) -> None:
        self._feeds[row.person] = row

    async def fill_feed(self, row: FeedRow) -> None:
        kept = self._feeds.setdefault(row.person, row)
        if kept.public == row.public:
            self._feeds[row.person] = kept._replace(plans=row.plans)

    async def put_own(self, row: OwnRow) -> None:
        self._own = self._own_after([row])

    async def own_of_all(self, name: Own) -> list[OwnRow]:
        return [row for (_, one), row in sorted(self._own.items()) if one is name]

    def _own_after(self, rows: Iterable[OwnRow]) -> dict[tuple[PersonId, Own], OwnRow]:
        after = dict(self._own)
        for row in rows:
            stored = after.get((row.person, row.name))
            if row.rev != (0 if stored is None else stored.rev + 1):
                raise RevTaken
            after[row.person, row.name] = row
        return after

    # new keys, and one's own security log

    async def renew(self, renewal: Renewal) -> None:
        person, row = renewal.person.person, renewal.couple
        for one in renewal.logs:
            if len(self._logs.get(one.log, ())) - 1 != one.seq:
                raise SeqTaken
        if self._people[person].publics != renewal.said.before:
            raise RevTaken
        if row and (self._couples[row.couple].epoch != row.epoch - 1 or self._is_closed(row.couple)):
            raise RevTaken
        book, held = self._notebooks.get(person), self._leaves.get(person, {})
        new = renewal.notebook
        if (book.rev if book else 0) != max(new.rev - 1, 0) or set(held) != {leaf for leaf, _ in new.leaves}:
            raise RevTaken
        others = {key: slot for key, slot in self._slots.items() if slot.person != person}
        slots, own = _with(others, renewal.slots), self._own_after(renewal.own)
        boards = self._boards_after([board for one in renewal.logs for board in one.boards], ())
        self._slots, self._own, self._boards = slots, own, boards
        self._people[person] = renewal.person
        self._feeds.pop(person, None)
        self._leaves[person] = {leaf: wrapped + held[leaf][len(wrapped) :] for leaf, wrapped in new.leaves}
        if new.rev:
            self._notebooks[person] = NotebookRow(new.rev, new.manifest)
        if row:
            self._couples[row.couple] = row
        for one in renewal.logs:
            deks = dict(one.deks)
            renewed = [
                each._replace(wrapped_dek=deks.get(each.seq, b"")) for each in self._logs.get(one.log, ())
            ]
            self._logs[one.log] = renewed
        self._copies |= {(copy.person, copy.couple): copy for copy in renewal.copies}
        self._copy_keys |= {key[:3]: key for key in renewal.copy_keys}
        for made in await self.invitations_of(person):
            del self._invitations[made.invitation]
        self._renewals.setdefault(person, []).append(renewal.said)

    async def renewals_of(self, person: PersonId) -> list[RenewalRow]:
        return list(self._renewals.get(person, ()))

    async def add_trace(self, person: PersonId, sealed: bytes, most: int) -> None:
        self._traces[person] = [*self._traces.get(person, ()), sealed][-most:]

    async def traces_of(self, person: PersonId) -> list[bytes]:
        return list(self._traces.get(person, ()))

    async def add_try(self, person: PersonId, day: int, sealed: bytes, most: int) -> None:
        days = {day: sealed} | self._tries.get(person, {})
        self._tries[person] = {each: days[each] for each in sorted(days)[-most:]}

    async def tries_of(self, person: PersonId) -> list[bytes]:
        return list(self._tries.get(person, {}).values())

    # private notebooks

    async def notebook(self, person: PersonId) -> NotebookRow | None:
        return self._notebooks.get(person)

    async def leaves(
        self, person: PersonId, after: str = "", most_bytes: int = 1 << 20
    ) -> list[tuple[str, bytes]]:
        held = sorted((leaf, locked) for leaf, locked in self._leaves.get(person, {}).items() if leaf > after)
        return notebooks.until(held, most_bytes)

    async def turn_notebook(self, person: PersonId, change: NotebookTurn, most: int) -> None:
        stored = self._notebooks.get(person)
        if change.rev != 1 + (stored.rev if stored else 0):
            raise RevTaken
        gone = set(change.remove)
        kept = {leaf: locked for leaf, locked in self._leaves.get(person, {}).items() if leaf not in gone}
        kept |= dict(change.put)
        if len(kept) > most:
            raise StoreFull
        self._leaves[person] = kept
        self._notebooks[person] = NotebookRow(change.rev, change.manifest)

    # two

    async def add_invitation(self, row: InvitationRow) -> None:
        if await self.couple_of(row.person):
            raise AlreadyPaired
        if row.invitation in self._invitations:
            raise InvitationSpent
        self._invitations[row.invitation] = row

    async def invitation(self, invitation: str) -> InvitationRow | None:
        return self._invitations.get(invitation)

    async def invitations_of(self, person: PersonId) -> list[InvitationRow]:
        made = [row for row in self._invitations.values() if row.person == person]
        return sorted(made, key=lambda row: (-row.expires, row.invitation))

    async def withdraw_invitation(self, invitation: str) -> None:
        row = self._invitations.get(invitation)
        if row is None or row.state is not InvitationState.OPEN:
            raise InvitationSpent
        self._invitations[invitation] = _withdrawn(row)

    async def drop_invitation(self, invitation: str) -> None:
        self._invitations.pop(invitation, None)

    async def sweep_invitations(self, before_minute: int) -> None:
        for row in list(self._invitations.values()):
            if row.expires < before_minute and row.state is not InvitationState.USED:
                del self._invitations[row.invitation]

    async def couple_of(self, person: PersonId) -> CoupleRow | None:
        opened = (row for row in self._couples.values() if row.state is CoupleState.OPEN)
        return next((row for row in opened if person in (row.left, row.right)), None)

    async def couple(self, couple: LogId) -> CoupleRow | None:
        return self._couples.get(couple)

    async def add_couple(
        self, row: CoupleRow, *, invitation: str, answer: bytes, minute: int, own: Sequence[OwnRow] = ()
    ) -> None:
        two = (row.left, row.right)
        if any([await self.couple_of(person) for person in two]):
            raise AlreadyPaired
        invited = self._invitations.get(invitation)
        if invited is None or not _open_at(invited, minute) or invited.person not in two:
            raise InvitationSpent
        self._own = self._own_after(own)
        self._couples[row.couple] = row
        for person in two:
            for other in await self.invitations_of(person):
                if other.state is InvitationState.OPEN:
                    self._invitations[other.invitation] = _withdrawn(other)
        used = replace(invited, state=InvitationState.USED, locked=b"", answer=answer)
        self._invitations[invitation] = used

    async def close_couple(self, closing: Closing) -> None:
        row = self._couples.get(closing.couple)
        if row is None or not (row.state is CoupleState.OPEN or row.left_wrap or row.right_wrap):
            raise CoupleClosed
        if closing.copies:
            self._refuse_what_moved(closing)
            self._part(closing)
        else:
            self._closings.setdefault(closing.couple, closing.day)
        blanked = (row.left, row.right) if closing.copies else (closing.by,)
        self._couples[closing.couple] = replace(
            row,
            state=CoupleState.CLOSED,
            left_wrap=b"" if row.left in blanked else row.left_wrap,
            right_wrap=b"" if row.right in blanked else row.right_wrap,
        )
        for person in (row.left, row.right):
            self._feeds.pop(person, None)
            self._own.pop((person, Own.MET), None)
            self._own.pop((person, Own.WISHES), None)
            for made in await self.invitations_of(person):
                if made.state is not InvitationState.USED:
                    del self._invitations[made.invitation]
        self._part_exchanges(closing.couple)
        self._forget_the_other(closing.by)

    def _refuse_what_moved(self, closing: Closing) -> None:
        if len(self._logs.get(closing.couple, ())) - 1 != closing.seq:
            raise SeqTaken
        boards = {row.board: row.rev for row in self._boards.values() if row.log == closing.couple}
        if boards != dict(closing.boards):
            raise RevTaken

    def _part(self, closing: Closing) -> None:
        self._boards = {key: row for key, row in self._boards.items() if row.log != closing.couple}
        self._lose_keys(closing.couple)
        self._closings.pop(closing.couple, None)
        for row in closing.copies:
            self._copies[row.person, row.couple] = row
        for key in closing.keys:
            self._copy_keys[key[:3]] = key

    def _lose_keys(self, log: LogId) -> None:
        self._logs[log] = [row._replace(wrapped_dek=b"") for row in self._logs.get(log, ())]

    def _forget_the_other(self, person: PersonId) -> None:
        for name in (Own.PIN, Own.BOOKMARK):
            self._own.pop((person, name), None)
        for row in list(self._invitations.values()):
            if row.person == person and row.state is InvitationState.USED:
                del self._invitations[row.invitation]

    async def closed_for(self, person: PersonId) -> CoupleRow | None:
        closed = (self._couples[one] for one in self._closings)
        mine = (row for row in closed if {row.left: row.left_wrap, row.right: row.right_wrap}.get(person))
        return next(mine, None)

    async def copies_of(self, person: PersonId) -> list[CopyRow]:
        return sorted(
            (row for row in self._copies.values() if row.person == person), key=lambda row: row.couple
        )

    async def copy_keys(self, person: PersonId, log: LogId) -> list[CopyKeyRow]:
        return sorted(key for key in self._copy_keys.values() if key[:2] == (person, log))

    async def read_copy(self, person: PersonId, log: LogId) -> list[EntryRow]:
        keys = {key.seq: key.wrapped for key in await self.copy_keys(person, log)}
        return [row._replace(wrapped_dek=keys.get(row.seq, b"")) for row in self._logs.get(log, ())]

    async def put_copy(self, row: CopyRow, keys: Sequence[CopyKeyRow] = ()) -> None:
        self._copies[row.person, row.couple] = row
        for key in keys:
            self._copy_keys[key[:3]] = key

    async def forget_the_other(self, person: PersonId) -> None:
        if await self.couple_of(person) is None:
            self._forget_the_other(person)

    async def sweep_closings(self, before_day: int) -> None:
        for couple in [one for one, day in self._closings.items() if day < before_day]:
            self._couples[couple] = replace(self._couples[couple], left_wrap=b"", right_wrap=b"")
            self._boards = {key: row for key, row in self._boards.items() if row.log != couple}
            self._lose_keys(couple)
            del self._closings[couple]

    # sealed words

    async def exchange(self, exchange: str) -> ExchangeRow | None:
        return self._exchanges.get(exchange)

    async def exchanges_of(self, couple: LogId) -> list[ExchangeRow]:
        theirs = (row for row in self._exchanges.values() if row.couple == couple)
        return sorted(theirs, key=lambda row: (row.earliest_day, row.exchange))

    async def living_exchanges(self) -> list[ExchangeRow]:
        living = (row for row in self._exchanges.values() if row.phase in LIVING)
        return sorted(living, key=lambda row: row.exchange)

    async def seals_of(self, exchange: str) -> list[SealRow]:
        return [seal for (one, _), seal in sorted(self._seals.items()) if one == exchange]

    async def put_exchange(
        self, row: ExchangeRow, seals: Sequence[SealRow] = (), drops: Sequence[int] = ()
    ) -> None:
        couple = self._couples.get(row.couple)
        if couple is None or couple.state is not CoupleState.OPEN:
            raise CoupleClosed
        stored = self._exchanges.get(row.exchange)
        if row.rev != (0 if stored is None else stored.rev + 1):
            raise RevTaken
        self._exchanges[row.exchange] = row
        self._seals |= {(row.exchange, seal.side): seal for seal in seals}
        for side in drops:
            self._seals.pop((row.exchange, side), None)

    def _part_exchanges(self, couple: LogId) -> None:
        for one in [row for row in self._exchanges.values() if row.couple == couple and row.phase in LIVING]:
            self._exchanges[one.exchange] = replace(one, phase=Phase.PARTED, rev=one.rev + 1)
            for side in (0, 1):
                self._seals.pop((one.exchange, side), None)

    async def sweep_exchanges(self, before_day: int) -> None:
        for row in list(self._exchanges.values()):
            if row.phase in {Phase.EXPIRED, Phase.PARTED} and row.expiry_day < before_day:
                del self._exchanges[row.exchange]

    # sign-ins

    async def add_sign_in(self, row: SignInRow) -> None:
        self._sign_ins[row.sid_hash] = row

    async def sign_in(self, sid_hash: bytes) -> SignInRow | None:
        return self._sign_ins.get(sid_hash)

    async def sign_ins_of(self, person: PersonId) -> list[SignInRow]:
        rows = [row for row in self._sign_ins.values() if row.person == person]
        return sorted(rows, key=lambda row: (-row.seen_minute, row.sid_hash))

    async def touch_sign_in(self, sid_hash: bytes, minute: int) -> None:
        if sid_hash in self._sign_ins:
            self._sign_ins[sid_hash] = replace(self._sign_ins[sid_hash], seen_minute=minute)

    async def drop_sign_in(self, sid_hash: bytes) -> None:
        self._sign_ins.pop(sid_hash, None)

    async def drop_sign_ins_of(self, person: PersonId, but: bytes | None = None) -> list[bytes]:
        rows = self._sign_ins.values()
        return self._end(row for row in rows if row.person == person and row.sid_hash != but)

    async def sweep_sign_ins(self, seen_before: int, began_before: int) -> list[bytes]:
        rows = self._sign_ins.values()
        return self._end(
            row for row in rows if row.seen_minute < seen_before or row.began_minute < began_before
        )

    def _end(self, rows: Iterable[SignInRow]) -> list[bytes]:
        ended = sorted(row.sid_hash for row in rows)
        for sid_hash in ended:
            del self._sign_ins[sid_hash]
        return ended

    # the host's

    async def put_back_day(self, person: PersonId) -> int | None:
        return None  # Nobody puts back what is kept nowhere.

    async def told_of_put_back(self, person: PersonId) -> None:
        return None

    async def check(self) -> list[str]:
        return []

    async def close(self) -> None:
        return None


def _without(row: EntryRow, shred: Shred) -> EntryRow:
    if row.entry != shred.entry or row.taken_out:
        return row
    gone = sha256(row.locked).digest() + shred.word
    return row._replace(bucket=0, wrapped_dek=b"", locked=b"", taken_out=gone)


def _with(held: dict[str, SlotRow], more: Iterable[SlotRow]) -> dict[str, SlotRow]:
    """Ids are drawn in browsers, so one that is in use is refused and never written over."""
    after, lookups = dict(held), {slot.lookup for slot in held.values()} - {None}
    for slot in more:
        if slot.slot in after or slot.lookup in lookups:
            raise PersonTaken
        after[slot.slot] = slot
    return after


def _by_id(slots: Iterable[SlotRow]) -> list[SlotRow]:
    return sorted(slots, key=lambda slot: slot.slot)


def _open_at(row: InvitationRow, minute: int) -> bool:
    return row.state is InvitationState.OPEN and minute < row.expires


def _withdrawn(row: InvitationRow) -> InvitationRow:
    return replace(row, state=InvitationState.WITHDRAWN, locked=b"", own=b"", answer=None)
