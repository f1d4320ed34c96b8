"""Rooms, dyes and looms that every sample uses."""

from msgspec.structs import replace

from weft.core.practice import ABOUT, Practice
from weft.core.tapestry import svg as loom
from weft.core.tapestry.dye import NAME, Dye
from weft.core.tapestry.sample import spring
from weft.web import models as m

LEFT, RIGHT = Dye.MADDER, Dye.KENDAL


BOTH = m.Room("Noor", "Elias", "madder", "kendal", mine="both", signed_in=True, live=True)


NOOR = replace(BOTH, mine="left", live=False)


ELIAS = replace(BOTH, mine="right", viewer="right", live=False)


AS_ELIAS = replace(BOTH, viewer="right")


ALONE = m.Room("Noor", None, "madder", None, mine="left", signed_in=True, middle="no one here yet")


OUTSIDE = m.Room()


DOOR = m.Room(mine="left")


DYES = tuple(m.DyeChoice(dye.value, NAME[dye]) for dye in Dye)


PHONE, WIDE, HALF = spring(), spring(340), spring(204)


OPENED = "lived-30"


KEPT = (
    m.Said("I didn’t know you were nervous too.", "Noor", "what Noor kept", "left"),
    m.Said("Noor had noticed. I thought I’d hidden it.", "Elias", "what Elias kept", "right"),
)


def href(key: str) -> str:
    return f"/cloth/{key}#plate"


def swatch(practice: Practice, ids: str, width: int = 72, height: int = 72) -> str:
    return loom.swatch(practice, LEFT, RIGHT, width, height, ids)


def lines() -> tuple[m.PracticeLine, ...]:
    return tuple(
        m.PracticeLine(one.value, ABOUT[one].name, ABOUT[one].line, swatch(one, f"s{one}", 96, 76))
        for one in Practice
    )
