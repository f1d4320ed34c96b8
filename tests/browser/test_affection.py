"""Affection through two phones, Elis's without any script: a need, a line, an answer, a map; every page looked over."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import CHROMIUM, Served, phone, see, served, two_phones

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("affection")) as one:
        yield one


@pytest.fixture(scope="module")
def two(browser: Browser, server: Served, complaints: list[str]) -> tuple[Page, Page]:
    """Noor with scripts, and Elis on a phone that runs none."""
    noor, elis = two_phones(browser, server, complaints)
    without = phone(browser, server, complaints, script=False, signed_in=elis.context.storage_state())
    return noor, without


def test_a_need_is_said_with_a_tap_seen_and_taken_back(two: tuple[Page, Page]) -> None:
    noor, elis = two
    elis.goto("/today")
    elis.get_by_role("button", name="Space").click()
    expect(elis.get_by_role("button", name="Space")).to_have_attribute("aria-pressed", "true")
    see(noor, "/today")
    expect(noor.get_by_role("heading", name="Elis needs some space")).to_be_visible()
    elis.get_by_role("button", name="Take it back").click()
    noor.goto("/today")
    expect(noor.get_by_role("heading", name="Elis needs some space")).to_have_count(0)


def test_a_line_comes_is_kept_answered_and_woven(two: tuple[Page, Page]) -> None:
    noor, elis = two
    see(noor, "/affection")
    noor.fill("#text", "You hummed while you fixed the tap.")
    noor.get_by_role("button", name="Leave it").click()
    expect(noor.get_by_text("You have left one today")).to_be_visible()
    elis.goto("/today")
    elis.get_by_text("You hummed while you fixed the tap.").click()
    elis.get_by_role("button", name="Keep it").click()
    expect(elis.get_by_role("button", name="Kept")).to_be_visible()
    elis.get_by_role("button", name="It landed").click()
    see(noor, "/affection")
    expect(noor.get_by_text("landed", exact=False)).to_have_count(
        1
    )  # The way to one's own page, and no more.
    elis.get_by_text("Once more, from the start").click()
    elis.fill("#text", "I heard the stairs creak and hummed on.")
    elis.get_by_role("button", name=re.compile("^Answer")).click()
    elis.get_by_role("link", name="See it in the cloth").click()
    expect(elis.get_by_text("what Noor gave").first).to_be_visible()
    noor.goto("/affection")
    noor.get_by_text("I heard the stairs creak").click()
    see(noor, noor.url)


def test_of_a_map_the_other_sees_what_was_shown_and_never_a_no(two: tuple[Page, Page]) -> None:
    noor, elis = two
    elis.goto("/affection/map?when=tired")
    hug, kiss = (elis.get_by_role("group", name=name, exact=True) for name in ("A hug", "A kiss"))
    for place, answer in ((hug, "Like"), (kiss, "No")):
        place.get_by_role("radio", name=answer, exact=True).check(force=True)
        place.get_by_role("checkbox").check()
    elis.get_by_role("button", name="Keep my map").click()
    expect(kiss.get_by_role("radio", name="No", exact=True)).to_be_checked()
    see(noor, "/affection/map")
    see(noor, "/affection/theirs")
    expect(noor.get_by_text("A hug")).to_be_visible()
    expect(noor.get_by_text("A kiss")).to_have_count(0)


def test_what_lands_is_a_page_of_ones_own(two: tuple[Page, Page]) -> None:
    noor, _ = two
    see(noor, "/affection/lands")
