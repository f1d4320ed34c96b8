"""``./weft book``: the book of an invented year as HTML and PDF, to see what a book is before having lived one."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from weft import demo
from weft.assemble import passing_home
from weft.keeper.book import NoSuchYear, gather, years_of
from weft.press.book import Book
from weft.press.book_binding import NotBound, bound
from weft.press.book_html import html


def main(argv: Sequence[str]) -> int:
    """Make the book; 0, or 2 for a line that cannot be read and 1 for a book that cannot be made."""
    parser = argparse.ArgumentParser(prog="./weft book", description="The book of a year.")
    parser.add_argument("--demo", action="store_true", help="of the invented couple")
    parser.add_argument("--year", type=int, help="of which year (this one)")
    parser.add_argument(
        "-o", metavar="DIR", type=Path, default=Path("book"), help="folder to put it in (book)"
    )
    asked = parser.parse_args(argv)
    if not asked.demo:
        parser.print_usage(sys.stderr)
        return _say(
            "A real book is behind its two people’s keys: each makes it at /reservoir/book. "
            "Say --demo for one of the invented couple.",
            2,
        )
    try:
        return _write(asyncio.run(_demo_book(asked.year)), asked.o)
    except NoSuchYear:
        return _say("The invented couple kept nothing in that year. Leave --year away for the last.", 2)
    except NotBound:
        return _say("The PDF could not be made: it needs more memory or time than there is.", 1)
    except OSError as no:
        return _say(f"Cannot write into {asked.o}: {no.strerror}.", 1)


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


async def _demo_book(year: int | None) -> Book:
    """Two invented years are lived in memory, and nothing of them stays. Raises NoSuchYear."""
    calendar = demo.Calendar()
    home = passing_home(calendar)
    await demo.live(home, calendar, lambda line: print(f"· {line}", file=sys.stderr, flush=True))
    opened = await home.sign_ins.open(await demo.be(home, "noor"))
    assert opened is not None, "the sign-in was made a moment ago"
    there = await years_of(home, opened)
    return await gather(home, opened, year or (there[0] if there else date.today().year))


def _write(book: Book, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"book-{book.year}.html").write_text(html(book), "utf-8")
    (folder / f"book-{book.year}.pdf").write_bytes(bound(book))
    print(f"Bound in {folder}.")
    return 0
