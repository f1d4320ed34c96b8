"""Two people on two phones: each makes an account, they join, they play an exercise live, and the cloth grows."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import SLOWLY, begin, phone, served

pytestmark = pytest.mark.browser


def press(page: Page, act: str) -> None:
    page.locator(f"button[name=act][value={act}]").click()


def heading(page: Page, words: str) -> None:
    expect(page.locator("h1").first).to_have_text(words)


def test_two_people_meet_play_one_exercise_to_its_end_and_see_it_woven(
    browser: Browser, tmp_path: Path
) -> None:
    complaints: list[str] = []
    with served(tmp_path / "data") as server:
        noor = phone(browser, server, complaints)
        elis = phone(browser, server, complaints, dark=True)
        begin(noor, "Noor", "madder")
        expect(noor.locator("body")).to_contain_text("not strung yet")

        noor.goto("/invite")
        noor.locator("form[action='/invite'] button").click()
        code = noor.locator(".code-words, [data-code], .said").first.inner_text().strip()
        begin(elis, "Elis", "kendal")
        elis.goto("/join")
        elis.fill("#code", code.lower().replace("-", " "))
        elis.get_by_role("button", name="See who is asking").click()
        expect(elis.locator("h1")).to_contain_text("Noor")
        elis.get_by_role("button", name="Yes, share a cloth").click()
        elis.wait_for_url("**/compare")
        noor.goto("/compare")
        assert noor.locator(".six li").all_inner_texts() == elis.locator(".six li").all_inner_texts()
        for page in (noor, elis):
            page.get_by_role("button", name="They are the same").click()
            page.wait_for_url("**/today")

        noor.goto("/exercises/slow-turns")
        noor.get_by_role("button", name="Ask Elis").click()
        expect(noor.locator("body")).to_contain_text("Elis hasn’t answered")
        expect(elis.locator("h1").first).to_contain_text("Noor asks: Slow turns")
        elis.goto("/exercises/slow-turns")
        press(elis, "agree")
        elis.wait_for_url("**/sittings/*")
        noor.get_by_role("link", name="Go in").click()
        noor.wait_for_url(elis.url)
        press(noor, "ready")
        press(elis, "ready")
        heading(noor, "Something this week that was harder than it looked")
        heading(elis, "Just listen")

        server.stop()
        server.start()
        noor.reload()
        elis.reload()
        heading(noor, "Something this week that was harder than it looked")

        first, second = noor, elis
        for turn in range(4):
            press(first, "hand-over")
            expect(second.locator("h1").first).to_have_text(re.compile("Say back"))
            if turn == 0:
                press(first, "not-quite")
                press(first, "hand-over")
            press(first, "got-me")
            first, second = second, first
        for page, line in ((noor, "You heard the part I hid in a joke."), (elis, "It was the deadline.")):
            page.fill("textarea", line)
            press(page, "keep")
        expect(noor.locator("body")).to_contain_text("Did you feel understood?")
        noor.locator("button[name=felt][value=no]").click()
        expect(noor.locator("button[name=felt][value=no]")).to_have_attribute("aria-pressed", "true")

        for page in (noor, elis):
            page.goto("/cloth")
            bands = page.locator(".narrow svg.cloth a")
            expect(bands).to_have_count(1)
            page.goto(bands.first.get_attribute("href") or "")
            expect(page.locator(".plate")).to_contain_text("You heard the part I hid in a joke.")
            expect(page.locator(".plate")).to_contain_text("It was the deadline.")
        assert complaints == []


def test_a_recovery_code_brings_its_owner_back_and_is_used_up(browser: Browser, tmp_path: Path) -> None:
    complaints: list[str] = []
    with served(tmp_path / "data") as server:
        code = begin(phone(browser, server, complaints), "Noor", "madder")
        again = phone(browser, server, complaints)
        again.goto("/recover")
        again.fill("#name", "Noor")
        again.fill("#code", code)
        again.locator("#passphrase").fill("the heron stands in the cold pantry again")
        again.locator("#recover button").first.click()
        shown = again.locator("[data-recovery-code]")
        expect(shown).to_have_text(re.compile("-"), timeout=SLOWLY)
        assert shown.inner_text() != code
