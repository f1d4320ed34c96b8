"""A whole season through two phones: chosen together, lived in half minutes, looked at, ended and rested from.

The server's clock is set, and nobody waits. The weeks between are written as the pages would send them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import CHROMIUM, SAME_ORIGIN, Later, faults, see, served_later, sign_in_again, two_phones

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

PURPOSE = "Say the softer things, in small steps"
NEAR = (52, 61, 47, 70, 58, 66, 43, 55, 63, 59, 68, 50)
"""Evenings as they go, in no order anybody could find."""
SIX_WEEKS = 42


@dataclass
class Weeks:
    """The two phones, and the clock of the server."""

    server: Later
    noor: Page
    elis: Page

    def to_day(self, day: int) -> None:
        """It is eight in the evening of a day of the season, and both have signed in again."""
        self.server.come_to((datetime.now().astimezone() + timedelta(days=day)).replace(hour=20, minute=0))
        for page, name in ((self.noor, "Noor"), (self.elis, "Elis")):
            sign_in_again(page, self.server, name)

    def evening(self, page: Page, **fields: str | float | bool) -> None:
        """An evening kept, as the form sends it."""
        answer = page.context.request.post("/evening", headers=SAME_ORIGIN, max_redirects=0, form=fields)
        assert answer.status in {200, 303}, (answer.status, answer.text())


@pytest.fixture(scope="module")
def weeks(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, complaints: list[str]
) -> Iterator[Weeks]:
    with served_later(tmp_path_factory.mktemp("season") / "data") as server:
        made = Weeks(server, *two_phones(browser, server, complaints))
        made.to_day(0)
        yield made


def test_they_choose_it_together(weeks: Weeks) -> None:
    noor, elis = weeks.noor, weeks.elis
    noor.goto("/season")
    noor.get_by_role("link", name=re.compile("^Choose together")).click()
    noor.get_by_label(re.compile("^Light")).check(force=True)
    noor.get_by_label("Six weeks").check(force=True)
    noor.get_by_text("Or one of these").click()
    noor.get_by_label(PURPOSE).check(force=True)
    see_here(noor)
    noor.get_by_role("button", name=re.compile("^Propose it")).click()
    expect(noor.get_by_role("heading", name="You proposed")).to_be_visible()
    elis.goto("/season")
    see_here(elis)
    elis.get_by_role("button", name=re.compile("^Yes, like this")).click()
    for page in (elis, noor):
        page.goto("/season")
        expect(page.get_by_role("heading", name=PURPOSE)).to_be_visible()
    see(noor)


def see_here(page: Page) -> None:
    assert faults(page) == [], page.url


def test_the_half_minute_is_one_tap_from_today_and_two_make_an_evening(weeks: Weeks) -> None:
    noor, elis = weeks.noor, weeks.elis
    noor.goto("/today")
    noor.get_by_role("link", name=re.compile("^This evening")).click()
    noor.get_by_label("70 of a hundred towards near").check(force=True)
    noor.get_by_label("We talked honestly").check(force=True)
    see_here(noor)
    noor.get_by_text("It all stays with you").click()
    noor.get_by_label("How near I felt").check()
    noor.get_by_role("button", name=re.compile("^Keep this evening")).click()
    expect(noor.get_by_role("heading", name="This evening is kept")).to_be_visible()
    expect(noor.get_by_text("From Monday this much counts for you both: how near I felt")).to_be_visible()
    elis.goto("/evening")
    elis.get_by_role("button", name="Leave this evening out").click()
    expect(elis.get_by_text("That is a good answer")).to_be_visible()
    for page in (noor, elis):
        page.goto("/today")
        expect(page.get_by_role("link", name=re.compile("^This evening"))).to_have_count(0)


def test_on_the_first_days_there_is_nothing_to_say_yet(weeks: Weeks) -> None:
    see(weeks.noor, "/insight")
    expect(weeks.noor.locator(".lead.first-day")).to_be_visible()
    expect(weeks.noor.locator(".told")).to_have_count(0)
    see(weeks.elis, "/insight/both")
    expect(weeks.elis.get_by_text("too early to say anything of you both")).to_be_visible()


def lived(weeks: Weeks, days: range) -> None:
    """Evenings of these days: Noor lets nearness and what happened count, Elis keeps all, or leaves it out."""
    for day in days:
        weeks.to_day(day)
        did = (
            {"did": ("talk", "time", "affection")[(day * day + day // 3) % 3]}
            if NEAR[day * 5 % 12] % 2
            else {}
        )
        near = str(NEAR[day % 12])
        weeks.evening(weeks.noor, near=near, stress=str(day * 7 % 4), share="near", **did)
        if day % 4:
            weeks.evening(weeks.elis, near=str(NEAR[(day + 5) % 12]), met="60", **did)
        else:
            weeks.evening(weeks.elis, act="skip")


def test_after_ten_evenings_there_is_a_line_and_it_is_too_early_for_more(weeks: Weeks) -> None:
    lived(weeks, range(1, 11))
    see(weeks.noor, "/insight")
    expect(weeks.noor.locator(".lead.too-little")).to_be_visible()
    expect(weeks.noor.get_by_role("heading", name="Your line")).to_be_visible()
    expect(weeks.noor.locator(".told")).to_have_count(0)


def test_at_the_end_it_says_that_there_is_no_clear_pattern(weeks: Weeks) -> None:
    lived(weeks, range(11, SIX_WEEKS))
    weeks.noor.goto("/insight")
    expect(weeks.noor.locator(".lead.no-pattern")).to_be_visible()
    see(weeks.noor)
    see(weeks.noor, "/evening/mine")


def test_when_it_is_over_each_looks_back_alone_and_they_talk_and_plan(weeks: Weeks) -> None:
    noor, elis = weeks.noor, weeks.elis
    weeks.to_day(SIX_WEEKS)
    for page in (noor, elis):
        page.goto("/season")
        expect(page.get_by_role("heading", name="Rest", exact=True)).to_be_visible()
        page.goto("/evening")
        expect(page.get_by_role("heading", name="Evenings are resting")).to_be_visible()
    see(noor, "/season")
    noor.get_by_role("link", name="Look back, for your own eyes").click()
    noor.fill("#text", "That it was allowed to be small.")
    noor.get_by_role("button", name=re.compile("^Keep it")).click()
    expect(noor.get_by_role("status")).to_have_text("Kept.")
    see(noor)
    elis.goto(noor.url)
    expect(elis.get_by_text("That it was allowed")).to_have_count(0)
    noor.goto("/season")
    noor.get_by_role("link", name=re.compile("^A talk about what carried you")).click()
    noor.get_by_role("button", name=re.compile("^Ask Elis")).first.click()
    elis.goto("/today")
    expect(elis.get_by_role("heading", name=re.compile("^Noor asks"))).to_be_visible()
    noor.goto("/season")
    noor.get_by_role("link", name=re.compile("^A plan for the weeks of rest")).click()
    expect(noor.locator("#title")).to_be_visible()


def test_the_season_leaves_a_cloth_and_the_next_waits(weeks: Weeks) -> None:
    noor = weeks.noor
    noor.goto("/season")
    noor.get_by_role("link", name="The season’s cloth").click()
    expect(noor.locator(".ribbon svg")).to_be_visible()
    see(noor)
    noor.goto("/season/choose")
    expect(noor.get_by_text("The next can begin on")).to_be_visible()
    see(noor)
    weeks.to_day(SIX_WEEKS + 14)
    noor.goto("/season/choose")
    expect(noor.get_by_label("Four weeks")).to_have_count(1)
