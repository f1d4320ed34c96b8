"""The book of a year: gathered from what both may read, less what either left out of their own.

It is one book: whoever of the two has it made gets the same bytes. What somebody left out leaves no gap, no sign and
no count in it; it reads as though it had been taken back, or never written (docs/decisions/0024-the-book-of-a-year.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from weft.core.moments.entries import WhyWritten
from weft.core.moments.fields import clock
from weft.core.moments.landscape import Landscape, Met
from weft.core.moments.picture import picture
from weft.core.moments.told import Moment
from weft.core.people import Side
from weft.core.pictures import by_moment
from weft.core.reservoir.entries import LeftOut, MonthNamed
from weft.core.reservoir.left_out import ANSWER, CURVE, GESTURE, PICTURE, VOICE, WHY, without_left_out
from weft.core.reservoir.months import MOST_LETTERS, words_of
from weft.core.reservoir.things import Line, Thing, narrowed, years
from weft.core.tapestry.drawdown import Cloth, said_day
from weft.keeper.boards import all_boards
from weft.keeper.home import Home
from weft.keeper.loom import cloth
from weft.keeper.moments import NotOpenYet, drawn
from weft.keeper.opened import Opened, append
from weft.keeper.pictures import Size, fetch
from weft.keeper.reservoir import NoSuchThing, gathered
from weft.keeper.seal_sights import opened_days
from weft.press import book as press

CLOTH_ENDS = 91
MOST_LARGE = 48 << 20
"""Bytes of pictures in one book as they are kept; from then on the small ones stand for them."""


CALLED = {GESTURE: "gesture", ANSWER: "answer"}
"""What lines are that nobody kept after a sitting."""


class NoSuchYear(Exception):
    """Nothing was kept in that year, or it is none."""


# ---------------------------------------------------------------- gathering


async def years_of(home: Home, opened: Opened) -> list[int]:
    """The years a book can be made of, the newest first: something was kept in them, or letters opened.

    Which letters stand in a book has no part in it, so nobody reads a choice from a year that is there.
    """
    return await _years(home, opened, await gathered(opened, await all_boards(home, opened)))


async def _years(home: Home, opened: Opened, kept: Sequence[Thing]) -> list[int]:
    letters = {day.year for day, _ in await opened_days(home, opened)}
    return sorted({*years(kept), *letters}, reverse=True)


async def gather(home: Home, opened: Opened, year: int) -> press.Book:
    """The book of a year. Raises NoSuchYear."""
    lying = await all_boards(home, opened)
    if year not in await _years(home, opened, await gathered(opened, lying)):
        raise NoSuchYear
    seen = _without_left_out(opened)
    return _Gathering(home, seen, year).book(narrowed(await gathered(seen, lying), year, None))


def _without_left_out(opened: Opened) -> Opened:
    """This person as though all that either left out had been taken back."""
    log = replace(opened.log, life=without_left_out(opened.log.life))
    if opened.couple is None:
        return replace(opened, own=log)
    return replace(opened, couple=replace(opened.couple, log=log))


@dataclass(slots=True)
class _Gathering:
    """A book being gathered; ``room`` is how many bytes of large pictures it still has room for."""

    home: Home
    opened: Opened
    year: int
    room: int = MOST_LARGE

    def book(self, kept: Sequence[Thing]) -> press.Book:
        life = self.opened.log.life
        left, right = life.people[Side.LEFT], life.people.get(Side.RIGHT)
        inside = sorted(kept, key=lambda one: (one.day, one.at, one.key))
        months = {month: list(some) for month, some in groupby(inside, lambda one: one.day.month)}
        words = words_of(months, self._names())
        places = {one.key: f"t-{number}" for number, one in enumerate(inside, 1)}
        until = self._until()
        return press.Book(
            year=self.year,
            until=until,
            left=left.name,
            right=right.name if right else None,
            left_dye=left.dye,
            right_dye=right.dye if right else None,
            months=tuple(
                press.Month(
                    month,
                    life.keeping.months.get((self.year, month), words.get(month, "")),
                    tuple(self._thing(one, places[one.key]) for one in some),
                )
                for month, some in months.items()
            ),
            cloth=self._cloth(until, places),
        )

    def _names(self) -> list[str]:
        return [person.name for person in self.opened.log.life.people.values()]

    def _until(self) -> date:
        return min(date(self.year, 12, 31), self.home.clock().astimezone().date())

    # ------------------------------------------------------------ one thing

    def _thing(self, one: Thing, place: str) -> press.Thing:
        moment = self.opened.log.life.moments.get(one.key)
        voices = tuple(_told(one) if one.is_moment else _kept(one))
        return press.Thing(
            place,
            one.is_moment,
            one.title,
            self._caption(one),
            voices,
            tuple(self._pictures(one)),
            self._scape(moment) if moment else None,
        )

    def _caption(self, one: Thing) -> str:
        """What, when, where and who chose it; of kept lines, after which exercise."""
        first, last = said_day(one.day), said_day(one.day + timedelta(days=one.days - 1))
        when = first if one.days == 1 else f"{first} to {last}"
        if not one.is_moment:
            return f"{one.title}, {when}"
        called = [self.opened.log.life.people[side].name for side in Side if side in one.who]
        chosen = f"chosen by {called[0] if len(called) == 1 else 'both'}" if called else ""
        what = f"{one.what[:1].upper()}{one.what[1:]}"
        return ", ".join(part for part in (what, when, one.where, chosen) if part)

    def _pictures(self, one: Thing) -> Iterator[press.Picture]:
        opened = self.opened
        for each in by_moment(opened.log.life.pictures).get(one.key, ()) if one.pictures else ():
            size = Size.LARGE if self.room > 0 else Size.SMALL
            raw = fetch(self.home.store, opened.log.log, each, size)
            if raw is not None:
                self.room -= len(raw)
                yield press.Picture(each.what.words, each.what.width, each.what.height, raw)

    def _scape(self, one: Moment) -> press.Scape | None:
        try:
            land = drawn(one, self.opened)
        except NotOpenYet:
            return None
        whys = [(side, kept.what) for side, kept in one.whys if isinstance(kept.what, WhyWritten)]
        label = self._label(land)
        voices = tuple(
            press.Voice(side.value, what.text, f"at {clock(what.second, land.length)}") for side, what in whys
        )
        return press.Scape(picture(land, label, {}), label, voices)

    def _label(self, land: Landscape) -> str:
        called = {side: person.name for side, person in self.opened.log.life.people.items()}
        parts = [
            f"What {called[Side.LEFT]} felt along the way, from the left, and {called[Side.RIGHT]}, from the right."
        ]
        for place in (land.meeting, land.difference):
            if place:
                who = "both" if place.met is Met.BOTH else called[Side(place.met.value)]
                parts.append(f"At {clock(place.second, land.length)} it came close for {who}.")
        return " ".join(parts)

    # ------------------------------------------------------------ the cloth

    def _cloth(self, until: date, places: dict[str, str]) -> Cloth:
        """The year's bands; only those of which the book says something lead to it, and none tells of another."""
        whole = cloth(self.opened.log.life, Side.LEFT, until, CLOTH_ENDS)
        bands = tuple(
            replace(
                band,
                key=places.get(band.key or ""),
                caption=band.caption if band.key in places or band.key is None else "",
            )
            for band in whole.bands
            if band.day.year == self.year
        )
        return replace(whole, bands=bands)


def _told(one: Thing) -> Iterator[press.Voice]:
    """Each telling with its feelings and its line to remember; the left one first."""
    felt = dict(one.feelings)
    for side in Side:
        told = {line.step: line.text for line in one.lines if line.by is side}
        if told:
            words = ", ".join(felt.get(side, ()))
            yield press.Voice(side.value, told.get("told", ""), words, told.get("remember", ""))


def _kept(one: Thing) -> Iterator[press.Voice]:
    return (press.Voice(line.by.value, line.text) for line in one.lines)


# ---------------------------------------------------------------- what is one's own in it


@dataclass(frozen=True, slots=True)
class Mine:
    """Something of this person's own that stands in the book, or that they left out."""

    thing: Thing
    key: str
    what: str
    """ "voice", "picture", "curve", "why", "gesture", "answer" or "line"."""
    text: str
    out: bool


async def mine(home: Home, opened: Opened, year: int) -> list[Mine]:
    """All that is this person's own to leave out of a year's book, in its order."""
    kept = narrowed(await gathered(opened, await all_boards(home, opened)), year, None)
    return [
        each
        for one in sorted(kept, key=lambda one: (one.day, one.at, one.key))
        for each in _mine(opened, one)
    ]


def _mine(opened: Opened, one: Thing) -> Iterator[Mine]:
    side, out = opened.side, opened.log.life.keeping.left_out
    for key, what, text in dict.fromkeys(_own(opened, one, side)):
        yield Mine(one, key, what, text, (side, one.key, key) in out)


def _own(opened: Opened, one: Thing, side: Side) -> Iterator[tuple[str, str, str]]:
    lines: list[Line] = [line for line in one.lines if line.by is side]
    if not one.is_moment:
        yield from ((line.key, CALLED.get(line.key, "line"), line.text) for line in lines)
        return
    if lines:
        yield VOICE, "voice", lines[0].text
    moment = opened.log.life.moments[one.key]
    for each in by_moment(opened.log.life.pictures).get(one.key, ()):
        if each.author is side:
            yield f"{PICTURE}{each.id}", "picture", each.what.words
    if one.landscape:
        yield CURVE, "curve", ""
        for of, kept in moment.whys:
            if of is side and isinstance(kept.what, WhyWritten):
                yield f"{WHY}{kept.what.second}", "why", kept.what.text


async def leave_out(home: Home, opened: Opened, year: int, thing: str, key: str, out: bool) -> None:
    """Leave something of one's own out of the book, or put it back. The other is not told. Raises NoSuchThing."""
    found = next(
        (one for one in await mine(home, opened, year) if (one.thing.key, one.key) == (thing, key)), None
    )
    if found is None:
        raise NoSuchThing
    if found.out is not out:
        await append(home.store, opened, opened.log, [LeftOut(thing, key, out)], home.clock())
        home.tell(opened.log.log, only=opened.person)


# ---------------------------------------------------------------- a month's word


class TooLong(Exception):
    """A month's word has more letters than there is room for."""


def month_word(text: str) -> str:
    """A word as it is kept: one line, few letters. Raises TooLong."""
    word = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if len(word) > MOST_LETTERS:
        raise TooLong
    return word


async def name_months(home: Home, opened: Opened, year: int, words: dict[int, str]) -> None:
    """Set the words of some months for the book, for both to see; an empty one lets it be chosen. Raises TooLong."""
    before = opened.log.life.keeping.months
    fresh = {month: month_word(text) for month, text in words.items()}
    named = [
        MonthNamed(year, month, word)
        for month, word in sorted(fresh.items())
        if word != before.get((year, month), "")
    ]
    if named:
        await append(home.store, opened, opened.log, named, home.clock())
        home.tell(opened.log.log)
