"""An evening planned through two phones, Elis's without any script, and lived: the server's clock goes on, nobody waits."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import CHROMIUM, Served, begin, chromium, faults, join, phone

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

COMPLAINTS: list[str] = []
LATER = str(Path(__file__).with_name("later.py"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    one = Served(tmp_path_factory.mktemp("plans"), program=(LATER, "0")).start()
    yield one
    one.stop()


@pytest.fixture(scope="module")
def two(browser: Browser, server: Served) -> tuple[Page, Page]:
    """Noor with scripts, and Elis on a phone that runs none."""
    noor, elis = (phone(browser, server, COMPLAINTS) for _ in "12")
    begin(noor, "Noor", "madder")
    begin(elis, "Elis", "kendal")
    join(noor, elis)
    without = phone(browser, server, COMPLAINTS, script=False, signed_in=elis.context.storage_state())
    return noor, without


def see(page: Page, path: str = "") -> None:
    """A page as it stands, on a phone that runs scripts: nothing axe finds, by day and by night, on a phone and on a wide screen."""
    page.goto(path or page.url)
    for scheme, wide in (("light", False), ("dark", False), ("light", True), ("dark", True)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": 1280, "height": 900} if wide else {"width": 390, "height": 844})
        assert faults(page) == [], (path, scheme, wide)
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="light")


def test_an_idea_is_planned_agreed_to_and_looked_forward_to(two: tuple[Page, Page]) -> None:
    noor, elis = two
    noor.goto("/ideas")
    noor.get_by_role("link", name=re.compile("^Plan this")).first.click()
    expect(noor.locator("#title")).not_to_be_empty()
    noor.fill("#title", "Pie by the river")
    begins, till = (datetime.now() + timedelta(minutes=minutes) for minutes in (-60, 5))
    noor.fill("#day-0", f"{begins:%Y-%m-%d}")
    noor.fill("#from-0", f"{begins:%H:%M}")
    noor.fill("#till-0", f"{till:%H:%M}")
    noor.get_by_role("button", name=re.compile("^Offer it")).click()
    expect(noor.get_by_text("hasn’t answered")).to_be_visible()
    see(noor)
    elis.goto("/today")
    elis.get_by_role("link", name="Noor offers: Pie by the river").click()
    elis.get_by_role("button", name=re.compile("^Yes, then")).click()
    for page in (elis, noor):
        page.goto(elis.url)
        expect(page.get_by_role("heading", name="You both said yes")).to_be_visible()
    see(noor)
    for page, words in ((noor, "The crust."), (elis, "Your hat.")):
        page.fill("#forward", words)
        page.get_by_label(re.compile("^Open it that day")).check()
        page.get_by_role("button", name=re.compile("^Keep it")).click()
    for page in (elis, noor):
        page.goto(elis.url)
        for words in ("The crust.", "Your hat."):
            expect(page.get_by_text(words)).to_be_visible()
    see(noor, "/plans")


def test_a_calendar_is_given_an_address_that_is_shown_once(two: tuple[Page, Page]) -> None:
    noor, elis = two
    see(noor, "/plans/own")
    elis.goto("/plans/own")
    elis.get_by_role("button", name=re.compile("^Make an address")).click()
    address = elis.locator(".address code").inner_text()
    bare = elis.context.browser
    assert bare is not None
    program = bare.new_context()  # A program that has nothing but the address.
    answer = program.request.get(address)
    assert answer.ok
    assert "SUMMARY:Kept free" in answer.text()
    assert program.request.get(address.replace(".ics", "x.ics")).status == 404
    elis.goto("/plans/own")
    expect(elis.get_by_text(address)).to_have_count(0)
    elis.get_by_role("button", name="Stop it").click()
    assert program.request.get(address).status == 404


def test_when_it_is_over_it_is_a_moment_to_be_told_the_same_evening(
    server: Served, two: tuple[Page, Page]
) -> None:
    noor, elis = two
    server.stop()
    server.program = (LATER, "10")
    server.start()
    for page, words in ((noor, "Too hot, and we ate it."), (elis, "The gulls had the rest.")):
        page.goto("/today")
        page.get_by_role("link", name=re.compile("What it was for you")).click()
        expect(page.get_by_role("button", name="It did not happen")).to_be_visible()
        page.fill("#text", words)
        page.get_by_role("button", name=re.compile("^Keep my telling")).click()
        page.wait_for_url("**/moments/*")
    for page in (noor, elis):
        page.goto(elis.url)
        expect(page.get_by_text("Too hot, and we ate it.")).to_be_visible()
        expect(page.get_by_text("The gulls had the rest.")).to_be_visible()
        expect(page.get_by_role("button", name="It did not happen")).to_have_count(0)
    see(noor)
    see(noor, "/plans")
    see(noor, "/plans/new?day=2030-06-08&from=10:00&minutes=180")
    assert COMPLAINTS == []
