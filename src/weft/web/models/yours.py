"""A person's own name, dye, devices and lock."""

from msgspec import Struct

from weft.web.models.cloth import Day
from weft.web.models.room import DyeChoice, Link, Room


class Device(Struct, frozen=True):
    """Somewhere this person is signed in."""

    id: str
    label: str
    began: str
    this: bool


class StageChoice(Struct, frozen=True):
    """A time of life: its word in forms, what two people would call it, and whether it is theirs now."""

    value: str
    says: str
    so: bool


class OwnEyesPage(Struct, frozen=True):
    """`/yours/own-eyes`: what the viewer wrote for nobody else, newest first."""

    room: Room
    days: tuple[Day, ...]


class StillShelf(Struct, frozen=True):
    """Things of the viewer's own in words, and what the form says to forget them. ``of`` is a copy's key, or empty."""

    value: str
    of: str
    title: str
    lines: tuple[str, ...]


class StillPast(Struct, frozen=True):
    """What of the time with somebody is the viewer's alone."""

    them: str
    kept: str
    """Where the rest of it is."""
    shelves: tuple[StillShelf, ...]


class StillPage(Struct, frozen=True):
    """`/yours/still`: what stays the viewer's own when two part, to read and to forget."""

    room: Room
    alone: bool
    shelves: tuple[StillShelf, ...] = ()
    pasts: tuple[StillPast, ...] = ()


class YoursPage(Struct, frozen=True):
    """`/yours`: name, dye, devices, locks; only the viewer sees it."""

    room: Room
    name: str
    dye: str
    dyes: tuple[DyeChoice, ...]
    devices: tuple[Device, ...]
    lock_minutes: int
    lock_choices: tuple[int, ...]
    alone: bool
    not_compared: bool
    alike: bool = False
    say: str | None = None
    withheld: bool = False
    kept: tuple[Link, ...] = ()
    """What was, with those the viewer parted from."""
    pasts: tuple[str, ...] = ()
    """The cloths this person brought from a copy, by the names in them."""
    stages: tuple[StageChoice, ...] = ()
