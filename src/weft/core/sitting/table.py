"""The one table a sitting goes by: in this stage, this move, by whom, leads where."""

from dataclasses import dataclass
from enum import StrEnum

from weft.core.sitting.moves import (
    Agreed,
    Chose,
    EndedEarly,
    GotMe,
    HandedOver,
    Left,
    Move,
    NotQuite,
    Paused,
    Ready,
    Resumed,
    Returned,
    Skipped,
    TookBack,
    Waited,
    Wrote,
    Yielded,
)
from weft.core.sitting.state import ENDED, Stage


class Who(StrEnum):
    """Whose move it is."""

    EACH = "each, once"
    HOLDER = "whose turn it is"
    HEARER = "the other one"
    WRITER = "who is to write"
    DONE = "who has done it"
    ANYONE = "anyone"


class Then(StrEnum):
    """What a move leads to, when it does not lead to a stage of the same step."""

    ALL = "the next step, once all have done it"
    ON = "the next step"
    OPENED = "opened to both, once both have opened it"
    UNDO = "the same, undone"
    RESEAL = "back to what this person sealed, to write it again"
    SWAP = "the other goes first"
    PAUSE = "a pause"
    RESUME = "on, once all are back"
    LEAVE = "left"
    RETURN = "back"
    TIME = "time goes by"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: in this stage, this move, by whom, leads where."""

    stage: Stage
    move: type[Move]
    who: Who
    then: Then | Stage


LIVE_STAGES = (
    Stage.GATHERING,
    Stage.SPEAKING,
    Stage.ECHOING,
    Stage.AGAIN,
    Stage.DOING,
    Stage.WRITING,
    Stage.ANSWERING,
    Stage.CHOOSING,
    Stage.OPENING,
    Stage.OPENED,
)
"""Stages that can be paused, when both are there at once or one is alone."""

TABLE: tuple[Row, ...] = (
    Row(Stage.CONSENT, Agreed, Who.EACH, Then.ALL),
    Row(Stage.CONSENT, TookBack, Who.DONE, Then.UNDO),
    Row(Stage.GATHERING, Ready, Who.EACH, Then.ALL),
    Row(Stage.CHOOSING, Chose, Who.EACH, Then.ALL),
    Row(Stage.CHOOSING, TookBack, Who.DONE, Then.UNDO),
    Row(Stage.SPEAKING, HandedOver, Who.HOLDER, Then.ON),
    Row(Stage.SPEAKING, Yielded, Who.HOLDER, Then.SWAP),
    Row(Stage.ECHOING, GotMe, Who.HOLDER, Then.ON),
    Row(Stage.ECHOING, NotQuite, Who.HOLDER, Stage.AGAIN),
    Row(Stage.AGAIN, HandedOver, Who.HOLDER, Stage.ECHOING),
    Row(Stage.DOING, EndedEarly, Who.ANYONE, Then.ON),
    Row(Stage.WRITING, Wrote, Who.WRITER, Then.ALL),
    Row(Stage.WRITING, Skipped, Who.WRITER, Then.ALL),
    Row(Stage.WRITING, TookBack, Who.DONE, Then.UNDO),
    Row(Stage.WRITING_BACK, Wrote, Who.HEARER, Stage.JUDGING),
    Row(Stage.JUDGING, GotMe, Who.HOLDER, Then.ON),
    Row(Stage.JUDGING, NotQuite, Who.HOLDER, Stage.WRITING_AGAIN),
    Row(Stage.WRITING_AGAIN, Wrote, Who.HOLDER, Stage.WRITING_BACK),
    Row(Stage.ANSWERING, HandedOver, Who.HEARER, Then.ON),
    Row(Stage.OPENING, Ready, Who.EACH, Then.OPENED),
    Row(Stage.OPENING, TookBack, Who.ANYONE, Then.RESEAL),
    Row(Stage.OPENED, Ready, Who.EACH, Then.ALL),
    Row(Stage.KEEPING, Wrote, Who.EACH, Then.ALL),
    Row(Stage.KEEPING, Skipped, Who.EACH, Then.ALL),
    *(Row(stage, Paused, Who.ANYONE, Then.PAUSE) for stage in LIVE_STAGES),
    Row(Stage.PAUSED, Resumed, Who.ANYONE, Then.RESUME),
    *(Row(stage, Left, Who.ANYONE, Then.LEAVE) for stage in Stage if stage not in ENDED),
    *(Row(stage, Returned, Who.ANYONE, Then.RETURN) for stage in Stage if stage not in ENDED),
    *(Row(stage, Waited, Who.ANYONE, Then.TIME) for stage in Stage),
)
"""Every transition there is. A move without a row here cannot be made."""

ROWS = {(row.stage, row.move): row for row in TABLE}
