"""A sitting as one of the two has it before them, and its end."""

from msgspec import Struct

from weft.core.sitting.scene import Scene
from weft.web.models.room import Room, Said


class MarkShown(Struct, frozen=True):
    """A mark on a line: `place` in hundredths, the `side` that set it, and the side it is `about`."""

    place: int
    side: str
    about: str
    guess: bool


class LineShown(Struct, frozen=True):
    """A line between two ends with the marks that may be seen, and the same in words.

    `about` names the line when there are several.
    """

    about: str
    first: str
    last: str
    marks: tuple[MarkShown, ...]
    said: tuple[Said, ...]


class SittingPage(Struct, frozen=True):
    """`/sittings/{board}`: what one person has before them now.

    `until_ms` is when the turn ends (milliseconds since 1970, the server's clock),
    `total_s` how long it is; `loom` the cloth that grows meanwhile; `lines` what was marked;
    `say` is what went wrong, if anything did; `sealed` what their browser can do on a page of its own
    ("write", "open", "read"), or None; `opens` when what both write opens, where they chose an hour;
    `lasts` how long it waits to be opened ("weeks", "hour"), or None where nothing is asked for under seal.
    """

    room: Room
    board: str
    scene: Scene
    said: tuple[Said, ...]
    loom: str
    exercise_id: str
    until_ms: int | None = None
    total_s: int | None = None
    say: str | None = None
    tap: str = ""
    lines: tuple[LineShown, ...] = ()
    recalled: tuple[Said, ...] = ()
    recalled_from: str = ""
    """What the two kept in another exercise that this one begins with, and its title."""
    sealed: str | None = None
    opens: str | None = None
    lasts: str | None = None


class EndedPage(Struct, frozen=True):
    """`/sittings/{board}` once it is over: where it lies, and one question each is asked alone.

    `asks` is whether to ask; `felt` the viewer's own answer ("yes", "partly", "no", "unsaid"), or None;
    `band` where it lies in the cloth; `moment` where a moment may be made of it; `edge` the growing edge, if it is there.
    """

    room: Room
    board: str
    title: str
    text: str
    asks: bool = True
    felt: str | None = None
    band: str | None = None
    moment: str | None = None
    edge: str = ""
    edge_wide: str = ""
