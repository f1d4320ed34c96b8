"""Sealed letters as two people meet them: each on a phone of their own, opened to both or to nobody."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import SLOWLY, Served, faults, served, two_phones
from browser.test_notebook import HIDE
from couples import Clock, phrase
from visits import PLAIN
from weft.assemble import make_home, open_store, server_key
from weft.core.seal.state import Holding, Phase
from weft.keeper import seal_hours
from weft.keeper.home import Home
from weft.keeper.seal_rows import put, read

pytestmark = pytest.mark.browser

NOOR, ELIS = "I was afraid you would laugh.", "I have wanted to ask for a year."


@dataclass
class Letters:
    """The page of one of the two."""

    page: Page
    name: str

    def opened(self) -> "Letters":
        self.page.goto("/letters")
        self.page.fill("#passphrase", phrase(self.name))
        self.page.get_by_role("button", name="Open").click()
        expect(self.page.locator("#open")).to_be_visible(timeout=SLOWLY)
        return self

    def letter(self) -> "Letters":
        self.page.locator("#list button").first.click()
        expect(self.page.locator("#letter")).to_be_visible()
        return self

    def ask(self, holding: str, hours: int) -> None:
        """Ask for one that opens some hours from now, by the clock of this page."""
        self.page.get_by_role("button", name="Ask for a letter each").click()
        then = datetime.fromtimestamp(self.page.evaluate("Date.now()") / 1000) + timedelta(hours=hours)
        self.page.fill("#when", f"{then:%Y-%m-%dT%H:%M}")
        self.page.check(f"input[value={holding}]")
        self.page.get_by_role("button", name="Ask", exact=True).click()
        self.back_on_the_list()

    def seal(self, words: str) -> None:
        self.letter().page.fill("#text", words)
        self.page.get_by_role("button", name="Seal").click()
        self.back_on_the_list()

    def press(self, name: str) -> None:
        self.letter().page.get_by_role("button", name=name).click()
        self.back_on_the_list()

    def back_on_the_list(self) -> None:
        expect(self.page.locator("#open")).to_be_visible()

    @property
    def said(self) -> str:
        return self.page.locator("#list button").first.locator(".cap").inner_text()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("letters") / "data") as server:
        yield server


@pytest.fixture(scope="module")
def two(browser: Browser, server: Served) -> Iterator[tuple[Letters, Letters]]:
    """Noor and Elis, who share a cloth, each on a phone."""
    complaints: list[str] = []
    pages = two_phones(browser, server, complaints)
    yield Letters(pages[0], "Noor"), Letters(pages[1], "Elis")
    for page in pages:
        page.context.close()
    assert [one for one in complaints if "Failed to" not in one] == []


def let_time_pass(server: Served, **time: float) -> None:
    """The server rests, and the hour comes while it does: it does what is due as it starts."""
    while_it_rests(server, seal_hours.begin, **time)


def while_it_rests(server: Served, what: Callable[[Home], Awaitable[None]], **time: float) -> None:
    """Something done with its files and its key, as whoever runs it could."""

    async def done() -> None:
        settings = replace(PLAIN, data=server.data)
        clock = Clock(datetime.now(UTC) + timedelta(**time))
        home = make_home(open_store(settings), server_key(settings), clock)
        await what(home)
        await home.close()

    server.stop()
    with ThreadPoolExecutor(1) as beside:  # the browser has a loop of its own in this thread
        beside.submit(asyncio.run, done()).result()
    server.start()


async def other_terms(home: Home) -> None:
    """Letters under way are held by the server from now on, whatever both agreed to."""
    for row in await home.store.living_exchanges():
        before = await read(home, row)
        if before.state.phase is Phase.OPEN:
            terms = replace(before.state.terms, holding=Holding.SERVER)
            await put(home, before, replace(before.state, terms=terms), before.ticked, [], [])


def begun(two: tuple[Letters, Letters], holding: str, hours: int) -> tuple[Letters, Letters]:
    noor, elis = two
    noor.opened().ask(holding, hours)
    elis.opened().press("Yes, a letter each")
    noor.opened()
    return two


def test_both_open_at_the_hour_and_until_then_nothing_tells(
    two: tuple[Letters, Letters], server: Served
) -> None:
    noor, elis = begun(two, "server", 3)
    noor.seal("Only a first try.")
    noor.letter()
    expect(noor.page.locator("#text")).to_have_value("Only a first try.")
    noor.page.get_by_role("button", name="Back", exact=True).click()
    noor.seal(NOOR)
    before = noor.opened().page.locator("main").inner_html()
    elis.opened().seal("Something else.")
    elis.press("Take mine back")
    elis.seal(ELIS)
    assert noor.opened().page.locator("main").inner_html() == before
    let_time_pass(server, hours=4)
    for one, theirs in ((noor, ELIS), (elis, NOOR)):
        one.opened().letter()
        expect(one.page.locator("#their-words")).to_have_text(theirs)
        expect(one.page.locator("#writing")).to_be_hidden()


def test_an_open_letter_is_taken_back_and_the_others_page_is_as_if_it_had_not_been_written(
    two: tuple[Letters, Letters],
) -> None:
    noor, elis = two
    page = noor.opened().letter().page
    page.get_by_role("button", name="Take mine back").click()
    expect(page.locator("#about")).to_contain_text("from here for good")
    assert faults(page) == []
    page.get_by_role("button", name="Take mine back for good").click()
    noor.back_on_the_list()
    page = noor.letter().page
    expect(page.locator("#their-words")).to_have_text(ELIS)
    expect(page.locator("#from-me")).to_be_hidden()
    assert NOOR not in page.content()
    page = elis.opened().letter().page
    expect(page.locator("#my-words")).to_have_text(ELIS)
    expect(page.locator("#from-them")).to_be_hidden()
    expect(page.locator("#trouble")).to_be_hidden()
    assert NOOR not in page.content()


def test_kept_by_each_it_opens_the_day_after_both_came_back(
    two: tuple[Letters, Letters], server: Served
) -> None:
    noor, elis = begun(two, "author", 6)
    noor.seal(NOOR)
    elis.opened().seal(ELIS)
    let_time_pass(server, hours=7)
    for one in (noor, elis):
        one.page.clock.set_fixed_time(datetime.now() + timedelta(hours=8))
        with one.page.expect_request(lambda asked: '"act":"hand"' in (asked.post_data or "")):
            one.opened()
        assert "day after both" in one.said
    let_time_pass(server, days=1, hours=7)
    noor.opened().letter()
    expect(noor.page.locator("#their-words")).to_have_text(ELIS)


def test_hidden_the_page_closes_and_lets_go_of_every_word(two: tuple[Letters, Letters]) -> None:
    noor, _ = two
    page = noor.opened().letter().page
    page.evaluate(HIDE)
    expect(page.locator("#closed")).to_be_visible()
    assert not re.search("afraid|wanted to ask", page.content())


def test_a_wrong_passphrase_opens_nothing(two: tuple[Letters, Letters]) -> None:
    page = two[0].page
    page.goto("/letters")
    page.fill("#passphrase", "not the heron at all")
    page.get_by_role("button", name="Open").click()
    expect(page.locator("#trouble")).to_contain_text("doesn’t open this page", timeout=SLOWLY)


def test_the_server_is_sent_no_word(two: tuple[Letters, Letters]) -> None:
    noor, _ = two
    sent: list[str] = []
    noor.page.on("request", lambda asked: sent.append(asked.url + (asked.post_data or "")))
    begun(two, "server", 9)
    noor.seal("The marmoset of Valparaiso")
    assert any('"act":"seal"' in one for one in sent)
    assert not any("marmoset" in one or phrase("Noor") in one for one in sent)


def test_who_holds_the_key_is_said_before_anything_is_sealed_and_other_terms_are_noticed_after(
    two: tuple[Letters, Letters], server: Served
) -> None:
    """Whoever runs the server and is the other of the two could change the terms, and with them who can open early."""
    noor, elis = two
    noor.opened().ask("author", 20)
    elis.opened().letter()
    expect(elis.page.locator("#about")).to_contain_text("each of you keeps the second half")
    elis.opened().press("Yes, a letter each")
    noor.opened().seal("Not for the server.")
    while_it_rests(server, other_terms)
    page = noor.opened().page
    page.locator("#list button").first.click()
    expect(page.locator("#trouble")).to_contain_text("not what was sealed")
    assert "Not for the server" not in page.content()
    page = elis.opened().letter().page
    expect(page.locator("#about")).to_contain_text("the server keeps the second half")
