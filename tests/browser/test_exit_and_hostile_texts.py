"""On a real server, in real browsers: leaving is at once and for good, and hostile words from the partner run nothing."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.house import CHROMIUM, chromium, served, two_phones
from hostile.texts import MANY, MARK, texts

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]

AT_ONCE = 100
"""Milliseconds from the press to an empty page."""
SEES = ("/today", "/cloth", "/cloth/list", "/yours", "/practices", "/help", "/host")
FAST = (0, 1, 2, 3, 4, 11)
"""One text of each family that would run something; the others are played at length."""

POST = """async ([path, fields]) => (await fetch(path, { method: 'POST', body: new URLSearchParams(fields) })).url"""
WATCH = """addEventListener('securitypolicyviolation',
    (no) => console.error('policy: ' + no.violatedDirective + ' ' + no.blockedURI), true)"""


@dataclass
class Two:
    """Noor and Elis on a phone each, and everything their browsers complained of or asked for."""

    noor: Page
    elis: Page
    complaints: list[str] = field(default_factory=list)

    def post(self, page: Page, path: str, **fields: str) -> str:
        url: str = page.evaluate(POST, [path, fields])
        return url


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    with served(tmp_path_factory.mktemp("house")) as server, chromium() as browser:
        complaints: list[str] = []
        noor, elis = (_watched(page, complaints) for page in two_phones(browser, server, complaints))
        yield Two(noor, elis, complaints)


def _watched(page: Page, complaints: list[str]) -> Page:
    page.add_init_script(WATCH)
    page.on("dialog", lambda asked: (complaints.append(f"a dialog: {asked.message}"), asked.dismiss()))
    page.on("request", lambda one: complaints.append(f"asked for {one.url}") if MARK in one.url else None)
    return page


def _lives(two: Two, text: str) -> str:
    """An evening of this text on both phones; gives the address of its band."""
    for page in (two.noor, two.elis):
        two.post(page, "/yours/name", name=text[:40])
    asked = {"exercise": "one-true-line", "form": "own-pace"}
    two.post(two.noor, "/sittings", **asked)
    path = two.post(two.elis, "/sittings", **asked).partition("/sittings/")[2]
    for act in ("write", "respond", "keep"):
        for page in (two.noor, two.elis):
            two.post(page, f"/sittings/{path}", act=act, words=text[:200])
        two.elis.goto(f"/sittings/{path}")
        _whole(two.elis)
    return f"/cloth/{path}"


def _whole(page: Page) -> None:
    """The page has its bones, and nothing that the text brought along."""
    expect(page.locator("main")).to_have_count(1)
    expect(page.locator("[data-exit]")).to_have_count(1)
    strange = page.evaluate(
        """(mark) => [...Object.keys(globalThis), ...Object.keys(document.body.dataset)].filter((one) => one.includes(mark))
             .concat([...document.querySelectorAll('iframe, object, embed, base, video, audio, style, script:not([src^="/static/"])')]
                     .map((one) => one.tagName))
             .concat([...document.querySelectorAll('*')].flatMap((one) => [...one.attributes])
                     .filter((one) => one.name.startsWith('on') || one.name.includes(mark)).map((one) => one.name))""",
        MARK,
    )
    assert strange == []


def _play(two: Two, some: list[str]) -> None:
    for text in some:
        band = _lives(two, text)
        for path in (band, *SEES[:4]):
            two.elis.goto(path)
            _whole(two.elis)
        two.noor.goto("/today")
    assert [one for one in two.complaints if "policy" in one.lower() or MARK in one] == []


def test_hostile_texts_run_nothing_on_the_partners_phone(two: Two) -> None:
    some = list(texts(max(FAST) + 1))
    _play(two, [some[one] for one in FAST])


@pytest.mark.long
def test_every_fifth_of_five_hundred_runs_nothing_on_the_partners_phone(two: Two) -> None:
    _play(two, list(texts(MANY))[::5])


# ---------------------------------------------------------------- leaving; the last test here ends Noor's sign-in

BUTTON = "document.querySelector('[data-exit]').click()"
ESCAPE = "for (const n of [1, 2]) dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))"
SHIFT = "for (const n of [1, 2, 3]) dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }))"


def _leaves(page: Page, way: str) -> None:
    """Leave that way, and say by the page's own clock how long it took until nothing was there."""
    took, empty = page.evaluate(
        f"() => {{ const began = performance.now(); {way}; return [performance.now() - began, document.body === null] }}"
    )
    assert empty
    assert took < AT_ONCE
    page.wait_for_url("**/away")


@pytest.mark.parametrize("path", SEES)
def test_exit_is_seen_without_scrolling_on_every_page(two: Two, path: str) -> None:
    two.elis.goto(path)
    expect(two.elis.locator("[data-exit]")).to_be_in_viewport()


@pytest.mark.parametrize("way", [BUTTON, ESCAPE, SHIFT], ids=["exit", "escape twice", "shift three times"])
def test_every_way_of_leaving_empties_the_page_at_once(two: Two, way: str) -> None:
    two.elis.route("**/exit", lambda asked: asked.abort())  # Elis stays signed in for the next way.
    for path in ("/today", "/cloth"):
        two.elis.goto(path)
        expect(two.elis.locator("[data-exit]")).to_be_visible()
        _leaves(two.elis, way)
    two.elis.unroute("**/exit")


def test_writing_in_capitals_and_one_escape_leave_nothing(two: Two) -> None:
    two.elis.goto("/yours")
    two.elis.locator("#name").press_sequentially("A B C D")
    for key in ("Shift", "A", "Shift", "B", "Shift", "Escape", "Shift", "Shift", "A"):
        two.elis.keyboard.press(key)
    expect(two.elis.locator("main")).to_be_visible()
    assert two.elis.url.endswith("/yours")


def _cookie(page: Page) -> list[Any]:
    return [one for one in page.context.cookies() if one["name"] == "k"]


def until(true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        time.sleep(0.02)  # A beacon goes out on its own; nothing tells when it has come.
    raise AssertionError("it never came to be")


def test_after_leaving_back_and_forward_show_nothing_and_the_sign_in_is_over(two: Two) -> None:
    page = two.noor
    two.post(page, "/yours/name", name="Wilhelmina Canary")
    before = _cookie(page)
    for path in ("/today", "/yours"):
        page.goto(path)
    assert "Wilhelmina Canary" in page.content()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/away")
    until(lambda: not _cookie(page))
    for turn in (page.go_back, page.go_back, page.go_forward, page.go_forward):
        turn()
        page.wait_for_load_state()
        assert "Wilhelmina Canary" not in page.content()
    page.context.add_cookies(before)
    page.goto("/yours")
    assert page.url.endswith("/sign-in")
