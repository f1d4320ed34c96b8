"""The reservoir: all that a viewer and their partner both may read of what they kept, gathered anew at each look.

Nothing of it is written down: no index, no word that was looked for. What is not open to both is not here, so it
never shows, counts or orders anything; a page of it may be looked at by two.
"""

import asyncio
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from weft.core.affection.gestures import TITLES, Gesture
from weft.core.days import the_date
from weft.core.log import flat
from weft.core.log.fold import Words
from weft.core.moments.told import Moment
from weft.core.people import Side, SittingId
from weft.core.pictures import Picture, by_moment
from weft.core.plans.made import is_kept
from weft.core.practice import ABOUT, Practice
from weft.core.reservoir.entries import DayChosen
from weft.core.reservoir.left_out import ANSWER, GESTURE
from weft.core.reservoir.things import Line, Thing, in_order, on_this_day, with_words
from weft.keeper.boards import Board
from weft.keeper.exchange import visible
from weft.keeper.home import Home
from weft.keeper.opened import Opened, append

KEPT = "keep"
CHOSE = {"left": {Side.LEFT}, "right": {Side.RIGHT}, "both": {Side.LEFT, Side.RIGHT}}


class NoSuchThing(Exception):
    """Nothing of this id is kept between these two, or by this person alone."""


def things(opened: Opened, lying: Sequence[Board]) -> list[Thing]:
    """All that was kept, the newest first. ``lying`` are all boards of this person."""
    return in_order((*_moments(opened), *_kept(opened, lying, opened.log.life.woven.rows)))


async def gathered(opened: Opened, lying: Sequence[Board]) -> list[Thing]:
    """The same, off the loop: ten years take a quarter of a second, and others are being answered."""
    return await asyncio.to_thread(things, opened, lying)


async def sought(opened: Opened, lying: Sequence[Board], word: str) -> tuple[list[Thing], list[Thing]]:
    """All of them, and those in which every word stands."""
    every = await gathered(opened, lying)
    return every, await asyncio.to_thread(with_words, every, word)


def thing(opened: Opened, lying: Sequence[Board], key: str) -> Thing:
    """One of them. Raises NoSuchThing."""
    one = opened.log.life.moments.get(key)
    if one:
        return _moment(one, by_moment(opened.log.life.pictures))
    found = _gesture(opened, key) or _sitting(opened, lying, SittingId(key))
    if found is None:
        raise NoSuchThing
    return found


def woven_of_old(opened: Opened, today: date) -> tuple[SittingId, ...]:
    """The sittings and gestures of this day in earlier years."""
    since, life = opened.log.life.since, opened.log.life
    first = since.astimezone().year if since else today.year
    days = sorted(day for year in range(first, today.year) for day in _days(today, year))
    ends = [second for day in days for second in _stretch(day)]
    gestures = {SittingId(key): _came_at(one) for key, one in life.affection.gestures.items()}
    times = ((key, gestures.get(key, at)) for key, (at, _) in life.woven.rows.items())
    return tuple(key for key, at in times if bisect_right(ends, at) % 2)


def today_of_old(
    opened: Opened, lying: Sequence[Board], today: date, woven: Sequence[SittingId] | None = None
) -> list[Thing]:
    """What comes up on this day for this person, of earlier years; ``woven_of_old`` if that is known already."""
    those = woven_of_old(opened, today) if woven is None else woven
    some = (*_moments(opened), *_kept(opened, lying, those))
    return on_this_day(some, today, opened.own.life.keeping.days)


def _days(today: date, year: int) -> list[date]:
    """The days of a year that may belong to this day: on 28 February, the 29th besides."""
    found = []
    for day in {today.day, 29} if (today.month, today.day) == (2, 28) else {today.day}:
        try:
            found.append(date(year, today.month, day))
        except ValueError:
            continue
    return found


def _stretch(day: date) -> tuple[int, int]:
    """The first second of a day here, and the first after it."""
    first = datetime.combine(day, time()).astimezone()
    after = datetime.combine(day + timedelta(days=1), time()).astimezone()
    return int(first.timestamp()), int(after.timestamp())


# ---------------------------------------------------------------- moments


def _moments(opened: Opened) -> Iterator[Thing]:
    pictures = by_moment(opened.log.life.pictures)
    every = opened.log.life.moments.values()
    # A plan that is over is a moment of both; it is kept once something of it is open to both.
    return (_moment(one, pictures) for one in every if not one.plan or is_kept(one) or one.id in pictures)


def _moment(one: Moment, pictures: dict[str, tuple[Picture, ...]]) -> Thing:
    made = one.made
    shown = tuple(each.what.words for each in pictures.get(one.id, ()))
    felt = tuple(
        (side, voice.feelings) for side in Side if one.voices_open and (voice := one.voice(side, side))
    )
    return Thing(
        key=one.id,
        is_moment=True,
        title=made.title,
        what=made.kind,
        day=the_date(made.day),
        at=one.at,
        days=made.days,
        where=made.where,
        who=frozenset(CHOSE.get(made.chose, ())),
        lines=tuple(_told(one)),
        feelings=felt,
        pictures=shown,
        landscape=one.curves_open and len(one.curves) == len(Side),
    )


def _told(one: Moment) -> Iterator[Line]:
    """What both have told, once it is open."""
    for side in Side:
        voice = one.voice(side, side) if one.voices_open else None
        if voice:
            lines = ((voice.text, "told"), (voice.remember, "remember"))
            yield from (Line(side, "voice", step, text) for text, step in lines if text)


# ---------------------------------------------------------------- gestures


def _came_at(one: Gesture) -> int:
    return max(one.at, one.arrives * 60)


def _gesture(opened: Opened, key: str) -> Thing | None:
    one = opened.log.life.affection.gestures.get(key)
    if one is None or SittingId(key) not in opened.log.life.woven:
        return None
    at = _came_at(one)
    lines = [Line(one.by, GESTURE, "gave", one.text)]
    if one.answer:
        lines.append(Line(one.by.other, ANSWER, "respond", one.answer))
    name, day = ABOUT[Practice.AFFECTION].name, datetime.fromtimestamp(at, UTC).astimezone().date()
    return Thing(key, False, TITLES[one.way], name, day, at, who=frozenset({one.by}), lines=tuple(lines))


# ---------------------------------------------------------------- sittings


def _kept(opened: Opened, lying: Sequence[Board], some: Iterable[SittingId]) -> Iterator[Thing]:
    """Of what was woven: sittings of which a line was kept, and gestures."""
    for key in some:
        if key not in opened.log.life.moments:
            found = _gesture(opened, key) or _sitting(opened, lying, key)
            if found:
                yield found


def _sitting(opened: Opened, lying: Sequence[Board], sitting: SittingId) -> Thing | None:
    life = opened.log.life
    if sitting not in life.woven or not _anything_kept(life.words.rows.get(sitting, ())):
        return None
    lines = tuple(
        Line(words.author, words.key, words.step, words.text)
        for words in open_to_both(opened, lying, sitting)
        if words.step == KEPT
    )
    one = life.woven[sitting]
    name = ABOUT[Practice(one.what.practice)].name
    who = frozenset(line.by for line in lines)
    day = one.at.astimezone().date()
    at = int(one.at.timestamp())
    return Thing(sitting, False, one.what.title, name, day, at, who=who, lines=lines) if lines else None


def _anything_kept(lying: flat.FlatWords) -> bool:
    return any(step == KEPT for _, (_, _, step), _ in flat.each(lying))


def open_to_both(opened: Opened, lying: Sequence[Board], sitting: SittingId) -> list[Words]:
    """The words of a sitting that either may read, whoever looks: of a seal still closed, not even one's own."""
    if sitting in opened.shut:
        return []
    under_way = next((one for one in lying if one.id == sitting), None)
    return [
        words
        for words in visible(opened, lying, sitting, opened.log)
        if under_way is None or words.key in under_way.state.opened
    ]


# ---------------------------------------------------------------- its day


async def choose_day(home: Home, opened: Opened, lying: Sequence[Board], key: str, comes: bool) -> None:
    """Whether something comes up on its day for this person. Kept in their own log. Raises NoSuchThing."""
    one = thing(opened, lying, key)
    if opened.own.life.keeping.days.get(key, not one.is_hard) is not comes:
        await append(home.store, opened, opened.own, [DayChosen(key, comes)], home.clock())
        home.tell(opened.own.log, only=opened.person)
