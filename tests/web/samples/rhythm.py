"""The rhythm of one's own: quiet hours and a knock."""

from msgspec.structs import replace

from web.samples.parts import NOOR
from weft.web import models as m

KNOCKS = (m.Choice("no", "Not at all"), m.Choice("here", "Once a day, in this browser"))


ZONES = (("Africa", ("Africa/Cairo",)), ("Europe", ("Europe/Lisbon", "Europe/Zurich")))


def pages() -> dict[str, m.Page]:
    """The rhythm, chosen and not."""
    return {
        "knock": m.KnockPage(
            replace(NOOR, nav="yours"),
            m.KnockForm("no", "19:00"),
            KNOCKS,
            "Europe/Lisbon",
            "BAcd",
            "The hour you chose",
        ),
        "knock-chosen": m.KnockPage(
            replace(NOOR, nav="yours"),
            m.KnockForm("kept", "19:00", "21:30", "08:00"),
            (*KNOCKS, m.Choice("kept", "Once a day, in the browser you chose")),
            "Europe/Lisbon",
            "BAcd",
            "The hour you chose",
            True,
            True,
            True,
        ),
        "knock-slip": m.KnockPage(
            replace(NOOR, nav="yours"),
            m.KnockForm("here", "7", "21:30"),
            KNOCKS,
            "Europe/Lisbon",
            "BAcd",
            "The hour you chose",
            say="Please write a time of day, such as 19:30.",
            field="at",
        ),
        "knock-no-courier": m.KnockPage(
            replace(NOOR, nav="yours"), m.KnockForm(), KNOCKS, "Europe/Lisbon", "", "The hour you chose"
        ),
        "home-screen": m.HomeScreenPage(replace(NOOR, nav="yours"), plain=False),
        "home-screen-plain": m.HomeScreenPage(replace(NOOR, nav="yours"), plain=True),
        "zone": m.ZonePage(replace(NOOR, nav="yours"), "", "Europe/Berlin", ZONES),
        "zone-kept": m.ZonePage(
            replace(NOOR, nav="yours"), "Europe/Lisbon", "Europe/Berlin", ZONES, kept=True
        ),
        "zone-slip": m.ZonePage(
            replace(NOOR, nav="yours"), "", "UTC", ZONES, say="Choose one of the places in the list."
        ),
    }
