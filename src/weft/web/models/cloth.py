"""The cloth, a band lying open in it, and its back."""

from dataclasses import dataclass

from weft.web.models.room import Room, Said


@dataclass(frozen=True, slots=True)
class Opened:
    """A band lying open: its wall label, and what each kept.

    `wide_top` is how far down the wide cloth the band begins, in pixels.
    """

    title: str
    when: str
    weave_caption: str
    words: tuple[Said, ...]
    href_close: str
    practice: str = "talk"
    key: str = ""
    wide_top: int = 0


@dataclass(frozen=True, slots=True)
class ClothPage:
    """`/cloth` and `/cloth/{key}`.

    On a phone the cloth parts: `above` ends with the opened band, `shed` is bare
    warp, `below` the older cloth. `wide` is whole. Closed: `above` is the whole cloth.
    """

    room: Room
    above: str
    wide: str
    shed: str = ""
    below: str = ""
    opened: Opened | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """One lived thing in the list; `text` is its caption."""

    key: str
    title: str
    text: str
    words: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the list; a day without things is a quiet one."""

    label: str
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """`/cloth/list`: the back of the cloth."""

    room: Room
    days: tuple[Day, ...]
    older: str | None = None
    damaged: bool = False
