"""How fast the pure machine is: every exercise there is, in every form, played to its end by two willing people.

Takes the number of rounds; prints JSON. First the moves are found by asking what each page offers, as the pages do;
then the same moves are played again and again, alone and with both pages drawn after each.
"""

import json
import sys
import time
import tracemalloc
from collections.abc import Callable

from weft.core.exercise.prompts import deal
from weft.core.exercise.script import Form, Script
from weft.core.sitting.acts import move_for, offered
from weft.core.sitting.moves import Move, Waited
from weft.core.sitting.play import begin, play
from weft.core.sitting.scene import scene
from weft.core.sitting.state import State, from_plain, to_plain
from weft.core.sitting.turns import due
from weft.keeper.library import read_library

Game = tuple[Script, Form, tuple[Move, ...]]
UNDONE = frozenset(("pause", "stop", "take-back", "you-first", "not-quite", "resume", "return", "end-early"))
NAMES = ("Noor", "Elias")


def games() -> list[Game]:
    """Every exercise in each of its forms, with prompts dealt from one seed, and the moves that bring it to its end."""
    library = read_library()
    dealt = [deal(one, library.prompts, b"bench") for one in library.exercises.values()]
    return [(one, form, _moves(one, form)) for one in dealt for form in sorted(one.forms)]


def _moves(script: Script, form: Form) -> tuple[Move, ...]:
    state, made = begin(script, form), list[Move]()
    while not state.over:
        move = _something(script, state)
        state, _ = play(script, state, move)
        made.append(move)
    return tuple(made)


def _something(script: Script, state: State) -> Move:
    """What somebody can do, or else the time until something happens by itself."""
    for side in sorted(state.sides):
        for act in offered(script, state, side):
            if act not in UNDONE:
                return move_for(script, state, side, act)
    return Waited(due(script, state) or 1)


def replay(some: list[Game]) -> int:
    """Play alone; gives the number of moves."""
    for script, form, moves in some:
        state = begin(script, form)
        for move in moves:
            state, _ = play(script, state, move)
    return sum(len(moves) for _, _, moves in some)


def with_pages(some: list[Game]) -> int:
    """Play, and after each move what each person has before them; gives the number of moves."""
    for script, form, moves in some:
        state = begin(script, form)
        for move in moves:
            state, _ = play(script, state, move)
            for side in state.sides:
                scene(script, state, side, NAMES)
    return sum(len(moves) for _, _, moves in some)


def per_second(what: Callable[[list[Game]], int], some: list[Game], rounds: int) -> list[float]:
    """Moves in a second of this core's time, once for each round."""
    found = []
    for _ in range(rounds):
        began = time.process_time()
        made = what(some)
        found.append(made / (time.process_time() - began))
    return found


def bytes_each(some: list[Game]) -> float:
    """Memory one sitting's state takes in its last step, where it is largest; as it is read from a board."""
    plain = [json.dumps(to_plain(_last(*game))) for game in some]
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    held = [from_plain(json.loads(one)) for one in plain]
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (after - before) / len(held)


def _last(script: Script, form: Form, moves: tuple[Move, ...]) -> State:
    state = begin(script, form)
    for move in moves:
        state, _ = play(script, state, move)
    return state


def main() -> None:
    rounds = int(sys.argv[1])
    some = games()
    made = replay(some)  # Once before anything is measured: what a script is asked for is kept beside it.
    found = {
        "games": len(some),
        "exercises": len({script.id for script, _, _ in some}),
        "moves": made,
        "play": per_second(replay, some, 3 * rounds),
        "pages": per_second(with_pages, some, rounds),
        "bytes": bytes_each(some),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
