"""Exchanges of sealed words, on disk."""

from collections.abc import Sequence

from weft.core.people import LogId
from weft.keeper.ports import ExchangeRow, SealRow
from weft.store import exchanges
from weft.store.files import File
from weft.store.sqlite.connections import Connections
from weft.store.writer import Group


class Seals(Connections):
    """See ``keeper.ports.Seals`` for what each method promises."""

    async def exchange(self, exchange: str) -> ExchangeRow | None:
        return self._one(ExchangeRow, File.KEYS, exchanges.EXCHANGE, exchange)

    async def exchanges_of(self, couple: LogId) -> list[ExchangeRow]:
        return self._all(ExchangeRow, File.KEYS, exchanges.EXCHANGES_OF, couple)

    async def living_exchanges(self) -> list[ExchangeRow]:
        return self._all(ExchangeRow, File.KEYS, exchanges.LIVING_EXCHANGES)

    async def seals_of(self, exchange: str) -> list[SealRow]:
        return self._all(SealRow, File.KEYS, exchanges.SEALS, exchange)

    async def put_exchange(
        self, row: ExchangeRow, seals: Sequence[SealRow] = (), drops: Sequence[int] = ()
    ) -> None:
        await self._do(Group.PEOPLE, lambda pens: exchanges.put(pens, row, seals, drops))

    async def sweep_exchanges(self, before_day: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: exchanges.sweep(pens, before_day))
