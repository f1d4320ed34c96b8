"""The model of seals, for the steps of a sitting: who can work out what in every state, up to and past their end.

The terms and the rules for taking them apart are those of ``test_seal_model``. What is walked here is the machine of
sittings itself, through every order of sealing, taking back, opening, looking and running out, under both terms, with two
writings by each. What lies in the log is locked under the couple's key, which both have, and the server while one of them
is signed in; so an attacker is given it always.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from core.sitting.test_running_out import TEXT
from promises.test_seal_model import SERVER, SIDES, WRITINGS, Attacker, Layout, Term
from weft.core.exercise.parse import read
from weft.core.exercise.prompts import deal
from weft.core.exercise.script import Form
from weft.core.people import Side
from weft.core.seal.state import Holding
from weft.core.sitting.acts import move_for
from weft.core.sitting.ends import LASTS
from weft.core.sitting.may import NotNow, NotYourFloor
from weft.core.sitting.moves import Waited
from weft.core.sitting.play import begin, play
from weft.core.sitting.state import Stage, State

CUT = TEXT[: TEXT.index("### do: ")] + TEXT[TEXT.index("### open: Four") : TEXT.index("### write: A third")]
SCRIPT = deal(read(CUT.format(depth=2) + TEXT[TEXT.index("### keep") :])[0], (), b"seed")  # type: ignore[arg-type]
CK: Term = ("ck",)


@dataclass(frozen=True)
class Run:
    """Where the sitting stands, which writing of each lies in the log, how many each made, and all that ever lay there."""

    state: State
    holding: Holding
    current: tuple[int | None, int | None] = (None, None)
    made: tuple[int, int] = (0, 0)
    brought: frozenset[tuple[Side, int]] = frozenset()
    looked: frozenset[Side] = frozenset()
    """Who has looked since it ran out."""
    opened: frozenset[tuple[Side, int]] = frozenset()
    ever: frozenset[Term] = frozenset()

    def lying(self) -> list[tuple[Side, int]]:
        return [(side, n) for side, n in zip(SIDES, self.current, strict=True) if n is not None]

    def files(self, layout: Layout) -> frozenset[Term]:
        return frozenset(("lock", CK, term) for one in self.lying() for term in self._of(*one, layout)) | (
            frozenset(("lock", CK, layout.kept(*one)) for one in self.brought)
        )

    def _of(self, side: Side, n: int, layout: Layout) -> Iterator[Term]:
        locked, wrapped, half = layout.locked(side, n), layout.wrapped(side, n), layout.half_hash(side, n)
        yield from (locked, wrapped, layout.own(side, n), half, layout.signed(side, locked, wrapped, half))
        if self.holding is Holding.SERVER:
            yield layout.kept(side, n)
        if (side, n) in self.opened:
            yield layout.second(side, n)


def _at(side: Side) -> int:
    return SIDES.index(side)


DEEDS = tuple((side, act) for side in SIDES for act in ("write", "take-back", "open", "look"))


def stepped(run: Run, deed: tuple[Side, str] | None, layout: Layout, keeps_what_ran_out: bool) -> Run | None:
    """What a deed makes of a run, time with None; None where it can't be done, or has been done often enough."""
    if deed is None:
        then = replace(run, state=play(SCRIPT, run.state, Waited(LASTS))[0])
    elif deed[1] == "look":
        then = _looked(run, deed[0], keeps_what_ran_out)
    else:
        found = _did(run, *deed)
        if found is None:
            return None
        then = found
    return replace(then, ever=then.ever | then.files(layout))


def _looked(run: Run, side: Side, keeps_what_ran_out: bool) -> Run:
    """After it ran out, each one's own goes with their next look: keeper/running_out.py."""
    if run.state.stage is not Stage.LAPSED:
        return run
    then = replace(run, looked=run.looked | {side})
    return then if keeps_what_ran_out else _without(then, side)


def _without(run: Run, side: Side) -> Run:
    current = tuple(None if one is side else n for one, n in zip(SIDES, run.current, strict=True))
    return replace(run, current=current)


def _did(run: Run, side: Side, act: str) -> Run | None:
    if act == "write" and run.made[_at(side)] == WRITINGS:
        return None
    try:
        state, _ = play(SCRIPT, run.state, move_for(SCRIPT, run.state, side, act))
    except (NotNow, NotYourFloor):
        return None
    then = replace(run, state=state)
    if act == "write":
        made = tuple(n + (one is side) for one, n in zip(SIDES, run.made, strict=True))
        current = tuple(
            made[_at(side)] if one is side else n for one, n in zip(SIDES, run.current, strict=True)
        )
        then = replace(then, made=made, current=current)
    if act == "take-back":
        then = _without(then, side)
    if act == "open" and run.holding is Holding.AUTHOR:
        mine = {one for one in run.lying() if one[0] is side}
        then = replace(then, brought=then.brought | mine)
    if state.stage is Stage.OPENED:
        then = replace(then, opened=frozenset(then.lying()))
    return then


@cache
def runs(layout: Layout, keeps_what_ran_out: bool = False) -> tuple[Run, ...]:
    """Every run there is, until what was sealed has opened to both."""
    start = begin(SCRIPT, Form.OWN_PACE)
    for side in SIDES:
        start, _ = play(SCRIPT, start, move_for(SCRIPT, start, side, "agree"))
    found, waiting = dict[Run, None](), deque(Run(start, holding) for holding in Holding)
    while waiting:
        run = waiting.popleft()
        if run in found:
            continue
        found[run] = None
        if run.state.stage is not Stage.OPENED:
            steps = (stepped(run, deed, layout, keeps_what_ran_out) for deed in (*DEEDS, None))
            waiting.extend(then for then in steps if then is not None)
    return tuple(found)


def broken(layout: Layout, keeps_what_ran_out: bool = False) -> set[str]:
    """The promises that some run breaks."""
    attacker, every = Attacker(layout), runs(layout, keeps_what_ran_out)
    return {no for run in every for side in SIDES for no in _broken(attacker, run, side)}


def _broken(attacker: Attacker, run: Run, side: Side) -> Iterator[str]:
    files, partner = run.files(attacker.layout) | {CK}, frozenset({("private", side.other)})
    for n in range(1, run.made[_at(side)] + 1):
        one = (side, n)
        may, now = one in run.opened, run.current[_at(side)] == n and side not in run.looked
        if not may and attacker.reads(*one, files | partner | run.ever):
            yield "closed to the partner with every copy there ever was, before it opens"
        if attacker.reads(*one, run.ever | {CK, SERVER}):
            yield "closed to the server with every copy, always"
        held = run.holding is Holding.AUTHOR and one not in run.brought
        if held and attacker.reads(*one, run.ever | partner | {CK, SERVER}):
            yield "held by its author: closed to all three together"
        if not now and attacker.reads(*one, files | partner | {SERVER}):
            yield "gone once taken back, or once it ran out and its author has looked"
    reading = sum(attacker.reads(*one, files | {("private", one[0].other)}) for one in run.lying())
    if reading != (2 if run.state.stage is Stage.OPENED else 0):
        yield "opens for both or for nobody"


# ---------------------------------------------------------------- as it is


def test_no_run_of_a_sealed_step_breaks_a_promise() -> None:
    assert broken(Layout()) == set()


def test_opening_running_out_and_both_terms_are_among_the_runs() -> None:
    seen = {(run.holding, run.state.stage) for run in runs(Layout())}
    assert seen >= {(holding, stage) for holding in Holding for stage in (Stage.OPENED, Stage.LAPSED)}
    assert any(run.made == (WRITINGS, WRITINGS) for run in runs(Layout()))


def test_past_its_end_nothing_brings_it_back() -> None:
    """No deed of either and no time leads from a sitting that ran out to one that opens."""
    for run in runs(Layout()):
        if run.state.stage is Stage.LAPSED:
            after = [stepped(run, deed, Layout(), False) for deed in (*DEEDS, None)]
            assert all(one is None or (one.state == run.state and not one.opened) for one in after)


def test_what_we_do_not_promise_is_seen_too() -> None:
    """Past the end, before its author looks: open to whoever has the files, the server's key, and is the partner."""
    attacker, held = Attacker(Layout()), {CK, SERVER, ("private", Side.RIGHT)}
    lapsed = [run for run in runs(Layout()) if run.state.stage is Stage.LAPSED and run.current[0] is not None]
    found = {
        run.holding
        for run in lapsed
        if attacker.reads(Side.LEFT, run.current[0] or 0, run.files(Layout()) | held)
        if (Side.LEFT, run.current[0]) not in run.brought
    }
    assert found == {Holding.SERVER}


# ---------------------------------------------------------------- with a flaw planted


def test_planted_flaws_are_found() -> None:
    assert "closed to the partner with every copy there ever was, before it opens" in broken(
        Layout(kept_in_clear=True)
    )
    assert "closed to the server with every copy, always" in broken(Layout(own_opens_to_the_server=True))
    assert "gone once taken back, or once it ran out and its author has looked" in broken(
        Layout(), keeps_what_ran_out=True
    )
