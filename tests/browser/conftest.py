"""What the scenes of one file share: a browser, which is slow to start."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browser.house import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made
