"""Every page, by day and by night, at the width of a small phone and of a wall: axe-core finds nothing, nothing spills."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.house import Served, chromium, served

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
OUTSIDE = ("/", "/begin", "/sign-in", "/recover", "/help", "/host", "/parts", "/demo", "/join")
INSIDE = (
    "/today",
    "/practices",
    "/practices/talk",
    "/exercises/slow-turns",
    "/cloth",
    "/cloth/list",
    "/compare",
    "/yours",
)
LOOK = """async () => {
    const found = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']});
    return found.violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(' ')).join(', ')}`);
}"""
SPILLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("demo") / "data", "demo") as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


def visit(browser: Browser, server: Served, theme: str, width: int) -> Page:
    context = browser.new_context(
        base_url=server.origin,
        viewport={"width": width, "height": 2400},  # So tall that the bar at the foot covers nothing.
        color_scheme="dark" if theme == "night" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto("/demo")
    page.click("button[name=be][value=noor]")
    page.wait_for_url("**/today")
    return page


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_has_a_fault_axe_can_find_and_none_spills(
    browser: Browser, demo: Served, theme: str, width: int
) -> None:
    inside = visit(browser, demo, theme, width)
    outside = browser.new_context(
        base_url=demo.origin,
        viewport={"width": width, "height": 2400},
        color_scheme="dark" if theme == "night" else "light",
    ).new_page()
    for page, paths in ((inside, INSIDE), (outside, OUTSIDE)):
        for path in paths:
            page.goto(path)
            assert not page.evaluate(SPILLS), f"{path} is wider than the screen"
            page.evaluate(AXE)
            assert page.evaluate(LOOK) == [], path
