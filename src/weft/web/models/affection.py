"""What one needs right now, gestures, the map of what is wanted, and what lands."""

from dataclasses import dataclass

from weft.web.models.room import Room


@dataclass(frozen=True, slots=True)
class NeedChoice:
    """One of the needs to tap; ``said`` is what stands now."""

    value: str
    label: str
    said: bool


@dataclass(frozen=True, slots=True)
class NeedShown:
    """What the other needs: a heading, and two sentences of how."""

    heading: str
    how: str


@dataclass(frozen=True, slots=True)
class GestureLine:
    """A gesture in a list: its words, whose they are, and what stands under them."""

    href: str
    text: str
    caption: str
    side: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class NeedsToday:
    """On Today, of two: what the viewer may say, and what the other said."""

    choices: tuple[NeedChoice, ...]
    mine: str | None = None
    theirs: NeedShown | None = None
    come: tuple[GestureLine, ...] = ()
    """Gestures that came lately, with which nothing has been done."""


@dataclass(frozen=True, slots=True)
class GestureForm:
    """What was typed of a gesture; ``from_`` is as a date and time field has it."""

    way: str = "words"
    text: str = ""
    when: str = "look"
    from_: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several to choose: its word in the form, its label, what it is about, and whether it is chosen."""

    value: str
    label: str
    about: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class AffectionPage:
    """`/affection`: leave a gesture, what has come, and what was left."""

    room: Room
    form: GestureForm
    ways: tuple[Choice, ...]
    tap: str
    hints: tuple[str, ...] = ()
    has_given: bool = False
    received: tuple[GestureLine, ...] = ()
    given: tuple[GestureLine, ...] = ()
    say: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class GesturePage:
    """`/affection/{key}`: one gesture, for whoever gave it or for whom it came."""

    room: Room
    key: str
    title: str
    text: str
    caption: str
    side: str
    mine: bool
    woven: bool
    kept: bool = False
    landed: str = ""
    answer: str = ""
    answer_caption: str = ""
    manners: tuple[Choice, ...] = ()
    typed: str = ""
    say: str | None = None


@dataclass(frozen=True, slots=True)
class WantedLine:
    """One place of the map: its key, what it is, what was said of it, and whether the other may see it."""

    place: str
    label: str
    answer: str
    shown: bool


@dataclass(frozen=True, slots=True)
class MapPage:
    """`/affection/map`: one situation of the viewer's own map; ``groups`` are headings with their places."""

    room: Room
    situations: tuple[Choice, ...]
    situation: str
    heading: str
    groups: tuple[tuple[str, tuple[WantedLine, ...]], ...]
    answers: tuple[Choice, ...]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class TheirMapPage:
    """`/affection/theirs`: what the other shows of a map: by situation, the answers and the things under each."""

    room: Room
    situations: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class LandsPage:
    """`/affection/lands`: what tends to land with the viewer, what of it is shared, and from which hour lines come."""

    room: Room
    ways: tuple[Choice, ...]
    hours: tuple[Choice, ...]
    noted: tuple[GestureLine, ...] = ()
    kept: bool = False
