"""Words set in lines down the pages of a printed year, each person's beside a thread of theirs."""

from dataclasses import dataclass, field
from typing import Literal

from fpdf.enums import MethodReturnValue

from weft.core.tapestry.dye import DAY, Dye
from weft.press.book import Book
from weft.press.book_sheets import FOOT, HIGH, MEASURE, SAID, TOP, WIDE, Sheets, Type

HUNG = 9.0
"""How far in from the other's edge somebody's words stand."""
BAR, FROM_BAR = 0.9, 4.0
NARROWER = (0.97, 0.94, 0.91, 0.88, 0.84, 0.8)
"""Of the full measure, how narrow a text may be set to save its last line from being one word."""


@dataclass(slots=True)
class Lines:
    """Sets text page by page; ``y`` is where the next thing begins."""

    book: Book
    sheets: Sheets = field(default_factory=lambda: Sheets("P", "mm", (WIDE, HIGH)))
    y: float = TOP
    give: float = 1.0
    """How wide the spaces between things are set, of their full width."""
    trying: bool = False
    """Nothing is drawn: a month is laid out to see how it falls."""
    pages: int = 0

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
            here = cut(len(lines), fits)
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
        self.sheets.set_fill_color(*rgb(dye or self.book.left_dye))
        x = left if side == "left" else left + MEASURE - BAR
        self.sheets.rect(x, y, BAR, high + 0.02, style="F")


def cut(lines: int, fits: int) -> int:
    """How many of so many lines stand here when so many fit: all, or at least two here and two after."""
    if lines <= fits:
        return lines
    here = min(fits, lines - 2)
    return here if here >= 2 else 0


def rgb(dye: Dye) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(DAY[dye].lstrip("#"))
    return red, green, blue
