"""Every row there is, and what more than one subject asks of them."""

from collections.abc import Iterable
from dataclasses import replace

from weft.core.people import LogId, PersonId
from weft.keeper.ports import (
    BoardDrop,
    BoardRow,
    CopyKeyRow,
    CopyRow,
    CoupleClosed,
    CoupleRow,
    CoupleState,
    EntryRow,
    ExchangeRow,
    FeedRow,
    InvitationRow,
    NotebookRow,
    Own,
    OwnRow,
    PasskeyRow,
    PersonRow,
    RenewalRow,
    RevTaken,
    SealRow,
    SignInRow,
    SlotRow,
)


class Tables:
    """The dictionaries. What is changed in one step is worked out whole before anything of it is put in them."""

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

    def _refuse_closed(self, *rows: EntryRow | BoardRow) -> None:
        if any(self._is_closed(row.log) for row in rows):
            raise CoupleClosed

    def _is_closed(self, log: LogId) -> bool:
        return log in self._couples and self._couples[log].state is CoupleState.CLOSED

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

    def _own_after(self, rows: Iterable[OwnRow]) -> dict[tuple[PersonId, Own], OwnRow]:
        after = dict(self._own)
        for row in rows:
            stored = after.get((row.person, row.name))
            if row.rev != (0 if stored is None else stored.rev + 1):
                raise RevTaken
            after[row.person, row.name] = row
        return after
