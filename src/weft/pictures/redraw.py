"""The process that opens a stranger's picture: bytes come in, a picture and a small one go out, and it ends.

Run as a script, one picture a process, bounded by ``errands/bounded.py`` before it begins: so much memory and time, no
file, no further processes. It imports nothing of ours, and is given no key and no name.
What goes out holds pixels and nothing else: camera, place, remarks and whatever else was hidden in the file stay here.

In: the bytes of a file, to the end. Out: one line of JSON, ``{"width", "height", "sizes": [large, small]}``, and the
two JPEGs one after another; or ``{"refused": why}``. Source of the limits: Pillow's security handbook.
"""

import json
import sys
import warnings
from io import BytesIO

from PIL import Image, JpegImagePlugin, PngImagePlugin, UnidentifiedImageError, WebPImagePlugin

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST = 2048
"""Pixels of the longer side of a kept picture."""
SMALL_LONGEST = 480
MOST_PIXELS = 40_000_000
MOST_SIDE = 16_384
QUALITY = 84
SMALL_QUALITY = 78
GROUND = (247, 248, 245)
"""What shows through a picture that is transparent: a label by day, in any light."""

PLUGINS = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
"""Named, so that no other reader is ever loaded."""


class Refused(Exception):
    """Why there is no picture: ``kind``, ``large`` or ``damaged``."""


def redraw(raw: bytes) -> tuple[tuple[int, int], bytes, bytes]:
    """The size, the picture and the small one, of pixels alone. Raises Refused."""
    whole = _whole(raw)
    large = _plain(whole)
    small = large.copy()
    small.thumbnail((SMALL_LONGEST, SMALL_LONGEST), Image.Resampling.LANCZOS)
    return large.size, _jpeg(large, QUALITY), _jpeg(small, SMALL_QUALITY)


def _whole(raw: bytes) -> Image.Image:
    """The picture at no more than twice its kept size, turned the way it was held."""
    try:
        opened = Image.open(BytesIO(raw), formats=FORMATS)
    except UnidentifiedImageError:
        raise Refused("kind") from None
    width, height = opened.size
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        raise Refused("large")
    turn = opened.getexif().get(0x0112, 1) if opened.format != "PNG" else 1
    opened.draft("RGB", (LONGEST, LONGEST))
    opened.load()
    whole = _turned(_eight_bits(opened), turn)
    whole.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return whole


def _eight_bits(opened: Image.Image) -> Image.Image:
    """In a mode that can be made smaller smoothly; wider greys are brought down to eight bits."""
    if opened.mode in ("I;16", "I;16B", "I;16L", "I"):
        return opened.convert("I").point(lambda value: value / 256).convert("L")
    if opened.mode == "P" or "transparency" in opened.info:
        return opened.convert("RGBA")
    return opened if opened.mode in ("L", "LA", "RGB", "RGBA") else opened.convert("RGB")


def _turned(whole: Image.Image, turn: object) -> Image.Image:
    """The eight ways a camera can be held. Anything else it may say is passed over."""
    way = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(turn if isinstance(turn, int) else 1)
    return whole.transpose(way) if way is not None else whole


def _plain(whole: Image.Image) -> Image.Image:
    """A new picture with these pixels on it: it remembers nothing of the file they came from."""
    clean = Image.new("RGB", whole.size, GROUND)
    has_alpha = whole.mode in ("RGBA", "LA")
    clean.paste(whole.convert("RGB"), mask=whole.getchannel("A") if has_alpha else None)
    return clean


def _jpeg(clean: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    clean.save(out, "JPEG", quality=quality, optimize=True, progressive=False)
    return out.getvalue()


def answer(raw: bytes) -> bytes:
    """What goes out for these bytes, whatever they are."""
    try:
        (width, height), large, small = redraw(raw)
    except Refused as no:
        return _said(refused=str(no))
    except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _said(refused="large")
    except (
        Exception
    ):  # A decoder of strangers' bytes may fail in any way; each means the same to whoever sent them.
        return _said(refused="damaged")
    return _said(width=width, height=height, sizes=[len(large), len(small)]) + large + small


def _said(**what: object) -> bytes:
    return json.dumps(what).encode() + b"\n"


def main() -> None:
    Image.init = lambda: False  # No reader beyond those named above.
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
