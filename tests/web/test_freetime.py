"""Free times on the web: asking, marking, showing, crossing; kind errors that lose nothing; who learns what."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from html import unescape
from urllib.parse import urlencode

import pytest

from visits import Evening, Visitor, chores_done, evening
from weft.core.people import LogId

FIRST = "2026-06-08"


def played(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def asked(one: Evening, days: str = "7") -> None:
    sent = await one.noor.post("/time", act="ask", first=FIRST, days=days)
    assert (sent.status, sent.header("location")) == (303, "/time/mine")


async def fields(person: Visitor) -> dict[str, str]:
    """The form of one's own times, as the page has it."""
    page = (await person.get("/time/mine")).text
    hidden = dict(re.findall(r'type="hidden" name="(start|count|was)" value="(\w+)"', page))
    ticked = re.findall(r'name="(f-[\w-]+)" value="yes"[^>]*? checked', page)
    return hidden | dict.fromkeys(ticked, "yes")


async def shows(person: Visitor, *without: str, only: tuple[str, ...] | None = None) -> None:
    form = await fields(person)
    kept = {
        name: value
        for name, value in form.items()
        if not name.startswith("f-") or (name in only if only is not None else name not in without)
    }
    sent = await person.post("/time/mine", act="show", **kept)
    assert (sent.status, sent.header("location")) == (303, "/time")


def test_before_both_have_shown_nobody_sees_either() -> None:
    async def scene(one: Evening) -> None:
        await asked(one)
        before = (await one.elis.get("/time")).body
        await shows(one.noor)
        assert "Yours are shown" in (await one.noor.get("/time")).text
        assert (await one.elis.get("/time")).body == before
        await shows(one.elis)
        for person in (one.noor, one.elis):
            assert 'class="cal"' in (await person.get("/time")).text

    played(scene)


def test_days_that_are_looked_for_stand_on_today_for_both_until_they_have_been() -> None:
    async def scene(one: Evening) -> None:
        assert "/time" not in (await one.elis.get("/today")).text
        await asked(one)
        for person in (one.noor, one.elis):
            assert 'href="/time"' in (await person.get("/today")).text
        horizon = re.findall(r'name="horizon" value="(\w+)"', (await one.elis.get("/time")).text)[0]
        await one.elis.post("/time", act="put-away", horizon=horizon)
        assert 'href="/time"' not in (await one.noor.get("/today")).text

    played(scene)


def times(page: str) -> list[str]:
    """The free times to choose among, as the form sends them."""
    return re.findall(r'name="time" value="([^"]+)"', page)


def test_where_both_are_free_a_plan_can_begin() -> None:
    async def scene(one: Evening) -> None:
        await asked(one)
        await shows(one.noor, only=(f"f-{FIRST}-evening", f"f-{FIRST}-morning"))
        await shows(one.elis, only=(f"f-{FIRST}-evening",))
        page = (await one.noor.get("/time")).text
        assert times(page) == [f"{FIRST} 18:00 90 270"]
        assert "Plan something then" in page
        assert "Monday 8 June, 18:00 to 22:30" in page
        assert "Both free on Monday evening." in page

    played(scene)


def test_a_plan_begins_with_the_length_that_was_looked_for_and_says_how_much_longer_it_could_be() -> None:
    async def scene(one: Evening) -> None:
        await asked(one)
        for person in (one.noor, one.elis):
            await shows(person, only=(f"f-{FIRST}-evening",))
        for long, till in (("short", "18:20"), ("evening", "19:30")):
            page = (await one.noor.get(f"/time?long={long}")).text
            [time] = times(page)
            form = unescape((await one.noor.get(f"/plans/new?{urlencode({'time': time})}")).text)
            assert re.findall(r'name="(?:from|till)-0" type="time" value="([\d:]*)"', form) == ["18:00", till]
            assert "You’re both free until 22:30." in form

    played(scene)


def test_a_time_that_was_found_goes_along_by_way_of_an_idea() -> None:
    async def scene(one: Evening) -> None:
        form = (await one.noor.get("/plans/new?time=2026-06-08+18:00+90+270")).text
        [ideas] = re.findall(r'href="(/ideas[^"]+)"', form)
        page = (await one.noor.get(unescape(ideas))).text
        assert page == (await one.noor.get("/ideas?time=2026-06-08+18:00+90+270&long=evening")).text
        assert "Planned from here, one is for Monday 8 June, 18:00." in page
        plan = re.findall(r'href="(/plans/new[^"]+)"', page)[0]
        begun = unescape((await one.noor.get(unescape(plan))).text)
        for value in ("2026-06-08", "18:00", "19:30"):
            assert f'value="{value}"' in begun
        assert "until 22:30" in begun
        assert re.search(r'id="title" name="title" value="[^"]+"', begun)
        odd = "day=x&from=18:00&minutes=90&free=9999999999999999&day=" + "9" * 99
        assert (await one.noor.get(f"/plans/new?{odd}")).status == 200
        assert (await one.noor.get(f"/ideas?{odd}")).status == 200
        for time in ("", "+++", "x+y", "2026-06-08", "9" * 99, "2026-06-08+18:00+90+270+1"):
            assert (await one.noor.get(f"/plans/new?time={time}")).status == 200

    played(scene)


def test_the_three_lengths() -> None:
    async def scene(one: Evening) -> None:
        await asked(one)
        for person in (one.noor, one.elis):
            await shows(person)
        short, away = [(await one.noor.get(f"/time?long={long}")).text for long in ("short", "away")]
        assert {time.split()[2] for time in times(short)} == {"20"}
        assert "Monday 8 June, 07:30, to Sunday 14 June, 22:30" in away
        assert "7 days" in away

    played(scene)


def test_marks_of_ones_own_are_kept_and_a_day_has_its_half_hours() -> None:
    async def scene(one: Evening) -> None:
        await asked(one)
        form = await fields(one.noor)
        del form[f"f-{FIRST}-midday"]
        assert (await one.noor.post("/time/mine", act="keep", **form)).status == 303
        assert f"f-{FIRST}-midday" not in await fields(one.noor)
        page = (await one.noor.get(f"/time/mine/day?day={FIRST}")).text
        was = re.findall(r'name="was" value="(\w+)"', page)[0]
        free = dict(re.findall(r'name="(h-\d+)" value="(yes)" checked', page))
        noon = re.findall(r'name="(h-\d+)" value="yes"><span>12:00', page)[0]
        sent = await one.noor.post("/time/mine/day", day=FIRST, was=was, **(free | {noon: "yes"}))
        assert sent.status == 303
        assert f"f-{FIRST}-midday" in await fields(one.noor)
        assert 'class="some" name="f-2026-06-08-midday"' in (await one.noor.get("/time/mine")).text

    played(scene)


@pytest.mark.parametrize("first", ["", "tomorrow", "2020-01-01", "2029-01-01", "2026-02-30"])
def test_a_day_that_cannot_be_asked_for_is_said_kindly_and_stays(first: str) -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.post("/time", act="ask", first=first, days="28")
        assert answer.status == 400
        assert "Choose a day from today on" in answer.text
        assert not first or f'value="{first}"' in answer.text
        assert 'value="28" checked' in answer.text

    played(scene)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"quiet-from": "22:30"}, "needs two of them"),
        ({"quiet-from": "late", "quiet-till": "early"}, "a time like 22:30"),
        ({"work-from": "09:00", "work-till": "17:00"}, "Tick the days"),
        (
            {"away-0-first": "2026-07-09", "away-0-last": "2026-07-01"},
            "Days away need a first day and a last",
        ),
        (
            {"away-0-first": "9999-12-31", "away-0-last": "9999-12-31"},
            "Days away need a first day and a last",
        ),
        ({"away-0-last": "2026-07-01"}, "Days away need a first day and a last"),
    ],
)
def test_what_is_usual_mistyped_is_said_kindly_and_stays(sent: dict[str, str], said: str) -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.post("/time/usual", **sent)
        assert answer.status == 400
        assert said in answer.text
        assert all(f'value="{typed}"' in answer.text for typed in sent.values())
        assert "Kept" not in answer.text

    played(scene)


def test_what_is_usual_is_kept_and_counts() -> None:
    async def scene(one: Evening) -> None:
        await asked(one)
        kept = {"children-from": "18:00", "children-till": "20:00", "away-0-first": "2026-06-10"}
        night = {"quiet-from": "08:00", "quiet-till": "15:45"}
        work = {"work-0": "yes", "work-2": "yes", "work-from": "22:00", "work-till": "06:00"}
        assert (await one.noor.post("/time/usual", **kept, **night, **work)).status == 303
        page = (await one.noor.get("/time/usual")).text
        for value in ("18:00", "20:00", "16:00", "22:00", "2026-06-10"):
            assert f'value="{value}"' in page
        assert 'name="work-2" value="yes" checked' in page
        form = await fields(one.noor)
        assert "f-2026-06-10-evening" not in form  # Away that day.
        assert f"f-{FIRST}-midday" not in form  # Asleep by day.
        assert f"f-{FIRST}-night" in form  # Home from one night, not yet gone to the next.

    played(scene)


def test_showing_the_same_half_hours_again_is_nothing_new() -> None:
    async def scene(one: Evening) -> None:
        await asked(one)
        for person in (one.noor, one.elis):
            await shows(person)
        ear = await one.noor.listen()
        before = (await one.noor.get("/time")).body
        rows = len(await one.house.store.read(await _couple(one)))
        await shows(one.elis)
        assert len(await one.house.store.read(await _couple(one))) == rows
        assert (await one.noor.get("/time")).body == before
        assert b"look" not in ear.after_the_clock()
        await ear.close()

    played(scene)


async def _couple(one: Evening) -> LogId:
    opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert opened is not None
    assert opened.couple is not None
    return opened.couple.log.log


def test_what_was_shown_before_is_gone_from_the_log() -> None:
    async def scene(one: Evening) -> None:
        await asked(one)
        await shows(one.noor)
        await shows(one.noor, f"f-{FIRST}-evening")
        rows = await one.house.store.read(await _couple(one))
        assert sum(bool(row.taken_out) for row in rows) == 1

    played(scene)


def test_another_horizon_lets_go_of_what_was_shown_for_the_first() -> None:
    async def scene(one: Evening) -> None:
        await asked(one)
        stale = await fields(one.elis)
        for person in (one.noor, one.elis):
            await shows(person)
        await asked(one, "14")
        assert "My times in it" in (await one.elis.get("/time")).text
        moved = await one.elis.post("/time/mine", act="show", **stale)
        assert moved.status == 409
        assert "other days were asked for" in moved.text
        horizon = re.findall(r'name="horizon" value="(\w+)"', (await one.elis.get("/time")).text)[0]
        await one.elis.post("/time", act="put-away", horizon=horizon)
        assert "One of you says which days" in (await one.noor.get("/time")).text

    played(scene)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://calendars.example/a.ics", "That address can’t be read"),
        ("ftp://calendars.example/a.ics", "That address can’t be read"),
        ("https://127.0.0.1/a.ics", "leads into a private network"),
        ("https://localhost/a.ics", "leads into a private network"),
        ("https://noor:word@calendars.example/a.ics", "There is a name or a password inside"),
        ("", "That address can’t be read"),
    ],
)
def test_an_address_that_cannot_be_asked_is_said_kindly_and_stays(url: str, said: str) -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.post(
            "/time/calendars", url=url, name="noor", password="hidden-word", called="Ours"
        )
        if answer.status == 303:  # Begun, because it could be asked for; the next look says what came of it.
            await chores_done(one.house)
            answer = await one.noor.get("/time/calendars")
        assert said in answer.text
        assert url in answer.text
        assert "hidden-word" not in answer.text
        assert 'value="Ours"' in answer.text
        await one.noor.post("/time/calendars", act="clear")
        assert "Ours" not in (await one.noor.get("/time/calendars")).text

    played(scene)


@pytest.mark.parametrize("days", ["²", "٧", "9" * 5000])
def test_a_length_that_is_no_number_of_ours_is_two_weeks(days: str) -> None:
    async def scene(one: Evening) -> None:
        sent = await one.noor.post("/time", act="ask", first=FIRST, days=days)
        assert (sent.status, sent.header("location")) == (303, "/time/mine")

    played(scene)


@pytest.mark.parametrize("clock", ["²:00", "9" * 5000 + ":00", "09:" + "0" * 5000])
def test_a_clock_that_nobody_writes_is_a_kind_word(clock: str) -> None:
    async def scene(one: Evening) -> None:
        fields = {"quiet-from": clock, "quiet-till": "07:00"}
        sent = await one.noor.post("/time/usual", **fields)
        assert sent.status == 400
        assert "Write a time like" in sent.text

    played(scene)
