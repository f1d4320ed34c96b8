"""Moments: the list of them, making one, one told by both, the dial, and the landscape."""

from dataclasses import dataclass

from weft.web.models.pictures import PictureShown
from weft.web.models.room import Room


@dataclass(frozen=True, slots=True)
class MomentLine:
    """One moment in the list; ``state`` is what there is for this viewer: "yours", "kept" or "open"."""

    href: str
    title: str
    caption: str
    state: str


@dataclass(frozen=True, slots=True)
class MomentsPage:
    """`/moments`."""

    room: Room
    moments: tuple[MomentLine, ...]


@dataclass(frozen=True, slots=True)
class MomentForm:
    """What was typed for a new moment, as it was typed."""

    kind: str = ""
    own_kind: str = ""
    title: str = ""
    first: str = ""
    last: str = ""
    where: str = ""
    chose: str = ""


@dataclass(frozen=True, slots=True)
class NewMomentPage:
    """`/moments/new`."""

    room: Room
    tap: str
    form: MomentForm
    kinds: tuple[str, ...]
    wrong: str | None = None
    field: str = ""
    """The field something is wrong in."""


@dataclass(frozen=True, slots=True)
class VoiceShown:
    """What one of the two told; without words where they took them back."""

    who: str
    side: str
    text: str
    feelings: str
    remember: str


@dataclass(frozen=True, slots=True)
class VoiceForm:
    """What was typed of a telling, as it was typed."""

    text: str = ""
    feelings: tuple[str, ...] = ()
    own_feeling: str = ""
    remember: str = ""


@dataclass(frozen=True, slots=True)
class MomentPage:
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


@dataclass(frozen=True, slots=True)
class FeelPage:
    """`/moments/{key}/feel`: the dial. ``at`` is where to go on, in seconds."""

    room: Room
    key: str
    title: str
    at: int
    clock: str


@dataclass(frozen=True, slots=True)
class WhyShown:
    """A line somebody left at a place."""

    words: str
    who: str
    side: str
    take_back: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """A place of the landscape: what it is, in words, and what was said of it."""

    second: int
    clock: str
    words: str
    whys: tuple[WhyShown, ...]
    mine: str
    """What the viewer wrote there, to be written again."""


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of the title in words: from when, and where each was."""

    clock: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class LandscapePage:
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
