"""Lines 13 and 14: the weight of the scripts, and how soon a server that has never run answers."""

import gzip
from pathlib import Path
from statistics import median

from bench.lines import Line
from bench.processes import ROOT, Served, free_port

SCRIPTS = ROOT / "src/weft/web/static/js"
DERIVING = frozenset({"account.js", "derive-worker.js", "lists.js", "vault.js", "argon2.js"})
"""What only the three pages that derive keys load."""


def scripts() -> list[Line]:
    """Line 13: every script a signed-in page may load, each packed as it is sent."""
    packed = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in SCRIPTS.rglob("*.js")}
    deriving = sum(size for name, size in packed.items() if name in DERIVING)
    rest = sum(packed.values()) - deriving
    return [
        Line(
            "13",
            "JavaScript besides key derivation, gzipped",
            rest / 1000,
            "KB",
            "<=",
            8,
            f"key derivation {deriving / 1000:.1f} KB",
        )
    ]


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
