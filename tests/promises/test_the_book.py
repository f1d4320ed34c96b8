"""The book of a year is one book for two, and what somebody left out of it leaves no gap."""

import asyncio
import copy
import re
from collections.abc import Awaitable, Callable

import pytest

from couples import Clock, House
from hostile.pictures import a_jpeg
from visits import Evening, Visitor, evening, web

BOOK = "/reservoir/book/2026.html"
PAGES = (
    "/today",
    "/reservoir",
    "/reservoir/days",
    "/reservoir/book",
    "/reservoir/book/own",
    "/cloth",
    "/moments",
)
Does = Callable[[Evening, str], Awaitable[object]]


async def _told() -> tuple[Evening, str]:
    """Both have told of an afternoon, and each put a picture to it; Elis kept a line on another evening."""
    one = await evening()
    await one.true_line_kept()
    made = await one.noor.post(
        "/moments", kind="walk", title="Round the lake", first="2026-06-01", tap="5" * 32
    )
    key = (made.header("location") or "").rpartition("/")[2]
    for who, words in ((one.noor, "The heron stood."), (one.elis, "My shoes were wet.")):
        sent = await who.post(
            f"/moments/{key}/voice", text=words, feelings="calm", remember=f"{words} Still."
        )
        assert sent.status == 303
    await _woven(one)
    sent = await one.elis.post_file(f"/pictures/of/{key}", a_jpeg(), words="A wet shoe")
    assert sent.status == 303
    return one, key


async def _woven(one: Evening) -> None:
    """Each left the other a line; both were woven in, and Elis answered the one from Noor."""
    for who, other, text in (
        (one.elis, one.noor, "You hummed at the sink."),
        (one.noor, one.elis, "You waved."),
    ):
        assert (await who.post("/affection", way="words", text=text)).status == 303
        where = await _gesture(other, text)
        assert (await other.post(where, act="weave")).status == 303
    answered = await one.elis.post(where, act="answer", manner="ask", text="From the wrong train.")
    assert answered.status == 303


async def _gesture(who: Visitor, text: str) -> str:
    page = (await who.get("/affection")).text
    return next(
        f"/affection/{key}"
        for key, said in re.findall(r'href="/affection/([0-9a-f]{32})"><p[^>]*>([^<]*)', page)
        if said == text
    )


async def _own(who: Visitor, what: str) -> str:
    """What a choice about one's own is called in the page."""
    page = (await who.get("/reservoir/book/own")).text
    choices: list[str] = re.findall(r'name="out" value="([^"]+)"', page)
    found = [one for one in choices if what in one.partition(" ")[2]]
    return found[0]


async def _leaves_out(one: Evening, what: str) -> None:
    sent = await one.elis.post("/reservoir/book/own", year="2026", out=await _own(one.elis, what))
    assert sent.status == 303


async def _takes_back_voice(one: Evening, key: str) -> None:
    await one.elis.post(f"/moments/{key}/take-back", what="voice")


async def _takes_back_picture(one: Evening, key: str) -> None:
    choice = await _own(one.elis, "picture-")
    await one.elis.post(f"/pictures/{choice.rpartition('-')[2]}/take-back")


async def _own_line(one: Evening, moment: str) -> tuple[str, str, str]:
    """What Elis's kept line is called in the page: of which sitting, and which of its words."""
    page = (await one.elis.get("/reservoir/book/own")).text
    choices = re.findall(r'name="out" value="(\S+) ([^"]+)"', page)
    thing, line = next(each for each in choices if each[0] != moment and each[1] not in ("gesture", "answer"))
    return thing, " ", line


async def _takes_back_line(one: Evening, key: str) -> None:
    thing, _, line = await _own_line(one, key)
    await one.elis.post(f"/cloth/{thing}/take-back", words=line)


async def _takes_back_gesture(one: Evening, key: str) -> None:
    await one.elis.post(await _gesture(one.elis, "You hummed at the sink."), act="take-back")


async def _takes_back_answer(one: Evening, key: str) -> None:
    await one.elis.post(await _gesture(one.elis, "You waved."), act="take-back")


async def _leaves_out_line(one: Evening, key: str) -> None:
    choice = " ".join((await _own_line(one, key))[::2])
    assert (await one.elis.post("/reservoir/book/own", year="2026", out=choice)).status == 303


def _fork(before: Evening) -> Evening:
    """The same evening once more, on a server that has just started."""
    house = House(copy.deepcopy(before.house.store), before.house.key, Clock(before.house.clock.now))
    app = web(house)
    noor, elis = (Visitor(app, dict(one.cookies), one.address) for one in (before.noor, before.elis))
    return Evening(house, app, noor, elis)


WAYS: dict[str, tuple[Does, Does, str]] = {
    "what was told": (lambda one, _: _leaves_out(one, "voice"), _takes_back_voice, "My shoes were wet."),
    "a picture": (lambda one, _: _leaves_out(one, "picture-"), _takes_back_picture, "A wet shoe"),
    "a line that was left": (
        lambda one, _: _leaves_out(one, "gesture"),
        _takes_back_gesture,
        "You hummed at the sink.",
    ),
    "an answer": (lambda one, _: _leaves_out(one, "answer"), _takes_back_answer, "From the wrong train."),
    "a line that was kept": (_leaves_out_line, _takes_back_line, "A kept line by Elis"),
}


@pytest.mark.parametrize("what", WAYS)
def test_left_out_reads_as_though_it_had_been_taken_back(what: str) -> None:
    leaves, takes, words = WAYS[what]

    async def play() -> None:
        first, key = await _told()
        assert words in (await first.noor.get(BOOK)).text
        books = []
        for does in (leaves, takes):
            one = _fork(first)
            await does(one, key)
            books.append((await one.noor.get(BOOK)).body)
        assert words.encode() not in books[0]
        assert books[0] == books[1]

    asyncio.run(play())


@pytest.mark.parametrize("what", WAYS)
def test_no_page_of_the_other_and_no_phone_tells_that_something_was_left_out(what: str) -> None:
    async def play() -> None:
        one, key = await _told()
        await one.noor.cannot_tell(WAYS[what][0](one, key), PAGES)

    asyncio.run(play())


def test_both_hold_the_same_book_whoever_left_what_out() -> None:
    async def play() -> None:
        one, key = await _told()
        assert (await one.noor.get(BOOK)).body == (await one.elis.get(BOOK)).body
        await WAYS["what was told"][0](one, key)
        assert (await one.noor.get(BOOK)).body == (await one.elis.get(BOOK)).body
        assert "The heron stood." in (await one.elis.get(BOOK)).text

    asyncio.run(play())


def test_nobody_leaves_out_what_is_the_others() -> None:
    async def play() -> None:
        one, _ = await _told()
        choice = await _own(one.elis, "picture-")
        assert (await one.noor.post("/reservoir/book/own", year="2026", out=choice)).status == 404
        assert "A wet shoe" in (await one.noor.get(BOOK)).text

    asyncio.run(play())


def test_what_has_not_opened_is_in_no_book() -> None:
    async def play() -> None:
        one = await evening()
        made = await one.noor.post(
            "/moments", kind="walk", title="The lake", first="2026-06-01", tap="5" * 32
        )
        key = (made.header("location") or "").rpartition("/")[2]
        await one.noor.post(f"/moments/{key}/voice", text="ZITHER", feelings="calm")
        for who in (one.noor, one.elis):
            book = (await who.get(BOOK)).text
            assert "The lake" in book
            assert "ZITHER" not in book
            assert "calm" not in book

    asyncio.run(play())


def test_a_word_for_a_month_is_set_by_either_and_seen_by_both() -> None:
    async def play() -> None:
        one, _ = await _told()
        assert '<p class="word" dir="auto">calm</p>' in (await one.elis.get(BOOK)).text
        await one.noor.post("/reservoir/book", year="2026", **{"m-6": "<b>herons</b>"})
        assert 'value="&lt;b&gt;herons&lt;/b&gt;"' in (await one.elis.get("/reservoir/book")).text
        assert '<p class="word" dir="auto">&lt;b&gt;herons&lt;/b&gt;</p>' in (await one.elis.get(BOOK)).text
        refused = await one.noor.post("/reservoir/book", year="2026", **{"m-7": "x" * 25})
        assert refused.status == 400
        assert "x" * 25 in refused.text

    asyncio.run(play())
