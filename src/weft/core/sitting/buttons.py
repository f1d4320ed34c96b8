"""The acts on a page: what each is called, whom it reaches, and where to write for it."""

from dataclasses import dataclass

from weft.core.exercise.script import Form, Kind, Step
from weft.core.sitting import wording
from weft.core.sitting.acts import DEEDS, WAYS
from weft.core.sitting.marks import ends_of
from weft.core.sitting.moves import Wrote
from weft.core.sitting.seat import Seat
from weft.core.sitting.state import Stage
from weft.core.sitting.turns import following, waits_for_open, words_key, writers


@dataclass(frozen=True, slots=True)
class Field:
    """Somewhere to write, or with ``ends`` a line to set a mark on. ``most`` is in characters.

    ``sure`` asks how sure the mark is.
    """

    name: str
    label: str
    most: int
    rows: int
    ends: tuple[str, str] | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """Something this person can do now. ``reach`` is "you", "both" or "them": whose edge the button touches."""

    name: str
    label: str
    reach: str
    note: str
    field: Field | None = None


def button(seat: Seat, name: str, me: str, other: str) -> Act:
    label, note, reach = _words_on(seat, name)
    own = seat.step.button
    if own is not None and name == _main(seat):
        label, note = own.label, own.note
    return Act(name, wording.fill(label, me, other), reach, wording.fill(note, me, other), _field(seat, name))


def _words_on(seat: Seat, name: str) -> tuple[str, str, str]:
    """An act's label, note and reach where the script has none of its own."""
    stage, form = seat.state.stage, seat.state.form
    if name in WAYS:
        way = seat.step.choose[WAYS.index(name)]
        return way[0].upper() + way[1:], "", "you"
    label, note, reach = wording.act(_spoken_of(seat, name), form)
    if name == "take-back" and (stage in wording.TAKING_BACK or seat.step.private):
        label, note = wording.TAKING_BACK.get(stage, (label, ""))
    if name == "pause" and seat.script.pause_word and form is not Form.SOLO:
        note = wording.OR_SAY.format(word=seat.script.pause_word)
    return label, note, reach


def _spoken_of(seat: Seat, name: str) -> str:
    """The act under the name by which its words are known: the same act can mean several things."""
    if name == "hand-over" and seat.state.stage is Stage.ANSWERING:
        return "answered"
    if name == "skip" and seat.state.stage is Stage.WRITING:
        return "skip-private"
    if seat.state.stage is not Stage.WRITING or DEEDS.get(name) is not Wrote:
        return name
    if seat.step.private:
        return f"{name}-private"
    if name == "rate" and following(seat.script, seat.state).kind is not Kind.OPEN:
        return name if seat.state.form is Form.SOLO else "rate-for-later"
    if name in ("write", "respond") and not _alone_writes(seat):
        later = waits_for_open(seat.script, seat.state, words_key(seat.state, seat.side))
        timed = "write-for-later" if seat.state.hour is None else "write-for-the-hour"
        return timed if later else f"{name}-sealed"
    return name


def _alone_writes(seat: Seat) -> bool:
    return seat.state.form is not Form.SOLO and len(writers(seat.script, seat.state)) == 1


def _main(seat: Seat) -> str:
    """The act a step's own button words are for."""
    if seat.state.stage is Stage.ANSWERING:
        return "hand-over"
    if seat.state.stage is Stage.DOING:
        return "end-early"
    return {
        Kind.AGREE: "agree",
        Kind.SPEAK: "hand-over",
        Kind.WRITE: "write",
        Kind.RESPOND: "respond",
        Kind.KEEP: "keep",
        Kind.RATE: "rate",
        Kind.GUESS: "guess",
        Kind.OPEN: "open",
    }.get(seat.step.kind, "ready")


def longest(step: Step) -> int:
    """How many characters may be written in a step: as many as it says, and a kept line is one line."""
    return 240 if step.kind is Kind.KEEP and step.most == 600 else step.most


def _field(seat: Seat, name: str) -> Field | None:
    if DEEDS.get(name) is not Wrote:
        return None
    if name in ("rate", "guess"):
        ends = ends_of(seat.script, seat.step)
        return Field("words", wording.FIELDS[name], 60, 1, ends, name == "guess")
    label = "echo" if seat.state.stage is Stage.WRITING_BACK else name
    most = longest(seat.step)
    return Field("words", wording.FIELDS[label], most, 2 if most <= 280 else 6)
