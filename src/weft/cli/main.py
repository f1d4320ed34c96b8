"""``./weft COMMAND``: finds the command's module and hands it the rest of the line."""

import gc
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType

from weft import __version__

COMMANDS = {
    "serve": "Serve Weft to two people.",
    "demo": "Look around with an invented couple, on this machine only.",
    "doctor": "Say what is wrong with this installation and how to mend it.",
    "backup": "Make a locked backup, also while Weft serves.",
    "restore": "Put a backup back into an empty folder.",
    "restore-own": "Bring a copy of what is yours, taken here or elsewhere.",
    "exercise": "Check, play or list exercises.",
    "cloth": "Draw a cloth to a file.",
    "book": "Make the book of a year.",
    "verify": "Compare what a server sends with a release.",
}


def usage() -> str:
    lines = [f"  {name:<12}{words}" for name, words in COMMANDS.items()]
    return "\n".join(
        ["Weft, for two people. Type one of:", "", *[f"  ./weft{line[1:]}" for line in lines], ""]
    )


def main(argv: Sequence[str]) -> int:
    """Run one command. Gives what the shell should see: 0 when all went well, 2 for a line we cannot read."""
    if argv and argv[0] == "--version":
        print(f"Weft {__version__}")
        return 0
    if not argv or argv[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0
    if argv[0] not in COMMANDS:
        print(f"Weft has no command {argv[0]!r}.\n\n{usage()}", file=sys.stderr)
        return 2
    code: int = _command(argv[0]).main(list(argv[1:]))
    return code


def _command(name: str) -> ModuleType:
    """The module of a command. Hardly anything made while modules are read is thrown away, and looking for it, then or
    later, would take a fifth of the start."""
    gc.disable()
    try:
        return importlib.import_module(f"weft.cli.{name.replace('-', '_')}")
    finally:
        gc.freeze()
        gc.enable()


def script() -> None:
    """The installed command."""
    sys.exit(main(sys.argv[1:]))
