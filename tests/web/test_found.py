"""From invented diaries, by entries and through the process, to the page: a finding, an experiment that made a difference."""

import asyncio
import re
from collections.abc import Iterator
from itertools import cycle

import numpy as np

from visits import Answer, Evening, evening, plain_sign_in
from weft.core.journey.evening import Evening as Written
from weft.core.journey.evening import Item, as_written, to_share
from weft.core.practice import Practice
from weft.keeper import evenings, experiments
from weft.keeper.opened import Opened, append

DAYS = 150
TRIAL = "/insight/experiment"
OPTIONS = ("Walk first", "Cook first")


def invented(seed: int, effect: float, days: int = DAYS) -> Iterator[Written | None]:
    """A diary in which talk lifts the day after by so many points; a fifth of evenings is missing."""
    dice, done = np.random.default_rng(seed), False
    for _ in range(days):
        near = int(np.clip(55 + effect * done + 9 * dice.normal(), 0, 100))
        did = {Practice.TALK} if dice.random() < 0.4 else set()
        did |= {one for one in Practice if one is not Practice.TALK and dice.random() < 0.4}
        done = Practice.TALK in did
        yield (
            Written(0, near, None, frozenset(did), int(dice.integers(0, 4))) if dice.random() < 0.8 else None
        )


async def opened(one: Evening, name: str) -> Opened:
    who = one.noor if name == "Noor" else one.elis
    assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200
    found = await one.house.home.sign_ins.open(who.cookies["k"])
    assert found
    return found


async def lived(one: Evening, name: str, diary: Iterator[Written | None], *shares: Item) -> None:
    """Lay a diary into somebody's logs, up to yesterday."""
    who, home = await opened(one, name), one.house.home
    written = list(diary)
    first = evenings.tonight(home) - len(written)
    dated = [
        Written(first + at, each.near, None, each.did, each.stress, shares=frozenset(shares))
        for at, each in enumerate(written)
        if each
    ]
    await append(home.store, who, who.own, [as_written(each) for each in dated], one.house.clock())
    told = [shared for each in dated if (shared := to_share(each))]
    if told:
        await append(home.store, who, who.log, told, one.house.clock())
        home.tell(who.log.log)


def test_a_real_finding_stands_on_the_page_with_its_days_and_its_range() -> None:
    async def run() -> None:
        one = await evening()
        await one.noor.post("/evening/wanted", wanted="yes")
        await lived(one, "Noor", invented(2, 14))
        page = (await one.noor.get("/insight")).text
        said = re.search(
            r"On days after talking honestly, you tended to feel nearer, in your evenings: probably (\d+) to (\d+) "
            r"points of a hundred\. (\d+) evenings, (\d+) left out\. This is not proof of cause\.",
            page,
        )
        assert said
        low, high, days, missing = map(int, said.groups())
        assert low < 14 < high + 6
        assert low < high
        assert days + missing == DAYS - 1
        assert "Picture twenty equally likely answers." in page
        assert "tended to feel nearer" not in (await one.elis.get("/insight")).text

    asyncio.run(run())


def test_what_both_let_count_is_found_on_the_page_of_both_and_reads_alike_for_either() -> None:
    async def run() -> None:
        one = await evening()
        for name, seed in (("Noor", 2), ("Elis", 7)):
            await lived(one, name, invented(seed, 14), Item.NEAR, Item.DID)
        pages = [await who.get("/insight/both") for who in (one.noor, one.elis)]
        assert all("tended to feel nearer" in page.text for page in pages)
        assert _links(pages[0]) == _links(pages[1])
        counted = [re.search(r"(\d+) evenings, (\d+) left out", one) for one in _links(pages[0])]
        assert all(one and int(one[2]) > 9 for one in counted), (
            "a fifth of evenings is missing, and it says so"
        )

    asyncio.run(run())


def _links(page: Answer) -> set[str]:
    return set(re.findall(r"On days after [^<]*not proof of cause\.", page.text))


def test_where_nothing_is_true_the_page_says_no_clear_pattern_yet() -> None:
    async def run() -> None:
        one = await evening()
        await lived(one, "Noor", invented(3, 0))
        page = (await one.noor.get("/insight")).text
        assert "tended to feel" not in page
        assert "No clear pattern yet" in page or "A hint" in page

    asyncio.run(run())


async def tried(one: Evening, lift: int) -> None:
    """An experiment agreed to and lived to its end, in which the second option lifts Noor's evenings by so much."""
    await one.noor.post(TRIAL, act="ask", one=OPTIONS[0], other=OPTIONS[1], span="day")
    key = re.search(r'name="key" value="(\w+)"', (await one.elis.get(TRIAL)).text)
    assert key
    await one.elis.post(TRIAL, act="agree", key=key[1])
    one.house.clock.pass_by(days=29)
    noor = await opened(one, "Noor")
    latest = experiments.experiments(noor).latest
    assert latest is not None
    # The order is drawn in earnest, so both options get the same evenings, up and down: what is found is the lift.
    around = (cycle((-5, 4, -2, 3, 0)), cycle((-5, 4, -2, 3, 0)))
    near = [50 + lift * option + next(around[option]) for option in latest.order]
    some = [as_written(Written(latest.first + at, value)) for at, value in enumerate(near) if at % 9]
    await append(one.house.store, noor, noor.own, some, one.house.clock())
    await opened(one, "Elis")


def test_a_finished_experiment_names_what_made_a_difference_and_only_to_whom_it_did() -> None:
    async def run() -> None:
        one = await evening()
        await tried(one, 20)
        page = (await one.noor.get(TRIAL)).text
        said = re.search(
            r"Cook first made a difference for you: probably (\d+) to (\d+) points of a hundred", page
        )
        assert said
        assert 0 < int(said[1]) <= 20 <= int(said[2])
        theirs = (await one.elis.get(TRIAL)).text
        assert "made a difference" not in theirs
        assert "Evenings of yours that are in this: 0." in theirs

    asyncio.run(run())


def test_what_came_of_an_earlier_one_can_be_looked_at_again_by_each_for_themself() -> None:
    async def run() -> None:
        one = await evening()
        await tried(one, 20)
        assert "Tried before" not in (await one.noor.get(TRIAL)).text
        await one.noor.post(TRIAL, act="ask", one="Tea", other="Coffee", span="day")
        asked = (await one.elis.get(TRIAL)).text
        key = re.search(r'name="key" value="(\w+)"', asked)
        assert key
        await one.noor.post(TRIAL, act="take-back")
        again = re.search(r"/insight/experiment\?of=\w+", (await one.noor.get(f"{TRIAL}?new")).text)
        assert again
        assert "made a difference for you" in (await one.noor.get(again[0])).text
        assert "made a difference" not in (await one.elis.get(again[0])).text
        assert "Try something on purpose" in (await one.noor.get(f"{TRIAL}?of={'0' * 32}")).text

    asyncio.run(run())


def test_one_in_which_nothing_is_true_blames_nobody() -> None:
    async def run() -> None:
        one = await evening()
        await tried(one, 0)
        page = (await one.noor.get(TRIAL)).text
        assert "made a difference for you" not in page
        assert (
            "No difference that stands out from chance" in page or "Chance alone could well do this" in page
        )

    asyncio.run(run())


def test_ended_before_it_began_another_may_begin_at_once() -> None:
    async def run() -> None:
        one = await evening()
        await one.noor.post(TRIAL, act="ask", one=OPTIONS[0], other=OPTIONS[1], span="day")
        key = re.search(r'name="key" value="(\w+)"', (await one.elis.get(TRIAL)).text)
        assert key
        await one.elis.post(TRIAL, act="agree", key=key[1])
        await one.elis.post(TRIAL, act="end", key=key[1])
        assert (await one.noor.post(TRIAL, act="ask", one="Tea", other="Coffee", span="day")).status == 303
        assert "Tea" in (await one.elis.get(TRIAL)).text

    asyncio.run(run())
