"""Leaving as it looks on two phones: one leaves, and what the other has open closes within a second."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import Served, phone, served, two_phones

pytestmark = pytest.mark.browser
WITHIN = 1.0
"""Seconds in which the other's live page has to close. Source: docs/security-status.md, R17."""


def _two(browser: Browser, server: Served, complaints: list[str]) -> tuple[Page, Page]:
    noor, elias = two_phones(browser, server, complaints, right="Elias")
    return noor, elias


def test_one_leaves_and_the_others_live_page_closes_within_a_second(browser: Browser, tmp_path: Path) -> None:
    complaints: list[str] = []
    with served(tmp_path) as server:
        noor, elias = _two(browser, server, complaints)
        with elias.expect_response("**/live"):
            elias.goto("/today")
        noor.goto("/yours")
        noor.get_by_role("link", name="Read").click()
        expect(noor.get_by_role("heading", name="What Elias keeps")).to_be_visible()
        with noor.expect_response("**/leave") as left:
            noor.get_by_role("button", name="Leave now").click()
        began = time.monotonic()
        assert left.value.status == 303
        elias.wait_for_url("**/closed", timeout=5_000)
        assert time.monotonic() - began < WITHIN
        for page, partner in ((noor, "Elias"), (elias, "Noor")):
            expect(page.get_by_role("heading", name="This shared space is closed")).to_be_visible()
            page.get_by_role("button", name="Go on").click()
            page.wait_for_url("**/today")
            page.goto("/yours")
            page.get_by_role("listitem").filter(has_text="What was, with").get_by_role("link").click()
            expect(page.get_by_role("heading", name=f"What was, with {partner}")).to_be_visible()
    assert complaints == []


def test_without_script_one_can_leave_and_look_at_what_was(browser: Browser, tmp_path: Path) -> None:
    complaints: list[str] = []
    with served(tmp_path) as server:
        noor, _ = _two(browser, server, complaints)
        plain = phone(browser, server, complaints, script=False, signed_in=noor.context.storage_state())
        plain.goto("/leave")
        plain.get_by_role("button", name="Leave now").click()
        plain.get_by_role("link", name="What was, with Elias").click()
        expect(plain.get_by_role("heading", name="What was, with Elias")).to_be_visible()
    assert complaints == []
