"""When somebody may be knocked for: at an hour of their own, once a day at most, and never in their quiet hours.

Knows no partner and nothing anybody wrote. The hour is an hour by the clock on the wall where the person is, so it
stays what it is when the clocks change; time zones and the instant of now come in as arguments.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAY_MINUTES = 24 * 60
LATE = timedelta(minutes=30)
"""How late a knock may still go out, when the server was down at its hour."""
LOOK_AHEAD_DAYS = 3
"""A day can fall out: because it has had its knock, or because the clocks jump over the hour into quiet ones."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing comes: from one minute of the day until another (0 to 1439), across midnight if need be."""

    since: int
    until: int

    def holds(self, minute: int) -> bool:
        """Whether a minute of the day lies in them; the first does, the last does not."""
        if self.since <= self.until:
            return self.since <= minute < self.until
        return minute >= self.since or minute < self.until


@dataclass(frozen=True, slots=True)
class Knock:
    """What somebody chose. ``hour`` is a minute of the day, or None for no knock at all, as it is for everyone at first."""

    hour: int | None = None
    quiet: Quiet | None = None

    @property
    def agrees(self) -> bool:
        """Whether the hour lies outside the quiet ones."""
        return self.hour is None or self.quiet is None or not self.quiet.holds(self.hour)


@dataclass(frozen=True, slots=True)
class Heard:
    """What has been, as instants: when the choice was made, and the last knock, if there was one."""

    chosen: datetime
    last: datetime | None = None


def due(knock: Knock, zone: tzinfo, heard: Heard, now: datetime) -> bool:
    """Whether a knock should go out now: its hour has come, and not so long ago that it would be one out of turn."""
    today = now.astimezone(zone).date()
    some = (_knock(knock, zone, heard, day) for day in (today - timedelta(days=1), today))
    quiet = knock.quiet is not None and knock.quiet.holds(_minute(now, zone))
    return not quiet and any(at <= now < at + LATE for at in some if at)


def following(knock: Knock, zone: tzinfo, heard: Heard, now: datetime) -> datetime | None:
    """The next instant after now at which a knock is due; None where none is wished for."""
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(-1, LOOK_AHEAD_DAYS + 1))
    some = (_knock(knock, zone, heard, day) for day in days)
    return next((at for at in some if at and at > now), None)


def still_fits(knock: Knock, zone: tzinfo, now: datetime) -> timedelta:
    """For how long a knock sent now may wait for a device that is switched off: never into the quiet hours."""
    if knock.quiet is None:
        return LATE
    left = (knock.quiet.since - _minute(now, zone)) % DAY_MINUTES
    return min(LATE, timedelta(minutes=left))


def _knock(knock: Knock, zone: tzinfo, heard: Heard, day: date) -> datetime | None:
    """The instant of a day's knock; None where that day has none, had one, or was before it was chosen.

    Where the clocks skip the hour it is the instant they skip to; where they repeat it, the first of the two.
    """
    if knock.hour is None:
        return None
    at = datetime.combine(day, time(knock.hour // 60, knock.hour % 60), zone).astimezone(UTC)
    had = heard.last is not None and heard.last.astimezone(zone).date() >= day
    quiet = knock.quiet is not None and knock.quiet.holds(_minute(at, zone))
    return None if had or quiet or at <= heard.chosen else at


def _minute(at: datetime, zone: tzinfo) -> int:
    there = at.astimezone(zone)
    return there.hour * 60 + there.minute
