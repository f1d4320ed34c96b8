"""Sittings: asked for, agreed to, played move by move, and woven when they have been lived."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

import msgspec

from weft.core.exercise.prompts import NothingToDraw, deal, prompt_id
from weft.core.exercise.script import Exercise, Form, ScriptErrors
from weft.core.log.entries import PromptsDrawn, SittingWoven, UnderstandingFelt, Understood, What
from weft.core.people import Side, SittingId
from weft.core.sitting.acts import move_for
from weft.core.sitting.may import NotNow, NotYourFloor
from weft.core.sitting.moves import Move, TookBack, Wrote
from weft.core.sitting.play import NotPlayable, begin, play
from weft.core.sitting.scene import scene
from weft.core.sitting.state import Stage, State, to_plain
from weft.core.sitting.turns import asked, lived
from weft.keeper.boards import (
    Board,
    NothingThere,
    Standing,
    board,
    board_aad,
    board_row,
    instant_ms,
    readable,
    side_in,
    under_way,
)
from weft.keeper.exchange import given, keep_own
from weft.keeper.home import Home
from weft.keeper.ladder import closed, note_felt
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.ports import BoardDrop, RevTaken
from weft.keeper.sealed_steps import NOTHING, Locked, halves, sealed_by
from weft.keeper.take_back import going
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.lp import lp
from weft.vault.padding import pad

TRIES = 5
"""Times an act is tried again, unseen, when the other person moved at the same instant."""


class NotYet(Exception):
    """The exercise opens after another, and its day has not come."""


class MovedOn(Exception):
    """The sitting stands elsewhere by now, so what was sent does not fit it. Nothing has changed."""


# ---------------------------------------------------------------- asking


async def ask(
    home: Home,
    opened: Opened,
    exercise: Exercise,
    form: Form,
    hour: int | None = None,
    about: Sequence[str] = (),
) -> SittingId:
    """Ask for a sitting, which is one's own yes to it; if the other has asked already, it begins.

    ``hour`` is how many seconds from now what is sealed in it may open, where the two choose an hour for that.
    ``about`` are ways to put one question, for an exercise with prompts of its own: the first that a script can hold is
    asked in the place of those.
    A sitting alone begins at once, and asking twice is asking once. Raises NotPlayable for a form the exercise does
    not have, NotYet for a rung that has not opened, MovedOn when the other was quicker again and again.
    """
    if form is not Form.SOLO and exercise.id in await closed(home, opened):
        raise NotYet
    for _ in range(TRIES):
        with suppress(RevTaken, MovedOn, NothingThere):  # Somebody asked, agreed or took it back meanwhile.
            return await _ask(home, opened, exercise, form, hour, about)
    raise MovedOn


async def _ask(
    home: Home, opened: Opened, exercise: Exercise, form: Form, hour: int | None, about: Sequence[str]
) -> SittingId:
    log = opened.own if form is Form.SOLO or opened.couple is None else opened.couple.log
    rows = await home.store.boards(log.log)
    lying = under_way(opened, await readable(home, opened, rows))
    same = next((one for one in lying if one.exercise == exercise.id), None)
    if same:
        if not same.begun and opened.side not in same.yes:
            await act(home, opened, same.id, "agree", "", "")
        return same.id
    seed = lp("offer", log.key, exercise.id, form.value, str(log.seq), *(row.board for row in rows))
    sitting = SittingId(sha256(seed).digest()[:16].hex())
    side = Side.LEFT if form is Form.SOLO else opened.side
    dealt = _asking(home, log, opened.log.life.stages, exercise, form, sitting, about)
    state = begin(dealt, form, side, hour)
    state, _ = play(dealt, state, move_for(dealt, state, side, "agree"))
    at = instant_ms(home.clock())
    standing = Standing(exercise.id, exercise.title, to_plain(state), at, at)
    script = envelope.lock(
        log.key, Purpose.BOARD, board_aad(log, sitting, "script"), pad(dealt.text.encode())
    )
    await home.store.put_board(replace(board_row(log, sitting, 0, standing), script=script))
    home.tell(log.log)
    return sitting


def _asking(
    home: Home,
    log: OpenLog,
    stages: frozenset[str],
    exercise: Exercise,
    form: Form,
    sitting: SittingId,
    about: Sequence[str],
) -> Exercise:
    """The exercise dealt, with what it is about in the place of its own prompts. Raises NotPlayable."""
    for question in about if exercise.prompts else ():
        with suppress(NotPlayable):  # Words somebody typed may be none that a script can hold.
            return _dealt(home, log, stages, replace(exercise, prompts=(question,)), form, sitting)
    return _dealt(home, log, stages, exercise, form, sitting)


def _dealt(
    home: Home, log: OpenLog, stages: frozenset[str], exercise: Exercise, form: Form, sitting: SittingId
) -> Exercise:
    """The exercise with prompts for this sitting. Both would be dealt the same. Raises NotPlayable."""
    today = instant_ms(home.clock()) // 86_400_000
    try:
        return deal(
            exercise,
            home.library.prompts,
            bytes.fromhex(sitting),
            log.life.drawn,
            today,
            stages,
            alone=form is Form.SOLO,
        )
    except (NothingToDraw, ScriptErrors) as why:
        raise NotPlayable from why


# ---------------------------------------------------------------- playing


async def act(
    home: Home, opened: Opened, sitting: str, name: str, words: str, mark: str, locked: Locked = NOTHING
) -> Board:
    """Do one thing in a sitting. ``mark`` is the page's own Board.mark, empty when it does not matter.

    ``locked`` is what a browser sealed, in place of words, or the halves it brings. If both act at once, both succeed:
    the later is tried again on what the earlier left.
    Raises NothingThere; MovedOn, with nothing changed, when it no longer fits; NotAMark when what was sent is no
    place on the line a mark is set on; SealRefused and HalvesMissing.
    """
    for _ in range(TRIES):
        one = await board(home, opened, sitting)
        if mark and mark != one.mark:
            raise MovedOn
        side = side_in(one, opened)
        try:
            move = _held(move_for(one.script, one.state, side, name), locked)
            state, cues = play(one.script, one.state, move)
        except (NotNow, NotYourFloor):
            raise MovedOn from None
        sealed = sealed_by(home, opened, one, move, locked.seal) if locked.seal else None
        whats = [
            *given(one, move, cues, words, sealed),
            *await halves(home, opened, one, state, move, locked.halves),
            *_lived(one, state),
        ]
        try:
            await _keep(home, opened, one, state, move, whats)
        except RevTaken:
            continue
        home.tell(one.log.log, only=None if _other_sees(one, state, side) else opened.person)
        return replace(one, state=state)
    raise MovedOn


def _held(move: Move, locked: Locked) -> Move:
    """A move that writes what its author keeps a half of says so."""
    held = locked.seal is not None and locked.seal.second is None
    return replace(move, held=True) if held and isinstance(move, Wrote) else move


def _other_sees(one: Board, state: State, side: Side) -> bool:
    """Whether a move changes the other person's page; sealed words and leaving change nothing there."""
    if state.form is Form.SOLO:
        return False
    before, after = (scene(one.script, each, side.other, ("", "")) for each in (one.state, state))
    return before != after or (not one.begun and one.state.done != state.done)


def _lived(one: Board, state: State) -> list[What]:
    """What is woven as soon as all but keeping a line is done, and once only."""
    if one.standing.woven or not lived(one.script, state):
        return []
    drawn = tuple(map(prompt_id, asked(one.script, state)))
    return [_woven(one, state), *([PromptsDrawn(one.id, drawn)] if drawn else [])]


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
    at = instant_ms(home.clock()) if fresh else one.standing.at
    began = at if state.stage is not Stage.CONSENT and not one.begun else one.standing.began
    woven = one.standing.woven or any(isinstance(what, SittingWoven) for what in whats)
    standing = msgspec.structs.replace(one.standing, state=to_plain(state), at=at, began=began, woven=woven)
    whats = await keep_own(home, opened, one, whats)
    row = board_row(one.log, one.id, one.rev + 1, standing)
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
            shreds=await going(home.store, opened, one.log, whats),
        )
    elif done:
        await home.store.drop_board(drop.log, drop.board, drop.rev)
    else:
        await home.store.put_board(row)


async def felt(home: Home, opened: Opened, sitting: str, said: str) -> None:
    """Note, for this person's own eyes, whether they felt understood. Anything else than an answer is none."""
    if said in set(Understood):
        what = UnderstandingFelt(SittingId(sitting), Understood(said))
        await append(home.store, opened, opened.own, [what], home.clock())
    woven = ended(opened, sitting)
    if woven and woven.form != Form.SOLO:
        await note_felt(home, opened, woven.exercise, said == Understood.YES)


def ended(opened: Opened, sitting: str) -> SittingWoven | None:
    """What was woven of a sitting that has ended."""
    found = next(
        (log.life.woven.get(SittingId(sitting)) for log in opened.all_logs if sitting in log.life.woven), None
    )
    return found.what if found else None
