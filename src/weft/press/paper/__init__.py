"""What stands in a copy besides its JSON: a letter to its owner, a page a month, each cloth, and the book."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from string import Template

from weft.core.past import Past, PastSitting, PastWords, past_cloth
from weft.core.people import Side
from weft.core.tapestry.drawdown import PHONE_ENDS, said_day
from weft.core.tapestry.svg import standalone
from weft.press.copy import Copy
from weft.press.paper import besides, chapter, felt
from weft.press.paper.book import book, names_of

README, BOOK = "README.txt", "book.html"


def beside() -> Iterator[tuple[str, bytes]]:
    """What lies beside a locked copy, the same for everybody: how to open it, and the page that does."""
    argon2 = files("weft.web").joinpath("static/js/vendor/argon2.js").read_text("utf-8")
    yield README, _paper("beside.txt").encode()
    yield "open.html", Template(_paper("open.html")).substitute(argon2=argon2).encode()


def files_of(copy: Copy) -> Iterator[tuple[str, bytes]]:
    """Every file for reading, in the order in which they lie."""
    folders = folders_of(copy)
    yield README, _readme(copy, folders)
    yield BOOK, book(copy).encode()
    for folder, past in folders.items():
        drawn = standalone(past_cloth(past, PHONE_ENDS), href=lambda key: f"../book.html#s-{key}")
        yield f"{folder}/cloth.svg", drawn.encode()
        for month, some in groupby(sorted(past.lived, key=_day), key=lambda one: f"{one.day:%Y-%m}"):
            yield f"{folder}/{month}.md", _month(past, list(some)).encode()
        if past.loose:
            yield f"{folder}/loose.md", _loose(past).encode()
        if past.felt:
            yield f"{folder}/felt.md", felt.as_markdown(past).encode()
        if past.evenings:
            yield f"{folder}/evenings.md", besides.evenings_as_markdown(past).encode()
        if past.kept:
            yield f"{folder}/kept.md", besides.kept_as_markdown(past).encode()


def folders_of(copy: Copy) -> dict[str, Past]:
    """A folder for each cloth: together, alone, and together-2 for an earlier one."""
    found: dict[str, Past] = {}
    for past in copy.pasts:
        name = "together" if past.right else "alone"
        while name in found:
            stem, _, number = name.partition("-")
            name = f"{stem}-{int(number or 1) + 1}"
        found[name] = past
    return found


@cache
def _paper(name: str) -> str:
    return files("weft.press.paper").joinpath(name).read_text("utf-8")


def _readme(copy: Copy, folders: dict[str, Past]) -> bytes:
    made = f"{said_day(copy.made)} {copy.made.year}"
    lines = "\n".join(
        f"{folder + '/':<14} Your cloth{_with(past)} as a picture, and the words, a page a month."
        for folder, past in folders.items()
    )
    names = " and ".join(names_of(copy.pasts[0])) if copy.pasts else ""
    return Template(_paper("readme.txt")).substitute(names=names, made=made, folders=lines).encode()


def _with(past: Past) -> str:
    other = past.right if past.mine is Side.LEFT else past.left
    return f" with {other.name}" if other and past.right else ""


def _day(one: PastSitting) -> tuple[object, ...]:
    return one.day, one.sitting


def _month(past: Past, lived: list[PastSitting]) -> str:
    head = f"# {chapter.month(lived[0].day)}\n"
    return "\n".join([head, *(_sitting(past, one) for one in lived)])


def _sitting(past: Past, one: PastSitting) -> str:
    lines = [f"## {one.title}", "", f"{said_day(one.day)} {one.day.year}, {one.part}", ""]
    for words in one.words:
        lines += [*(f"> {line}" for line in words.text.splitlines()), "", f"{_who(past, words)}", ""]
    return "\n".join(lines)


def _who(past: Past, words: PastWords) -> str:
    return chapter.caption(past, words)


def _loose(past: Past) -> str:
    lines = ["# From what came to no end", "", "Your own words; nobody else’s are here.", ""]
    for words in past.loose:
        lines += [f"{said_day(words.day)} {words.day.year}", ""]
        lines += [*(f"> {line}" for line in words.text.splitlines()), ""]
    return "\n".join(lines)
