"""Writes vault.json: known keys, texts and what the vault makes of them. Python and the browser must agree on it.

Nothing here is random, so that a second run changes no byte but the HPKE wraps, which are made fresh each time.
Run it only when a format gains a version; released vectors are kept for ever.
"""

import json
from hashlib import sha256
from pathlib import Path

from weft.vault.code import show
from weft.vault.couple_key import wrap_for
from weft.vault.dek import DekKey
from weft.vault.derive import FLOOR, STANDARD, derive
from weft.vault.entry import entry_aad
from weft.vault.envelope import Purpose, lock_with_salt
from weft.vault.lp import lp
from weft.vault.padding import pad
from weft.vault.record import FIRST_PREV, head, record, sign
from weft.vault.recovery import derive_code
from weft.vault.roots import Publics, Root, fingerprint, six_words, swatch_seed
from weft.vault.slot import NO_SALT, NO_STRETCH, SlotType, make_slot
from weft.vault.wrap import wrap

TARGET = Path(__file__).with_name("vault.json")
PASSPHRASES = (
    "joint broad near twice perform fall",
    "  ein  Ｓatz,\tden nur wir kennen \n",
    "naïve café — déjà vu 𝒳",
)
TEXTS = ("", "It was the deadline again.", "ŝ" * 300)


def known(label: str, length: int = 32) -> bytes:
    """Bytes that look random and are the same on every run."""
    return sha256(lp("vector", label)).digest()[:length]


def derivations() -> list[dict[str, object]]:
    made = []
    for at, passphrase in enumerate(PASSPHRASES):
        params, salt = (STANDARD if at == 0 else FLOOR), known(f"salt {at}", 16)
        got = derive(passphrase, salt, params)
        cost = {"m": params.memory_kib, "t": params.passes, "p": params.lanes}
        made.append(
            {
                "passphrase": passphrase,
                "salt": salt.hex(),
                "params": cost,
                "auth": got.auth.hex(),
                "s": got.s.hex(),
                "e": got.e.hex(),
            }
        )
    return made


def envelopes() -> list[dict[str, str]]:
    made = []
    for text in TEXTS:
        for purpose in (Purpose.ENTRY, Purpose.OWN, Purpose.INVITATION):
            key, salt, aad = known(f"key {purpose}"), known(f"salt {purpose} {text}"), lp("place", purpose)
            locked = lock_with_salt(key, purpose, aad, pad(text.encode()), salt)
            made.append(
                {
                    "purpose": str(purpose),
                    "key": key.hex(),
                    "aad": aad.hex(),
                    "salt": salt.hex(),
                    "text": text,
                    "locked": locked.hex(),
                }
            )
    return made


def people() -> dict[str, object]:
    roots = [Root(known(f"root {at}")) for at in range(4)]
    left, right = Publics.of(roots[0], roots[1]), Publics.of(roots[2], roots[3])
    fp_left, fp_right = fingerprint(left), fingerprint(right)
    return {
        "roots": [root.raw.hex() for root in roots],
        "left": left.to_bytes().hex(),
        "right": right.to_bytes().hex(),
        "fingerprints": [fp_left.hex(), fp_right.hex()],
        "six_words": six_words(fp_left, fp_right),
        "swatch_seed": swatch_seed(fp_left, fp_right),
    }


def codes() -> list[dict[str, str]]:
    made = []
    for at in range(3):
        raw = bytes((known(f"code {at}")[0] & 3,)) + known(f"code {at}")[1:17]
        got = derive_code(raw)
        made.append(
            {
                "raw": raw.hex(),
                "code": show(raw),
                "auth": got.secrets.auth.hex(),
                "s": got.secrets.s.hex(),
                "e": got.secrets.e.hex(),
                "lookup": got.lookup.hex(),
            }
        )
    return made


def slots() -> list[dict[str, object]]:
    """Those of version 1 as they were released, and of the version that is made now."""
    released = json.loads(TARGET.read_text("utf-8"))["slots"]
    made: list[dict[str, object]] = [one for one in released if one["slot"].startswith("01")]
    for type, params, salt in (
        (SlotType.PHRASE, STANDARD, known("slot salt", 16)),
        (SlotType.RECOVERY, NO_STRETCH, NO_SALT),
    ):
        s, e, root_s, root_e = (known(f"{part} {type}") for part in ("s", "e", "root s", "root e"))
        person, slot_id = known("person", 16).hex(), known(f"slot {type}", 16).hex()
        slot = make_slot(type, s, e, params, salt, root_s, root_e, person, slot_id, 20_000)
        made.append(
            {
                "type": int(type),
                "s": s.hex(),
                "e": e.hex(),
                "root_s": root_s.hex(),
                "root_e": root_e.hex(),
                "person": person,
                "slot_id": slot_id,
                "slot": slot.hex(),
            }
        )
    return made


def entry() -> dict[str, object]:
    log, name, key, dek = known("log", 16).hex(), known("entry", 16).hex(), known("couple"), known("dek")
    aad, root = entry_aad(log, name, 1, 1, 7, 3), Root(known("root 0"))
    wrapped = DekKey(key).lock_with_nonce(aad, dek, known("nonce", 12))
    statement = record(log, 41, FIRST_PREV, name, 1, 7, known("ct"))
    signature = sign(root, statement)
    return {
        "log": log,
        "entry": name,
        "author": 1,
        "tier": 1,
        "epoch": 7,
        "rev": 3,
        "aad": aad.hex(),
        "key": key.hex(),
        "dek": dek.hex(),
        "wrapped_dek": wrapped.hex(),
        "seq": 41,
        "ct_hash": known("ct").hex(),
        "record": statement.hex(),
        "root": root.raw.hex(),
        "signature": signature.hex(),
        "head": head(statement, signature).hex(),
    }


def wraps() -> dict[str, str]:
    root, secret, info = Root(known("root 2")), known("wrapped"), lp("some", "info")
    couple, maker, person = (known(part, 16).hex() for part in ("couple", "maker", "person"))
    shared = wrap_for(known("couple"), couple, 0, maker, Root(known("root 0")), person, root.kem_public)
    return {
        "root": root.raw.hex(),
        "secret": secret.hex(),
        "info": info.hex(),
        "wrapped": wrap(root.kem_public, secret, info).hex(),
        "couple": couple,
        "maker": maker,
        "person": person,
        "maker_root": known("root 0").hex(),
        "couple_key": known("couple").hex(),
        "couple_wrap": shared.hex(),
    }


def main() -> None:
    vectors = {
        "derivations": derivations(),
        "envelopes": envelopes(),
        "people": people(),
        "codes": codes(),
        "slots": slots(),
        "entry": entry(),
        "wraps": wraps(),
    }
    TARGET.write_text(json.dumps(vectors, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
