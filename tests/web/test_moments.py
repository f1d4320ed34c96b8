"""Moments on the web: kind errors that lose nothing, batches that fit no title, and what a page never says."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from html import unescape

import pytest

from visits import Answer, Evening, Visitor, evening

MADE = {"title": "The Long Ferry", "kind": "film", "first": "2026-06-03", "where": "the small cinema"}


def played(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def made(one: Evening) -> str:
    return (await one.noor.post("/moments", **MADE)).header("location") or ""


def seconds(*values: int) -> list[int]:
    return [value for value in values for _ in range(4)]


async def feels(person: Visitor, where: str, *values: int, start: int = 0) -> Answer:
    sent = {"batches": [{"start": start, "values": seconds(*values), "knots": []}]}
    return await person.post_json(f"{where}/feel", sent)


async def both_felt(one: Evening) -> str:
    where = await made(one)
    up = [*range(0, 100, 2)]
    await feels(one.noor, where, *up, *[3] * 100)
    await feels(one.elis, where, *[3] * 100, *up)
    for person in (one.noor, one.elis):
        await person.post(f"{where}/feel/keep")
    return where


def test_what_both_know_stands_on_both_pages_at_once() -> None:
    async def scene(one: Evening) -> None:
        where = await made(one)
        for person in (one.noor, one.elis):
            page = (await person.get(where)).text
            assert "The Long Ferry" in page
            assert "Film, Wednesday 3 June 2026, the small cinema." in page

    played(scene)


def test_the_same_form_sent_twice_makes_one_moment() -> None:
    async def scene(one: Evening) -> None:
        tap = re.findall(r'name="tap" value="(\w+)"', (await one.noor.get("/moments/new")).text)[0]
        first, second = [await one.noor.post("/moments", tap=tap, **MADE) for _ in "12"]
        assert first.header("location") == second.header("location")
        assert (await one.noor.get("/moments")).text.count(
            'href="/moments/'
        ) == 2  # and the one to keep another

    played(scene)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("title", ""), ("title", "x" * 81), ("kind", "elephant"), ("first", "2099-01-01"), ("first", "NaN"),
     ("last", "2026-06-01"), ("where", "52.5200, 13.4050")],
)  # fmt: skip
def test_a_slip_is_told_kindly_and_what_was_typed_stays(field: str, typed: str) -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.post("/moments", **{**MADE, "own-kind": "", field: typed})
        assert answer.status == 400
        assert 'role="alert"' in answer.text
        kept = "the small cinema" if field != "where" else "The Long Ferry"
        assert kept in answer.text
        assert "The Long Ferry" not in (await one.elis.get("/moments")).text

    played(scene)


def test_a_telling_that_is_too_long_stays_in_the_form() -> None:
    async def scene(one: Evening) -> None:
        where = await made(one)
        answer = await one.noor.post(f"{where}/voice", text="heron " * 400, feelings="sad")
        assert answer.status == 400
        assert answer.text.count("heron") == 400
        assert 'value="sad" checked' in answer.text

    played(scene)


def test_a_telling_is_read_by_the_other_once_both_have_told_and_not_before() -> None:
    async def scene(one: Evening) -> None:
        where = await made(one)
        await one.noor.post(f"{where}/voice", text="It was the coat.")
        assert "the coat" not in (await one.elis.get(where)).text
        await one.elis.post(f"{where}/voice", text="It was the sea.")
        for person in (one.noor, one.elis):
            page = (await person.get(where)).text
            assert "It was the coat." in page
            assert "It was the sea." in page
        late = await one.noor.post(f"{where}/voice", text="I never said so.")
        assert late.status == 409
        assert "I never said so." in late.text

    played(scene)


def test_what_was_open_stays_so_after_a_restart_and_after_a_taking_back() -> None:
    async def scene(one: Evening) -> None:
        where = await made(one)
        await one.noor.post(f"{where}/voice", text="It was the coat.")
        await one.elis.post(f"{where}/voice", text="It was the sea.")
        await one.noor.post(f"{where}/take-back", what="voice")
        before = [
            (await one.elis.get(path)).body for path in (where, "/cloth", where.replace("moments", "cloth"))
        ]
        one.house.restart()
        one.app.home = one.house.home
        after = [
            (await one.elis.get(path)).body for path in (where, "/cloth", where.replace("moments", "cloth"))
        ]
        assert before == after
        assert b"the coat" not in b"".join(before)
        assert b"It was the sea." in before[0]

    played(scene)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "NaN",
        "[]",
        '{"batches": [{"start": NaN, "values": []}]}',
        '{"batches": [{"start": 0, "values": [1.5]}]}',
        '{"batches": [{"start": 0, "values": [null]}]}',
        '{"batches": [{"start": 0, "values": [101]}]}',
        '{"batches": [{"start": -4, "values": [1]}]}',
        '{"batches": [{"start": 86400, "values": [1]}]}',
        '{"batches": [{"start": 1e400, "values": [1]}]}',
        '{"batches": [{"start": 0, "values": [1], "knots": [-1]}]}',
        '{"batches": [{"start": 0, "values": [1], "more": 1}]}',
        json.dumps({"batches": [{"start": 0, "values": [1] * 4801}]}),
        json.dumps({"batches": [{"start": 0, "values": [1]}] * 65}),
    ],
)
def test_a_batch_that_fits_no_title_is_refused_and_changes_nothing(body: str) -> None:
    async def scene(one: Evening) -> None:
        where = await made(one)
        headers = {"content-type": "application/json", "sec-fetch-site": "same-origin"}
        answer = await one.noor.ask("POST", f"{where}/feel", body.encode(), headers)
        assert answer.status == 400
        assert "in the middle of it" not in (await one.noor.get(where)).text

    played(scene)


def test_nothing_pulled_is_nothing_kept() -> None:
    async def scene(one: Evening) -> None:
        where = await made(one)
        assert "nothing to keep" in (await one.noor.post(f"{where}/feel/keep")).text

    played(scene)


def test_two_evenings_are_one_curve() -> None:
    async def scene(one: Evening) -> None:
        where = await made(one)
        await feels(one.noor, where, *range(60))
        await one.noor.post(f"{where}/feel/keep")
        assert 'data-at="60"' in (await one.noor.get(f"{where}/feel")).text
        await feels(one.noor, where, *range(60), start=240)
        assert 'data-at="120"' in (await one.noor.get(f"{where}/feel")).text
        await one.noor.post(f"{where}/feel/keep")
        assert 'data-at="120"' in (await one.noor.get(f"{where}/feel")).text

    played(scene)


def test_the_landscape_is_there_once_both_have_ended() -> None:
    async def scene(one: Evening) -> None:
        where = await both_felt(one)
        pages = [(await person.get(f"{where}/landscape")).text for person in (one.noor, one.elis)]
        assert all("was Noor’s alone." in page and "was Elis’s alone." in page for page in pages)

    played(scene)


def test_a_line_left_at_a_place_stands_there_for_both() -> None:
    async def scene(one: Evening) -> None:
        where = await both_felt(one)
        at = re.findall(r'name="at" value="(\d+)"', (await one.noor.get(f"{where}/landscape")).text)[0]
        assert (await one.noor.post(f"{where}/why", at=at, why="that coat was Dad’s")).status == 303
        assert "that coat was Dad’s" in (await one.elis.get(f"{where}/landscape")).text
        await one.elis.post(f"{where}/take-back", what=f"why-{at}")
        assert "that coat was Dad’s" in (await one.elis.get(f"{where}/landscape")).text
        await one.noor.post(f"{where}/take-back", what=f"why-{at}")
        assert "Dad’s" not in (await one.elis.get(f"{where}/landscape")).text

    played(scene)


@pytest.mark.parametrize("at", ["", "NaN", "-1", "99999", "0:99:99:9", "٣"])
def test_a_place_that_is_not_in_it_is_told_kindly(at: str) -> None:
    async def scene(one: Evening) -> None:
        where = await both_felt(one)
        answer = await one.noor.post(f"{where}/why", at=at, why="a heron")
        assert answer.status == 400
        assert "a heron" in answer.text

    played(scene)


def test_who_takes_a_curve_back_takes_the_landscape_with_it() -> None:
    async def scene(one: Evening) -> None:
        where = await both_felt(one)
        await one.noor.post(f"{where}/take-back", what="curve")
        for person in (one.noor, one.elis):
            assert (await person.get(f"{where}/landscape")).header("location") == where
            assert "no landscape any more" in (await person.get(where)).text

    played(scene)


def test_no_moment_of_ours_is_a_kind_page() -> None:
    async def scene(one: Evening) -> None:
        for path in ("/moments/x", "/moments/" + "5" * 32, "/moments/new/landscape", "/moments/x/feel"):
            assert (await one.noor.get(path)).status == 404

    played(scene)


def test_a_moment_woven_in_is_a_band_and_holds_no_telling_that_has_not_opened() -> None:
    async def scene(one: Evening) -> None:
        where = await made(one)
        await one.noor.post(f"{where}/voice", text="It was the coat.")
        band = (await one.noor.post(f"{where}/weave")).header("location") or ""
        page = (await one.noor.get(band)).text
        assert "The Long Ferry" in page
        assert "the coat" not in page

    played(scene)


def test_either_gives_a_moment_another_name_until_it_is_woven() -> None:
    async def scene(one: Evening) -> None:
        where = await made(one)
        for person, name in ((one.elis, "The Longer Ferry"), (one.noor, "The Longest Ferry")):
            assert (await person.post(f"{where}/name", title=name)).status == 303
            for who in (one.noor, one.elis):
                assert name in (await who.get(where)).text
        await one.noor.post(f"{where}/weave")
        assert "Another name for it" not in (await one.elis.get(where)).text
        assert (await one.elis.post(f"{where}/name", title="Other")).status == 409
        assert "The Longest Ferry" in (await one.noor.get(where)).text

    played(scene)


@pytest.mark.parametrize("typed", ["", " ", "x" * 81])
def test_a_name_that_cannot_be_kept_stays_in_the_field(typed: str) -> None:
    async def scene(one: Evening) -> None:
        where = await made(one)
        answer = await one.elis.post(f"{where}/name", title=typed)
        assert answer.status == 400
        assert f'value="{typed}"' in answer.text
        assert "The Long Ferry" in (await one.noor.get(where)).text

    played(scene)


def test_after_a_parting_each_sees_what_was_open_of_a_moment_to_look_at_only() -> None:
    async def scene(one: Evening) -> None:
        where = await both_felt(one)
        await one.noor.post(f"{where}/why", at="0:05", why="It was the coat.")
        for person, text in ((one.noor, "Noor told it."), (one.elis, "Elis told it.")):
            await person.post(f"{where}/voice", text=text)
        other = await made_again(one)
        await one.elis.post(f"{other}/voice", text="Nobody read this.")
        await one.noor.post("/leave", leave="now")
        pages = {}
        for name, person in (("noor", one.noor), ("elis", one.elis)):
            await person.post("/closed")
            kept = re.findall(r'href="(/kept/[0-9a-f]+)"', (await person.get("/yours")).text)[0]
            pages[name] = (await person.get(kept)).text
        for page in pages.values():
            for seen in ("Noor told it.", "Elis told it.", "It was the coat.", 'class="land"'):
                assert seen in page
            assert "/moments/" not in page
            assert "<button>Take it back" not in page
        assert "Nobody read this." in pages["elis"]
        assert "Nobody read this." not in pages["noor"]

    played(scene)


async def made_again(one: Evening) -> str:
    sent = {**MADE, "title": "The Short Ferry"}
    return (await one.noor.post("/moments", **sent)).header("location") or ""


def test_a_line_left_some_seconds_off_stands_at_its_place_and_is_written_again_there() -> None:
    async def scene(one: Evening) -> None:
        where = await both_felt(one)
        page = (await one.noor.get(f"{where}/landscape")).text
        second = int(re.findall(r'name="at" value="(\d+)"', page)[0])
        await one.noor.post(f"{where}/why", at=str(second - 1), why="That coat was Dad’s.")
        for person in (one.noor, one.elis):
            page = (await person.get(f"{where}/landscape")).text
            assert "Elsewhere" not in page
            assert page.count('class="kept left"') == 1
            assert ">That coat" in page[page.index("<svg") : page.index("</svg>")]
        own = (await one.noor.get(f"{where}/landscape")).text
        assert f'name="at" value="{second - 1}"' in own
        assert "Write yours again" in own

    played(scene)


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("The Long Ferry", "in “The Long Ferry”: what was it for you?"),
        ("{who} <!-- knows", "in “(who) ‹!-- knows”: what was it for you?"),
        ("- ### {prompt}", "in “- ### (prompt)”: what was it for you?"),
    ],
)
def test_the_talk_about_a_place_asks_both_about_that_place(title: str, asked: str) -> None:
    async def scene(one: Evening) -> None:
        where = (await one.noor.post("/moments", **{**MADE, "title": title})).header("location") or ""
        up = [*range(0, 100, 2)]
        await feels(one.noor, where, *up, *[3] * 100)
        await feels(one.elis, where, *[3] * 100, *up)
        for person in (one.noor, one.elis):
            await person.post(f"{where}/feel/keep")
        page = (await one.noor.get(f"{where}/landscape")).text
        second = re.findall(r'name="second" value="(\d+)"', page)[0]
        sent = {"exercise": "one-minute-of-it", "moment": where.rpartition("/")[2], "second": second}
        for person in (one.noor, one.elis):
            answer = await person.post("/sittings", form="own-pace", **sent)
        sitting = answer.header("location") or ""
        assert sitting.startswith("/sittings/")
        for person in (one.noor, one.elis):
            assert asked in unescape((await person.get(sitting)).text)

    played(scene)


@pytest.mark.parametrize("sent", [{}, {"moment": "ab" * 16, "second": "7"}, {"moment": "", "second": "x"}])
def test_the_same_exercise_begun_elsewhere_asks_by_its_own_questions(sent: dict[str, str]) -> None:
    async def scene(one: Evening) -> None:
        for person in (one.noor, one.elis):
            answer = await person.post("/sittings", exercise="one-minute-of-it", form="own-pace", **sent)
        page = unescape((await one.noor.get(answer.header("location") or "")).text)
        assert "what was it for you?" not in page
        assert "minute" in page

    played(scene)
