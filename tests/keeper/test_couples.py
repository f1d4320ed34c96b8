"""Two become a couple, and the kind pages' reasons why sometimes they can't."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from couples import HALF_AN_HOUR, House
from weft.core.people import Person, Side
from weft.core.tapestry.dye import Dye
from weft.keeper import couples, invitations
from weft.keeper.invitations import InvitationProblem
from weft.keeper.opened import Opened, Withheld


def scene(play: Callable[[House], Awaitable[None]]) -> None:
    async def run() -> None:
        await play(House())

    asyncio.run(run())


async def why(house: House, opened: Opened, code: str) -> str:
    with pytest.raises(InvitationProblem) as no:
        await couples.join(house.store, opened, code, house.clock())
    return no.value.why


def test_both_see_the_same_two_people_and_the_same_six_words() -> None:
    async def play(house: House) -> None:
        noor, elis = await house.two()
        assert noor.log.life.people == {
            Side.LEFT: Person("Noor", Dye.MADDER),
            Side.RIGHT: Person("Elis", Dye.KENDAL),
        }
        assert noor.log.life == elis.log.life
        assert couples.comparison(noor) == couples.comparison(elis)
        assert len(couples.comparison(noor).words) == 6

    scene(play)


def test_not_compared_stays_until_each_has_looked() -> None:
    async def play(house: House) -> None:
        noor, elis = await house.two()
        await couples.confirm_compared(house.store, noor)
        assert noor.compared
        assert not elis.compared

    scene(play)


def test_an_invitation_works_once() -> None:
    async def play(house: House) -> None:
        _, noor = await house.begin("Noor", "madder")
        _, elis = await house.begin("Elis", "kendal")
        _, sol = await house.begin("Sol", "weld")
        made = await invitations.invite(house.store, noor, house.clock(), HALF_AN_HOUR)
        await couples.join(house.store, elis, made.code, house.clock())
        assert await why(house, sol, made.code) == "used"

    scene(play)


def test_every_way_an_invitation_can_fail_has_a_reason_of_its_own() -> None:
    async def play(house: House) -> None:
        _, noor = await house.begin("Noor", "madder")
        _, elis = await house.begin("Elis", "kendal")
        first = await invitations.invite(house.store, noor, house.clock(), HALF_AN_HOUR)
        assert await why(house, noor, first.code) == "own"
        assert await why(house, elis, first.code[:-1]) == "mistyped"
        second = await invitations.invite(house.store, noor, house.clock(), HALF_AN_HOUR)
        assert await why(house, elis, first.code) == "withdrawn"
        house.clock.pass_by(minutes=31)
        assert await why(house, elis, second.code) == "expired"
        elsewhere = House()
        _, ada = await elsewhere.begin("Ada", "woad")
        foreign = await invitations.invite(elsewhere.store, ada, house.clock(), HALF_AN_HOUR)
        assert await why(house, elis, foreign.code) == "forged"

    scene(play)


def test_one_who_is_already_one_of_two_can_neither_invite_nor_join() -> None:
    async def play(house: House) -> None:
        noor, elis = await house.two()
        _, sol = await house.begin("Sol", "weld")
        made = await invitations.invite(house.store, sol, house.clock(), HALF_AN_HOUR)
        assert await why(house, noor, made.code) == "paired"
        with pytest.raises(InvitationProblem, match="paired"):
            await invitations.invite(house.store, elis, house.clock(), HALF_AN_HOUR)

    scene(play)


def test_an_inviter_with_other_keys_here_than_in_the_invitation_is_not_believed() -> None:
    async def play(house: House) -> None:
        _, noor = await house.begin("Noor", "madder")
        _, elis = await house.begin("Elis", "kendal")
        made = await invitations.invite(house.store, noor, house.clock(), HALF_AN_HOUR)
        row = house.store._people[noor.person]  # type: ignore[attr-defined]
        house.store._people[noor.person] = replace(row, publics=bytes(128))  # type: ignore[attr-defined]
        await couples.join(house.store, elis, made.code, house.clock())
        assert elis.couple is None
        assert elis.withheld is Withheld.PARTNER_KEYS

    scene(play)


def test_an_invitation_altered_on_the_server_is_as_good_as_none_and_a_new_one_can_be_made() -> None:
    async def play(house: House) -> None:
        _, noor = await house.begin("Noor", "madder")
        await invitations.invite(house.store, noor, house.clock(), HALF_AN_HOUR)
        (row,) = await house.store.invitations_of(noor.person)
        house.store._invitations[row.invitation] = replace(row, own=b"?")  # type: ignore[attr-defined]
        assert await invitations.open_invitation(house.store, noor, house.clock()) is None
        made = await invitations.invite(house.store, noor, house.clock(), HALF_AN_HOUR)
        assert await invitations.open_invitation(house.store, noor, house.clock()) == made

    scene(play)
