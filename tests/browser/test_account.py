"""Making an account, signing in and coming back with a code, as a person meets them; and the rest without a script."""

import re
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.house import PHONE, Served, phone, served
from weft.keeper.accounts import SPENT, TAKEN

pytestmark = pytest.mark.browser

SLOWLY = 30_000
"""Milliseconds a key may take to derive on a busy machine."""
WORDS = "the heron stands in our cold pantry"
NEW_WORDS = "the heron has moved to the cellar"
INVITATION = "7KQ4-M2XR-9D0B-VTHW-5ZEN"
LOST = "Everything you typed is still here"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("account") / "data") as server:
        yield server


@pytest.fixture
def page(browser: Browser, server: Served) -> Iterator[Page]:
    complaints: list[str] = []
    page = phone(browser, server, complaints)
    yield page
    page.context.close()
    assert [one for one in complaints if not one.startswith("Failed to load")] == []


def said(page: Page) -> str:
    """The one sentence the page says about what did not work."""
    line = page.locator("p.wrong:visible")
    expect(line).to_have_count(1, timeout=SLOWLY)
    return line.inner_text()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def new_code(page: Page) -> str:
    shown = page.locator("[data-recovery-code]")
    expect(shown).to_have_text(re.compile("-"), timeout=SLOWLY)
    return shown.inner_text().strip()


def type_back(page: Page, code: str) -> None:
    for field in page.locator("[data-recovery-check] input").all():
        at = int((field.get_attribute("id") or "").removeprefix("group-"))
        field.fill(code.split("-")[at].lower())


def lose_the_next_answer(page: Page, path: str) -> None:
    """What is posted there arrives and is done; what the server answers does not come back."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(f"**{path}", lose, times=1)


def forget(page: Page) -> None:
    """Leave the server's pages first, so that no answer under way brings a cookie back."""
    page.goto("about:blank")
    page.context.clear_cookies()


def fill(page: Page, **fields: str) -> None:
    for name, words in fields.items():
        page.fill(f"#{name}", words)


def rows(server: Served, table: str) -> int:
    with sqlite3.connect(f"file:{server.data / 'keys.db'}?mode=ro", uri=True) as keys:
        count: int = keys.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return count


def try_once(page: Page, **fields: str) -> tuple[int, dict[str, str], bytes]:
    """Try to sign in; gives all that the server answered but the time of day."""
    page.goto("/sign-in")
    fill(page, **fields)
    with page.expect_response("**/sign-in", timeout=SLOWLY) as awaited:
        press(page, "Sign in")
    answer = awaited.value
    headers = {name: said for name, said in answer.all_headers().items() if name != "date"}
    return answer.status, headers, answer.body() if answer.status == 400 else b""


def test_an_account_from_the_first_word_typed_to_a_lost_phone(page: Page, server: Served) -> None:
    # Whoever types before the six words have come keeps what they typed.
    def type_first(words: Route) -> None:
        page.fill("#passphrase", "seven herons")
        words.continue_()

    page.route("**/lists.js*", type_first, times=1)
    with page.expect_response("**/lists.js*"):
        page.goto(f"/begin#{INVITATION}")
    fill(page, name="Noor")
    page.locator("input[value=madder]").check(force=True)

    # A passphrase that will not do is refused kindly, and stays.
    for poor, kindly in (
        ("seven herons", "fifteen characters"),
        ("Correct horse battery staple!", "tried first"),
        ("abc abc abc abc abc", "less regular"),
    ):
        if poor != "seven herons":
            page.fill("#passphrase", poor)
        page.check("#adult")
        press(page, "Make my key")
        assert kindly in said(page)
        expect(page.locator("#passphrase")).to_have_value(poor)
        expect(page.locator("#passphrase")).to_be_focused()

    # A slip in the code typed back is named by its group.
    page.fill("#passphrase", WORDS)
    page.check("#adult")
    press(page, "Make my key")
    code = new_code(page)
    expect(page.locator("#make-account")).not_to_have_attribute("aria-busy", "true")
    type_back(page, code)
    second = page.locator("[data-recovery-check] input").last
    second.fill("XXXX")
    press(page, "I have written it down")
    assert "Look once more at what you wrote" in said(page)
    expect(second).to_be_focused()

    # The answer to the last step is lost; the next press makes no second account and asks for no second paper.
    type_back(page, code)
    lose_the_next_answer(page, "/begin")
    press(page, "I have written it down")
    expect(page.locator("p.wrong")).to_contain_text(LOST, timeout=SLOWLY)
    assert new_code(page) == code
    press(page, "I have written it down")
    page.wait_for_url(f"**/today#{INVITATION}", timeout=SLOWLY)
    assert (rows(server, "people"), rows(server, "slots")) == (1, 2)
    page.goto("/yours")
    assert page.get_by_role("button", name="Sign out there").count() == 0

    # A name nobody has and a passphrase that is not theirs get the same answer, and what was typed stays.
    press(page, "Sign out")
    page.wait_for_url("**/away")
    forget(page)
    wrong = try_once(page, name="Noor", passphrase="not the heron at all")
    sentence = said(page)
    expect(page.locator("#name")).to_have_value("Noor")
    expect(page.locator("#passphrase")).to_have_value("not the heron at all")
    expect(page.locator("#passphrase")).to_be_focused()
    unknown = try_once(page, name="Nobody", passphrase="not the heron at all")
    assert wrong == unknown
    assert (
        said(page) == sentence == "The name and passphrase don’t belong together. Check both and try again."
    )

    # The code: a slip, another name, and a lost answer again.
    page.goto("/recover")
    fill(page, name="Noor", passphrase=NEW_WORDS, code=code[:-1] + ("0" if code[-1] != "0" else "1"))
    press(page, "Open with the code")
    assert "group by group" in said(page)
    fill(page, name="Somebody", code=code.lower().replace("-", " "))
    press(page, "Open with the code")
    assert said(page) == "That isn’t the name this account signs in with."
    expect(page.locator("[data-recovery]")).to_be_hidden()
    fill(page, name="noor")
    press(page, "Open with the code")
    next_code = new_code(page)
    assert next_code != code
    type_back(page, next_code)
    lose_the_next_answer(page, "/recover")
    press(page, "I have written it down")
    expect(page.locator("p.wrong")).to_contain_text(LOST, timeout=SLOWLY)
    press(page, "I have written it down")
    page.wait_for_url("**/today", timeout=SLOWLY)
    assert (rows(server, "people"), rows(server, "slots")) == (1, 2)

    # The old code is spent, and the new passphrase opens.
    forget(page)
    page.goto("/recover")
    fill(page, name="Noor", passphrase=WORDS, code=code)
    press(page, "Open with the code")
    assert said(page) == SPENT
    try_once(page, name="Noor", passphrase=NEW_WORDS)
    page.wait_for_url("**/today", timeout=SLOWLY)

    # The same name and passphrase once more are no second account.
    forget(page)
    page.goto("/begin")
    expect(page.locator("#passphrase")).to_have_value(re.compile(r"(\w+ ){5}\w+"))
    fill(page, name="Noor", passphrase=NEW_WORDS)
    page.locator("input[value=weld]").check(force=True)
    page.check("#adult")
    press(page, "Make my key")
    type_back(page, new_code(page))
    press(page, "I have written it down")
    expect(page.locator("p.wrong")).to_have_text(TAKEN, timeout=SLOWLY)
    expect(page.locator("#passphrase")).to_be_focused()
    assert rows(server, "people") == 1


def test_a_server_that_asks_for_a_weak_key_is_sent_nothing(page: Page) -> None:
    weak = '{"salt": "AAAAAAAAAAAAAAAAAAAAAA", "params": {"m": 8, "t": 1, "p": 1}}'
    page.route("**/salt?*", lambda route: route.fulfill(body=weak, content_type="application/json"))
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.goto("/sign-in")
    fill(page, name="Noor", passphrase=WORDS)
    press(page, "Sign in")
    assert "weaker key than Weft allows" in said(page)
    assert sent == []


# ---------------------------------------------------------------- without a script


def without_script(browser: Browser, server: Served, name: str) -> Page:
    """Somebody new, signed in, in a browser that runs no script from then on."""
    begun = phone(browser, server, [])
    begun.goto("/begin")
    fill(begun, name=name, passphrase=f"{WORDS} with {name}")
    begun.locator("input[value=weld]").check(force=True)
    begun.check("#adult")
    press(begun, "Make my key")
    type_back(begun, new_code(begun))
    press(begun, "I have written it down")
    begun.wait_for_url("**/today", timeout=SLOWLY)
    context = browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        base_url=server.origin,
        java_script_enabled=False,
        storage_state=begun.context.storage_state(),
    )
    begun.context.close()
    page = context.new_page()
    page.goto("/today")
    return page


def join(one: Page, other: Page) -> None:
    one.get_by_role("link", name="Invite someone").click()
    one.locator("form[action='/invite'] button").click()
    code = one.locator(".groups").inner_text()
    other.get_by_role("link", name="I was invited").click()
    other.fill("#code", code)
    press(other, "See who is asking")
    press(other, "Yes, share a cloth")
    press(other, "They are the same")
    one.goto("/compare")
    press(one, "They are the same")


def write(page: Page, sitting: str, act: str, words: str) -> None:
    page.goto(sitting)
    page.locator("textarea").fill(words)
    page.locator(f"button[name=act][value={act}]").click()


def test_everything_but_coming_in_works_by_plain_forms(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with served(tmp_path_factory.mktemp("plain") / "data") as server:
        noor, elias = [without_script(browser, server, name) for name in ("Noor", "Elias")]
        join(noor, elias)
        noor.get_by_role("link", name="Practices").click()
        noor.locator(".book a[href='/practices/affection']").click()
        noor.locator(".threads a[href='/exercises/one-true-line']").click()
        noor.locator("input[name=form][value=own-pace]").check(force=True)
        press(noor, "Ask Elias")
        elias.goto("/today")
        elias.get_by_role("link", name="Read what it is").click()
        press(elias, "Yes, let’s")
        elias.wait_for_url("**/sittings/*")
        sitting = elias.url
        for act, words in (
            ("write", "You hummed."),
            ("respond", "I did."),
            ("keep", "The kettle sang along."),
        ):
            for page in (noor, elias):
                write(page, sitting, act, words)
        noor.goto(sitting)
        press(noor, "Partly")
        expect(noor.locator("button[name=felt][value=partly]")).to_have_attribute("aria-pressed", "true")
        noor.get_by_role("link", name="See it in the cloth").click()
        expect(noor.locator(".plate")).to_contain_text("The kettle sang along.")
        noor.goto("/cloth/list")
        expect(noor.locator("article").first).to_contain_text("The kettle sang along.")

        noor.goto("/yours")
        noor.locator("summary").first.click()
        noor.fill("#name", "Noor van den Berg")
        press(noor, "Change my name")
        expect(noor.locator("main")).to_contain_text("Noor van den Berg")
        press(noor, "Sign out")
        noor.wait_for_url("**/away")
        noor.goto("/today")
        noor.wait_for_url("**/sign-in")
        press(elias, "Exit")
        elias.wait_for_url("**/away")
        for page in (noor, elias):
            page.context.close()
