"""Words of a sitting that only two browsers open, from what their page sends to what it gets."""

import asyncio
import re
from dataclasses import replace

import steps
from visits import PLAIN, b64, evening, plain_sign_in, web

LIST = "the-list-of-small-wishes"
NOOR, ELIS = "A lamp by the bed.", "An hour with the radio."


async def both_sealed(one):
    sitting = await one.agreed(LIST, "own-pace")
    await steps.seal(one, "Noor", sitting, NOOR)
    await steps.seal(one, "Elis", sitting, ELIS)
    return sitting


def play(scene):
    return asyncio.run(scene())


def test_both_seal_and_open_and_read():
    async def scene():
        one = await evening()
        sitting = await both_sealed(one)
        for name in ("Noor", "Elis"):
            await steps.visitor(one, name).post(f"/sittings/{sitting}", act="open")
        return [await steps.opened(one, name, sitting) for name in ("Noor", "Elis")]

    assert play(scene) == [[NOOR, ELIS]] * 2


def test_until_both_open_it_a_page_has_its_own_words_alone():
    async def scene():
        one = await evening()
        sitting = await both_sealed(one)
        await one.noor.post(f"/sittings/{sitting}", act="open")
        seen = [await steps.opened(one, name, sitting) for name in ("Noor", "Elis")]
        halves = [(await steps.told(one, "Noor", sitting))["words"][0]["seal"]["half"]]
        return seen, halves

    assert play(scene) == ([[NOOR], [ELIS]], [""])


LETTERS = "a-letter-about-one-thing"


async def seen_by_both(one, sitting):
    """What each page at /sealed shows of the sitting, in its words."""
    return [await steps.opened(one, name, sitting) for name in ("Noor", "Elis")]


async def letters_asked(one, **fields):
    await one.noor.post("/sittings", exercise=LETTERS, form="own-pace", **fields)
    begun = await one.elis.post("/sittings", exercise=LETTERS, form="own-pace")
    return one.sitting_of(begun)


async def pass_by(one, **time):
    """Time goes by, longer than anybody stays signed in."""
    one.house.clock.pass_by(**time)
    for name in ("Noor", "Elis"):
        who = steps.visitor(one, name)
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200


def test_something_deep_opens_at_the_hour_and_not_because_the_second_has_written():
    async def scene():
        one = await evening()
        sitting = await letters_asked(one, opens="2")
        await steps.seal(one, "Noor", sitting, NOOR)
        before = (await one.noor.get(f"/sittings/{sitting}")).text
        await steps.seal(one, "Elis", sitting, ELIS)
        assert (await one.noor.get(f"/sittings/{sitting}")).text == before
        await pass_by(one, days=1)
        early = await seen_by_both(one, sitting)
        await pass_by(one, days=2)
        return early, await seen_by_both(one, sitting)

    assert play(scene) == ([[NOOR], [ELIS]], [[NOOR, ELIS]] * 2)


def test_whoever_is_late_waits_for_the_same_hour_of_another_day():
    async def scene():
        one = await evening()
        sitting = await letters_asked(one, opens="1")
        await steps.seal(one, "Noor", sitting, NOOR)
        await pass_by(one, days=1, hours=12)
        await steps.seal(one, "Elis", sitting, ELIS)
        early = await seen_by_both(one, sitting)
        await pass_by(one, days=1)
        return early, await seen_by_both(one, sitting)

    assert play(scene) == ([[NOOR], [ELIS]], [[NOOR, ELIS]] * 2)


def test_both_read_the_hour_before_they_say_yes():
    async def scene():
        one = await evening()
        offered = (await one.noor.get(f"/exercises/{LETTERS}")).text
        await one.noor.post("/sittings", exercise=LETTERS, form="own-pace", opens="4")
        return offered, [(await who.get(f"/exercises/{LETTERS}")).text for who in (one.noor, one.elis)]

    offered, asked = play(scene)
    assert offered.count("<option") == 4
    assert all("What you both write opens on " in page for page in asked)


def test_words_and_their_seal_are_never_taken_together():
    async def scene():
        one = await evening()
        sitting = await one.agreed(LIST, "own-pace")
        sent = await steps.made(one, "Noor", sitting, NOOR)
        return [
            (await steps.post(one, "Noor", sitting, sent | change)).status
            for change in (
                {"words": NOOR},
                {"writing": 7},
                {"earliest": 7},
                {"second": sent["signature"]},
                {"tap": ""},
            )
        ]

    assert play(scene) == [400] * 5


def test_a_seal_made_for_one_place_is_taken_at_no_other():
    async def scene():
        one = await evening()
        other = await one.agreed("something-neither-has-done", "together")
        sitting = await one.agreed(LIST, "own-pace")
        sent = await steps.made(one, "Noor", sitting, NOOR)
        moved = sent | {"tap": (await steps.told(one, "Noor", other))["now"]["tap"]}
        return (await steps.post(one, "Noor", other, moved)).status, (
            await steps.post(one, "Elis", sitting, sent)
        ).status

    assert play(scene) == (400, 400)


def test_what_is_answered_or_alone_is_not_sealed():
    async def scene():
        one = await evening()
        sitting = await both_sealed(one)
        for name in ("Noor", "Elis"):
            await steps.visitor(one, name).post(f"/sittings/{sitting}", act="open")
        for name in ("Noor", "Elis"):
            await steps.visitor(one, name).post(f"/sittings/{sitting}", act="ready")
        return (await steps.told(one, "Noor", sitting))["now"]

    now = play(scene)
    assert (now["act"]["name"], now["seals"]) == ("respond", None)


def author_held():
    return replace(PLAIN, partner_hosts=True)


async def evening_hosted_by_one_of_them():
    one = await evening()
    app = web(one.house, author_held())
    one.app = one.noor.app = one.elis.app = app
    return one


def test_where_one_of_the_two_hosts_it_opens_only_with_what_each_brings():
    async def scene():
        one = await evening_hosted_by_one_of_them()
        sitting = await both_sealed(one)
        seen = []
        for name in ("Noor", "Elis"):
            plainly = await steps.visitor(one, name).post(f"/sittings/{sitting}", act="open")
            assert plainly.header("location") == f"/sealed#{sitting}"
        for name in ("Noor", "Elis"):
            page = await steps.told(one, name, sitting)
            assert len(page["promised"]) == 1
            sent = {
                "act": "open",
                "tap": page["now"]["tap"],
                "halves": await steps.halves(one, name, sitting),
            }
            assert (await steps.post(one, name, sitting, sent)).status == 200
            seen.append(await seen_by_both(one, sitting))
        return seen

    assert play(scene) == [[[NOOR], [ELIS]], [[NOOR, ELIS]] * 2]


def test_a_half_that_is_not_the_one_its_author_signed_is_refused():
    async def scene():
        one = await evening_hosted_by_one_of_them()
        sitting = await both_sealed(one)
        tap = (await steps.told(one, "Noor", sitting))["now"]["tap"]
        key = next(iter(await steps.halves(one, "Noor", sitting)))
        sent = {"act": "open", "tap": tap, "halves": {key: b64(bytes(32))}}
        return (await steps.post(one, "Noor", sitting, sent)).status

    assert play(scene) == 400


def test_taken_back_before_it_opens_nothing_of_it_lies_anywhere():
    async def scene():
        one = await evening()
        sitting = await one.agreed(LIST, "own-pace")
        sent = await steps.made(one, "Noor", sitting, NOOR)
        await steps.post(one, "Noor", sitting, sent)
        await one.noor.post(f"/sittings/{sitting}", act="take-back")
        page = await steps.told(one, "Noor", sitting)
        again = page["now"]["seals"] is not None
        rows = await one.house.home.store.read(next(iter(await logs_of(one))))
        return page["words"], again, max(len(row.locked) for row in rows) < 4096

    assert play(scene) == ([], True, True)


def test_opened_words_are_taken_back_for_good_from_the_cloth_too():
    async def scene():
        one = await evening()
        sitting = await both_sealed(one)
        for act, words in (
            ("open", ""),
            ("ready", ""),
            ("respond", "Yes."),
            ("respond", "Then."),
            ("skip", ""),
        ):
            await one.both(sitting, act, words)
        page = (await one.noor.get(f"/cloth/{sitting}")).text
        assert f"/sealed#{sitting}" in page
        key = re.findall(r'name="words" value="([^"]+)"', page)[0]
        read = await seen_by_both(one, sitting)
        await one.noor.post(f"/cloth/{sitting}/take-back", words=key)
        left = await seen_by_both(one, sitting)
        rows = await one.house.home.store.read(next(iter(await logs_of(one))))
        return [NOOR in each for each in read + left], sum(len(row.locked) > 4096 for row in rows)

    assert play(scene) == ([True, True, False, False], 1)


def test_after_a_parting_each_reads_what_had_opened_and_nothing_else():
    async def scene():
        one = await evening()
        sitting = await both_sealed(one)
        for name in ("Noor", "Elis"):
            await steps.visitor(one, name).post(f"/sittings/{sitting}", act="open")
        shut = await one.agreed("rules-of-our-own", "own-pace")
        await steps.seal(one, "Noor", shut, NOOR)
        await steps.seal(one, "Elis", shut, ELIS)
        await one.noor.post("/leave", leave="now")
        return await seen_by_both(one, sitting), await seen_by_both(one, shut)

    assert play(scene) == ([[NOOR, ELIS]] * 2, [[NOOR], [ELIS]])


def test_what_nobody_opened_in_four_weeks_is_gone_for_both_and_nothing_of_it_lies_anywhere():
    async def scene():
        one = await evening()
        sitting = await both_sealed(one)
        await pass_by(one, days=27)
        before = await seen_by_both(one, sitting)
        await pass_by(one, days=2)
        pages = []
        for who in (one.noor, one.elis):
            pages.append(
                ("/sittings/" in (await who.get("/today")).text, (await who.get(f"/sittings/{sitting}")).text)
            )
        gone = [
            (await steps.visitor(one, name).get(f"/sealed/{sitting}")).status for name in ("Noor", "Elis")
        ]
        log = next(iter(await logs_of(one)))
        rows = await one.house.home.store.read(log)
        return (
            before,
            pages,
            gone,
            max(len(row.locked) for row in rows),
            await one.house.home.store.boards(log),
        )

    before, pages, gone, longest, lying = play(scene)
    assert before == [[NOOR], [ELIS]]
    assert [asked for asked, _ in pages] == [False, False]
    assert all("This sitting is over" in page for _, page in pages)
    assert (gone, longest < 4096, list(lying)) == ([404, 404], True, [])


def test_until_the_other_looks_too_their_page_shows_as_little_and_no_half_is_given():
    async def scene():
        one = await evening()
        sitting = await both_sealed(one)
        for name in ("Noor", "Elis"):  # Opened from one side only.
            await steps.visitor(one, name).post(f"/sittings/{sitting}", act="open")
            break
        await pass_by(one, days=29)
        await one.noor.get("/today")
        mine = await steps.visitor(one, "Noor").get(f"/sealed/{sitting}")
        opens = await one.elis.post(f"/sittings/{sitting}", act="open")
        theirs = await one.elis.get(f"/sealed/{sitting}")
        lying = len(await one.house.home.store.boards(next(iter(await logs_of(one)))))
        return mine.status, opens.header("location"), theirs.status, lying

    assert play(scene)[0::2] == (404, 404)


def test_what_ran_out_can_be_asked_for_again_and_parting_works_over_it():
    async def scene():
        one = await evening()
        sitting = await both_sealed(one)
        await pass_by(one, days=29)
        again = await one.agreed(LIST, "own-pace")
        await steps.seal(one, "Noor", again, NOOR)
        shut = await one.agreed("rules-of-our-own", "own-pace")
        await steps.seal(one, "Elis", shut, ELIS)
        await pass_by(one, days=29)
        left = await one.noor.post("/leave", leave="now")
        return again != sitting, left.status < 400

    assert play(scene) == (True, True)


async def logs_of(one):
    opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    return [opened.couple.log.log]
