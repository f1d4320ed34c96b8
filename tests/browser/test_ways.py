"""What opens an account, changed in a real browser: a new passphrase, a new paper, and the account made one's own."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import SLOWLY, begin, phone, served
from browser.test_notebook import Notebook

pytestmark = pytest.mark.browser

NEWER = "the heron stands in the cold pantry again"


def write_down(page: Page) -> None:
    """Type back the two groups the page asks for."""
    code = page.locator("[data-recovery-code]")
    expect(code).to_have_text(re.compile("-"), timeout=SLOWLY)
    groups = code.inner_text().strip().split("-")
    for field in page.locator("[data-recovery-check] input").all():
        at = int((field.get_attribute("id") or "").rpartition("-")[2])
        field.fill(groups[at])
    page.locator("[data-recovery-done]").click()


def sign_in(page: Page, words: str) -> None:
    page.goto("/sign-in")
    page.fill("#name", "Noor")
    page.fill("#passphrase", words)
    page.locator("#sign-in button").click()


def test_a_new_passphrase_and_then_the_account_made_ones_own(browser: Browser, tmp_path: Path) -> None:
    complaints: list[str] = []
    first = "six plain words that nobody else knows"
    with served(tmp_path / "data") as server:
        noor = phone(browser, server, complaints)
        begin(noor, "Noor", "madder", first)
        other = phone(browser, server, complaints)
        sign_in(other, first)
        other.wait_for_url("**/today", timeout=SLOWLY)

        noor.goto("/yours/ways/passphrase")
        noor.fill("#now", first)
        noor.fill("#passphrase", NEWER)
        noor.locator("form.stack button").click()
        noor.wait_for_url("**/yours/ways", timeout=SLOWLY)
        other.goto("/today")
        expect(other).to_have_url(re.compile("/sign-in$"))
        sign_in(other, NEWER)
        other.wait_for_url("**/today", timeout=SLOWLY)

        book = Notebook(noor, NEWER).opened()
        book.write("A heron stood in the pantry.")
        noor.goto("/yours/ways/mine")
        noor.fill("#now", NEWER)
        noor.fill("#passphrase", first)
        noor.locator("[data-first] button").click()
        write_down(noor)
        noor.wait_for_url("**/yours", timeout=SLOWLY)
        other.goto("/today")
        expect(other).to_have_url(re.compile("/sign-in$"))
        assert Notebook(noor, first).opened().lines == ["A heron stood in the pantry."]
        assert complaints == []
