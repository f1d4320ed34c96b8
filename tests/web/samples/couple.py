"""Two who come together, and part."""

import segno
from msgspec.structs import replace

from web.samples.moments import drawn_land
from web.samples.parts import ALONE, BOTH, ELIAS, KEPT, LEFT, NOOR, PHONE, RIGHT
from weft.core.tapestry import svg as loom
from weft.web import models as m


def qr(link: str) -> str:
    drawn: str = segno.make(link, error="m").svg_inline(
        omitsize=True, border=3, svgclass="qr", lineclass=None
    )
    return drawn


def pages() -> dict[str, m.Page]:
    """Inviting, joining, comparing, leaving, and what was."""
    link = "https://weft.home.example/join#7K3M-Q9TX-4HWB-R2ZD-VN8C-6P"
    return {
        "invite": m.InvitePage(
            ALONE, "7K3M-Q9TX-4HWB-R2ZD-VN8C-6P", qr(link), link, "21:40 tonight", "weft.home.example"
        ),
        "invite-none": m.InvitePage(ALONE),
        "join": m.JoinPage(replace(ALONE, middle=""), "", "That code has been used."),
        "join-confirm": m.JoinPage(replace(ELIAS, middle=""), "7K3M", None, "Noor", "confirm"),
        "compare": m.ComparePage(
            BOTH,
            ("heron", "ladder", "brine", "copper", "oat", "lantern"),
            loom.likeness(21, LEFT, RIGHT, 144, 144, "l"),
        ),
        "renewed": m.RenewedPage(
            NOOR,
            ("heron", "ladder", "brine", "copper", "oat", "lantern"),
            loom.likeness(21, LEFT, RIGHT, 144, 144, "l"),
        ),
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
            besides=(
                m.KeptDay(
                    "Left for each other",
                    (
                        m.Thing(
                            "", "", "", (m.Said("You hummed.", "Noor", "Wednesday 11 June 2025", "left"),)
                        ),
                    ),
                ),
                m.KeptDay(
                    "Plans",
                    (
                        m.Thing(
                            "", "", "", (m.Said("Agreed: Saturday, 10:00.", "", "Market · 14 June", "left"),)
                        ),
                    ),
                ),
            ),
            scapes={
                "lived-30": m.KeptScape(
                    drawn_land(),
                    "You tended to rise and fall together.",
                    (m.WhyShown("The coat.", "0:48, Noor", "left"),),
                )
            },
        ),
    }
