"""Who is in the room, and what every page is put together from: links, kept words, dyes to choose."""

from msgspec import Struct


class Room(Struct, frozen=True):
    """Who is in the room: the header, the two edges of the page and the bar at its foot.

    `mine` names the edges that are yarn ("left", "right", "both", "nobody"); the
    others are needle holes. `viewer` is the side the viewer's own words hang from.
    `nav` is the place in the bar ("today", "practices", "cloth", "yours") or None.
    """

    left: str | None = None
    right: str | None = None
    left_dye: str | None = None
    right_dye: str | None = None
    middle: str = ""
    mine: str = "nobody"
    viewer: str = "left"
    nav: str | None = None
    signed_in: bool = False
    live: bool = False

    @property
    def them(self) -> str | None:
        """The other person's name, if there is another person."""
        return self.right if self.viewer == "left" else self.left

    @property
    def reach(self) -> str:
        """Which edges are strung, as a class of the page's body."""
        return {"left": "only-left", "right": "only-right", "both": "both"}.get(self.mine, "nobody")


class Link(Struct, frozen=True):
    """A quiet link: what it says and where it goes."""

    label: str
    href: str


class Said(Struct, frozen=True):
    """Words a person kept; `side` is "left" or "right", `when` and `who` are the caption."""

    words: str
    who: str
    when: str
    side: str
    href: str | None = None
    take_back: str | None = None
    """What the viewer, whose words these are, sends to take them back; on an opened band alone."""
    sealed: str | None = None
    """Where words are read that only the viewer's own browser opens; ``words`` is empty then."""


class DyeChoice(Struct, frozen=True):
    """A dye to choose: its word in forms, and its name."""

    value: str
    name: str
