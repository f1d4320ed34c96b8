"""Has a book made to a PDF in a process of its own, so that a server that shows pages never loads what that takes.

Two at once, whoever comes then waits a little: one alone would let the other of two notice that one is made.
"""

from pathlib import Path

import msgspec

from weft.errands.errand import Errand, NoAnswer
from weft.press.book import Book

MAKING = Errand(
    Path(__file__).with_name("book_making.py"),
    memory_bytes=2 << 30,
    cpu_seconds=120,
    wait_seconds=150.0,
    most_said=1 << 30,
    knows_ours=True,
    surroundings=(("OPENBLAS_NUM_THREADS", "1"), ("SOURCE_DATE_EPOCH", "1767225600")),
)
"""A fixed instant is named, which otherwise the faces would carry."""


class NotBound(Exception):
    """The book could not be made here just now; nothing has changed."""


def bound(book: Book) -> bytes:
    """The PDF. Takes a second or two: a server asks from a thread. Raises NotBound."""
    try:
        return MAKING.answer_here(msgspec.msgpack.encode(book))
    except (NoAnswer, OSError):
        raise NotBound from None
