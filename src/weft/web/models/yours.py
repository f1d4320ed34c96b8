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
