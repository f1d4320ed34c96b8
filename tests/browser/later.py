"""``weft`` on a server whose clock is some minutes fast, so that a day can be over without waiting for it.

The first word is how many minutes, or a file that says so anew whenever somebody asks the time, as ``house.Later`` writes
it; the others are those of ``weft``.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from weft import assemble
from weft.cli.main import main

FAST = sys.argv[1]


def now() -> datetime:
    minutes = FAST if FAST.isdecimal() else Path(FAST).read_text(encoding="utf-8")
    return datetime.now(UTC) + timedelta(minutes=float(minutes))


if __name__ == "__main__":
    assemble.make_home.__defaults__ = (now, (), None)
    sys.exit(main(sys.argv[2:]))
