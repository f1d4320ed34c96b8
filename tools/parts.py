"""Print the list of parts: every library and copied file Weft is made of, by version and hash, as CycloneDX 1.5 JSON.

    python tools/parts.py > weft.cdx.json

It is made from requirements/serve.txt, which installing is locked to, and from VENDORED.txt; the same tree gives the same
list, byte for byte, on any machine and any day. So it bears neither a date nor a number drawn by lot.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "serve.txt"
VENDORED = ROOT / "src/weft/web/static/js/vendor/VENDORED.txt"

_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def main() -> int:
    """Print the list. Gives 0."""
    print(written(listed()), end="")
    return 0


def written(parts: dict[str, Any]) -> str:
    return json.dumps(parts, indent=1, ensure_ascii=True) + "\n"


def listed() -> dict[str, Any]:
    """The whole list, Weft itself first."""
    whole = {
        "type": "application",
        "name": "weft",
        "version": _version(),
        "licenses": [_licence("AGPL-3.0-or-later")],
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": whole | {"bom-ref": "weft"}},
        "components": [*libraries(LOCK.read_text("utf-8")), *copied(VENDORED.read_text("utf-8"))],
    }


def libraries(lock: str) -> list[dict[str, Any]]:
    """What a lock file pins. A line that pins nothing by version and hash is a ValueError."""
    found = []
    for block in _blocks(lock):
        pin, hashes = _PIN.match(block), _HASH.findall(block)
        if pin is None or not hashes:
            raise ValueError(f"not pinned by version and hash: {block.splitlines()[0]}")
        found.append(_component(pin[1], pin[2], f"pkg:pypi/{pin[1].lower()}@{pin[2]}", hashes))
    return found


def _blocks(lock: str) -> list[str]:
    """Each requirement with the lines that belong to it; comments and options of the whole file left out."""
    lines = [line for line in lock.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [line for line in joined.splitlines() if not line.startswith("--")]


def copied(vendored: str) -> list[dict[str, Any]]:
    """Files of other projects that lie in the tree."""
    rows = [
        re.split(r" {2,}", line) for line in vendored.splitlines() if re.search(r" {2}[0-9a-f]{64} {2}", line)
    ]
    return [
        _component(package, version, f"pkg:npm/{package}@{version}", [digest])
        | {"licenses": [_licence(licence)]}
        for _, package, version, licence, digest, *_ in rows
    ]


def _component(name: str, version: str, purl: str, hashes: list[str]) -> dict[str, Any]:
    """One part. It was published in several files, one for each kind of machine, so it has several hashes."""
    each = [{"alg": "SHA-256", "content": one} for one in hashes]
    return {
        "type": "library",
        "name": name,
        "version": version,
        "bom-ref": purl,
        "purl": purl,
        "hashes": each,
    }


def _licence(name: str) -> dict[str, Any]:
    return {"license": {"id": name}}


def _version() -> str:
    text = (ROOT / "src/weft/__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    assert found, "Weft has a version"
    return found[1]


if __name__ == "__main__":
    sys.exit(main())
