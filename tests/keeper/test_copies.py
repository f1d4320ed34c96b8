"""A copy taken and brought again: the same cloth, the same words, and nothing the other had not opened."""

import asyncio

import pytest

from couples import House
from visits import Evening, Visitor, evening
from weft.core.people import Side
from weft.keeper import copies
from weft.press.copy import Copy
from weft.press.paper import files_of
from weft.press.refused import CopyRefused, Why
from weft.vault.derive import FLOOR

PHRASE = "heron pantry ladder copper window thistle"


def test_a_copy_brought_to_an_empty_house_is_the_same() -> None:
    asyncio.run(_there_and_back())


async def _there_and_back() -> None:
    one = await evening()
    await one.true_line_kept()
    noor = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert noor
    copy = await copies.gather(one.house.home, noor)
    raw = b"".join(copies.locked(copy, noor.root, PHRASE, FLOOR))
    checked = copies.check(raw, PHRASE)
    assert checked.copy == copy
    elsewhere = House()
    _, again = await elsewhere.begin("Noor", "madder")
    await copies.bring(elsewhere.home, again, checked)
    elsewhere.restart()
    assert list(again.own.life.pasts.values()) == list(copy.pasts)
    with pytest.raises(CopyRefused) as no:
        await copies.bring(elsewhere.home, again, checked)
    assert no.value.why is Why.HERE


async def _a_landscape() -> tuple[Evening, str]:
    """A moment both felt along, with a line of Noor's at it; and one that only Elis did."""
    one = await evening()
    made = [
        one.sitting_of(await one.noor.post("/moments", title=title, kind="film", first="2026-06-03"))
        for title in ("The Long Ferry", "The Short Ferry")
    ]
    felt = {"start": 0, "values": [at % 90 for at in range(2400)], "knots": [8]}
    for who, key in ((one.noor, made[0]), (one.elis, made[0]), (one.elis, made[1])):
        sent = await who.post_json(f"/moments/{key}/feel", {"batches": [felt]})
        assert sent.status == 200
        assert (await who.post(f"/moments/{key}/feel/keep")).status == 303
    said = await one.noor.post(f"/moments/{made[0]}/why", at="0:05", why="It was the <coat>.")
    assert said.status == 303
    return one, made[0]


async def _copy_of(one: Evening, who: Visitor) -> Copy:
    opened = await one.house.home.sign_ins.open(who.cookies["k"])
    assert opened
    copy = await copies.gather(one.house.home, opened)
    raw = b"".join(copies.plain(copy, opened.root))
    assert copies.check(raw).copy == copy
    return copy


def test_a_copy_holds_open_curves_and_the_lines_left_at_them() -> None:
    async def run() -> None:
        one, key = await _a_landscape()
        copy = await _copy_of(one, one.noor)
        (felt,) = copy.pasts[0].felt
        assert (felt.moment, felt.title, bool(felt.left), bool(felt.right)) == (
            key,
            "The Long Ferry",
            True,
            True,
        )
        assert [(why.second, why.text) for why in felt.whys] == [(5, "It was the <coat>.")]
        files = dict(files_of(copy))
        assert b'class="land"' in files["book.html"]
        assert b"It was the &lt;coat&gt;." in files["book.html"]
        assert b"> It was the <coat>." in files["together/felt.md"]

    asyncio.run(run())


def test_a_copy_holds_what_each_felt_of_a_moment_as_far_as_it_is_open() -> None:
    async def run() -> None:
        one = await evening()
        made = await one.noor.post("/moments", title="The Long Ferry", kind="film", first="2026-06-03")
        key = one.sitting_of(made)
        await one.noor.post(f"/moments/{key}/voice", text="It was the coat.", feelings="sad", feeling="salty")
        said = [[loose.text for loose in (await _copy_of(one, who)).pasts[0].loose] for who in (one.noor,)]
        assert said == [["It was the coat.", "sad, salty"]]
        await one.elis.post(f"/moments/{key}/voice", text="The end.", feelings="warm")
        for who in (one.noor, one.elis):
            copy = await _copy_of(one, who)
            felt = [words.text for words in copy.pasts[0].lived[0].words if words.step == "feelings"]
            assert felt == ["sad, salty", "warm"]
            assert b"salty" in dict(files_of(copy))["book.html"]

    asyncio.run(run())


def test_a_curve_that_is_not_open_is_in_its_owners_copy_alone() -> None:
    async def run() -> None:
        one, _ = await _a_landscape()
        hers, theirs = await _copy_of(one, one.noor), await _copy_of(one, one.elis)
        assert [len(copy.pasts[0].felt) for copy in (hers, theirs)] == [1, 2]
        alone = theirs.pasts[0].felt[1]
        assert [bool(alone.left), bool(alone.right)] == [False, True]

    asyncio.run(run())


def test_curves_come_back_with_a_copy_that_is_brought() -> None:
    async def run() -> None:
        one, _ = await _a_landscape()
        copy = await _copy_of(one, one.elis)
        elsewhere = House()
        _, again = await elsewhere.begin("Elis", "kendal")
        opened = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert opened
        checked = copies.check(b"".join(copies.plain(copy, opened.root)))
        await copies.bring(elsewhere.home, again, checked)
        assert list(again.own.life.pasts.values()) == list(copy.pasts)

    asyncio.run(run())


def test_after_a_parting_a_copy_knows_its_owners_edge() -> None:
    """The right one's own words that never opened are in their copy, and none of the left one's."""

    async def run() -> None:
        one = await evening()
        half = await one.agreed("one-true-line", "own-pace")
        for who, words in ((one.noor, "Noor only"), (one.elis, "Elis only")):
            begun = half if who is one.noor else await one.agreed("slow-turns", "own-pace")
            await who.post(f"/sittings/{begun}", act="write", words=words)
        await one.elis.post("/leave", leave="now")
        copy = await _copy_of(one, one.elis)
        parted = copy.pasts[-1]
        assert parted.right and parted.right.name == "Elis"
        assert parted.mine is Side.RIGHT

    asyncio.run(run())
