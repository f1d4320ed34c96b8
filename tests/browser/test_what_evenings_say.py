"""What evenings can say, in each of its states, on the phones of both: what one is told, and what the other is not.

Five couples on one server. Their diaries are laid in as entries, up to an evening whose date is always the same, so that the
same is said of them on any day. From then on the server's clock goes by a file, and nobody waits.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.house import CHROMIUM, Served, chromium, faults_by_day_and_night, phone
from couples import Clock, House
from visits import Evening, Visitor, plain_account, plain_sign_in, web
from web.test_found import invented, lived
from weft.core.journey.evening import Evening as Written
from weft.core.journey.evening import Item, as_written
from weft.keeper import experiments
from weft.keeper.opened import append
from weft.store.sqlite import SqliteStore
from weft.vault.server_key import ServerKey

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

LATER = str(Path(__file__).with_name("later.py"))
NOW = datetime(2026, 6, 18, 20, 0).astimezone()
COUPLES = (("Noor", "Elis"), ("Ada", "Ravi"), ("Kim", "Sol"), ("Lea", "Odd"), ("Mia", "Jon"))
PARTNER = {one: other for pair in COUPLES for one, other in (pair, pair[::-1])}
BOTH = (Item.NEAR, Item.DID)
STEADY = (94, 97, 99, 95, 100, 96, 98, 93)
OPTIONS = ("Walk first", "Cook first")
TRIAL = "/insight/experiment"
NEARER = "tended to feel nearer, in your evenings"
FURTHER = "tended to feel further off"


def apart(what: Callable[[House], Awaitable[None]], data: Path, now: datetime) -> None:
    """Something done with a server's files while it does not run; in a thread, as this one belongs to the browser."""

    async def run() -> None:
        house = House(SqliteStore.open(data), ServerKey.load_or_make(data / "server.key"), Clock(now))
        await what(house)
        await house.home.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, run()).result()


async def written(house: House) -> None:
    """The accounts of all five, and what each wrote in the evenings before."""
    app, home = web(house), house.home
    for at, names in enumerate(COUPLES):
        phones = [Visitor(app, address=f"192.0.2.{2 * at + side}") for side in (1, 2)]
        for who, name, dye in zip(phones, names, ("madder", "kendal"), strict=True):
            assert (await who.post_json("/begin", plain_account(name, dye, house))).status == 200
        two = [await home.sign_ins.open(who.cookies["k"]) for who in phones]
        assert two[0]
        assert two[1]
        await house.pair(two[0], two[1])
        for who in phones:
            await who.post("/compare", answer="same")
            await who.post("/evening/wanted", wanted="yes")
        one = Evening(house, app, *phones)
        for name in names:
            if diary := list(DIARIES.get(name, ())):
                await lived(one, name, iter(diary), *SHARES.get(name, ()))


DIARIES = {
    "Noor": invented(2, 14),
    "Elis": invented(3, 0),
    "Ada": invented(5, -22),
    "Ravi": invented(6, 0),
    "Kim": invented(13, 6),
    "Sol": [Written(0, STEADY[at % len(STEADY)], stress=at % 3) for at in range(60)],
    "Lea": [Written(0, 55)],
    "Odd": invented(3, 0, 12),
    "Mia": invented(2, 14),
    "Jon": invented(7, 14),
}
SHARES = {"Ada": BOTH, "Ravi": BOTH, "Mia": BOTH, "Jon": BOTH}


@dataclass
class Town:
    """The server, its clock, and a phone for whoever is asked for."""

    browser: Browser
    server: Served
    clock: Path
    complaints: list[str]
    phones: dict[str, Page] = field(default_factory=dict)

    @property
    def key(self) -> ServerKey:
        return ServerKey.load_or_make(self.server.data / "server.key")

    def to_day(self, day: int, hour: int = 20) -> None:
        """It is some day after the diaries, and whoever looks signs in again."""
        then = (NOW + timedelta(days=day)).replace(hour=hour)
        minutes = int((then - datetime.now().astimezone()).total_seconds()) // 60
        self.clock.write_text(str(minutes), encoding="utf-8")
        for one in self.phones.values():
            one.context.close()
        self.phones.clear()

    def of(self, name: str) -> Page:
        if name not in self.phones:
            page = self.phones[name] = phone(self.browser, self.server, self.complaints)
            sent = plain_sign_in(name, House(key=self.key))
            headers = {"sec-fetch-site": "same-origin"}
            assert page.context.request.post("/sign-in", data=sent, headers=headers).status == 200
        return self.phones[name]

    def look(self, name: str, path: str) -> Page:
        page = self.of(name)
        page.set_viewport_size({"width": 390, "height": 844})
        page.emulate_media(color_scheme="light")
        page.goto(path)
        return page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def town(browser: Browser, tmp_path_factory: pytest.TempPathFactory, complaints: list[str]) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("evenings")
    (folder / "data").mkdir()
    apart(written, folder / "data", NOW)
    clock = folder / "minutes"
    made = Town(browser, Served(folder / "data", program=(LATER, str(clock))), clock, complaints)
    made.to_day(0)
    made.server.start()
    yield made
    made.server.stop()


SAYS = {
    "Lea": ("first-day", "This is your first evening"),
    "Odd": ("too-little", "it is too early to say what goes with what"),
    "Elis": ("no-pattern", "No clear pattern yet"),
    "Kim": ("hint", "A hint, worth trying on purpose"),
    "Sol": ("too-steady", "that is good news"),
    "Ravi": ("hint", "Ada may have felt a little nearer"),
    "Noor": ("finding", NEARER),
    "Ada": ("finding", FURTHER),
}


@pytest.mark.parametrize("name", SAYS, ids=[f"{name}, {standing}" for name, (standing, _) in SAYS.items()])
def test_one_is_told_where_they_stand_and_the_other_is_told_nothing_of_it(town: Town, name: str) -> None:
    standing, says = SAYS[name]
    page = town.look(name, "/insight")
    expect(page.get_by_text(says).first).to_be_visible()
    found = page.locator(".told .lead")
    assert bool(found.count()) is (standing in {"hint", "finding"})
    assert bool(page.locator(".line").count()) is (standing != "first-day")
    told = [one for one in found.all_inner_texts() if " you " in one or " you may " in one]
    for sentence in told:
        assert "This is not proof of cause" in sentence
        assert re.search(r"\d+ evenings, \d+ left out", sentence)
    assert all(
        "Picture twenty equally likely answers" in each for each in page.locator(".told").all_inner_texts()
    )
    assert faults_by_day_and_night(page) == []
    for path in ("/insight", "/insight/both", "/today"):
        theirs = town.look(PARTNER[name], path).inner_text("body")
        assert not [one for one in told if one in theirs]
        assert FURTHER not in theirs or (PARTNER[name], path) == ("Ada", "/insight")  # Of Ada, to Ada alone.


def test_what_both_let_count_reads_alike_on_both_phones(town: Town) -> None:
    told = []
    for name in ("Mia", "Jon"):
        page = town.look(name, "/insight/both")
        told.append(sorted(page.locator(".told .lead").all_inner_texts()))
        assert any(NEARER in one for one in told[-1])
        assert page.locator(".line").count() == 0
        assert faults_by_day_and_night(page) == []
    assert told[0] == told[1]


def test_where_one_lets_nothing_count_both_are_told_alike_that_it_is_too_early(town: Town) -> None:
    for name in ("Noor", "Elis"):
        page = town.look(name, "/insight/both")
        expect(page.get_by_text("too early to say anything of you both")).to_be_visible()
        assert page.locator(".told").count() == 0
    assert faults_by_day_and_night(town.of("Noor")) == []


CONTRAST = """one => {
    const of = colour => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(part => {
        part /= 255; return part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4; });
        return .2126 * r + .7152 * g + .0722 * b; };
    const [light, dark] = [of(getComputedStyle(one).stroke), of(getComputedStyle(document.documentElement).backgroundColor)]
        .sort((a, b) => b - a);
    return (light + .05) / (dark + .05);
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_thread_of_a_fringe_and_the_edge_of_a_band_stand_out_by_day_and_by_night(
    town: Town, theme: str
) -> None:
    page = town.look("Kim", "/insight")
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    for kind in (".q .ye", ".q .ax", ".q .z", ".t .band", ".t .w-left"):
        assert page.locator(kind).first.evaluate(CONTRAST) >= 3, kind
    page.goto("/insight")
    page.locator(".q .ye").first.evaluate("one => one.setAttribute('class', 'no')")
    assert page.locator(".q .no").first.evaluate(CONTRAST) >= 3


# ---------------------------------------------------------------- an experiment, from the asking to what came of it


def test_an_experiment_is_asked_for_and_answered_and_begins_tomorrow(town: Town) -> None:
    lea = town.look("Lea", TRIAL)
    assert faults_by_day_and_night(lea) == []
    lea = town.look("Lea", TRIAL)
    lea.fill("#one", OPTIONS[0])
    lea.fill("#other", OPTIONS[1])
    lea.get_by_role("button", name=re.compile("^Propose it")).click()
    expect(lea.get_by_role("heading", name="You proposed")).to_be_visible()
    assert faults_by_day_and_night(lea) == []
    odd = town.look("Odd", "/today")
    odd.get_by_role("link", name="Lea would like to try something").click()
    expect(odd.get_by_role("heading", name="Lea would like to try")).to_be_visible()
    assert faults_by_day_and_night(odd) == []
    odd = town.look("Odd", TRIAL)
    odd.get_by_role("button", name=re.compile("^Yes, draw the order")).click()
    expect(odd.get_by_role("heading", name="It begins tomorrow")).to_be_visible()
    expect(town.look("Lea", TRIAL).get_by_role("heading", name="It begins tomorrow")).to_be_visible()


def test_each_day_of_it_shows_both_what_was_drawn_and_nothing_of_how_it_goes(town: Town) -> None:
    town.to_day(1)
    for name in ("Lea", "Odd"):
        page = town.look(name, "/today")
        page.get_by_role("link", name=re.compile("^Drawn for today: (Walk|Cook) first")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^(Walk|Cook) first$"))
        assert page.locator(".told").count() == 0
    assert faults_by_day_and_night(town.of("Lea")) == []
    drawn = [town.look(name, "/evening").locator(".drawn-for").inner_text() for name in ("Lea", "Odd")]
    assert drawn[0] == drawn[1]


async def evenings_of_it(house: House) -> None:
    """Lea's evenings of the experiment: the second option lifts them by twenty points."""
    app = web(house)
    who = Visitor(app)
    assert (await who.post_json("/sign-in", plain_sign_in("Lea", house))).status == 200
    lea = await house.home.sign_ins.open(who.cookies["k"])
    assert lea
    latest = experiments.experiments(lea).latest
    assert latest
    around = (cycle((-5, 4, -2, 3, 0)), cycle((3, -4, 5, -1, -3)))
    near = [50 + 20 * option + next(around[option]) for option in latest.order]
    some = [as_written(Written(latest.first + at, value)) for at, value in enumerate(near) if at % 9]
    await append(house.store, lea, lea.own, some, house.clock())


def test_when_it_is_over_each_is_told_what_came_of_their_own_evenings(town: Town) -> None:
    town.to_day(30)
    town.server.stop()
    apart(evenings_of_it, town.server.data, NOW + timedelta(days=30))
    town.server.start()
    page = town.look("Lea", TRIAL)
    expect(page.get_by_text("Cook first made a difference for you: probably")).to_be_visible()
    assert page.locator(".q").count() == 1
    assert faults_by_day_and_night(page) == []
    theirs = town.look("Odd", TRIAL)
    expect(theirs.get_by_text("Evenings of yours that are in this: 0.")).to_be_visible()
    assert "made a difference" not in theirs.inner_text("body")
    assert faults_by_day_and_night(theirs) == []


# ---------------------------------------------------------------- two slow taps


def pressed_slowly(page: Page, what: Locator) -> None:
    """A thumb that comes down, stays for four tenths of a second, and goes; the browser is told so, and nobody waits."""
    what.scroll_into_view_if_needed()
    box = what.bounding_box()
    assert box
    assert box["height"] >= 44
    at = {"x": box["x"] + box["width"] * 0.6, "y": box["y"] + box["height"] / 2}
    line = page.context.new_cdp_session(page)
    down = datetime.now().timestamp()
    line.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at], "timestamp": down})
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": [], "timestamp": down + 0.4})
    line.detach()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_two_slow_taps_on_a_phone_are_a_whole_evening(town: Town, script: bool) -> None:
    town.to_day(31 if script else 32)
    context = town.browser.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        base_url=town.server.origin,
        java_script_enabled=script,
    )
    sent = plain_sign_in("Kim", House(key=town.key))
    assert (
        context.request.post("/sign-in", data=sent, headers={"sec-fetch-site": "same-origin"}).status == 200
    )
    page = context.new_page()
    page.goto("/today")
    pressed_slowly(page, page.get_by_role("link", name=re.compile("^This evening")))
    page.wait_for_url("**/evening")
    keep, skip = (page.get_by_role("button", name=re.compile(f"^{one}")) for one in ("Keep", "Leave"))
    for one in (page.locator(".run").first, keep, skip):
        box = one.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 844, (
            "all that an evening takes is in view, and so is leaving it out"
        )
    pressed_slowly(page, page.locator(".run").first)
    pressed_slowly(page, keep)
    expect(page.get_by_role("heading", name="This evening is kept")).to_be_visible()
    page.goto("/evening/mine")
    assert re.search(r"\d+ of a hundred", page.locator(".tiny").first.get_attribute("aria-label") or "")
    context.close()


def test_every_part_of_an_evening_is_within_two_taps_of_today(town: Town) -> None:
    page = town.look("Mia", "/today")
    page.get_by_role("link", name=re.compile("^This evening")).click()
    for name in ("near", "did", "met", "stress", "hours"):
        assert page.locator(f"input[name={name}]").first.evaluate("one => one.checkVisibility()"), name
    share = page.locator("input[name=share]")
    assert not share.first.evaluate("one => one.checkVisibility()")
    page.get_by_text(re.compile("^(It all stays with you|Counts for you both)")).click()
    assert share.count() == 5
    assert share.first.evaluate("one => one.checkVisibility()")
    assert page.get_by_role("textbox").count() == 0
