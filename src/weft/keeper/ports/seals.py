"""Exchanges of sealed words: their rows, and what is asked of whoever keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from weft.core.people import LogId


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """Where an exchange of sealed words stands; ``rev`` is 0 when new, then one more than the stored one.

    ``phase`` is one of core.seal.state.Phase. ``terms`` is locked under the server's key. ``record`` is the server's
    word on what it opened, 32 bytes, and empty until then.
    """

    exchange: str
    couple: LogId
    rev: int
    phase: str
    earliest_day: int
    expiry_day: int
    terms: bytes
    record: bytes = b""


class SealRow(NamedTuple):
    """What one of the two sealed; see vault.seal. ``side`` is 0 for left, 1 for right.

    ``kept`` is the second half under the server's key, ``half`` the same in the open: never both, and ``half`` only once
    both have opened. ``locked``, ``wrapped`` and ``own`` are empty for words taken back while halves are awaited.
    """

    side: int
    writing: int
    locked: bytes
    wrapped: bytes
    own: bytes
    locked_hash: bytes
    wrapped_hash: bytes
    half_hash: bytes
    signature: bytes
    kept: bytes
    half: bytes = b""


class Seals(Protocol):
    """Words only browsers open, held until their hour."""

    async def exchange(self, exchange: str) -> ExchangeRow | None: ...

    async def exchanges_of(self, couple: LogId) -> list[ExchangeRow]:
        """All of a couple that are still kept, those opening first first."""
        ...

    async def living_exchanges(self) -> list[ExchangeRow]:
        """All, of whomever, that may still open or end."""
        ...

    async def seals_of(self, exchange: str) -> list[SealRow]:
        """What was sealed, left before right."""
        ...

    async def put_exchange(
        self, row: ExchangeRow, seals: Sequence[SealRow] = (), drops: Sequence[int] = ()
    ) -> None:
        """Put an exchange as it now stands, new or in place of the one before: seals put, sides dropped, in one step.

        Raises RevTaken if it has moved on, CoupleClosed if the two have parted. What was dropped or written over is in
        no live file any more.
        """
        ...

    async def sweep_exchanges(self, before_day: int) -> None:
        """Forget those that ended unopened before a day."""
        ...
