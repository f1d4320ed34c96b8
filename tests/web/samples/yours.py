"""What is one's own: settings, copies, what isn't as it should be; and the pages for everybody."""

from msgspec.structs import replace

from web.samples.parts import ALONE, BOTH, DYES, NOOR, OPENED, OUTSIDE, PHONE, WIDE, href, lines
from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry import svg as loom
from weft.core.tapestry.drawdown import parted
from weft.web import models as m


def pages() -> dict[str, m.Page]:
    """Yours, copies, damage, and pages for everybody."""
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
    return {
        "yours": yours,
        "yours-after": replace(yours, kept=(m.Link("What was, with Elias", "/kept/ab"),)),
        "still": m.StillPage(
            replace(ALONE, nav="yours", middle="only you see this page"),
            True,
            (
                m.StillShelf("map", "", "Your map of wanted affection", ("Tired. Like: a hug. No: a kiss.",)),
                m.StillShelf("calendars", "", "Calendars you connected", ("Work",)),
            ),
            (
                m.StillPast(
                    "Elias",
                    "/kept/ab",
                    (
                        m.StillShelf(
                            "evenings",
                            "ab",
                            "What counted of your evenings",
                            ("What of Thursday 4 June 2026 you let count for both.",),
                        ),
                        m.StillShelf(
                            "given", "ab", "What you left, and what never arrived", ("You hummed.",)
                        ),
                    ),
                ),
            ),
        ),
        "still-of-two": m.StillPage(
            replace(NOOR, nav="yours"), False, (), (m.StillPast("Ravi", "/kept/cd", ()),)
        ),
        "yours-withheld": replace(yours, withheld=True),
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
        "damage-couple-key": m.DamagePage(ALONE, "couple-key", True),
        "damage-pin": m.DamagePage(ALONE, "pin"),
        "say": m.SayPage(
            NOOR,
            "This invitation has been used",
            "It worked once, as they do. If it was not you who used it, compare your six words together.",
            (m.Link("Today", "/today"), m.Link("Compare", "/compare")),
        ),
        "help": m.HelpPage(OUTSIDE),
        "host": m.HostPage(
            OUTSIDE, "Noor, on a small machine behind the bookshelf", True, "noor@home.example"
        ),
        "away": m.AwayPage(),
        "demo": m.DemoPage(
            OUTSIDE.__class__("Noor", "Elias", "madder", "kendal", mine="both"),
            (
                m.DemoPerson("left", "Noor", "Madder", "madder on the left edge of the cloth"),
                m.DemoPerson("right", "Elias", "Kendal", "kendal on the right edge of the cloth"),
            ),
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
    }
