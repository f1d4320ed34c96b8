"""What somebody kept besides what was lived, in words, for the copy they take along: theirs, and what both agreed to.

Nothing in it is the other's alone: of what the other proposed, wrote or marked only what both have open is here. Where
a calendar lies, and what signs in there, is no part of a copy.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from weft.core.affection.entries import MapSaid
from weft.core.affection.gestures import key_of
from weft.core.affection.wanted import SITUATIONS, Answer, places
from weft.core.days import the_date
from weft.core.fitting import marks
from weft.core.freetime.entries import NotThen
from weft.core.freetime.halves import instant_of
from weft.core.freetime.told import USUAL
from weft.core.journey.evening import Evening
from weft.core.journey.facts import Wish
from weft.core.journey.four import END
from weft.core.journey.leanings import WISHED
from weft.core.journey.season import Rhythm
from weft.core.log.flat import instant
from weft.core.log.fold import Life
from weft.core.past import LooseWords, PastEvening, PastKept
from weft.core.people import Side
from weft.core.plans import hours
from weft.core.plans.plan import Plan, looked_forward
from weft.core.practice import ABOUT, Practice
from weft.core.tapestry.drawdown import WEEKDAYS, said_day
from weft.keeper import ideas, wishes
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened

AT_ONCE = 64
"""Lines of a long list in one piece: a hundred and twenty letters each, and a piece of a copy has twenty thousand."""
CALLED = {"quiet": "Quiet hours", "work": "Work", "children": "The children’s bedtime"}
REPEATS = {"": "", "weekly": ", every week", "monthly": ", every month", "yearly": ", every year"}
WISHES = {Wish.MORE: "More", Wish.LESS: "Less"}
LEANS = {
    "length": {Wish.MORE: "Longer", Wish.LESS: "Shorter"},
    "depth": {Wish.MORE: "Deeper", Wish.LESS: "Lighter"},
}


def evenings(log: OpenLog) -> tuple[PastEvening, ...]:
    """This person's own evenings, the oldest first; of a shared log none."""
    return tuple(_evening(one) for _, one in sorted(log.life.journey.evenings.own.items()))


def _evening(one: Evening) -> PastEvening:
    did = tuple(each for each in Practice if each in (one.did or ()))
    return PastEvening(the_date(one.day), one.near, one.met, did, one.stress, one.hours, one.skipped)


async def marked(home: Home, opened: Opened) -> tuple[PastKept, ...]:
    """What this person would like, and was worth it: their own marks, in words. Nothing of what the other marked."""
    if opened.couple is None:
        return ()
    keys = await wishes.wanted(home, opened)
    mine = marks(keys, ideas.pool(home, opened))
    tastes = ", ".join(home.library.say("taste", one.value) for one in mine.tastes)
    titles = {key: title for one in wishes.lists(opened) for key, title in one.titles}
    lines = {
        "Of ideas": [tastes] if tastes else [],
        "Would like to do": [one.title for one in mine.wanted],
        "Was worth it": [one.title for one in mine.worth],
        "From the lists": [title for key, title in titles.items() if key in keys],
    }
    return tuple(one for title, some in lines.items() for one in _in_pieces("want", title, some))


def _in_pieces(of: str, title: str, lines: Sequence[str]) -> Iterator[PastKept]:
    """Many lines, so many at a time that each piece can be brought again."""
    for at in range(0, len(lines), AT_ONCE):
        yield PastKept(of, None, title, "\n".join(lines[at : at + AT_ONCE]))


def wanted(home: Home, log: OpenLog) -> tuple[LooseWords, ...]:
    """The map in words, a situation each; of a log that is somebody's own, and of no other."""
    said, say = log.life.affection.map.lines, home.library.say
    at = log.life.affection.said_at.get(key_of(Side.LEFT, MapSaid({}, ())), 0)

    def of(situation: str, answer: Answer) -> str:
        things = [
            say("wanted", place.partition("/")[2]) for place in places(situation) if said.get(place) == answer
        ]
        return f"{say('wanted-answer', answer)}: {', '.join(things)}." if things else ""

    by_situation = (
        (one, " ".join(filter(None, (of(one, answer) for answer in Answer)))) for one in SITUATIONS
    )
    day = instant(at).astimezone().date()
    return tuple(
        LooseWords(day, "wanted", f"{say('situation', one)}. {text}") for one, text in by_situation if text
    )


def of_both(life: Life, mine: Side, now: int) -> Iterator[PastKept]:
    """What the two agreed on and made, as this person may see it at a minute since 1970."""
    yield from _seasons(life, mine)
    yield from _experiments(life, mine)
    for plan in life.plans.every.values():
        if not plan.withdrawn:
            yield _plan(life, plan)
            yield from _forward(life, plan, mine, now)
    for idea in life.ideas.values():
        yield PastKept("idea", None, idea.title, idea.text)
    for one in life.lists.values():
        yield from _in_pieces("list", one.name, one.titles)
    for practice in Practice:
        if practice in life.leanings.said_by(mine):
            yield PastKept("leaning", None, "More, said to both", ABOUT[practice].name)
    for exercise in sorted(life.leanings.left_out):
        yield PastKept("leaning", None, "Left out for both", exercise)


def of_ones_own(life: Life, shared: Life | None) -> Iterator[PastKept]:
    """What this person said for themself alone."""
    known = {one.key: one.purpose for one in shared.journey.seasons.seasons} if shared else {}
    for key, (at, text) in life.journey.seasons.looked_back.items():
        if text:
            yield PastKept("look-back", instant(at).astimezone().date(), known.get(key, "A season"), text)
    for (key, part), (when, answers) in life.journey.seasons.four.items():
        title = f"Four questions at the {'end' if part == END else 'beginning'}: {known.get(key, 'a season')}"
        text = (
            f"Your answers, by their places: {', '.join(str(one + 1) for one in answers)}."
            if answers
            else "Left out."
        )
        yield PastKept("look-back", instant(when).astimezone().date(), title[:200], text)
    yield from _leanings(life)
    if life.free_time.usual != USUAL:
        for one in life.free_time.usual.not_then:
            yield PastKept("usual", None, CALLED.get(one.what, one.what), _not_then(one))
        for stretch in life.free_time.usual.away:
            yield PastKept("usual", None, "Away", stretch.replace(" ", " to "))
    for title, stretches in (("Free", life.free_time.marked.free), ("Taken", life.free_time.marked.taken)):
        yield from _in_pieces("mark", title, [_stretch(*each) for each in stretches])


# ---------------------------------------------------------------- seasons and experiments


def _seasons(life: Life, mine: Side) -> Iterator[PastKept]:
    some = life.journey.seasons
    for one in some.seasons:
        yield PastKept(
            "season",
            the_date(one.first),
            one.purpose,
            f"{_from_to(one.first, one.over)}\n{_rhythm(one.rhythm)}",
        )
    if some.rhythm and not (some.seasons and some.seasons[-1].rhythm == some.rhythm):
        yield PastKept("season", None, "A rhythm", _rhythm(some.rhythm))
    asked = some.asked.get(mine)
    if asked:
        text = f"Proposed by you, and not answered.\n{_rhythm(asked.rhythm)}"
        yield PastKept("season", None, asked.purpose or "A rhythm", text)


def _from_to(first: int, over: int) -> str:
    one, other = the_date(first), the_date(max(over - 1, first))
    return f"{_said(one)} to {_said(other)}."


def _said(day: date) -> str:
    return f"{said_day(day)} {day.year}"


def _rhythm(one: Rhythm) -> str:
    about = f"About {one.minutes} minutes a week."
    time = f" Time on {_weekdays(one.days)}." if one.days else ""
    return about + time + (f" Left alone: {_weekdays(one.quiet)}." if one.quiet else "")


def _weekdays(some: Collection[int]) -> str:
    return ", ".join(f"{WEEKDAYS[day]}s" for day in sorted(some))


def _experiments(life: Life, mine: Side) -> Iterator[PastKept]:
    """Which two things, and when; not the order, of which a page shows only the day it is."""
    for one in life.journey.experiments.tried:
        text = f"In an order that was drawn.\n{_from_to(one.first, one.over)}"
        yield PastKept("experiment", the_date(one.first), " or ".join(one.options), text)
    asked = life.journey.experiments.asked.get(mine)
    if asked:
        yield PastKept("experiment", None, " or ".join(asked.options), "Proposed by you, and not answered.")


# ---------------------------------------------------------------- plans


def _plan(life: Life, plan: Plan) -> PastKept:
    newest = plan.agreed.offered if plan.agreed else plan.newest
    window = plan.agreed.window if plan.agreed else newest.windows[0]
    shown = hours.there(window.first, newest.zone)
    clock = "" if window.days else f", {shown:%H:%M}"
    when = f"{_said(shown.date())}{clock}{REPEATS.get(newest.repeats, '')}"
    brings = [
        f"{person.name} brings: {what}"
        for side, what in ((Side.LEFT, newest.left), (Side.RIGHT, newest.right))
        if what and (person := life.people.get(side))
    ]
    agreed = "Agreed" if plan.agreed else "Offered, and not agreed to"
    text = "\n".join(line for line in (f"{agreed}: {when}.", newest.where, newest.text, *brings) if line)
    return PastKept("plan", shown.date(), newest.title, text)


def _forward(life: Life, plan: Plan, mine: Side, now: int) -> Iterator[PastKept]:
    """One's own words whether open or not, and the other's where both are open."""
    for day, side in sorted(plan.forward, key=lambda one: (one[0], one[1] is not mine)):
        found, person = looked_forward(plan, day, side, mine, now), life.people.get(side)
        if found and person:
            yield PastKept("forward", the_date(day), f"{plan.newest.title}: {person.name}", found.text)


# ---------------------------------------------------------------- one's own


def _leanings(life: Life) -> Iterator[PastKept]:
    said = (
        (LEANS[one][wish], "") if one in LEANS else (WISHES[wish], ABOUT[Practice(one)].name)
        for one in WISHED
        if (wish := life.leanings.kept.get(one))
    )
    for title, text in said:
        yield PastKept("leaning", None, title, text)
    for exercise in sorted(life.leanings.away):
        yield PastKept("leaning", None, "Put away", exercise)


def _not_then(one: NotThen) -> str:
    days = ", ".join(WEEKDAYS[int(day)] for day in one.days if day in "0123456")
    return f"{days}: {_clock(one.begins)} to {_clock(one.till)}"


def _clock(half: int) -> str:
    return f"{half // 2 % 24:02d}:{half % 2 * 30:02d}"


def _stretch(first: int, count: int) -> str:
    """In UTC, as it lies in the log: the zone of a person is not guessed."""
    begins, ends = (instant_of(half).astimezone(ZoneInfo("UTC")) for half in (first, first + count))
    return f"{_said(begins.date())}, {begins:%H:%M} to {ends:%H:%M} UTC"
