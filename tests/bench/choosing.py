"""How much of what a full-information oracle gives the chooser gives invented couples: ``./bench --chooser``.

It is a simulation, and is called one wherever its figures stand. The chooser is the shipped one, ``suggest.in_order``,
given what it would know: what was done, what was said openly, and the notes of whoever opened Today.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.evenings import NEEDS, PRACTICES, Pair, Things, World, things
from bench.knowing import DAY, PEOPLE, Made, knowing
from bench.lines import Line
from weft.core.journey import suggest
from weft.core.journey.facts import MOST_NOTED, Done, Facts, Left, Noted, Sky, Tapped, Today
from weft.core.journey.season import MINUTES, Pace, Rhythm
from weft.core.journey.suggest import Shelf
from weft.core.practice import Practice
from weft.keeper.library import read_library
from weft.keeper.suggesting import shelf

Array = NDArray[np.float64]
Chooser = Callable[[Pair, int], list[int]]

RESULTS = Path(__file__).parent / "results" / "chooser.json"
COUPLES = 1000
OTHERS = 100
BETWEEN = 200
WEEKS = 12
AFTER = 8
"""Weeks after which the target counts."""
START = 19_996
"""A Monday, in days since 1970."""
DRAWN_AGAIN = 2000

LIBRARY = read_library()
SHELF: Shelf = shelf(LIBRARY)
PURPOSES = list(LIBRARY.seasons.values())
THINGS: Things = things(list(SHELF.exercises.values()), dict(SHELF.answers), SHELF.outdoors, PURPOSES)
AT = {one.id: at for at, one in enumerate(THINGS.all)}
ALL = len(THINGS.all)


# ---------------------------------------------------------------- who chooses


def facts(pair: Pair, day: int, whose: Sequence[int], used: bool = True) -> Facts:
    """What the chooser would know of this couple, with the notes of those in ``whose``."""
    today, viewer = pair.days[day], pair.days[day].viewer
    lately = [(when, one) for when, one in pair.done if day - when <= 28][-60:]
    notes = sorted(note for person in whose for note in pair.notes[person])
    said = [NEEDS[need] for need, says in zip(today.needs, today.said, strict=True) if says and need >= 0]
    like = Today()
    if used and today.by_hand:
        weary = Left.LITTLE if today.weary[viewer] > 0.7 else Left.ENOUGH
        like = Today(_by_hand(today.minutes), Sky.WET if today.wet else Sky.DRY, weary)
    return Facts(
        START + day,
        19,
        pair.seed,
        lately=tuple(_done(when, one) for when, one in lately),
        played={THINGS.all[one].id: START + when for when, one in pair.done if one < ALL},
        needs=frozenset(said),
        free=int(today.minutes) if pair.has_calendars else None,
        rhythm=Rhythm(MINUTES[Pace.of(pair.rhythm)]) if used and pair.rhythm else None,
        season=PURPOSES[pair.purpose] if used and pair.purpose is not None else frozenset(),
        tapped=tuple(
            Tapped(PRACTICES[one], START + when)
            for when, one in sorted(tap for person in whose for tap in pair.taps[person][-120:])
        ),
        notes=tuple(Noted(THINGS.all[one].id, START + when, worth) for when, one, worth in notes),
        like=like,
        mine=_named(pair.more[viewer]) if used and pair.openly[viewer] else frozenset(),
        theirs=_named(pair.more[1 - viewer]) if used and pair.openly[1 - viewer] else frozenset(),
        more=_named(pair.more[viewer]) if used and not pair.openly[viewer] else frozenset(),
        less=_named(pair.less[viewer]) if used else frozenset(),
        longer=pair.longer[viewer] if used else 0,
        deeper=pair.deeper[viewer] if used else 0,
        barred=frozenset(one.id for one in THINGS.all if one.after),
    )


def _by_hand(minutes: float) -> int:
    """The time there is, as the page asks for it."""
    return 20 if minutes < 30 else 45 if minutes < 75 else 120


def _named(practices: list[int]) -> frozenset[Practice]:
    return frozenset(PRACTICES[one] for one in practices)


def _done(when: int, one: int) -> Done:
    exercise = THINGS.all[one]
    return Done(exercise.id, exercise.practice, START + when, exercise.minutes)


def _ours(whose: Callable[[int], Sequence[int]], used: bool = True) -> Chooser:
    def chosen(pair: Pair, day: int) -> list[int]:
        found = suggest.in_order(SHELF, facts(pair, day, whose(pair.days[day].viewer), used))
        return [AT[one.id] for one in found[:3]]

    return chosen


MADE = "what was told, by one who knows how couples are made"
OPEN = np.array([at for at, one in enumerate(THINGS.all) if not one.after and one.time_out is None])


def _random(pair: Pair, day: int) -> list[int]:
    dice = np.random.default_rng([pair.seed, day])
    return [int(one) for one in dice.choice(OPEN, 3, replace=False)]


def _round_robin(pair: Pair, day: int) -> list[int]:
    """The seven in their order, whatever the day; in each the exercise done longest ago, the shorter first."""
    turn = len(pair.done) if pair.done else 0
    found = []
    for step in range(3):
        practice = (turn + step) % 7
        some = [at for at in OPEN if THINGS.practice[at] == practice]
        found.append(int(min(some, key=lambda at: (pair.last[at], THINGS.minutes[at], at))))
    return found


def _rule_before(pair: Pair, day: int) -> list[int]:
    """What Weft did before: the practice left lying longest, in it what was never done, the lighter and shorter first."""
    latest = dict.fromkeys(range(7), -1)
    for when, one in pair.done:
        if one < ALL:
            latest[int(THINGS.practice[one])] = when
    found = []
    for practice in sorted(range(7), key=lambda each: (latest[each], each))[:3]:
        some = [at for at in OPEN if THINGS.practice[at] == practice]
        found.append(
            int(
                min(
                    some,
                    key=lambda at: (pair.last[at], THINGS.depth[at], THINGS.minutes[at], THINGS.all[at].id),
                )
            )
        )
    return found


def _question(pair: Pair, day: int) -> list[int]:
    """A question a day from one deck, and no other that day."""
    return [ALL + day % (len(THINGS.practice) - ALL)]


def _oracle(pair: Pair, day: int) -> list[int]:
    """Whoever knows all: each one's true worth and state today, and how likely each is to ask and to agree."""
    worth = pair.worth(day)
    asks, agrees = pair.likely(day, worth)
    value = (asks * agrees * worth.mean(axis=0))[OPEN]
    return [int(OPEN[at]) for at in np.argsort(-value)[:3]]


def _told_oracle(pair: Pair, day: int) -> list[int]:
    """Whoever knows both through and through, but of today only what was said of it or stands in a calendar."""
    return _oracle(pair.as_told(day), day)


CHOOSERS: dict[str, Chooser] = {
    "random": _random,
    "round robin": _round_robin,
    "a daily question": _question,
    "the rule before": _rule_before,
    "chooser, no notes": _ours(lambda _: ()),
    "chooser, no notes, wishes or words": _ours(lambda _: (), False),
    "chooser": _ours(lambda viewer: (viewer,)),
    "chooser, both people's notes": _ours(lambda _: (0, 1)),
    "oracle of what was told": _told_oracle,
    "oracle": _oracle,
}
GAP: dict[str, Chooser] = {
    "without the minutes nobody said": knowing(OPEN, ("minutes",)),
    "without the needs nobody said": knowing(OPEN, ("needs",)),
    "without the weariness nobody said": knowing(OPEN, ("weary",)),
    "without the weather nobody said": knowing(OPEN, ("wet",)),
    "without all that nobody said of the day": knowing(OPEN, DAY),
    "nor each exercise's own worth": knowing(OPEN, (*DAY, "exercises")),
    "nor what the other likes": knowing(OPEN, (*DAY, "exercises", "partner")),
    "nor how rest, depth, length and needs work with them": knowing(
        OPEN, (*DAY, "exercises", "partner", "ways")
    ),
    "nor what the viewer likes": knowing(OPEN, (*DAY, *PEOPLE)),
    MADE: Made(OPEN),
    "the same, told of the day alone": Made(OPEN, told=False),
}
"""The oracle with one thing less each, then with more and more taken from it; and what was told, weighed by one who knows
how couples are made."""
CHOOSERS |= GAP
OURS = ("chooser, no notes, wishes or words", "chooser, no notes", "chooser", "chooser, both people's notes")
BASELINES = ("random", "round robin", "a daily question", "the rule before")
ORACLES = ("oracle of what was told", "oracle")
SHIPPED = (*BASELINES, "chooser", *ORACLES)
NOT_SHIPPED = (
    "random",
    "chooser",
    "chooser, no notes",
    "chooser, no notes, wishes or words",
    "chooser, both people's notes",
    *ORACLES,
)


# ---------------------------------------------------------------- living, and comparing


def lived(chooser: Chooser, world: World, seed: int, weeks: int) -> Array:
    """What each week came to for one couple."""
    pair, found = Pair(world, THINGS, 7 * weeks, seed), np.zeros(weeks)
    for day in range(7 * weeks):
        pair.begin(day)
        if pair.days[day].opens:
            found[day // 7] += pair.live(day, chooser(pair, day))
        pair.evening(day)
    return found


def all_lived(
    world: World, couples: int, weeks: int, names: Sequence[str] = tuple(CHOOSERS)
) -> dict[str, Array]:
    """By chooser, what each week came to for each couple (couples, weeks). The same couples and days for each."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return {
            name: np.array(list(pool.map(partial(_lived, name, world, weeks), range(couples), chunksize=25)))
            for name in names
        }


def _lived(name: str, world: World, weeks: int, seed: int) -> Array:
    return lived(CHOOSERS[name], world, seed, weeks)


def share(found: dict[str, Array], name: str, weeks: slice, dice: np.random.Generator) -> dict[str, float]:
    """How far ``name`` comes on the way from random to the oracle, with a 95 % interval by drawing couples again."""
    low, top, one = (found[each][:, weeks].sum(axis=1) for each in ("random", "oracle", name))
    again = dice.integers(0, len(low), (DRAWN_AGAIN, len(low)))
    drawn = (one - low)[again].sum(axis=1) / (top - low)[again].sum(axis=1)
    return _with_interval(float((one - low).sum() / (top - low).sum()), drawn)


def of_all(
    found: dict[str, Array], name: str, weeks: slice, dice: np.random.Generator, oracle: str = "oracle"
) -> dict[str, float]:
    """What ``name`` gives beside what an oracle gives, both above a week in which nothing is done."""
    top, one = (found[each][:, weeks].sum(axis=1) for each in (oracle, name))
    again = dice.integers(0, len(top), (DRAWN_AGAIN, len(top)))
    return _with_interval(float(one.sum() / top.sum()), one[again].sum(axis=1) / top[again].sum(axis=1))


def beyond(found: dict[str, Array], name: str, weeks: slice, dice: np.random.Generator) -> dict[str, float]:
    """How much more of the oracle's gain ``name`` gives than the chooser, on the same couples, with its interval.

    Two shares whose intervals overlap may differ all the same: most of what makes them wide is the couples, alike in both.
    """
    top, one, ours = (found[each][:, weeks].sum(axis=1) for each in ("oracle", name, "chooser"))
    again = dice.integers(0, len(top), (DRAWN_AGAIN, len(top)))
    return _with_interval(
        float((one - ours).sum() / top.sum()), (one - ours)[again].sum(axis=1) / top[again].sum(axis=1)
    )


def ahead(found: dict[str, Array], other: str, weeks: slice, dice: np.random.Generator) -> dict[str, float]:
    """How much more a week the chooser gives than another, by couple, with its interval."""
    more = (found["chooser"] - found[other])[:, weeks].mean(axis=1)
    again = dice.integers(0, len(more), (DRAWN_AGAIN, len(more)))
    return _with_interval(float(more.mean()), more[again].mean(axis=1))


def _with_interval(middle: float, drawn: Array) -> dict[str, float]:
    low, high = np.percentile(drawn, [2.5, 97.5])
    return {"share": round(middle, 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def compared(found: dict[str, Array], weeks: slice) -> dict[str, Any]:
    """All the comparisons over some weeks, by name."""
    dice = np.random.default_rng(1)
    names = [one for one in found if one != "oracle"]
    told = {
        name: of_all(found, name, weeks, dice, "oracle of what was told") for name in names if name in OURS
    }
    return {
        "worth_a_week": {name: round(float(found[name][:, weeks].mean()), 4) for name in found},
        "share_of_oracle_gain": {name: of_all(found, name, weeks, dice) for name in names},
        OF_WHAT_WAS_TOLD: told,
        "share_of_the_way_from_random_to_the_oracle": {
            name: share(found, name, weeks, dice) for name in names if name != "random"
        },
        "chooser_ahead_of_a_week": {
            name: ahead(found, name, weeks, dice) for name in names if name != "chooser"
        },
    }


WORLDS: dict[str, World] = {
    "all want much the same": World(shared=0.2, own=0.15),
    "the two want different things": World(shared=0.2, own=0.5),
    "much hangs on the exercise itself": World(exercise=0.5),
    "little hangs on the exercise itself": World(exercise=0.1),
    "nobody notes or says anything": World(
        notes=(0.0, 0.0), wishes=0.0, by_hand=0.0, calendars=0.0, rhythms=0.0
    ),
    "nobody says what they would like": World(wishes=0.0),
    "everyone notes and says": World(
        notes=(1.0, 1.0), wishes=1.0, by_hand=1.0, calendars=1.0, rhythms=1.0, evenings=1.0
    ),
    "one day in five somebody looks": World(open_days=(0.1, 0.3)),
    "tastes stray": World(drift=0.06),
    "most things are worth little": World(base=0.7),
}
"""Other couples: what the figures hang on."""
AFTERWARDS = f"weeks_{AFTER + 1}_to_{WEEKS}"
OF_WHAT_WAS_TOLD = "share_of_the_gain_of_an_oracle_of_what_was_told"
FEW = ("random", "the rule before", "chooser", "oracle of what was told", "oracle")


def milliseconds(times: int = 9) -> float:
    """What one suggestion takes where 60 sittings were lately and 160 notes kept, the middle of some times."""
    ids = [one.id for one in THINGS.all if not one.after]
    lately = tuple(_done(70 - at // 3, at) for at in range(60))
    notes = tuple(Noted(ids[at % len(ids)], START + at // 3, 1.0 - at % 3) for at in range(160))
    known = Facts(START + 71, lately=lately, played={one.exercise: one.day for one in lately}, notes=notes)
    taken = []
    for day in range(times):
        start = perf_counter()
        suggest.suggest(SHELF, replace(known, day=known.day + day))
        taken.append(1000 * (perf_counter() - start))
    return median(taken)


def lines() -> list[Line]:
    """The rows of the bench: one suggestion, and what the whole evaluation took when it was last recorded."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))
    by = f"of {ALL} exercises, by 60 sittings and the newest {MOST_NOTED} of 160 notes"
    return [
        Line("19", "today's suggestion, chosen anew", milliseconds(), "ms", "<=", 5, by),
        Line("19", f"the evaluation on {kept['couples']:,} couples, as recorded", kept["seconds"], "s"),
    ]


def run(couples: int = COUPLES, others: int = OTHERS, between: int = BETWEEN) -> dict[str, Any]:
    """Everything, written out after each part so that a long run can be stopped.

    ``others`` couples for what is not shipped, and in each of the other worlds; ``between`` to take the gap apart.
    """
    start = perf_counter()
    first, after = slice(0, AFTER), slice(AFTER, WEEKS)
    facts: dict[str, Any] = {
        "what": "a simulation; docs/choosing.md says of whom, tests/bench/evenings.py how they are made",
        "couples": couples,
        "weeks": WEEKS,
        "suggestion_ms": round(milliseconds(), 2),
    }
    found = all_lived(World(), couples, WEEKS, SHIPPED)
    facts |= {"weeks_1_to_8": compared(found, first), AFTERWARDS: compared(found, after)}
    _write(facts, start)
    found = all_lived(World(), others, WEEKS, NOT_SHIPPED)
    facts["not_shipped"] = {"couples": others} | {
        when: compared(found, weeks) for when, weeks in (("weeks_1_to_8", first), (AFTERWARDS, after))
    }
    _write(facts, start)
    found = all_lived(World(), between, WEEKS, ("chooser", "oracle", *GAP))
    facts["gap"] = {"couples": between} | {
        when: {name: of_all(found, name, weeks, np.random.default_rng(1)) for name in ("chooser", *GAP)}
        for when, weeks in (("weeks_1_to_8", first), (AFTERWARDS, after))
    }
    facts["gap"]["beyond_ours"] = {
        when: {name: beyond(found, name, weeks, np.random.default_rng(1)) for name in GAP}
        for when, weeks in (("weeks_1_to_8", first), (AFTERWARDS, after))
    }
    _write(facts, start)
    facts["other_couples"] = {"couples": others, "weeks": f"{AFTER + 1} to {WEEKS}"}
    for name, world in WORLDS.items():
        both = compared(all_lived(world, others, WEEKS, FEW), after)
        facts["other_couples"][name] = {
            key: both[key]["chooser"] for key in ("share_of_oracle_gain", OF_WHAT_WAS_TOLD)
        } | {"random": both["share_of_oracle_gain"]["random"]}
        _write(facts, start)
    return facts


def _write(facts: dict[str, Any], start: float) -> None:
    facts["seconds"] = round(perf_counter() - start)
    RESULTS.write_text(json.dumps(facts, indent=1) + "\n")


def main(words: list[str]) -> int:
    """``[couples [others [between]]]``: how many, 1,000, 100 and 200 if nothing is said."""
    found = run(*map(int, words[:3]))
    for when in ("weeks_1_to_8", AFTERWARDS):
        print(when, "of the oracle's gain, and of that of an oracle of what was told:")
        for name, one in found[when]["share_of_oracle_gain"].items():
            told = found[when][OF_WHAT_WAS_TOLD].get(name)
            print(f"  {name:34} {_said(one)}  {_said(told) if told else ''}")
    print(f"{found['seconds']} s; a suggestion takes {found['suggestion_ms']} ms.")
    return 0


def _said(one: dict[str, float]) -> str:
    return f"{one['share']:6.1%} ({one['low']:.1%} to {one['high']:.1%})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
