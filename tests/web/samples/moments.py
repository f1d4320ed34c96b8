"""Moments, the dial and the landscape."""

from math import exp

from msgspec.structs import replace

from web.samples.parts import AS_ELIAS, BOTH, ELIAS, NOOR
from weft.core.moments import fields
from weft.core.moments.landscape import Curve, landscape
from weft.core.moments.picture import picture
from weft.core.people import Side
from weft.web import models as m


def pages() -> dict[str, m.Page]:
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
    place = m.PlaceShown(2880, "0:48", "was Noor’s alone.", whys, 2880, "that coat was Dad’s")
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
