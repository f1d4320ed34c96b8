"""The exchange: what two people write in a sitting, and when the other may read it.

What somebody writes is an entry in the couple's log, signed by them; it shows to the other only once the sitting says
that it is open to both. If a browser sealed it, what lies there can be opened by no server (``sealed_steps``). What is for
somebody's own eyes lies in their own log, where the other has no key.
"""

from collections.abc import Collection, Sequence

from weft.core.affection.gestures import Gesture
from weft.core.exercise.script import Kind
from weft.core.log.entries import What, WordsSealed, WordsTakenBack, WordsWritten
from weft.core.log.flat import instant
from weft.core.log.fold import Words
from weft.core.moments.told import Moment
from weft.core.people import Side, SittingId
from weft.core.sitting.buttons import longest
from weft.core.sitting.cues import Cue, Unkeep
from weft.core.sitting.marks import as_kept
from weft.core.sitting.moves import Move, Wrote
from weft.keeper.boards import Board, all_boards
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.take_back import going


class NotTheseWords(Exception):
    """Nothing was written, or more than there is room for; ``most`` is how many characters there is room for."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


def given(
    one: Board, move: Move, cues: Sequence[Cue], words: str, sealed: WordsSealed | None = None
) -> list[What]:
    """What a move puts into the exchange, or takes out of it. Raises NotAMark and NotTheseWords."""
    whats = list[What]()
    if isinstance(move, Wrote) and sealed is not None:
        whats.append(sealed)
    elif isinstance(move, Wrote):
        step = one.script.steps[one.state.step]
        kept = as_kept(one.script, step, words.strip())
        if not kept or len(words.strip()) > longest(step):
            raise NotTheseWords(longest(step))
        whats.append(WordsWritten(one.id, move.words_key, step.kind.value, kept))
    return whats + [WordsTakenBack(one.id, cue.words_key) for cue in cues if isinstance(cue, Unkeep)]


async def keep_own(home: Home, opened: Opened, one: Board, whats: Sequence[What]) -> Sequence[What]:
    """Keep what somebody wrote for their own eyes in their own log, where the other has no key; give the rest.

    Before the board moves on, and whatever a slip or a second try had kept there before gives way to it.
    """
    private = [
        what
        for what in whats
        if one.script.steps[one.state.step].private and isinstance(what, WordsWritten | WordsTakenBack)
    ]
    tap = f"{one.id} {opened.own.seq}"
    if new := [each for what in private for each in _in_place(opened.own, what)]:
        shreds = await going(home.store, opened, opened.own, new)
        await append(home.store, opened, opened.own, new, home.clock(), tap=tap, shreds=shreds)
    return [what for what in whats if what not in private]


def _in_place(own: OpenLog, what: What) -> list[What]:
    """What is new in this, and first the taking back of what lies in its place."""
    assert isinstance(what, WordsWritten | WordsTakenBack), "nothing else is for somebody's own eyes"
    lying = [words.text for words in own.life.words.get(what.sitting, ()) if words.key == what.key]
    if isinstance(what, WordsTakenBack):
        return [what] if lying else []
    if lying == [what.text]:
        return []
    return [WordsTakenBack(what.sitting, what.key), what] if lying else [what]


def visible(
    opened: Opened, lying: Sequence[Board], sitting: SittingId, log: OpenLog, step: Kind | None = None
) -> tuple[Words, ...]:
    """The words of a sitting that stand in the cloth: one's own, and the other's once they are open to both.

    All of them, or those of one kind of step.

    What is for somebody's own eyes is not among them: two may look at the cloth together.

    While its board can't be read nobody knows what is open, so nothing of the other's is.
    """
    if sitting in log.life.moments:
        one = log.life.moments[sitting]
        return told(one, opened.side if log is not opened.own else Side.LEFT) if one.voices_open else ()
    if sitting in log.life.affection.gestures:
        return of_gesture(log.life.affection.gestures[sitting]) if sitting in log.life.woven else ()
    under_way = next((one for one in lying if one.id == sitting), None)
    sealed = under_way is not None or sitting in opened.shut
    open_now = under_way.state.opened if under_way else ()
    side = opened.side if log is not opened.own else Side.LEFT
    seen = [
        words
        for words in log.life.words.get(sitting, ())
        if (step is None or words.step == step)
        and (not sealed or words.author is side or words.key in open_now)
    ]
    return _in_order(seen)


async def recalled(home: Home, opened: Opened, one: Board) -> tuple[str, tuple[Words, ...]] | None:
    """What the two kept when they last did the exercise that this one recalls, and its title; at its start only."""
    if one.script.recalls is None or one.state.step > 1 or not one.begun:
        return None
    lived = [each for each in one.log.life.woven.values() if each.what.exercise == one.script.recalls]
    if not lived:
        return None
    last = max(lived, key=lambda each: each.at).what
    kept = visible(opened, await all_boards(home, opened), last.sitting, one.log, Kind.KEEP)
    return (last.title, kept) if kept else None


def told(one: Moment, side: Side) -> tuple[Words, ...]:
    """What this viewer may read of what the two told of a moment, left before right."""
    found = []
    for of in Side:
        voice, kept = one.voice(of, side), one.voices.get(of)
        if voice and kept:
            lines = ((voice.text, "told"), (voice.remember, "remember"))
            found += [Words(of, instant(kept.at), "voice", step, text) for text, step in lines if text]
    return tuple(found)


def of_gesture(one: Gesture) -> tuple[Words, ...]:
    """What a woven gesture said, and how it was answered: both may read it, whoever they are."""
    said = Words(one.by, instant(one.at), "gesture", "gave", one.text)
    answer = Words(one.by.other, instant(one.answered_at), "answer", "respond", one.answer)
    return (said, answer) if one.answer else (said,)


def _for_own_eyes(opened: Opened, sitting: SittingId, log: OpenLog) -> tuple[Words, ...]:
    """What this person wrote in a sitting for two and nobody else will ever read."""
    if log is opened.own:
        return ()
    return tuple(words._replace(author=opened.side) for words in opened.own.life.words.get(sitting, ()))


def for_own_eyes(opened: Opened) -> list[tuple[SittingId, tuple[Words, ...]]]:
    """What this person wrote for nobody else in sittings for two, by sitting, the newest first.

    Of a space that has closed, if it is one's own copy that is looked at.
    """
    if opened.couple is None:
        return []
    alone, words = opened.own.life.woven, opened.own.life.words
    shared = opened.couple.log.life.woven
    some = [(sitting, words[sitting]) for sitting in words if sitting not in alone and sitting in shared]
    return sorted(
        ((key, _in_order(each)) for key, each in some if each), key=lambda one: one[1][0].at, reverse=True
    )


def on_the_page(opened: Opened, one: Board, keys: Collection[str]) -> tuple[Words, ...]:
    """The words a scene shows, in the script's order."""
    words = (*one.log.life.words.get(one.id, ()), *_for_own_eyes(opened, one.id, one.log))
    return _in_order([each for each in words if each.key in keys])


def _in_order(some: Collection[Words]) -> tuple[Words, ...]:
    """As a talk goes: turn by turn where turns were taken, and otherwise as the script stands.

    Left before right, so that the order never tells who wrote first.
    """
    stretch_of = _stretches(some)
    return tuple(sorted(some, key=lambda words: _place(words, stretch_of)))


def _place(words: Words, stretch_of: dict[int, int]) -> tuple[int, int, int, int, bool]:
    step, turn, take = _where(words.key)
    return stretch_of[step], turn, step, take, words.author is Side.RIGHT


def _where(key: str) -> tuple[int, int, int]:
    """Step, turn and take. A key of another version's making stands at the beginning, and breaks no page."""
    step, turn, take, *_ = (*(int(part) for part in key.split("-") if part.isdecimal()), 0, 0, 0)
    return step, turn, take


def _stretches(some: Collection[Words]) -> dict[int, int]:
    """Each step's stretch, by its first step: a step belongs to the one before while some of it was written earlier."""
    steps = sorted({_where(words.key)[0] for words in some})
    times = {step: [words.at for words in some if _where(words.key)[0] == step] for step in steps}
    found: dict[int, int] = {}
    for before, step in zip([None, *steps], steps, strict=False):
        goes_on = before is not None and max(times[before]) > min(times[step]) and _turns(some, before, step)
        found[step] = found[before] if goes_on and before is not None else step
    return found


def _turns(some: Collection[Words], *steps: int) -> bool:
    """Whether all of these steps were come to more than once."""
    return all(any(_where(words.key)[:2] == (step, 1) for words in some) for step in steps)
