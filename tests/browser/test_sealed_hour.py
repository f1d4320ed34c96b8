"""Two letters of a sitting where one of the two hosts: each holds half a key, and an hour lies before they open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.house import Served, chromium, faults, two_phones
from browser.test_sealed_steps import Sitter
from couples import House
from visits import plain_sign_in
from weft.vault.server_key import ServerKey

pytestmark = pytest.mark.browser

NOOR, ELIS = "I have never said how quiet it was.", "I knew, and I was quiet too."
LETTERS = "a-letter-about-one-thing"
EVENING = 20
SOON = timedelta(seconds=12)
"""How long before the hour the two come back; what a busy machine needs to sign them in and show the page."""

SERVED = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from weft.assemble import make_home
from weft.cli import main, serve

ahead = Path(sys.argv.pop(1))
clock = lambda: datetime.now(UTC) + timedelta(seconds=float(ahead.read_text()))
serve.make_home = lambda store, key, **more: make_home(store, key, clock, **more)
sys.exit(main.main(sys.argv[1:]))
"""
"""``weft serve`` by a clock that is as many seconds ahead as a file says."""


@dataclass
class Hosted:
    """A server on which one of the two is the host, and the clock of everybody there."""

    server: Served
    ahead: Path

    def come_to(self, at: datetime, *sitters: Sitter) -> None:
        """It is that instant for the server and on both phones; both sign in again."""
        by = at - datetime.now().astimezone()
        self.ahead.write_text(str(by.total_seconds()))
        house = House(key=ServerKey.load_or_make(self.server.data / "server.key"))
        for one in sitters:
            one.page.goto("/away")
            one.page.clock.set_system_time(at)
            sent, headers = plain_sign_in(one.name, house), {"sec-fetch-site": "same-origin"}
            assert one.page.request.post("/sign-in", data=sent, headers=headers).ok


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def hosted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosted]:
    monkeypatch.setenv("WEFT_PARTNER_HOSTS", "yes")
    ahead = tmp_path / "ahead"
    ahead.write_text("0")
    server = Served(tmp_path / "data", program=("-c", SERVED, str(ahead))).start()
    yield Hosted(server, ahead)
    server.stop()


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
    hosted.come_to(hour - SOON, noor, elis)
    for one in two:
        one.look()
        expect(one.page.locator("body")).not_to_contain_text("with your half of the key")
    for one in two:
        expect(one.page.get_by_role("link", name="Open it")).to_be_visible(timeout=60_000)
        assert faults(one.page) == []
    for one, own in ((noor, NOOR), (elis, ELIS)):
        one.page.get_by_role("link", name="Open it").click()
        assert one.opened().said == [own]
        one.page.locator("#act").click()
        expect(one.page.locator("#act")).to_be_hidden()
    for one in two:
        one.look().page.get_by_role("link", name=re.compile("^(Sealed: read|What is sealed)")).first.click()
        assert one.opened().said == [NOOR, ELIS]
