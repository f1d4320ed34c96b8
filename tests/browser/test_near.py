"""A touch across distance, with two phones on a real server: within which time it arrives, and what each is shown."""

import json
import math
import statistics
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.house import CHROMIUM, Served, faults_by_day_and_night, phone, served, two_phones

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

ARRIVES_MS = 150
SPY = """globalThis.hums = []; navigator.vibrate = (how) => hums.push(how); globalThis.sounds = 0;
  const Real = AudioContext; globalThis.AudioContext = class extends Real { constructor() { super(); sounds++ } };"""
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
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("near")) as one:
        yield one


@pytest.fixture(scope="module")
def two(browser: Browser, server: Served, complaints: list[str]) -> tuple[Page, Page]:
    noor, elis = two_phones(browser, server, complaints)
    for one in (noor, elis):
        one.add_init_script(SPY)
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


def held(page: Page) -> None:
    expect(page.locator("weft-near[data-held]")).to_have_count(1)


def not_held(page: Page) -> None:
    expect(page.locator("weft-near[data-held]")).to_have_count(0)


def looked_over(page: Page, what: str) -> None:
    """Nothing axe finds, by day and by night, on a phone and on a wide screen."""
    assert faults_by_day_and_night(page) == [], what


def test_by_finger_by_key_and_by_both_and_every_word_of_it_is_read_out(two: tuple[Page, Page]) -> None:
    noor, elis = two
    noor.goto("/near")
    looked_over(noor, "before")
    come(noor)
    looked_over(noor, "alone")
    noor, elis = both(two)
    box = noor.viewport_size or {"width": 390, "height": 844}
    noor.mouse.move(box["width"] / 2, box["height"] / 2)
    noor.mouse.down()
    held(elis)
    expect(elis.locator("[role=status][data-now]")).to_have_text("Noor holds you")
    looked_over(elis, "held")
    elis.keyboard.down("Space")
    held(noor)
    for one in (noor, elis):
        expect(one.locator("[data-now]")).to_have_text("You hold each other")
    looked_over(elis, "both")
    noor.mouse.up()
    not_held(elis)
    elis.keyboard.up("Space")
    not_held(noor)
    assert elis.evaluate("hums.at(-1)") == 0
    assert [one.evaluate("sounds") for one in (noor, elis)] == [0, 0]


def test_exit_in_the_middle_of_a_touch_leaves_an_empty_page(
    two: tuple[Page, Page], browser: Browser, server: Served, complaints: list[str]
) -> None:
    noor, _ = two
    page = phone(browser, server, complaints)
    page.context.add_cookies(noor.context.cookies())  # type: ignore[arg-type]
    page.goto("/near")
    page.evaluate("document.querySelector('[data-come] button').click()")
    expect(page.locator("[data-now]")).not_to_be_empty()
    page.evaluate(PRESS, "pointerdown")
    page.route("**/exit", lambda route: route.fulfill(status=204))  # Noor goes on being signed in.
    assert page.evaluate("document.querySelector('[data-exit]').click(), document.body === null")
    page.wait_for_url("**/away")
    page.context.close()


def test_it_sounds_only_where_it_was_ticked(two: tuple[Page, Page]) -> None:
    noor, _ = two
    noor.goto("/near")
    noor.get_by_role("checkbox", name="With a low sound").check()
    assert noor.evaluate("sounds") == 0
    noor.get_by_role("button", name="I’m here").click()
    expect(noor.locator("[data-now]")).not_to_be_empty()
    assert noor.evaluate("sounds") == 1


def test_a_good_night_goes_on_when_both_have_held_and_let_go(two: tuple[Page, Page]) -> None:
    noor, elis = both(two)
    noor.get_by_role("button", name="Good night").click()
    expect(elis.locator("[data-now]")).to_have_text("Noor would like to say good night with you.")
    looked_over(elis, "asked")
    elis.get_by_role("button", name="Good night").click()
    steps = [one.locator("[data-steps=good-night] li").all_text_contents() for one in (noor, elis)]
    assert len(steps[0]) > 2
    for step in zip(*steps, strict=True):
        for one, text in zip((noor, elis), step, strict=True):
            expect(one.locator("[data-now]")).to_have_text(text)
        for one in (noor, elis):
            one.evaluate(PRESS, "pointerdown")
        for one in (noor, elis):
            held(one)
        noor.wait_for_timeout(1000)  # To hold together takes its time.
        for one in (noor, elis):
            one.evaluate(PRESS, "pointerup")
    for one in (noor, elis):
        expect(one.locator("[data-now]")).to_have_text("Good night. The phone can lie face down now.")


PHASE = """() => {
  const line = document.querySelector('[data-breath]'), full = Number(line.style.getPropertyValue('--full'));
  return [performance.timeOrigin + performance.now(), full, line.textContent.trim()];
}"""


def breath(page: Page) -> float:
    """When the breath a page shows began, in milliseconds since 1970 and modulo one breath."""
    at, full, word = page.evaluate(PHASE)
    part = math.acos(1 - 2 * min(1, max(0, full))) / math.pi
    into = part * 4500 if word == "in" else 4500 + (1 - part) * 5500
    return float((at - into) % 10_000)


def test_two_who_breathe_in_time_breathe_together(two: tuple[Page, Page]) -> None:
    noor, elis = both(two)
    for one in (noor, elis):
        one.get_by_role("button", name="Breathe in time").click()
        one.wait_for_function(
            "() => { const f = Number(document.querySelector('[data-breath]').style.getPropertyValue('--full')); return f > .1 && f < .9 }"
        )
    apart = abs(breath(noor) - breath(elis))
    assert min(apart, 10_000 - apart) < 250, apart
    looked_over(noor, "breathing")


def test_behind_what_holds_streams_back_it_says_so_and_the_touch_still_arrives(
    browser: Browser, server: Served, two: tuple[Page, Page], complaints: list[str]
) -> None:
    noor, elis = two
    slow = phone(browser, server, complaints, signed_in=elis.context.storage_state())
    slow.route("**/near/line", lambda _: None)
    come(noor)
    come(slow)
    expect(slow.locator("[data-slow]")).to_be_visible()
    noor.evaluate(PRESS, "pointerdown")
    held(slow)
    looked_over(slow, "slow")
    slow.evaluate(PRESS, "pointerdown")
    held(noor)
    slow.context.close()


def _alone_after_a_while(route: Route) -> None:
    so = route.fetch().json() | {"near": False, "held": False, "theirs": "", "step": -1, "whileNear": True}
    route.fulfill(content_type="application/json", body=json.dumps(so))


def test_a_lost_line_is_said_and_who_stops_is_asked_whether_to_keep_it(two: tuple[Page, Page]) -> None:
    noor, elis = both(two)
    noor.evaluate(PRESS, "pointerdown")
    held(elis)
    elis.route("**/near/look?*", _alone_after_a_while)
    expect(elis.locator("[data-now]")).to_have_text("No line to Noor just now")
    not_held(elis)
    looked_over(elis, "lost")
    elis.get_by_role("button", name="Stop").click()
    elis.get_by_role("button", name="Keep it").click()
    expect(elis.get_by_text("If Noor says so too, it will be in your cloth.")).to_be_visible()
    looked_over(elis, "after")
    elis.unroute("**/near/look?*")


def test_a_page_that_was_put_away_is_here_no_more(
    browser: Browser, server: Served, two: tuple[Page, Page], complaints: list[str]
) -> None:
    noor, _ = two
    page = phone(browser, server, complaints, signed_in=noor.context.storage_state())
    page.clock.install()
    for away, said in (("hidden", "put away for a while"), ("still", "for a quarter of an hour")):
        page.goto("/near")
        page.get_by_role("button", name="I’m here").click()
        expect(page.locator("[data-now]")).not_to_be_empty()
        if away == "hidden":
            _show(page, hidden=True)
            page.clock.fast_forward(31_000)
            _show(page, hidden=False)
        else:
            page.clock.fast_forward(15 * 60_000 + 1000)
        expect(page.locator("[data-wrong]")).to_contain_text(said)
        expect(page.get_by_role("button", name="I’m here").first).to_be_visible()
    page.context.close()


def test_without_scripts_it_says_why_and_leads_to_what_works(
    browser: Browser, server: Served, two: tuple[Page, Page], complaints: list[str]
) -> None:
    noor, _ = two
    page = phone(browser, server, complaints, script=False, signed_in=noor.context.storage_state())
    page.goto("/affection")
    page.get_by_role("link", name="A touch across distance").click()
    assert "This one needs JavaScript" in page.content()
    expect(page.get_by_role("button", name="I’m here")).to_have_count(0)
    page.context.close()


def _show(page: Page, hidden: bool) -> None:
    page.evaluate(
        """(hidden) => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
             document.dispatchEvent(new Event('visibilitychange')) }""",
        hidden,
    )
