"""``weft`` on a server whose clock is some minutes fast, so that a day can be over without waiting for it.

The first word is how many minutes; the others are those of ``weft``.
"""

import sys
from datetime import UTC, datetime, timedelta

from weft import assemble
from weft.cli.main import main

FAST = timedelta(minutes=int(sys.argv[1]))


def now() -> datetime:
    return datetime.now(UTC) + FAST


if __name__ == "__main__":
    assemble.make_home.__defaults__ = (now, (), None)
    sys.exit(main(sys.argv[2:]))
