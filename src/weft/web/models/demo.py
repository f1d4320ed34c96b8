"""The invented couple, and every part on one page."""

from msgspec import Struct

from weft.web.models.practices import PracticeLine
from weft.web.models.room import DyeChoice, Room


class DemoPerson(Struct, frozen=True):
    """One of the invented couple, with the passphrase anyone may know."""

    value: str
    name: str
    dye: str
    phrase: str


class DemoPage(Struct, frozen=True):
    """`/demo`: be either of them."""

    room: Room
    people: tuple[DemoPerson, ...]
    edge: str = ""
    edge_wide: str = ""


class PartsPage(Struct, frozen=True):
    """`/parts`: every component once."""

    room: Room
    practices: tuple[PracticeLine, ...]
    drafts: tuple[str, ...]
    dyes: tuple[DyeChoice, ...]
    edge: str
    loom: str
