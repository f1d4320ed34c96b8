"""Today, as it was in the evening of any day."""

from typing import Any

from msgspec.structs import replace

from web.samples.parts import ALONE, BOTH, PHONE, WIDE, href, swatch
from weft.core.practice import Practice
from weft.core.tapestry import svg as loom
from weft.web import models as m

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


def pages() -> dict[str, m.Page]:
    """Today in its states; what a subject brings to it is with the subject."""
    offer = m.Offer("cd" * 16, "Slow turns", False, "together", "talk/slow-turns")
    return {
        "today": today(),
        "today-asked": today(offers=(offer,), lines=LATELY[:1], not_compared=True),
        "today-waiting": today(offers=(replace(offer, from_me=True),), suggestion=None),
        "today-running": today(
            running=(m.Link("Go back to Slow turns", "/sittings/x"),), suggestion=None, lines=()
        ),
        "today-begun": today(
            begun=(
                m.Begun("The same minute of sky", "/sittings/x", "both"),
                m.Begun("A letter never sent", "/sittings/y", "left"),
            )
        ),
        "today-nothing": today(suggestion=None, lines=()),
        "today-alone": today(room=replace(ALONE, nav="today", middle=""), alone=True, lines=()),
        "today-damaged": today(damaged=True),
        "today-of-old": today(this_day=m.Link("2024: The long way round", "/reservoir#this-day")),
        "today-evening": today(evening=True),
        "today-left-alone": today(suggestion=None, left_alone=True),
        "today-proposed": today(journey=m.JourneyToday(True, True), lines=()),
        "today-drawn": today(journey=m.JourneyToday(drawn="Phones in the hall from eight"), evening=True),
    }
