"""Works out what may be told: the program reads one question, and writes the answer.

Run in a process of its own by ``asking.py``: it alone loads numpy, and all its memory is given back when it ends.
It opens no file and no connection.
"""

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from weft.insight.experiment import compare
from weft.insight.tell import tell
from weft.insight.told import Evening, Span


def answer(question: Any) -> dict[str, Any]:
    """The answer to one question as ``asking.py`` puts it. Raises KeyError, TypeError, ValueError for any other."""
    if question["ask"] == "tell":
        told = tell(_evenings(question["mine"]), _evenings(question["shared"]), int(question["weekday"]))
        return asdict(told)
    return asdict(compare(question["near"], question["options"], Span(question["span"])))


def _evenings(some: Sequence[Any]) -> list[Evening | None]:
    return [None if one is None else _evening(*one) for one in some]


def _evening(near: float | None, did: Sequence[int], stress: float | None) -> Evening:
    return Evening(math.nan if near is None else near, frozenset(did), stress)


def main() -> int:
    """Answer what is asked on standard input; 0, or 1 when it cannot be answered."""
    try:
        said = json.dumps(answer(json.load(sys.stdin)), allow_nan=False)
        sys.stdout.write(said)
        sys.stdout.flush()
    except (ValueError, KeyError, TypeError, MemoryError, BrokenPipeError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
