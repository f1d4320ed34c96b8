"""``weft`` on a server whose clock is ahead, so that a day can be over without waiting for it.

The first word is a file that says by how many seconds, and is read anew whenever somebody asks the time; the others are
those of ``weft``. Scenes set it with ``Later``.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from weft import assemble
from weft.cli.main import main

AHEAD = Path(sys.argv[1])


def now() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(AHEAD.read_text(encoding="utf-8")))


if __name__ == "__main__":
    assemble.make_home.__defaults__ = (now, (), None)
    sys.exit(main(sys.argv[2:]))
