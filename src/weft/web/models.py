"""What each page shows: one frozen record per template, filled by the pages and read by `paint`.

A model holds only what this viewer may see. Pictures are strings of SVG drawn
by our own loom; every other string is plain text and is escaped by the template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weft.core.sitting.scene import Scene


@dataclass(frozen=True, slots=True)
class Room:
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


@dataclass(frozen=True, slots=True)
class Link:
    """A quiet link: what it says and where it goes."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words a person kept; `side` is "left" or "right", `when` and `who` are the caption."""

    words: str
    who: str
    when: str
    side: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class DyeChoice:
    """A dye to choose: its word in forms, and its name."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """`/`: what Weft is, and the ways in."""

    room: Room
    invited: bool


@dataclass(frozen=True, slots=True)
class BeginPage:
    """`/begin`: make an account; `say` is what was wrong, `field` where ("name", "passphrase")."""

    room: Room
    dyes: tuple[DyeChoice, ...]
    name: str = ""
    dye: str = "madder"
    say: str | None = None
    field: str | None = None
    invited: bool = False


@dataclass(frozen=True, slots=True)
class SignInPage:
    """`/sign-in`."""

    room: Room
    say: str | None = None


@dataclass(frozen=True, slots=True)
class RecoverPage:
    """`/recover`: back in with the recovery code."""

    room: Room
    say: str | None = None


@dataclass(frozen=True, slots=True)
class InvitePage:
    """`/invite`: the code to hand over; `code` is None until one is made."""

    room: Room
    code: str | None = None
    qr: str | None = None
    link: str = ""
    until: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class JoinPage:
    """`/join`: type a code (stage "code"), then say yes to who sent it (stage "confirm")."""

    room: Room
    code: str = ""
    say: str | None = None
    from_name: str | None = None
    stage: str = "code"


@dataclass(frozen=True, slots=True)
class ComparePage:
    """`/compare`: six words and a swatch, the same on both phones if nobody stands between."""

    room: Room
    words: tuple[str, ...]
    swatch: str
    compared: bool = False


@dataclass(frozen=True, slots=True)
class SayPage:
    """One kind page: a heading, a sentence or two, and where to go from here."""

    room: Room
    heading: str
    text: str
    acts: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Harm:
    """What is wrong in one log (`what` as the keeper names it), and the days it concerns."""

    own: bool
    what: str
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DamagePage:
    """`/damage`: what isn't as it should be.

    `withheld` is why the shared log stays closed, or None; `shut` whether a sitting under way can't be read;
    `older` whether an older copy was put back, from which the viewer may go on.
    """

    room: Room
    withheld: str | None = None
    compared: bool = False
    harms: tuple[Harm, ...] = ()
    shut: bool = False
    older: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The one thing suggested today, why, and what asking does."""

    exercise_id: str
    title: str
    reason: str
    swatch: str
    ask_label: str
    ask_note: str
    form: str = "together"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something one of the two has asked for and the other has not answered."""

    board: str
    title: str
    from_me: bool
    form: str
    exercise_id: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    """`/today`: one suggestion, what is open, a few kept words, the growing edge of the cloth."""

    room: Room
    when: str
    suggestion: Suggestion | None = None
    offers: tuple[Offer, ...] = ()
    running: tuple[Link, ...] = ()
    lines: tuple[Said, ...] = ()
    edge: str = ""
    edge_wide: str = ""
    not_compared: bool = False
    alone: bool = False
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A practice in the list of seven."""

    key: str
    name: str
    line: str
    swatch: str


@dataclass(frozen=True, slots=True)
class PracticesPage:
    """`/practices`: the seven weaves."""

    room: Room
    practices: tuple[PracticeLine, ...]


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise in a practice's list; `minutes` 0 means it takes the time it takes."""

    id: str
    title: str
    minutes: int
    forms: tuple[str, ...]
    depth_words: str


@dataclass(frozen=True, slots=True)
class PracticePage:
    """`/practices/{key}`: what the practice is for and what can be done in it."""

    room: Room
    key: str
    name: str
    purpose: str
    weave: str
    ribbon: str
    exercises: tuple[ExerciseLine, ...]


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One way to do an exercise: "together", "apart", "own-pace" or "solo"."""

    value: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Consent:
    """Who has said yes to an offered exercise; `href` opens it once both have."""

    mine: bool
    theirs: bool
    form: str
    board: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class ExercisePage:
    """`/exercises/{id}`: what it is, why, when not to, and the tie between two yeses."""

    room: Room
    id: str
    title: str
    caption: str
    ribbon: str
    what: str
    why: str
    evidence: str
    not_when: str
    forms: tuple[FormChoice, ...]
    consent: Consent | None = None
    alone: bool = False
    ribbon_wide: str = ""


@dataclass(frozen=True, slots=True)
class SittingPage:
    """`/sittings/{board}`: what one person has before them now.

    `until_ms` is when the turn ends (milliseconds since 1970, the server's clock),
    `total_s` how long it is; `loom` the cloth that grows meanwhile; `say` is what went wrong, if anything did.
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


@dataclass(frozen=True, slots=True)
class EndedPage:
    """`/sittings/{board}` once it is over: where it lies, and one question each is asked alone.

    `asks` is whether to ask; `felt` the viewer's own answer ("yes", "partly", "no", "unsaid"), or None;
    `band` where it lies in the cloth.
    """

    room: Room
    board: str
    title: str
    text: str
    asks: bool = True
    felt: str | None = None
    band: str | None = None


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


@dataclass(frozen=True, slots=True)
class Device:
    """Somewhere this person is signed in."""

    id: str
    label: str
    began: str
    this: bool


@dataclass(frozen=True, slots=True)
class YoursPage:
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


@dataclass(frozen=True, slots=True)
class HelpPage:
    """`/help`: the same for everyone, everywhere."""

    room: Room


@dataclass(frozen=True, slots=True)
class HostPage:
    """`/host`: who runs this server, and what they can and cannot see."""

    room: Room
    who: str
    partner_hosts: bool
    contact: str


@dataclass(frozen=True, slots=True)
class AwayPage:
    """`/away`: a blank page."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the invented couple."""

    value: str
    name: str
    dye: str


@dataclass(frozen=True, slots=True)
class DemoPage:
    """`/demo`: be either of them."""

    room: Room
    people: tuple[DemoPerson, ...]
    edge: str = ""
    edge_wide: str = ""


@dataclass(frozen=True, slots=True)
class PartsPage:
    """`/parts`: every component once."""

    room: Room
    practices: tuple[PracticeLine, ...]
    drafts: tuple[str, ...]
    dyes: tuple[DyeChoice, ...]
    edge: str
    loom: str


Page = (
    WelcomePage
    | BeginPage
    | SignInPage
    | RecoverPage
    | InvitePage
    | JoinPage
    | ComparePage
    | SayPage
    | DamagePage
    | TodayPage
    | PracticesPage
    | PracticePage
    | ExercisePage
    | SittingPage
    | EndedPage
    | ClothPage
    | ListPage
    | YoursPage
    | HelpPage
    | HostPage
    | AwayPage
    | DemoPage
    | PartsPage
)
