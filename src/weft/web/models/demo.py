"""The invented couple, and every part on one page."""

from dataclasses import dataclass

from weft.web.models.practices import PracticeLine
from weft.web.models.room import DyeChoice, Room


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the invented couple."""

    value: str
    name: str
    dye: str


@dataclass(frozen=True, slots=True)
class DemoPage:
    """`/demo`: be either of them."""

    room: Room
    people: tuple[DemoPerson, ...]
    edge: str = ""
    edge_wide: str = ""


@dataclass(frozen=True, slots=True)
class PartsPage:
    """`/parts`: every component once."""

    room: Room
    practices: tuple[PracticeLine, ...]
    drafts: tuple[str, ...]
    dyes: tuple[DyeChoice, ...]
    edge: str
    loom: str
