"""A notebook as its owner's browser has it, for tests: what it sends, and what only it can read."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from couples import House, account
from visits import b64
from weft.vault.notebook import NotebookKey
from weft.vault.roots import Root
from weft.vault.slot import open_slot_e


def leaf_id(name: object) -> str:
    return sha256(str(name).encode()).hexdigest()[:32]


def note(name: object, text: str) -> dict[str, Any]:
    return {"id": leaf_id(("note", name)), "kind": "note", "at": 1_780_000_000, "text": text}


def key_of(name: str, house: House) -> NotebookKey:
    """NK of somebody, by way of their slot, as the browser finds it."""
    made = account(name, house.key)
    root = Root(open_slot_e(made.phrase_slot, made.secrets.e, made.person, made.phrase_slot_id))
    return NotebookKey(root.archive_key, made.person)


@dataclass
class Book:
    """The leaves as they lie, and how often the notebook changed."""

    key: NotebookKey
    leaves: dict[str, bytes] = field(default_factory=dict)
    rev: int = 0

    def turn(self, put: dict[str, list[dict[str, Any]]], remove: tuple[str, ...] = ()) -> dict[str, Any]:
        """Change it here, and give what a browser posts for that."""
        locked = {
            leaf: self.key.lock(leaf, json.dumps({"version": 1, "notes": notes}).encode())
            for leaf, notes in put.items()
        }
        self.leaves = {leaf: kept for leaf, kept in self.leaves.items() if leaf not in remove} | locked
        self.rev += 1
        return {
            "rev": self.rev,
            "manifest": b64(self.key.lock_manifest(self.rev, self.leaves)),
            "put": [{"id": leaf, "locked": b64(kept)} for leaf, kept in locked.items()],
            "remove": list(remove),
        }
