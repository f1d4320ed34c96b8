"""Weft on a home screen: the same for everyone, nothing in it of anybody, and pictures of our own drawing."""

import asyncio
import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PIL import Image, ImageChops

from couples import House
from visits import Answer, Visitor, evening
from weft.store.sqlite import SqliteStore
from weft.web.files import STATIC

ROOT = Path(__file__).parents[2]
MANIFEST: dict[str, Any] = json.loads((STATIC / "weft.webmanifest").read_bytes())
PLAIN: dict[str, Any] = json.loads((STATIC / "plain.webmanifest").read_bytes())
BY_EITHER_NAME = pytest.mark.parametrize("said", [MANIFEST, PLAIN], ids=["Weft", "plain"])
WHERE = "/yours/home-screen"
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
            await one.noor.get(WHERE),
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


def test_under_a_plain_name_it_says_less_still() -> None:
    """Of its own id, so that no phone takes it for the other and puts the name back."""
    own = {name: said for name, said in MANIFEST.items() if name != "icons"}
    sheet = in_letters(tool().SHEET)
    assert {name: said for name, said in PLAIN.items() if name != "icons"} == own | {
        "name": "Notes",
        "short_name": "Notes",
        "id": "/notes",
        "background_color": sheet,
        "theme_color": sheet,
    }
    assert "weft" not in (STATIC / "plain.webmanifest").read_text().lower()


def test_the_plain_name_is_on_the_page_that_offers_it_and_on_no_other() -> None:
    async def scene() -> None:
        one = await evening()
        plain = LINKED.findall((await one.noor.get(f"{WHERE}/plain")).text)
        assert [address.partition("?")[0] for _, address in plain] == [
            "/static/plain-apple.png",
            "/static/plain.webmanifest",
        ]
        for _, address in plain:
            assert (await one.noor.get(address)).status == 200
        for path in (WHERE, "/yours", "/today"):
            assert "plain.webmanifest" not in (await one.noor.get(path)).text

    asyncio.run(scene())


def test_who_chose_it_left_no_trace_for_the_other_nor_on_the_disk(tmp_path: Path) -> None:
    def lies() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != "volatile.db-shm"}

    async def scene() -> None:
        house = House(SqliteStore.open(tmp_path, None))
        one = await evening(house)
        pages = ("/today", "/yours", WHERE)
        before = [(await who.get(path)).body for who in (one.elis, one.noor) for path in pages]
        kept = lies()
        answers = [await one.noor.get(path) for path in (WHERE, f"{WHERE}/plain")]
        assert lies() == kept
        assert ["set-cookie" in dict(each.headers) for each in answers] == [False, False]
        assert [(await who.get(path)).body for who in (one.elis, one.noor) for path in pages] == before
        await house.home.close()

    asyncio.run(scene())


def test_its_ground_is_that_of_the_pages() -> None:
    tokens = (STATIC / "css" / "tokens.css").read_text()
    assert f"--ground:{MANIFEST['background_color']};" in tokens
    assert MANIFEST["background_color"] == in_letters(tool().GROUND)


@BY_EITHER_NAME
def test_each_picture_is_there_in_the_size_it_says(said: dict[str, Any]) -> None:
    for icon in said["icons"]:
        path = STATIC / icon["src"].removeprefix("/static/")
        if icon["sizes"] != "any":
            assert "x".join(map(str, Image.open(path).size)) == icon["sizes"]
        assert icon["src"] == f"/static/{path.name}"
        assert path.stat().st_size < 12_000
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in said["icons"]}
    assert [icon["sizes"] for icon in said["icons"] if icon.get("purpose") == "maskable"] == ["512x512"]
    kind = said["icons"][0]["src"].removeprefix("/static/").partition("-")[0]
    assert Image.open(STATIC / f"{kind}-apple.png").size == (180, 180)


def test_the_pictures_are_what_our_own_tool_draws_and_carry_nothing_else() -> None:
    made = tool()
    every = [(name, made.drawn(*size)) for name, size in made.ICONS.items()]
    every += [(name, made.plainly(*size)) for name, size in made.PLAIN.items()]
    for name, drawn in every:
        kept = Image.open(STATIC / name)
        assert kept.info.keys() <= {"transparency"}, name
        ours = drawn.convert("RGB")
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
