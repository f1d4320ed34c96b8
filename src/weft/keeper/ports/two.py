"""Two who belong together, and who part: their rows, and what is asked of whoever keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from weft.core.people import LogId, PersonId
from weft.keeper.ports.logs import EntryRow
from weft.keeper.ports.people import OwnRow


class CoupleState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CoupleRow:
    """Two people and the key they share, wrapped once for each and signed by whichever of them made it."""

    couple: LogId
    left: PersonId
    right: PersonId
    epoch: int
    left_wrap: bytes
    right_wrap: bytes
    maker: PersonId
    signature: bytes
    day: int
    state: CoupleState = CoupleState.OPEN


@dataclass(frozen=True, slots=True)
class CopyRow:
    """What one of two keeps of what they shared, sealed. ``wrap`` opens it until it is taken up, and is empty then."""

    person: PersonId
    couple: LogId
    wrap: bytes
    locked: bytes


class CopyKeyRow(NamedTuple):
    """The key of one entry, wrapped for one of two who have parted."""

    person: PersonId
    log: LogId
    seq: int
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a couple: by whom, on which day since 1970, and the copies both keep.

    ``seq`` and ``boards`` (id and rev) are how log and boards stood when the copies were made. Without copies, because
    the shared log would not open, everything but the couple's state and this person's own wrap stays for the other.
    """

    couple: LogId
    by: PersonId
    day: int
    seq: int = -1
    boards: tuple[tuple[str, int], ...] = ()
    copies: tuple[CopyRow, ...] = ()
    keys: tuple[CopyKeyRow, ...] = ()


class InvitationState(StrEnum):
    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation by ``person``. ``expires`` is the first minute at which it no longer works.

    ``locked`` is for whoever holds the code, ``own`` for its maker, ``answer`` what the joiner wrote back.
    Once withdrawn all three are empty; once used only ``locked`` is.
    """

    invitation: str
    person: PersonId
    expires: int
    locked: bytes
    own: bytes
    answer: bytes | None = None
    state: InvitationState = InvitationState.OPEN


class Two(Protocol):
    """Invitations, couples, and what each keeps of one that closed."""

    async def add_invitation(self, row: InvitationRow) -> None:
        """Raises AlreadyPaired if its maker belongs to a couple, InvitationSpent if the id is in use."""
        ...

    async def invitation(self, invitation: str) -> InvitationRow | None: ...

    async def invitations_of(self, person: PersonId) -> list[InvitationRow]:
        """All that a person made and that are still kept, those ending last first."""
        ...

    async def withdraw_invitation(self, invitation: str) -> None:
        """Shred its contents and keep its mark. Raises InvitationSpent if it is not open."""
        ...

    async def drop_invitation(self, invitation: str) -> None:
        """Forget it altogether, once its maker has read the answer; one that is gone is no error."""
        ...

    async def sweep_invitations(self, before_minute: int) -> None:
        """Forget every invitation that expired before a minute and was not used."""
        ...

    async def couple_of(self, person: PersonId) -> CoupleRow | None:
        """The open couple a person belongs to."""
        ...

    async def couple(self, couple: LogId) -> CoupleRow | None:
        """A couple, whether open or closed."""
        ...

    async def add_couple(
        self, row: CoupleRow, *, invitation: str, answer: bytes, minute: int, own: Sequence[OwnRow] = ()
    ) -> None:
        """Join two people: the couple, the invitation used and answered, every other one of theirs withdrawn.

        Raises AlreadyPaired; InvitationSpent, also if the invitation's maker is not one of the two or
        if ``minute`` is not before its end; RevTaken for ``own``.
        """
        ...

    async def close_couple(self, closing: Closing) -> None:
        """Close a couple in one step: its boards, its keys, its invitations go, and each has a copy of their own.

        Raises CoupleClosed if nothing is left to close, SeqTaken or RevTaken if the log or a board moved on meanwhile.
        """
        ...

    async def closed_for(self, person: PersonId) -> CoupleRow | None:
        """A couple that was closed without copies, for the one of the two who can still make them."""
        ...

    async def copies_of(self, person: PersonId) -> list[CopyRow]:
        """What a person keeps of the couples they belonged to."""
        ...

    async def copy_keys(self, person: PersonId, log: LogId) -> list[CopyKeyRow]: ...

    async def read_copy(self, person: PersonId, log: LogId) -> list[EntryRow]:
        """Every row of a log, each with the key this person keeps of it; empty where they keep none."""
        ...

    async def put_copy(self, row: CopyRow, keys: Sequence[CopyKeyRow] = ()) -> None:
        """Put a copy as it is now, and keys of it, in place of those before."""
        ...

    async def forget_the_other(self, person: PersonId) -> None:
        """Forget whom a person had pinned, unless they are one of two now."""
        ...

    async def sweep_closings(self, before_day: int) -> None:
        """Destroy what was still kept for copies nobody has made of couples closed before a day."""
        ...
