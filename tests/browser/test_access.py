"""Every page, by day and by night, at the width of a small phone and of a wall: axe-core finds nothing, nothing spills."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.house import Served, faults, served, whole_in_view

pytestmark = pytest.mark.browser

OUTSIDE = ("/", "/begin", "/sign-in", "/recover", "/help", "/host", "/parts", "/demo", "/join")
INSIDE = (
    "/today",
    "/practices",
    "/practices/talk",
    "/practices/time",
    "/ideas",
    "/ideas?long=half&mood=calm&apart=yes",
    "/ideas/likes",
    "/ideas/ours",
    "/exercises/slow-turns",
    "/cloth",
    "/cloth/list",
    "/compare",
    "/yours",
    "/yours/own-eyes",
    "/yours/knock",
    "/yours/zone",
    "/leave",
    "/notebook",
    "/letters",
    "/moments",
    "/plans",
    "/plans/new",
    "/plans/own",
    "/moments/new",
    "/reservoir",
    "/reservoir/book",
    "/wishes",
    "/cloth/take",
    "/cloth/far",
    "/yours/ways",
    "/yours/copy",
    "/past",
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("demo") / "data", "demo") as server:
        yield server


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
            whole_in_view(page)
            assert faults(page) == [], path


@pytest.mark.parametrize("theme", ["day", "night"])
def test_nor_has_any_page_of_leaving(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, theme: str
) -> None:
    with served(tmp_path_factory.mktemp("left") / "data", "demo") as server:
        page = visit(browser, server, theme, 390)
        page.goto("/leave")
        page.get_by_role("button", name="Leave now").click()
        page.wait_for_url("**/closed")
        assert faults(page) == []
        page.get_by_role("link", name="What was").click()
        page.wait_for_url("**/kept/*")
        assert faults(page) == []
