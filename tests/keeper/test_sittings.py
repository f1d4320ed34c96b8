"""Asked for and played: what comes twice, or in the same instant, is done once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from core.exercise.test_care import TEXT
from couples import House
from visits import evening
from weft.core.exercise.parse import LONGEST, parse
from weft.core.exercise.script import Form
from weft.core.people import LogId, SittingId
from weft.core.sitting.play import NotPlayable
from weft.keeper import sittings
from weft.keeper.boards import Board, board, boards
from weft.keeper.opened import Opened
from weft.keeper.ports import BoardRow
from weft.store.memory import MemoryStore

EVERY_KIND = parse(TEXT, "every-kind")
PRIVATE = next(at for at, step in enumerate(EVERY_KIND.steps) if step.private)


class Meeting(MemoryStore):
    """A store at which whoever looks for boards waits a moment, and so meets whoever else does."""

    async def boards(self, log: LogId) -> list[BoardRow]:
        rows = await super().boards(log)
        await asyncio.sleep(0.001)
        return rows

    async def board(self, log: LogId, board: str) -> BoardRow | None:
        row = await super().board(log, board)
        await asyncio.sleep(0.001)
        return row


def scene(play: Callable[[House, Opened, Opened], Awaitable[None]]) -> None:
    async def run() -> None:
        house = House(Meeting())
        await play(house, *await house.two())
        house.home.sign_ins.rest()

    asyncio.run(run())


@pytest.mark.parametrize("form", ["own-pace", "solo"])
def test_one_asking_twice_at_once_has_asked_once(form: str) -> None:
    async def run() -> None:
        one = await evening(House(Meeting()))
        exercise = next(
            each.id
            for each in one.house.home.library.exercises.values()
            if Form(form) in each.forms and not each.after
        )
        asked = (one.noor.post("/sittings", exercise=exercise, form=form) for _ in range(2))
        answers = await asyncio.gather(*asked)
        assert [answer.status for answer in answers] == [303, 303]
        opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
        assert opened is not None
        assert len(await boards(one.house.home, opened)) == 1

    asyncio.run(run())


def test_an_offer_taken_back_in_the_instant_it_is_answered_is_asked_for_anew() -> None:
    async def play(house: House, noor: Opened, elis: Opened) -> None:
        exercise = house.home.library.exercises["slow-turns"]
        offered = await sittings.ask(house.home, noor, exercise, Form.TOGETHER)
        taken, answered = await asyncio.gather(
            sittings.act(house.home, noor, offered, "take-back", "", ""),
            sittings.ask(house.home, elis, exercise, Form.TOGETHER),
        )
        assert elis.side in (await board(house.home, elis, answered)).yes
        assert isinstance(taken, Board)

    scene(play)


async def until_the_private_step(house: House, two: tuple[Opened, Opened]) -> SittingId:
    sitting = await sittings.ask(house.home, two[0], EVERY_KIND, Form.TOGETHER)
    for act, words in (("agree", ""), ("choose-1", ""), ("ready", ""), ("rate", "40")):
        for one in two:
            if act == "agree" and one is two[0]:
                continue
            await sittings.act(house.home, one, sitting, act, words, "")
    assert (await board(house.home, two[0], sitting)).state.step == PRIVATE
    return sitting


def for_own_eyes(opened: Opened, sitting: SittingId) -> list[str]:
    return [words.text for words in opened.own.life.words.get(sitting, ())]


def test_both_write_for_their_own_eyes_at_once_and_each_finds_it_once() -> None:
    async def play(house: House, noor: Opened, elis: Opened) -> None:
        sitting = await until_the_private_step(house, (noor, elis))
        await asyncio.gather(
            *(sittings.act(house.home, one, sitting, "rate", "70", "") for one in (noor, elis))
        )
        assert (await board(house.home, noor, sitting)).state.step > PRIVATE
        for one in (noor, elis):
            assert len(for_own_eyes(one, sitting)) == 1
        assert {words.key.split("-")[0] for words in noor.log.life.words[sitting]} == {str(PRIVATE - 1)}

    scene(play)


def test_what_was_kept_before_a_slip_gives_way_to_what_is_sent_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def play(house: House, noor: Opened, elis: Opened) -> None:
        sitting = await until_the_private_step(house, (noor, elis))
        put = house.store.put_board

        async def lost(row: BoardRow) -> None:
            raise ConnectionError

        monkeypatch.setattr(house.store, "put_board", lost)
        with pytest.raises(ConnectionError):
            await sittings.act(house.home, noor, sitting, "rate", "70", "")
        monkeypatch.setattr(house.store, "put_board", put)
        await sittings.act(house.home, noor, sitting, "rate", "20", "")
        assert [text.partition(",")[0] for text in for_own_eyes(noor, sitting)] == ["20"]

    scene(play)


def test_the_same_words_can_be_written_again_once_they_were_taken_back() -> None:
    async def play(house: House, noor: Opened, elis: Opened) -> None:
        sitting = await until_the_private_step(house, (noor, elis))
        for act in ("rate", "take-back", "rate", "take-back"):
            await sittings.act(house.home, noor, sitting, act, "70" if act == "rate" else "", "")
            assert len(for_own_eyes(noor, sitting)) == (act == "rate")

    scene(play)


def test_a_script_that_cannot_hold_its_prompts_is_not_playable_and_no_more() -> None:
    async def play(house: House, noor: Opened, elis: Opened) -> None:
        drawing = next(
            one
            for one in house.home.library.exercises.values()
            if one.needs and not one.after and Form.TOGETHER in one.forms
        )
        filler = "word " * (LONGEST // 5)
        text = drawing.text.replace("## What you do\n\n", f"## What you do\n\n{filler}\n", 1)
        with pytest.raises(NotPlayable):
            await sittings.ask(house.home, noor, replace(drawing, text=text), Form.TOGETHER)

    scene(play)
