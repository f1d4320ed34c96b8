"""The hour at which what two people seal opens: what is offered, and how it is said."""

from datetime import UTC, datetime, timedelta

from weft.keeper.boards import Board
from weft.keeper.loom import day_words

OPENS_IN_DAYS = (1, 2, 4, 7)
"""What is offered, in days from today."""
EVENING = 20
"""The hour of the day it opens at, where the server is."""


def opening(now: datetime, days: int) -> datetime:
    """The evening so many days from now, where the server is."""
    local = now.astimezone() + timedelta(days=days)
    return local.replace(hour=EVENING, minute=0, second=0, microsecond=0)


def seconds_until(now: datetime, days: str) -> int:
    """How many seconds from now it opens; what was not offered is the first that was."""
    chosen = int(days) if days in map(str, OPENS_IN_DAYS) else OPENS_IN_DAYS[0]
    return max(1, int((opening(now, chosen) - now).total_seconds()))


def hour_words(at: datetime) -> str:
    return f"on {day_words(at.date())} at {at:%H:%M}"


def when_it_opens(one: Board) -> str | None:
    """The hour of a sitting, the same for both whatever either has done; None where there is none."""
    if one.opens is None:
        return None
    minute = round(one.opens / 60_000) * 60
    return hour_words(datetime.fromtimestamp(minute, UTC).astimezone())
