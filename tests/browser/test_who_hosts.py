"""Where one of the two runs the server, a page that only its owner opens says so before anything can be written there."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.house import account_made, phone, served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("hosts", ["yes", "no"])
def test_it_is_said_before_anything_private_can_be_written(
    browser: Browser, hosts: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEFT_PARTNER_HOSTS", hosts)
    complaints: list[str] = []
    with served(tmp_path / "data") as server:
        page = phone(browser, server, complaints, signed_in=account_made(browser, server, "Noor", "madder"))
        for path in ("/notebook", "/letters"):
            with page.expect_response("**/notebook/ways"):
                page.goto(path)
            expect(page.locator("#passphrase")).to_be_visible()
            expect(page.locator("#hosted")).to_be_visible(visible=hosts == "yes")
            if hosts == "yes":
                expect(page.locator("#hosted")).to_contain_text("One of the two of you runs this server")
    assert complaints == []


def test_whoever_is_not_signed_in_is_led_to_the_door(browser: Browser, tmp_path: Path) -> None:
    complaints: list[str] = []
    with served(tmp_path / "data") as server:
        page = phone(browser, server, complaints)
        for path in ("/notebook", "/letters"):
            page.goto(path)
            page.wait_for_url("**/sign-in")
    assert complaints == []
