"""With a finger and no mouse: the thread pulled on the dark screen, and a band of the cloth touched open."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from browser.house import CHROMIUM, PHONE, Served, faults, served, two_phones
from browser.test_letters_in_the_book import a_moment

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture(scope="module")
def two(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Browser, Served, Page, Page]]:
    """Noor and Elias, who have told of a film; the second is whoever holds a phone that knows no mouse."""
    with served(tmp_path_factory.mktemp("touch") / "data") as server:
        noor, elias = two_phones(browser, server, [], right="Elias")
        a_moment(noor, elias)
        yield browser, server, noor, elias


def in_hand(browser: Browser, server: Served, of: Page) -> Page:
    """The same person on a phone with a touch screen."""
    context = browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        has_touch=True,
        is_mobile=True,
        base_url=server.origin,
        storage_state=of.context.storage_state(),
    )
    return context.new_page()


def finger(line: CDPSession, kind: str, *at: float) -> None:
    points = [{"x": at[0], "y": at[1]}] if at else []
    line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def felt(sent: list[str]) -> list[int]:
    return [value for each in sent for batch in json.loads(each)["batches"] for value in batch["values"]]


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_finger_pulls_the_thread_holds_it_and_lets_it_drift_back(
    two: tuple[Browser, Served, Page, Page], side: str
) -> None:
    browser, server, noor, elias = two
    page = in_hand(browser, server, noor if side == "left" else elias)
    sent: list[str] = []
    page.on(
        "request", lambda one: sent.extend([one.post_data] if one.method == "POST" and one.post_data else [])
    )
    page.clock.install()
    page.goto(f"{noor.url}/feel")
    page.get_by_role("button", name="Begin").tap()
    line, box = page.context.new_cdp_session(page), page.locator(".strand").bounding_box()
    assert box is not None
    edge, far = (0.1, 0.9) if side == "left" else (0.9, 0.1)
    x, y = [box["x"] + box["width"] * share for share in (edge, far)], box["y"] + box["height"] / 2
    finger(line, "touchStart", x[0], y)
    for share in (0.25, 0.5, 0.75, 1.0):
        # A thumb goes down a little as it pulls; the page does not come along.
        finger(line, "touchMove", x[0] + (x[1] - x[0]) * share, y + 60 * share)
    page.clock.run_for(20_000)
    held = int(page.locator(".strand").input_value())
    assert held > 75
    assert page.evaluate("scrollY") == 0
    finger(line, "touchEnd")
    page.clock.run_for(12_000)
    assert int(page.locator(".strand").input_value()) == 0
    page.clock.run_for(10_000)
    expect(page.locator("[data-line]")).to_be_hidden()
    values = felt(sent)
    assert values.count(held) > 60  # Twenty seconds of it, four times a second.
    assert values[-1] == 0
    page.context.close()


def test_a_tap_on_the_dark_screen_ties_a_knot_and_pulls_nothing(
    two: tuple[Browser, Served, Page, Page],
) -> None:
    browser, server, noor, _ = two
    page = in_hand(browser, server, noor)
    sent: list[str] = []
    page.on(
        "request", lambda one: sent.extend([one.post_data] if one.method == "POST" and one.post_data else [])
    )
    page.clock.install()
    page.goto(f"{noor.url}/feel")
    page.get_by_role("button", name=re.compile("Begin|Go on")).tap()
    box = page.locator(".strand").bounding_box()
    assert box is not None
    page.clock.run_for(2_000)
    page.touchscreen.tap(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2)
    page.clock.run_for(12_000)
    expect(page.locator("[data-line]")).to_be_hidden()
    assert sum(len(batch["knots"]) for each in sent for batch in json.loads(each)["batches"]) == 1
    assert max(felt(sent)) == 0
    page.context.close()


def test_a_band_touched_opens_and_its_words_stand_in_the_shed(
    two: tuple[Browser, Served, Page, Page],
) -> None:
    browser, server, noor, _ = two
    page = in_hand(browser, server, noor)
    page.goto("/cloth")
    page.locator("svg.cloth a:visible").first.tap()
    expect(page.locator(".plate")).to_contain_text("The coat on the chair.")
    assert faults(page) == []
    page.locator(".plate").get_by_role("link", name="Close").tap()
    page.wait_for_url("**/cloth*")
    expect(page.locator(".plate")).to_have_count(0)
    page.context.close()
