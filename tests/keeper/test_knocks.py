"""Somebody's knock goes out at their hour, once a day, to the browser they chose, and nobody else changes any of it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from couples import House
from pushes import HOST, PushService, push_service
from weft.core.affection.gestures import Way
from weft.core.knock import Knock, Quiet
from weft.keeper import affection, knocks
from weft.keeper.courier import Courier
from weft.keeper.opened import Opened
from weft.keeper.ports import Own, OwnRow, StoreUnwritable
from weft.store.backup import has_people
from weft.store.memory import MemoryStore
from weft.store.sqlite import SqliteStore
from weft.vault.knock import KNOCK_BYTES, calling_card, text64

NINE = Knock(21 * 60)
ZONE = "Europe/Lisbon"
NINE_THAT_EVENING = datetime(2026, 6, 4, 20, 0, tzinfo=UTC)


@pytest.fixture
def push() -> Iterator[PushService]:
    with push_service() as service:
        yield service


async def a_house(push: PushService) -> tuple[House, Opened, Opened]:
    house = House()
    noor, elis = await house.two()
    house.home.courier = push.courier
    return house, noor, elis


async def look(house: House, at: datetime) -> None:
    """The clock comes to an instant, and the server looks at it."""
    house.clock.now = at
    await knocks.begin(house.home)


def test_nothing_ever_goes_out_unless_somebody_chose_it(push: PushService) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        assert (await knocks.chosen(house.home, noor)).knock == Knock()
        await look(house, NINE_THAT_EVENING)
        assert not push.came and house.home.knocks.at is None

    asyncio.run(scene())


def test_it_goes_out_at_the_hour_and_says_the_one_thing(push: PushService) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        assert house.home.knocks.at == int(NINE_THAT_EVENING.timestamp()) // 60
        await look(house, NINE_THAT_EVENING - timedelta(minutes=1))
        assert not push.came
        await look(house, NINE_THAT_EVENING)
        [came] = push.came
        assert came.text == knocks.TEXT
        assert len(came.locked) == KNOCK_BYTES
        assert came.headers["ttl"] == "1800"
        assert came.headers["content-encoding"] == "aes128gcm"
        assert came.headers["authorization"].endswith(f"k={text64(calling_card(house.key))}")
        assert not {"topic", "cookie", "user-agent"} & set(came.headers)

    asyncio.run(scene())


def test_every_knock_looks_alike_to_whoever_carries_it(push: PushService) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        for day in range(30):
            await look(house, NINE_THAT_EVENING + timedelta(days=day))
        assert len(push.came) == 30
        assert len({one.seen for one in push.came}) == 1
        assert {one.text for one in push.came} == {knocks.TEXT}

    asyncio.run(scene())


def test_it_is_never_twice_a_day_however_often_the_server_starts(push: PushService, tmp_path: Path) -> None:
    async def scene() -> None:
        house = House(SqliteStore.open(tmp_path))
        _, noor = await house.begin("Noor", "madder")
        house.home.courier = push.courier
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        for minute in range(0, 30, 5):
            await house.home.close()
            house.store = SqliteStore.open(tmp_path)
            house.restart()
            house.home.courier = push.courier
            await look(house, NINE_THAT_EVENING + timedelta(minutes=minute))
        assert has_people(tmp_path)
        assert len(push.came) == 1
        assert house.home.knocks.at == int((NINE_THAT_EVENING + timedelta(days=1)).timestamp()) // 60
        await house.home.close()

    asyncio.run(scene())


def test_two_looks_at_once_knock_once(push: PushService) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        house.clock.now = NINE_THAT_EVENING
        await asyncio.gather(*(knocks.begin(house.home) for _ in range(5)))
        assert len(push.came) == 1

    asyncio.run(scene())


def test_a_server_that_was_down_at_the_hour_stays_quiet_till_the_next_day(push: PushService) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        await look(house, NINE_THAT_EVENING + timedelta(hours=2))
        assert not push.came
        await look(house, NINE_THAT_EVENING + timedelta(days=1))
        assert len(push.came) == 1

    asyncio.run(scene())


def test_what_waits_for_a_device_does_not_wait_into_quiet_hours(push: PushService) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        until_ten_past = Knock(21 * 60, Quiet(21 * 60 + 10, 8 * 60))
        await knocks.choose(house.home, noor, until_ten_past, ZONE, push.browser("noor"))
        await look(house, NINE_THAT_EVENING + timedelta(minutes=2))
        assert push.came[0].headers["ttl"] == "480"

    asyncio.run(scene())


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(push: PushService, status: int) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        push.status = status
        await look(house, NINE_THAT_EVENING)
        found = await knocks.chosen(house.home, noor)
        assert (found.knock.hour, found.lost) == (None, True)
        await look(house, NINE_THAT_EVENING + timedelta(days=1))
        assert len(push.came) == 1 and house.home.knocks.at is None

    asyncio.run(scene())


@pytest.mark.parametrize("status", [201, 429, 500])
def test_any_other_answer_changes_nothing_and_is_not_tried_again_that_day(
    push: PushService, status: int
) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        push.status = status
        for minutes in (0, 5, 20):
            await look(house, NINE_THAT_EVENING + timedelta(minutes=minutes))
        assert len(push.came) == 1
        await look(house, NINE_THAT_EVENING + timedelta(days=1))
        assert len(push.came) == 2

    asyncio.run(scene())


def test_a_push_service_that_is_down_or_private_harms_nobody_elses_knock(push: PushService) -> None:
    async def scene() -> None:
        house, noor, elis = await a_house(push)
        nowhere = push.browser("noor")
        await knocks.choose(
            house.home,
            noor,
            NINE,
            ZONE,
            knocks.Agreed("https://127.0.0.1/in", nowhere.point, nowhere.secret),
        )
        await knocks.choose(house.home, elis, NINE, ZONE, push.browser("elis"))
        await look(house, NINE_THAT_EVENING)
        assert [one.path for one in push.came] == ["/elis"]
        assert (await knocks.chosen(house.home, noor)).knock == NINE

    asyncio.run(scene())


def test_that_a_knock_did_not_get_out_is_said_on_ones_own_page_until_one_does(push: PushService) -> None:
    async def scene() -> None:
        house, noor, elis = await a_house(push)
        for who, name in ((noor, "noor"), (elis, "elis")):
            await knocks.choose(house.home, who, NINE, ZONE, push.browser(name))
        house.home.courier = Courier(HOST)
        await look(house, NINE_THAT_EVENING)
        assert (await knocks.chosen(house.home, noor)).stuck
        house.home.courier = push.courier
        await look(house, NINE_THAT_EVENING + timedelta(days=1))
        assert not (await knocks.chosen(house.home, noor)).stuck

    asyncio.run(scene())


def test_not_at_all_forgets_where_it_was(push: PushService) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        await knocks.choose(house.home, noor, Knock(), ZONE)
        await look(house, NINE_THAT_EVENING)
        assert not push.came
        with pytest.raises(knocks.NoBrowser):
            await knocks.choose(house.home, noor, NINE, ZONE)

    asyncio.run(scene())


def test_the_hour_moves_and_the_browser_stays(push: PushService) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        await knocks.choose(house.home, noor, Knock(20 * 60), ZONE)
        await look(house, NINE_THAT_EVENING - timedelta(hours=1))
        assert [one.path for one in push.came] == ["/noor"]
        await look(house, NINE_THAT_EVENING)
        assert len(push.came) == 1

    asyncio.run(scene())


def test_whatever_is_chosen_lies_there_in_one_size_and_in_no_clear_word(push: PushService) -> None:
    async def scene() -> None:
        house, noor, elis = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        await knocks.choose(house.home, elis, Knock(), ZONE)
        first, second = await house.store.own_of_all(Own.KNOCK)
        assert len(first.locked) == len(second.locked)
        assert not any(push.origin.encode() in one.locked for one in (first, second))

    asyncio.run(scene())


def test_an_account_made_mine_is_knocked_for_no_more(push: PushService) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        await knocks.no_more(house.home, noor.person)
        await look(house, NINE_THAT_EVENING)
        assert not push.came
        assert not (await knocks.chosen(house.home, noor)).lost

    asyncio.run(scene())


def test_a_zone_nobody_knows_is_utc() -> None:
    assert knocks.zone_name("Atlantis/Harbour") == "UTC"
    assert knocks.zone_name("../../etc/passwd") == "UTC"
    assert knocks.zone_name("") == "UTC"
    assert knocks.zone_name(ZONE) == ZONE


Act = Callable[[House, Opened], Awaitable[object]]


async def _nothing(house: House, elis: Opened) -> None:
    """Elis does nothing."""


async def _all_sorts(house: House, elis: Opened) -> None:
    """Elis leaves a line, says a need, chooses quiet hours, and everyone who listens is told to look."""
    if not affection.has_given_today(house.home, elis):
        await affection.give(house.home, elis, Way.WORDS, "You kept the window for me.", 0, "")
    await knocks.choose(house.home, elis, Knock(None, Quiet(0, 60)), "Asia/Tokyo")
    house.home.tell(elis.log.log)


@pytest.mark.parametrize("act", [_all_sorts])
def test_what_the_other_does_neither_brings_a_knock_nor_keeps_one_away(push: PushService, act: Act) -> None:
    async def played(elis_does: Act) -> list[tuple[object, datetime]]:
        push.came.clear()
        house, noor, elis = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        gone = list[tuple[object, datetime]]()
        for minutes in range(0, 48 * 60, 15):
            await elis_does(house, elis)
            await look(house, NINE_THAT_EVENING - timedelta(hours=6) + timedelta(minutes=minutes))
            while len(gone) < len(push.came):
                gone.append((push.came[len(gone)].seen, house.clock.now))
        return gone

    quiet = asyncio.run(played(_nothing))
    assert len(quiet) == 2
    assert asyncio.run(played(act)) == quiet


async def rung(house: House) -> None:
    """Until the alarm has rung, and everything it began is done."""
    while not house.home.knocks._ringing:
        await asyncio.sleep(0)
    await asyncio.gather(*house.home.knocks._ringing)


def test_a_server_that_starts_waits_for_no_push_service_and_knocks_where_it_is_due(push: PushService) -> None:
    async def scene() -> None:
        house, noor, _ = await a_house(push)
        await knocks.choose(house.home, noor, NINE, ZONE, push.browser("noor"))
        house.restart()
        house.home.courier = push.courier
        house.clock.now = NINE_THAT_EVENING + timedelta(minutes=3)
        knocks.start(house.home)
        assert not push.came
        await rung(house)
        assert len(push.came) == 1
        assert house.home.knocks.at == int((NINE_THAT_EVENING + timedelta(days=1)).timestamp()) // 60
        house.home.knocks.rest()

    asyncio.run(scene())


class Stuck(MemoryStore):
    """A store that cannot be read."""

    async def own_of_all(self, name: Own) -> list[OwnRow]:
        raise StoreUnwritable("keys.db")


def test_files_that_cannot_be_read_just_now_are_tried_again_later(push: PushService) -> None:
    async def scene() -> None:
        house = House(Stuck())
        house.home.courier = push.courier
        knocks.start(house.home)
        await rung(house)
        assert house.home.knocks.at == int((house.clock.now + knocks.LATER).timestamp()) // 60
        house.home.knocks.rest()

    asyncio.run(scene())


def test_the_host_is_named_to_the_push_service_by_its_own_address(push: PushService) -> None:
    assert push.courier.whose == HOST
