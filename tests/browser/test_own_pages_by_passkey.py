"""A passkey opens the notebook and the letters too: its secret is made into the key on the page, and goes nowhere."""

import pytest
from playwright.sync_api import Page, expect

from browser.device import WORDS, Device, with_passkey
from browser.house import faults

pytestmark = pytest.mark.browser

NOTE = "The lamp was on the whole night."
BUTTON = "Use a passkey"


def opens(page: Page, where: str) -> None:
    page.goto(where)
    page.get_by_role("button", name=BUTTON).click()


def test_it_opens_the_notebook_and_nothing_of_its_secret_is_sent(noor: Page) -> None:
    posted: list[str] = []
    noor.goto("/notebook")
    expect(noor.get_by_role("button", name="Open")).to_be_visible()
    expect(noor.get_by_role("button", name=BUTTON)).to_be_hidden()
    with_passkey(noor)
    noor.on("request", lambda one: posted.append(one.post_data or ""))
    opens(noor, "/notebook")
    noor.get_by_role("button", name="Write").click()
    noor.fill("#text", NOTE)
    noor.get_by_role("button", name="Keep").click()
    expect(noor.locator("#list")).to_contain_text(NOTE)
    assert not any(word in one for one in posted for word in ("authenticator", "signature", "prf", NOTE))
    noor.goto("/notebook")  # What the passkey wrote the passphrase opens, and the other way round.
    assert faults(noor) == []
    noor.fill("#passphrase", WORDS)
    noor.get_by_role("button", name="Open").click()
    expect(noor.locator("#list")).to_contain_text(NOTE)
    opens(noor, "/notebook")
    expect(noor.locator("#list")).to_contain_text(NOTE)


def test_a_device_that_keeps_no_secret_or_says_no_leaves_the_passphrase(noor: Page) -> None:
    device = with_passkey(noor)
    device.line.send("WebAuthn.setUserVerified", {"authenticatorId": device.id, "isUserVerified": False})
    opens(noor, "/notebook")
    expect(noor.get_by_role("alert")).to_contain_text("No passkey was used")
    kept = device.passkeys()[0]
    device.line.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device.id})
    plain = Device(noor, prf=False)
    plain.line.send("WebAuthn.addCredential", {"authenticatorId": plain.id, "credential": kept})
    opens(noor, "/notebook")
    expect(noor.get_by_role("alert")).to_contain_text("keeps no secret for us")
    assert "doesn’t open" not in noor.locator("#trouble").inner_text()
    noor.fill("#passphrase", WORDS)
    noor.get_by_role("button", name="Open").click()
    expect(noor.get_by_role("button", name="Write")).to_be_visible()
