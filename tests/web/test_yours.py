"""Yours: what one says of oneself, what two say of their time of life, and what was written for nobody else."""

import asyncio
import re

from couples import House
from keeper.test_every_exercise import _play
from visits import evening
from weft.core.exercise.script import Form, LifeStage
from weft.core.journey.facts import Facts
from weft.core.journey.rules import allowed
from weft.keeper import sittings
from weft.web.pages.yours import STAGES


def test_every_time_of_life_can_be_said():
    assert set(STAGES) == set(LifeStage)


def test_either_says_a_time_of_life_and_both_see_it_until_either_takes_it_back():
    async def run():
        one = await evening()
        assert (await one.noor.post("/yours/just-now", so="parents")).status == 303
        for each in (one.noor, one.elis):
            assert 'name="not" value="parents" aria-pressed="true"' in (await each.get("/yours")).text
        assert (await one.elis.post("/yours/just-now", **{"not": "parents"})).status == 303
        for each in (one.noor, one.elis):
            assert 'aria-pressed="true">Children' not in (await each.get("/yours")).text

    asyncio.run(run())


def test_a_time_of_life_nobody_wrote_for_is_refused_kindly():
    async def run():
        one = await evening()
        for sent in ({"so": "retired"}, {}, {"so": "new", "not": "new"}):
            answer = await one.noor.post("/yours/just-now", **sent)
            assert answer.status == 400
            assert "one of the six" in answer.text

    asyncio.run(run())


def test_what_was_written_for_nobody_else_is_still_read_and_taken_back_when_two_have_parted():
    async def run():
        one = await evening()
        keeper = one.house.home
        exercise = keeper.library.exercises["done-and-not-mentioned"]
        two = [await keeper.sign_ins.open(each.cookies["k"]) for each in (one.noor, one.elis)]
        sitting = await sittings.ask(keeper, two[0], exercise, Form.TOGETHER)
        await _play(one.house, two, sitting, exercise.id)
        key = re.search(r'name="words" value="([^"]+)"', (await one.noor.get("/yours/own-eyes")).text)
        assert key
        await one.elis.post("/leave", leave="now")
        for who in (one.noor, one.elis):
            await who.post("/closed")
        page = (await one.noor.get("/yours/own-eyes")).text
        asked = next(step for step in exercise.steps if step.private).faces[0].heading
        assert asked.replace("{other}", "Elis") in page
        assert key[1] in page
        assert f"/cloth/{sitting}" not in page
        answer = await one.noor.post(f"/yours/own-eyes/{sitting}/take-back", words=key[1])
        assert answer.status == 303
        assert key[1] not in (await one.noor.get("/yours/own-eyes")).text

    asyncio.run(run())


def test_what_was_written_for_nobody_else_names_its_question_and_can_be_taken_back():
    async def run():
        one = await evening()
        keeper = one.house.home
        exercise = keeper.library.exercises["done-and-not-mentioned"]
        two = [await keeper.sign_ins.open(each.cookies["k"]) for each in (one.noor, one.elis)]
        sitting = await sittings.ask(keeper, two[0], exercise, Form.TOGETHER)
        await _play(one.house, two, sitting, exercise.id)
        page = (await one.noor.get("/yours/own-eyes")).text
        asked = next(step for step in exercise.steps if step.private).faces[0].heading
        assert asked.replace("{other}", "Elis") in page
        key = re.search(r'name="words" value="([^"]+)"', page)
        assert key
        seen = (
            "/today",
            "/cloth",
            "/cloth/list",
            f"/cloth/{sitting}",
            "/reservoir",
            "/yours",
            "/yours/own-eyes",
        )
        before = [(await one.elis.get(path)).body for path in seen]
        ear = await one.elis.listen()
        answer = await one.noor.post(f"/yours/own-eyes/{sitting}/take-back", words=key[1])
        assert answer.status == 303
        assert key[1] not in (await one.noor.get("/yours/own-eyes")).text
        assert [(await one.elis.get(path)).body for path in seen] == before
        assert ear.after_the_clock() == b""
        await ear.close()

    asyncio.run(run())


def test_what_is_written_for_a_time_of_life_is_suggested_to_nobody_else():
    exercises = House().home.library.exercises
    for_parents = next(one for one in exercises.values() if _asks_for(one) == {"parents"})
    some = [for_parents, exercises["slow-turns"]]
    theirs, others = Facts(0, stages=frozenset({"parents", "new"})), Facts(0, stages=frozenset({"new"}))
    assert allowed(some, theirs, exercises) == some
    assert allowed(some, others, exercises) == some[1:]


def _asks_for(one):
    return {step.draws.stage for step in one.steps if step.draws and step.draws.stage}


def test_a_place_among_pasts_that_is_no_number_is_no_fault() -> None:
    async def run() -> None:
        one = await evening()
        for odd in ("²", "٣", "99", "-1"):
            assert (await one.noor.get(f"/past/{odd}")).status == 404

    asyncio.run(run())
