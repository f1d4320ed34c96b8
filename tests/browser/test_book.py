"""A moment told on two phones, found again by a word, and bound into a book that opens with no server."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import CHROMIUM, faults, served, two_phones

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


def tell(page: Page, words: str) -> None:
    page.fill("#text", words)
    page.get_by_role("button", name="Keep my telling").click()


def taken(page: Page, name: str, to: Path) -> Path:
    page.goto("/reservoir/book")
    with page.expect_download() as coming:
        page.get_by_role("link", name=name).click()
    coming.value.save_as(to)
    return to


def test_told_found_and_bound(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as server:
        complaints: list[str] = []
        noor, elias = two_phones(browser, server, complaints, right="Elias")
        noor.goto("/moments/new")
        noor.fill("#title", "The Long Ferry")
        noor.get_by_text("Film", exact=True).click()
        noor.get_by_role("button", name="Keep it").click()
        noor.wait_for_url(re.compile("/moments/[0-9a-f]{32}$"))
        tell(noor, "It was the coat on the chair.")
        elias.goto(noor.url)
        tell(elias, "The sea, when the sound stops.")
        elias.goto("/reservoir")
        elias.fill("#word", "FERRY")
        elias.get_by_role("button", name="Look").click()
        expect(elias.get_by_role("heading", name="Where that stands")).to_be_visible()
        expect(elias.get_by_role("link", name="The Long Ferry")).to_be_visible()
        assert elias.url.endswith("/reservoir")
        assert faults(elias) == []
        assert taken(elias, "To print and bind", tmp_path / "book.pdf").read_bytes().startswith(b"%PDF-")
        one = taken(elias, "To read on a screen", tmp_path / "book.html")
        assert one.read_bytes() == taken(noor, "To read on a screen", tmp_path / "other.html").read_bytes()
        assert complaints == []
        alone = browser.new_context(offline=True, java_script_enabled=False).new_page()
        alone.goto(one.as_uri())
        expect(alone.get_by_text("The sea, when the sound stops.")).to_be_visible()
