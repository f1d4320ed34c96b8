"""Where a sitting stands: plain values only, and never a word that anybody wrote."""

from enum import StrEnum
from typing import Any, NamedTuple

from weft.core.exercise.script import Form
from weft.core.people import Side


class Stage(StrEnum):
    """What is going on within a step."""

    CONSENT = "consent"
    GATHERING = "gathering"
    CHOOSING = "choosing"
    SPEAKING = "speaking"
    ECHOING = "echoing"
    AGAIN = "again"
    DOING = "doing"
    WRITING = "writing"
    WRITING_BACK = "writing-back"
    JUDGING = "judging"
    WRITING_AGAIN = "writing-again"
    ANSWERING = "answering"
    OPENING = "opening"
    OPENED = "opened"
    KEEPING = "keeping"
    PAUSED = "paused"
    OVER = "over"
    LAPSED = "lapsed"
    """What was sealed never opened in its time, and with it the sitting ended."""


ENDED = (Stage.OVER, Stage.LAPSED)
"""Stages after which nothing comes."""

NOBODY: frozenset[Side] = frozenset()
_SIDES = {form: frozenset({Side.LEFT}) if form is Form.SOLO else frozenset(Side) for form in Form}


class State(NamedTuple):
    """A sitting between two moves. A named tuple, because every move makes a new one.

    ``step`` indexes the script's steps; ``turn`` counts from 0 within a stretch of turns or repeats; ``take``
    counts how often something was said again in this step. ``elapsed`` is seconds in this stage, ``away`` in this
    pause, ``spent`` in a stretch that has to end in time. ``done`` are those who have done this step, ``back``
    those ready to go on after a pause, ``gone`` those who left. ``written`` are keys of words in the order written,
    ``opened`` those both may see. ``picks`` are "step-side-way", in the order picked. ``hour`` is seconds until what is
    sealed may open, where the two chose an hour for it; ``held`` are keys of words of which the author holds a half.
    ``ends`` is seconds until what is asked for under seal and did not open is gone, while anything is asked so.
    """

    form: Form
    first: Side
    step: int = 0
    turn: int = 0
    take: int = 0
    stage: Stage = Stage.CONSENT
    elapsed: int = 0
    away: int = 0
    paused: bool = False
    done: frozenset[Side] = NOBODY
    back: frozenset[Side] = NOBODY
    gone: frozenset[Side] = NOBODY
    written: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    picks: tuple[str, ...] = ()
    spent: int = 0
    hour: int | None = None
    held: tuple[str, ...] = ()
    ends: int | None = None

    @property
    def standing(self) -> Stage:
        """The stage, or that it is paused."""
        return Stage.PAUSED if self.paused else self.stage

    @property
    def sides(self) -> frozenset[Side]:
        """Who takes part."""
        return _SIDES[self.form]

    @property
    def over(self) -> bool:
        """Whether nothing more can come: it closed, it ran out, or everyone left."""
        return self.stage in ENDED or self.gone == self.sides


class StateDamaged(Exception):
    """What was kept is not a sitting of this version."""


def to_plain(state: State) -> dict[str, Any]:
    """The state as strings, whole numbers, booleans and lists, in a fixed order."""
    return {name: _plain(value) for name, value in state._asdict().items()}


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(str(one) for one in value)
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, StrEnum) else value


def from_plain(plain: dict[str, Any]) -> State:
    """The state that ``to_plain`` wrote. Raises StateDamaged for anything else."""
    try:
        state = State(
            form=Form(plain["form"]),
            first=Side(plain["first"]),
            stage=Stage(plain["stage"]),
            paused=plain["paused"] is True,
            step=_count(plain["step"]),
            turn=_count(plain["turn"]),
            take=_count(plain["take"]),
            elapsed=_count(plain["elapsed"]),
            away=_count(plain["away"]),
            done=frozenset(map(Side, plain["done"])),
            back=frozenset(map(Side, plain["back"])),
            gone=frozenset(map(Side, plain["gone"])),
            written=tuple(map(str, plain["written"])),
            opened=tuple(map(str, plain["opened"])),
            picks=tuple(map(str, plain.get("picks", ()))),
            spent=_count(plain.get("spent", 0)),
            hour=None if plain.get("hour") is None else _count(plain["hour"]),
            held=tuple(map(str, plain.get("held", ()))),
            ends=None if plain.get("ends") is None else _count(plain["ends"]),
        )
    except (KeyError, TypeError, ValueError) as why:
        raise StateDamaged from why
    return state


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError
    return value
