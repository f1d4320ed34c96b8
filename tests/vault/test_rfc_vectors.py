"""The primitives under the vault give what their RFCs print."""

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from weft.vault.hkdf import hkdf
from weft.vault.roots import verify
from weft.vault.wrap import unwrap, wrap

raw = bytes.fromhex


def test_hkdf_as_in_rfc_5869_a1() -> None:
    okm = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    assert hkdf(b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)), 42) == raw(okm)


def test_hkdf_with_nothing_but_a_key_as_in_rfc_5869_a3() -> None:
    okm = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    assert hkdf(b"\x0b" * 22, b"", b"", 42) == raw(okm)


def test_x25519_as_in_rfc_7748_section_6_1() -> None:
    alice = X25519PrivateKey.from_private_bytes(
        raw("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
    )
    bob = raw("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
    assert alice.public_key().public_bytes_raw() == raw(
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    )
    assert alice.exchange(X25519PublicKey.from_public_bytes(bob)) == raw(
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
    )


def test_ed25519_as_in_rfc_8032_test_1() -> None:
    key = Ed25519PrivateKey.from_private_bytes(
        raw("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    signature = raw(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    assert key.sign(b"") == signature
    verify(raw("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"), b"", signature)


def test_argon2id_as_in_rfc_9106_section_5_3() -> None:
    stretch = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    )
    tag = raw("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")
    assert stretch.derive(b"\x01" * 32) == tag


# RFC 9180 written out once more with nothing but HMAC, so that our wraps are opened by a second hand.
SK_R = raw("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
ENC = raw("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431")
INFO = raw("4f6465206f6e2061204772656369616e2055726e")


def _extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")


def _expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(prk, labelled + b"\x01", "sha256")[:length]


def _keys(
    private: X25519PrivateKey, enc: bytes, info: bytes, aead: int, length: int
) -> tuple[bytes, bytes, bytes]:
    kem, hpke = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01" + aead.to_bytes(2, "big")
    dh = private.exchange(X25519PublicKey.from_public_bytes(enc))
    place = enc + private.public_key().public_bytes_raw()
    shared = _expand(kem, _extract(kem, b"", b"eae_prk", dh), b"shared_secret", place, 32)
    context = b"\x00" + _extract(hpke, b"", b"psk_id_hash", b"") + _extract(hpke, b"", b"info_hash", info)
    secret = _extract(hpke, shared, b"secret", b"")
    return (
        shared,
        _expand(hpke, secret, b"key", context, length),
        _expand(hpke, secret, b"base_nonce", context, 12),
    )


def test_the_second_hand_agrees_with_rfc_9180_a_1_1() -> None:
    shared, key, nonce = _keys(X25519PrivateKey.from_private_bytes(SK_R), ENC, INFO, aead=1, length=16)
    assert shared == raw("fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc")
    assert key == raw("4531685d41d65f03dc48f6b8302c05b0")
    locked = raw("f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a")
    assert AESGCM(key).decrypt(nonce, locked, b"Count-0") == b"Beauty is truth, truth beauty"


def test_our_wrap_is_rfc_9180_with_aes_256() -> None:
    private = X25519PrivateKey.from_private_bytes(SK_R)
    secret = sha256(b"a key").digest()
    wrapped = wrap(private.public_key().public_bytes_raw(), secret, INFO)
    _, key, nonce = _keys(private, wrapped[:32], INFO, aead=2, length=32)
    assert AESGCM(key).decrypt(nonce, wrapped[32:], b"") == secret
    assert unwrap(private, wrapped, INFO) == secret
