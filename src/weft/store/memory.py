"""A store that forgets when the program ends: for tests and rehearsals, with the same promises as on disk.

Nothing here waits for anything, so every method is one step that no other can come between.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from weft.core.people import LogId, PersonId
from weft.keeper.ports import (
    AlreadyPaired,
    Appended,
    BoardDrop,
    BoardRow,
    CoupleRow,
    CoupleState,
    EntryRow,
    InvitationRow,
    InvitationSpent,
    InvitationState,
    NotebookRow,
    NotebookTurn,
    Own,
    OwnRow,
    PersonRow,
    PersonTaken,
    RevTaken,
    SeqTaken,
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
        self._people: dict[PersonId, PersonRow] = {}
        self._slots: dict[str, SlotRow] = {}
        self._own: dict[tuple[PersonId, Own], OwnRow] = {}
        self._notebooks: dict[PersonId, NotebookRow] = {}
        self._notes: dict[PersonId, dict[str, bytes]] = {}
        self._invitations: dict[str, InvitationRow] = {}
        self._couples: dict[LogId, CoupleRow] = {}
        self._sign_ins: dict[bytes, SignInRow] = {}

    # the log

    async def append(
        self, rows: Sequence[EntryRow], boards: Sequence[BoardRow] = (), drops: Sequence[BoardDrop] = ()
    ) -> Appended:
        if any((row.log, row.entry) in self._entries for row in rows):
            return Appended.ALREADY
        self._refuse_wrong_places(rows)
        after = self._boards_after(boards, drops)
        for row in rows:
            self._logs.setdefault(row.log, []).append(row)
            self._entries.add((row.log, row.entry))
        self._boards = after
        return Appended.NOW

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
        return _by_id(slot for slot in slots if slot.type is not SlotType.RECOVERY)

    async def slot_by_lookup(self, lookup: bytes) -> SlotRow | None:
        return next((slot for slot in self._slots.values() if slot.lookup == lookup), None)

    async def replace_slots(self, person: PersonId, remove: Sequence[str], add: Sequence[SlotRow]) -> None:
        held = {slot.slot for slot in self._slots.values() if slot.person == person}
        if not held.issuperset(remove):
            raise SlotGone
        kept = {id_: slot for id_, slot in self._slots.items() if id_ not in remove}
        self._slots = _with(kept, add)

    async def own(self, person: PersonId, name: Own) -> OwnRow | None:
        return self._own.get((person, name))

    async def put_own(self, row: OwnRow) -> None:
        self._own = self._own_after([row])

    def _own_after(self, rows: Iterable[OwnRow]) -> dict[tuple[PersonId, Own], OwnRow]:
        after = dict(self._own)
        for row in rows:
            stored = after.get((row.person, row.name))
            if row.rev != (0 if stored is None else stored.rev + 1):
                raise RevTaken
            after[row.person, row.name] = row
        return after

    # private notebooks

    async def notebook(self, person: PersonId) -> NotebookRow | None:
        return self._notebooks.get(person)

    async def notes(
        self, person: PersonId, after: str = "", most_bytes: int = 1 << 20
    ) -> list[tuple[str, bytes]]:
        held = sorted((note, locked) for note, locked in self._notes.get(person, {}).items() if note > after)
        return notebooks.until(held, most_bytes)

    async def turn_notebook(self, person: PersonId, change: NotebookTurn, most: int) -> None:
        stored = self._notebooks.get(person)
        if change.rev != 1 + (stored.rev if stored else 0):
            raise RevTaken
        gone = set(change.remove)
        kept = {note: locked for note, locked in self._notes.get(person, {}).items() if note not in gone}
        kept |= dict(change.put)
        if len(kept) > most:
            raise StoreFull
        self._notes[person] = kept
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

    async def check(self) -> list[str]:
        return []

    async def close(self) -> None:
        return None


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
