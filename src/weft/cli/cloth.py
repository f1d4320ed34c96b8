"""`weft cloth`: weave an invented spring to an SVG file, to see what a cloth is before having one."""

import argparse
import sys
from pathlib import Path

from weft.core.tapestry.drawdown import PHONE_ENDS
from weft.core.tapestry.sample import spring
from weft.core.tapestry.svg import standalone


def main(argv: list[str]) -> int:
    """Weave the cloth; returns 0, or 2 for a wrong command and 1 for a file that cannot be written."""
    words = argparse.ArgumentParser(prog="weft cloth", description="Weave a cloth to an SVG file.")
    words.add_argument("--demo", action="store_true", help="weave two invented months")
    words.add_argument("-o", metavar="FILE.svg", type=Path, help="where to write it; without, it is printed")
    words.add_argument("--ends", type=int, default=PHONE_ENDS, help="width in threads (default: %(default)s)")
    asked = words.parse_args(argv)
    if not asked.demo:
        words.print_usage(sys.stderr)
        print(
            "A real cloth is behind its two people's keys. Say --demo to weave an invented one.",
            file=sys.stderr,
        )
        return 2
    if asked.ends < 16:
        print("A cloth needs at least 16 ends.", file=sys.stderr)
        return 2
    return _write(standalone(spring(asked.ends)), asked.o)


def _write(drawn: str, path: Path | None) -> int:
    if path is None:
        sys.stdout.write(drawn)
        return 0
    try:
        path.write_text(drawn, encoding="utf-8")
    except OSError as wrong:
        print(f"Cannot write {path}: {wrong.strerror}.", file=sys.stderr)
        return 1
    print(f"Woven to {path}.")
    return 0
