"""Draws the table a sitting goes by into docs/formats/sitting.md. Run it when the table has changed:

PYTHONPATH=src:tests python -m core.sitting.diagram
"""

import re
from collections.abc import Iterator
from itertools import groupby, product
from pathlib import Path

from weft.core.exercise.script import Form, Kind, Step
from weft.core.sitting.course import stage_of
from weft.core.sitting.moves import Left, Paused, Returned, Waited
from weft.core.sitting.state import Stage
from weft.core.sitting.table import TABLE, Row, Then

PAGE = Path(__file__).parents[3] / "docs/formats/sitting.md"
BEGIN, END = "<!-- drawn from the table -->\n", "<!-- as far as here -->\n"
ALMOST_ANYWHERE = (Paused, Left, Returned, Waited)
"""Moves with so many rows that lines for them would hide the others."""
NEXT, BACK = "next_step", "where_it_was"


def drawn() -> str:
    """The diagram, and under it what can be done in almost every stage."""
    return "\n".join(["", "```mermaid", "stateDiagram-v2", *_diagram(), "```", "", *_anywhere(), "", ""])


def _diagram() -> Iterator[str]:
    yield f'    state "the next step" as {NEXT}'
    yield f'    state "where it was" as {BACK}'
    yield from (f'    state "{_words(stage)}" as {_id(stage)}' for stage in Stage if "-" in stage)
    yield f"    [*] --> {_id(Stage.CONSENT)}"
    rows = [row for row in TABLE if row.move not in ALMOST_ANYWHERE]
    for (start, end), some in groupby(rows, key=lambda row: (_id(row.stage), _leads(row))):
        yield f"    {start} --> {end} : " + ", or ".join(map(_label, some))
    yield f"    {_id(Stage.DOING)} --> {NEXT} : the time is over"
    yield from (f"    {NEXT} --> {_id(stage)}" for stage in Stage if stage in _starts())
    yield f"    {_id(Stage.OVER)} --> [*]"


def _leads(row: Row) -> str:
    if isinstance(row.then, Stage):
        return _id(row.then)
    return {
        Then.ALL: NEXT,
        Then.ON: NEXT,
        Then.OPENED: _id(Stage.OPENED),
        Then.RESEAL: _id(Stage.WRITING),
        Then.RESUME: BACK,
    }.get(row.then, _id(row.stage))


def _label(row: Row) -> str:
    then = ", ".join(filter(None, (row.who, str(row.then) if row.then in _SAID else "")))
    return f"{_words(row.move.__name__)} ({then})"


_SAID = frozenset({Then.SWAP, Then.RESEAL})
"""Where the arrow alone does not say what happens."""


def _starts() -> set[Stage]:
    """The stages a step can start in, but the very first."""
    ways = product(Kind, Form, (0, 1), (None, 60), ((), ("one", "another")))
    steps = (
        (Step(1, kind, (), turns=turns, limit=limit, choose=choose), form)
        for kind, form, turns, limit, choose in ways
        if not choose or kind is Kind.AGREE
    )
    return {stage_of(step, form) for step, form in steps} - {Stage.CONSENT}


def _anywhere() -> Iterator[str]:
    yield "| move | in | by | leads to |"
    yield "| --- | --- | --- | --- |"
    for move in ALMOST_ANYWHERE:
        rows = [row for row in TABLE if row.move is move]
        held = {row.stage for row in rows}
        left = [_words(stage) for stage in Stage if stage not in held]
        where = f"every stage but {_listed(left)}" if left else "every stage"
        by = "the clock" if move is Waited else rows[0].who
        yield f"| {_words(move.__name__)} | {where} | {by} | {rows[0].then} |"


def _listed(some: list[str]) -> str:
    return f"{', '.join(some[:-1])} and {some[-1]}" if len(some) > 1 else some[0]


def _id(stage: Stage) -> str:
    return stage.replace("-", "_")


def _words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("-", " ").lower()


def main() -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(before + BEGIN + drawn() + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main()
