"""The book of a year as a PDF to print and bind: A5, its faces cut to the letters used.

Only the process that makes one loads fpdf2, and Pillow with it (``book_making``). Neither the hour of its making nor
anything else but the book goes into the file: the same book gives the same bytes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from importlib.resources import files
from io import BytesIO
from typing import Literal

from fpdf import FPDF
from fpdf.enums import MethodReturnValue

from weft.core.tapestry.drawdown import Cloth, newest, strung_wide
from weft.core.tapestry.dye import DAY, Dye
from weft.press.book import COLOPHON, LETTERS, QUARTERS, Book, Month, Picture, Scape, Thing, Voice
from weft.press.book_html import quarter
from weft.press.order import Order, only_threads
from weft.press.painting import painted

WIDE, HIGH = 148.0, 210.0
"""A5, in millimetres, as is all that follows but type, which is in points."""
TOP, FOOT, INNER, OUTER = 21.0, 24.0, 20.0, 15.0
MEASURE = WIDE - INNER - OUTER
HUNG = 9.0
"""How far in from the other's edge somebody's words stand."""
BAR, FROM_BAR = 0.9, 4.0
MOST_PICTURE = 96.0
GAP = 4.0
SCAPE_WIDE, SCAPE_MOST = 72.0, 106.0
STRIP_GAP = 6.0
LEAST_SHRUNK = 0.62
"""Of its full size, how small a picture may stand so as not to leave half a page bare before it."""
NARROWER = (0.97, 0.94, 0.91, 0.88, 0.84, 0.8)
"""Of the full measure, how narrow a text may be set to save its last line from being one word."""
GIVES = (1.0, 0.8, 0.62)
LEAST_FILLED = 50.0
"""A last page of a month holds at least this much, if the pages before it can take the rest."""
BAND_ENDS, BAND_PICKS = 296, 60
INK, INK_2 = (27, 32, 38), (69, 76, 82)
MM = 25.4 / 72
"""A point, in millimetres."""


@dataclass(frozen=True, slots=True)
class Type:
    """A face, its size and how far apart its lines are, in points; and its ink."""

    face: str
    size: float
    line: float
    ink: tuple[int, int, int] = INK

    @property
    def high(self) -> float:
        return self.line * MM


TITLE = Type("Brygada", 34, 39)
YEAR = Type("Proza500", 14, 20)
HEAD = Type("Proza500", 17, 21)
WORD = Type("Brygada", 30, 34)
NAME = Type("Brygada", 17, 21)
SAID = Type("Brygada", 11.5, 16)
KEPT = Type("Brygada", 10, 14)
CAP = Type("Proza", 8.2, 11.5, INK_2)
RUNNING = Type("Proza", 7.6, 10, INK_2)

FACES = {
    "Brygada": ("brygada-470-latin", "brygada-470-latin-ext", "brygada-470-cyrillic", "brygada-470-greek"),
    "Proza": ("proza-400-latin", "proza-400-latin-ext"),
    "Proza500": ("proza-500-latin", "proza-500-latin-ext"),
}


def pdf(book: Book) -> bytes:
    """The whole file."""
    return bytes(_Setter(book).whole())


class _Sheets(FPDF):
    """Pages with a running year and a folio, the outer margin on the outer side."""

    running: tuple[str, str] = ("", "")
    plain: bool = True
    """A page without its running head: the title, and the leaf of letters."""

    def left(self) -> float:
        return INNER if self.page_no() % 2 else OUTER

    def header(self) -> None:
        self.set_margins(self.left(), TOP, WIDE - MEASURE - self.left())
        if self.plain:
            return
        month, year = self.running
        self.use(RUNNING)
        inward, outward = ("L", "R") if self.page_no() % 2 else ("R", "L")
        self._set_at(12.0, month, inward)
        self._set_at(12.0, year, outward)
        self._set_at(HIGH - 14.0, str(self.page_no()), outward)

    def _set_at(self, y: float, text: str, align: str) -> None:
        self.set_xy(self.left(), y)
        self.cell(MEASURE, RUNNING.high, text, align=align)

    def use(self, kind: Type) -> None:
        self.set_font(kind.face, size=kind.size)
        self.set_text_color(*kind.ink)


@dataclass(slots=True)
class _Setter:
    """Sets a book page by page; ``y`` is where the next thing begins."""

    book: Book
    sheets: _Sheets = field(default_factory=lambda: _Sheets("P", "mm", (WIDE, HIGH)))
    y: float = TOP
    give: float = 1.0
    """How wide the spaces between things are set, of their full width."""
    trying: bool = False
    """Nothing is drawn: a month is laid out to see how it falls."""
    pages: int = 0

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
        fonts = files("weft.press.paper")
        for face, cuts in FACES.items():
            for number, cut in enumerate(cuts):
                sheets.add_font(face if not number else f"{face}+{number}", fname=str(fonts / f"{cut}.ttf"))
        others = [f"{face}+{number}" for face, cuts in FACES.items() for number in range(1, len(cuts))]
        sheets.set_fallback_fonts(others)

    # ------------------------------------------------------------ pages

    def _page(self, *, plain: bool = False) -> None:
        self.pages += 1
        self.y = TOP
        if not self.trying:
            self.sheets.plain = plain
            self.sheets.add_page()

    @property
    def _left_over(self) -> float:
        return HIGH - FOOT - self.y

    def _need(self, high: float) -> None:
        """Begin a page unless so much still fits on this one."""
        if high > self._left_over and self.y > TOP:
            self._page()

    def _space(self, high: float) -> None:
        if self.y > TOP:
            self.y += high * self.give

    def _small_space(self, high: float, side: str) -> None:
        """Between two texts of one voice: its thread runs on through it."""
        if high and self._left_over > 2 * SAID.high:
            if not self.trying:
                self._bar(side, self.sheets.left(), self.y, high)
            self.y += high

    # ------------------------------------------------------------ text

    def _lines(self, text: str, kind: Type, wide: float) -> list[str]:
        """A text in lines; a last one of a single short word is filled a little from the line before it."""
        lines = self._wrapped(text, kind, wide)
        for part in NARROWER:
            if len(lines) < 2 or " " in lines[-1].strip():
                break
            again = self._wrapped(text, kind, wide * part)
            if len(again) > len(lines):
                break
            if " " in again[-1].strip():
                return again
        return lines

    def _wrapped(self, text: str, kind: Type, wide: float) -> list[str]:
        self.sheets.use(kind)
        found = self.sheets.multi_cell(
            wide, kind.high, text, align="L", dry_run=True, output=MethodReturnValue.LINES
        )
        return list(found) if isinstance(found, list) else []

    def _text(self, text: str, kind: Type, *, side: str = "", align: Literal["L", "R"] = "L") -> None:
        """A text in its lines. Never one line alone at the foot of a page, nor at the head of the next."""
        if not text.strip():
            return
        lines = self._lines(text, kind, self._wide(side))
        while lines:
            fits = int((self._left_over + 0.01) // kind.high)
            here = _cut(len(lines), fits)
            if not here and self.y <= TOP:
                here = max(1, min(fits, len(lines)))
            for line in lines[:here]:
                self._line(line, kind, side, align)
            lines = lines[here:]
            if lines:
                self._page()

    def _wide(self, side: str) -> float:
        return MEASURE - HUNG - FROM_BAR if side else MEASURE

    def _line(self, line: str, kind: Type, side: str, align: Literal["L", "R"]) -> None:
        if self.trying:
            self.y += kind.high
            return
        left = self.sheets.left()
        x = left + {"left": FROM_BAR, "right": HUNG}.get(side, 0.0)
        self.sheets.use(kind)
        self.sheets.set_xy(x, self.y)
        self.sheets.cell(self._wide(side), kind.high, line, align=align)
        if side:
            self._bar(side, left, self.y, kind.high)
        self.y += kind.high

    def _bar(self, side: str, left: float, y: float, high: float) -> None:
        """The thread of whoever says it, down the edge that is theirs."""
        dye = self.book.left_dye if side == "left" else self.book.right_dye
        self.sheets.set_fill_color(*_rgb(dye or self.book.left_dye))
        x = left if side == "left" else left + MEASURE - BAR
        self.sheets.rect(x, y, BAR, high + 0.02, style="F")

    # ------------------------------------------------------------ the title

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

    def _picture_of(self, cloth: Cloth, x: float, wide: float, y: float | None, words: str) -> float:
        """A cloth thread by thread, as wide as said; at the foot of the page where no place is. Gives its height."""
        drawn = b"".join(painted(Order(kind="png", cloth=only_threads(cloth), thread_px=6)))
        high = wide * cloth.picks / len(cloth.ends)
        self.sheets.image(BytesIO(drawn), x, HIGH - high if y is None else y, wide, high, alt_text=words)
        return high

    # ------------------------------------------------------------ a month

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

    # ------------------------------------------------------------ pictures

    def _pictures(self, some: Sequence[Picture]) -> None:
        """One across the page, two beside each other, and so on in rows of two."""
        rest = list(some)
        if len(rest) % 2:
            self._row(rest[:1])
            rest = rest[1:]
        for at in range(0, len(rest), 2):
            self._row(rest[at : at + 2])

    def _row(self, row: Sequence[Picture]) -> None:
        """Pictures beside each other: a little smaller where that lets them stand under the words they belong to."""
        wide = (MEASURE - GAP * (len(row) - 1)) / len(row)
        words = [self._lines(one.words, CAP, wide) for one in row]
        below = 1.5 + max(map(len, words)) * CAP.high
        self._space(5)
        high = max(self._size(one, wide)[1] for one in row)
        most = min(1.0, self.give + 0.15)
        scale = min(most, (self._left_over - below) / high)
        if scale < LEAST_SHRUNK:
            self._need(high * most + below)
            scale = min(most, (self._left_over - below) / high)
        for at, (one, lines) in enumerate(zip(row, words, strict=True)):
            size = self._size(one, wide)
            self._picture(one, lines, at * (wide + GAP), wide, (size[0] * scale, size[1] * scale))
        self.y += high * scale + below

    def _picture(
        self, one: Picture, lines: Sequence[str], x: float, wide: float, size: tuple[float, float]
    ) -> None:
        if self.trying:
            return
        left = self.sheets.left() + x
        self.sheets.image(BytesIO(one.jpeg), left, self.y, *size, alt_text=one.words)
        self.sheets.use(CAP)
        for number, line in enumerate(lines):
            self.sheets.set_xy(left, self.y + size[1] + 1.5 + number * CAP.high)
            self.sheets.cell(wide, CAP.high, line)

    def _size(self, one: Picture, wide: float) -> tuple[float, float]:
        """As wide as there is room, and no higher than half a page."""
        scale = min(wide / one.width, MOST_PICTURE / one.height)
        return one.width * scale, one.height * scale

    # ------------------------------------------------------------ a landscape

    def _scape(self, one: Scape) -> None:
        drawing = _Drawing.read(one.svg)
        if drawing is None:
            return
        scale = min(SCAPE_WIDE / drawing.wide, SCAPE_MOST / drawing.high)
        captions = self._lines(one.label, CAP, MEASURE)
        self._space(6)
        self._need(drawing.high * scale + 3 + len(captions) * CAP.high)
        if not self.trying:
            self._drawn(drawing, self.sheets.left() + (MEASURE - drawing.wide * scale) / 2, scale)
        self.y += drawing.high * scale + 2.5
        self._text(one.label, CAP)
        for why in one.whys:
            self._voice(why)

    def _drawn(self, drawing: "_Drawing", x: float, scale: float) -> None:
        for side, thick, picks in drawing.threads:
            dye = self.book.left_dye if side == "left" else self.book.right_dye
            self.sheets.set_draw_color(*_rgb(dye or self.book.left_dye))
            self.sheets.set_line_width(thick * scale)
            for start, y, end in picks:
                self.sheets.line(x + start * scale, self.y + y * scale, x + end * scale, self.y + y * scale)
        for kind, at, y, anchor, words in drawing.words:
            face = Type("Brygada", 10.5, 12) if kind == "said" else Type("Proza", 7.6, 10, INK_2)
            self._beside(words, face, x + at * scale, self.y + y * scale, anchor)

    def _beside(self, words: str, kind: Type, x: float, y: float, anchor: str) -> None:
        self.sheets.use(kind)
        wide = self.sheets.get_string_width(words)
        x -= {"middle": wide / 2, "end": wide}.get(anchor, 0.0)
        self.sheets.set_fill_color(255, 255, 255)
        self.sheets.rect(x - 0.6, y - kind.size * MM * 0.82, wide + 1.2, kind.size * MM * 1.08, style="F")
        self.sheets.text(x, y, words)

    # ------------------------------------------------------------ the end

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


def _cut(lines: int, fits: int) -> int:
    """How many of so many lines stand here when so many fit: all, or at least two here and two after."""
    if lines <= fits:
        return lines
    here = min(fits, lines - 2)
    return here if here >= 2 else 0


def _rgb(dye: Dye) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(DAY[dye].lstrip("#"))
    return red, green, blue


_PATH = re.compile(r'<path class="w-(left|right)" d="([^"]*)" stroke-width="([\d.]+)"')
_PICK = re.compile(r"M([\d.]+) ([\d.]+)H([\d.]+)")
_WORDS = re.compile(r'<text class="(\w+)" x="(-?\d+)" y="(-?\d+)" text-anchor="(\w+)">([^<]*)</text>')
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A landscape as its SVG has it: threads by edge, and words."""

    wide: float
    high: float
    threads: tuple[tuple[str, float, tuple[tuple[float, float, float], ...]], ...]
    words: tuple[tuple[str, float, float, str, str], ...]

    @classmethod
    def read(cls, svg: str) -> "_Drawing | None":
        """Reads what ``core.moments.picture`` draws, and nothing else."""
        box = _BOX.search(svg)
        if box is None:
            return None
        threads = tuple(
            (
                side,
                float(thick),
                tuple((float(a), float(y), float(b)) for a, y, b in _PICK.findall(path)),
            )
            for side, path, thick in _PATH.findall(svg)
        )
        words = tuple(
            (kind, float(x), float(y), anchor, unescape(text))
            for kind, x, y, anchor, text in _WORDS.findall(svg)
        )
        return cls(float(box[1]), float(box[2]), threads, words)
