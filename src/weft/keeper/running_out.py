"""What was sealed in a sitting and did not open in its time: gone, the same for both, and nobody is told.

Only its author can have an entry taken out, so each one's words go with that person's own next look; to the other they
are gone from the end on, since the sitting shows nothing any more (``boards``). Whoever is last clears the board away.
"""

from collections.abc import Collection
from contextlib import suppress

from weft.core.log.entries import WordsTakenBack
from weft.core.people import SittingId
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.ports import RevTaken
from weft.keeper.take_back import going


async def clear(
    home: Home, opened: Opened, log: OpenLog, sitting: SittingId, rev: int, open_to_both: Collection[str]
) -> None:
    """Take out this person's words that never opened, and the board when no such words of anybody lie there."""
    shut = [one for one in log.life.words.get(sitting, ()) if one.key not in open_to_both]
    mine = [WordsTakenBack(sitting, one.key) for one in shut if one.author is opened.side]
    if mine:
        shreds = await going(home.store, opened, log, mine)
        tap = f"{sitting} ran out"  # Looked at twice at once, it is taken back once.
        await append(home.store, opened, log, mine, home.clock(), tap=tap, shreds=shreds)
    if len(mine) == len(shut):
        with suppress(RevTaken):
            await home.store.drop_board(log.log, sitting, rev)
