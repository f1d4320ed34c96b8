"""The cloth, a band lying open in it, and its back."""

from msgspec import Struct

from weft.web.models.room import Room, Said


class Opened(Struct, frozen=True):
    """A band lying open: its wall label, and what each kept.

    `wide_top` is how far down the wide cloth the band begins, in pixels. `letters`: it is of letters, which only
    browsers open, and leads to where they do.
    """

    title: str
    when: str
    weave_caption: str
    words: tuple[Said, ...]
    href_close: str
    practice: str = "talk"
    key: str = ""
    wide_top: int = 0
    letters: bool = False


class ClothPage(Struct, frozen=True):
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


class Thing(Struct, frozen=True):
    """One lived thing in the list; `text` is its caption. `letters` as in `Opened`."""

    key: str
    title: str
    text: str
    words: tuple[Said, ...] = ()
    letters: bool = False


class Day(Struct, frozen=True):
    """A day of the list; a day without things is a quiet one."""

    label: str
    things: tuple[Thing, ...]


class ListPage(Struct, frozen=True):
    """`/cloth/list`: the back of the cloth."""

    room: Room
    days: tuple[Day, ...]
    older: str | None = None
    damaged: bool = False
