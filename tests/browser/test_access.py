"""Every page, by day and by night, at the width of a small phone and of a wall: axe-core finds nothing, nothing spills."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import Served, faults_by_day_and_night, served
from weft.web.app import DOORS

pytestmark = pytest.mark.browser

OUTSIDE = (
    "/",
    "/before",
    "/begin",
    "/sign-in",
    "/recover",
    "/help",
    "/host",
    "/parts",
    "/demo",
    "/join",
)
INSIDE = (
    "/today",
    "/today/like",
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
    "/cloth/take",
    "/cloth/far",
    "/compare",
    "/invite",
    "/renewed",
    "/yours",
    "/yours/own-eyes",
    "/yours/still",
    "/yours/knock",
    "/yours/ways",
    "/yours/ways/passphrase",
    "/yours/ways/code",
    "/yours/copy",
    "/yours/bring",
    "/yours/zone",
    "/yours/home-screen",
    "/yours/home-screen/plain",
    "/leave",
    "/closed",
    "/past",
    "/damage",
    "/notebook",
    "/letters",
    "/moments",
    "/moments/new",
    "/plans",
    "/plans/new",
    "/plans/own",
    "/affection",
    "/affection/map",
    "/affection/theirs",
    "/affection/lands",
    "/near",
    "/time",
    "/time/mine",
    "/time/usual",
    "/time/calendars",
    "/evening",
    "/evening/mine",
    "/season",
    "/season/choose",
    "/insight",
    "/insight/both",
    "/insight/experiment",
    "/reservoir",
    "/reservoir/days",
    "/reservoir/book",
    "/reservoir/book/own",
    "/wishes",
)
ELSEWHERE = {
    "/shared-browser": "only where another person's browser is signed in: tests/web/samples",
    "/yours/ways/mine": "test_passkeys.py",
    "/yours/ways/passkey": "test_passkeys.py",
    "/time/mine/day": "test_freetime.py",
    "/fresh": "leads on at once where the passphrase was just typed: tests/web/samples",
    "/sealed": "test_sealed_steps.py",
    "/away": "a page without anything on it",
    "/salt": "no page",
    "/near/look": "no page",
    "/letters/all": "no page",
    "/letters/book": "no page",
    "/notebook/ways": "no page",
    "/notebook/leaves": "no page",
    "/yours/copy/opener": "a file",
}
"""Addresses without a name in them that are not looked at here, and where they are."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("demo") / "data", "demo") as server:
        yield server


@pytest.fixture(scope="module")
def outside(browser: Browser, demo: Served) -> Page:
    return browser.new_page(base_url=demo.origin, reduced_motion="reduce")


@pytest.fixture(scope="module")
def inside(browser: Browser, demo: Served) -> Page:
    return visit(browser, demo)


def visit(browser: Browser, server: Served) -> Page:
    page = browser.new_page(base_url=server.origin, reduced_motion="reduce")
    page.goto("/demo")
    page.click("button[name=be][value=noor]")
    page.wait_for_url("**/today")
    return page


def test_every_page_is_looked_at() -> None:
    looked_at = {path.partition("?")[0] for path in (*OUTSIDE, *INSIDE)}
    pages = {door.path for door in DOORS if "GET" in door.methods and "{" not in door.path}
    assert pages - looked_at == set(ELSEWHERE)


@pytest.mark.parametrize("path", INSIDE)
def test_no_page_has_a_fault_axe_can_find_and_none_spills(inside: Page, path: str) -> None:
    inside.goto(path)
    expect(inside.locator("[data-exit]").first).to_be_in_viewport()
    assert faults_by_day_and_night(inside) == []


@pytest.mark.parametrize("path", OUTSIDE)
def test_nor_has_any_page_outside(outside: Page, path: str) -> None:
    outside.goto(path)
    expect(outside.locator("[data-exit]").first).to_be_in_viewport()
    assert faults_by_day_and_night(outside) == []


@pytest.mark.parametrize(
    ("style", "noticed"),
    [
        (
            "@media (prefers-color-scheme: dark) {main p {color: #333 !important}}",
            "390, dark: color-contrast",
        ),
        (
            "@media (prefers-color-scheme: light) {main p {color: #ccc !important}}",
            "1280, light: color-contrast",
        ),
        ("@media (max-width: 330px) {main p {min-width: 40rem}}", "320: wider than the screen"),
    ],
)
def test_what_only_one_theme_or_width_does_wrong_is_noticed(outside: Page, style: str, noticed: str) -> None:
    outside.goto("/help")
    outside.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets.push(sheet); }",
        style,
    )
    assert any(one.startswith(noticed) for one in faults_by_day_and_night(outside))


def test_nor_has_any_page_of_leaving(browser: Browser, demo: Served) -> None:
    """The last scene of this file: from here on Noor and Elis have parted."""
    page = visit(browser, demo)
    page.goto("/leave")
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url("**/closed")
    assert faults_by_day_and_night(page) == []
    page.get_by_role("link", name="What was").click()
    page.wait_for_url("**/kept/*")
    assert faults_by_day_and_night(page) == []
