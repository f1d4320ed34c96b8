"""Has sums about evenings worked out by ``answering.py`` in a process of its own, and believes nothing unseen.

So a server that shows pages never loads numpy, and nobody's evenings stay in a process that outlives the answer.
Numbers go in and numbers come back; nothing is written anywhere.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from weft.errands.errand import Errand, NoAnswer
from weft.insight.told import Evening, Outcome, Result, Span, Standing, Told, ToldLink

ANSWERING = Errand(
    Path(__file__).with_name("answering.py"),
    memory_bytes=1 << 30,
    cpu_seconds=30,
    wait_seconds=40.0,
    most_said=1 << 20,
    knows_ours=True,
    surroundings=(("OPENBLAS_NUM_THREADS", "1"),),
)


class NotWorkedOut(Exception):
    """The sums gave no answer; nothing has changed, and asking again later may help."""


async def told(mine: Sequence[Evening | None], shared: Sequence[Evening | None], weekday: int) -> Told:
    """What one of two may be told; see ``tell.tell``. Raises NotWorkedOut."""
    said = await _ask({"ask": "tell", "mine": _plain(mine), "shared": _plain(shared), "weekday": weekday})
    try:
        return Told(
            Standing(said["standing"]),
            tuple(float(value) for value in said["line"]),
            tuple(float(value) for value in said["half"]),
            tuple(ToldLink(**one) for one in said["links"]),
            int(said["days"]),
            int(said["missing"]),
        )
    except (ValueError, TypeError, KeyError):
        raise NotWorkedOut from None


async def compared(near: Sequence[float | None], options: Sequence[int], span: str) -> Result:
    """What came of an experiment; see ``experiment.compare``. Raises NotWorkedOut."""
    said = await _ask(
        {"ask": "compare", "near": list(near), "options": list(options), "span": Span(span).value}
    )
    try:
        return Result(**{**said, "outcome": Outcome(said["outcome"])})
    except (ValueError, TypeError, KeyError):
        raise NotWorkedOut from None


def _plain(some: Sequence[Evening | None]) -> list[list[object] | None]:
    return [None if one is None else [_number(one.near), sorted(one.did), one.stress] for one in some]


def _number(value: float) -> float | None:
    return None if value != value else value  # NaN is the one number that isn't itself.


async def _ask(question: dict[str, object]) -> Any:
    try:
        return json.loads(await ANSWERING.answer(json.dumps(question).encode()))
    except (NoAnswer, ValueError):
        raise NotWorkedOut from None
