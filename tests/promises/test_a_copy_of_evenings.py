"""Evenings, plans and what somebody said for themself come along in their copy; nothing the other kept does."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from couples import SUPPER, House
from visits import Evening, Visitor, evening
from weft.core.fitting import Taste
from weft.core.freetime.entries import Calendar, CalendarsSaid, NotThen, TimesMarked, UsualSaid
from weft.core.past import AT_ONCE, SHELVES, Past, PastEvening, PastKept, as_entries, with_brought
from weft.core.practice import Practice
from weft.keeper import copies, freetime, ideas, wishes
from weft.keeper.opened import Opened
from weft.press.archive import unzipped
from weft.press.copy import Copy, read_copy, to_json
from weft.press.refused import CopyRefused, Why

PURPOSE, BACK, OPTIONS = (
    "Tuesdays at the harbour",
    "I was braver than I thought",
    ("Walk first", "Cook first"),
)
SECRETS = ("https://calendars.example/secret-address", "wren", "a password nobody should copy")
TAKES = {"minutes": "30", "place": "either", "cost": "nothing", "energy": "low", "mood": "calm"}


async def opened(one: Evening, who: Visitor) -> Opened:
    found = await one.house.home.sign_ins.open(who.cookies["k"])
    assert found
    return found


async def key_on(who: Visitor, path: str) -> str:
    found = re.search(r'name="key" value="(\w+)"', (await who.get(path)).text)
    assert found
    return found[1]


async def lived(one: Evening) -> None:
    """A season, an evening, an experiment, a plan, and all that Noor says for themself."""
    noor, elis = one.noor, one.elis
    chosen = {"pace": "light", "days": "1", "quiet": "4", "length": "28", "own": PURPOSE}
    await noor.post("/season/choose", **chosen)
    season = await key_on(elis, "/season")
    await elis.post("/season", act="agree", key=season)
    await noor.post("/evening", near="73", met="82", did="softer", stress="2", hours="3", share="near")
    await noor.post(f"/season/{season}/back", text=BACK)
    await elis.post("/insight/experiment", act="ask", one=OPTIONS[0], other=OPTIONS[1], span="day")
    await noor.post("/insight/experiment", act="agree", key=await key_on(noor, "/insight/experiment"))
    await noor.post("/ideas/ours", title="The far bench", text="Sit until a boat has gone.", **TAKES)
    await noor.post("/today/wishes", talk="more", depth="less")
    await noor.post("/today/away", exercise="slow-turns", so="yes")
    await elis.post("/today/away", exercise="ten-seconds", so="both")
    await _planned(one)
    await _own_time(one)


async def _planned(one: Evening) -> None:
    day = one.house.clock().date() + timedelta(days=3)
    plan = one.sitting_of(await one.noor.post("/plans", title="A boat", **{"day-0": f"{day}"}))
    first = re.search(r'name="first" value="(\d+)"', (await one.elis.get(f"/plans/{plan}")).text)
    assert first
    await one.elis.post(f"/plans/{plan}/answer", turn="0", answer="yes", first=first[1])
    on = re.search(r'name="day" value="(\d+)"', (await one.elis.get(f"/plans/{plan}")).text)
    assert on
    await one.noor.post(f"/plans/{plan}/forward", day=on[1], forward="The wind")
    await one.elis.post(f"/plans/{plan}/forward", day=on[1], forward="Only Elis knows", opens="yes")


async def _own_time(one: Evening) -> None:
    home, noor = one.house.home, await opened(one, one.noor)
    usual = UsualSaid((NotThen("work", "01234", 18, 34),), ("2026-07-01 2026-07-03",))
    await freetime.say_usual(home, noor, usual)
    await freetime.say_own(home, noor, TimesMarked(((990_000, 4),), ()))
    calendar = Calendar("5" * 32, "account", SECRETS[0], "Work", *SECRETS[1:])
    await freetime.say_own(home, noor, CalendarsSaid((calendar,)))
    await ideas.say_tastes(home, noor, [Taste.CALM])
    one_list = wishes.ours()[0]
    await wishes.mark(home, noor, one_list, frozenset({one_list.titles[0][0]}))


async def copy_of(one: Evening, who: Visitor) -> Copy:
    mine = await opened(one, who)
    copy = await copies.gather(one.house.home, mine)
    assert copies.check(b"".join(copies.plain(copy, mine.root))).copy == copy
    return copy


def words_of(past: Past, of: str) -> str:
    return "\n".join(f"{one.title}\n{one.text}" for one in past.kept if one.of == of)


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


def test_all_that_somebody_said_for_themself_and_both_agreed_to_is_in_their_copy() -> None:
    async def scene(one: Evening) -> None:
        await lived(one)
        together, alone = (await copy_of(one, one.noor)).pasts
        day = one.house.clock().date()
        assert alone.evenings == (PastEvening(day, 73, 82, (Practice.SOFTER,), 2, 3),)
        for past, of, said in (
            (together, "season", PURPOSE),
            (together, "season", "Left alone: Fridays"),
            (together, "experiment", " or ".join(OPTIONS)),
            (together, "leaning", "ten-seconds"),
            (together, "plan", "A boat"),
            (together, "forward", "The wind"),
            (together, "idea", "Sit until a boat has gone."),
            (alone, "look-back", BACK),
            (alone, "leaning", "Talking honestly"),
            (alone, "leaning", "Lighter"),
            (alone, "leaning", "slow-turns"),
            (alone, "usual", "Monday, Tuesday, Wednesday, Thursday, Friday: 09:00 to 17:00"),
            (alone, "usual", "2026-07-01 to 2026-07-03"),
            (alone, "mark", "UTC"),
            (alone, "want", "Something calm"),
            (alone, "want", wishes.ours()[0].titles[0][1]),
        ):
            assert said in words_of(past, of), (of, said)

    play(scene)


def test_no_address_name_or_password_of_a_calendar_is_in_it() -> None:
    async def scene(one: Evening) -> None:
        await lived(one)
        mine = await opened(one, one.noor)
        assert SECRETS[2] in str([one.password for one in mine.own.life.free_time.calendars.calendars])
        copy = await copies.gather(one.house.home, mine)
        files = unzipped(b"".join(copies.plain(copy, mine.root)))
        assert not [name for name, content in files.items() for word in SECRETS if word.encode() in content]

    play(scene)


def test_nothing_the_other_kept_is_in_it_not_even_that_they_keep_evenings() -> None:
    async def scene(one: Evening) -> None:
        await lived(one)
        mine = await opened(one, one.noor)
        before = await copies.gather(one.house.home, mine)
        assert b"Only Elis knows" not in b"".join(
            unzipped(b"".join(copies.plain(before, mine.root))).values()
        )
        elis = await opened(one, one.elis)
        for share in ("near", "did"):
            await one.elis.post("/evening", near="11", did="talk", stress="3", share=share)
        await ideas.say_tastes(one.house.home, elis, [Taste.LIVELY])
        await one.elis.post("/today/wishes", talk="less")
        await one.elis.post("/today/away", exercise="one-true-line", so="yes")
        await freetime.say_usual(one.house.home, elis, UsualSaid((), ("2026-08-01 2026-08-02",)))
        assert await copies.gather(one.house.home, mine) == before

    play(scene)


def test_it_reads_as_words_in_the_book_and_in_pages_of_their_own() -> None:
    async def scene(one: Evening) -> None:
        await lived(one)
        mine = await opened(one, one.noor)
        files = unzipped(b"".join(copies.plain(await copies.gather(one.house.home, mine), mine.root)))
        assert b"Near: 73 of 100." in files["alone/evenings.md"]
        assert f"> {BACK}".encode() in files["alone/kept.md"]
        assert b"### A boat" in files["together/kept.md"]
        for said in (PURPOSE, BACK, "Near: 73 of 100.", "Plans", "The wind"):
            assert said.encode() in files["book.html"], said

    play(scene)


def test_brought_again_it_is_there_to_read_and_counts_for_nothing() -> None:
    async def scene(one: Evening) -> None:
        await lived(one)
        mine = await opened(one, one.noor)
        copy = await copies.gather(one.house.home, mine)
        checked = copies.check(b"".join(copies.plain(copy, mine.root)))
        elsewhere = await evening(House())
        again = await opened(elsewhere, elsewhere.noor)
        await copies.bring(elsewhere.house.home, again, checked)
        elsewhere.house.restart()
        assert list(again.own.life.pasts.values()) == list(copy.pasts)
        assert not again.own.life.journey.evenings.own
        pages = [(await elsewhere.noor.get(f"/past/{at}")).text for at in range(2)]
        assert "A boat" in pages[0]
        assert "Near: 73 of 100." in pages[1]
        assert BACK in pages[1]
        assert "Evenings are resting" in (await elsewhere.noor.get("/evening")).text

    play(scene)


def test_after_a_parting_ones_evenings_and_plans_are_still_ones_own_to_take() -> None:
    async def scene(one: Evening) -> None:
        await lived(one)
        before = await copy_of(one, one.noor)
        await one.elis.post("/leave", leave="now")
        after = await copy_of(one, one.noor)
        assert (await opened(one, one.noor)).couple is None
        alone = next(past for past in after.pasts if past.evenings)
        assert alone.evenings == before.pasts[1].evenings
        assert BACK in words_of(alone, "look-back")
        assert any("A boat" in words_of(past, "plan") for past in after.pasts)

    play(scene)


def test_many_evenings_come_back_in_their_order() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/evening/wanted", wanted="yes")
        await one.noor.post("/evening", near="73")
        past = (await copy_of(one, one.noor)).pasts[1]
        day = past.evenings[0].day
        some = tuple(PastEvening(day + timedelta(days=at), at % 100) for at in range(2 * AT_ONCE + 3))
        whole = replace(past, evenings=some)
        assert with_brought({}, as_entries(whole)) == {past.log: whole}

    play(scene)


SPOILT = (
    PastEvening(SUPPER.date(), near=101),
    PastEvening(SUPPER.date(), met=-1),
    PastEvening(SUPPER.date(), stress=4),
    PastEvening(SUPPER.date(), hours=25),
)


@pytest.mark.parametrize("spoilt", SPOILT, ids=["near", "met", "stress", "hours"])
def test_an_evening_that_cannot_be_is_refused(spoilt: PastEvening) -> None:
    refused(lambda past: replace(past, evenings=(spoilt,)))


def test_two_of_one_evening_and_a_shelf_nobody_made_are_refused() -> None:
    refused(lambda past: replace(past, evenings=past.evenings * 2))
    refused(lambda past: replace(past, kept=(PastKept("secret", None, "What is this?"),)))


def refused(spoil: Callable[[Past], Past]) -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/evening/wanted", wanted="yes")
        await one.noor.post("/evening", near="73")
        copy = await copy_of(one, one.noor)
        raw = to_json(Copy(made=copy.made, person=copy.person, pasts=(copy.pasts[0], spoil(copy.pasts[1]))))
        with pytest.raises(CopyRefused) as no:
            read_copy(raw)
        assert no.value.why is Why.DAMAGED

    play(scene)


def test_every_shelf_has_a_name_of_its_own() -> None:
    assert len(set(SHELVES.values())) == len(SHELVES)
