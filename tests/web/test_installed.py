"""Weft on a home screen: the same for everyone, nothing in it of anybody, and pictures of our own drawing."""

import asyncio
import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

from PIL import Image, ImageChops

from visits import Answer, Visitor, evening
from weft.web.files import STATIC

ROOT = Path(__file__).parents[2]
MANIFEST: dict[str, Any] = json.loads((STATIC / "weft.webmanifest").read_bytes())
LINKED = re.compile(r'<link rel="(manifest|apple-touch-icon)" href="([^"]+)"')


def tool() -> ModuleType:
    found = importlib.util.spec_from_file_location("make_icons", ROOT / "tools" / "make_icons.py")
    assert found and found.loader
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


def in_letters(colour: tuple[int, int, int]) -> str:
    return "#" + bytes(colour).hex().upper()


def test_every_page_names_it_and_it_is_the_same_to_the_byte_for_everyone() -> None:
    async def scene() -> None:
        one = await evening()
        stranger = Visitor(one.app, address="192.0.2.9")
        pages = [
            await one.noor.get("/today"),
            await one.noor.get("/yours/knock"),
            await one.elis.get("/today"),
            await stranger.get("/sign-in"),
        ]
        named = {tuple(LINKED.findall(page.text)) for page in pages}
        assert len(named) == 1
        for name, address in named.pop():
            answers: list[Answer] = [await who.get(address) for who in (one.noor, one.elis, stranger)]
            assert len({(one.status, one.headers, one.body) for one in answers}) == 1
            assert answers[0].status == 200
            kind = "application/manifest+json" if name == "manifest" else "image/png"
            assert answers[0].header("content-type") == kind
            assert "set-cookie" not in dict(answers[0].headers)

    asyncio.run(scene())


def test_it_says_a_name_a_place_to_begin_and_nothing_of_what_weft_is_for() -> None:
    assert {name: said for name, said in MANIFEST.items() if name != "icons"} == {
        "name": "Weft",
        "short_name": "Weft",
        "id": "/today",
        "start_url": "/today",
        "scope": "/",
        "display": "standalone",
        "lang": "en",
        "background_color": "#EBEDE8",
        "theme_color": "#EBEDE8",
    }


def test_its_ground_is_that_of_the_pages() -> None:
    tokens = (STATIC / "css" / "tokens.css").read_text()
    assert f"--ground:{MANIFEST['background_color']};" in tokens
    assert MANIFEST["background_color"] == in_letters(tool().GROUND)


def test_each_picture_is_there_in_the_size_it_says() -> None:
    for icon in MANIFEST["icons"]:
        path = STATIC / icon["src"].removeprefix("/static/")
        if icon["sizes"] != "any":
            assert "x".join(map(str, Image.open(path).size)) == icon["sizes"]
        assert icon["src"] == f"/static/{path.name}"
        assert path.stat().st_size < 12_000
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in MANIFEST["icons"]}
    assert [icon["sizes"] for icon in MANIFEST["icons"] if icon.get("purpose") == "maskable"] == ["512x512"]
    assert Image.open(STATIC / "icon-apple.png").size == (180, 180)


def test_the_pictures_are_what_our_own_tool_draws_and_carry_nothing_else() -> None:
    made = tool()
    for name, (side, share) in made.ICONS.items():
        kept = Image.open(STATIC / name)
        assert kept.info.keys() <= {"transparency"}, name
        ours = made.drawn(side, share).convert("RGB")
        different = ImageChops.difference(kept.convert("RGB"), ours).convert("L").tobytes()
        assert max(different) <= 8, name


def test_its_threads_are_those_of_the_small_picture() -> None:
    small = (STATIC / "icon.svg").read_text().upper()
    for colour, _ in tool().THREADS:
        assert in_letters(colour) in small


def test_a_round_one_keeps_its_threads_within_what_no_phone_cuts_off() -> None:
    """Four fifths of the width, as a circle: the corners of the threads lie within."""
    side, share = tool().ICONS["icon-round.png"]
    corner = (
        share / 2 * (1 + (2 / 8 - 1) ** 2) ** 0.5
    )  # The farthest: the end of a thread, a quarter from the middle.
    assert side == 512
    assert corner <= 0.4
