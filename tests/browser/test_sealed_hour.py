"""Two letters of a sitting where one of the two hosts: each holds half a key, and an hour lies before they open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.house import Later, faults, served_later, sign_in_again, two_phones
from browser.test_sealed_steps import Sitter

pytestmark = pytest.mark.browser

NOOR, ELIS = "I have never said how quiet it was.", "I knew, and I was quiet too."
LETTERS = "a-letter-about-one-thing"
EVENING = 20
BEFORE, SOON = timedelta(minutes=5), timedelta(seconds=3)
"""How long before the hour the two come back, and how long before it they look once more."""


@dataclass
class Hosted:
    """A server on which one of the two is the host, and the clock of everybody there."""

    server: Later

    def come_to(self, at: datetime, *sitters: Sitter) -> None:
        """It is that instant for the server and on both phones; both sign in again."""
        self.server.come_to(at)
        for one in sitters:
            one.page.goto("/away")
            one.page.clock.set_system_time(at)
            sign_in_again(one.page, self.server, one.name)

    def wait_until(self, at: datetime, *sitters: Sitter) -> None:
        """Time goes on to that instant, for pages that stay open; each has the server look at its clock."""
        self.server.come_to(at)
        for one in sitters:
            one.page.clock.set_system_time(at)
            assert one.page.context.request.get(one.page.url).ok


@pytest.fixture
def hosted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosted]:
    monkeypatch.setenv("WEFT_PARTNER_HOSTS", "yes")
    with served_later(tmp_path / "data") as server:
        yield Hosted(server)


@pytest.fixture
def two(browser: Browser, hosted: Hosted) -> Iterator[tuple[Sitter, Sitter]]:
    complaints: list[str] = []
    pages = two_phones(browser, hosted.server, complaints)
    noor, elis = Sitter(pages[0], "Noor"), Sitter(pages[1], "Elis")
    noor.ask(LETTERS)
    noor.sitting = elis.sitting = elis.agree(LETTERS)
    yield noor, elis
    for page in pages:
        page.context.close()
    assert [one for one in complaints if "Failed to" not in one] == []


def the_hour() -> datetime:
    """The first evening that is offered: tomorrow's."""
    tomorrow = datetime.now().astimezone() + timedelta(days=1)
    return tomorrow.replace(hour=EVENING, minute=0, second=0, microsecond=0)


def test_at_the_hour_open_pages_learn_of_it_and_it_opens_once_both_have_brought_their_half(
    two: tuple[Sitter, Sitter], hosted: Hosted
) -> None:
    noor, elis = two
    hour = the_hour()
    for one, words in ((noor, NOOR), (elis, ELIS)):
        one.look()
        expect(one.page.locator("body")).to_contain_text("opens at the hour you two chose")
        one.seal(words)
        assert one.look().page.get_by_role("link", name="Open it").count() == 0
    hosted.come_to(hour - BEFORE, noor, elis)
    for one in two:
        one.look()
        expect(one.page.locator("body")).not_to_contain_text("with your half of the key")
    hosted.wait_until(hour - SOON, noor, elis)
    for one in two:
        expect(one.page.get_by_role("link", name="Open it")).to_be_visible()
        assert faults(one.page) == []
    for one, own in ((noor, NOOR), (elis, ELIS)):
        one.page.get_by_role("link", name="Open it").click()
        one.opened().shows(own)
        one.page.locator("#act").click()
        expect(one.page.locator("#act")).to_be_hidden()
    for one in two:
        one.look().page.get_by_role("link", name=re.compile("^(Sealed: read|What is sealed)")).first.click()
        one.opened().shows(NOOR, ELIS)
