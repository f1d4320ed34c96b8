"""The header of a page: whose names stand at which edge, and which edges are yarn."""

from msgspec.structs import replace

from weft.core.people import Person, Side
from weft.keeper.opened import Opened
from weft.web.models import Room

OUTSIDE = Room()
"""Nobody is in the room."""


def people(opened: Opened) -> tuple[Person | None, Person | None]:
    """Left and right, as far as they are known."""
    known = opened.log.life.people
    return known.get(Side.LEFT), known.get(Side.RIGHT)


def names(opened: Opened) -> dict[Side, str]:
    """What each is called; the other side of one alone is empty."""
    left, right = people(opened)
    return {Side.LEFT: left.name if left else "", Side.RIGHT: right.name if right else ""}


def partner_name(opened: Opened) -> str:
    return names(opened)[opened.side.other]


def shared(opened: Opened, nav: str | None = None, middle: str = "", live: bool = True) -> Room:
    """A page both may see: yarn down both edges, or down one while there is only one."""
    left, right = people(opened)
    return Room(
        left=left.name if left else None,
        right=right.name if right else None,
        left_dye=str(left.dye) if left else None,
        right_dye=str(right.dye) if right else None,
        middle=middle,
        mine="both" if left and right else opened.side.value,
        viewer=opened.side.value,
        nav=nav,
        signed_in=True,
        live=live,
    )


def private(opened: Opened, nav: str | None = None, middle: str = "only you see this page") -> Room:
    """A page only this person sees: their own edge is yarn, the other is needle holes."""
    return replace(shared(opened, nav, middle, live=False), mine=opened.side.value)
