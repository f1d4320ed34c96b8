"""Sittings: asked for, agreed to, played move by move, and woven when they have been lived.

A board holds where a sitting stands, locked under the log it will be woven into; words never lie on it. What
somebody writes is an entry of its own, signed by them, and the board only says which words are open to both.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

import msgspec

from weft.core.exercise.parse import parse
from weft.core.exercise.prompts import NothingToDraw, deal, prompt_id
from weft.core.exercise.script import Exercise, Form
from weft.core.log.entries import (
    PromptsDrawn,
    SittingWoven,
    UnderstandingFelt,
    Understood,
    What,
    WordsTakenBack,
    WordsWritten,
)
from weft.core.log.fold import Words
from weft.core.people import Side, SittingId
from weft.core.sitting.acts import move_for
from weft.core.sitting.cues import Unkeep
from weft.core.sitting.marks import as_kept
from weft.core.sitting.moves import Move, TookBack, Waited, Wrote
from weft.core.sitting.play import NotNow, NotPlayable, NotYourFloor, begin, due, lived, play
from weft.core.sitting.scene import Scene, scene
from weft.core.sitting.state import Stage, State, from_plain, to_plain
from weft.keeper.home import Home
from weft.keeper.ladder import closed, note_felt
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.ports import BoardDrop, BoardRow, RevTaken
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import lp
from weft.vault.padding import pad, unpad

TRIES = 5
"""Times an act is tried again, unseen, when the other person moved at the same instant."""


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
    def mark(self) -> str:
        """Where in the script it stands. A tap made elsewhere in it is not taken for one made here."""
        state = self.state
        return f"{state.step}.{state.turn}.{state.take}.{state.standing}"

    @property
    def until(self) -> int | None:
        """The instant at which time alone changes something, in milliseconds since 1970."""
        left = due(self.script, self.state)
        return None if left is None else self.standing.at + left * 1000


class NothingThere(Exception):
    """There is no such sitting, or it is over."""


class Shut(NothingThere):
    """There is such a sitting, and its board was altered."""


class NotYet(Exception):
    """The exercise opens after another, and its day has not come."""


class MovedOn(Exception):
    """The sitting stands elsewhere by now, so what was sent does not fit it. Nothing has changed."""


# ---------------------------------------------------------------- reading


async def boards(home: Home, opened: Opened) -> list[Board]:
    """Everything asked for or under way that this person takes part in."""
    return under_way(opened, await all_boards(home, opened))


def under_way(opened: Opened, lying: Sequence[Board]) -> list[Board]:
    """Those of these boards which this person has not left."""
    return [one for one in lying if opened.side not in one.state.gone]


async def all_boards(home: Home, opened: Opened) -> list[Board]:
    """The same, and those this person has left: words on them are no more open for that."""
    rows = [row for log in logs(opened) for row in await home.store.boards(log.log)]
    found = await _readable(home, opened, rows)
    opened.shut = frozenset(row.board for row in rows) - {one.id for one in found}
    return found


async def _readable(home: Home, opened: Opened, rows: Sequence[BoardRow]) -> list[Board]:
    now, by_id = home.clock(), {log.log: log for log in logs(opened)}
    found = [await _read(home, by_id[row.log], row, now) for row in rows]
    return [one for one in found if one is not None]


def logs(opened: Opened) -> tuple[OpenLog, ...]:
    """A person's own log, and the couple's if there is one."""
    return opened.all_logs


async def board(home: Home, opened: Opened, sitting: str) -> Board:
    """One sitting. Raises NothingThere, as Shut when there is a board and it doesn't open."""
    now = home.clock()
    for log in logs(opened):
        row = await home.store.board(log.log, sitting)
        if row:
            found = await _read(home, log, row, now)
            if found is None:
                raise Shut
            return found
    raise NothingThere


async def _read(home: Home, log: OpenLog, row: BoardRow, now: datetime) -> Board | None:
    try:
        plain = envelope.unlock(log.key, Purpose.BOARD, _aad(log, row.board, "standing"), row.locked)
        standing = msgspec.json.decode(unpad(plain), type=Standing)
        text = envelope.unlock(log.key, Purpose.BOARD, _aad(log, row.board, "script"), row.script or b"")
    except (EnvelopeAltered, msgspec.DecodeError):
        return None
    script = _script(home, standing.exercise, unpad(text).decode())
    state, standing = _until_now(script, from_plain(standing.state), standing, now)
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
    seconds = max(0, _ms(now) - standing.at) // 1000
    waited, _ = play(script, state, Waited(seconds))
    return waited, msgspec.structs.replace(standing, at=standing.at + seconds * 1000)


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _aad(log: OpenLog, sitting: str, part: str) -> bytes:
    return lp("board", bytes.fromhex(log.log), bytes.fromhex(sitting), part)


def scene_of(one: Board, opened: Opened, names: tuple[str, str]) -> Scene:
    """What this person has before them."""
    return scene(one.script, one.state, _side(one, opened), names)


def _side(one: Board, opened: Opened) -> Side:
    return Side.LEFT if one.state.form is Form.SOLO else opened.side


def visible(opened: Opened, lying: Sequence[Board], sitting: SittingId, log: OpenLog) -> tuple[Words, ...]:
    """The words of a sitting this person may see: their own, and the other's once they are open to both."""
    under_way = next((one for one in lying if one.id == sitting), None)
    side = opened.side if log is not opened.own else Side.LEFT
    seen = [
        words
        for words in log.life.words.get(sitting, ())
        if under_way is None or words.author is side or words.key in under_way.state.opened
    ]
    return tuple(sorted((*seen, *_for_own_eyes(opened, sitting, log)), key=_place))


def _for_own_eyes(opened: Opened, sitting: SittingId, log: OpenLog) -> tuple[Words, ...]:
    """What this person wrote in a sitting for two and nobody else will ever read."""
    if log is opened.own:
        return ()
    return tuple(words._replace(author=opened.side) for words in opened.own.life.words.get(sitting, ()))


def on_the_page(opened: Opened, one: Board, keys: Collection[str]) -> tuple[Words, ...]:
    """The words a scene shows, in the script's order."""
    words = (*one.log.life.words.get(one.id, ()), *_for_own_eyes(opened, one.id, one.log))
    return tuple(sorted((each for each in words if each.key in keys), key=_place))


def _place(words: Words) -> tuple[list[int], bool]:
    """Where in the script words belong, left before right: the order never tells who wrote first."""
    return [int(part) for part in words.key.split("-") if part.isdigit()], words.author is Side.RIGHT


# ---------------------------------------------------------------- asking


async def ask(home: Home, opened: Opened, exercise: Exercise, form: Form) -> SittingId:
    """Ask for a sitting, which is one's own yes to it; if the other has asked already, it begins.

    A sitting alone begins at once. Raises NotPlayable for a form the exercise does not have, NotYet for a rung that
    has not opened.
    """
    if form is not Form.SOLO and exercise.id in await closed(home, opened):
        raise NotYet
    log = opened.own if form is Form.SOLO or opened.couple is None else opened.couple.log
    rows = await home.store.boards(log.log)
    lying = [one for one in await _readable(home, opened, rows) if opened.side not in one.state.gone]
    same = next((one for one in lying if one.exercise == exercise.id), None)
    if same:
        if not same.begun and opened.side not in same.yes:
            await act(home, opened, same.id, "agree", "", "")
        return same.id
    seed = lp("offer", log.key, exercise.id, form.value, str(log.seq), *(row.board for row in rows))
    sitting = SittingId(sha256(seed).digest()[:16].hex())
    side = Side.LEFT if form is Form.SOLO else opened.side
    exercise = _dealt(home, log, exercise, sitting)
    state = begin(exercise, form, side)
    state, _ = play(exercise, state, move_for(exercise, state, side, "agree"))
    at = _ms(home.clock())
    standing = Standing(exercise.id, exercise.title, to_plain(state), at, at)
    script = envelope.lock(log.key, Purpose.BOARD, _aad(log, sitting, "script"), pad(exercise.text.encode()))
    try:
        await home.store.put_board(replace(_row(log, sitting, 0, standing), script=script))
    except RevTaken:  # The other asked in the same instant: then both have.
        await act(home, opened, sitting, "agree", "", "")
        return sitting
    home.tell(log.log)
    return sitting


def _dealt(home: Home, log: OpenLog, exercise: Exercise, sitting: SittingId) -> Exercise:
    """The exercise with prompts for this sitting. Both would be dealt the same. Raises NotPlayable."""
    today = _ms(home.clock()) // 86_400_000
    try:
        return deal(exercise, home.library.prompts, bytes.fromhex(sitting), log.life.drawn, today)
    except NothingToDraw as why:
        raise NotPlayable from why


def _row(log: OpenLog, sitting: str, rev: int, standing: Standing) -> BoardRow:
    plain = pad(msgspec.json.encode(standing), 1024)
    return BoardRow(
        log.log, sitting, rev, envelope.lock(log.key, Purpose.BOARD, _aad(log, sitting, "standing"), plain)
    )


# ---------------------------------------------------------------- playing


async def act(home: Home, opened: Opened, sitting: str, name: str, words: str, mark: str) -> Board:
    """Do one thing in a sitting. ``mark`` is the page's own Board.mark, empty when it does not matter.

    If both act at once, both succeed: the later is tried again on what the earlier left.
    Raises NothingThere; MovedOn, with nothing changed, when it no longer fits; NotAMark when what was sent is no
    place on the line a mark is set on.
    """
    for _ in range(TRIES):
        one = await board(home, opened, sitting)
        if mark and mark != one.mark:
            raise MovedOn
        side = _side(one, opened)
        try:
            move = move_for(one.script, one.state, side, name)
            state, cues = play(one.script, one.state, move)
        except (NotNow, NotYourFloor):
            raise MovedOn from None
        whats = list(_whats(one, state, side, move, words.strip()))
        whats += [WordsTakenBack(one.id, cue.words_key) for cue in cues if isinstance(cue, Unkeep)]
        try:
            await _keep(home, opened, one, state, move, whats)
        except RevTaken:
            continue
        home.tell(one.log.log, only=None if _other_sees(one, state, side) else opened.person)
        return replace(one, state=state)
    raise MovedOn


def _other_sees(one: Board, state: State, side: Side) -> bool:
    """Whether a move changes the other person's page; sealed words and leaving change nothing there."""
    if state.form is Form.SOLO:
        return False
    before, after = (scene(one.script, each, side.other, ("", "")) for each in (one.state, state))
    return before != after or (not one.begun and one.state.done != state.done)


def _whats(one: Board, state: State, side: Side, move: Move, words: str) -> Sequence[What]:
    whats: list[What] = []
    if isinstance(move, Wrote):
        step = one.script.steps[one.state.step]
        whats.append(WordsWritten(one.id, move.words_key, step.kind.value, as_kept(one.script, step, words)))
    if not one.standing.woven and lived(one.script, state):
        whats.append(_woven(one, state))
        if one.script.needs:
            whats.append(PromptsDrawn(one.id, tuple(map(prompt_id, one.script.prompts[: one.script.needs]))))
    return whats


def _woven(one: Board, state: State) -> SittingWoven:
    minutes = max(1, (one.standing.at - one.standing.began) // 60_000)
    if state.form is Form.OWN_PACE:
        minutes = one.script.minutes
    first = state.first if any(step.turns for step in one.script.steps) else None
    return SittingWoven(
        one.id,
        one.script.id,
        one.script.title,
        one.script.practice.value,
        state.form.value,
        min(minutes, 4 * one.script.minutes),
        first,
        one.script.digest,
    )


async def _keep(
    home: Home, opened: Opened, one: Board, state: State, move: Move, whats: Sequence[What]
) -> None:
    """Append and replace the board in one step; clear it away when nothing more can come of it."""
    alone = state.form is Form.SOLO and state.over
    unasked = isinstance(move, TookBack) and not one.begun and not state.done
    # Left by both it stays, so that whoever leaves second does not learn that the other had.
    done = state.stage is Stage.OVER or alone or unasked
    fresh = (state.step, state.turn, state.stage, state.paused) != (
        one.state.step,
        one.state.turn,
        one.state.stage,
        one.state.paused,
    )
    at = _ms(home.clock()) if fresh else one.standing.at
    began = at if state.stage is not Stage.CONSENT and not one.begun else one.standing.began
    woven = one.standing.woven or any(isinstance(what, SittingWoven) for what in whats)
    standing = msgspec.structs.replace(one.standing, state=to_plain(state), at=at, began=began, woven=woven)
    whats = await _keep_own(home, opened, one, whats)
    row = _row(one.log, one.id, one.rev + 1, standing)
    drop = BoardDrop(one.log.log, one.id, one.rev)
    if whats:
        await append(
            home.store,
            opened,
            one.log,
            whats,
            home.clock(),
            boards=lambda: () if done else (row,),
            drops=lambda: (drop,) if done else (),
        )
    elif done:
        await home.store.drop_board(drop.log, drop.board, drop.rev)
    else:
        await home.store.put_board(row)


async def _keep_own(home: Home, opened: Opened, one: Board, whats: Sequence[What]) -> Sequence[What]:
    """Keep what somebody wrote for their own eyes in their own log, where the other has no key; give the rest.

    Before the board moves on: sent once more after a slip in between, it is the same entry.
    """
    private = [
        what
        for what in whats
        if one.script.steps[one.state.step].private and isinstance(what, WordsWritten | WordsTakenBack)
    ]
    if private:
        tap = f"{one.id} {one.rev}"
        await append(home.store, opened, opened.own, private, home.clock(), tap=tap)
    return [what for what in whats if what not in private]


async def felt(home: Home, opened: Opened, sitting: str, said: str) -> None:
    """Note, for this person's own eyes, whether they felt understood. Anything else than an answer is none."""
    if said in set(Understood):
        what = UnderstandingFelt(SittingId(sitting), Understood(said))
        await append(home.store, opened, opened.own, [what], home.clock())
    woven = ended(opened, sitting)
    if woven:
        await note_felt(home, opened, woven.exercise, said == Understood.YES)


def ended(opened: Opened, sitting: str) -> SittingWoven | None:
    """What was woven of a sitting that has ended."""
    found = next(
        (log.life.woven.get(SittingId(sitting)) for log in logs(opened) if sitting in log.life.woven), None
    )
    return found.what if found else None
