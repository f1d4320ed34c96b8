"""An evening of feel along on two phones: a film of 112 minutes in no time, a line lost in the middle, a word about 0:48."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import CHROMIUM, Served, faults, phone, served, sign_in_again, two_phones

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

FILM_MINUTES = 112
NEAR = {"Noor": (48, 91), "Elias": (62, 91)}
"""The minutes that come close, for each."""


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Where Noor and Elias share a cloth."""
    with served(tmp_path_factory.mktemp("moments") / "data") as one:
        for page in two_phones(browser, one, [], right="Elias"):
            page.context.close()
        yield one


@pytest.fixture
def two(browser: Browser, server: Served) -> Iterator[tuple[Page, Page, Served, list[str]]]:
    complaints: list[str] = []
    noor, elias = (phone(browser, server, complaints) for _ in "12")
    sign_in_again(noor, server, "Noor")
    sign_in_again(elias, server, "Elias")
    yield noor, elias, server, complaints
    for page in (noor, elias):
        page.context.close()


def make(page: Page) -> str:
    page.goto("/moments/new")
    page.fill("#title", "The Long Ferry")
    page.get_by_text("Film", exact=True).click()
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url(re.compile("/moments/[0-9a-f]{32}$"))
    return page.url


def pull(page: Page, share: float) -> None:
    """Pull one's own thread so far and hold it; from the right edge it is pulled to the left."""
    box = page.locator(".strand").bounding_box()
    assert box is not None
    right = page.locator("body.you-right").count() == 1
    x = box["x"] + box["width"] * ((1 - share) if right else share)
    page.mouse.move(x, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(x + 1, box["y"] + box["height"] / 2)


def begin_film(page: Page, where: str) -> None:
    page.clock.install()
    page.goto(f"{where}/feel")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".strand")).to_be_visible()


def minutes(page: Page, many: int) -> None:
    """Some minutes of the film, every quarter of a second of them."""
    for _ in range(many):
        page.clock.run_for(60_000)


def watch(page: Page, near: tuple[int, ...], first: int, last: int) -> None:
    """From one minute of the film to another, pulling for four minutes around those that come close."""
    for minute in range(first, last):
        if minute in {one - 2 for one in near}:
            pull(page, 0.85)
        if minute in {one + 2 for one in near}:
            page.mouse.up()
        minutes(page, 1)


def stop(page: Page) -> None:
    page.get_by_role("button", name="Stop, keep what’s there").click()
    page.wait_for_url(lambda url: not url.endswith("/feel"))


def test_an_evening_of_feel_along_with_a_line_lost_in_the_middle(
    two: tuple[Page, Page, Served, list[str]],
) -> None:
    noor, elias, _, complaints = two
    where = make(noor)
    begin_film(noor, where)
    watch(noor, NEAR["Noor"], 0, 44)
    noor.context.set_offline(True)
    watch(noor, NEAR["Noor"], 44, 54)
    expect(noor.locator("[data-line]")).to_be_visible()
    noor.context.set_offline(False)
    watch(noor, NEAR["Noor"], 54, FILM_MINUTES)
    expect(noor.locator("[data-line]")).to_be_hidden()
    elias.goto(where)
    assert "landscape" not in elias.locator("main").inner_text()
    stop(noor)
    begin_film(elias, where)
    watch(elias, NEAR["Elias"], 0, FILM_MINUTES)
    stop(elias)
    elias.wait_for_url("**/landscape")
    noor.goto(f"{where}/landscape")
    for page in (noor, elias):
        shown = page.locator(".places").inner_text()
        assert re.search(r"0:4[789] was Noor’s alone", shown)
        assert re.search(r"1:(29|30|31|32) came close for both", shown)
        assert faults(page) == []
    noor.locator("summary", has_text="Say why").first.click()
    noor.locator("input[name=why]").first.fill("that coat was Dad’s")
    noor.get_by_role("button", name=re.compile("Leave a line at 0:4")).click()
    elias.reload()  # Time stands on this page, and with it the line that would have told it.
    expect(elias.locator(".places")).to_contain_text("that coat")
    elias.get_by_role("button", name=re.compile(r"Talk about \d:\d\d")).click()
    elias.wait_for_url("**/exercises/one-minute-of-it")
    noor.goto("/today")
    expect(noor.locator("main")).to_contain_text("One minute of it")
    assert complaints == []


def test_a_phone_that_slept_or_was_closed_has_everything_up_to_then(
    two: tuple[Page, Page, Served, list[str]],
) -> None:
    noor, _, _, _ = two
    where = make(noor)
    begin_film(noor, where)
    minutes(noor, 5)
    noor.clock.fast_forward("30:00")  # Timers stand still and time goes on, as in a pocket.
    minutes(noor, 5)
    noor.goto(where)
    expect(noor.locator("main")).to_contain_text("You are in the middle of it")
    noor.goto(f"{where}/feel")
    expect(noor.locator("#at")).to_have_value(re.compile("0:(39|40):"))


def test_a_page_thrown_away_without_a_line_still_has_it(two: tuple[Page, Page, Served, list[str]]) -> None:
    noor, _, _, _ = two
    where = make(noor)
    begin_film(noor, where)
    noor.route(
        "**/feel", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    minutes(noor, 10)
    expect(noor.locator("[data-line]")).to_be_visible()
    noor.unroute("**/feel")
    with noor.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        noor.reload()
    noor.goto(f"{where}/feel")
    expect(noor.locator("#at")).to_have_value(re.compile("0:(09|10):"))


def test_exit_takes_what_waits_with_it(two: tuple[Page, Page, Served, list[str]]) -> None:
    noor, _, _, _ = two
    where = make(noor)
    begin_film(noor, where)
    noor.route(
        "**/feel", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    minutes(noor, 1)
    assert noor.evaluate("sessionStorage.length") == 1
    noor.get_by_role("button", name="Exit").click()
    noor.wait_for_url("**/away")
    assert noor.evaluate("sessionStorage.length") == 0


def test_a_tap_ties_a_knot_and_the_keys_do_what_a_thumb_does(
    two: tuple[Page, Page, Served, list[str]],
) -> None:
    noor, _, _, _ = two
    where = make(noor)
    begin_film(noor, where)
    noor.clock.run_for(2_000)
    noor.locator(".strand").press("k")
    noor.locator(".strand").press("End")
    noor.clock.run_for(500)
    with noor.expect_request(lambda asked: asked.method == "POST") as asked:
        noor.get_by_role("button", name="Pause").click()
    batch = asked.value.post_data_json["batches"][0]
    assert batch["knots"] == [8]
    assert max(batch["values"]) > 20
    assert faults(noor) == []
