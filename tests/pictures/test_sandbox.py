"""What goes into the process that opens pictures, and the little that comes out."""

import asyncio
import resource
import shutil
import subprocess
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from hostile.pictures import (
    BOMBS,
    CAMERA,
    PLACE,
    REMARK,
    a_jpeg,
    a_picture,
    broken,
    mangled,
    others,
    phones,
    saved,
    telling,
)
from weft.pictures.redraw import GROUND
from weft.pictures.sandbox import MOST_MADE, MOST_SENT, REDRAW, PictureRefused, Redrawn, Why, redraw

MARKS = (PLACE, CAMERA, REMARK)


def made(raw: bytes) -> Redrawn:
    return asyncio.run(redraw(raw))


def why(raw: bytes) -> Why:
    with pytest.raises(PictureRefused) as no:
        made(raw)
    return no.value.why


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_three_kinds_come_back_as_a_picture_and_a_small_one(kind: str) -> None:
    back = made(saved(a_picture(3000, 2000), kind))
    assert (back.width, back.height) == (2048, 1365)
    assert Image.open(BytesIO(back.large)).size == (2048, 1365)
    assert Image.open(BytesIO(back.small)).size == (480, 320)


def test_a_small_picture_stays_as_small() -> None:
    assert (made(a_jpeg(30, 20)).width, made(a_jpeg(30, 20)).height) == (30, 20)


def test_the_same_picture_is_made_anew_the_same_way() -> None:
    assert made(a_jpeg()).large == made(a_jpeg()).large


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16", "CMYK"])
def test_every_way_of_writing_colours_is_understood(mode: str) -> None:
    picture = a_picture(mode="RGB").convert("L" if mode == "I;16" else mode)
    if mode == "I;16":
        picture = picture.convert("I").point(lambda value: value * 256).convert("I;16")
    assert made(saved(picture, "JPEG" if mode == "CMYK" else "PNG")).width == 640


def test_what_shows_through_is_paper() -> None:
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    shown = Image.open(BytesIO(made(saved(clear, "PNG")).large)).getpixel((20, 20))
    assert isinstance(shown, tuple)
    assert max(abs(one - paper) for one, paper in zip(shown, GROUND, strict=True)) <= 2


def test_a_phone_held_upright_gives_an_upright_picture() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    back = made(saved(a_picture(640, 480), "JPEG", exif=exif.tobytes()))
    assert (back.width, back.height) == (480, 640)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_camera_and_place_is_in_what_comes_back(kind: str) -> None:
    raw = telling(kind)
    assert CAMERA.encode() in raw
    back = made(raw)
    for picture in (back.large, back.small):
        assert not [mark for mark in MARKS if mark.encode() in picture]
        opened = Image.open(BytesIO(picture))
        assert not opened.getexif()
        assert {"exif", "icc_profile", "comment", "xmp"}.isdisjoint(opened.info)


@pytest.mark.skipif(
    shutil.which("exiftool") is None, reason="exiftool is a package of the system, and not here"
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_exiftool_finds_only_what_a_bare_picture_has(kind: str, tmp_path: Path) -> None:
    tool = shutil.which("exiftool")
    assert tool

    def groups(raw: bytes) -> set[str]:
        path = tmp_path / "picture.jpg"
        path.write_bytes(raw)
        told = subprocess.run(
            [tool, "-G0", "-s", "-a", "-u", path], capture_output=True, text=True, check=True
        )
        return {line[1 : line.index("]")] for line in told.stdout.splitlines() if line.startswith("[")}

    assert "EXIF" in groups(telling(kind))
    back = made(telling(kind))
    for picture in (back.large, back.small):
        assert groups(picture) <= {"ExifTool", "File", "JFIF", "Composite"}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_two_seconds_of_the_processor(name: str) -> None:
    raw = BOMBS[name]()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    assert why(raw) in (Why.LARGE, Why.DAMAGED)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime <= REDRAW.cpu_seconds + 0.5
    assert time.monotonic() - began < 8


@pytest.mark.parametrize(("name", "raw"), [*broken()], ids=[name for name, _ in broken()])
def test_a_broken_picture_is_refused(name: str, raw: bytes) -> None:
    assert why(raw) in (Why.DAMAGED, Why.KIND)


@pytest.mark.parametrize(("name", "raw"), [*others()], ids=[name for name, _ in others()])
def test_other_kinds_are_refused_without_being_opened(name: str, raw: bytes) -> None:
    assert why(raw) is Why.KIND


@pytest.mark.parametrize(("name", "raw"), [*phones()], ids=[name for name, _ in phones()])
def test_what_only_phones_open_is_told_apart(name: str, raw: bytes) -> None:
    assert why(raw) is Why.PHONE


def test_nothing_and_too_much_are_refused_unseen() -> None:
    assert why(b"") is Why.EMPTY
    assert why(b"\xff\xd8\xff" + bytes(MOST_SENT)) is Why.LARGE


def test_mangled_pictures_come_back_whole_or_not_at_all() -> None:
    async def run() -> None:
        async def one(raw: bytes) -> None:
            try:
                back = await redraw(raw)
            except PictureRefused:
                return
            assert Image.open(BytesIO(back.large)).size == (back.width, back.height)

        await asyncio.gather(*(one(raw) for raw in mangled(7, 24)))

    asyncio.run(run())


def test_all_it_may_ever_hold_is_three_hundred_megabytes() -> None:
    """The kernel holds to it; what a child took at its most says, in Linux, how large its parent was too."""
    assert REDRAW.memory_bytes <= 300 * 1024 * 1024


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import signal; signal.pause()")
    monkeypatch.setattr("weft.pictures.sandbox.REDRAW", replace(REDRAW, program=slow, wait_seconds=0.2))
    assert why(a_jpeg()) is Why.LARGE


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{}",
        b"[]",
        b'{"refused": "because"}',
        b'{"width": 4, "height": 4, "sizes": [3, 3]}\nGIFGIF',
        b'{"width": 99999, "height": 4, "sizes": [3, 3]}\n\xff\xd8\xff\xff\xd8\xff',
        b"\xff\xfe",
        b"[" * 200_000,
        b"5",
        b'{"refused": []}',
        b'{"width": 1e999, "height": 4, "sizes": [3, 3]}',
        b'{"width": 4, "height": 4, "sizes": ["a", "b"]}\n\xff\xd8\xff\xff\xd8\xff',
        b'{"width": 4, "height": 4, "sizes": [3, 3, 3]}\n\xff\xd8\xff\xff\xd8\xff',
    ],
)
def test_what_a_process_says_is_not_believed_unseen(
    said: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    liar = tmp_path / "liar.py"
    liar.write_text(f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({said!r})")
    monkeypatch.setattr("weft.pictures.sandbox.REDRAW", replace(REDRAW, program=liar))
    assert why(a_jpeg()) is Why.DAMAGED


def test_a_process_that_says_more_than_two_pictures_hold_is_not_listened_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    liar = tmp_path / "liar.py"
    liar.write_text(f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write(bytes({2 * MOST_MADE}))")
    monkeypatch.setattr("weft.pictures.sandbox.REDRAW", replace(REDRAW, program=liar))
    assert why(a_jpeg()) is Why.LARGE
