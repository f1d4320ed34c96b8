"""A book made to a PDF: the program reads a book, and writes the file.

Run in a process of its own by ``book_binding``: it alone loads fpdf2, Pillow and numpy, and gives all their memory
back when it ends. It opens no connection, and no file but the faces.
"""

import sys

import msgspec

from weft.press.book import Book
from weft.press.book_pdf import pdf


def main() -> int:
    """Make what came on standard input; 0, or 1 when it cannot be made."""
    try:
        book = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Book)
        sys.stdout.buffer.write(pdf(book))
        sys.stdout.buffer.flush()
    except (msgspec.MsgspecError, ValueError, MemoryError, BrokenPipeError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
