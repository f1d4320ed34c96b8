"""A copy taken on one server, opened without any, and brought to another: in real browsers."""

import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.house import SLOWLY, begin, phone, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (shutil.which("chromium") or shutil.which("chromium-browser")), reason="no Chromium"
    ),
]

WORDS = "the heron keeps a ladder in the pantry"
LINE = "A line that nobody else reads."


def test_a_copy_is_taken_opened_offline_and_brought_elsewhere(browser: Browser, tmp_path: Path) -> None:
    complaints: list[str] = []
    taken = tmp_path / "taken.zip"
    with served(tmp_path / "one") as server:
        noor = phone(browser, server, complaints)
        begin(noor, "Noor", "madder", WORDS)
        noor.goto("/exercises/one-true-line")
        noor.locator("input[value=solo]").check()
        noor.locator("form.ask button").click()
        noor.fill("[name=words]", LINE)
        noor.locator("button[value=write]").click()
        noor.locator("button[value=skip]").click()
        noor.goto("/yours/copy")
        noor.fill("#passphrase", "not what was chosen, at all")
        noor.get_by_role("button", name="Go on").click()
        expect(noor.locator("[data-progress]")).to_contain_text("isn’t the passphrase", timeout=SLOWLY)
        noor.fill("#passphrase", WORDS)
        noor.get_by_role("button", name="Go on").click()
        noor.wait_for_url("**/yours/copy", timeout=SLOWLY)
        noor.get_by_role("button", name="Lock it with a new phrase").click()
        phrase = noor.locator(".code").inner_text()
        with noor.expect_download(timeout=SLOWLY) as download:
            noor.get_by_role("button", name="I have written it down").click()
        download.value.save_as(taken)
        zipfile.ZipFile(taken).extractall(tmp_path / "folder")
        alone = browser.new_context(offline=True).new_page()
        alone.on("pageerror", lambda error: complaints.append(str(error)))
        alone.goto((tmp_path / "folder" / "open.html").as_uri())
        alone.set_input_files("#file", tmp_path / "folder" / "copy.weft")
        alone.fill("#phrase", "six words that are not it")
        alone.get_by_role("button", name="Open").click()
        expect(alone.locator("#said")).to_contain_text("doesn’t open this copy", timeout=SLOWLY)
        alone.fill("#phrase", phrase)
        alone.get_by_role("button", name="Open").click()
        alone.get_by_role("button", name="Read the book").click(timeout=SLOWLY)
        expect(alone.frame_locator("iframe").get_by_text(LINE)).to_be_visible()
    with served(tmp_path / "other") as server:
        again = phone(browser, server, complaints)
        begin(again, "Noor", "madder")
        again.goto("/yours")
        again.get_by_role("link", name="I have a copy").click()
        again.set_input_files("#file", taken)
        again.fill("#phrase", phrase)
        again.get_by_role("button", name="Bring it here").click()
        again.wait_for_url("**/past")
        expect(again.get_by_text(LINE)).to_be_visible()
    assert [one for one in complaints if "400" not in one] == []  # The wrong passphrase is answered so.
