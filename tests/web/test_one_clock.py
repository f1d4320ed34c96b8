"""One clock a person: what it says on the page of free times it says on the page of a plan, on any day of the year."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode, urlsplit
from zoneinfo import ZoneInfo

import pytest

from visits import Evening, Visitor, evening

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
BY_NIGHT = {"quiet-from": "08:00", "quiet-till": "15:45"}


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        one = await evening()
        await one.noor.post("/yours/zone", zone=BERLIN)
        await one.elis.post("/yours/zone", zone=NEW_YORK)
        await scene(one)

    asyncio.run(run())


async def crossed(one: Evening, first: str) -> None:
    await one.noor.post("/time", act="ask", first=first, days="7")
    for person in (one.noor, one.elis):
        page = (await person.get("/time/mine")).text
        hidden = dict(re.findall(r'type="hidden" name="(start|count|was)" value="(\w+)"', page))
        ticked = re.findall(r'name="(f-[\w-]+)" value="yes"[^>]*? checked', page)
        sent = await person.post("/time/mine", act="show", **hidden, **dict.fromkeys(ticked, "yes"))
        assert sent.header("location") == "/time"


async def links(person: Visitor, long: str) -> list[str]:
    """Where each of the times to choose among leads, its parts by their names."""
    page = (await person.get(f"/time?long={long}")).text
    times = [one.split(" ") for one in re.findall(r'name="time" value="([^"]+)"', page)]
    names = "day", "from", "minutes", "free"
    return [f"/plans/new?{urlencode(list(zip(names, one, strict=False)))}" for one in times]


def instants(some: list[str], zone: str) -> list[tuple[datetime, int]]:
    """What links to a new plan mean, read by a clock there."""
    asked = [{name: one[0] for name, one in parse_qs(urlsplit(link).query).items()} for link in some]
    return [
        (
            datetime.fromisoformat(f"{one['day']}T{one['from']}")
            .replace(tzinfo=ZoneInfo(zone))
            .astimezone(UTC),
            int(one["minutes"]),
        )
        for one in asked
    ]


async def offered(person: Visitor, link: str) -> str:
    """A plan offered just as the link fills in its form; gives its address."""
    page = (await person.get(link)).text
    form = {name: value for name, value in re.findall(r'name="([a-z]+-0)"[^>]*? value="([^"]*)"', page)}
    answer = await person.post("/plans", title="A walk", **form)
    assert answer.status == 303, answer.text
    where = answer.header("location")
    assert where
    return where


@pytest.mark.parametrize("long", ["short", "evening", "away"])
@pytest.mark.parametrize("first", ["2026-10-22", "2026-10-29", "2027-03-11", "2027-03-25"])
def test_both_are_led_to_the_same_times_also_in_weeks_when_a_clock_changes(first: str, long: str) -> None:
    async def scene(one: Evening) -> None:
        await crossed(one, first)
        theirs = (
            instants(await links(one.noor, long), BERLIN),
            instants(await links(one.elis, long), NEW_YORK),
        )
        assert theirs[0] == theirs[1]
        assert theirs[0] or long == "away"

    play(scene)


def test_a_night_in_which_the_clocks_go_back_is_as_long_in_the_plan_as_it_is() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/time/usual", **BY_NIGHT)
        await crossed(one, "2026-10-22")
        link = next(link for link in await links(one.noor, "evening") if "2026-10-24" in link)
        assert "both free until Sunday 25 October, 03:30" in (await one.noor.get(link)).text
        where = await offered(one.noor, link.replace("minutes=90&free=", "minutes="))
        assert "Saturday 24 October, 16:00 to 03:30" in (await one.noor.get(where)).text
        theirs = (await one.elis.get(where)).text
        assert "Saturday 24 October, 10:00 to 22:30" in theirs
        assert "16:00 in Berlin" in theirs

    play(scene)


def test_a_time_that_begins_in_an_hour_told_twice_is_offered_from_after_it() -> None:
    async def scene(one: Evening) -> None:
        await one.elis.post("/time/usual", **BY_NIGHT)
        await crossed(one, "2026-10-29")
        begins = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)  # 07:30 in Berlin; in New York the second 01:30.
        mine = await links(one.noor, "evening")
        assert "free=390" in mine[instants(mine, BERLIN).index((begins, 90))]
        later = (datetime(2026, 11, 1, 7, tzinfo=UTC), 90)
        theirs = await links(one.elis, "evening")
        link = theirs[instants(theirs, NEW_YORK).index(later)]
        assert "free=360" in link
        where = await offered(one.elis, link.replace("minutes=90&free=", "minutes="))
        assert "Sunday 1 November, 02:00 to 08:00" in (await one.elis.get(where)).text
        assert "Sunday 1 November, 08:00 to 14:00" in (await one.noor.get(where)).text

    play(scene)


def test_a_plan_keeps_the_name_of_its_zone_also_where_nobody_chose_one() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/yours/zone", zone="")
        link = "/plans/new?day=2026-06-06&from=10:00&minutes=90"
        where = await offered(one.noor, link)
        opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
        assert opened and opened.couple
        plan = opened.couple.log.life.plans.every[where.removeprefix("/plans/")]
        assert ZoneInfo(plan.newest.zone).key == plan.newest.zone

    play(scene)


@pytest.mark.parametrize("typed", ["Atlantis", "../../etc/passwd", "Europe"])
def test_a_place_no_clock_knows_is_said_kindly_and_changes_nothing(typed: str) -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.post("/yours/zone", zone=typed)
        assert answer.status == 400
        assert "Choose one of the places in the list" in answer.text
        assert '<option value="Europe/Berlin" selected>' in (await one.noor.get("/yours/zone")).text

    play(scene)


def test_the_turn_of_what_both_want_is_told_by_each_ones_own_clock() -> None:
    async def scene(one: Evening) -> None:
        for path in ("/wishes", "/wishes/films"):
            assert "at 18:00" in (await one.noor.get(path)).text
            assert "at 12:00" in (await one.elis.get(path)).text

    play(scene)


def test_a_moment_may_be_of_the_day_it_is_where_somebody_is() -> None:
    async def scene(one: Evening) -> None:
        await one.elis.post("/yours/zone", zone="Pacific/Kiritimati")
        tomorrow = one.house.clock().astimezone(ZoneInfo("Pacific/Kiritimati")).date()
        assert tomorrow > one.house.clock().astimezone(ZoneInfo(BERLIN)).date()
        assert f'value="{tomorrow.isoformat()}"' in (await one.elis.get("/moments/new")).text
        sent = {"title": "The Long Ferry", "kind": "film", "first": tomorrow.isoformat()}
        assert (await one.elis.post("/moments", **sent)).status == 303
        assert "The Long Ferry" in (await one.noor.get("/moments")).text
        assert (await one.noor.post("/moments", **sent)).status == 400

    play(scene)
