"""The next rung opens in its own time, when it was good for both, and nobody learns why it has not."""

import asyncio

import pytest

from couples import House
from keeper.test_every_exercise import LIBRARY, _play
from weft.core.exercise.script import Form
from weft.keeper import sittings
from weft.keeper.ladder import AGAIN_DAYS, AT_LAST, SOONEST_DAYS, closed
from weft.keeper.ports import Own

FIRST, SECOND, THIRD = sorted(one for one in LIBRARY.exercises if one.startswith("rung-"))[:3]
LAST_DAY = SOONEST_DAYS + AGAIN_DAYS * AT_LAST


def alone(test):
    """Run an async test on a house of its own."""
    return lambda: asyncio.run(test(House()))


async def played(house, two, *answers, exercise=FIRST):
    """One rung, and what each said about it to themselves."""
    sitting = await sittings.ask(house.home, two[0], LIBRARY.exercises[exercise], Form.TOGETHER)
    await _play(house, two, sitting, exercise)
    for person, answer in zip(two, answers, strict=True):
        if answer is not None:
            await sittings.felt(house.home, person, sitting, answer)


async def days_closed(house, two, exercise=SECOND):
    """How many days the next rung stays closed, or None if it never opens."""
    for day in range(2 * LAST_DAY):
        if exercise not in await closed(house.home, two[0]):
            return day
        house.clock.pass_by(days=1)
    return None


@alone
async def test_at_first_only_the_first_rung_is_open(house):
    two = await house.two()
    shut = await closed(house.home, two[0])
    assert FIRST not in shut
    assert {SECOND, THIRD} < shut


@alone
async def test_it_opens_days_or_weeks_after_both_felt_met_and_for_both_at_once(house):
    two = await house.two()
    await played(house, two, "yes", "yes")
    day = await days_closed(house, two)
    assert SOONEST_DAYS <= day <= LAST_DAY
    assert await closed(house.home, two[0]) == await closed(house.home, two[1])
    assert THIRD in await closed(house.home, two[0])


@pytest.mark.parametrize("theirs", ["partly", "no", "unsaid", None])
def test_one_who_felt_met_sees_the_same_whatever_the_other_felt(theirs):
    async def story(house):
        two = await house.two()
        await played(house, two, "yes", theirs)
        return await days_closed(house, two)

    assert asyncio.run(story(House())) is None


@alone
async def test_on_the_day_itself_even_two_who_felt_met_cannot_tell(house):
    two = await house.two()
    await played(house, two, "yes", "yes")
    for _ in range(SOONEST_DAYS):
        assert SECOND in await closed(house.home, two[0])
        house.clock.pass_by(hours=23)


@alone
async def test_the_note_is_kept_alike_whatever_was_said(house):
    sizes = set()
    for name, answer in (("Ada", "yes"), ("Kim", "no")):
        two = await house.two(name, f"{name}s other")
        await played(house, two, answer, None)
        row = await house.store.own(two[0].person, Own.MET)
        sizes.add((row.rev, len(row.locked)))
    assert len(sizes) == 1


@alone
async def test_a_closed_rung_cannot_be_asked_for_by_its_address(house):
    two = await house.two()
    with pytest.raises(sittings.NotYet):
        await sittings.ask(house.home, two[0], LIBRARY.exercises[SECOND], Form.TOGETHER)


@alone
async def test_somebody_alone_finds_nothing_closed(house):
    _, one = await house.begin("Noor", "madder")
    assert await closed(house.home, one) == frozenset()
