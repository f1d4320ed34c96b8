"""Passkeys in a real browser, with a device that keeps a secret for the page and with one that does not."""

from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.device import WORDS, Device, try_to_add, with_passkey
from browser.house import Served, account_made, faults, phone, served
from browser.test_ways import write_down
from weft.vault.lp import lp
from weft.vault.passkey import derive_passkey

pytestmark = pytest.mark.browser

NEWER = "the heron stands in the cold pantry again"


def use_passkey(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_role("button", name="Use a passkey").click()


def opens_nothing(page: Page) -> None:
    expect(page.locator("#with-passkey").get_by_role("alert")).to_contain_text("opens nothing here")


def sign_out(page: Page) -> None:
    page.goto("/yours")
    page.locator("form[action='/sign-out'] button").click()
    page.wait_for_url("**/away")


def test_a_passkey_opens_the_account_and_the_server_never_hears_its_secret(noor: Page) -> None:
    posted: list[str] = []
    noor.on("request", lambda one: posted.append(one.post_data or ""))
    device = with_passkey(noor)
    assert faults(noor) == []
    sign_out(noor)
    use_passkey(noor)
    noor.wait_for_url("**/today")
    assert len(device.passkeys()) == 1
    told = [one for one in posted if "authenticator" in one or "attestation" in one]
    assert len(told) == 2
    assert not any("prf" in one or "results" in one for one in told)


def test_a_device_without_such_a_secret_is_told_so_and_nothing_is_kept(noor: Page) -> None:
    Device(noor, prf=False)
    try_to_add(noor)
    expect(noor.get_by_role("alert")).to_contain_text("cannot be a way in here")
    noor.goto("/yours/ways")
    expect(noor.get_by_text("A passkey, added on")).to_have_count(0)


def test_a_cloned_passkey_opens_nothing_once_the_account_was_made_mine(noor: Page) -> None:
    device = with_passkey(noor)
    noor.goto("/yours/ways/mine")
    noor.fill("#now", WORDS)
    noor.fill("#passphrase", NEWER)
    noor.locator("[data-first] button").click()
    write_down(noor)
    noor.wait_for_url("**/yours")
    sign_out(noor)
    assert len(device.passkeys()) == 1
    use_passkey(noor)
    opens_nothing(noor)


def test_a_passkey_is_removed_after_the_passphrase_and_signs_in_no_more(noor: Page) -> None:
    with_passkey(noor)
    noor.get_by_role("link", name="Remove").click()
    noor.fill("#passphrase", WORDS)
    noor.get_by_role("button", name="Go on").click()
    noor.wait_for_url("**/yours/ways")
    noor.get_by_role("button", name="Remove").click()
    expect(noor.get_by_text("A passkey was removed")).to_be_visible()
    sign_out(noor)
    use_passkey(noor)
    opens_nothing(noor)


STUBBED = """async (prf) => {
    const given = Uint8Array.from(prf).buffer;
    const answer = {rawId: given, response: {clientDataJSON: given, authenticatorData: given, signature: given}};
    answer.getClientExtensionResults = () => ({prf: {results: {first: given}}});
    const asked = [];
    navigator.credentials.get = async (what) => (asked.push(what), answer);
    const { use } = await import('/static/js/passkey.js');
    const { secrets } = await use({challenge: 'AAAA', rpId: 'localhost'});
    const first = asked[0].publicKey.extensions.prf.eval.first;
    return {first: [...first], ...Object.fromEntries(Object.entries(secrets).map(([key, raw]) => [key, [...raw]]))};
}"""


def test_the_browser_makes_the_same_three_secrets_of_it_as_the_vault(browser: Browser, named: Served) -> None:
    prf = bytes(range(32))
    page = phone(browser, named, [])
    page.goto("/sign-in")
    found = page.evaluate(STUBBED, list(prf))
    assert {key: bytes(found[key]) for key in ("auth", "s", "e")} == asdict(derive_passkey(prf))
    assert bytes(found["first"]) == sha256(lp("passkey1", "prf")).digest()


def test_a_server_with_a_number_for_an_address_says_why_there_are_none(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEFT_ORIGIN", raising=False)
    with served(tmp_path / "data") as server:
        noor = phone(browser, server, [], signed_in=account_made(browser, server, "Noor", "madder"))
        noor.goto("/yours/ways")
        expect(noor.get_by_role("link", name="Add")).to_have_count(0)
        noor.goto("/yours/ways/passkey")
        expect(noor.get_by_text("passkeys belong to a name")).to_be_visible()
