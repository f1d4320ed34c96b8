"""What Today's suggestion is chosen from: gathered here from what both may know and from the viewer's own.

No own log but the viewer's is open here, and none of the notes that the server keeps of the other is read; so what the
other does in private cannot move what is gathered.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice

from weft.core import days
from weft.core.freetime.halves import HALF_MINUTES, Horizon, half_at, part_of, stretches
from weft.core.journey.facts import (
    LOOKED_BACK,
    MOST_LATELY,
    MOST_NOTED,
    MOST_TAPPED,
    Done,
    Facts,
    Noted,
    Tapped,
    Today,
    Wish,
)
from weft.core.journey.leanings import (
    ExerciseLeftOut,
    ExercisePutAway,
    LeaningWhat,
    MoreSaid,
    TodayLike,
    WishKept,
)
from weft.core.journey.rules import is_hard_talk
from weft.core.journey.season import Stand, stand
from weft.core.journey.suggest import Shelf
from weft.core.log.entries import Understood
from weft.core.log.fold import LETTERS
from weft.core.people import Side, SittingId
from weft.core.practice import Practice
from weft.core.wishes import turn_at
from weft.keeper import freetime, wishes
from weft.keeper.boards import Board
from weft.keeper.home import Home
from weft.keeper.kept import piece
from weft.keeper.library import Library
from weft.keeper.opened import Opened, append

WORTH = {Understood.YES: 1.0, Understood.PARTLY: 0.0, Understood.NO: -1.0}
OF_LIST = {"activities": Practice.TIME, "films": Practice.MOMENTS, "performances": Practice.MOMENTS}
"""The practice that a title of our lists belongs to."""
DAY_S = 86_400
BETWEEN = 15
"""Minutes there are between two other things."""


def shelf(library: Library) -> Shelf:
    """What there is to suggest on this server."""
    return Shelf(library.exercises, library.answers, library.outdoors)


def day_number(now: datetime) -> int:
    """Days since 1970-01-01 where the person is."""
    return days.day_number(now.astimezone().date())


def facts(
    home: Home, opened: Opened, boards: Iterable[Board], closed: frozenset[str], wanted: frozenset[Practice]
) -> Facts:
    """All the suggestion depends on, at this instant, for this viewer."""
    now = home.clock().astimezone()
    day, open_now = day_number(now), tuple(boards)
    shift = int((now.utcoffset() or now - now).total_seconds())
    life, own = opened.log.life, opened.own.life
    said, kept = life.leanings, own.leanings
    return Facts(
        day=day,
        hour=now.hour,
        seed=life.seed,
        alone=opened.couple is None,
        lately=piece(
            opened, "done lately", life.woven, (day, shift), lambda: tuple(_lately(opened, day, shift))
        ),
        played=piece(opened, "played", life.played, shift, lambda: _played(opened, shift)),
        needs=_needs(home, opened, now),
        mine=said.said_by(opened.side),
        theirs=said.said_by(opened.side.other) if opened.couple else frozenset(),
        wanted=wanted,
        stages=life.stages,
        barred=closed | {one.exercise for one in open_now},
        left_out=said.left_out,
        hard_talk_open=any(is_hard_talk(one.script) for one in open_now if one.begun),
        free=free_today(home, opened, now) if opened.couple else None,
        rhythm=life.journey.seasons.rhythm,
        season=_season(home, opened, day),
        notes=piece(opened, "noted", (life.woven, own.felt), shift, lambda: _notes(opened, shift)),
        tapped=piece(opened, "tapped", own.journey, None, lambda: _tapped(opened)),
        more=kept.kept_as(Wish.MORE),
        less=kept.kept_as(Wish.LESS),
        longer=kept.leans("length"),
        deeper=kept.leans("depth"),
        aside=frozenset(name for name, when in own.aside.items() if when == day),
        away=kept.away,
        like=kept.like_on(day),
        passed_over=opened.passed_over,
    )


def _needs(home: Home, opened: Opened, now: datetime) -> frozenset[str]:
    """What either said they need; each of the two sees both on Today."""
    if opened.couple is None:
        return frozenset()
    found = (home.needs.of(opened.couple.log, side, now) for side in Side)
    return frozenset(one for one in found if one)


def free_today(home: Home, opened: Opened, now: datetime) -> int | None:
    """Minutes on end that both have in what is left of today, from this hour on. None until both have shown this day.

    Where the two have nothing in common today, it is what is left between two other things.
    """
    crossed = freetime.crossed(home, opened)
    if crossed is None:
        return None
    horizon, left, right = crossed
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    first = max(horizon.start, half_at(now.replace(minute=0, second=0, microsecond=0)))
    rest = Horizon(first, min(horizon.end, half_at(tomorrow)) - first)
    if rest.count <= 0:
        return None
    both = part_of(horizon, left & right, rest)
    longest = max((count for _, count in stretches(rest, both)), default=0)
    return max(longest * HALF_MINUTES, BETWEEN)


def _season(home: Home, opened: Opened, day: int) -> frozenset[Practice]:
    """The practices that belong to what this season is for; none where that stands in words of their own."""
    some = opened.log.life.journey.seasons
    if some.latest is None or stand(some, day) is not Stand.SEASON:
        return frozenset()
    return home.library.seasons.get(some.latest.purpose, frozenset())


def _tapped(opened: Opened) -> tuple[Tapped, ...]:
    """What the viewer tapped in the newest of their own evenings as having felt good."""
    own = opened.own.life.journey.evenings.own
    newest = sorted(own, reverse=True)[:MOST_TAPPED]
    return tuple(
        Tapped(one, day) for day in reversed(newest) for one in Practice if one in (own[day].did or ())
    )


def _played(opened: Opened, shift: int) -> dict[str, int]:
    """The day on which each exercise was last done."""
    return {exercise: (at + shift) // DAY_S for exercise, at in opened.log.life.played.items()}


def _lately(opened: Opened, day: int, shift: int) -> list[Done]:
    rows = opened.log.life.woven.rows
    done = (one for sitting in reversed(rows) if (one := rows[sitting])[1][0] != LETTERS)
    newest = islice(done, MOST_LATELY)
    found = [Done(what[0], Practice(what[2]), (at + shift) // DAY_S, what[4]) for at, what in newest]
    return [one for one in reversed(found) if day - one.day <= LOOKED_BACK]


def _notes(opened: Opened, shift: int) -> tuple[Noted, ...]:
    """The viewer's own notes of how it was, the newest last."""
    rows, felt = opened.log.life.woven.rows, opened.own.life.felt
    newest: list[SittingId] = list(islice(reversed(felt), MOST_NOTED))
    found = [
        Noted(rows[sitting][1][0], (rows[sitting][0] + shift) // DAY_S, WORTH[felt[sitting]])
        for sitting in newest
        if sitting in rows
    ]
    return tuple(sorted(found, key=lambda one: one.day))


async def wanted(home: Home, opened: Opened) -> frozenset[Practice]:
    """The practices of which both want something, as it stood at the newest turn. Looked up once a turn."""
    if opened.couple is None:
        return frozenset()
    stands = turn_at(home.clock())
    held = opened.painted.get("wanted by both")
    if isinstance(held, tuple) and held[0] == stands:
        return frozenset(held[1])
    both = {key for key, _ in await wishes.both(home, opened)}
    found = frozenset(
        OF_LIST[one.key]
        for one in wishes.ours()
        if one.key in OF_LIST and both & {key for key, _ in one.titles}
    )
    opened.painted["wanted by both"] = stands, found
    return found


# ---------------------------------------------------------------- what a person says of it


async def say_like(home: Home, opened: Opened, like: Today) -> None:
    """Keep what today is like, in place of what was said before."""
    day = day_number(home.clock())
    await _own(home, opened, [TodayLike(day, like.minutes or 0, like.sky or "", like.left or "")])


async def wish(home: Home, opened: Opened, kept: dict[str, Wish | None], said: frozenset[Practice]) -> None:
    """Keep what this person would like more or less of, and what of it both may see. Only what changed is written."""
    before = opened.own.life.leanings.kept
    own: list[LeaningWhat] = [
        WishKept(of, one or "") for of, one in kept.items() if before.get(of) is not one
    ]
    shown = opened.log.life.leanings.said_by(opened.side)
    changed = [MoreSaid(one, one in said) for one in Practice if (one in said) is not (one in shown)]
    await _own(home, opened, own)
    if changed and opened.couple:
        await append(home.store, opened, opened.couple.log, changed, home.clock())
        home.tell(opened.couple.log.log)


async def put_away(home: Home, opened: Opened, exercise: str, so: bool) -> None:
    """Leave an exercise out of this person's suggestions, or bring it back. What is no exercise is no error."""
    if exercise in home.library.exercises and (exercise in opened.own.life.leanings.away) is not so:
        await _own(home, opened, [ExercisePutAway(exercise, so)])


async def leave_out(home: Home, opened: Opened, exercise: str, so: bool) -> None:
    """Say, for both to see, that something is offered to neither, or bring it back for both. Either of the two may.

    What is no exercise is no error.
    """
    said = exercise in opened.log.life.leanings.left_out
    if opened.couple and exercise in home.library.exercises and said is not so:
        await append(home.store, opened, opened.couple.log, [ExerciseLeftOut(exercise, so)], home.clock())
        home.tell(opened.couple.log.log)


async def _own(home: Home, opened: Opened, whats: list[LeaningWhat]) -> None:
    if whats:
        await append(home.store, opened, opened.own, whats, home.clock())
