"""Letters that opened, for the cloth: which of a couple's exchanges did, and when. Reads no letter and no key to one.

They lie beside the log, because an entry for them would have to be signed by whoever looked first: docs/decisions/0052.
"""

from collections.abc import Container
from hashlib import sha256

from weft.core.people import LogId, SittingId
from weft.core.seal.state import Phase
from weft.keeper.ports import ExchangeRow, Store
from weft.keeper.seal_terms import DAMAGED, unlock_terms
from weft.vault.server_key import ServerKey


def band_of(exchange: str) -> SittingId:
    """The key of an exchange's band in the cloth: 32 hex digits, always the same.

    Not the exchange's own id, which a browser draws: one drawn like the id of a sitting would pass it off as lived.
    """
    return SittingId(sha256(b"weft/letters-woven/1" + exchange.encode()).hexdigest()[:32])


async def opened_letters(
    store: Store, key: ServerKey, couple: LogId, known: Container[object]
) -> dict[SittingId, int]:
    """The bands of a couple's exchanges that opened, if not ``known`` yet, each with the minute since 1970 it opened at.

    The minute is the tick's that opened it, so it is the same for both. One whose row was touched is left out.
    """
    rows = [row for row in await store.exchanges_of(couple) if row.phase == Phase.RELEASED]
    fresh = ((band, row) for row in rows if (band := band_of(row.exchange)) not in known)
    return {band: at for band, row in fresh if (at := _opened_at(key, row)) is not None}


def _opened_at(key: ServerKey, row: ExchangeRow) -> int | None:
    try:
        return unlock_terms(key, row).ticked
    except DAMAGED:
        return None
