"""The two roots each person has, and all that grows from them. Knows no names.

ROOT_S is open on the server while its person is signed in; ROOT_E never leaves a browser. Both are 32 random bytes.
"""

import hmac
import os
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import pbkdf2_hmac, sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from weft.vault.errors import EnvelopeAltered
from weft.vault.hkdf import hkdf
from weft.vault.lp import lp
from weft.vault.words import words_for

ROOT_BYTES = 32
PUBLIC_BYTES = 32
PUBLICS_BYTES = 4 * PUBLIC_BYTES
SIGNATURE_BYTES = 64

COMPARE_ROUNDS = 65_536
"""PBKDF2 rounds between two fingerprints and their six words.

Six words are 66 bits. Someone in the middle, who may choose keys towards both, needs about 2^33 tries to make the
words meet. The rounds turn that from seconds into more than a day of a strong graphics card (our estimate), against
the minutes that lie between answering an invitation and comparing.
"""


class Root:
    """One root: 32 bytes and the keys derived from them, each by its own label."""

    def __init__(self, raw: bytes) -> None:
        if len(raw) != ROOT_BYTES:
            raise EnvelopeAltered
        self.raw = raw

    @classmethod
    def new(cls) -> "Root":
        """A root nobody has had before, and whose signing key every browser takes.

        WebKit on Linux takes no private key whose first byte is zero. One root in 256 is drawn again for it.
        """
        drawn = cls(os.urandom(ROOT_BYTES))
        return drawn if drawn._grow("sig")[0] else cls.new()

    @cached_property
    def kem(self) -> X25519PrivateKey:
        """Opens what was wrapped for this person."""
        return X25519PrivateKey.from_private_bytes(self._grow("kem"))

    @cached_property
    def sig(self) -> Ed25519PrivateKey:
        """Signs what this person wrote."""
        return Ed25519PrivateKey.from_private_bytes(self._grow("sig"))

    @cached_property
    def kem_public(self) -> bytes:
        """X25519, 32 bytes."""
        return self.kem.public_key().public_bytes_raw()

    @cached_property
    def sig_public(self) -> bytes:
        """Ed25519, 32 bytes."""
        return self.sig.public_key().public_bytes_raw()

    @cached_property
    def archive_key(self) -> bytes:
        """Locks the person's own log (under ROOT_E: their notebook)."""
        return self._grow("archive")

    @cached_property
    def pin_key(self) -> bytes:
        """Vouches for what this person has seen: heads of logs, the partner's fingerprint."""
        return self._grow("pin")

    @cached_property
    def label_key(self) -> bytes:
        """Locks small words that are only for this person, such as the name of a device."""
        return self._grow("label")

    @cached_property
    def keepsake_key(self) -> bytes:
        """Makes what this person's browsers keep of their logs (ROOT_S only)."""
        return self._grow("keepsake")

    def _grow(self, label: str) -> bytes:
        return hkdf(self.raw, b"", lp("root1", label))

    def __repr__(self) -> str:
        return "Root(…)"


@dataclass(frozen=True, slots=True)
class Publics:
    """The four public halves of a person, 32 bytes each."""

    kem_s: bytes
    sig_s: bytes
    kem_e: bytes
    sig_e: bytes

    @classmethod
    def of(cls, root_s: Root, root_e: Root) -> "Publics":
        """The public halves of two roots."""
        return cls(root_s.kem_public, root_s.sig_public, root_e.kem_public, root_e.sig_public)

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Publics":
        """From 128 bytes, in the order of the fields. Raises EnvelopeAltered for any other length."""
        if len(raw) != PUBLICS_BYTES:
            raise EnvelopeAltered
        return cls(raw[:32], raw[32:64], raw[64:96], raw[96:])

    def to_bytes(self) -> bytes:
        """128 bytes, in the order of the fields."""
        return self.kem_s + self.sig_s + self.kem_e + self.sig_e

    def belong_to(self, root_s: Root) -> bool:
        """Whether the S halves are those of this root."""
        return hmac.compare_digest(self.kem_s + self.sig_s, root_s.kem_public + root_s.sig_public)


def sign_publics(root_s: Root, person: str, publics: Publics) -> bytes:
    """The person's own signature on their public halves; 64 bytes."""
    return sign(root_s, _publics_statement(person, publics))


def verify_publics(person: str, publics: Publics, signature: bytes) -> None:
    """Raises EnvelopeAltered unless the person signed these halves themselves."""
    verify(publics.sig_s, _publics_statement(person, publics), signature)


def _publics_statement(person: str, publics: Publics) -> bytes:
    return lp("publics1", bytes.fromhex(person), publics.to_bytes())


def sign(root: Root, statement: bytes) -> bytes:
    """An Ed25519 signature, 64 bytes. A statement begins with lp of its own label."""
    return root.sig.sign(statement)


def verify(public: bytes, statement: bytes, signature: bytes) -> None:
    """Raises EnvelopeAltered unless the holder of this public key signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, statement)
    except (InvalidSignature, ValueError):
        raise EnvelopeAltered from None


def fingerprint(publics: Publics) -> bytes:
    """What stands for all four halves of a person; 32 bytes."""
    return sha256(lp("fingerprint1", publics.kem_s, publics.sig_s, publics.kem_e, publics.sig_e)).digest()


def six_words(fp_a: bytes, fp_b: bytes) -> tuple[str, ...]:
    """The six words both screens show, in the same order whoever asks."""
    return words_for(_compared(*sorted((fp_a, fp_b)))[:9], 6)


def swatch_seed(fp_a: bytes, fp_b: bytes) -> int:
    """The seed of the swatch both screens show; 0 to 2**32 - 1, the same whoever asks."""
    return int.from_bytes(_compared(*sorted((fp_a, fp_b)))[9:13], "big")


@lru_cache(maxsize=256)
def _compared(lower: bytes, higher: bytes) -> bytes:
    # Fingerprints are public, so remembering them costs nobody anything.
    return pbkdf2_hmac("sha256", lower + higher, lp("compare1"), COMPARE_ROUNDS, 32)
