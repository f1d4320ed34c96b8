"""What the keeper asks of whoever keeps its rows: locked bytes in, the same locked bytes out.

A store opens nothing, verifies nothing and knows no words. Every id is a text of 32 lowercase hexadecimal
digits. Days are whole days since 1 January 1970, minutes whole minutes since then, both UTC. Every refusal
is a ``StoreError``, and after every one of them nothing has changed.
"""

from typing import Protocol

from weft.core.people import PersonId
from weft.keeper.ports.logs import Appended, BoardDrop, BoardRow, EntryRow, Gone, Logs, PictureRow, Shred
from weft.keeper.ports.people import (
    FeedRow,
    Near,
    NotebookRow,
    NotebookTurn,
    Own,
    OwnRow,
    PasskeyRow,
    People,
    PersonRow,
    SlotRow,
    SlotType,
)
from weft.keeper.ports.refusals import (
    AlreadyPaired,
    CoupleClosed,
    InvitationSpent,
    PersonTaken,
    RevTaken,
    SeqTaken,
    SlotGone,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreInUse,
    StoreTooNew,
    StoreUnwritable,
)
from weft.keeper.ports.renewals import Renewal, RenewalRow, Renewals, RenewedLog, RenewedNotebook
from weft.keeper.ports.seals import ExchangeRow, SealRow, Seals
from weft.keeper.ports.sign_ins import SignInRow, SignInsKept
from weft.keeper.ports.two import (
    Closing,
    CopyKeyRow,
    CopyRow,
    CoupleRow,
    CoupleState,
    InvitationRow,
    InvitationState,
    Two,
)

__all__ = [
    "AlreadyPaired",
    "Appended",
    "BoardDrop",
    "BoardRow",
    "Closing",
    "CopyKeyRow",
    "CopyRow",
    "CoupleClosed",
    "CoupleRow",
    "CoupleState",
    "EntryRow",
    "ExchangeRow",
    "FeedRow",
    "Gone",
    "InvitationRow",
    "InvitationSpent",
    "InvitationState",
    "Logs",
    "Near",
    "NotebookRow",
    "NotebookTurn",
    "Own",
    "OwnRow",
    "PasskeyRow",
    "People",
    "PersonRow",
    "PersonTaken",
    "PictureRow",
    "Renewal",
    "RenewalRow",
    "Renewals",
    "RenewedLog",
    "RenewedNotebook",
    "RevTaken",
    "SealRow",
    "Seals",
    "SeqTaken",
    "Shred",
    "SignInRow",
    "SignInsKept",
    "SlotGone",
    "SlotRow",
    "SlotType",
    "Store",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreInUse",
    "StoreTooNew",
    "StoreUnwritable",
    "Two",
]


class Store(Logs, People, Two, Renewals, Seals, SignInsKept, Protocol):
    """Where rows are kept. What has been awaited is on disk, sign-ins apart, which a power cut may end."""

    async def put_back_day(self, person: PersonId) -> int | None:
        """The day a copy was made which the host put back and this person doesn't know of yet, since 1970."""
        ...

    async def told_of_put_back(self, person: PersonId) -> None:
        """This person has been told, and goes on."""
        ...

    async def check(self) -> list[str]:
        """What is wrong with what is kept, in plain sentences; empty when nothing is."""
        ...

    async def close(self) -> None:
        """Write what is waiting, then let go of the files."""
        ...
