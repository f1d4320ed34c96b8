"""What ways.js posts when somebody changes what opens their account, made without a browser."""

import os
from typing import Any

from couples import account
from visits import Evening, Visitor, b64, plain_sign_in
from weft.vault.derive import FLOOR, derive
from weft.vault.envelope import OVERHEAD_BYTES
from weft.vault.recovery import derive_code, new_code
from weft.vault.roots import Publics, Root
from weft.vault.slot import NO_SALT, NO_STRETCH, SlotType, make_slot

NEW_WORDS = "nine grey herons walk the low wall"


def new_phrase(one: Evening, name: str, **other: Any) -> dict[str, Any]:
    """What ways.js posts for a new passphrase, NEW_WORDS."""
    made, salt = account(name, one.house.key), one.house.key.salt(name)
    derived, slot_id = derive(NEW_WORDS, salt, FLOOR), os.urandom(16).hex()
    roots = (other.get("root_s", made.root_s.raw), made.root_e.raw)
    slot = make_slot(SlotType.PHRASE, derived.s, derived.e, FLOOR, salt, *roots, made.person, slot_id, 20_000)
    sent = {"type": 1, "slot_id": slot_id, "bytes": b64(slot), "auth": b64(derived.auth)}
    return {"auth": b64(made.secrets.auth), "secret_s": b64(derived.s), "slots": [sent]}


def old_phrase_again(one: Evening, name: str) -> dict[str, Any]:
    """What ways.js posts to go back from NEW_WORDS to the passphrase from before."""
    made, derived = account(name, one.house.key), derive(NEW_WORDS, one.house.key.salt(name), FLOOR)
    phrase, slot_id = made.secrets, os.urandom(16).hex()
    salt, roots = one.house.key.salt(name), (made.root_s.raw, made.root_e.raw)
    slot = make_slot(SlotType.PHRASE, phrase.s, phrase.e, FLOOR, salt, *roots, made.person, slot_id, 20_000)
    sent = {"type": 1, "slot_id": slot_id, "bytes": b64(slot), "auth": b64(phrase.auth)}
    return {"auth": b64(derived.auth), "secret_s": b64(phrase.s), "slots": [sent]}


def new_paper(one: Evening, name: str) -> dict[str, Any]:
    """What ways.js posts for a new recovery code."""
    made, slot_id, code = account(name, one.house.key), os.urandom(16).hex(), derive_code(new_code())
    roots = (made.root_s.raw, made.root_e.raw)
    slot = make_slot(
        SlotType.RECOVERY,
        code.secrets.s,
        code.secrets.e,
        NO_STRETCH,
        NO_SALT,
        *roots,
        made.person,
        slot_id,
        20_000,
    )
    sent = {
        "type": 3,
        "slot_id": slot_id,
        "bytes": b64(slot),
        "auth": b64(code.secrets.auth),
        "lookup": b64(code.lookup),
    }
    return {"auth": b64(made.secrets.auth), "secret_s": b64(code.secrets.s), "slots": [sent]}


def with_new_words(one: Evening, name: str) -> dict[str, str]:
    derived = derive(NEW_WORDS, one.house.key.salt(name), FLOOR)
    return {"name": name, "auth": b64(derived.auth), "secret_s": b64(derived.s)}


def with_old_code(one: Evening, name: str) -> dict[str, str]:
    old = account(name, one.house.key).recovery
    secrets = old.secrets
    return {"lookup": b64(old.lookup), "auth": b64(secrets.auth), "secret_s": b64(secrets.s), "name": name}


async def elsewhere(one: Evening, name: str) -> Visitor:
    other = Visitor(one.app, address="192.0.2.77")
    assert (await other.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200
    return other


def new_roots(one: Evening, name: str, **other: Any) -> tuple[dict[str, Any], Root]:
    """What ways.js posts to make an account its owner's again, with NEW_WORDS; and the new ROOT_S."""
    made, salt = account(name, one.house.key), one.house.key.salt(name)
    root_s, root_e = other.get("root_s") or Root.new(), other.get("root_e") or Root.new()
    derived, code = derive(NEW_WORDS, salt, FLOOR), derive_code(new_code())
    ids = os.urandom(16).hex(), os.urandom(16).hex()
    roots = (root_s.raw, root_e.raw, made.person)
    phrase = make_slot(SlotType.PHRASE, derived.s, derived.e, FLOOR, salt, *roots, ids[0], 20_000)
    paper = make_slot(
        SlotType.RECOVERY, code.secrets.s, code.secrets.e, NO_STRETCH, NO_SALT, *roots, ids[1], 20_000
    )
    publics = Publics.of(root_s, root_e)
    return {
        "auth": b64(made.secrets.auth),
        "secret_s": b64(derived.s),
        **{half: b64(getattr(publics, half)) for half in ("kem_s", "sig_s", "kem_e", "sig_e")},
        "slots": [
            {"type": 1, "slot_id": ids[0], "bytes": b64(phrase), "auth": b64(derived.auth)},
            {
                "type": 3,
                "slot_id": ids[1],
                "bytes": b64(paper),
                "auth": b64(code.secrets.auth),
                "lookup": b64(code.lookup),
            },
        ],
        "keyring": b64(os.urandom(OVERHEAD_BYTES + 256)),
        "notebook": {"rev": 0, "leaves": [], "manifest": ""},
        "label": "phone",
    }, root_s
