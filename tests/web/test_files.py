"""Our own files: packed once, kept by their content, and the sheets as one."""

import asyncio
import gzip
import re
from collections.abc import Awaitable, Callable

from visits import Evening, evening
from weft.web.files import SHEET, SHEETS, STATIC, address, content, packed

MOST_STYLE_BYTES = 10 * 1024


def test_the_one_stylesheet_is_the_five_in_their_order_without_comments_and_line_ends() -> None:
    rules = [re.sub(r"/\*.*?\*/", "", (STATIC / f"css/{one}.css").read_text(), flags=re.S) for one in SHEETS]
    assert content(SHEET).decode() == re.sub(r"\n\s*", "", "".join(rules))
    assert b"/*" not in content(SHEET)


def test_every_sheet_in_the_folder_is_in_the_one() -> None:
    assert {one.stem for one in (STATIC / "css").glob("*.css")} == set(SHEETS)


def test_a_packed_file_unpacks_to_the_same_bytes() -> None:
    assert gzip.decompress(packed("js/exit.js")) == content("js/exit.js")


def test_an_address_changes_with_the_content_and_not_with_the_hour() -> None:
    assert address(SHEET) == address(SHEET) != address("js/exit.js")
    assert address("js/nowhere.js") == "/static/js/nowhere.js"


def test_the_stylesheet_stays_light() -> None:
    assert len(packed(SHEET)) <= MOST_STYLE_BYTES


def test_a_script_is_sent_packed_and_asked_about_again_unless_its_address_names_its_content() -> None:
    async def scene(one: Evening) -> None:
        plain = await one.noor.get("/static/js/exit.js")
        named = await one.noor.get(address("js/exit.js"))
        assert plain.header("cache-control") == "no-cache" and plain.header("etag")
        assert "immutable" in (named.header("cache-control") or "")

    asyncio.run(_play(scene))


def test_the_one_stylesheet_is_there_and_only_to_be_read() -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.get(address(SHEET))
        assert (answer.status, answer.body) == (200, content(SHEET))

    asyncio.run(_play(scene))


async def _play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    await scene(await evening())
