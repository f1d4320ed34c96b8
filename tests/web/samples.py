"""One invented page of every kind, drawn with the real loom: for the tests of the templates and for looking."""

from dataclasses import replace
from datetime import date
from math import exp
from types import SimpleNamespace
from typing import Any

import segno

from web.journey_pages import journey
from web.reservoir_pages import reservoir
from weft.core.freetime.crossing import Cell, Part
from weft.core.freetime.picture import week_svg
from weft.core.moments import fields
from weft.core.moments.landscape import Curve, landscape
from weft.core.moments.picture import picture
from weft.core.people import Side
from weft.core.practice import ABOUT, Practice
from weft.core.tapestry import svg as loom
from weft.core.tapestry.drawdown import cut, parted
from weft.core.tapestry.dye import NAME, Dye
from weft.core.tapestry.far import from_afar
from weft.core.tapestry.sample import long_life, spring
from weft.web import models as m
from weft.web.pages.ideas_of_two import CHOICES

LEFT, RIGHT = Dye.MADDER, Dye.KENDAL
BOTH = m.Room("Noor", "Elias", "madder", "kendal", mine="both", signed_in=True, live=True)
NOOR = replace(BOTH, mine="left", live=False)
ELIAS = replace(BOTH, mine="right", viewer="right", live=False)
AS_ELIAS = replace(BOTH, viewer="right")
ALONE = m.Room("Noor", None, "madder", None, mine="left", signed_in=True, middle="no one here yet")
OUTSIDE = m.Room()
DOOR = m.Room(mine="left")
DYES = tuple(m.DyeChoice(dye.value, NAME[dye]) for dye in Dye)
PHONE, WIDE, HALF = spring(), spring(340), spring(204)
OPENED = "lived-30"


KNOCKS = (m.Choice("no", "Not at all"), m.Choice("here", "Once a day, in this browser"))
ZONES = (m.Choice("Europe/Lisbon", "Europe/Lisbon", "", True), m.Choice("UTC", "UTC"))


def href(key: str) -> str:
    return f"/cloth/{key}#plate"


def swatch(practice: Practice, ids: str, width: int = 72, height: int = 72) -> str:
    return loom.swatch(practice, LEFT, RIGHT, width, height, ids)


def qr(link: str) -> str:
    drawn: str = segno.make(link, error="m").svg_inline(
        omitsize=True, border=3, svgclass="qr", lineclass=None
    )
    return drawn


def lines() -> tuple[m.PracticeLine, ...]:
    return tuple(
        m.PracticeLine(one.value, ABOUT[one].name, ABOUT[one].line, swatch(one, f"s{one}", 96, 76))
        for one in Practice
    )


def act(name: str, label: str, reach: str = "both", note: str = "", field: Any = None) -> Any:
    return SimpleNamespace(name=name, label=label, reach=reach, note=note, field=field)


def scene(**given: Any) -> Any:
    """A scene with the fields of core/sitting's, filled with quiet defaults."""
    plain = {
        "step": 1,
        "turn": 0,
        "kind": "speak",
        "role": "speaking",
        "heading": "Something this week that was harder than it looked",
        "text": "",
        "small": "Say it from your side. Elias says it back before answering.",
        "seconds": 180,
        "elapsed": 120,
        "dark": False,
        "knocks": False,
        "wake": True,
        "floor": None,
        "acts": (act("hand-over", "Hand it over", note="when you’re done"), PAUSE, STOP),
        "shows": (),
    }
    return SimpleNamespace(**{**plain, **given})


PAUSE, STOP = act("pause", "Pause us both"), act("stop", "Stop here")
WRITE = SimpleNamespace(
    name="words", label="One true line about Elias", most=400, rows=3, ends=None, sure=False
)
GUESS = SimpleNamespace(name="words", label="Your guess", most=60, rows=1, ends=("far", "near"), sure=True)
KEPT = (
    m.Said("I didn’t know you were nervous too.", "Noor", "what Noor kept", "left"),
    m.Said("Noor had noticed. I thought I’d hidden it.", "Elias", "what Elias kept", "right"),
)
LATELY = (
    m.Said("I saw your note by the kettle.", "Elias", "this morning", "right", "/cloth/lived-36"),
    m.Said("You hummed while you fixed the tap.", "Noor", "on Tuesday", "left", "/cloth/lived-35"),
)


def today(**given: Any) -> m.TodayPage:
    plain = {
        "room": replace(BOTH, nav="today"),
        "when": "Thursday, evening",
        "suggestion": m.Suggestion(
            "presence/ten-minutes-on-the-bench",
            "Ten minutes on the bench, phones inside",
            "Because the last three things you did were all talking. This one asks for nothing but sitting.",
            swatch(Practice.PRESENCE, "why"),
            "Ask Elias",
            "seen now",
        ),
        "lines": LATELY,
        "edge": loom.edge(PHONE, 30, href=href, ids="e"),
        "edge_wide": loom.edge(WIDE, 41, href=href, bare=124, ids="w"),
    }
    return m.TodayPage(**{**plain, **given})


HOURS = tuple(
    m.HourChoice(days, f"on {when} at 20:00")
    for days, when in (
        (1, "Friday 13 June"),
        (2, "Saturday 14 June"),
        (4, "Monday 16 June"),
        (7, "Thursday 19 June"),
    )
)


def exercise(**given: Any) -> m.ExercisePage:
    plain = {
        "room": BOTH,
        "id": "talk/slow-turns",
        "title": "Slow turns",
        "caption": "2/2 twill in weld. About fifteen minutes, sitting down.",
        "ribbon": loom.ribbon(Practice.TALK, LEFT, RIGHT, 91, 12, "r"),
        "ribbon_wide": loom.ribbon(Practice.TALK, LEFT, RIGHT, 340, 12, "rw"),
        "what": "One speaks for three minutes. The other says back what was heard, and asks: did I get it? Then you swap. Twice each.",
        "why": "Most people start on their answer while the other is still talking. Turns take that job away.",
        "evidence": "Evidence: fair. Pooled trials of courses that teach skills like this found moderate gains in how couples talk (Hawkins et al., 2008). Those had a teacher in the room; this is a phone.",
        "not_when": "one of you is already shouting, or has been drinking, or is afraid of the other.",
        "forms": (
            m.FormChoice("together", "Together", "In one room, each with a phone."),
            m.FormChoice("apart", "Apart", "On a call of your own, at the same time."),
            m.FormChoice("own-pace", "At your own pace", "In writing, over days."),
        ),
    }
    return m.ExercisePage(**{**plain, **given})


def sitting(now: Any, side: Side = Side.LEFT, **given: Any) -> m.SittingPage:
    plain = {
        "room": replace(BOTH if side is Side.LEFT else AS_ELIAS, middle="your turn"),
        "board": "ab" * 16,
        "scene": now,
        "said": (),
        "loom": loom.turn_loom(side, Practice.TALK, 1.0, 88, shuttle=None if side is Side.LEFT else 0.3),
        "exercise_id": "talk/slow-turns",
        "until_ms": 1_781_000_000_000,
        "total_s": 180,
        "tap": "5c" * 16,
    }
    return m.SittingPage(**{**plain, **given})


def sittings() -> dict[str, m.SittingPage]:
    listening = scene(
        role="listening",
        heading="Just listen",
        small="You’ll say back what you heard. Nothing here needs fixing.",
        acts=(PAUSE, STOP),
    )
    down = scene(
        kind="presence",
        role="together",
        heading="Face down, please",
        text="Two knocks when it’s been ten minutes.",
        small="",
        dark=True,
        knocks=True,
        acts=(act("stop", "End early"),),
    )
    writing = scene(
        role="writing",
        heading="Something true, and small",
        small="What, when, and what it did to you. One or two sentences carry further than ten.",
        acts=(act("write", "Give it to Elias", note="seen once both have written", field=WRITE), STOP),
    )
    answering = scene(
        role="answering",
        heading="Did Elias get it?",
        small="",
        acts=(
            act("got-me", "You got me"),
            act("not-quite", "Not quite", note="say it once more"),
            PAUSE,
            STOP,
        ),
    )
    guessing = scene(
        role="writing",
        heading="How near was it for Elias?",
        small="",
        acts=(act("guess", "That’s my guess", reach="you", note="opens with the rest", field=GUESS), STOP),
    )
    opened = scene(
        role="together", heading="Where you each were", small="", acts=(act("ready", "Ready"), STOP)
    )
    marks = (
        m.MarkShown(20, "left", "left", guess=False),
        m.MarkShown(48, "right", "left", guess=True),
        m.MarkShown(70, "right", "right", guess=False),
    )
    near = m.LineShown("How was it?", "far", "near", marks, KEPT)
    ended = scene(role="ended", heading="Woven in.", text="", small="Slow turns, Thursday 12 June.", acts=())
    asked = scene(
        role="consent",
        heading="Ready when you both are",
        small="Sit where you can see each other’s face.",
        acts=(act("ready", "I’m here", note="Elias sees it"), STOP),
    )
    paused = scene(
        role="paused", heading="Paused", small="Take the time it takes.", acts=(act("resume", "Go on"), STOP)
    )
    sealing = scene(
        role="writing",
        heading="One thing that is hard to say aloud",
        small="",
        acts=(
            act("write", "Seal it", reach="you", note="opens at the hour you two chose", field=WRITE),
            STOP,
        ),
    )
    calm = {"until_ms": None, "total_s": None}
    hour = "on Thursday 19 June at 20:00"
    own = {**calm, "loom": "", "room": replace(NOOR, live=True)}
    return {
        "sitting-sealing-for-an-hour": sitting(sealing, sealed="write", opens=hour, lasts="hour", **own),
        "sitting-sealed-to-open": sitting(opened, sealed="open", **calm),
        "sitting-sealed-to-read": sitting(opened, sealed="read", **calm),
        "sitting-speaking": sitting(scene()),
        "sitting-listening": sitting(
            listening, Side.RIGHT, room=replace(AS_ELIAS, middle="Noor is speaking")
        ),
        "sitting-dark": sitting(down),
        "sitting-writing": sitting(writing, said=KEPT[1:], loom="", room=replace(NOOR, live=True), **calm),
        "sitting-answering": sitting(answering, **calm),
        "sitting-guessing": sitting(guessing, loom="", room=replace(NOOR, live=True), **calm),
        "sitting-opened": sitting(opened, lines=(near,), **calm),
        "sitting-consent": sitting(asked, **calm),
        "sitting-paused": sitting(paused, **calm),
        "sitting-ended": sitting(ended, loom="", **calm),
    }


def cloths() -> dict[str, m.ClothPage]:
    above, band, below = parted(PHONE, OPENED)
    at = next(i for i, one in enumerate(HALF.bands) if one.key == OPENED)
    room = replace(BOTH, nav="cloth")
    wide = loom.svg(HALF, href=href, bare=84, ids="w", opened=OPENED, label="Your cloth, newest first")
    bare = loom.svg(replace(PHONE, bands=()), href=href, ids="c", label="A strung warp")
    opened = m.Opened(
        "Slow turns",
        "Wednesday 4 June, evening. Two turns each.",
        "2/2 twill in weld, second bath, on madder and Kendal. The twill leans left because Noor spoke first.",
        KEPT,
        "/cloth",
        band.practice or "talk",
        OPENED,
        84 + 4 * sum(one.picks for one in HALF.bands[:at]),
    )
    return {
        "cloth": m.ClothPage(
            room, loom.svg(PHONE, href=href, bare=64, ids="c", label="Your cloth, newest first"), wide
        ),
        "cloth-opened": m.ClothPage(
            room,
            loom.svg(above, href=href, bare=64, ids="c", label="Your cloth, newest first"),
            wide,
            loom.shed(PHONE, ids="s"),
            loom.svg(below, href=href, bare=0, ids="d", label="Earlier"),
            opened,
        ),
        "cloth-empty": m.ClothPage(room, bare, bare.replace("c-", "w-"), empty=True),
    }


def far_away() -> dict[str, m.Page]:
    room = replace(BOTH, nav="cloth")
    ten = long_life(4)
    years = tuple(
        m.Panel(
            str(year),
            f"/cloth/far/{year}",
            from_afar(
                cut(ten, date(year, 1, 1), date(year + 1, 1, 1)),
                per_pick=0.1,
                ids=f"y{year}",
                label=f"{year}, newest at the top",
            ),
        )
        for year in (2025, 2024, 2023, 2022)
    )
    drafts = (
        m.Draft(
            16,
            (
                "On 16 shafts not every weave of this cloth can be had at once.",
                "Basket weave is woven in squares of 2 threads in place of 3.",
            ),
        ),
        m.Draft(32, ("It needs 32 shafts, and every crossing is as in the cloth.",)),
    )
    near = loom.svg(
        cut(PHONE, date(2025, 4, 1), date(2025, 7, 1)),
        href=href,
        bare=0,
        ids="c",
        label="April to June 2025, newest first",
    )
    return {
        "far-years": m.FarPage(
            room, "From across the room", years, "/cloth", "Nearer", "/cloth/take", at_once=True
        ),
        "far-quarter": m.FarPage(
            room,
            "April to June 2025",
            (),
            "/cloth/far/2025",
            "Further away",
            "/cloth/take?year=2025&quarter=2",
            near,
        ),
        "take": m.TakePage(replace(BOTH, nav="cloth"), "The whole cloth", "", "/cloth", drafts),
        "take-part": m.TakePage(replace(BOTH, nav="cloth"), "2025", "year=2025", "/cloth/far/2025", drafts),
    }


def shared() -> dict[str, m.Page]:
    """The pages of a couple."""
    offer = m.Offer("cd" * 16, "Slow turns", False, "together", "talk/slow-turns")
    talk = ABOUT[Practice.TALK]
    consent = m.Consent(mine=True, theirs=False, form="together", board="cd" * 16)
    return {
        "today": today(),
        "today-asked": today(offers=(offer,), lines=LATELY[:1], not_compared=True),
        "today-waiting": today(offers=(replace(offer, from_me=True),), suggestion=None),
        "today-running": today(
            running=(m.Link("Go back to Slow turns", "/sittings/x"),), suggestion=None, lines=()
        ),
        "today-nothing": today(suggestion=None, lines=()),
        "practices": m.PracticesPage(replace(BOTH, nav="practices"), lines()),
        "practice": m.PracticePage(
            replace(BOTH, nav="practices"),
            "talk",
            talk.name,
            talk.purpose,
            f"{talk.weave} in {talk.weft}",
            loom.ribbon(Practice.TALK, LEFT, RIGHT, 340, 12, "rw"),
            (
                m.Shelf(
                    "About twenty minutes",
                    (m.ExerciseLine("slow-turns", "Slow turns", 15, ("in one room",), "light", "fair"),),
                ),
            ),
            "Evidence: fair.",
            (
                (
                    "How",
                    (
                        m.Narrowing("Any", "/practices/talk", True),
                        m.Narrowing("In one room", "/practices/talk?form=together", False),
                    ),
                ),
            ),
            (m.Said("Slow turns", "", "Wednesday", "left", "/cloth/x"),),
        ),
        **ideas_of_two(),
        "ideas": m.IdeasPage(
            replace(BOTH, nav="practices"),
            "You both get the same ones today.",
            (
                m.IdeaShown(
                    "Soup by ear",
                    "One of you cooks with eyes shut, the other is the hands. Whoever sees says as little as will do.",
                    "About 40 minutes. Costs nothing. Indoors.",
                ),
            ),
            "/ideas?turn=1",
            "An hour, indoors. Wish for something else",
            (
                (
                    "Where",
                    (
                        m.Narrowing("Any", "/ideas", False),
                        m.Narrowing("Indoors", "/ideas?place=indoors", True),
                    ),
                ),
            ),
        ),
        "exercise": exercise(),
        "exercise-mine": exercise(consent=consent),
        "exercise-for-an-hour": exercise(hours=HOURS),
        "exercise-mine-for-an-hour": exercise(
            consent=replace(consent, form="own-pace", opens="on Thursday 19 June at 20:00")
        ),
        "exercise-theirs": exercise(consent=replace(consent, mine=False, theirs=True)),
        "exercise-both": exercise(consent=replace(consent, theirs=True, href="/sittings/x"), room=AS_ELIAS),
        "ended": m.EndedPage(
            NOOR, "ab" * 16, "Slow turns", "Woven in.", True, "partly", "/cloth/lived-30", "/moments/new"
        ),
        "list": m.ListPage(
            replace(BOTH, nav="cloth"),
            (
                m.Day(
                    "Thursday 12 June", (m.Thing("lived-30", "Slow turns", "Evening. Two turns each.", KEPT),)
                ),
                m.Day("Wednesday 11 June", ()),
            ),
            "/cloth/list?before=2025-06-10",
        ),
        **far_away(),
        "compare": m.ComparePage(
            BOTH,
            ("heron", "ladder", "brine", "copper", "oat", "lantern"),
            loom.likeness(21, LEFT, RIGHT, 144, 144, "l"),
        ),
        "own-eyes": m.OwnEyesPage(
            replace(NOOR, nav="yours"),
            (
                m.Day(
                    "Wednesday",
                    (
                        m.Thing(
                            "ab" * 16,
                            "Slow turns",
                            "",
                            (m.Said("I was ashamed of the hurry.", "only you", "", "left"),),
                        ),
                    ),
                ),
            ),
        ),
        "rhythm": m.RhythmPage(
            replace(NOOR, nav="yours"),
            m.RhythmForm("no", "19:00"),
            KNOCKS,
            ZONES,
            True,
            "BAcd",
            "The hour you chose",
        ),
        "rhythm-chosen": m.RhythmPage(
            replace(NOOR, nav="yours"),
            m.RhythmForm("kept", "19:00", "21:30", "08:00"),
            (*KNOCKS, m.Choice("kept", "Once a day, in the browser you chose")),
            ZONES,
            False,
            "BAcd",
            "The hour you chose",
            True,
            True,
            True,
        ),
        "rhythm-slip": m.RhythmPage(
            replace(NOOR, nav="yours"),
            m.RhythmForm("here", "7", "21:30"),
            KNOCKS,
            ZONES,
            False,
            "BAcd",
            "The hour you chose",
            say="Please write a time of day, such as 19:30.",
            field="at",
        ),
        "rhythm-no-courier": m.RhythmPage(
            replace(NOOR, nav="yours"), m.RhythmForm(), KNOCKS, ZONES, True, "", "The hour you chose"
        ),
        "own-eyes-empty": m.OwnEyesPage(replace(NOOR, nav="yours"), ()),
        **sittings(),
        **cloths(),
        **pictures(),
        **wishes(),
        **moments(),
        **affection(),
        **free_times(),
        **plans(),
        **reservoir(),
        **journey(),
        "today-evening": today(evening=True),
        "today-left-alone": today(suggestion=None, left_alone=True),
    }


def free_times() -> dict[str, m.Page]:
    """The crossing calendar of two, one's own week of it, and what is usual."""
    threads = (
        "left both none none right left left",
        "left both both none none none right",
        "right both both right none left none",
        "left both both left both right both",
    )
    cell = {
        "left": Cell(True, False, False),
        "right": Cell(False, True, False),
        "both": Cell(True, True, True),
        "none": Cell(False, False, False),
    }
    parts = tuple(Part)[:4]
    rows = [[cell[word] for word in row.split()] for row in threads]
    week = [
        (date(2026, 6, 5 + at), {part: rows[row][at] for row, part in enumerate(parts)}) for at in range(7)
    ]
    names = ["Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "Thu"]
    drawn = week_svg(week, parts, "Both free on Saturday midday and Sunday evening.", names)
    crossed = m.CrossedWeek("Friday 5 June to Thursday 11 June", drawn)
    days = tuple(
        m.Choice(value, label, "", value == "14") for value, label in (("7", "One week"), ("14", "Two weeks"))
    )
    longs = tuple(
        m.Choice(f"/time?long={value}", label, "", value == "evening")
        for value, label in (
            ("short", "Twenty minutes"),
            ("evening", "An hour and a half"),
            ("away", "Away, two days"),
        )
    )
    found = (
        m.FoundTime("Saturday 6 June, 10:00 to 13:00", "3 hours", "/plans/new?day=2026-06-06"),
        m.FoundTime("Sunday 7 June, 14:00 to 17:00", "3 hours", "/plans/new?day=2026-06-07"),
    )
    window, key = "Friday 5 June to Thursday 11 June", "ab" * 16
    plain = m.TimePage(BOTH, first="2026-06-05", days=days)
    asked = replace(plain, window=window, key=key, by="Elias")
    full = replace(
        asked,
        shown=True,
        crossed=True,
        weeks=(crossed,),
        longs=longs,
        times=found,
        ideas="/ideas?long=evening",
    )
    states = ("all", "some", "none", "all", "past")
    own = m.OwnWeek(
        window,
        tuple(m.Link(name, "/time/mine/day?day=2026-06-05") for name in names),
        tuple(
            (
                part.value,
                tuple(
                    m.OwnCell(f"2026-06-{5 + at:02}-{part}", f"{name}, {part}", states[(at + row) % 5])
                    for at, name in enumerate(names)
                ),
            )
            for row, part in enumerate(Part)
        ),
    )
    mine = m.MyTimesPage(NOOR, window, True, False, (own,), "1" * 35, 988_000, 336, True, True)
    halves = tuple(
        m.HalfHour(at, f"{at // 2:02}:{at % 2 * 30:02}", at % 3 > 0, at < 14) for at in range(12, 22)
    )
    weekdays = tuple(
        m.Choice(f"work-{at}", day, "", at < 5)
        for at, day in enumerate(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))
    )
    weekly = (
        m.WeeklyForm("quiet", "Quiet hours", "Sleep, or time that is nobody’s.", (), "22:30", "07:30"),
        m.WeeklyForm(
            "work", "Work, or what else is fixed", "It may run past midnight.", weekdays, "09:00", "17:30"
        ),
    )
    usual = m.UsualPage(
        NOOR,
        "",
        "Europe/Berlin",
        ("Europe/Lisbon", "Asia/Tokyo"),
        weekly,
        (m.AwayForm("away-0"), m.AwayForm("away-1")),
    )
    lines = (
        m.CalendarLine(key, "Work", "calendars.example"),
        m.CalendarLine(
            "cd" * 16, "The choir", "choir.example", "The answer took too long. Try again in a while."
        ),
    )
    typed = m.CalendarForm("account", "https://calendars.exmaple/noor", "noor", "At home")
    return {
        "today-days-looked-for": today(looked_for=True),
        "time": plain,
        "time-wrong": replace(plain, first="2020-01-01", say="Choose a day from today on, within a year."),
        "time-asked": asked,
        "time-shown": replace(asked, shown=True),
        "time-crossed": full,
        "time-crossed-elias": replace(full, room=AS_ELIAS),
        "time-nothing-crosses": replace(full, times=(), weeks=(crossed, crossed)),
        "my-times": mine,
        "my-times-unread": replace(mine, read=False, kept=True),
        "my-times-elias": replace(
            mine, room=ELIAS, shown=True, troubles=("The choir: Nobody answers there.",)
        ),
        "my-times-nobody-asked": replace(mine, asked=False, calendars=False),
        "my-times-moved": replace(mine, say="Meanwhile another window was asked for."),
        "my-day": m.OwnDayPage(
            NOOR, "2026-06-06", "Saturday 6 June", (("morning", halves[:6]), ("midday", halves[6:])), "0"
        ),
        "usual": usual,
        "usual-wrong": replace(usual, say="Tick the days of the week it is on.", field="work-from"),
        "usual-kept": replace(usual, kept=True, zone="Europe/Lisbon"),
        "calendars": m.CalendarsPage(NOOR, lines, m.CalendarForm(), kept=True),
        "calendars-none": m.CalendarsPage(ELIAS, (), m.CalendarForm()),
        "calendars-wrong": m.CalendarsPage(NOOR, (), typed, say="No server goes by that name.", field="url"),
        "calendars-full": m.CalendarsPage(NOOR, lines, m.CalendarForm(), room_for_more=False),
    }


def plans() -> dict[str, m.Page]:
    """The list, offering, a plan in each of its states, Today with plans, one's own calendar."""
    saturday = "Saturday 13 June 2026, 10:00 to 13:00"
    agreed = m.PlanLine("/plans/x", "Market, then pie by the river", f"{saturday}, the river.", "both")
    theirs = m.PlanLine("/plans/y", "Learn one dance, badly", f"{saturday}. Elias offers it.", "right")
    mine = m.PlanLine("/plans/z", "The lighthouse", "Friday. Elias would like another time.", "left")
    over = m.PlanLine("/moments/x", "The small cinema", "It has been. Yours to tell, if you like.", "none")
    one = m.WindowForm("2026-06-13", "10:00", "13:00")
    days = m.WindowForm("2026-06-19", "", "", "2026-06-21")
    form = m.PlanForm(
        "Market, then pie", "Slowly.", "the river", (one, days, m.WindowForm()), "weekly", "bags", ""
    )
    empty = m.PlanForm("", "", "", (m.WindowForm(),) * 3, "", "", "")
    first = m.WindowShown(29_687_640, saturday, "11:00 in Athens")
    second = m.WindowShown(29_689_080, "Sunday 14 June 2026, 14:00 to 17:00", "", over=True)
    written = m.ForwardShown(20617, "", "The pie. And your hat.", True, "", False)
    brings = (("Noor", "the bags"), ("Elias", "the appetite"))
    plan = m.PlanPage(
        BOTH, "ab" * 16, 0, "Market, then pie", "Slowly.", "the river", "", brings,
        (), (first, second), False, "", None, (), (),
    )  # fmt: skip
    both = replace(plan, agreed=(first,), offered=(), forward=m.ForwardShown(20617, "", "", False, "", True))
    own = m.OwnCalendarPage(NOOR, "Europe/Athens", ("Europe/Athens", "Pacific/Apia"), False, False)
    link = m.Link("Market, then pie: Saturday 13 June, 10:00 to 13:00", "/plans/x")
    cinema = m.Link("The small cinema", "/moments/x")
    return {
        "today-plans": today(
            plans=m.PlansToday((m.Link("Learn one dance, badly", "/plans/y"),), link, cinema)
        ),
        "today-no-plans": today(plans=m.PlansToday((), None, None)),
        "plans": m.PlansPage(BOTH, (agreed,), (theirs, mine), (over,)),
        "plans-none": m.PlansPage(BOTH, (), (), ()),
        "plan-new": m.NewPlanPage(BOTH, "5c" * 16, empty, ""),
        "plan-change": m.NewPlanPage(
            BOTH,
            "5c" * 16,
            form,
            "The hours are those of Europe/Athens.",
            "ab" * 16,
            1,
            "Choose a day.",
            "day-0",
        ),
        "plan-offered": plan,
        "plan-mine": replace(plan, mine=True, answer="Elias would like another time."),
        "plan-moved-on": replace(plan, agreed=(first,), wrong="It has been answered.", field="first"),
        "plan-agreed": both,
        "plan-forward": replace(both, forward=written),
        "plan-open": replace(both, forward=replace(written, theirs="That you will haggle.")),
        "plan-forward-wrong": replace(both, wrong="There is nothing written yet.", field="forward"),
        "plan-weekly": replace(
            both,
            repeats="every week",
            agreed=(first, second),
            forward=replace(written, about="Saturday 13 June 2026"),
            left_out=(m.WindowShown(20624, "Saturday 20 June 2026", "", left_out=True),),
            told=(m.Link("Saturday 6 June 2026", "/moments/x"),),
        ),
        "plans-own": own,
        "plans-own-made": replace(own, on=True, titles=True, address="https://weft.example/calendar/x.ics"),
        "plans-own-on": replace(own, on=True, wrong="Choose one of the zones in the list."),
    }


def affection() -> dict[str, m.Page]:
    """Today with a need and a line that came, gestures of each, the map from both sides, and what lands."""
    names = ("listening", "Listening"), ("help", "Help"), ("hug", "A hug"), ("space", "Space")
    needs = tuple(m.NeedChoice(value, label, value == "hug") for value, label in names)
    nothing = m.NeedChoice("nothing", "Nothing special", False)
    shown = m.NeedShown("Elias needs some space", "Leave Elias the room and the door. It needs no answer.")
    hummed = "You hummed while you fixed the tap. I sat on the stairs so you wouldn’t stop."
    came = m.GestureLine("/affection/x", hummed, "Elias, Thursday 4 June 2026", "right")
    left = m.GestureLine(
        "/affection/y", "You asked the second question.", "Noor, Monday", "left", "I nearly didn’t."
    )
    ways = (
        m.Choice("words", "A line", "One true line: what Elias did or is, as exactly as you can.", True),
        m.Choice("touch", "A touch", "A touch you would like to give. Elias can always say no."),
        m.Choice("deed", "A deed", "Something you have done or will do."),
    )
    form = m.GestureForm()
    typed = m.GestureForm("touch", "A hand on your back. " * 12, "from", "2026-06-05T07:00")
    manners = (
        m.Choice("stop", "It stopped me", "Say what it did to you, just there.", True),
        m.Choice("ask", "Tell me more", "Ask one thing you would like to know."),
    )
    answers = tuple(m.Choice(one.lower().split()[0], one) for one in ("Like", "Sometimes", "Ask me", "No"))
    places = (
        m.WantedLine("hug", "A hug", "like", True),
        m.WantedLine("hand", "Holding hands", "", False),
        m.WantedLine("kiss", "A kiss", "no", False),
    )
    times = (m.Choice("morning", "In the morning", "", True), m.Choice("tired", "When tired"))
    hours = (m.Choice("-1", "When I look", "", True), m.Choice("20", "From 20:00"))
    theirs = (("When tired", (("Likes", "A hug · Quiet company"), ("Ask first", "A kiss"))),)
    groups = (
        m.LikeGroup(
            "minutes",
            "The time there is",
            tuple(
                m.Choice(*each)
                for each in (
                    ("", "Not said"),
                    ("20", "Twenty minutes", "", True),
                    ("45", "Three quarters"),
                    ("120", "An evening"),
                )
            ),
        ),
        m.LikeGroup(
            "left",
            "What you have left",
            (m.Choice("", "Not said", "", True), m.Choice("little", "Little"), m.Choice("enough", "Enough")),
        ),
    )
    wishes = (
        m.WishLine("talk", "Talking honestly", "Say it straight, and hear it whole.", "less", False),
        m.WishLine("time", "Time together", "Find an hour. Keep it.", "more", True),
        m.WishLine("affection", "Affection", "A note, a gesture, a touch that lands.", "", False),
    )
    liked = m.LikePage(
        NOOR,
        groups,
        wishes,
        (
            m.LikeGroup(
                "length",
                "How long",
                (
                    m.Choice("less", "Shorter"),
                    m.Choice("", "As it comes", "", True),
                    m.Choice("more", "Longer"),
                ),
            ),
        ),
        ("Presence",),
        m.Link("Slow turns", "slow-turns"),
        (m.Link("Ten seconds", "ten-seconds"),),
        True,
    )
    one = m.GesturePage(NOOR, "ab" * 16, "One true line", hummed, came.caption, "right", False, False)
    return {
        "today-needs": today(needs=m.NeedsToday((*needs, nothing), "hug", shown, (came,))),
        "like": liked,
        "like-alone": replace(liked, room=ALONE, theirs=(), away=(), kept=False),
        "today-needs-nothing-said": today(needs=m.NeedsToday((*needs, nothing))),
        "affection": m.AffectionPage(
            BOTH, form, ways, "tap", ("Small deeds tend to land with Elias.",), False, (came,), (left,)
        ),
        "near": m.NearPage(
            NOOR,
            (
                m.RiteShown(
                    "good-night", "Good night", "Elias would like to say good night.", ("Hold.",), "Sleep."
                ),
                m.RiteShown(
                    "setting-off", "Setting off", "Elias would like a minute.", ("Hold.",), "Go well."
                ),
            ),
        ),
        "affection-none": m.AffectionPage(BOTH, form, ways, "tap"),
        "affection-wrong": m.AffectionPage(
            BOTH, typed, ways, "tap", say="Shorten it a little.", field="text"
        ),
        "affection-given": m.AffectionPage(BOTH, form, ways, "tap", has_given=True, given=(left,)),
        "gesture": replace(one, manners=manners),
        "gesture-kept": replace(
            one,
            manners=manners,
            kept=True,
            landed="yes",
            woven=True,
            answer="On the stairs.",
            answer_caption="Noor: once more",
            typed="On the stairs.",
            say="Shorten it a little.",
        ),
        "gesture-mine": replace(one, room=BOTH, mine=True, side="left"),
        "map": m.MapPage(NOOR, times, "morning", "In the morning", (("Touch", places),), answers, True),
        "map-theirs": m.TheirMapPage(NOOR, theirs),
        "map-theirs-none": m.TheirMapPage(NOOR, ()),
        "lands": m.LandsPage(
            NOOR, (m.Choice("deed", "Small deeds tend to land with you.", "", True),), hours, (came,), True
        ),
        "lands-none": m.LandsPage(NOOR, (), hours),
    }


def ideas_of_two() -> dict[str, m.Page]:
    """One idea to mark, what somebody likes, ideas of their own, and ideas fitted to both."""
    soup = m.IdeaShown(
        "Soup by ear",
        "One of you cooks with eyes shut, the other is the hands.",
        "About 40 minutes. Costs nothing. Indoors.",
        "/ideas/5e5e5e5e",
    )
    link = (m.Link("Soup by ear", "/ideas/5e5e5e5e"),)
    tastes = tuple(
        m.Choice(value, label, "", value == "calm")
        for value, label in (
            ("exciting", "Something exciting"),
            ("calm", "Something calm"),
            ("talk", "Talking"),
        )
    )
    choices = tuple(
        (
            name,
            asked,
            tuple(m.Choice(value, label, "", at == 0) for at, (value, label) in enumerate(some.items())),
        )
        for name, (asked, some) in CHOICES.items()
    )
    one = m.OneIdeaPage(NOOR, "5e5e5e5e", soup, True, False, "Thursday at 16:00")
    own = m.OwnIdeasPage(BOTH, (soup,), m.IdeaForm(), choices, "5c" * 16)
    likes = m.LikesPage(NOOR, tastes, link, (), "Thursday at 16:00", True)
    fitted = m.IdeasPage(
        replace(BOTH, nav="practices"),
        "You both get the same ones today.",
        (soup,),
        None,
        "",
        (),
        "out of doors; something calm",
        link,
        link,
        True,
    )
    return {
        "idea": one,
        "idea-own": replace(one, own=True, kept=True, wanted=False, worth=True),
        "idea-too-many": replace(one, say="That is more than can be marked at once."),
        "likes": likes,
        "likes-none": replace(likes, wanted=(), kept=False, say="That is more than can be marked at once."),
        "ideas-ours": own,
        "ideas-ours-slip": replace(
            own,
            ideas=(),
            form=m.IdeaForm("", "Sit on it.", children=True, apart=True),
            say="Please give it a title.",
            field="title",
        ),
        "ideas-fitted": fitted,
    }


def moments() -> dict[str, m.Page]:
    """Moments: none and some, one being told and one told by both, the dial, a landscape."""
    line = m.MomentLine("/moments/x", "The Long Ferry", "Film, Sunday 8 June 2025, the small cinema.", "open")
    lines = tuple(replace(line, state=state) for state in ("open", "kept", "yours"))
    form = m.MomentForm("film", "", "The Long Ferry", "2025-06-08", "", "the small cinema", "left")
    told = m.VoiceForm("It was the coat.", ("sad",), "", "how quiet the bus was")
    noor = m.VoiceShown("Noor", "left", "It was the coat.", "sad, tender", "how quiet the bus was")
    elias = m.VoiceShown("Elias", "right", "The sea at the end.", "", "")
    one = m.MomentPage(
        NOOR, "ab" * 16, "The Long Ferry", line.caption, (), False, True, told, fields.FEELINGS, "none", False
    )
    land = landscape(*(Curve(felt(side)) for side in Side))
    whys = (m.WhyShown("that coat was Dad’s", "Noor", "left", "why-2880"),)
    place = m.PlaceShown(2880, "0:48", "was Noor’s alone.", whys, "that coat was Dad’s")
    return {
        "moments": m.MomentsPage(BOTH, lines),
        "moments-none": m.MomentsPage(BOTH, ()),
        "moment-new": m.NewMomentPage(BOTH, "5c" * 16, form, fields.KINDS, "Say what it was.", "kind"),
        "moment": replace(one, wrong="There is nothing written yet.", field="text"),
        "moment-kept": replace(one, voices=(noor,), writing=False, feel="kept"),
        "moment-running": replace(one, voices=(noor,), writing=False, feel="running"),
        "moment-over": replace(one, writing=False, feel="over"),
        "moment-open": replace(
            one, room=BOTH, voices=(noor, elias), open=True, writing=False, feel="open", woven=True
        ),
        "feel": m.FeelPage(
            replace(NOOR, middle="hidden till the credits"), "ab" * 16, "The Long Ferry", 0, "0:00:00"
        ),
        "feel-theirs": m.FeelPage(ELIAS, "ab" * 16, "The Long Ferry", 61, "0:01:01"),
        "landscape": m.LandscapePage(
            BOTH,
            "ab" * 16,
            "The Long Ferry",
            picture(land, "Two curves.", {2880: ("that coat was Dad’s", "0:48, Noor")}),
            "Where you differ there is something to tell.",
            (place, replace(place, second=5460, clock="1:31", whys=(), mine="")),
            (m.PartShown("0:00", "far off", "nearer"),),
            place,
            whys,
            False,
            "There is nothing written yet.",
        ),
        "landscape-level": m.LandscapePage(
            AS_ELIAS, "ab" * 16, "The Long Ferry", "", "There is too little of it.", (), (), None, (), True
        ),
    }


def drawn_land() -> str:
    """The landscape of the sample film, as a picture."""
    land = landscape(Curve(felt(Side.LEFT)), Curve(felt(Side.RIGHT)))
    return picture(land, "Two curves.", {})


def felt(side: Side) -> bytes:
    """What one felt over a film of 112 minutes: alone at 0:48 on the left, both at 1:31."""
    peaks = {Side.LEFT: (2880, 5460), Side.RIGHT: (3720, 5460)}[side]
    return bytes(round(10 + 75 * max(exp(-(((at - one) / 420) ** 2)) for one in peaks)) for at in range(6720))


def wishes() -> dict[str, m.Page]:
    """What both want, with something and with nothing, and a list marked alone."""
    links = (m.Link("Things to do", "/wishes/activities"), m.Link("Films of the winter", "/wishes/x"))
    both = ("A walk to somewhere neither of us has been", "Something silent, with music")
    titles = (
        ("0" * 16, "A film one of us loved at sixteen", True),
        ("1" * 16, "Something short, and then another", False),
    )
    turn = "Thursday at 18:00"
    return {
        "wishes": m.WishesPage(BOTH, both, turn, links),
        "wishes-none": m.WishesPage(BOTH, (), turn, links, "Films", "Jaws", "There is no title in that."),
        "wish-list": m.WishListPage(NOOR, "films", "Films and series", "Kinds of evening.", titles, turn),
        "wish-list-theirs": m.WishListPage(
            ELIAS, "x", "Films of the winter", "", titles, turn, True, "Too many.", True
        ),
    }


def pictures() -> dict[str, m.Page]:
    """The pictures of a moment, some by each; and with none yet, after one that was not taken."""
    some = (
        m.PictureShown(
            "ab" * 16,
            "/pictures/x",
            "/pictures/x/small",
            "The boat at the jetty",
            "Noor",
            "left",
            2048,
            1365,
            True,
        ),
        m.PictureShown(
            "cd" * 16, "/pictures/y", "/pictures/y/small", "Rain, and the pier", "Elias", "right", 1536, 2048
        ),
    )
    key = "ef" * 16
    return {
        "pictures": m.PicturesPage(BOTH, key, "The last boat back", f"/cloth/{key}", some),
        "pictures-kept": m.KeptPicturesPage(NOOR, key, "Elias", some),
        "pictures-full": m.PicturesPage(BOTH, key, "The last boat back", f"/cloth/{key}", some, full=True),
        "pictures-refused": m.PicturesPage(
            BOTH,
            key,
            "The last boat back",
            f"/cloth/{key}",
            (),
            words="The boat",
            say="No picture came along. Choose one first.",
        ),
    }


def pages() -> dict[str, m.Page]:
    """Every page by a name for its picture."""
    yours = m.YoursPage(
        replace(NOOR, nav="yours"),
        "Noor",
        "madder",
        DYES,
        (m.Device("d1", "Phone", "this morning", True), m.Device("d2", "Computer", "March", False)),
        15,
        (5, 15, 30, 60),
        False,
        True,
        alike=True,
        pasts=("Noor and Elias",),
        stages=(
            m.StageChoice("new", "New to each other", False),
            m.StageChoice("parents", "Children in our days", True),
        ),
    )
    link = "https://weft.home.example/join#7K3M-Q9TX-4HWB-R2ZD-VN8C-6P"
    return {
        "welcome": m.WelcomePage(OUTSIDE, False),
        "welcome-invited": m.WelcomePage(replace(DOOR, mine="right", viewer="right"), True),
        "before": m.BeforePage(DOOR),
        "before-invited": m.BeforePage(replace(DOOR, mine="right", viewer="right"), True),
        "shared-browser": m.SharedBrowserPage(NOOR),
        "begin": m.BeginPage(DOOR, DYES, "Noor"),
        "begin-young": m.BeginPage(DOOR, DYES, "Noor", "madder", "Please say so with the box.", "adult"),
        "begin-wrong": m.BeginPage(
            replace(DOOR, mine="right", viewer="right"),
            DYES,
            "Elias",
            "woad",
            "Someone here is already called that.",
            "name",
            True,
        ),
        "sign-in": m.SignInPage(DOOR, "That name and passphrase do not open anything here."),
        "fresh": m.FreshPage(
            replace(NOOR, middle="only you see this page"), "/yours/copy", "c2FsdA", 65536, 3, 1
        ),
        "renewed": m.RenewedPage(
            NOOR,
            ("heron", "ladder", "brine", "copper", "oat", "lantern"),
            loom.likeness(21, LEFT, RIGHT, 144, 144, "l"),
        ),
        "ways": m.WaysPage(
            NOOR,
            (m.WayIn("passphrase", "Monday 2 March"), m.WayIn("code", "Monday 2 March")),
            (m.TraceLine("Signed in, on a browser not used before", "Monday 2 March, evening"),),
        ),
        "ways-passkeys": m.WaysPage(
            NOOR,
            (
                m.WayIn("passphrase", "Monday 2 March"),
                m.WayIn("passkey", "Tuesday 3 March", "6" * 32, "phone"),
                m.WayIn("code", "Monday 2 March"),
            ),
            (m.TraceLine("A passkey was added", "Tuesday 3 March, evening"),),
            fresh=True,
        ),
        "sign-in-by-number": m.SignInPage(DOOR, None, False),
        **{
            f"way-{what}": m.WayPage(NOOR, what, "Noor", "4" * 32, "5" * 32, "c2xvdA")
            for what in ("passphrase", "code", "passkey", "mine")
        },
        "copy": m.CopyPage(NOOR),
        "copy-alone": m.CopyPage(ALONE),
        "copy-phrase": m.CopyPage(NOOR, "heron pantry ladder copper window thistle"),
        "bring": m.BringPage(NOOR, "This isn’t a copy that Weft made. Nothing here has changed."),
        "past": m.PastPage(
            replace(NOOR, nav="yours", middle="only you see this page"),
            "Noor and Elias",
            "Monday 2 March 2026 to Thursday 4 June 2026",
            loom.svg(
                parted(PHONE, OPENED)[0],
                href=lambda key: f"#s-{key}",
                bare=64,
                ids="c",
                label="The cloth, newest first",
            ),
            (
                m.Day(
                    "Thursday 4 June 2026",
                    (
                        m.Thing(
                            "f" * 32,
                            "Slow turns",
                            "Thursday 4 June 2026, evening",
                            (
                                m.Said(
                                    "I can ask for an hour. Nobody minded.", "Noor", "what Noor kept", "left"
                                ),
                            ),
                        ),
                    ),
                ),
            ),
            (
                m.Day(
                    "Friday 5 June 2026",
                    (m.Thing("", "", "", (m.Said("Half a line.", "Noor", "", "left"),)),),
                ),
            ),
            "/past/0?before=2026-03-02",
            (m.Link("Noor", "/past/1"),),
        ),
        "recover": m.RecoverPage(DOOR, None),
        "invite": m.InvitePage(
            ALONE, "7K3M-Q9TX-4HWB-R2ZD-VN8C-6P", qr(link), link, "21:40 tonight", "weft.home.example"
        ),
        "invite-none": m.InvitePage(ALONE),
        "join": m.JoinPage(replace(ALONE, middle=""), "", "That code has been used."),
        "join-confirm": m.JoinPage(replace(ELIAS, middle=""), "7K3M", None, "Noor", "confirm"),
        "say": m.SayPage(
            NOOR,
            "This invitation has been used",
            "It worked once, as they do. If it was not you who used it, compare your six words together.",
            (m.Link("Today", "/today"), m.Link("Compare", "/compare")),
        ),
        "today-damaged": today(damaged=True),
        "today-of-old": today(this_day=m.Link("2024: The long way round", "/reservoir#this-day")),
        "damage": m.DamagePage(
            NOOR,
            harms=(
                m.Harm(False, "rolled-back", ("Thursday 12 June 2025",)),
                m.Harm(False, "altered", ("Monday 9 June 2025", "Tuesday 10 June 2025")),
                m.Harm(True, "missing", ("Monday 9 June 2025",)),
                m.Harm(True, "chain", ("Monday 9 June 2025",)),
                m.Harm(True, "unknown", ("Monday 9 June 2025",)),
            ),
            shut=True,
            older=True,
        ),
        "damage-keys": m.DamagePage(ALONE, "partner-keys", True),
        "damage-pin": m.DamagePage(ALONE, "pin"),
        "damage-couple-key": m.DamagePage(ALONE, "couple-key", True),
        "yours-withheld": replace(yours, withheld=True),
        "today-alone": today(room=replace(ALONE, nav="today", middle=""), alone=True, lines=()),
        "exercise-alone": exercise(
            room=ALONE, alone=True, forms=(m.FormChoice("solo", "On your own", "Only you."),)
        ),
        "yours": yours,
        "yours-after": replace(yours, kept=(m.Link("What was, with Elias", "/kept/ab"),)),
        "leave": m.LeavePage(NOOR),
        "leave-withheld": m.LeavePage(replace(NOOR, right=None), True),
        "closed": m.ClosedPage(NOOR, (m.Link("What was, with Elias", "/kept/ab"),)),
        "closed-empty": m.ClosedPage(NOOR),
        "kept": m.KeptPage(
            NOOR,
            "Elias",
            "Thursday 12 June 2025",
            loom.svg(PHONE, href=lambda key: f"#b{key}", bare=0, ids="k", label="The cloth of what was"),
            (m.KeptDay("Thursday 12 June", (m.Thing("lived-30", "Slow turns", "", KEPT),)),),
            "/letters#kept=ab",
            (m.Thing("left-1", "Wednesday 11 June 2025", "", KEPT[:1]),),
            "/kept/ab?before=2025-06-10",
            True,
            scapes={
                "lived-30": m.KeptScape(
                    drawn_land(),
                    "You tended to rise and fall together.",
                    (m.WhyShown("The coat.", "0:48, Noor", "left"),),
                )
            },
        ),
        "help": m.HelpPage(OUTSIDE),
        "host": m.HostPage(
            OUTSIDE, "Noor, on a small machine behind the bookshelf", True, "noor@home.example"
        ),
        "away": m.AwayPage(),
        "demo": m.DemoPage(
            OUTSIDE.__class__("Noor", "Elias", "madder", "kendal", mine="both"),
            (m.DemoPerson("left", "Noor", "Madder"), m.DemoPerson("right", "Elias", "Kendal")),
            loom.edge(PHONE, 60, href=href, ids="e"),
            loom.edge(WIDE, 60, href=href, bare=84, ids="w"),
        ),
        "parts": m.PartsPage(
            BOTH,
            lines(),
            tuple(loom.draft(one) for one in Practice),
            DYES,
            loom.edge(PHONE, 30, href=href, ids="e"),
            loom.turn_loom(Side.LEFT, Practice.TALK, 1),
        ),
        **shared(),
    }
