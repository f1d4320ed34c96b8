"""A device that keeps passkeys, made of a few lines: what it signs, and the secret it keeps for the page."""

import os
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import digest
from json import dumps
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from webauthn.helpers import encode_cbor

from couples import account
from visits import Evening, Visitor, b64
from weft.vault.derive import Derived
from weft.vault.passkey import derive_passkey
from weft.vault.slot import NO_SALT, NO_STRETCH, SlotType, make_slot

NAMED = "http://localhost:7411"
PRESENT_AND_KNOWN, ATTESTED = 0x05, 0x40


@dataclass
class Device:
    """One passkey. What it is told about itself can be changed, to see what a server makes of it."""

    origin: str = NAMED
    site: str = "localhost"
    flags: int = PRESENT_AND_KNOWN
    uses: int = 0
    id: bytes = field(default_factory=lambda: os.urandom(32))
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    seed: bytes = field(default_factory=lambda: os.urandom(32))

    @property
    def secrets(self) -> Derived:
        return derive_passkey(digest(self.seed, b"prf", "sha256"))

    def client_data(self, what: str, challenge: str) -> bytes:
        return dumps({"type": what, "challenge": challenge, "origin": self.origin}).encode()

    def _about(self, flags: int) -> bytes:
        return sha256(self.site.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")

    def made(self, asked: dict[str, Any]) -> dict[str, str]:
        public = encode_cbor({1: 1, 3: -8, -1: 6, -2: self.key.public_key().public_bytes_raw()})
        about = self._about(self.flags | ATTESTED) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id
        attestation = encode_cbor({"fmt": "none", "attStmt": {}, "authData": about + public})
        return {
            "credential": b64(self.id),
            "client_data": b64(self.client_data("webauthn.create", asked["challenge"])),
            "attestation": b64(attestation),
        }

    def used(self, asked: dict[str, Any]) -> dict[str, str]:
        """What passkey-sign-in.js posts."""
        data, about = self.client_data("webauthn.get", asked["challenge"]), self._about(self.flags)
        return {
            "credential": b64(self.id),
            "client_data": b64(data),
            "authenticator": b64(about),
            "signature": b64(self.key.sign(about + sha256(data).digest())),
            "auth": b64(self.secrets.auth),
            "secret_s": b64(self.secrets.s),
            "label": "phone",
        }


def new_passkey(
    one: Evening, name: str, device: Device, asked: dict[str, Any], **other: Any
) -> dict[str, Any]:
    """What passkey-add.js posts."""
    made, slot_id, secrets = account(name, one.house.key), os.urandom(16).hex(), device.secrets
    roots = (other.get("root_s", made.root_s.raw), made.root_e.raw)
    slot = make_slot(
        SlotType.PASSKEY, secrets.s, secrets.e, NO_STRETCH, NO_SALT, *roots, made.person, slot_id, 20_000
    )
    return {
        **device.made(asked),
        "auth": b64(made.secrets.auth),
        "secret_s": b64(secrets.s),
        "slots": [{"type": 2, "slot_id": slot_id, "bytes": b64(slot), "auth": b64(secrets.auth)}],
        "label": "phone",
    }


async def asked_to_add(one: Evening, person: Visitor, name: str) -> dict[str, Any]:
    auth = b64(account(name, one.house.key).secrets.auth)
    answer = await person.post_json("/yours/ways/passkey/ask", {"auth": auth})
    assert answer.status == 200, answer.text
    asked: dict[str, Any] = answer.json()
    return asked


async def add(one: Evening, person: Visitor, name: str, device: Device) -> dict[str, Any]:
    sent = new_passkey(one, name, device, await asked_to_add(one, person, name))
    assert (await person.post_json("/yours/ways/passkey", sent)).json() == {"next": "/yours/ways"}
    return sent


async def asked_to_sign(person: Visitor) -> dict[str, Any]:
    asked: dict[str, Any] = (await person.post_json("/sign-in/passkey/ask", {})).json()
    return asked


async def sign_in(person: Visitor, device: Device) -> int:
    return (await person.post_json("/sign-in/passkey", device.used(await asked_to_sign(person)))).status


def slip(text: str) -> str:
    """The same text with one byte changed."""
    raw = bytearray(text.encode())
    raw[20] = ord("A") if raw[20] != ord("A") else ord("B")
    return raw.decode()
