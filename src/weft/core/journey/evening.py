"""From entries to evenings: one's own, and what of the other's may count for both. A fold, like the log's own.

An evening belongs to its owner. What they share of it goes into sums for both, whole weeks at a time, and is never
shown as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from weft.core.days import the_date
from weft.core.journey.entries import (
    UNSAID,
    EveningsForgotten,
    EveningShared,
    EveningsWanted,
    EveningWhat,
    EveningWritten,
)
from weft.core.people import Side
from weft.core.practice import Practice

NIGHT_ENDS = timedelta(hours=4)
"""What is written until then belongs to the evening before."""
MOST_STRESS, MOST_HOURS, MOST_NEAR = 3, 24, 100
FROM_HOUR = 18
"""From then on Today leads there."""

Line = tuple[Side, int, EveningWhat]
"""Who, the instant in seconds since 1970, and what."""


class Item(StrEnum):
    """The parts of an evening, each shared or not."""

    NEAR = "near"
    MET = "met"
    DID = "did"
    STRESS = "stress"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Evening:
    """One evening as its owner wrote it, or as much of it as they share. None where nothing was said."""

    day: int
    near: int | None = field(default=None, repr=False)
    met: int | None = field(default=None, repr=False)
    did: frozenset[Practice] | None = field(default=None, repr=False)
    stress: int | None = field(default=None, repr=False)
    hours: int | None = field(default=None, repr=False)
    skipped: bool = False
    shares: frozenset[Item] = frozenset()

    @property
    def says(self) -> bool:
        """Whether anything was said at all."""
        return any(one is not None for one in (self.near, self.met, self.stress, self.hours)) or bool(
            self.did
        )


@dataclass(frozen=True, slots=True)
class Evenings:
    """All that a log says of evenings. Of an own log ``own`` is filled, of a shared one ``shared``; by their days."""

    own: Mapping[int, Evening] = field(default_factory=dict, repr=False)
    shared: Mapping[Side, Mapping[int, Evening]] = field(default_factory=dict, repr=False)
    wanted: bool = False
    said_at: Mapping[tuple[Side, int], int] = field(default_factory=dict, repr=False)
    """When what is known of an evening was written: where to look for it."""


def with_evenings(before: Evenings, lines: Iterable[Line]) -> Evenings:
    """What holds after these entries, in their order. What no evening can be is taken for not said."""
    own, said_at, wanted = dict(before.own), dict(before.said_at), before.wanted
    shared = {side: dict(days) for side, days in before.shared.items()}
    for side, at, what in lines:
        match what:
            case EveningWritten():
                own[what.day], said_at[side, what.day] = written(what), at
            case EveningShared():
                shared.setdefault(side, {})[what.day] = _shared(what)
                said_at[side, what.day] = at
            case EveningsForgotten():
                for days in (own, shared.get(side, {})):
                    for day in [one for one in days if what.first <= one <= what.last]:
                        del days[day]
                        said_at.pop((side, day), None)
            case EveningsWanted():
                wanted = what.wanted
    return Evenings(own, shared, wanted, said_at)


def written(what: EveningWritten) -> Evening:
    """The evening an entry of one's own log holds."""
    if what.skipped:
        return Evening(what.day, skipped=True)
    shares = frozenset(item for item in Item if item in what.shares)
    return Evening(
        what.day,
        _within(what.near, MOST_NEAR),
        _within(what.met, MOST_NEAR),
        _practices(what.did),
        _within(what.stress, MOST_STRESS),
        _within(what.hours, MOST_HOURS),
        shares=shares,
    )


def _shared(what: EveningShared) -> Evening:
    return Evening(
        what.day,
        _within(what.near, MOST_NEAR),
        _within(what.met, MOST_NEAR),
        None if what.did is None else _practices(what.did),
        _within(what.stress, MOST_STRESS),
        _within(what.hours, MOST_HOURS),
    )


def _within(number: int, most: int) -> int | None:
    return number if 0 <= number <= most else None


def _practices(words: Iterable[str]) -> frozenset[Practice]:
    return frozenset(Practice(word) for word in words if word in set(Practice))


def as_written(one: Evening) -> EveningWritten:
    """The entry for one's own log."""
    return EveningWritten(
        day=one.day,
        near=_number(one.near),
        met=_number(one.met),
        did=_words(one.did or ()),
        stress=_number(one.stress),
        hours=_number(one.hours),
        skipped=one.skipped,
        shares=tuple(item.value for item in Item if item in one.shares),
    )


def to_share(one: Evening) -> EveningShared | None:
    """The entry for the shared log: only what its owner shares and said. None where that is nothing."""
    if one.skipped or not one.shares:
        return None

    def shown(item: Item, value: int | None) -> int:
        return _number(value) if item in one.shares else UNSAID

    did = _words(one.did or ()) if Item.DID in one.shares and one.did is not None else None
    made = EveningShared(
        one.day,
        shown(Item.NEAR, one.near),
        shown(Item.MET, one.met),
        did,
        shown(Item.STRESS, one.stress),
        shown(Item.HOURS, one.hours),
    )
    return made if did is not None or _shared(made).says else None


def _number(value: int | None) -> int:
    return UNSAID if value is None else value


def _words(some: Iterable[Practice]) -> tuple[str, ...]:
    return tuple(one.value for one in Practice if one in set(some))


# ---------------------------------------------------------------- days


def evening_of(now: datetime) -> date:
    """The evening an instant belongs to, where ``now`` says the two are: after midnight it is still the one before."""
    return (now - NIGHT_ENDS).date()


def last_whole_week(day: int) -> int:
    """The Sunday before this day's week: up to it what is shared counts for the other.

    So that nobody can tell from their own page whether the other wrote tonight, or this week.
    """
    return day - the_date(day).weekday() - 1


def latest_shares(some: Mapping[int, Evening]) -> frozenset[Item]:
    """What this person shared of the newest evening they wrote; nothing before the first."""
    told = [one for _, one in sorted(some.items()) if not one.skipped]
    return told[-1].shares if told else frozenset()
