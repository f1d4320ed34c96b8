"""Writes notebook.json: a small notebook which Python and the browser must both open.

Leaves are locked afresh at each run. Run it only when the format gains a version; released vectors are kept for ever.
"""

import json
from hashlib import sha256
from pathlib import Path

from weft.vault.lp import lp
from weft.vault.notebook import NotebookKey

TARGET = Path(__file__).with_name("notebook.json")
TEXTS = (
    '{"version":1,"notes":[]}',
    '{"version":1,"notes":[{"id":"00","kind":"note","at":1780000000,"text":"naïve café, 𝒳"}]}',
    "ŝ" * 6000,
)


def known(label: str, length: int = 32) -> bytes:
    return sha256(lp("vector", label)).digest()[:length]


def main() -> None:
    nk, person, salt = known("nk"), known("notebook person", 16).hex(), known("manifest salt")
    key = NotebookKey(nk, person)
    leaves = {known(f"leaf {at}", 16).hex(): text for at, text in enumerate(TEXTS)}
    locked = {leaf: key.lock(leaf, text.encode()) for leaf, text in leaves.items()}
    vectors = {
        "nk": nk.hex(),
        "person": person,
        "counter": 41,
        "salt": salt.hex(),
        "leaves": [{"leaf": leaf, "text": leaves[leaf], "locked": locked[leaf].hex()} for leaf in leaves],
        "manifest": key.lock_manifest(41, locked, salt).hex(),
    }
    TARGET.write_text(json.dumps(vectors, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
