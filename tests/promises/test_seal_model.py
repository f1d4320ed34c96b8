"""A model of sealed words, of terms instead of bytes: who can work out what, in every state and with everything they hold.

What an attacker knows is closed under taking apart: a locked term opens to its key, a wrapped one to the private half it
was wrapped for; derived keys and hashes can be made from their parts and never undone. The layouts are those of
docs/formats/seal.md, the states those of ``core/seal``: its own table is walked, through every order of sealing, writing
anew, taking back, handing over, opening, running out and parting, under both terms, with two writings by each.

It says nothing of bytes, lengths or time, and takes the primitives to be perfect. Flaws are planted at the end: it has to
find each of them.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations, product
from typing import Any

import pytest

from core.seal.test_seal import EARLIEST, EXPIRES, asked
from weft.core.people import Side
from weft.core.seal.moves import Accepted, AnyMove, HandedHalf, Parted, Sealed, Ticked, Withdrew
from weft.core.seal.play import NotNow, play
from weft.core.seal.state import Holding, Phase, State

Term = tuple[Any, ...]
"""A name and its parts: an atom ``("s1", side, writing)``, or ``lock``, ``wrap``, ``sign``, ``derive``, ``hash``."""

SIDES = (Side.LEFT, Side.RIGHT)
WRITINGS = 2
SERVER: Term = ("server.key",)
X: Term = ("x",)

# ---------------------------------------------------------------- what can be worked out


def closed(known: Iterable[Term]) -> frozenset[Term]:
    """All terms to be had by taking apart what is known, until nothing new comes."""
    held = set(known)
    while True:
        more = {part for term in held for part in _opened(term, held)} - held
        if not more:
            return frozenset(held)
        held |= more


def _opened(term: Term, held: set[Term]) -> Iterator[Term]:
    match term:
        case ("lock", key, plain) if makes(held, key):
            yield plain
        case ("wrap", owner, plain) if ("private", owner) in held:
            yield plain
        case ("both", *parts):
            yield from parts
        case ("sign", _, said):
            yield said


def makes(held: Iterable[Term], term: Term) -> bool:
    """Whether a term can be put together from those held. Labels and public halves are everybody's."""
    if term in held or term[0] in PUBLIC:
        return True
    match term:
        case ("derive" | "hash" | "both", *parts):
            return all(makes(held, part) for part in parts)
        case ("lock", key, plain):
            return makes(held, key) and makes(held, plain)
        case ("wrap", _, plain):
            return makes(held, plain)
        case ("sign", owner, said):
            return ("private", owner) in held and makes(held, said)
    return False


PUBLIC = frozenset({"x", "label", "terms", "forged"})

# ---------------------------------------------------------------- the layouts


@dataclass(frozen=True)
class Layout:
    """How a seal is made. What is not as in the format is a planted flaw."""

    kept_in_clear: bool = False
    one_half_is_enough: bool = False
    opens_one_first: bool = False
    leaves_what_was_taken_back: bool = False
    signs_the_half_alone: bool = False
    own_opens_to_the_server: bool = False

    def words(self, side: Side, writing: int) -> Term:
        return ("words", side, writing)

    def second(self, side: Side, writing: int) -> Term:
        return ("s2", side, writing)

    def dek(self, side: Side, writing: int) -> Term:
        first, second = ("s1", side, writing), self.second(side, writing)
        return (
            ("derive", first, X, ("label", side))
            if self.one_half_is_enough
            else ("derive", first, second, X, ("label", side))
        )

    def locked(self, side: Side, writing: int) -> Term:
        return ("lock", self.dek(side, writing), self.words(side, writing))

    def wrapped(self, side: Side, writing: int) -> Term:
        return ("wrap", side.other, ("s1", side, writing))

    def own(self, side: Side, writing: int) -> Term:
        key = SERVER if self.own_opens_to_the_server else ("derive", ("private", side), ("label", "archive"))
        return ("lock", key, ("both", self.dek(side, writing), self.second(side, writing)))

    def half_hash(self, side: Side, writing: int) -> Term:
        return ("hash", ("label", "s2"), X, ("label", side, writing), self.second(side, writing))

    def signed(self, side: Side, locked: Term, wrapped: Term, half_hash: Term) -> Term:
        hashes = (("hash", locked), ("hash", wrapped), half_hash)
        hashes = hashes[2:] if self.signs_the_half_alone else hashes
        return ("sign", side, ("both", ("terms",), X, ("label", side), *hashes))

    def kept(self, side: Side, writing: int) -> Term:
        second = self.second(side, writing)
        return second if self.kept_in_clear else ("lock", ("derive", SERVER, ("label", "release"), X), second)


# ---------------------------------------------------------------- every state, and what lies in the files then


@dataclass(frozen=True)
class Run:
    """Where the table stands, which writing each has sealed, how many each has made, and all that ever lay in the files."""

    state: State
    current: tuple[int | None, int | None] = (None, None)
    made: tuple[int, int] = (0, 0)
    handed: frozenset[tuple[Side, int]] = frozenset()
    """Writings whose second half has been in the server's hands."""
    released: frozenset[tuple[Side, int]] = frozenset()
    left_over: frozenset[Term] = frozenset()
    ever: frozenset[Term] = frozenset()

    def files(self, layout: Layout) -> frozenset[Term]:
        return frozenset(term for side in SIDES for term in self._of(side, layout)) | self.left_over

    def _of(self, side: Side, layout: Layout) -> Iterator[Term]:
        writing, part = self.current[_at(side)], self.state.part(side)
        if writing is None:
            return
        locked, wrapped, half = (
            one(side, writing) for one in (layout.locked, layout.wrapped, layout.half_hash)
        )
        yield from (half, layout.signed(side, locked, wrapped, half), ("hash", locked), ("hash", wrapped))
        if part.sealed:
            yield from (locked, wrapped, layout.own(side, writing))
        if self.state.phase is Phase.RELEASED:
            shown = side is Side.LEFT or not layout.opens_one_first
            yield layout.second(side, writing) if shown else layout.kept(side, writing)
        elif part.half:
            yield layout.kept(side, writing)


def _at(side: Side) -> int:
    return SIDES.index(side)


DEEDS = (Accepted, Sealed, Withdrew, HandedHalf)
MOVES: tuple[AnyMove, ...] = (
    *(deed(side) for deed in DEEDS for side in SIDES), Ticked(EARLIEST), Ticked(EXPIRES), Parted(),
)  # fmt: skip


def stepped(run: Run, move: AnyMove, layout: Layout) -> Run | None:
    """What a move makes of a run; None where it is refused, or where somebody has written often enough."""
    if isinstance(move, Sealed) and run.made[_at(move.side)] == WRITINGS:
        return None
    try:
        then = replace(run, state=play(run.state, move))
    except NotNow:
        return None
    if isinstance(move, Sealed):
        then = _written(then, move.side)
    if isinstance(move, Withdrew):
        then = _taken_back(run, then, move.side, layout)
    if then.state.phase in (Phase.EXPIRED, Phase.PARTED) and run.state.phase != then.state.phase:
        then = replace(then, current=(None, None))
    standing = {
        (side, writing) for side, writing in zip(SIDES, then.current, strict=True) if writing is not None
    }
    then = replace(then, handed=then.handed | {one for one in standing if then.state.part(one[0]).half})
    if then.state.phase is Phase.RELEASED:
        then = replace(then, released=then.released | standing)
    return replace(then, ever=then.ever | then.files(layout))


def _written(run: Run, side: Side) -> Run:
    made = tuple(count + (one is side) for one, count in zip(SIDES, run.made, strict=True))
    current = tuple(
        made[_at(one)] if one is side else held for one, held in zip(SIDES, run.current, strict=True)
    )
    return replace(run, made=made, current=current)


def _taken_back(before: Run, run: Run, side: Side, layout: Layout) -> Run:
    if layout.leaves_what_was_taken_back:
        run = replace(run, left_over=before.files(layout))
    if run.state.phase is Phase.CLOSING:
        return run  # The hashes stay, so that the other's browser finds what it found.
    return replace(
        run,
        current=tuple(None if one is side else held for one, held in zip(SIDES, run.current, strict=True)),
    )


@cache
def runs(layout: Layout) -> tuple[Run, ...]:
    """Every run there is."""
    found, waiting = dict[Run, None](), deque(Run(asked(holding)) for holding in Holding)
    while waiting:
        run = waiting.popleft()
        if run not in found:
            found[run] = None
            waiting.extend(then for move in MOVES if (then := stepped(run, move, layout)) is not None)
    return tuple(found)


# ---------------------------------------------------------------- what is promised of them


@dataclass
class Attacker:
    """What somebody holds, and what they work out from it; the same is worked out once."""

    layout: Layout
    worked_out: dict[frozenset[Term], frozenset[Term]] = field(default_factory=dict)

    def reads(self, side: Side, writing: int, held: Iterable[Term]) -> bool:
        start = frozenset(held)
        if start not in self.worked_out:
            self.worked_out[start] = closed(start)
        return self.layout.words(side, writing) in self.worked_out[start]


def broken(layout: Layout) -> set[str]:
    """The promises that some run breaks."""
    attacker = Attacker(layout)
    return {
        no for run in runs(layout) for side in SIDES for no in _broken(attacker, run, side)
    } | _disagreements(layout)


def _broken(attacker: Attacker, run: Run, side: Side) -> Iterator[str]:
    files, partner = run.files(attacker.layout), frozenset({("private", side.other)})
    server, all_three = frozenset({SERVER}), files | partner | {SERVER}
    for writing in range(1, run.made[_at(side)] + 1):
        one, now = (side, writing), run.current[_at(side)] == writing and run.state.part(side).sealed
        may = one in run.released
        if not may and attacker.reads(*one, files | partner):
            yield "closed to the partner with the files before it opens"
        if not may and attacker.reads(*one, run.ever | partner):
            yield "closed to the partner with every copy there ever was, before it opens"
        if attacker.reads(*one, run.ever | server):
            yield "closed to the server with every copy, always"
        if one not in run.handed and attacker.reads(*one, run.ever | partner | server):
            yield "held by its author: closed to all three together"
        if not now and attacker.reads(*one, all_three):
            yield "gone once taken back, run out or parted from"
    if _both_read(attacker, run) not in (0, 2):
        yield "opens for both or for nobody"
    if run.state.phase is Phase.RELEASED and _both_read(attacker, run) != 2:
        yield "opens for both once it has opened"


def _both_read(attacker: Attacker, run: Run) -> int:
    """How many of the two can read the other's words, each with the files and the keys of their own."""
    files = run.files(attacker.layout)
    return sum(
        attacker.reads(side, writing, files | {("private", side.other)})
        for side, writing in zip(SIDES, run.current, strict=True)
        if writing is not None
    )


def _disagreements(layout: Layout) -> set[str]:
    """Whatever a host shows the reader, put together from all writings or made up, opens only to what its author signed."""
    side, reader = Side.LEFT, Side.RIGHT
    honest = [
        (layout.locked(side, n), layout.wrapped(side, n), layout.second(side, n))
        for n in range(1, WRITINGS + 1)
    ]
    wrong = ("wrap", reader, ("forged", 1))
    forged = [
        (("lock", _dek_of(layout, ("forged", 1), second), ("forged", 2)), wrong, second)
        for second in (("forged", 3), layout.second(side, 1))
    ]
    signed = [layout.signed(side, n[0], n[1], _half_hash(n[2], m)) for m, n in enumerate(honest, 1)]
    host = closed([SERVER, *signed, *(part for one in honest for part in one)])
    shown = product(*zip(*honest, *forged, strict=True), (1, 2))
    for locked, wrapped, second, writing in shown:
        said = layout.signed(side, locked, wrapped, _half_hash(second, writing))
        words = _opens(layout, locked, wrapped, second)
        if makes(host, said) and words is not None and words != layout.words(side, writing):
            return {"opens to nothing but what its author signed"}
    return set()


def _half_hash(second: Term, writing: int) -> Term:
    return ("hash", ("label", "s2"), X, ("label", Side.LEFT, writing), second)


def _dek_of(layout: Layout, first: Term, second: Term) -> Term:
    label = ("label", Side.LEFT)
    return ("derive", first, X, label) if layout.one_half_is_enough else ("derive", first, second, X, label)


def _opens(layout: Layout, locked: Term, wrapped: Term, second: Term) -> Term | None:
    """What the reader gets of these parts: the commitment lets a locked term open under its own key alone."""
    return locked[2] if locked[1] == _dek_of(layout, wrapped[2], second) else None


# ---------------------------------------------------------------- as it is


def test_no_run_breaks_a_promise() -> None:
    assert broken(Layout()) == set()


def test_every_phase_and_both_terms_are_among_the_runs() -> None:
    assert {(run.state.terms.holding, run.state.phase) for run in runs(Layout())} >= set(
        product(Holding, (Phase.RELEASED, Phase.EXPIRED, Phase.PARTED))
    )
    assert any(run.made == (WRITINGS, WRITINGS) for run in runs(Layout()))


@pytest.mark.parametrize("size", range(4))
def test_of_all_who_might_hold_something_only_all_three_together_open_it_early(size: int) -> None:
    """The same eight subsets as with real bytes in tests/vault/test_seal.py, and the same answers."""
    layout = Layout()
    attacker = Attacker(layout)
    begun = (run for run in runs(layout) if run.state.terms.holding is Holding.SERVER and run.current[0] == 1)
    run = next(run for run in begun if run.state.phase is Phase.OPEN)
    held = (run.files(layout), {("private", Side.RIGHT)}, {SERVER})
    for some in combinations(held, size):
        assert attacker.reads(Side.LEFT, 1, frozenset().union(*some)) == (size == 3)


def test_what_we_do_not_promise_is_seen_too() -> None:
    """A host who kept copies from before, has the server's key and is the partner: words taken back are open to them."""
    layout = Layout()
    attacker = Attacker(layout)
    found = {
        run.state.terms.holding
        for run in runs(layout)
        if run.state.phase is Phase.OPEN and run.made[0] and run.current[0] is None
        if attacker.reads(Side.LEFT, 1, run.ever | {SERVER, ("private", Side.RIGHT)})
    }
    assert found == {Holding.SERVER}


# ---------------------------------------------------------------- with a flaw planted

FLAWS = {
    "kept_in_clear": "closed to the partner with the files before it opens",
    "one_half_is_enough": "closed to the partner with the files before it opens",
    "opens_one_first": "opens for both or for nobody",
    "leaves_what_was_taken_back": "gone once taken back, run out or parted from",
    "signs_the_half_alone": "opens to nothing but what its author signed",
    "own_opens_to_the_server": "closed to the server with every copy, always",
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_planted_flaw_is_found(flaw: str) -> None:
    assert FLAWS[flaw] in broken(Layout(**{flaw: True}))
