"""New keys in the place of old ones, and a person's own security log."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from weft.core.people import LogId, PersonId
from weft.keeper.ports.logs import BoardRow
from weft.keeper.ports.people import OwnRow, PersonRow, SlotRow
from weft.keeper.ports.two import CopyKeyRow, CopyRow, CoupleRow


class RenewalRow(NamedTuple):
    """Somebody's new keys in the place of old ones, signed with both (128 bytes); see vault.renewal."""

    person: PersonId
    number: int
    before: bytes
    after: bytes
    own_seq: int
    couple: str
    couple_seq: int
    signatures: bytes


@dataclass(frozen=True, slots=True)
class RenewedLog:
    """A log under its new key: every entry's key by its place, and its boards. ``seq`` is where it stood."""

    log: LogId
    seq: int
    deks: tuple[tuple[int, bytes], ...]
    boards: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True)
class RenewedNotebook:
    """A notebook under its new key: what each leaf's own key is wrapped in, its first bytes. ``rev`` 0 if never used."""

    rev: int
    manifest: bytes
    leaves: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Renewal:
    """All that changes when somebody makes their account theirs again; ``slots`` are all there are from then on."""

    said: RenewalRow
    person: PersonRow
    slots: tuple[SlotRow, ...]
    own: tuple[OwnRow, ...]
    logs: tuple[RenewedLog, ...]
    couple: CoupleRow | None
    copies: tuple[CopyRow, ...]
    copy_keys: tuple[CopyKeyRow, ...]
    notebook: RenewedNotebook


class Renewals(Protocol):
    """What changes when somebody's keys do, and what is noted of it for them alone."""

    async def renew(self, renewal: Renewal) -> None:
        """Put new keys in the place of old ones, all of it or nothing.

        Raises SeqTaken or RevTaken if anything moved on meanwhile, PersonTaken if a slot's id is in use.
        """
        ...

    async def renewals_of(self, person: PersonId) -> list[RenewalRow]:
        """All of somebody's, the oldest first."""
        ...

    async def add_trace(self, person: PersonId, sealed: bytes, most: int) -> None:
        """Add a line to somebody's security log; beyond ``most``, the oldest go."""
        ...

    async def traces_of(self, person: PersonId) -> list[bytes]:
        """All that are kept, the oldest first."""
        ...

    async def add_try(self, person: PersonId, day: int, sealed: bytes, most: int) -> None:
        """Remember that somebody tried to come in as this person that day; the first line of a day stays.

        Beyond ``most`` days, the oldest go.
        """
        ...

    async def tries_of(self, person: PersonId) -> list[bytes]:
        """All that are kept, the oldest first."""
        ...
