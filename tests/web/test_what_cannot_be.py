"""A log with lines in it that no page of ours can write, in somebody's own hand: it opens, and every page is drawn.

Whoever has the files and their own keys can sign what they like. Each kind of plans, ideas, free times and the journey
is written with values there are no days, hours or words for, and beside what was agreed to before.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args

import pytest

from visits import Evening, evening
from weft.core.freetime.entries import (
    Calendar,
    CalendarsSaid,
    FreeTimeWhat,
    NotThen,
    PlansPut,
    TimeAsked,
    TimePutAway,
    TimeShown,
    TimesMarked,
    UsualSaid,
)
from weft.core.journey.entries import (
    EveningsForgotten,
    EveningShared,
    EveningsWanted,
    EveningWritten,
    ExperimentAgreed,
    ExperimentAsked,
    ExperimentEnded,
    ExperimentTakenBack,
    FourAnswered,
    JourneyWhat,
    RhythmAgreed,
    RhythmAsked,
    RhythmTakenBack,
    SeasonEnded,
    SeasonForgotten,
    SeasonLookedBack,
)
from weft.core.journey.leanings import (
    ExerciseLeftOut,
    ExercisePutAway,
    LeaningWhat,
    MoreSaid,
    TodayLike,
    WishKept,
)
from weft.core.log.entries import Entry, What
from weft.core.log.fold import Life, fold
from weft.core.own_ideas import IdeaAdded, IdeaPutAway, IdeaWhat
from weft.core.plans.entries import (
    BringsSaid,
    FeedChosen,
    ForwardTakenBack,
    ForwardWritten,
    PlanAnswered,
    PlanLetBe,
    PlanOffered,
    PlanWhat,
    PlanWithdrawn,
    Window,
    ZoneChosen,
)
from weft.keeper.open_log import Damage
from weft.keeper.opened import Opened, append
from weft.keeper.writing import write

PLAN, OTHER = "ab" * 16, "cd" * 16
FAR = (-(10**15), -1_000_000, 10**7, 10**15)
NOON = 29_679_360
OFFER = PlanOffered(OTHER, 0, "Pie", "", "", (Window(NOON, 180),), "Europe/Berlin", "weekly", "", "")
IDEA = IdeaAdded(PLAN, "A tin", "Of shells.", 30, "nothing", "low", "indoors", ("calm",))
EVENING = EveningWritten(20_000, 1, 2, (), 1, 1, False, ("near",))
ASKED = RhythmAsked(PLAN, 90, (1,), (2,), "To rest", 28)
TRIAL = ExperimentAsked(PLAN, "Walk", "Sit", "day", 14)
LONG = "x" * 40_000


def windows(*some: Window) -> PlanOffered:
    return replace(OFFER, windows=some)


SHARED: tuple[What, ...] = (
    windows(),
    windows(*(Window(NOON + at, 30) for at in range(500))),
    *(windows(Window(minute, 60)) for minute in FAR),
    *(windows(Window(NOON, long)) for long in (*FAR, 0)),
    *(windows(Window(NOON, 60, days)) for days in FAR),
    *(replace(OFFER, turn=turn) for turn in FAR),
    replace(OFFER, repeats="hourly"),
    replace(OFFER, zone="../../etc/passwd"),
    replace(OFFER, zone=LONG),
    replace(OFFER, title=" "),
    replace(OFFER, title=LONG),
    replace(OFFER, plan="../yours?"),
    replace(OFFER, plan=""),
    *(PlanAnswered(PLAN, turn, "yes", first) for turn in FAR for first in FAR),
    PlanAnswered(PLAN, 0, "perhaps", 0),
    BringsSaid(PLAN, LONG, LONG),
    PlanWithdrawn(OTHER, "nobody"),
    *(PlanLetBe(PLAN, day, so) for day in FAR for so in (True, False)),
    *(ForwardWritten(PLAN, day, "The pie.", True) for day in FAR),
    ForwardWritten(PLAN, 20_610, LONG, True),
    *(ForwardTakenBack(PLAN, day) for day in FAR),
    *(TimeAsked(PLAN, start, 336) for start in FAR),
    *(TimeAsked(PLAN, 988_000, count) for count in (*FAR, 0)),
    TimeAsked("../", 988_000, 336),
    TimeShown(PLAN, "f" * 20_000),
    TimeShown(PLAN, "-1"),
    TimePutAway(LONG),
    *(replace(IDEA, minutes=long) for long in FAR),
    replace(IDEA, moods=("gloomy",)),
    replace(IDEA, moods=("calm",) * 900),
    replace(IDEA, seasons=("fifth",)),
    replace(IDEA, cost="everything"),
    replace(IDEA, title=" "),
    replace(IDEA, text=LONG),
    replace(IDEA, key="../"),
    IdeaPutAway(LONG),
    *(EveningShared(day, 1, 2, None, 1, 1) for day in FAR),
    EveningShared(20_000, 10**12, -7, ("nothing",) * 500, 10**12, 10**12),
    EveningsForgotten(-(10**15), -(10**14)),
    *(replace(ASKED, minutes=long) for long in FAR),
    replace(ASKED, days=FAR, quiet=FAR),
    replace(ASKED, length=10**15),
    replace(ASKED, purpose=LONG),
    replace(ASKED, key="../x"),
    RhythmTakenBack(LONG),
    *(RhythmAgreed(PLAN, first) for first in FAR),
    *(SeasonEnded(PLAN, day) for day in FAR),
    replace(TRIAL, pairs=10**9),
    replace(TRIAL, span="century"),
    replace(TRIAL, key="../x"),
    replace(TRIAL, one=LONG),
    ExperimentTakenBack(LONG),
    *(ExperimentAgreed(PLAN, first, (True,) * 14) for first in FAR),
    ExperimentAgreed(PLAN, 20_000, (True,) * 20_000),
    *(ExperimentEnded(PLAN, day) for day in FAR),
    MoreSaid("money", True),
    ExerciseLeftOut(LONG, True),
)
OWN: tuple[What, ...] = (
    ZoneChosen("Nowhere/" + LONG),
    FeedChosen("no mark", True),
    UsualSaid((NotThen("quiet", "0123456", 10**9, -7),), ()),
    UsualSaid((), ("2026-06-12 9999-12-31",)),
    UsualSaid((), ("0001-01-01 0001-01-02",)),
    UsualSaid((NotThen("work", "0", 1, 2),) * 9_000, ()),
    *(TimesMarked(((first, 2),), ()) for first in FAR),
    *(TimesMarked((), ((988_000, count),)) for count in FAR),
    CalendarsSaid((Calendar(PLAN, "file", "https://[::1", "Mine"),)),
    CalendarsSaid((Calendar(PLAN, "drawer", "https://calendars.example/", "Mine"),)),
    PlansPut(PLAN, "https://calendars.example/", (("../../elsewhere", ""),)),
    *(replace(EVENING, day=day) for day in FAR),
    replace(
        EVENING, near=10**12, met=-9, stress=10**12, hours=10**12, did=("nothing",) * 500, shares=("all",)
    ),
    EveningsForgotten(10**14, 10**15),
    EveningsWanted(True),
    SeasonLookedBack(PLAN, LONG),
    SeasonForgotten(LONG),
    *(FourAnswered(PLAN, "begin", (answer,)) for answer in FAR),
    FourAnswered(PLAN, "never", (1,) * 900),
    *(TodayLike(day, 30, "", "") for day in FAR),
    *(TodayLike(20_000, long, "green", "none") for long in FAR),
    WishKept("everything", "most"),
    ExercisePutAway(LONG, True),
)
PAGES = (
    "/today",
    "/plans",
    "/plans/new",
    "/plans/own",
    "/time",
    "/time/mine",
    "/time/usual",
    "/time/calendars",
    "/ideas",
    "/ideas/ours",
    "/ideas/likes",
    "/evening",
    "/season",
    "/season/choose",
    "/insight",
    "/insight/both",
    "/insight/experiment",
    "/evening/mine",
    "/moments",
    "/cloth",
    "/practices/time",
    "/yours",
    "/yours/zone",
)


def test_each_kind_of_these_subjects_is_among_them() -> None:
    kinds = set(get_args(PlanWhat | IdeaWhat | JourneyWhat | FreeTimeWhat | LeaningWhat))
    assert {type(one) for one in (*SHARED, *OWN)} == kinds


async def an_evening() -> tuple[Evening, Opened, Opened]:
    """Two who have a weekly plan both agreed to, an idea of their own, and days in which they look for time."""
    one = await evening()
    sent = {
        "title": "Cards",
        "day-0": "2026-06-06",
        "from-0": "19:00",
        "till-0": "21:00",
        "repeats": "weekly",
    }
    key = one.sitting_of(await one.noor.post("/plans", **sent))
    first = re.search(r'name="first" value="(\d+)"', (await one.elis.get(f"/plans/{key}")).text)
    assert first
    await one.elis.post(f"/plans/{key}/answer", turn="0", answer="yes", first=first[1])
    await one.noor.post("/time", act="ask", first="2026-06-08", days="7")
    sign_ins = one.house.home.sign_ins
    noor, elis = [await sign_ins.open(who.cookies["k"]) for who in (one.noor, one.elis)]
    assert noor and elis
    return one, noor, elis


def of(key: str, what: Any) -> Any:
    """The same of the plan that is there, where it names one."""
    return replace(what, plan=key) if getattr(what, "plan", "") == PLAN else what


@pytest.mark.parametrize("whose", ["shared", "own"])
def test_whatever_stands_in_a_log_it_opens_and_every_page_is_drawn(whose: str) -> None:
    async def scene() -> None:
        one, noor, elis = await an_evening()
        key = next(iter(noor.log.life.plans.every))
        log = elis.log if whose == "shared" else elis.own
        for what in SHARED if whose == "shared" else OWN:
            await append(one.house.home.store, elis, log, [of(key, what)], one.house.clock(), tap=repr(what))
        one.house.home.tell(log.log)
        one.house.restart()
        one.app.state.home = one.house.home
        for who in (one.noor, one.elis):
            for path in (*PAGES, f"/plans/{key}", f"/plans/{key}/change", f"/plans/{key}/event.ics"):
                answer = await who.get(path)
                assert answer.status == 200, (path, answer.status)
            assert "Cards" in (await who.get("/plans")).text
        again = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert again
        assert not again.log.damage and not again.own.damage

    asyncio.run(scene())


@pytest.mark.parametrize("at", [10**11, 10**18, -(10**11)])
def test_an_entry_from_beyond_all_calendars_is_named_as_damage_and_moves_no_clock(at: int) -> None:
    async def scene() -> None:
        one, noor, _ = await an_evening()
        key = next(iter(noor.log.life.plans.every))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("weft.keeper.opened.write", lambda what, _: write(what, at))
            home = one.house.home
            await append(home.store, noor, noor.log, [BringsSaid(key, "cards", "")], one.house.clock())
        assert len(noor.log.damage) == 1
        assert noor.log.life.moments == {}
        assert (await one.elis.get(f"/plans/{key}")).status == 200

    asyncio.run(scene())


def test_what_a_fold_stumbles_over_is_left_out_and_named_and_the_rest_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever nobody thought of, in any subject: here a fold that falls over one title."""

    def stumbles(entries: Sequence[Entry], life: Life) -> Life:
        if any(getattr(one.what, "title", "") == "The stone" for one in entries):
            raise OverflowError
        return fold(entries, life)

    async def scene() -> None:
        one, noor, _ = await an_evening()
        monkeypatch.setattr("weft.keeper.open_log.fold", stumbles)
        for title in ("Before", "The stone", "After"):
            sent = {"title": title, "day-0": "2026-06-07"}
            assert (await one.noor.post("/plans", **sent)).status == 303
        one.house.restart()
        one.app.state.home = one.house.home
        page = (await one.elis.get("/plans")).text
        assert "Before" in page and "After" in page and "The stone" not in page
        again = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert again
        assert [harm.what for harm in again.log.damage.values()] == [Damage.UNKNOWN]
        assert noor.log.damage

    asyncio.run(scene())
