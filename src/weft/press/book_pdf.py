"""The book of a year as a PDF to print and bind: A5, its faces cut to the letters used.

Only the process that makes one loads fpdf2, and Pillow with it (``book_making``). Neither the hour of its making nor
anything else but the book goes into the file: the same book gives the same bytes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from weft.core.tapestry.drawdown import newest, strung_wide
from weft.press.book import COLOPHON, LETTERS, QUARTERS, Book, Month, Thing, Voice
from weft.press.book_html import quarter
from weft.press.book_plates import LEAST_SHRUNK, Plates
from weft.press.book_sheets import (
    CAP,
    FOOT,
    HEAD,
    HIGH,
    KEPT,
    MEASURE,
    NAME,
    SAID,
    TITLE,
    TOP,
    WIDE,
    WORD,
    YEAR,
)

STRIP_GAP = 6.0
GIVES = (1.0, 0.8, 0.62)
LEAST_FILLED = 50.0
"""A last page of a month holds at least this much, if the pages before it can take the rest."""
BAND_ENDS, BAND_PICKS = 296, 60


def pdf(book: Book) -> bytes:
    """The whole file."""
    return bytes(_Setter(book).whole())


@dataclass(slots=True)
class _Setter(Plates):
    """Sets a book from its title to its colophon."""

    def whole(self) -> bytearray:
        self._begin()
        self._title()
        for month in self.book.months:
            self._month(month)
        self._cloth()
        self._letters()
        self._colophon()
        return self.sheets.output()

    def _begin(self) -> None:
        sheets = self.sheets
        sheets.set_auto_page_break(False)
        sheets.set_creation_date(datetime(self.book.year, 12, 31, tzinfo=UTC))
        sheets.set_lang("en")
        sheets.set_producer("Weft")
        sheets.c_margin = 0
        sheets.load_faces()

    def _title(self) -> None:
        self._page(plain=True)
        self.y = 52.0
        self._text(" and ".join(self.book.names), TITLE)
        self.y += 6
        self._text(self.book.span, YEAR)
        top = newest(strung_wide(self.book.cloth, BAND_ENDS), BAND_PICKS)
        if top.picks:
            self._picture_of(top, 0, WIDE, None, "The newest of the cloth, from edge to edge")
        self.sheets.running = ("", str(self.book.year))

    def _month(self, month: Month) -> None:
        self.give = self._give(month)
        self.sheets.running = (month.name, str(self.book.year))
        self._laid(month)
        self.give = 1.0

    def _give(self, month: Month) -> float:
        """How close a month is set: closer only where that saves a last page which would stand nearly bare."""
        self.trying = True
        tried = []
        for give in GIVES:
            self.give, before = give, self.pages
            self._laid(month)
            tried.append((self.pages - before, self.y, give))
        self.trying = False
        pages, y, _ = tried[0]
        if pages == 1 or y - TOP > LEAST_FILLED:
            return GIVES[0]
        return next((give for some, _, give in tried if some < pages), GIVES[0])

    def _laid(self, month: Month) -> None:
        self._page()
        if not self.trying:
            self.sheets.start_section(month.name)
        self._text(month.name, HEAD)
        self._text(month.word, WORD)
        self.y += 4
        for one in month.things:
            self._thing(one)

    def _thing(self, one: Thing) -> None:
        self._space(9 if one.is_moment else 7)
        self._head(one)
        for voice in one.voices:
            self._voice(voice)
        self._pictures(one.pictures)
        if one.scape:
            self._scape(one.scape)
            for why in one.scape.whys:
                self._voice(why)

    def _head(self, one: Thing) -> None:
        """Name and caption, never left behind at the foot of a page by what they stand over."""
        captions = len(self._lines(one.caption, CAP, MEASURE)) * CAP.high
        names = len(self._lines(one.title, NAME, MEASURE)) * NAME.high if one.is_moment else 0
        self._need(names + captions + self._first(one))
        if one.is_moment:
            self._text(one.title, NAME)
        self._text(one.caption, CAP)

    def _first(self, one: Thing) -> float:
        """How much has to stand under a head: a voice's first lines, or the first picture whole."""
        if one.voices:
            first = one.voices[0]
            return 3 + self._least(first)
        if one.pictures:
            return 4 + LEAST_SHRUNK * self._size(one.pictures[0], MEASURE)[1] + 2 * CAP.high
        return 0.0

    def _least(self, one: Voice) -> float:
        """A voice whole where it is short; of a long one the first three lines."""
        high = sum(
            len(self._lines(text, kind, self._wide(one.side))) * kind.high
            for text, kind in ((one.text, SAID), (one.remember, KEPT))
            if text
        )
        return min(high + CAP.high, 6 * SAID.high)

    def _voice(self, one: Voice) -> None:
        self._space(3.2)
        self._need(self._least(one))
        self._text(one.text, SAID, side=one.side)
        self._small_space(1.0 if one.text and one.remember else 0.0, one.side)
        self._text(one.remember, KEPT if one.text else SAID, side=one.side)
        said = self.book.signed(one)
        self._text(said, CAP, side=one.side)

    def _cloth(self) -> None:
        """The year's cloth in four strips, each a quarter, hung side by side at one measure."""
        pieces = [quarter(self.book.cloth, at) for at in range(len(QUARTERS))]
        if not any(piece.picks for piece in pieces):
            return
        self.sheets.running = ("The cloth", str(self.book.year))
        self._page()
        self.sheets.start_section("The cloth")
        self._text(f"The cloth of {self.book.year}", HEAD)
        self._text("Newest at the top of each.", CAP)
        self.y += 5
        wide = (MEASURE - STRIP_GAP * 3) / 4
        tallest = max(piece.picks / len(piece.ends) for piece in pieces)
        wide = min(wide, (self._left_over - 3 * CAP.high) / tallest)
        for at, piece in enumerate(pieces):
            x = self.sheets.left() + at * ((MEASURE - STRIP_GAP * 3) / 4 + STRIP_GAP)
            words = f"The cloth of {QUARTERS[at]}"
            high = self._picture_of(piece, x, wide, self.y, words) if piece.picks else 0.0
            for number, line in enumerate(QUARTERS[at].split(" to ")):
                self.sheets.use(CAP)
                self.sheets.set_xy(x, self.y + high + 1.5 + number * CAP.high)
                self.sheets.cell(wide, CAP.high, line if not number else f"to {line}")

    def _letters(self) -> None:
        self._page(plain=True)
        self.sheets.start_section("Letters")
        self._text("Letters", HEAD)
        self.y += 2
        self._text(LETTERS, CAP)

    def _colophon(self) -> None:
        self._page(plain=True)
        self.y = HIGH - FOOT - 4 * CAP.high
        self._text(COLOPHON, CAP)
