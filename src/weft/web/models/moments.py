"""Moments: the list of them, making one, one told by both, the dial, and the landscape."""

from msgspec import Struct

from weft.web.models.pictures import PictureShown
from weft.web.models.room import Room


class MomentLine(Struct, frozen=True):
    """One moment in the list; ``state`` is what there is for this viewer: "yours", "kept" or "open"."""

    href: str
    title: str
    caption: str
    state: str


class MomentsPage(Struct, frozen=True):
    """`/moments`."""

    room: Room
    moments: tuple[MomentLine, ...]


class MomentForm(Struct, frozen=True):
    """What was typed for a new moment, as it was typed."""

    kind: str = ""
    own_kind: str = ""
    title: str = ""
    first: str = ""
    last: str = ""
    where: str = ""
    chose: str = ""


class NewMomentPage(Struct, frozen=True):
    """`/moments/new`."""

    room: Room
    tap: str
    form: MomentForm
    kinds: tuple[str, ...]
    wrong: str | None = None
    field: str = ""
    """The field something is wrong in."""


class VoiceShown(Struct, frozen=True):
    """What one of the two told; without words where they took them back."""

    who: str
    side: str
    text: str
    feelings: str
    remember: str


class VoiceForm(Struct, frozen=True):
    """What was typed of a telling, as it was typed."""

    text: str = ""
    feelings: tuple[str, ...] = ()
    own_feeling: str = ""
    remember: str = ""


class MomentPage(Struct, frozen=True):
    """`/moments/{key}`: what both know of it; one's own telling, or both."""

    room: Room
    key: str
    title: str
    caption: str
    voices: tuple[VoiceShown, ...]
    """One's own before it has opened, both from then on."""
    open: bool
    writing: bool
    """Whether the form stands there."""
    form: VoiceForm
    words: tuple[str, ...]
    feel: str
    """Of feeling along: "none", "running", "kept" or "open"."""
    woven: bool
    wrong: str | None = None
    field: str = ""
    pictures: tuple[PictureShown, ...] = ()
    plan: str | None = None
    """The plan it came of, while it can still be said that it did not happen."""
    day: int = 0
    naming: str | None = None
    """Another name as it was typed, where it could not be kept."""


class FeelPage(Struct, frozen=True):
    """`/moments/{key}/feel`: the dial. ``at`` is where to go on, in seconds."""

    room: Room
    key: str
    title: str
    at: int
    clock: str


class WhyShown(Struct, frozen=True):
    """A line somebody left at a place."""

    words: str
    who: str
    side: str
    take_back: str | None = None


class PlaceShown(Struct, frozen=True):
    """A place of the landscape: what it is, in words, and what was said of it."""

    second: int
    clock: str
    words: str
    whys: tuple[WhyShown, ...]
    at: int
    """The second at which the viewer's line stands, or would."""
    mine: str
    """What the viewer wrote there, to be written again."""


class PartShown(Struct, frozen=True):
    """A part of the title in words: from when, and where each was."""

    clock: str
    left: str
    right: str


class LandscapePage(Struct, frozen=True):
    """`/moments/{key}/landscape`: both curves, and what they come to."""

    room: Room
    key: str
    title: str
    picture: str
    together: str
    places: tuple[PlaceShown, ...]
    parts: tuple[PartShown, ...]
    talk: PlaceShown | None
    others: tuple[WhyShown, ...]
    """Lines at places that are none of those shown."""
    woven: bool
    wrong: str | None = None
