"""Evenings, seasons and what can be said, in all their states: one invented page each."""

from dataclasses import replace

from weft.web import models as m

BOTH = m.Room("Noor", "Elias", "madder", "kendal", mine="both", signed_in=True)
NOOR = replace(BOTH, mine="left", middle="Elias can’t see this")
ELIAS = replace(BOTH, mine="right", viewer="right", middle="Noor can’t see this")

DID = (
    ("talk", "We talked honestly"),
    ("moments", "We felt something together"),
    ("presence", "We were just there"),
    ("understanding", "One of us got it"),
    ("softer", "Something softer was said"),
    ("time", "We had time for us"),
    ("affection", "There was affection"),
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
    stretch = m.Stretch("The season from 1 June to 5 July 2026", 20605, 20640, lines)
    return {
        "evening": evening(),
        "evening-filled": filled,
        "evening-elias": replace(filled, room=ELIAS, option="Phones in the hall from eight"),
        "evening-wrong": evening(say="Nothing is said yet.", shares=choices(ITEMS, "near")),
        "evening-done": replace(filled, state="done"),
        "evening-done-private": evening("done", wanted=True, in_season=False),
        "evening-skipped": evening("done", skipped=True),
        "evening-off": evening("off", in_season=False),
        "evenings": m.EveningsPage(replace(NOOR, middle="only you see this page"), (stretch,), True),
        "evenings-elias": m.EveningsPage(ELIAS, (stretch,)),
        "evenings-none": m.EveningsPage(NOOR, ()),
    }


def journey() -> dict[str, m.Page]:
    """Every page of the journey."""
    return evenings()
