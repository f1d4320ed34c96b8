"""What one needs right now, gestures, the map of what is wanted, and what lands."""

from msgspec import Struct

from weft.web.models.room import Room


class NeedChoice(Struct, frozen=True):
    """One of the needs to tap; ``said`` is what stands now."""

    value: str
    label: str
    said: bool


class NeedShown(Struct, frozen=True):
    """What the other needs: a heading, and two sentences of how."""

    heading: str
    how: str


class GestureLine(Struct, frozen=True):
    """A gesture in a list: its words, whose they are, and what stands under them."""

    href: str
    text: str
    caption: str
    side: str
    answer: str = ""


class NeedsToday(Struct, frozen=True):
    """On Today, of two: what the viewer may say, and what the other said."""

    choices: tuple[NeedChoice, ...]
    mine: str | None = None
    theirs: NeedShown | None = None
    come: tuple[GestureLine, ...] = ()
    """Gestures that came lately, with which nothing has been done."""


class GestureForm(Struct, frozen=True):
    """What was typed of a gesture; ``from_`` is as a date and time field has it."""

    way: str = "words"
    text: str = ""
    when: str = "look"
    from_: str = ""


class Choice(Struct, frozen=True):
    """One of several to choose: its word in the form, its label, what it is about, and whether it is chosen."""

    value: str
    label: str
    about: str = ""
    chosen: bool = False


class AffectionPage(Struct, frozen=True):
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


class GesturePage(Struct, frozen=True):
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


class WantedLine(Struct, frozen=True):
    """One place of the map: its key, what it is, what was said of it, and whether the other may see it."""

    place: str
    label: str
    answer: str
    shown: bool


class MapPage(Struct, frozen=True):
    """`/affection/map`: one situation of the viewer's own map; ``groups`` are headings with their places."""

    room: Room
    situations: tuple[Choice, ...]
    situation: str
    heading: str
    groups: tuple[tuple[str, tuple[WantedLine, ...]], ...]
    answers: tuple[Choice, ...]
    kept: bool = False


class TheirMapPage(Struct, frozen=True):
    """`/affection/theirs`: what the other shows of a map: by situation, the answers and the things under each."""

    room: Room
    situations: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


class LandsPage(Struct, frozen=True):
    """`/affection/lands`: what tends to land with the viewer, what of it is shared, and from which hour lines come."""

    room: Room
    ways: tuple[Choice, ...]
    hours: tuple[Choice, ...]
    noted: tuple[GestureLine, ...] = ()
    kept: bool = False
