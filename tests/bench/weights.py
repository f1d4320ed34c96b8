"""Lines 13 and 14: the weight of the scripts, and how soon a server that has never run answers."""

import gzip
import re
from pathlib import Path
from statistics import median

from bench.lines import Line
from bench.processes import ROOT, Served, free_port

SCRIPTS = ROOT / "src/weft/web/static/js"
DERIVING = frozenset({"account.js", "derive-worker.js", "lists.js", "vault.js", "argon2.js"})
"""What only pages that derive keys load."""
PAGES = {
    "a sitting": ("app.js", "exit.js", "wake.js"),
    "Today while alone": ("app.js", "exit.js", "invited.js"),
    "the notebook": ("notebook.js", "exit.js"),
    "the letters": ("letters.js", "exit.js"),
}
"""The heaviest pages by what they ask for first: two that the server draws, and two that only browsers open."""
DRAWN = ("a sitting", "Today while alone")


def scripts() -> list[Line]:
    """Line 13: all that a page loads, what its scripts import included, each packed as it is sent."""
    weights = {page: sum(map(_packed, _with_imports(first))) / 1000 for page, first in PAGES.items()}
    heaviest = max(DRAWN, key=lambda page: weights[page])
    own = max(weights, key=lambda page: weights[page])
    deriving = sum(_packed(path) for path in SCRIPTS.rglob("*.js") if path.name in DERIVING) / 1000
    return [
        Line(
            "13",
            "JavaScript of the heaviest page drawn here, gzipped",
            weights[heaviest],
            "KB",
            "<=",
            8.192,
            heaviest,
        ),
        Line(
            "13",
            "the same where only a browser opens it",
            weights[own],
            "KB",
            note=f"{own}; key derivation besides, {deriving:.1f} KB",
        ),
    ]


def _with_imports(first: tuple[str, ...]) -> set[Path]:
    """These scripts and all they import, without those that derive keys."""
    found, waiting = set[Path](), [SCRIPTS / name for name in first]
    while waiting:
        path = waiting.pop()
        if path not in found and path.name not in DERIVING:
            found.add(path)
            names = re.findall(r"""(?:from|import)\s*\(?["'](\.[^"']+\.js)["']""", path.read_text())
            waiting += [(path.parent / name).resolve() for name in names]
    return found


def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def starts(folder: Path, rounds: int) -> list[Line]:
    """Line 14: from the command to the first page, on an empty folder, and the memory it then has."""
    took, memory = [], []
    for number in range(rounds):
        port = free_port()
        server = Served(
            "weft", "serve", "--port", str(port), "--data", str(folder / f"start{number}"), port=port
        )
        took.append(server.took_ms)
        memory.append(server.memory_kb() / 1000)
        server.stop()
    return [
        Line("14", "cold start to the first page", median(took), "ms", "<=", 1000, f"of {rounds}"),
        Line("14", "memory of a server that has just started", median(memory), "MB", "<=", 60),
    ]
