"""Boards: where a sitting stands, locked under the log it will be woven into. Words never lie on one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from weft.core.exercise.parse import parse
from weft.core.exercise.script import Exercise, Form, ScriptErrors
from weft.core.people import Side, SittingId
from weft.core.sitting.moves import Waited
from weft.core.sitting.play import play
from weft.core.sitting.scene import Scene, scene
from weft.core.sitting.state import Stage, State, StateDamaged, from_plain
from weft.core.sitting.turns import due
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened
from weft.keeper.ports import BoardRow
from weft.keeper.running_out import clear
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import lp
from weft.vault.padding import pad, unpad


class Standing(msgspec.Struct):
    """What lies on a board. Instants are milliseconds since 1970, UTC; ``at`` is when ``state`` was true."""

    exercise: str
    title: str
    state: dict[str, Any]
    at: int
    began: int = 0
    woven: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """A sitting as it stands now, with the script it began with and the log it belongs to."""

    id: SittingId
    rev: int
    log: OpenLog
    standing: Standing
    script: Exercise
    state: State

    @property
    def exercise(self) -> str:
        return self.standing.exercise

    @property
    def title(self) -> str:
        return self.standing.title

    @property
    def form(self) -> str:
        return self.state.form.value

    @property
    def yes(self) -> frozenset[Side]:
        """Who has said yes, before it begins."""
        return self.state.done if self.state.stage is Stage.CONSENT else self.state.sides

    @property
    def begun(self) -> bool:
        return self.state.stage is not Stage.CONSENT

    @property
    def lapsed(self) -> bool:
        """Whether it ran out: something was asked for under seal and did not open in its time."""
        return self.state.stage is Stage.LAPSED

    @property
    def mark(self) -> str:
        """Where in the script it stands. A tap made elsewhere in it is not taken for one made here."""
        state = self.state
        return f"{state.step}.{state.turn}.{state.take}.{state.standing}"

    @property
    def until(self) -> int | None:
        """The instant at which time alone changes something, in milliseconds since 1970."""
        left = due(self.script, self.state)
        return None if left is None else self.standing.at + left * 1000

    @property
    def opens(self) -> int | None:
        """The instant at which what is sealed may open, in milliseconds since 1970; None where no hour was chosen."""
        return None if self.state.hour is None else self.standing.at + self.state.hour * 1000

    @property
    def ends(self) -> int | None:
        """The instant at which what is asked for under seal is gone, in milliseconds since 1970; None where nothing is."""
        return None if self.state.ends is None else self.standing.at + self.state.ends * 1000


class NothingThere(Exception):
    """There is no such sitting, or it is over."""


class Shut(NothingThere):
    """There is such a sitting, and its board was altered or is another version's."""


async def boards(home: Home, opened: Opened) -> list[Board]:
    """Everything asked for or under way that this person takes part in."""
    return under_way(opened, await all_boards(home, opened))


def under_way(opened: Opened, some: Sequence[Board]) -> list[Board]:
    """Those of these boards which this person has not left, and which have not run out."""
    return [one for one in some if opened.side not in one.state.gone and not one.lapsed]


async def all_boards(home: Home, opened: Opened) -> list[Board]:
    """The same, and those this person has left, or that ran out: words on them are no more open for that."""
    found = await lying(home, opened)
    for one in found:
        _look_at_the_hour(home, opened, one)
        if one.lapsed:
            await clear(home, opened, one.log, one.id, one.rev, one.state.opened)
    return found


async def lying(home: Home, opened: Opened) -> list[Board]:
    """The same, and nothing that ran out is cleared away for it: for whoever holds the lock of a log."""
    rows = [row for log in opened.all_logs for row in await _rows(home, log)]
    found = await readable(home, opened, rows)
    opened.shut = frozenset(row.board for row in rows) - {one.id for one in found}
    return found


async def _rows(home: Home, log: OpenLog) -> list[BoardRow]:
    """Those of one log. What was read of one that has gone is forgotten."""
    rows = await home.store.boards(log.log)
    for gone in log.boards.keys() - {row.board for row in rows}:
        del log.boards[gone]
    return rows


async def readable(home: Home, opened: Opened, rows: Sequence[BoardRow]) -> list[Board]:
    now, by_id = home.clock(), {log.log: log for log in opened.all_logs}
    found = [await _read(home, by_id[row.log], row, now) for row in rows]
    return [one for one in found if one is not None]


async def board(home: Home, opened: Opened, sitting: str) -> Board:
    """One sitting. Raises NothingThere, as Shut when there is a board and it doesn't open."""
    now = home.clock()
    for log in opened.all_logs:
        row = await home.store.board(log.log, sitting)
        if row:
            found = await _read(home, log, row, now)
            if found is None:
                raise Shut
            if found.lapsed:
                raise NothingThere
            _look_at_the_hour(home, opened, found)
            return found
    raise NothingThere


_SETTLED = 2.0
"""Seconds after the hour at which pages look, so that it is past for a board that counts in whole seconds."""


def _look_at_the_hour(home: Home, opened: Opened, one: Board) -> None:
    """Have this person's open pages look again when what is sealed here may open.

    It follows from what this person has looked at, never from what the other has done or whether they ever looked.
    """
    if one.opens is None or not one.begun:
        return
    log, person = one.log.log, opened.person
    at = max(round(one.opens / 60_000) * 60 + _SETTLED, home.clock().timestamp() + 1)
    home.hours.at(
        (person, one.id), lambda: at - home.clock().timestamp(), lambda: home.tell(log, only=person)
    )


_UNREADABLE = (EnvelopeAltered, msgspec.DecodeError, UnicodeDecodeError, ScriptErrors, StateDamaged)
"""What an altered board comes to, and one that another version of Weft left and this one can't play."""


async def _read(home: Home, log: OpenLog, row: BoardRow, now: datetime) -> Board | None:
    put, held = log.boards.get(row.board, (None, None))
    if not isinstance(held, Board) or put != row:
        held = _unlocked(home, log, row)
        log.boards[row.board] = row, held
    if held is None:
        return None
    state, standing = _until_now(held.script, held.state, held.standing, now)
    return replace(held, state=state, standing=standing)


def _unlocked(home: Home, log: OpenLog, row: BoardRow) -> Board | None:
    """A board as it was put."""
    try:
        plain = envelope.unlock(log.key, Purpose.BOARD, board_aad(log, row.board, "standing"), row.locked)
        standing = msgspec.json.decode(unpad(plain), type=Standing)
        text = envelope.unlock(log.key, Purpose.BOARD, board_aad(log, row.board, "script"), row.script or b"")
        script = _script(home, standing.exercise, unpad(text).decode())
        state = from_plain(standing.state)
    except _UNREADABLE:
        return None
    if state.step >= len(script.steps):
        return None
    return Board(SittingId(row.board), row.rev, log, standing, script, state)


def _script(home: Home, exercise: str, text: str) -> Exercise:
    """The script a sitting began with, whatever the library holds by now."""
    known = home.library.exercises.get(exercise)
    return known if known and known.text == text else _parsed(text, exercise)


@lru_cache(maxsize=512)
def _parsed(text: str, name: str) -> Exercise:
    """Scripts with their prompts dealt are each read once, and not at every look."""
    return parse(text, name)


def _until_now(script: Exercise, state: State, standing: Standing, now: datetime) -> tuple[State, Standing]:
    seconds = max(0, instant_ms(now) - standing.at) // 1000
    waited, _ = play(script, state, Waited(seconds))
    return waited, msgspec.structs.replace(standing, at=standing.at + seconds * 1000)


def instant_ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def board_aad(log: OpenLog, sitting: str, part: str) -> bytes:
    return lp("board", bytes.fromhex(log.log), bytes.fromhex(sitting), part)


def scene_of(one: Board, opened: Opened, names: tuple[str, str]) -> Scene:
    """What this person has before them."""
    return scene(one.script, one.state, side_in(one, opened), names)


def side_in(one: Board, opened: Opened) -> Side:
    return Side.LEFT if one.state.form is Form.SOLO else opened.side


def board_row(log: OpenLog, sitting: str, rev: int, standing: Standing) -> BoardRow:
    plain = pad(msgspec.json.encode(standing), 1024)
    return BoardRow(
        log.log,
        sitting,
        rev,
        envelope.lock(log.key, Purpose.BOARD, board_aad(log, sitting, "standing"), plain),
    )
