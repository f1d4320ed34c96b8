"""An evening planned through two phones, Elis's without any script, and lived: the server's clock goes on, nobody waits."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import CHROMIUM, Later, phone, see, served_later, sign_in_again, two_phones

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

THREE = (datetime.now() + timedelta(days=1)).replace(hour=15, minute=0)
"""The afternoon it is on the server: tomorrow's."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Later]:
    with served_later(tmp_path_factory.mktemp("plans") / "data", THREE) as one:
        yield one


@pytest.fixture(scope="module")
def two(browser: Browser, server: Later, complaints: list[str]) -> tuple[Page, Page]:
    """Noor with scripts, and Elis on a phone that runs none."""
    noor, elis = two_phones(browser, server, complaints)
    kept = elis.context.storage_state()
    return noor, phone(browser, server, complaints, script=False, signed_in=kept)


def test_an_idea_is_planned_agreed_to_and_looked_forward_to(two: tuple[Page, Page]) -> None:
    noor, elis = two
    noor.goto("/ideas")
    noor.get_by_role("link", name=re.compile("^Plan this")).first.click()
    expect(noor.locator("#title")).not_to_be_empty()
    noor.fill("#title", "Pie by the river")
    noor.fill("#day-0", f"{THREE:%Y-%m-%d}")
    noor.fill("#from-0", "14:00")
    noor.fill("#till-0", "17:00")
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
    server: Later, two: tuple[Page, Page]
) -> None:
    noor, elis = two
    server.come_to(THREE.replace(hour=18))
    for page, name in ((noor, "Noor"), (elis, "Elis")):
        sign_in_again(page, server, name)
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
