"""The cloth by keys alone, and on paper: whatever the room is like, paper is white and its words are dark."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import CHROMIUM, faults, phone, served, two_phones

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

CONTRAST = """(where) => {
    const light = (of) => {
        const [r, g, b] = of.match(/[0-9.]+/g).slice(0, 3).map(
            (one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const one = document.querySelector(where);
    const [high, low] = [light(getComputedStyle(one).color), light(getComputedStyle(one.closest('.plate')).backgroundColor)]
        .sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
}"""
"""How far words stand out from the plate they are on."""


def moment(page: Page, title: str) -> None:
    """Something the two lived, woven in as it is."""
    page.goto("/moments/new")
    page.fill("#title", title)
    page.get_by_text("Film", exact=True).click()
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url(re.compile("/moments/[0-9a-f]{32}$"))
    page.request.post(f"{page.url}/weave", headers={"sec-fetch-site": "same-origin"})


def tabbed_to(page: Page, name: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.getAttribute('aria-label') || ''").startswith(name):
            return
    raise AssertionError(f"no key leads to {name}")


def test_a_band_is_found_opened_and_closed_by_keys_and_one_goes_on_from_there(
    browser: Browser, tmp_path: Path
) -> None:
    complaints: list[str] = []
    with served(tmp_path / "data") as server:
        noor, _ = two_phones(browser, server, complaints, right="Elias")
        for title in ("The Long Ferry", "The Short Ferry"):
            moment(noor, title)
        for wide in (False, True):
            noor.set_viewport_size({"width": 1280, "height": 900} if wide else {"width": 390, "height": 844})
            noor.goto("/cloth")
            expect(noor.get_by_role("group", name="Your cloth, newest first")).to_be_visible()
            tabbed_to(noor, "The Long Ferry")
            noor.keyboard.press("Enter")
            noor.wait_for_url("**/cloth/*")
            assert noor.evaluate("document.activeElement.textContent") == "The Long Ferry"
            noor.get_by_role("link", name="Close").press("Enter")
            noor.wait_for_url("**/cloth#*")
            here = noor.locator(":focus")
            expect(here).to_have_attribute("aria-label", re.compile("^The Long Ferry"))
            # The loom is told no hour, so of one day bands hang in the order of their random keys.
            is_on_top = noor.locator("svg a[aria-label]:visible").first.get_attribute(
                "id"
            ) == here.get_attribute("id")
            noor.keyboard.press("Tab" if is_on_top else "Shift+Tab")
            expect(here).to_have_attribute("aria-label", re.compile("^The Short Ferry"))
        assert faults(noor) == []

        dark = phone(browser, server, complaints, dark=True, signed_in=noor.context.storage_state())
        dark.goto("/cloth")
        href = dark.locator(".narrow svg a").first.get_attribute("href") or ""
        dark.goto(href)
        dark.emulate_media(media="print", color_scheme="dark")
        for where in (".plate h1", ".plate .cap"):
            assert dark.evaluate(CONTRAST, where) >= 4.5
        expect(dark.get_by_role("link", name="Close").first).to_be_hidden()
    assert complaints == []
