"""What goes through a push service is locked as its RFC prints it, is always of one size, and says who sent it."""

import json

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from weft.vault.knock import (
    CURVE,
    KNOCK_BYTES,
    PLAIN_BYTES,
    Doorbell,
    NoDoorbell,
    calling_card,
    knock,
    knock_with,
    point_of,
    raw64,
    text64,
    word_for,
)
from weft.vault.server_key import ServerKey

KEY = ServerKey(bytes(range(32)))
NOW = 1_780_000_000


def private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(raw64(text), "big"), CURVE)


def test_a_knock_as_in_rfc_8291_appendix_a() -> None:
    bell = Doorbell(
        "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
        raw64("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        raw64("BTBZMqHH6r4Tts7J_aSIgg"),
    )
    text = b"When I grow up, I want to be a watermelon"
    ours, salt = private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), raw64("DGv6ra1nlYgDCS1FRnbzlw")
    assert text64(knock_with(bell, text, ours, salt, len(text) + 1)) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w"
        "EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@pytest.mark.parametrize("text", [b"", b"The hour you chose", b"x" * (PLAIN_BYTES - 1)])
def test_another_implementation_reads_it_and_its_size_says_nothing(text: bytes) -> None:
    browser, secret = ec.generate_private_key(CURVE), bytes(16)
    bell = Doorbell("https://push.example/1", point_of(browser), secret)
    locked = knock(bell, text)
    assert len(locked) == KNOCK_BYTES
    assert http_ece.decrypt(locked, private_key=browser, auth_secret=secret) == text
    assert knock(bell, text) != locked


def test_what_does_not_fit_is_refused() -> None:
    bell = Doorbell("https://push.example/1", point_of(ec.generate_private_key(CURVE)), bytes(16))
    with pytest.raises(ValueError, match="longer"):
        knock(bell, b"x" * PLAIN_BYTES)


@pytest.mark.parametrize(
    ("point", "secret"),
    [(b"", bytes(16)), (bytes(65), bytes(16)), (b"\x04" + b"\x01" * 64, bytes(16)), (calling_card(KEY), b"")],
)
def test_what_is_no_key_of_a_browser_is_no_doorbell(point: bytes, secret: bytes) -> None:
    with pytest.raises(NoDoorbell):
        Doorbell("https://push.example/1", point, secret)


def test_a_doorbell_shows_nothing_of_itself() -> None:
    assert repr(Doorbell("https://push.example/1", calling_card(KEY), bytes(16))) == "Doorbell()"


def test_text_that_is_no_base64_is_no_doorbell() -> None:
    with pytest.raises(NoDoorbell):
        raw64("ä")


def test_the_server_signs_who_it_is_for_one_push_service_and_half_a_day() -> None:
    scheme, token, key = word_for(KEY, "https://push.example", "https://weft.example", NOW).split(" ")
    said, _, signature = token.removeprefix("t=").rstrip(",").rpartition(".")
    head, claims = (json.loads(raw64(part)) for part in said.split("."))
    assert (scheme, head) == ("vapid", {"typ": "JWT", "alg": "ES256"})
    assert claims == {"aud": "https://push.example", "exp": NOW + 43_200, "sub": "https://weft.example"}
    point = raw64(key.removeprefix("k="))
    assert point == calling_card(KEY)
    r, s = (int.from_bytes(raw64(signature)[at : at + 32], "big") for at in (0, 32))
    public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    public.verify(encode_dss_signature(r, s), said.encode(), ec.ECDSA(SHA256()))


def test_the_card_is_the_same_after_a_restart_and_another_on_another_server() -> None:
    assert calling_card(KEY) == calling_card(ServerKey(bytes(range(32))))
    assert calling_card(KEY) != calling_card(ServerKey(bytes(32)))
