"""A copy's lock: opened here by twenty lines of a stranger's program, written from the format page alone."""

import unicodedata
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from weft.vault.copy import HEADER_BYTES, CopyLock, CopyNewer, sign_manifest, verify_manifest
from weft.vault.derive import FLOOR, Params
from weft.vault.errors import DerivationTooWeak, EnvelopeAltered
from weft.vault.roots import Root

PHRASE = "heron pantry ladder copper window thistle"


def number(raw: bytes) -> int:
    return int.from_bytes(raw, "big")


def lp(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def hkdf(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(key)


def open_by_hand(copy: bytes, phrase: str) -> bytes:
    header, at, place, opened = copy[:34], 34, 0, b""
    memory, passes = number(header[9:13]), number(header[13:17])
    stretch = Argon2id(salt=header[18:34], length=32, iterations=passes, lanes=1, memory_cost=memory)
    key = hkdf(stretch.derive(unicodedata.normalize("NFKC", phrase).encode()), b"", lp(b"copy1"), 32)
    while at < len(copy):
        size = number(copy[at : at + 4])
        locked, at = copy[at + 4 : at + 4 + size], at + 4 + size
        bound = locked[:34] + lp(b"copy1", header, place.to_bytes(8, "big"), bytes([at == len(copy)]))
        okm = hkdf(key, locked[2:34], lp(b"env1", b"export", sha256(bound).digest()), 64)
        assert okm[32:] == locked[34:66]
        piece = AESGCM(okm[:32]).decrypt(bytes(12), locked[66:], bound)
        opened += piece[4 : 4 + number(piece[:4])]
        place += 1
    return opened


@pytest.mark.parametrize("size", [0, 1, 65_532, 65_533, 200_000])
def test_it_opens_by_the_format_page_alone(size: int) -> None:
    text = bytes(range(256)) * (size // 256 + 1)
    copy = b"".join(CopyLock.new(PHRASE, FLOOR).lock([text[:size]]))
    assert open_by_hand(copy, PHRASE) == text[:size]


def test_how_the_text_came_in_pieces_makes_no_difference() -> None:
    lock, text = CopyLock.new(PHRASE, FLOOR), bytes(150_000)
    _, *one = lock.lock([text])
    _, *other = lock.lock([text[at : at + 7] for at in range(0, len(text), 7)])
    assert [len(frame) for frame in one] == [len(frame) for frame in other]
    assert lock.unlock(b"".join(other)) == text


def test_a_phrase_is_the_same_however_it_was_typed() -> None:
    lock = CopyLock.new(PHRASE, FLOOR)
    assert CopyLock.from_header(f"  {PHRASE.replace(' ', '  ')}\n", lock.header).key == lock.key


def test_what_is_no_header_of_ours_is_refused() -> None:
    header = CopyLock.new(PHRASE, FLOOR).header
    for wrong in (b"", header[:-1], header + b"\0", b"X" + header[1:], header[:9] + bytes(8) + header[17:]):
        with pytest.raises(EnvelopeAltered):
            CopyLock.from_header(PHRASE, wrong)
    with pytest.raises(CopyNewer):
        CopyLock.from_header(PHRASE, header[:8] + b"\2" + header[9:])
    assert len(header) == HEADER_BYTES


def test_no_copy_is_locked_weakly() -> None:
    with pytest.raises(DerivationTooWeak):
        CopyLock.new(PHRASE, Params(1024, 1, 1))


def test_it_shows_nothing_of_itself() -> None:
    assert repr(CopyLock.new(PHRASE, FLOOR)) == "CopyLock(…)"


def test_a_list_is_signed_by_its_owner_and_as_a_list_only() -> None:
    root, manifest = Root.new(), b'{"files": []}'
    signature = sign_manifest(root, manifest)
    verify_manifest(root.sig_public, manifest, signature)
    for public, said in ((Root.new().sig_public, manifest), (root.sig_public, manifest + b" ")):
        with pytest.raises(EnvelopeAltered):
            verify_manifest(public, said, signature)
