"""A phone that keeps passkeys, and a server with a name: passkeys belong to none with a bare number."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from browser.house import Served, a_port
from couples import phrase

WORDS = phrase("Noor")


class Named(Served):
    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"


@contextmanager
def served_by_name(data: Path, patch: pytest.MonkeyPatch) -> Iterator[Served]:
    server = Named(data, port=a_port())
    patch.setenv("WEFT_ORIGIN", server.origin)
    server.start()
    yield server
    server.stop()


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


def try_to_add(page: Page) -> None:
    """Type the passphrase of ``couples.phrase``, and have the device make a passkey."""
    page.goto("/yours/ways")
    page.get_by_role("link", name="Add").click()
    page.fill("#now", WORDS)
    page.get_by_role("button", name="Go on").click()
    press = page.get_by_role("button", name="Make the passkey")
    expect(press).to_be_visible()
    press.click()


def with_passkey(page: Page) -> Device:
    """A device on which a passkey was added."""
    device = Device(page, prf=True)
    try_to_add(page)
    page.wait_for_url("**/yours/ways")
    expect(page.get_by_text("A passkey was added")).to_be_visible()
    return device
