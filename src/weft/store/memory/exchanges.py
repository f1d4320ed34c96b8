"""Words that are sealed until both have written."""

from collections.abc import Sequence
from dataclasses import replace

from weft.core.people import LogId
from weft.core.seal.state import LIVING, Phase
from weft.keeper.ports import CoupleClosed, CoupleState, ExchangeRow, RevTaken, SealRow
from weft.store.memory.tables import Tables


class Exchanges(Tables):
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
