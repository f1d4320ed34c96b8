"""Pictures made to harm whoever opens them, and plain ones: all made here, none kept in the repository."""

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO

from PIL import Image

PLACE = "Marmoset-Jetty-Valparaiso"
CAMERA = "Marmoset-Camera-Zephyrine"
REMARK = "Marmoset-Remark-Thaddeus"


def a_picture(width: int = 640, height: int = 480, seed: int = 1, mode: str = "RGB") -> Image.Image:
    """Soft noise, the same for the same seed."""
    rng = random.Random(seed)
    small = Image.frombytes("RGB", (16, 12), rng.randbytes(16 * 12 * 3))
    return small.resize((width, height), Image.Resampling.BICUBIC).convert(mode)


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def a_jpeg(width: int = 640, height: int = 480, seed: int = 1) -> bytes:
    return saved(a_picture(width, height, seed), "JPEG", quality=80)


def telling(kind: str = "JPEG") -> bytes:
    """A picture that says where it was taken, by what camera, and more besides."""
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    exif[0x0110] = CAMERA
    exif[0x010E] = REMARK
    exif[0x013B] = REMARK
    gps = exif.get_ifd(0x8825)
    gps.update({1: "S", 2: (33.0, 2.0, 47.25), 3: "W", 4: (71.0, 37.0, 38.5), 27: PLACE.encode()})
    more: dict[str, object] = {"exif": exif.tobytes(), "icc_profile": b"\0" * 128 + REMARK.encode()}
    if kind == "JPEG":
        more["comment"] = REMARK.encode()
    raw = saved(a_picture(), kind, **more)
    if kind == "JPEG":
        raw = with_segment(raw, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE.encode())
        raw = with_segment(raw, 0xED, b"Photoshop 3.0\0" + PLACE.encode()) + PLACE.encode()
    if kind == "PNG":
        raw = with_chunk(raw, b"tEXt", b"Location\0" + PLACE.encode())
        raw = with_chunk(raw, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + PLACE.encode()) + PLACE.encode()
    return raw


def with_segment(jpeg: bytes, marker: int, body: bytes) -> bytes:
    return jpeg[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_chunk(png: bytes, name: bytes, body: bytes) -> bytes:
    """Right behind the head, which is 8 + 25 bytes."""
    return png[:33] + chunk(name, body) + png[33:]


def png(
    width: int, height: int, *, depth: int = 8, colour: int = 2, body: bytes = b"", more: bytes = b""
) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@cache
def zeros(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


def with_size(jpeg: bytes, width: int, height: int) -> bytes:
    """The same JPEG, saying it is of another size."""
    at = jpeg.index(b"\xff\xc0")
    return jpeg[: at + 5] + struct.pack(">HH", height, width) + jpeg[at + 9 :]


def progressive_bomb() -> bytes:
    """A small file that asks for hundreds of passes over a large picture."""
    raw = saved(Image.new("L", (6000, 6000)), "JPEG", quality=1, progressive=True)
    start = raw.rindex(b"\xff\xda")
    scan = raw[start:-2]
    return raw[:start] + scan * (4_000_000 // len(scan)) + raw[-2:]


BOMBS: dict[str, Callable[[], bytes]] = {
    "png, 30000 x 30000 of nothing": lambda: png(30_000, 30_000, body=zeros(8 << 20)),
    "png, the largest a head can say": lambda: png(2**31 - 1, 2**31 - 1, body=zeros(1 << 20)),
    "png, thin and endless": lambda: png(1, 2**31 - 1, body=zeros(1 << 20)),
    "png, 40 million pixels of four times sixteen bits": lambda: png(
        6300, 6300, depth=16, colour=6, body=zeros(256 << 20)
    ),
    "png, a remark that unpacks for ever": lambda: png(
        64, 64, more=chunk(b"zTXt", b"a\0\0" + zeros(256 << 20))
    ),
    "png, a colour profile that unpacks for ever": lambda: png(
        64, 64, more=chunk(b"iCCP", b"a\0\0" + zeros(256 << 20))
    ),
    "png, ten thousand remarks": lambda: png(64, 64, more=chunk(b"tEXt", b"a\0" + b"b" * 900) * 10_000),
    "png, a million frames said": lambda: png(64, 64, more=chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))),
    "jpeg that says 65500 x 65500": lambda: with_size(a_jpeg(), 65_500, 65_500),
    "jpeg of endless passes": progressive_bomb,
    "webp that says 16383 x 16383": lambda: b"".join(
        (
            b"RIFF",
            struct.pack("<I", 22),
            b"WEBPVP8X",
            struct.pack("<IBBBB", 10, 0, 0, 0, 0),
            (16_382).to_bytes(3, "little") * 2,
        )
    ),
    "webp, large and plain": lambda: saved(Image.new("RGB", (9000, 9000)), "WEBP", lossless=True, method=0),
}
"""Small files that want to be enormous."""


def broken() -> Iterator[tuple[str, bytes]]:
    """Files cut short, mixed up or merely called a picture."""
    whole = {"jpeg": a_jpeg(), "png": saved(a_picture(), "PNG"), "webp": saved(a_picture(), "WEBP")}
    for name, raw in whole.items():
        for part in (2, 3, 10):
            yield f"{name}, the first of {part} parts", raw[: len(raw) // part]
        yield f"{name}, its head alone", raw[:40]
    yield "png with a wrong check", whole["png"][:60] + b"\0\0\0\0" + whole["png"][64:]
    yield "png without a body", png(64, 64)
    yield "png of no width", png(0, 64, body=zlib.compress(b""))
    yield "png that says a depth there isn't", png(64, 64, depth=77, body=zlib.compress(bytes(64 * 193)))
    yield "jpeg head, png body", whole["jpeg"][:200] + whole["png"]
    yield "nothing but the first three bytes of a jpeg", b"\xff\xd8\xff"
    yield "riff of nothing", b"RIFF\0\0\0\0WEBP"
    yield "jpeg of zeros", b"\xff\xd8\xff\xe0" + bytes(100_000)


def others() -> Iterator[tuple[str, bytes]]:
    """What is a picture, or a file, but not of our three kinds."""
    yield "gif", saved(a_picture(), "GIF")
    yield "bmp", saved(a_picture(), "BMP")
    yield "tiff", saved(a_picture(), "TIFF")
    yield "ico", saved(a_picture(64, 64), "ICO")
    yield "eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n(/etc/passwd) run\n"
    yield "svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "pdf", b"%PDF-1.7\n"
    yield "zip", b"PK\x03\x04" + bytes(64)
    yield "words", b"This is no picture."
    yield "html", b"<!doctype html><script>alert(1)</script>"


def phones() -> Iterator[tuple[str, bytes]]:
    """The kinds of phones: HEIC in its several brands, and AVIF."""
    for brand in (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"):
        yield brand.decode(), struct.pack(">I", 24) + b"ftyp" + brand + bytes(4) + b"mif1heic" + bytes(400)


def mangled(seed: int, count: int) -> Iterator[bytes]:
    """Whole pictures with some bytes changed, as a fuzzer would."""
    rng = random.Random(seed)
    whole = [
        a_jpeg(160, 120),
        saved(a_picture(160, 120), "PNG"),
        saved(a_picture(160, 120), "WEBP"),
        telling(),
    ]
    for _ in range(count):
        raw = bytearray(rng.choice(whole))
        for _ in range(rng.randint(1, 12)):
            raw[rng.randrange(12, len(raw))] = rng.randrange(256)
        yield bytes(raw[: rng.randrange(len(raw) // 2, len(raw) + 1)])
