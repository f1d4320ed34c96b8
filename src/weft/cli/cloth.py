"""`weft cloth`: weave an invented cloth to a file, to see what a cloth is before having one."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from weft.core.tapestry.drawdown import PHONE_ENDS, Cloth
from weft.core.tapestry.sample import long_life, spring
from weft.core.tapestry.shafts import LOOMS, setting
from weft.core.tapestry.svg import standalone
from weft.core.tapestry.wif import notes, wif
from weft.press.order import MOST_CM, MOST_PX, Order, only_threads
from weft.press.printing import NotPainted, at_once

LEAST_ENDS = 16
MOST_ENDS = 4096
THREAD_PX = 6
POSTER_CM = (30.0, 60.0)


class Wrong(Exception):
    """A line that asks for what cannot be woven; the message says what to type instead."""


def main(argv: list[str]) -> int:
    """Weave the cloth; returns 0, or 2 for a wrong command and 1 for a file that cannot be written."""
    asked = _words().parse_args(argv)
    if not asked.demo:
        _words().print_usage(sys.stderr)
        return _say("A real cloth is behind its two people's keys. Say --demo to weave an invented one.", 2)
    try:
        pieces = _file(asked)
        return _write(pieces, asked.o)
    except Wrong as wrong:
        return _say(str(wrong), 2)
    except NotPainted:
        return _say("The picture could not be painted: it needs more memory or time than there is.", 1)


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="weft cloth", description="Weave a cloth to a file.")
    words.add_argument("--demo", action="store_true", help="weave two invented months")
    words.add_argument("--years", type=int, default=0, help="weave so many invented years instead, 1 to 30")
    words.add_argument(
        "--format", choices=("svg", "png", "pdf", "wif"), help="default: as the file is called"
    )
    words.add_argument("-o", metavar="FILE", type=Path, help="where to write it; without, it is printed")
    words.add_argument("--ends", type=int, default=PHONE_ENDS, help="width in threads (default: %(default)s)")
    words.add_argument("--size", metavar="WxH", help="of a PNG in pixels, of a PDF in centimetres")
    words.add_argument("--shafts", type=int, choices=LOOMS, help="of the loom a WIF draft is for")
    return words


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


def _file(asked: argparse.Namespace) -> Iterable[bytes]:
    """The file's pieces. Raises Wrong."""
    if not LEAST_ENDS <= asked.ends <= MOST_ENDS:
        raise Wrong(
            f"A cloth has from {LEAST_ENDS} to {MOST_ENDS} ends: at least 16 ends, or nothing crosses."
        )
    if not 0 <= asked.years <= 30:
        raise Wrong("Say from 1 to 30 years.")
    cloth = long_life(asked.years, asked.ends) if asked.years else spring(asked.ends)
    kind = asked.format or (asked.o.suffix[1:].lower() if asked.o else "svg") or "svg"
    if kind == "wif":
        for line in notes(setting(cloth, asked.shafts), asked.shafts):
            print(line, file=sys.stderr)
        return [wif(cloth, asked.shafts).encode()]
    if kind == "svg":
        return [standalone(cloth).encode()]
    if kind not in ("png", "pdf"):
        raise Wrong("A cloth is woven to svg, png, pdf or wif. Say which with --format.")
    return at_once(_order(kind, only_threads(cloth), asked.size))


def _order(kind: str, cloth: Cloth, size: str | None) -> Order:
    if kind == "pdf":
        wide, high = _sides(size, *MOST_CM, "centimetres") if size else POSTER_CM
        return Order(kind="pdf", cloth=cloth, wide=wide, high=high)
    if size is None:
        return Order(kind="png", cloth=cloth, thread_px=THREAD_PX)
    wide, high = _sides(size, MOST_PX, MOST_PX, "pixels")
    return Order(kind="png", cloth=cloth, wide=wide, high=high)


def _sides(size: str, most_wide: int, most_high: int, unit: str) -> tuple[float, float]:
    """Raises Wrong."""
    first, _, second = size.lower().partition("x")
    try:
        wide, high = float(first), float(second)
    except ValueError:
        wide = high = float("nan")
    if not (1 <= wide <= most_wide and 1 <= high <= most_high):
        raise Wrong(f"Give the size as 30x60: at most {most_wide}x{most_high} {unit}.")
    return wide, high


def _write(pieces: Iterable[bytes], path: Path | None) -> int:
    if path is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return 0
    try:
        with path.open("wb") as file:
            file.writelines(pieces)
    except OSError as wrong:
        return _say(f"Cannot write {path}: {wrong.strerror}.", 1)
    print(f"Woven to {path}.")
    return 0
