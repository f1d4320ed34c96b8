"""Together, in two minutes, two choose a rhythm; half a minute says an evening. Counted on the pages, not guessed.

What is counted is what a page asks of somebody: words to read, things to tap, fields to type in. How long that takes is
reckoned by the keystroke-level model (Card, Moran, Newell 1980, Communications of the ACM 23:396): 1.35 s to make up
one's mind, 1.1 s to point, 0.2 s to press. Reading is taken at 200 words a minute, which is slow (Brysbaert 2019,
Journal of Memory and Language 109: 238 for most adults, 183 aloud). What two say to each other meanwhile takes as long as
it takes, and is in no sum of ours.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from visits import Evening, Visitor, evening

TAP_S = 1.35 + 1.1 + 0.2
WORDS_A_MINUTE = 200
TWO_MINUTES_S, HALF_A_MINUTE_S = 120, 30
LEFT_FOR_TALK_S = 10
"""Of the two minutes, at least."""
QUIET_WORDS = {"vh", "skip"}
HELD_BACK = {"svg", "script", "style", "nav"}
ALONE = {"input", "br", "hr", "meta", "link", "path", "line", "circle", "rect", "img"}


class Reading(HTMLParser):
    """The words somebody has before their eyes in the middle of a page, folds opened, and what a form must have typed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.within: list[bool] = []
        self.said: list[str] = []
        self.must_type: list[str] = []
        self.feed(page)

    @property
    def words(self) -> int:
        return len(re.findall(r"[\w’]+", " ".join(self.said)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        typed = tag == "textarea" or (tag == "input" and given.get("type", "text") == "text")
        if typed:
            self.said.append(given.get("placeholder") or "")
            self.must_type += [given.get("name") or ""] if "required" in given else []
        if tag in ALONE:
            return
        hidden = bool(QUIET_WORDS & set((given.get("class") or "").split())) or tag in HELD_BACK
        before = self.within[-1] if self.within else False
        self.within.append((before or tag == "main") and not hidden)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ALONE and self.within:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if self.within and self.within[-1]:
            self.said.append(data)


@dataclass
class Walk:
    """What somebody reads, taps and has to type on their way; or the two, one after the other."""

    words: int = 0
    taps: int = 0
    typed: list[str] = field(default_factory=list)

    async def read(self, who: Visitor, path: str, *, tapped: int = 1) -> str:
        """A page somebody came to with so many taps, and every word of it."""
        page = (await who.get(path)).text
        reading = Reading(page)
        self.words, self.taps = self.words + reading.words, self.taps + tapped
        self.typed += reading.must_type
        return page

    @property
    def seconds(self) -> float:
        return self.words / WORDS_A_MINUTE * 60 + self.taps * TAP_S


def played(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def chosen(one: Evening) -> Walk:
    """The two from Today to a season: every page read, every choice on it made anew, the dozen opened and read.

    Side by side, they read one phone and then the other. While Elis has theirs, Noor's says the same once more.
    """
    walk = Walk()
    walk.taps += 1  # Yours, in the bar at the foot.
    assert 'href="/season"' in (await one.noor.get("/yours")).text
    page = await walk.read(one.noor, "/season")
    assert 'href="/season/choose"' in page
    await walk.read(one.noor, "/season/choose")
    walk.taps += 1 + 2 + 2 + 1  # How much, two days, two to leave alone, how long.
    walk.taps += 2  # The dozen is opened, and one of it chosen.
    fields = {"pace": "light", "days": "1", "quiet": "4", "length": "35"}
    sent = await one.noor.post("/season/choose", **fields, purpose="Be kinder when we are tired")
    assert sent.status == 303
    walk.taps += 1
    assert 'href="/season"' in (await one.elis.get("/today")).text
    asked = await walk.read(one.elis, "/season")
    key = re.findall(r'name="key" value="(\w+)"', asked)[0]
    walk.taps += 1
    assert (await one.elis.post("/season", act="agree", key=key)).status == 303
    for who in (one.noor, one.elis):
        assert "Be kinder when we are tired" in (await who.get("/season")).text
    return walk


def test_two_choose_a_rhythm_and_a_season_in_two_minutes_and_have_some_of_them_to_talk() -> None:
    async def scene(one: Evening) -> None:
        walk = await chosen(one)
        assert walk.seconds < TWO_MINUTES_S - LEFT_FOR_TALK_S, walk

    played(scene)


def test_none_of_it_has_to_be_typed() -> None:
    async def scene(one: Evening) -> None:
        assert (await chosen(one)).typed == []

    played(scene)


def test_whoever_leaves_all_as_it_stands_taps_three_times_for_a_rhythm_and_the_other_twice() -> None:
    async def scene(one: Evening) -> None:
        page = (await one.noor.get("/season/choose")).text
        offers = re.findall(r'name="purpose" value="([^"]+)"', page)
        stands = dict(re.findall(r'name="(pace|length)" value="(\w+)" checked', page))
        assert stands == {"pace": "middle", "length": "28"}
        sent = await one.noor.post(
            "/season/choose", **stands, purpose=offers[0]
        )  # Open the dozen, one of it, propose.
        assert sent.status == 303
        assert "proposes a rhythm" in (await one.elis.get("/today")).text
        assert (await one.elis.get("/season")).text.count("Yes, like this") == 1

    played(scene)


def test_an_evening_is_said_in_half_a_minute_once_its_words_are_known() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/evening/wanted", wanted="yes")
        page = (await one.noor.get("/evening")).text
        assert Reading(page).must_type == []
        whole = Walk(taps=1 + 2 + 1 + 1 + 1 + 1)  # The thread, two that happened, met, stress, hours, keep.
        assert whole.seconds < HALF_A_MINUTE_S
        first = Walk(words=Reading(page).words, taps=whole.taps)
        assert first.seconds < 2 * HALF_A_MINUTE_S, first

    played(scene)


def test_all_five_parts_of_an_evening_stand_unfolded_one_tap_from_today_and_two_taps_are_enough() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/evening/wanted", wanted="yes")
        assert 'href="/evening"' in (await one.noor.get("/today")).text
        page = (await one.noor.get("/evening")).text
        unfolded, folded = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL), page
        for name in ("near", "did", "met", "stress", "hours"):
            assert f'name="{name}"' in unfolded, name
        assert 'name="share"' not in unfolded
        assert folded.count('name="share"') == 5
        assert folded.count("<details") == 1
        assert (await one.noor.post("/evening", near="60")).status == 303  # The thread, and Keep.
        assert "This evening is kept" in (await one.noor.get("/evening")).text
        assert (await one.noor.post("/evening", act="skip")).status == 303  # Or one tap.
        assert "This evening is left out" in (await one.noor.get("/evening")).text

    played(scene)
