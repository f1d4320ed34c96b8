"""A book made to a PDF: ``python -m weft.press.book_making`` reads a book, and writes the file.

A process of its own, started by ``book_binding``: it alone loads fpdf2, Pillow and numpy, and gives all their memory
back when it ends. It opens no connection, and no file but the faces.
"""

import resource
import sys

import msgspec

from weft.press.book import Book
from weft.press.book_pdf import pdf

MOST_MEMORY = 2 << 30
MOST_SECONDS = 120


def main() -> int:
    """Make what came on standard input; 0, or 1 when it cannot be made."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        book = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Book)
        sys.stdout.buffer.write(pdf(book))
        sys.stdout.buffer.flush()
    except (msgspec.MsgspecError, ValueError, MemoryError, BrokenPipeError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
