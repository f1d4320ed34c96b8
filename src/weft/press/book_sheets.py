"""The paper a year is printed on: its measures, its type, and sheets with a running year and a folio."""

from dataclasses import dataclass
from importlib.resources import files

from fpdf import FPDF

WIDE, HIGH = 148.0, 210.0
"""A5, in millimetres, as is all that follows but type, which is in points."""
TOP, FOOT, INNER, OUTER = 21.0, 24.0, 20.0, 15.0
MEASURE = WIDE - INNER - OUTER
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


class Sheets(FPDF):
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

    def load_faces(self) -> None:
        """Every face with what stands in for the letters it lacks."""
        fonts = files("weft.press.paper")
        for face, cuts in FACES.items():
            for number, cut in enumerate(cuts):
                self.add_font(face if not number else f"{face}+{number}", fname=str(fonts / f"{cut}.ttf"))
        others = [f"{face}+{number}" for face, cuts in FACES.items() for number in range(1, len(cuts))]
        self.set_fallback_fonts(others)
