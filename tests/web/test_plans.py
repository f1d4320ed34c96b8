"""Plans on the web, as two people use them."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from visits import Answer, Evening, Visitor, evening, plain_sign_in

SATURDAY = {"day-0": "2026-06-06", "from-0": "10:00", "till-0": "13:00"}


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def offered(one: Evening, **more: str) -> str:
    """Noor offers the market on Saturday; gives the plan."""
    sent = {"title": "Market, then pie", "left": "the bags", **SATURDAY, **more}
    answer = await one.noor.post("/plans", **sent)
    assert answer.status == 303, answer.text
    return one.sitting_of(answer)


def field(answer: Answer, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', answer.text)
    assert found, name
    return found[1]


async def agreed(one: Evening, **more: str) -> str:
    key = await offered(one, **more)
    page = await one.elis.get(f"/plans/{key}")
    fields = {name: field(page, name) for name in ("turn", "first")}
    assert (await one.elis.post(f"/plans/{key}/answer", answer="yes", **fields)).status == 303
    return key


async def back(one: Evening, **time: float) -> None:
    """Time goes by, and both sign in again."""
    one.house.clock.pass_by(**time)
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200


def test_an_offer_is_on_the_others_today_and_a_yes_is_on_both() -> None:
    async def scene(one: Evening) -> None:
        key = await offered(one)
        assert "offers:" in (await one.elis.get("/today")).text
        page = (await one.elis.get(f"/plans/{key}")).text
        assert "Saturday 6 June, 10:00 to 13:00" in page
        assert "the bags" in page
        fields = {name: field(await one.elis.get(f"/plans/{key}"), name) for name in ("turn", "first")}
        await one.elis.post(f"/plans/{key}/answer", answer="yes", **fields)
        for who in (one.noor, one.elis):
            assert "You both said yes" in (await who.get(f"/plans/{key}")).text
            assert "Saturday 6 June, 10:00 to 13:00" in (await who.get("/today")).text
        assert "offers:" not in (await one.elis.get("/today")).text

    play(scene)


def test_when_the_day_is_over_a_plan_is_a_moment_and_can_be_told_that_evening() -> None:
    async def scene(one: Evening) -> None:
        key = await agreed(one)
        assert "Market, then pie" not in (await one.noor.get("/moments")).text
        await back(one, hours=54)  # Past Saturday one o’clock, wherever the server stands
        for who in (one.noor, one.elis):
            today = (await who.get("/today")).text
            assert "What it was for you" in today
            assert "10:00 to 13:00" not in today
        moment = re.search(r"/moments/[0-9a-f]{32}", (await one.noor.get("/today")).text)
        assert moment
        assert "Time together, Saturday 6 June 2026" in (await one.noor.get(moment[0])).text
        told = {"text": "The pie was too hot.", "feelings": "playful"}
        assert (await one.noor.post(f"{moment[0]}/voice", **told)).status == 303
        assert "What it was for you" not in (await one.noor.get("/today")).text
        assert "What it was for you" in (await one.elis.get("/today")).text
        assert (await one.elis.post(f"{moment[0]}/voice", text="You burnt your tongue.")).status == 303
        one.house.restart()
        assert "The pie was too hot." in (await one.elis.get(moment[0])).text
        assert f"/plans/{key}" not in (await one.noor.get("/today")).text

    play(scene)


async def moment_of(one: Evening, who: Visitor) -> str:
    found = re.search(r"/moments/[0-9a-f]{32}", (await who.get("/today")).text)
    assert found
    return found[0]


def test_either_says_with_one_tap_that_it_did_not_happen() -> None:
    async def scene(one: Evening) -> None:
        key = await agreed(one)
        await back(one, hours=54)
        where = await moment_of(one, one.elis)
        page = await one.elis.get(where)
        assert "It did not happen" in page.text
        sent = await one.elis.post(f"/plans/{key}/let-be", day=field(page, "day"))
        assert sent.status == 303
        for who in (one.noor, one.elis):
            assert "What it was for you" not in (await who.get("/today")).text
            assert (await who.get(where)).status == 404
        back_again = await one.noor.post(f"/plans/{key}/let-be", day=field(page, "day"), act="after-all")
        assert back_again.status == 303
        assert (await one.elis.get(where)).status == 200

    play(scene)


def test_each_reads_the_hours_in_their_own_zone_and_sees_the_hour_where_it_was_said() -> None:
    async def scene(one: Evening) -> None:
        assert (await one.noor.post("/yours/zone", zone="America/New_York")).status == 303
        assert (await one.elis.post("/yours/zone", zone="Europe/Athens")).status == 303
        key = await offered(one)
        mine, theirs = (await one.noor.get(f"/plans/{key}")).text, (await one.elis.get(f"/plans/{key}")).text
        assert "Saturday 6 June, 10:00 to 13:00" in mine
        assert "New York" not in mine
        assert "Saturday 6 June, 17:00 to 20:00" in theirs
        assert "10:00 in New York" in theirs

    play(scene)


def test_a_day_that_is_far_away_is_said_with_its_year() -> None:
    async def scene(one: Evening) -> None:
        key = await offered(one, **{"day-0": "2027-06-05"})
        assert "Saturday 5 June 2027, 10:00 to 13:00" in (await one.elis.get(f"/plans/{key}")).text

    play(scene)


def test_whole_days_are_the_same_days_in_every_zone() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/yours/zone", zone="Pacific/Apia")
        key = await offered(one, **{"from-0": "", "till-0": "", "last-0": "2026-06-08"})
        for who in (one.noor, one.elis):
            assert "Saturday 6 June to Monday 8 June" in (await who.get(f"/plans/{key}")).text

    play(scene)


def test_what_was_typed_stays_where_it_cannot_be_kept() -> None:
    async def scene(one: Evening) -> None:
        sent = {"title": "The lighthouse", "day-0": "2020-01-01", "left": "the lamp", "repeats": "yearly"}
        answer = await one.noor.post("/plans", **sent)
        assert answer.status == 400
        assert "That time has been." in answer.text
        for typed in ("The lighthouse", "2020-01-01", "the lamp"):
            assert f'value="{typed}"' in answer.text
        assert (await one.noor.get("/plans/none")).status == 404

    play(scene)


def test_an_idea_and_a_free_time_begin_the_form() -> None:
    async def scene(one: Evening) -> None:
        link = re.search(r"/plans/new\?idea=[0-9a-f]{8}", (await one.noor.get("/ideas")).text)
        assert link
        page = await one.noor.get(link[0])
        assert field(page, "tap")
        title = re.search(r'id="title" name="title" value="([^"]+)"', page.text)
        assert title
        free = (await one.noor.get("/plans/new?day=2026-06-06&from=23:00&minutes=90")).text
        for value in ("2026-06-06", "23:00", "00:30"):
            assert f'value="{value}"' in free
        for odd in ("day=x&from=y&minutes=z", "day=2026-06-06", "idea=none", "minutes=99999999"):
            assert (await one.noor.get(f"/plans/new?{odd}")).status == 200

    play(scene)


def test_a_day_of_a_tradition_is_left_out_without_a_word_and_taken_in_again() -> None:
    async def scene(one: Evening) -> None:
        key = await agreed(one, repeats="weekly")
        page = await one.elis.get(f"/plans/{key}")
        assert page.text.count("Leave out<") == 3
        day = re.search(r'let-be"><input type="hidden" name="day" value="(\d+)"', page.text)
        assert day
        assert (await one.elis.post(f"/plans/{key}/let-be", day=day[1])).status == 303
        after = (await one.noor.get("/today")).text
        assert "Saturday 13 June, 10:00 to 13:00" in after
        await one.noor.post(f"/plans/{key}/let-be", day=day[1], act="after-all")
        assert "Saturday 6 June, 10:00 to 13:00" in (await one.elis.get("/today")).text

    play(scene)


def typed(answer: Answer) -> dict[str, str]:
    """What stands in the form of a plan, as it would be sent."""
    fields = dict(re.findall(r'name="([a-z]+(?:-\d)?)"[^>]*? value="([^"]*)"', answer.text))
    checked = re.search(r'name="repeats" value="(\w*)" checked', answer.text)
    assert checked
    return fields | {"repeats": checked[1]}


def test_who_brings_what_of_a_tradition_of_months_is_said_anew_without_asking_again() -> None:
    async def scene(one: Evening) -> None:
        key = await agreed(one, repeats="weekly")
        await back(one, days=70)
        form = typed(await one.elis.get(f"/plans/{key}/change"))
        assert form["day-0"] == "2026-08-15"
        assert (await one.elis.post(f"/plans/{key}/change", **(form | {"right": "the forks"}))).status == 303
        page = (await one.noor.get(f"/plans/{key}")).text
        assert "the forks" in page and "You both said yes" in page and "offers instead" not in page
        form = typed(await one.elis.get(f"/plans/{key}/change"))
        assert (await one.elis.post(f"/plans/{key}/change", **(form | {"title": "Only pie"}))).status == 303
        theirs = await one.noor.get(f"/plans/{key}")
        assert "offers instead" in theirs.text
        yes = {name: field(theirs, name) for name in ("turn", "first")}
        assert (await one.noor.post(f"/plans/{key}/answer", answer="yes", **yes)).status == 303
        today = (await one.elis.get("/today")).text
        assert "Only pie" in today and "Saturday 15 August, 10:00 to 13:00" in today

    play(scene)


def test_what_was_agreed_to_is_changed_from_the_time_that_was_chosen_alone() -> None:
    async def scene(one: Evening) -> None:
        key = await agreed(one, **{"day-1": "2026-06-07", "from-1": "10:00", "till-1": "12:00"})
        form = typed(await one.noor.get(f"/plans/{key}/change"))
        assert (form["day-0"], form["day-1"]) == ("2026-06-06", "")

    play(scene)


def test_another_time_no_and_taking_it_away_are_said_without_a_reason() -> None:
    async def scene(one: Evening) -> None:
        key = await offered(one)
        for answer, word in (("another", "another time"), ("no", "rather not")):
            await one.elis.post(f"/plans/{key}/answer", answer=answer, turn="0")
            said = (await one.noor.get(f"/plans/{key}")).text
            assert word in said
            assert ("Offer another time <" in said) is (answer == "another")
        sent = {"title": "Market, then pie", "day-0": "2026-06-07", "turn": "0"}
        assert (await one.elis.post(f"/plans/{key}/change", **sent)).status == 303
        assert "Elis" in (await one.noor.get("/plans")).text
        stale = await one.noor.post(f"/plans/{key}/change", **sent)
        assert stale.status == 400
        assert 'value="2026-06-07"' in stale.text
        assert (await one.noor.post(f"/plans/{key}/withdraw")).status == 303
        for who in (one.noor, one.elis):
            assert (await who.get(f"/plans/{key}")).status == 404
            assert "Market" not in (await who.get("/plans")).text + (await who.get("/today")).text

    play(scene)


def test_a_wrong_address_of_a_calendar_says_the_same_whatever_is_wrong_and_sets_no_cookie() -> None:
    async def scene(one: Evening) -> None:
        made = await one.noor.post("/plans/own/feed", act="new")
        right = re.search(r"/calendar/[\w-]+\.ics", made.text)
        assert right
        bare = Visitor(one.app)
        answer = await bare.get(right[0])
        assert answer.status == 200
        assert answer.header("content-type") == "text/calendar; charset=utf-8"
        assert answer.header("cache-control") == "no-store"
        await one.noor.post("/plans/own/feed", act="stop")
        wrong = [right[0], f"/calendar/{'A' * 43}.ics", "/calendar/x", "/calendar/x.ics", right[0][:-4]]
        answers = [await bare.get(one) for one in wrong]
        assert len({(one.status, one.headers, one.body) for one in answers}) == 1
        assert answers[0].status == 404
        assert bare.cookies == {}
        assert right[0] not in (await one.noor.get("/plans/own")).text

    play(scene)


def test_one_plan_is_a_file_for_any_calendar() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/yours/zone", zone="Africa/Abidjan")
        key = await agreed(one)
        answer = await one.elis.get(f"/plans/{key}/event.ics")
        assert answer.header("content-disposition") == 'attachment; filename="event.ics"'
        assert "DTSTART:20260606T100000Z" in answer.text
        assert "SUMMARY:Kept free" in answer.text
        assert (await Visitor(one.app).get(f"/plans/{key}/event.ics")).status == 303

    play(scene)


def test_a_day_that_is_none_of_a_plans_cannot_be_left_out_and_breaks_no_page() -> None:
    async def scene(one: Evening) -> None:
        key = await agreed(one, repeats="weekly")
        for day in ("99999999999", "3000000", "20611", "", "-1"):
            assert (await one.elis.post(f"/plans/{key}/let-be", day=day)).status == 404, day
        for who in (one.noor, one.elis):
            page = await who.get(f"/plans/{key}")
            assert page.status == 200
            assert "Left out" not in page.text

    play(scene)
