"""Has a book made to a PDF in a process of its own, so that a server that shows pages never loads what that takes.

BINDERS at once, whoever comes then waits a little: one alone would let the other of two notice that one is made.
"""

import os
import sys
from pathlib import Path
from subprocess import DEVNULL, PIPE, SubprocessError, run
from threading import BoundedSemaphore

import msgspec

from weft.press.book import Book

MOST_WAITING = 150.0
"""Seconds in which a book has to be made."""
BINDERS = 2
_bench = BoundedSemaphore(BINDERS)


class NotBound(Exception):
    """The book could not be made here just now; nothing has changed."""


def bound(book: Book) -> bytes:
    """The PDF. Takes a second or two: a server asks from a thread. Raises NotBound."""
    with _bench:
        try:
            made = run(
                [sys.executable, "-m", "weft.press.book_making"],
                input=msgspec.msgpack.encode(book),
                stdout=PIPE,
                stderr=DEVNULL,
                env=_surroundings(),
                timeout=MOST_WAITING,
                check=True,
            )
        except (SubprocessError, OSError):
            raise NotBound from None
    return made.stdout


def _surroundings() -> dict[str, str]:
    """All the process is told of this machine; and a fixed instant, which otherwise the faces would carry."""
    here = str(Path(__file__).resolve().parents[2])
    return {
        "PYTHONPATH": here,
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": os.defpath,
        "SOURCE_DATE_EPOCH": "1767225600",
    }
