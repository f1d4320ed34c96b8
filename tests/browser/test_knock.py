"""A knock through a browser: it is asked first, agrees, and shows one sentence whatever is delivered to it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from browser.house import CHROMIUM, Served, account_made, phone, see, served
from pushes import PushService, push_service
from weft.keeper.knocks import TEXT

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]

AGREES = """(keys) => {
    PushManager.prototype.getSubscription = async () => null;
    PushManager.prototype.subscribe = async function (wished) {
        window.wished = wished.applicationServerKey;
        return { toJSON: () => ({ endpoint: keys.endpoint, keys: { p256dh: keys.point, auth: keys.secret } }) };
    };
}"""
"""A browser's own push service is not to be had without a network; the rest of what is asked of it is real."""
SHOWN = """async () => {
    const worker = await navigator.serviceWorker.getRegistration('/static/js/');
    const shown = worker ? await worker.getNotifications() : [];
    return shown.length ? shown.map((one) => [one.title, one.body, one.tag]) : null;
}"""

AT_WORK = """async () =>
    (await navigator.serviceWorker.getRegistration('/static/js/'))?.active?.state === 'activated'"""
A_FRAME = "() => new Promise(requestAnimationFrame)"


@pytest.fixture(scope="module")
def push() -> Iterator[PushService]:
    with push_service() as service:
        yield service


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("rhythm")) as one:
        yield one


@pytest.fixture(scope="module")
def noor(browser: Browser, server: Served, complaints: list[str]) -> Page:
    return phone(browser, server, complaints, signed_in=account_made(browser, server, "Noor", "madder"))


def deliver(page: Page, server: Served, some: tuple[str, ...]) -> None:
    """Push messages come to the worker, as from a push service, once it is at work and the tools know of it."""
    tools: CDPSession = page.context.new_cdp_session(page)
    known: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated", lambda said: known.extend(_ours(said["registrations"]))
    )
    tools.send("ServiceWorker.enable")
    page.wait_for_function(AT_WORK)
    while not known:
        page.evaluate(A_FRAME)
    [registration] = set(known)
    for data in some:
        told = {"origin": server.origin, "registrationId": registration, "data": data}
        tools.send("ServiceWorker.deliverPushMessage", told)


def _ours(registrations: list[Any]) -> list[str]:
    return [one["registrationId"] for one in registrations if one["scopeURL"].endswith("/static/js/")]


def test_a_browser_that_says_no_is_told_kindly_and_nothing_is_kept(noor: Page) -> None:
    see(noor, "/yours/knock")
    noor.get_by_label("Once a day, in this browser").check()
    noor.get_by_role("button", name="Keep it so").click()
    expect(noor.locator("#asked")).to_contain_text("asked and said no")
    noor.reload()
    expect(noor.get_by_label("Not at all")).to_be_checked()


def test_one_that_agrees_shows_the_one_sentence_whatever_comes(
    noor: Page, server: Served, push: PushService
) -> None:
    noor.context.grant_permissions(["notifications"], origin=server.origin)
    agreed = push.browser("noor")
    noor.goto("/yours/knock")
    noor.evaluate(AGREES, {"endpoint": agreed.endpoint, "point": agreed.point, "secret": agreed.secret})
    noor.get_by_label("Once a day, in this browser").check()
    noor.get_by_label("At", exact=True).fill("19:30")
    noor.get_by_label("From").fill("22:00")
    noor.get_by_label("Until").fill("07:00")
    noor.get_by_role("button", name="Keep it so").click()
    expect(noor.get_by_text("Kept.", exact=True)).to_be_visible()
    expect(noor.get_by_label("in the browser you chose")).to_be_checked()
    expect(noor.get_by_label("At", exact=True)).to_have_value("19:30")
    deliver(noor, server, ("Elis wrote to you", TEXT, ""))
    assert noor.wait_for_function(SHOWN).json_value() == [[TEXT, "", "hour"]]
    see(noor, "/yours/knock")


def test_not_at_all_takes_the_worker_away_again(noor: Page) -> None:
    noor.goto("/yours/knock")
    noor.get_by_label("Not at all").check()
    noor.get_by_role("button", name="Keep it so").click()
    expect(noor.get_by_text("Kept.", exact=True)).to_be_visible()
    assert noor.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


def test_a_browser_takes_weft_for_something_to_put_on_a_home_screen(noor: Page) -> None:
    noor.goto("/today")
    tools: CDPSession = noor.context.new_cdp_session(noor)
    told = tools.send("Page.getAppManifest")
    assert told["url"].partition("?")[0].endswith("/static/weft.webmanifest")
    assert told["errors"] == []
    missing = {one["errorId"] for one in tools.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert missing <= {"in-incognito"}
