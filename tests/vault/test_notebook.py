"""A notebook's leaves open in their place and for their owner only, and a notebook that isn't whole is noticed."""

import json
from pathlib import Path
from typing import Any

import pytest

from weft.vault.envelope import OVERHEAD_BYTES
from weft.vault.errors import EnvelopeAltered
from weft.vault.notebook import LEAF_SIZES, MANIFEST_BYTES, MOST_LEAF_BYTES, NotebookKey

KNOWN: dict[str, Any] = json.loads((Path(__file__).parents[1] / "vectors/notebook.json").read_text("utf-8"))
NOOR, ELIS = "1" * 32, "2" * 32
LEAF, OTHER = "a" * 32, "b" * 32
KEY = NotebookKey(b"\1" * 32, NOOR)
raw = bytes.fromhex


def test_what_is_locked_opens_again_in_its_place() -> None:
    assert KEY.unlock(LEAF, KEY.lock(LEAF, b"It rained.")) == b"It rained."


@pytest.mark.parametrize(
    ("key", "leaf"),
    [(KEY, OTHER), (NotebookKey(b"\1" * 32, ELIS), LEAF), (NotebookKey(b"\2" * 32, NOOR), LEAF)],
    ids=["another place", "another person", "another key"],
)
def test_a_leaf_opens_nowhere_else(key: NotebookKey, leaf: str) -> None:
    with pytest.raises(EnvelopeAltered):
        key.unlock(leaf, KEY.lock(LEAF, b"It rained."))


def test_every_changed_byte_of_a_leaf_is_refused() -> None:
    locked = KEY.lock(LEAF, b"It rained.")
    for at in range(len(locked)):
        altered = locked[:at] + bytes([locked[at] ^ 0x80]) + locked[at + 1 :]
        with pytest.raises(EnvelopeAltered):
            KEY.unlock(LEAF, altered)
    for cut in (b"", locked[:59], locked[:-1]):
        with pytest.raises(EnvelopeAltered):
            KEY.unlock(LEAF, cut)


def test_a_leaf_tells_little_of_how_much_stands_on_it() -> None:
    sizes = {len(KEY.lock(LEAF, b"x" * length)) for length in (0, 1, 200, 300, 5_000, MOST_LEAF_BYTES - 4)}
    assert sizes <= LEAF_SIZES
    assert len(KEY.lock(LEAF, b"")) == len(KEY.lock(LEAF, b"x" * 252)) == 60 + OVERHEAD_BYTES + 256
    with pytest.raises(ValueError, match="longer"):
        KEY.lock(LEAF, b"x" * (MOST_LEAF_BYTES - 3))


LEAVES = {LEAF: KEY.lock(LEAF, b"one"), OTHER: KEY.lock(OTHER, b"two")}
MANIFEST = KEY.lock_manifest(7, LEAVES)
CHANGED = {
    "a leaf left out": (7, {LEAF: LEAVES[LEAF]}),
    "a leaf put in": (7, LEAVES | {"c" * 32: LEAVES[LEAF]}),
    "an older leaf put back": (7, LEAVES | {LEAF: KEY.lock(LEAF, b"one")}),
    "two leaves swapped": (7, {LEAF: LEAVES[OTHER], OTHER: LEAVES[LEAF]}),
    "another count of changes": (8, LEAVES),
}


def test_a_whole_notebook_is_found_whole() -> None:
    KEY.check(7, LEAVES, MANIFEST)
    assert len(MANIFEST) == MANIFEST_BYTES


@pytest.mark.parametrize("what", CHANGED)
def test_a_notebook_that_is_not_whole_is_noticed(what: str) -> None:
    with pytest.raises(EnvelopeAltered):
        KEY.check(*CHANGED[what], MANIFEST)


def test_every_changed_byte_of_a_manifest_is_refused() -> None:
    for at in range(len(MANIFEST)):
        with pytest.raises(EnvelopeAltered):
            KEY.check(7, LEAVES, MANIFEST[:at] + bytes([MANIFEST[at] ^ 1]) + MANIFEST[at + 1 :])


def test_no_key_shows_in_a_repr() -> None:
    assert repr(KEY) == "NotebookKey(…)"


def test_the_known_notebook_opens() -> None:
    key = NotebookKey(raw(KNOWN["nk"]), KNOWN["person"])
    leaves = {one["leaf"]: raw(one["locked"]) for one in KNOWN["leaves"]}
    assert [key.unlock(one["leaf"], leaves[one["leaf"]]).decode() for one in KNOWN["leaves"]] == [
        one["text"] for one in KNOWN["leaves"]
    ]
    key.check(KNOWN["counter"], leaves, raw(KNOWN["manifest"]))
    made = key.lock_manifest(KNOWN["counter"], leaves, raw(KNOWN["salt"]))
    assert made.hex() == KNOWN["manifest"]
