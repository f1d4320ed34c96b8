"""Exchanges of sealed words, in SQL. All of it lies in keys.db, so that one transaction opens both or neither."""

from collections.abc import Iterable

import apsw

from weft.core.people import LogId
from weft.keeper.ports import CoupleClosed, ExchangeRow, RevTaken, SealRow
from weft.store.writer import Pens

LIVING = "('asked', 'open', 'closing')"

_EXCHANGES = (
    "SELECT exchange, couple, rev, phase, earliest_day, expiry_day, terms, record FROM keys.exchanges"
)
EXCHANGE = f"{_EXCHANGES} WHERE exchange = ?"
EXCHANGES_OF = f"{_EXCHANGES} WHERE couple = ? ORDER BY earliest_day, exchange"
LIVING_EXCHANGES = f"{_EXCHANGES} WHERE phase IN {LIVING} ORDER BY exchange"
SEALS = """
    SELECT side, writing, locked, wrapped, own, locked_hash, wrapped_hash, half_hash, signature, kept, half
    FROM keys.seals WHERE exchange = ? ORDER BY side
"""

_OPEN_COUPLE = "SELECT 1 FROM couples WHERE couple = ? AND state = 'open'"


def put(pens: Pens, row: ExchangeRow, seals: Iterable[SealRow], drops: Iterable[int]) -> None:
    """Put an exchange as it now stands, with the seals that changed, in one piece. Raises CoupleClosed, RevTaken."""
    keys = pens.keys
    if not keys.execute(_OPEN_COUPLE, (row.couple,)).get:
        raise CoupleClosed
    rev = keys.execute("SELECT rev FROM exchanges WHERE exchange = ?", (row.exchange,)).get
    if row.rev != (0 if rev is None else rev + 1):
        raise RevTaken
    values = (row.couple, row.rev, row.phase, row.earliest_day, row.expiry_day, row.terms, row.record)
    keys.execute("INSERT OR REPLACE INTO exchanges VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (row.exchange, *values))
    for seal in seals:
        _put_seal(pens, row.exchange, seal)
    for side in drops:
        keys.execute("DELETE FROM seals WHERE exchange = ? AND side = ?", (row.exchange, side))
        pens.leavings = pens.leavings or bool(keys.changes())


def _put_seal(pens: Pens, exchange: str, seal: SealRow) -> None:
    # Whatever is written over may be words that were taken back, so nothing of it may stay beside the file.
    pens.keys.execute("DELETE FROM seals WHERE exchange = ? AND side = ?", (exchange, seal.side))
    pens.leavings = pens.leavings or bool(pens.keys.changes())
    pens.keys.execute("INSERT INTO seals VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (exchange, *seal))


def part(keys: apsw.Connection, couple: LogId) -> None:
    """The two have parted: whatever had not opened goes, unopened. To be done in the transaction that parts them."""
    keys.execute(
        "DELETE FROM seals WHERE exchange IN "
        f"(SELECT exchange FROM exchanges WHERE couple = ? AND phase IN {LIVING})",
        (couple,),
    )
    keys.execute(
        f"UPDATE exchanges SET phase = 'parted', rev = rev + 1 WHERE couple = ? AND phase IN {LIVING}",
        (couple,),
    )


def sweep(pens: Pens, before_day: int) -> None:
    """Forget exchanges that ended unopened before a day."""
    pens.keys.execute(
        "DELETE FROM exchanges WHERE phase IN ('expired', 'parted') AND expiry_day < ?", (before_day,)
    )
