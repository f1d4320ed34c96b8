"""Evenings, seasons and what can be said, in all their states: one invented page each."""

from datetime import date
from math import sin

from msgspec.structs import replace

from weft.core.journey.fringe import fringe, line
from weft.core.people import Side
from weft.core.tapestry import svg as loom
from weft.core.tapestry.drawdown import cut
from weft.core.tapestry.sample import spring
from weft.web import models as m
from weft.web.pages.insight import same_as, sentences

BOTH = m.Room("Noor", "Elias", "madder", "kendal", mine="both", signed_in=True)
NOOR = replace(BOTH, mine="left", middle="Elias can’t see this")
ELIAS = replace(BOTH, mine="right", viewer="right", middle="Noor can’t see this")

DID = (
    ("talk", "We talked honestly"),
    ("moments", "We felt something together"),
    ("presence", "We were just there"),
    ("understanding", "One of us understood"),
    ("softer", "Something softer was said"),
    ("time", "We had time for us"),
    ("affection", "One of us was tender"),
)
ITEMS = (
    ("near", "How near I felt"),
    ("met", "Whether I felt understood and cared for"),
    ("did", "What happened"),
    ("stress", "Stress"),
    ("hours", "Time near each other"),
)


def choices(some: tuple[tuple[str, str], ...], *chosen: str) -> tuple[m.Choice, ...]:
    return tuple(m.Choice(value, label, "", value in chosen) for value, label in some)


STRESS = (("0", "No"), ("1", "A little"), ("2", "Some"), ("3", "Much"))
HOURS = (("0", "Hardly"), ("1", "An hour"), ("3", "A few"), ("8", "The day"))


def evening(state: str = "ask", **given: object) -> m.EveningPage:
    plain = m.EveningPage(
        NOOR,
        state,
        did=choices(DID),
        stress=choices(STRESS),
        hours=choices(HOURS),
        shares=choices(ITEMS),
        in_season=True,
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def evenings() -> dict[str, m.Page]:
    filled = evening(
        near=63,
        met=80,
        did=choices(DID, "talk", "affection"),
        stress=choices(STRESS, "2"),
        hours=choices(HOURS, "3"),
        shares=choices(ITEMS, "near", "did"),
    )
    lines = (
        m.EveningLine(20608, "Thursday 4 June 2026", 63, "We talked honestly", "how near I felt", False),
        m.EveningLine(20607, "Wednesday 3 June 2026", None, "", "", True),
        m.EveningLine(20606, "Tuesday 2 June 2026", 8, "", "", False),
    )
    stretch = m.Stretch(
        "The season from 1 June to 5 July 2026", 20605, 20640, lines, KEY, "what you wrote looking back"
    )
    before = m.Stretch("Before any season", 20500, 20507, lines[2:])
    return {
        "evening": evening(),
        "evening-filled": filled,
        "evening-elias": replace(filled, room=ELIAS, option="Phones in the hall from eight"),
        "evening-wrong": evening(say="Nothing is said yet.", shares=choices(ITEMS, "near")),
        "evening-done": replace(filled, state="done"),
        "evening-done-private": evening("done", wanted=True, in_season=False),
        "evening-skipped": evening("done", skipped=True),
        "evening-off": evening("off", in_season=False),
        "evenings": m.EveningsPage(replace(NOOR, middle="only you see this page"), (stretch, before), True),
        "evenings-elias": m.EveningsPage(ELIAS, (stretch,)),
        "evenings-none": m.EveningsPage(NOOR, ()),
    }


RHYTHM = m.RhythmShown(
    "Middle: about 90 minutes a week",
    "Tuesdays and Sundays",
    "Fridays",
    "One evening a week that is ours",
    "Four weeks, once you both say yes",
)
RUNNING = replace(RHYTHM, when="Thursday 4 June to Wednesday 1 July 2026")
ALONE = m.RhythmShown("Light: about 45 minutes a week", "", "")
DAYS = tuple(
    (str(at), name[:2], name)
    for at, name in enumerate(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
)
FOR = ("Hear each other out, to the end", "One evening a week that is ours", "Be kinder when we are tired")
KEY = "ab" * 16


def week(*chosen: str) -> tuple[m.Choice, ...]:
    return tuple(m.Choice(value, label, name, value in chosen) for value, label, name in DAYS)


def choose(**given: object) -> m.ChoosePage:
    lengths = (("28", "Four weeks"), ("35", "Five weeks"), ("42", "Six weeks"), ("0", "No season"))
    plain = m.ChoosePage(
        BOTH,
        (
            m.Choice("light", "Light", "45 minutes"),
            m.Choice("middle", "Middle", "90 minutes", True),
            m.Choice("full", "Full", "3 hours"),
        ),
        week("1", "6"),
        week("4"),
        choices(lengths, "28"),
        choices(tuple((one, one) for one in FOR)),
    )
    return replace(plain, **given)  # type: ignore[arg-type]


HOW = ("Not at all", "A little", "Quite", "Very")


def seasons() -> dict[str, m.Page]:
    """Nothing chosen, proposed by either, a season, rest, a rhythm alone; choosing; a season's cloth; looking back."""
    cloth = loom.svg(
        cut(spring(), date(2025, 4, 20), date(2025, 5, 25)), href=str, bare=0, ids="s", label="Cloth"
    )
    past = (m.Link("Be kinder when we are tired, 1 March to 28 March 2026", f"/season/{KEY}"),)
    return {
        "season-none": m.SeasonPage(BOTH, "none"),
        "season-asked": m.SeasonPage(BOTH, "none", None, RHYTHM, KEY),
        "season-waiting": m.SeasonPage(BOTH, "none", waiting=replace(RHYTHM, quiet="")),
        "season": m.SeasonPage(BOTH, "season", RUNNING, season=KEY, four="ask", past=past),
        "season-rest": m.SeasonPage(
            BOTH, "rest", ALONE, season=KEY, rest_ends="Wednesday 15 July 2026", past=past, say="Not there."
        ),
        "season-looked-back": m.SeasonPage(
            BOTH, "rest", ALONE, season=KEY, rest_ends="Wednesday 15 July 2026", looked_back=True, four="done"
        ),
        "season-choose": choose(),
        "season-choose-wrong": choose(
            say="Friday is ticked twice.", purpose="To be less afraid of Sundays", quiet=week("1")
        ),
        "season-rest-three": m.SeasonPage(
            BOTH,
            "rest",
            ALONE,
            season=KEY,
            rest_ends="Wednesday 15 July 2026",
            year_over="Sunday 1 November 2026",
        ),
        "season-none-three": m.SeasonPage(BOTH, "none", ALONE, year_over="Sunday 1 November 2026", past=past),
        "season-choose-resting": choose(may_begin=False, next_begins="Wednesday 15 July 2026"),
        "season-choose-three": choose(may_begin=False, next_begins="Sunday 1 November 2026", three=True),
        "season-cloth": m.SeasonClothPage(BOTH, RHYTHM.purpose, RUNNING.when, cloth, KEY),
        "season-four": m.FourPage(
            NOOR,
            KEY,
            tuple(
                m.FourQuestion(
                    f"q{at}", text, tuple(m.Choice(str(n), one, "", n == 1) for n, one in enumerate(HOW))
                )
                for at, text in enumerate(
                    ("Is the kettle on?", "Is the door open?", "Is it late?", "Is it quiet?")
                )
            ),
            "Invented for this page.",
            True,
            "Answer each of the four.",
        ),
        "season-back": m.LookBackPage(
            NOOR, KEY, RHYTHM.purpose, "The Sundays. I’d miss the walk home most.", True
        ),
        "season-back-wrong": m.LookBackPage(ELIAS, KEY, RHYTHM.purpose, "On and on.", say="Shorten it."),
    }


def said(part: str, name: str, **filled: object) -> str:
    """A sentence of content/insight.toml, filled as a page would."""
    plain = {"days": 61, "missing": 14, "low": 2, "high": 11, "person": "you", "practice": "presence"}
    text = sentences()[part][name].format(**{**plain, **filled})
    return text[0].upper() + text[1:]


def hung(low: float, high: float, says: str, *, up: bool = True, back: str = "") -> m.LinkShown:
    drawn = fringe(low, high, up=up)
    return m.LinkShown(says, drawn.svg, same_as(drawn.against), back)


def insights() -> dict[str, m.Page]:
    """First day, too little, no pattern, hint, finding, too steady; for both; the sums that gave no answer."""
    near = tuple(62 + 9 * sin(day / 6) + day / 9 for day in range(75))
    half = tuple(7 + 3 * (20 < day < 31) for day in range(75))
    room = replace(NOOR, middle="only you see this page")
    drawn, says = line(near, half, Side.LEFT, "Your line, with its band"), said("trend", "line")
    right = line(near, half, Side.RIGHT, "Your line, with its band")
    hint = hung(-2, 8, said("link", "hint-up", low="−2", high=8))
    finding = hung(2, 11, said("link", "finding-up"), back=said("link", "reverse"))
    down = hung(-9, -1, said("link", "finding-down", low=1, high=9), up=False)
    theirs = hung(1, 7, said("link", "finding-up", person="Elias", practice="affection", low=1, high=7))
    short = line(near[:9], half[:9], Side.LEFT, "Your line, with its band")
    steady = line((94.0,) * 40, (3.0,) * 40, Side.LEFT, "Your line, with its band")
    return {
        "insight-none": m.InsightPage(room, "first-day", said("trend", "none")),
        "insight-first-day": m.InsightPage(room, "first-day", said("trend", "first-day")),
        "insight-too-little": m.InsightPage(
            room, "too-little", said("trend", "too-little", days=9), short, said("trend", "line", days=9)
        ),
        "insight-no-pattern": m.InsightPage(room, "no-pattern", said("link", "no-pattern"), drawn, says),
        "insight-hint": m.InsightPage(room, "hint", "", drawn, says, (hint,)),
        "insight-finding": m.InsightPage(room, "finding", "", drawn, says, (finding, theirs, down)),
        "insight-elias": m.InsightPage(
            replace(ELIAS, middle="only you see this page"), "hint", "", right, says, (hint,)
        ),
        "insight-too-steady": m.InsightPage(room, "too-steady", said("trend", "too-steady"), steady, says),
        "insight-trouble": m.InsightPage(room, "trouble", "The sums gave no answer just now."),
        "insight-both": m.InsightPage(BOTH, "finding", said("trend", "apart"), links=(theirs,), both=True),
        "insight-both-early": m.InsightPage(BOTH, "too-little", "It is too early.", both=True),
    }


def experiments() -> dict[str, m.Page]:
    """Nothing tried, a slip, proposed by either, drawn, under way, over in each way."""
    tried = ("A walk after supper", "Phones in the hall from eight")
    plain = m.ExperimentPage(BOTH, "none", KEY, *tried)
    until = "Wednesday 1 July 2026"
    room = replace(NOOR, middle="only you see this page")

    def over(outcome: str, low: float, high: float) -> m.ExperimentPage:
        filled = {"option": tried[1], "low": f"{low:g}".replace("-", "−"), "high": f"{high:g}", "days": 22}
        text = said("experiment", outcome, missing=6, **filled)
        drawn = fringe(low, high, up=True, ends=("nearer with the first", "with the second"))
        shown = m.LinkShown("", drawn.svg, same_as(drawn.against))
        return replace(plain, room=room, state="over", lead=text, result=shown)

    return {
        "experiment": m.ExperimentPage(BOTH, "none"),
        "experiment-again": m.ExperimentPage(
            BOTH, "none", past=(m.Link("Walk first, or Cook first, until Sunday 3 May 2026", f"?of={KEY}"),)
        ),
        "experiment-wrong": replace(plain, say="These are the same thing twice.", other=tried[0]),
        "experiment-asked": replace(plain, state="asked"),
        "experiment-waiting": replace(plain, state="waiting", span="half-week"),
        "experiment-soon": replace(plain, state="soon", until=until),
        "experiment-under-way": replace(plain, state="under-way", today=tried[0], until=until),
        "experiment-difference": over("made-a-difference", 3, 12),
        "experiment-hint": over("hint", -1, 9),
        "experiment-no-pattern": over("no-pattern", -6, 7),
        "experiment-too-little": replace(
            plain, room=room, state="over", lead=said("experiment", "too-little", days=5)
        ),
    }


def pages() -> dict[str, m.Page]:
    """Every page of the journey."""
    return evenings() | seasons() | insights() | experiments()
