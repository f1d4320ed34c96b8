"""Every exercise there is, in each of its forms, played by two willing people on a server, leaves its band in the cloth.

A table in a terminal is played along, act by act: two drivers that are given the same moves stand in the same state.
"""

import asyncio

import pytest

from couples import House
from weft.cli.table import Table
from weft.core.exercise.script import Form
from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.sitting.moves import Waited
from weft.core.sitting.play import begin
from weft.core.tapestry.svg import svg
from weft.keeper import boards, sittings
from weft.keeper.library import read_library
from weft.keeper.loom import cloth

LIBRARY = read_library()
UNDONE = ("pause", "stop", "take-back", "you-first", "not-quite", "resume", "return", "end-early")


async def _nothing(home, opened):
    return frozenset()


@pytest.mark.parametrize("practice", Practice)
def test_it_can_be_played_to_its_end_and_leaves_a_band(practice, monkeypatch):
    monkeypatch.setattr(sittings, "closed", _nothing)  # test_ladder.py is about what opens when.
    asyncio.run(_all_of(practice))


async def _all_of(practice):
    house = House()
    two = await house.two()
    lived = []
    for one in LIBRARY.by_practice[practice]:
        for form in sorted(one.forms):
            sitting = await sittings.ask(house.home, two[0], one, form)
            await _play(house, two[:1] if form is Form.SOLO else two, sitting, f"{one.id}, {form}")
            lived.append((sitting, form))
    shared = [sitting for sitting, form in lived if form is not Form.SOLO]
    assert set(two[0].log.life.woven) == set(shared)
    assert set(two[0].own.life.woven) == {sitting for sitting, form in lived if form is Form.SOLO}
    woven = cloth(two[0].log.life, two[0].side, house.clock().date(), 91)
    drawn = svg(woven, href=lambda key: f"/cloth/{key}", label="The cloth")
    assert all(f"/cloth/{sitting}" in drawn for sitting in shared)


class Beside(Table):
    """A table at which nothing is printed."""

    def show(self):
        """Say nothing."""

    def sound(self, cue):
        """Make no sound."""


async def _play(house, people, sitting, which):
    one = await boards.board(house.home, people[0], sitting)
    beside = Beside(one.script, begin(one.script, one.state.form, one.state.first), ("Noor", "Elis"))
    beside.do(one.state.first, "agree", "")
    for _ in range(300):
        if not await _something(house, people, sitting, beside):
            assert beside.state.over
            return
    raise AssertionError(f"{which} never ended")


async def _something(house, people, sitting, beside):
    """One thing done by either, or time that passes; False when it is over."""
    for person in people:
        await house.home.freshen(person)
        try:
            one = await boards.board(house.home, person, sitting)
        except boards.NothingThere:
            return False
        assert beside.state == one.state
        scene = boards.scene_of(one, person, ("Noor", "Elis"))
        act = next((act for act in scene.acts if act.name not in UNDONE), None)
        if act is not None:
            words = ("40" if act.field.ends else "Some words.") if act.field else ""
            await sittings.act(house.home, person, sitting, act.name, words, one.mark)
            beside.do(Side.LEFT if one.state.form is Form.SOLO else person.side, act.name, words)
            return True
    assert one.until is not None, f"{one.exercise} waits for nobody"
    assert beside.state == one.state
    seconds = round(one.until / 1000 - house.clock().timestamp()) + 1
    house.clock.pass_by(seconds=seconds)
    beside.carry(Waited(seconds))
    return True
