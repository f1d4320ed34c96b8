"""A host's four questions: once at a season's beginning and once at its end, private, and left out without a rest."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from visits import PLAIN, Evening, Visitor, evening, plain_sign_in, web
from weft.core.journey.entries import FourAnswered
from weft.core.journey.four import Four, Question
from weft.keeper.writing import read as read_entry
from weft.settings import SettingWrong, read
from weft.vault.entry import entry_aad, unlock_entry

TEXTS = ("Is the kettle on?", "Is the door open?", "Is it late?", "Is it quiet?")
FOUR = Four("Invented for this test.", tuple(Question(text, ("no", "a little", "yes")) for text in TEXTS))
ANSWERS = {"q0": "0", "q1": "1", "q2": "2", "q3": "1", "act": "keep"}


def played(scene: Callable[[Evening, str], Awaitable[None]], asked: Four | None = FOUR) -> None:
    async def run() -> None:
        one = await evening()
        one.app = one.noor.app = one.elis.app = web(one.house, replace(PLAIN, four=asked))
        chosen = {"pace": "light", "length": "28", "own": "Tuesdays"}
        await one.noor.post("/season/choose", **chosen)
        found = re.search(r'name="key" value="(\w+)"', (await one.elis.get("/season")).text)
        assert found
        await one.elis.post("/season", act="agree", key=found[1])
        await scene(one, found[1])

    asyncio.run(run())


async def days_pass(one: Evening, days: int) -> None:
    one.house.clock.pass_by(days=days)
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200


async def asked_of(who: Visitor, key: str) -> bool:
    return f"/season/{key}/four" in (await who.get("/season")).text


def test_where_the_host_has_no_text_nothing_is_asked() -> None:
    async def scene(one: Evening, key: str) -> None:
        assert not await asked_of(one.noor, key)
        assert (await one.noor.get(f"/season/{key}/four")).status == 404
        assert (await one.noor.post(f"/season/{key}/four", **ANSWERS)).status == 404

    played(scene, None)


def test_they_are_asked_at_the_beginning_and_at_the_end_and_at_no_other_time() -> None:
    async def scene(one: Evening, key: str) -> None:
        page = (await one.noor.get(f"/season/{key}/four")).text
        assert all(text in page for text in (*TEXTS, FOUR.right, "Leave them out"))
        when = [await asked_of(one.noor, key)]
        for days in (6, 1, 20, 1, 13, 1):
            await days_pass(one, days)
            when.append(await asked_of(one.noor, key))
        assert when == [True, True, False, False, True, True, False]
        assert (await one.noor.get(f"/season/{key}/four")).status == 404

    played(scene)


def test_an_answer_is_kept_and_shown_as_it_was_and_there_is_one_of_it() -> None:
    async def scene(one: Evening, key: str) -> None:
        path = f"/season/{key}/four"
        assert (await one.noor.post(path, **ANSWERS)).status == 303
        await one.noor.post(path, **{**ANSWERS, "q0": "2"})
        page = (await one.noor.get(path)).text
        assert re.findall(r'name="(q\d)" value="(\d)" checked', page) == [
            ("q0", "2"),
            ("q1", "1"),
            ("q2", "2"),
            ("q3", "1"),
        ]
        assert "What you answered" in (await one.noor.get("/season")).text
        assert await lying(one) == 1

    played(scene)


async def lying(one: Evening) -> int:
    """How many answers of Noor's can still be read."""
    noor = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert noor
    found = 0
    for row in await one.house.store.read(noor.own.log):
        if row.wrapped_dek:
            aad = entry_aad(row.log, row.entry, row.author, row.tier, row.epoch, row.rev)
            plain = unlock_entry(noor.own.dek_key, aad, row.wrapped_dek, row.locked)
            found += isinstance(read_entry(plain, row.entry, row.author).what, FourAnswered)
    return found


def test_some_of_the_four_is_told_so_and_what_was_chosen_stays() -> None:
    async def scene(one: Evening, key: str) -> None:
        sent = await one.noor.post(f"/season/{key}/four", q0="2", q1="9", act="keep")
        assert (sent.status, "Answer each of the four" in sent.text) == (400, True)
        assert re.findall(r'name="(q\d)" value="(\d)" checked', sent.text) == [("q0", "2")]
        assert await lying(one) == 0

    played(scene)


def test_leaving_them_out_is_an_answer_and_takes_an_earlier_one_out() -> None:
    async def scene(one: Evening, key: str) -> None:
        await one.noor.post(f"/season/{key}/four", **ANSWERS)
        assert (await one.noor.post(f"/season/{key}/four", act="skip")).status == 303
        page = (await one.noor.get(f"/season/{key}/four")).text
        assert " checked" not in page
        assert "What you answered" in (await one.noor.get("/season")).text

    played(scene)


def test_they_go_with_the_season_when_it_is_forgotten() -> None:
    async def scene(one: Evening, key: str) -> None:
        await one.noor.post(f"/season/{key}/four", **ANSWERS)
        assert "what you said to the four questions." in (await one.noor.get("/evening/mine")).text
        await one.noor.post("/evening/mine", season=key)
        assert await lying(one) == 0
        assert "Four questions" in (await one.noor.get("/season")).text

    played(scene)


@pytest.mark.parametrize("sent", [ANSWERS, {"act": "skip"}], ids=["answered", "left out"])
def test_nothing_of_it_reaches_the_other(sent: dict[str, str]) -> None:
    async def scene(one: Evening, key: str) -> None:
        pages = ("/season", "/today", "/evening", "/insight", f"/season/{key}/four", f"/season/{key}")
        before = {path: (await one.noor.get(path)).body for path in pages}
        ear = await one.noor.listen()
        quiet = ear.after_the_clock()
        assert (await one.elis.post(f"/season/{key}/four", **sent)).status == 303
        assert {path: (await one.noor.get(path)).body for path in pages} == before
        assert ear.after_the_clock() == quiet
        await ear.close()

    played(scene)


def test_a_file_that_is_not_there_or_not_whole_stops_the_start_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(SettingWrong, match=r"WEFT_FOUR_QUESTIONS.*a file that is there"):
        read({"WEFT_FOUR_QUESTIONS": str(tmp_path / "nowhere.toml")})
    half = tmp_path / "half.toml"
    half.write_text('right = "x"\n')
    with pytest.raises(SettingWrong, match=r"WEFT_FOUR_QUESTIONS.*four times"):
        read({"WEFT_FOUR_QUESTIONS": str(half)})
