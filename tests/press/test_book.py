"""The book of a year as HTML and as PDF."""

import re
from datetime import date
from io import BytesIO

import msgspec
import pytest
from PIL import Image

from weft.core.moments.curve import packed, unpacked
from weft.core.moments.landscape import Curve, landscape
from weft.core.moments.picture import picture
from weft.core.tapestry.dye import NIGHT, Dye
from weft.core.tapestry.sample import spring
from weft.press import book_pdf
from weft.press.book import Book, Leaf, Month, Picture, Scape, Thing, Voice, letter_place
from weft.press.book_binding import bound
from weft.press.book_html import html
from weft.press.book_lines import cut
from weft.press.book_pdf import pdf
from weft.press.book_sheets import SAID
from weft.web.files import content

HOSTILE = '</p><script src="https://example.org/x.js">1</script>'
LONG = "We walked as far as the gate and back again, and nobody said what time it was. " * 40


def jpeg() -> bytes:
    made = BytesIO()
    Image.new("RGB", (90, 60), "#447788").save(made, "JPEG")
    return made.getvalue()


def a_book(text: str = "The heron stood.") -> Book:
    values = unpacked(packed(bytes(20 + 60 * (300 < at < 420) for at in range(900))))
    land = landscape(Curve(values), Curve(values))
    things = (
        Thing(
            "t-1",
            True,
            "Round the lake",
            "Walk, Thursday 4 June",
            (Voice("left", text, "calm", "the heron"), Voice("right", "Wet shoes.")),
            (Picture("A wet shoe", 90, 60, jpeg()),) * 3,
            Scape(picture(land, "Two curves.", {}), "Two curves.", (Voice("left", "There.", "at 0:48"),)),
        ),
        Thing("t-2", False, "One true line", "One true line, Friday 5 June", (Voice("right", "A line."),)),
    )
    return Book(
        year=2026,
        until=date(2026, 12, 31),
        left="Noor",
        right="Elias",
        left_dye=Dye.MADDER,
        right_dye=Dye.KENDAL,
        months=(Month(6, "heron", things),),
        cloth=spring(),
    )


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = html(a_book(HOSTILE))
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', page) == []
    assert "default-src 'none'" in page
    assert "&lt;script" in page


def test_yarn_on_a_dark_page_has_its_colours_for_the_night() -> None:
    made = html(a_book())
    night = made[made.index("@media screen and (prefers-color-scheme:dark)") :]
    for side, dye in (("left", Dye.MADDER), ("right", Dye.KENDAL)):
        assert f"html .w-{side}{{stroke:{NIGHT[dye]}}}" in night
        assert f"--{side}:{NIGHT[dye]}" in night


def test_a_browser_takes_everything_a_book_is_made_of_to_set_letters_in() -> None:
    """The page that opens letters looks a book through before it puts a word in: see own-book.js."""
    script = content("js/own-book.js").decode()
    page = html(msgspec.structs.replace(a_book(HOSTILE), letters=(Leaf("l-1", "Letters for <4 June>"),)))
    head = script.partition("const HEAD = `")[2].partition("`;")[0]
    assert page.startswith(head)
    known = set(script.partition("const TAGS = new Set(")[2].partition("'")[2].partition("'")[0].split())
    body = page.partition("</style></head><body>\n")[2]
    for side in ("left", "right"):
        assert body.count(letter_place("l-1", side)) == 1
    assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", body)} <= known
    assert re.search(r"<[^>]*\s(on\w+|style|ping)=", body) is None


def test_the_same_book_is_the_same_file() -> None:
    assert html(a_book()) == html(a_book())
    assert bound(a_book()) == bound(a_book())


def test_a_pdf_names_nobody_and_no_hour_outside_its_pages() -> None:
    made = bound(a_book())
    assert made.startswith(b"%PDF-")
    assert b"/Author" not in made
    assert b"Noor" not in made
    assert b"20261231000000" in made
    assert set(re.findall(rb"/BaseFont /(\S+)", made)) <= {
        b"MPDFAA+Brygada1918",
        b"MPDFAA+ProzaLibre",
        b"MPDFAA+ProzaLibreMedium",
    }


@pytest.mark.parametrize(
    "text", [LONG, HOSTILE, "Łódź, Ελλάς, Москва", "🦩 \u0000\u202e\n\n\n", "x" * 2000, " "]
)
def test_whatever_was_written_can_be_set(text: str) -> None:
    assert pdf(a_book(text)).startswith(b"%PDF-")


def test_a_year_of_which_nothing_may_stand_is_a_cloth_alone() -> None:
    bare = Book(
        year=2026,
        until=date(2026, 6, 4),
        left="Noor",
        right=None,
        left_dye=Dye.MADDER,
        right_dye=None,
        months=(),
        cloth=spring(),
    )
    assert pdf(bare).startswith(b"%PDF-")
    assert "2026, to 4 June" in html(bare)


def test_no_line_of_a_long_text_stands_alone() -> None:
    for lines in range(1, 40):
        for fits in range(40):
            here = cut(lines, fits)
            assert here <= fits
            assert here in (0, lines) or min(here, lines - here) >= 2


def test_a_last_line_is_no_single_word_where_it_can_be_helped() -> None:
    setter = book_pdf._Setter(a_book())
    setter._begin()
    setter._page()
    lines = setter._lines("Warm stone under both hands, at nine in the evening.", SAID, 99.0)
    assert len(lines) == 2
    assert " " in lines[-1]
