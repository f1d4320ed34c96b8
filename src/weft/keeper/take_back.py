"""Words taken back by whoever wrote them: the entry's key goes, and its bytes, and nobody is shown that they were there.

An entry that says so is appended, so that the words are gone from every page at once; and what held them is taken out
for good, by the author's signed word. The other person's page is drawn as if they had never been written.
"""

from collections.abc import Iterable, Sequence

from weft.core.log.entries import What, WordsSealed, WordsTakenBack, WordsWritten
from weft.core.people import Side, SittingId
from weft.keeper.gone_by import word_for, written
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.ports import Shred, Store
from weft.keeper.writing import BYTE_OF


async def take_back(home: Home, opened: Opened, sitting: SittingId, key: str) -> None:
    """Take back this person's own words in a sitting, wherever they lie; words that aren't there are no error.

    The other's pages are not told to look: they show it when they look next.
    """
    for log in opened.all_logs:
        side = opened.side if log is not opened.own else Side.LEFT
        mine = [one for one in log.life.words.get(sitting, ()) if one.key == key and one.author is side]
        if mine:
            whats = [WordsTakenBack(sitting, key)]
            shreds = await going(home.store, opened, log, whats)
            await append(home.store, opened, log, whats, home.clock(), shreds=shreds)
            home.tell(log.log, only=opened.person)


async def going(store: Store, opened: Opened, log: OpenLog, whats: Sequence[What]) -> list[Shred]:
    """What these take back for good, each with this person's signed word for it."""
    keys = {(what.sitting, what.key) for what in whats if isinstance(what, WordsTakenBack)}
    if not keys:
        return []
    side = opened.side if log is not opened.own else Side.LEFT
    days = {day for one in keys for day in _days(log, *one)}  # Only rows of those days are unlocked.
    mine = [row for row in await store.read(log.log) if row.author == BYTE_OF[side] and row.day in days]
    return [
        word_for(opened, row)
        for row, one in written(log, mine)
        if isinstance(one.what, WordsWritten | WordsSealed) and (one.what.sitting, one.what.key) in keys
    ]


def _days(log: OpenLog, sitting: SittingId, key: str) -> Iterable[int]:
    """The days on which these words were written, since 1970."""
    return (int(one.at.timestamp()) // 86400 for one in log.life.words.get(sitting, ()) if one.key == key)
