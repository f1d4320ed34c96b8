"""The cloth: near and far, opened, empty, as a list, and to take along."""

import dataclasses
from datetime import date

from msgspec.structs import replace

from web.samples.parts import BOTH, HALF, KEPT, OPENED, PHONE, href
from weft.core.tapestry import svg as loom
from weft.core.tapestry.drawdown import cut, parted
from weft.core.tapestry.far import from_afar
from weft.core.tapestry.sample import long_life
from weft.web import models as m


def cloths() -> dict[str, m.ClothPage]:
    above, band, below = parted(PHONE, OPENED)
    at = next(i for i, one in enumerate(HALF.bands) if one.key == OPENED)
    room = replace(BOTH, nav="cloth")
    wide = loom.svg(HALF, href=href, bare=84, ids="w", opened=OPENED, label="Your cloth, newest first")
    bare = loom.svg(dataclasses.replace(PHONE, bands=()), href=href, ids="c", label="A strung warp")
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
        "cloth-opened-letters": m.ClothPage(
            room,
            loom.svg(above, href=href, bare=64, ids="c", label="Your cloth, newest first"),
            wide,
            loom.shed(PHONE, ids="s"),
            loom.svg(below, href=href, bare=0, ids="d", label="Earlier"),
            replace(opened, title="Letters", words=(), practice="softer", letters=True),
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


def pages() -> dict[str, m.Page]:
    """The cloth in all its sizes."""
    return {
        "list": m.ListPage(
            replace(BOTH, nav="cloth"),
            (
                m.Day(
                    "Thursday 12 June", (m.Thing("lived-30", "Slow turns", "Evening. Two turns each.", KEPT),)
                ),
                m.Day("Wednesday 11 June", ()),
                m.Day("Tuesday 10 June", (m.Thing("lived-29", "Letters", "The softer thing", letters=True),)),
            ),
            "/cloth/list?before=2025-06-10",
        ),
        **cloths(),
        **far_away(),
    }
