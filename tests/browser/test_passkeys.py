"""Passkeys in a real browser, with a device that keeps a secret for the page and with one that does not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from browser.house import SLOWLY, Served, a_port, begin, chromium, faults, phone
from browser.test_ways import write_down
from weft.vault.lp import lp
from weft.vault.passkey import derive_passkey

pytestmark = pytest.mark.browser

WORDS = "six plain words that nobody else knows"
NEWER = "the heron stands in the cold pantry again"


@contextmanager
def named(data: Path, patch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A server with a name: passkeys belong to none with a bare number."""
    port = a_port()
    patch.setenv("WEFT_ORIGIN", f"http://localhost:{port}")
    server = Named(data, port=port).start()
    yield server
    server.stop()


class Named(Served):
    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"


class Device:
    """What a phone keeps its passkeys in, and who answers when it asks for a finger."""

    def __init__(self, page: Page, *, prf: bool) -> None:
        self.line: CDPSession = page.context.new_cdp_session(page)
        self.line.send("WebAuthn.enable")
        chosen = {
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
            "hasPrf": prf,
        }
        made = self.line.send("WebAuthn.addVirtualAuthenticator", {"options": chosen})
        self.id = made["authenticatorId"]

    def passkeys(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.line.send("WebAuthn.getCredentials", {"authenticatorId": self.id})[
            "credentials"
        ]
        return found


def add_passkey(page: Page) -> None:
    page.goto("/yours/ways")
    page.get_by_role("link", name="Add").click()
    page.fill("#now", WORDS)
    page.get_by_role("button", name="Go on").click()
    press = page.get_by_role("button", name="Make the passkey")
    expect(press).to_be_visible(timeout=SLOWLY)
    press.click()


def use_passkey(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_role("button", name="Use a passkey").click()


def sign_out(page: Page) -> None:
    page.goto("/yours")
    page.locator("form[action='/sign-out'] button").click()
    page.wait_for_url("**/away")


def test_a_passkey_opens_the_account_and_the_server_never_hears_its_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints: list[str] = []
    posted: list[str] = []
    with named(tmp_path / "data", monkeypatch) as server, chromium() as browser:
        noor = phone(browser, server, complaints)
        noor.on("request", lambda one: posted.append(one.post_data or ""))
        begin(noor, "Noor", "madder", WORDS)
        device = Device(noor, prf=True)
        add_passkey(noor)
        noor.wait_for_url("**/yours/ways", timeout=SLOWLY)
        expect(noor.get_by_text("A passkey was added")).to_be_visible()
        assert faults(noor) == []
        sign_out(noor)
        use_passkey(noor)
        noor.wait_for_url("**/today", timeout=SLOWLY)
        assert len(device.passkeys()) == 1
        told = [one for one in posted if "authenticator" in one or "attestation" in one]
        assert len(told) == 2
        assert not any("prf" in one or "results" in one for one in told)
        assert complaints == []


def test_a_device_without_such_a_secret_is_told_so_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints: list[str] = []
    with named(tmp_path / "data", monkeypatch) as server, chromium() as browser:
        noor = phone(browser, server, complaints)
        begin(noor, "Noor", "madder", WORDS)
        Device(noor, prf=False)
        add_passkey(noor)
        expect(noor.get_by_role("alert")).to_contain_text("cannot be a way in here", timeout=SLOWLY)
        noor.goto("/yours/ways")
        expect(noor.get_by_text("A passkey, added on")).to_have_count(0)
        assert complaints == []


def test_a_cloned_passkey_opens_nothing_once_the_account_was_made_mine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints: list[str] = []
    with named(tmp_path / "data", monkeypatch) as server, chromium() as browser:
        noor = phone(browser, server, complaints)
        begin(noor, "Noor", "madder", WORDS)
        device = Device(noor, prf=True)
        add_passkey(noor)
        noor.wait_for_url("**/yours/ways", timeout=SLOWLY)
        noor.goto("/yours/ways/mine")
        noor.fill("#now", WORDS)
        noor.fill("#passphrase", NEWER)
        noor.locator("[data-first] button").click()
        write_down(noor)
        noor.wait_for_url("**/yours", timeout=SLOWLY)
        sign_out(noor)
        assert len(device.passkeys()) == 1
        use_passkey(noor)
        expect(noor.locator("#with-passkey").get_by_role("alert")).to_contain_text("opens nothing here")


def test_a_passkey_is_removed_after_the_passphrase_and_signs_in_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints: list[str] = []
    with named(tmp_path / "data", monkeypatch) as server, chromium() as browser:
        noor = phone(browser, server, complaints)
        begin(noor, "Noor", "madder", WORDS)
        Device(noor, prf=True)
        add_passkey(noor)
        noor.wait_for_url("**/yours/ways", timeout=SLOWLY)
        noor.get_by_role("link", name="Remove").click()
        noor.fill("#passphrase", WORDS)
        noor.get_by_role("button", name="Go on").click()
        noor.wait_for_url("**/yours/ways", timeout=SLOWLY)
        noor.get_by_role("button", name="Remove").click()
        expect(noor.get_by_text("A passkey was removed")).to_be_visible()
        sign_out(noor)
        use_passkey(noor)
        expect(noor.locator("#with-passkey").get_by_role("alert")).to_contain_text("opens nothing here")


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


def test_the_browser_makes_the_same_three_secrets_of_it_as_the_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prf = bytes(range(32))
    with named(tmp_path / "data", monkeypatch) as server, chromium() as browser:
        page = phone(browser, server, [])
        page.goto("/sign-in")
        found = page.evaluate(STUBBED, list(prf))
    assert {key: bytes(found[key]) for key in ("auth", "s", "e")} == asdict(derive_passkey(prf))
    assert bytes(found["first"]) == sha256(lp("passkey1", "prf")).digest()


def test_a_server_with_a_number_for_an_address_says_why_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEFT_ORIGIN", raising=False)
    complaints: list[str] = []
    server = Served(tmp_path / "data").start()
    with chromium() as browser:
        noor = phone(browser, server, complaints)
        begin(noor, "Noor", "madder", WORDS)
        noor.goto("/yours/ways")
        expect(noor.get_by_role("link", name="Add")).to_have_count(0)
        noor.goto("/yours/ways/passkey")
        expect(noor.get_by_text("passkeys belong to a name")).to_be_visible()
    server.stop()
