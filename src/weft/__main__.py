"""``python -m weft`` is the same as ``./weft``."""

import sys

from weft.cli.main import main

sys.exit(main(sys.argv[1:]))
