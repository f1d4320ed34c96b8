"""Pictures, landscapes and pieces of cloth on the pages of a printed year."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from weft.core.tapestry.drawdown import Cloth
from weft.press.book import Picture, Scape
from weft.press.book_landscape import Drawing
from weft.press.book_lines import Lines, rgb
from weft.press.book_sheets import CAP, HIGH, INK_2, MEASURE, MM, Type
from weft.press.order import Order, only_threads
from weft.press.painting import painted

MOST_PICTURE = 96.0
GAP = 4.0
SCAPE_WIDE, SCAPE_MOST = 72.0, 106.0
LEAST_SHRUNK = 0.62
"""Of its full size, how small a picture may stand so as not to leave half a page bare before it."""


@dataclass(slots=True)
class Plates(Lines):
    """Sets pictures among the lines."""

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

    def _scape(self, one: Scape) -> None:
        drawing = Drawing.read(one.svg)
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

    def _drawn(self, drawing: Drawing, x: float, scale: float) -> None:
        for side, thick, picks in drawing.threads:
            dye = self.book.left_dye if side == "left" else self.book.right_dye
            self.sheets.set_draw_color(*rgb(dye or self.book.left_dye))
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

    def _picture_of(self, cloth: Cloth, x: float, wide: float, y: float | None, words: str) -> float:
        """A cloth thread by thread, as wide as said; at the foot of the page where no place is. Gives its height."""
        drawn = b"".join(painted(Order(kind="png", cloth=only_threads(cloth), thread_px=6)))
        high = wide * cloth.picks / len(cloth.ends)
        self.sheets.image(BytesIO(drawn), x, HIGH - high if y is None else y, wide, high, alt_text=words)
        return high
