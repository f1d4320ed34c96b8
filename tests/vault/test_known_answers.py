"""The vectors in tests/vectors: what this version made is what every later version opens."""

import json
from pathlib import Path
from typing import Any

import pytest

from vectors.make_lists import TARGET, WORDS, script, words_script
from weft.vault.code import read_code, show
from weft.vault.couple_key import open_for
from weft.vault.dek import DekKey
from weft.vault.derive import Params, derive
from weft.vault.entry import entry_aad
from weft.vault.envelope import Purpose, lock_with_salt, unlock
from weft.vault.padding import pad, unpad
from weft.vault.record import FIRST_PREV, head, record, sign, verify
from weft.vault.recovery import derive_code
from weft.vault.roots import Publics, Root, fingerprint, six_words, swatch_seed
from weft.vault.slot import open_slot_e, open_slot_s
from weft.vault.wrap import unwrap

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "vectors/vault.json").read_text("utf-8"))
raw = bytes.fromhex


@pytest.mark.parametrize("known", VECTORS["derivations"])
def test_a_passphrase_gives_its_known_secrets(known: dict[str, Any]) -> None:
    cost = known["params"]
    got = derive(known["passphrase"], raw(known["salt"]), Params(cost["m"], cost["t"], cost["p"]))
    assert [got.auth.hex(), got.s.hex(), got.e.hex()] == [known["auth"], known["s"], known["e"]]


@pytest.mark.parametrize("known", VECTORS["envelopes"])
def test_an_envelope_is_its_known_bytes(known: dict[str, str]) -> None:
    key, purpose, aad = raw(known["key"]), Purpose(known["purpose"]), raw(known["aad"])
    padded = pad(known["text"].encode())
    assert lock_with_salt(key, purpose, aad, padded, raw(known["salt"])).hex() == known["locked"]
    assert unpad(unlock(key, purpose, aad, raw(known["locked"]))).decode() == known["text"]


def test_two_people_have_their_known_words() -> None:
    known = VECTORS["people"]
    roots = [Root(raw(one)) for one in known["roots"]]
    left, right = Publics.of(*roots[:2]), Publics.of(*roots[2:])
    assert [left.to_bytes().hex(), right.to_bytes().hex()] == [known["left"], known["right"]]
    fps = fingerprint(left), fingerprint(right)
    assert [fp.hex() for fp in fps] == known["fingerprints"]
    assert list(six_words(*fps)) == known["six_words"]
    assert swatch_seed(*fps) == known["swatch_seed"]


@pytest.mark.parametrize("known", VECTORS["codes"])
def test_a_code_gives_its_known_secrets(known: dict[str, str]) -> None:
    assert show(raw(known["raw"])) == known["code"]
    assert read_code(known["code"]).hex() == known["raw"]
    got = derive_code(known["code"])
    assert got.lookup.hex() == known["lookup"]
    assert [got.secrets.auth.hex(), got.secrets.s.hex(), got.secrets.e.hex()] == [
        known["auth"],
        known["s"],
        known["e"],
    ]


@pytest.mark.parametrize("known", VECTORS["slots"])
def test_a_slot_opens_to_its_known_roots(known: dict[str, Any]) -> None:
    slot, place = raw(known["slot"]), (known["person"], known["slot_id"])
    assert open_slot_s(slot, raw(known["s"]), *place).hex() == known["root_s"]
    assert open_slot_e(slot, raw(known["e"]), *place).hex() == known["root_e"]


def test_an_entry_stands_where_it_stood() -> None:
    known = VECTORS["entry"]
    aad = entry_aad(*(known[part] for part in ("log", "entry", "author", "tier", "epoch", "rev")))
    assert aad.hex() == known["aad"]
    assert DekKey(raw(known["key"])).unlock(aad, raw(known["wrapped_dek"])).hex() == known["dek"]
    statement = record(known["log"], known["seq"], FIRST_PREV, known["entry"], 1, 7, raw(known["ct_hash"]))
    root = Root(raw(known["root"]))
    assert statement.hex() == known["record"]
    assert sign(root, statement).hex() == known["signature"]
    verify(root.sig_public, statement, raw(known["signature"]))
    assert head(statement, raw(known["signature"])).hex() == known["head"]


def test_the_known_wraps_open() -> None:
    known = VECTORS["wraps"]
    root, maker = Root(raw(known["root"])), Root(raw(known["maker_root"]))
    assert unwrap(root.kem, raw(known["wrapped"]), raw(known["info"])).hex() == known["secret"]
    opened = open_for(
        raw(known["couple_wrap"]),
        known["couple"],
        0,
        known["maker"],
        maker.sig_public,
        known["person"],
        root,
    )
    assert opened.hex() == known["couple_key"]


def test_the_browser_has_the_same_lists() -> None:
    assert TARGET.read_text("utf-8") == script()
    assert WORDS.read_text("utf-8") == words_script()
