"""A touch across distance, with two phones on a real server: within which time it arrives, and what each is shown."""

import statistics
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import CHROMIUM, Served, begin, chromium, join, phone, served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

COMPLAINTS: list[str] = []
ARRIVES_MS = 150
NOTE = """() => {
  globalThis.felt = [];
  new MutationObserver(() => felt.push([document.querySelector('weft-near').hasAttribute('data-held'),
    performance.timeOrigin + performance.now()])).observe(document.querySelector('weft-near'),
    {attributes: true, attributeFilter: ['data-held']});
}"""
PRESS = """(kind) => {
  const at = performance.timeOrigin + performance.now();
  document.querySelector('[data-hold]').dispatchEvent(new PointerEvent(kind, {bubbles: true, pointerId: 1}));
  return at;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("near")) as one:
        yield one


@pytest.fixture(scope="module")
def two(browser: Browser, server: Served) -> tuple[Page, Page]:
    noor, elis = (phone(browser, server, COMPLAINTS) for _ in "12")
    for one in (noor, elis):
        one.add_init_script("globalThis.hums = []; navigator.vibrate = (how) => hums.push(how)")
    begin(noor, "Noor", "madder")
    begin(elis, "Elis", "kendal")
    join(noor, elis)
    return noor, elis


def come(page: Page) -> None:
    page.goto("/near")
    page.get_by_role("button", name="I’m here", exact=False).first.click()
    expect(page.locator("[data-now]")).not_to_be_empty()


def both(two: tuple[Page, Page]) -> tuple[Page, Page]:
    for one in two:
        come(one)
    for one, them in zip(two, ("Elis", "Noor"), strict=True):
        expect(one.locator("[data-now]")).to_have_text(f"{them} is here")
    return two


def test_a_hold_lights_the_other_screen_within_150_milliseconds(two: tuple[Page, Page]) -> None:
    noor, elis = both(two)
    elis.evaluate(NOTE)
    took: list[float] = []
    for _ in range(9):
        for kind, held in (("pointerdown", True), ("pointerup", False)):
            began = noor.evaluate(PRESS, kind)
            elis.wait_for_function("(so) => felt.at(-1)?.[0] === so", arg=held)
            took.append(elis.evaluate("felt.at(-1)[1]") - began)
    print("hold to light, ms:", [round(one) for one in took])
    assert statistics.median(took) < ARRIVES_MS
    assert elis.evaluate("hums.some((one) => one.length > 2)")
