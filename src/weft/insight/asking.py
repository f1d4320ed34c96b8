"""Has sums about evenings worked out by ``answering.py`` in a process of its own, and believes nothing unseen.

So a server that shows pages never loads numpy, and nobody's evenings stay in a process that outlives the answer.
Numbers go in through one pipe and come back through another; nothing is written anywhere.
"""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from weft.insight.told import Evening, Outcome, Result, Span, Standing, Told, ToldLink

AT_ONCE = 2
WAIT_SECONDS = 40.0
"""By the clock on the wall, for a machine with much else to do."""
MOST_SAID = 1 << 20


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


@cache
def _turns_in(_loop: asyncio.AbstractEventLoop) -> asyncio.Semaphore:
    return asyncio.Semaphore(AT_ONCE)


async def _ask(question: dict[str, object]) -> Any:
    async with _turns_in(asyncio.get_running_loop()):
        said = await _said(json.dumps(question).encode())
    try:
        return json.loads(said)
    except ValueError:
        raise NotWorkedOut from None


async def _said(question: bytes) -> bytes:
    asked = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "weft.insight.answering",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_surroundings(),
        cwd="/",
        start_new_session=True,
    )
    try:
        said, _ = await asyncio.wait_for(asked.communicate(question), WAIT_SECONDS)
    except TimeoutError:
        raise NotWorkedOut from None
    finally:
        if asked.returncode is None:
            with suppress(ProcessLookupError):
                asked.kill()
        ended = await asked.wait()
    if ended != 0 or len(said) > MOST_SAID:
        raise NotWorkedOut
    return said


def _surroundings() -> dict[str, str]:
    """All the process is told of this machine: where the code lies, and that one core is enough."""
    here = str(Path(__file__).resolve().parents[2])
    return {"PYTHONPATH": here, "OPENBLAS_NUM_THREADS": "1", "PATH": os.defpath}
