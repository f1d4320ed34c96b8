"""Invented pages of the reservoir and the year book."""

from msgspec.structs import replace

from weft.core.tapestry.drawdown import MONTHS
from weft.web import models as m

BOTH = m.Room("Noor", "Elias", "madder", "kendal", mine="both", signed_in=True, live=True)
NOOR = replace(BOTH, mine="left", live=False, middle="only you see this page")
ELIAS = replace(NOOR, mine="right", viewer="right")
KEY = "ab" * 16
YEARS = (m.Link("2026", "/reservoir?year=2026"), m.Link("2025", "/reservoir?year=2025"))


def pages() -> dict[str, m.Page]:
    """The reservoir with a day of old, after a word, and with nothing in it; what comes on its day; the book."""
    seen = m.PictureSeen(
        f"/pictures/{KEY}", f"/pictures/{KEY}/small", "The jetty, just before dark", 480, 320
    )
    ferry = m.ThingShown(
        KEY,
        f"/moments/{KEY}",
        "The Long Ferry",
        "Film, Sunday 8 June 2025, the small cinema, chosen by Noor.",
        "left",
        (m.Said("how quiet the bus was", "Noor", "", "left"),),
        (seen, seen),
        f"/moments/{KEY}/landscape",
    )
    turns = m.ThingShown(
        "cd" * 16,
        "/cloth/x",
        "Slow turns",
        "Talking honestly, Wednesday 4 June 2026.",
        "both",
        (
            m.Said("I can ask for an hour. Nobody minded.", "Noor", "", "left"),
            m.Said("That Noor counts to three before answering.", "Elias", "", "right"),
        ),
    )
    walk = replace(ferry, title="The long way round", side="none", words=(), pictures=(), landscape=None)
    months = (m.MonthShown("June 2026", (turns, ferry)), m.MonthShown("May 2026", (walk,)))
    here = "/reservoir?year=2026"
    whose = (
        m.Link("Everything", here),
        m.Link("Chosen by Noor", f"{here}&who=left"),
        m.Link("Chosen by Elias", f"{here}&who=right"),
        m.Link("By you both", f"{here}&who=both"),
    )
    page = m.ReservoirPage(
        BOTH, "2026", months, YEARS, whose, frozenset({here}), (ferry,), with_letters=True, with_book=True
    )
    lines = (
        m.DayLine(KEY, "The Long Ferry", ferry.caption, True),
        m.DayLine("cd" * 16, "The night in the corridor", "A hard day, Monday 2 March 2026.", False),
    )
    words = ("calm", "", "binoculars", *[""] * 9)
    months_of = tuple(
        m.MonthWord(at, name, word) for at, (name, word) in enumerate(zip(MONTHS, words, strict=True), 1)
    )
    book = m.BookPage(BOTH, 2026, YEARS, months_of)
    mine = (
        m.OwnInBook(KEY, "voice", "The Long Ferry", "What you told", "It was the coat on the chair.", False),
        m.OwnInBook(KEY, "curve", "The Long Ferry", "The landscape", "", True),
    )
    letters = (
        m.OwnLetterInBook("ab" * 16, "Sunday 8 March", False),
        m.OwnLetterInBook("cd" * 16, "Saturday 6 June", True),
    )
    return {
        "book": book,
        "book-alone": replace(book, room=replace(NOOR, right=None), years=YEARS[:1]),
        "book-too-long": replace(book, wrong="A month has room for 24 letters."),
        "book-own": m.OwnInBookPage(NOOR, 2026, mine, letters),
        "book-own-none": m.OwnInBookPage(ELIAS, 2026, ()),
        "reservoir": page,
        "reservoir-word": replace(
            page, word="bus", heading="Where that stands", this_day=(), whose=(), months=months[:1]
        ),
        "reservoir-nothing": replace(page, word="zither", months=(), this_day=(), whose=()),
        "reservoir-empty": m.ReservoirPage(BOTH, "Nothing yet", (), (), (), frozenset(), with_letters=False),
        "reservoir-days": m.DaysPage(NOOR, 2026, YEARS, lines),
        "reservoir-days-none": m.DaysPage(ELIAS, 1, (), ()),
    }
