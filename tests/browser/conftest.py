"""What the scenes of one file share: a browser, which is slow to start; and for passkeys a server with a name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.device import served_by_name
from browser.house import Served, account_made, chromium, phone


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def complaints() -> Iterator[list[str]]:
    """What the pages of one file complain of; when its scenes are over, that has to be nothing."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    with served_by_name(tmp_path / "data", monkeypatch) as server:
        yield server


@pytest.fixture
def noor(browser: Browser, named: Served) -> Iterator[Page]:
    """Noor's phone, signed in to the server with a name; it complains of nothing but an answer that refuses."""
    complaints: list[str] = []
    page = phone(browser, named, complaints, signed_in=account_made(browser, named, "Noor", "madder"))
    yield page
    page.context.close()
    assert [one for one in complaints if not one.startswith("Failed to load")] == []
