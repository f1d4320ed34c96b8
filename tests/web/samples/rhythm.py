"""The rhythm of one's own: quiet hours and a knock."""

from msgspec.structs import replace

from web.samples.parts import NOOR
from weft.web import models as m

KNOCKS = (m.Choice("no", "Not at all"), m.Choice("here", "Once a day, in this browser"))


ZONES = (m.Choice("Europe/Lisbon", "Europe/Lisbon", "", True), m.Choice("UTC", "UTC"))


def pages() -> dict[str, m.Page]:
    """The rhythm, chosen and not."""
    return {
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
    }
