"""The private notebook as its owner meets it: opened here, locked everywhere else, closed by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from browser.house import SLOWLY, Served, account_made, phone, served
from couples import phrase
from promises.test_nothing_readable_at_rest import forms

pytestmark = pytest.mark.browser

CANARY = "The marmoset of Valparaiso"
HIDE = """() => {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  delete document.visibilityState;
}"""


WORDS = phrase("Noor")


@dataclass
class Notebook:
    """A notebook on one page."""

    page: Page
    passphrase: str = WORDS

    def open(self, passphrase: str = "") -> None:
        self.page.fill("#passphrase", passphrase or self.passphrase)
        self.page.get_by_role("button", name="Open").click()

    def opened(self) -> "Notebook":
        self.page.goto("/notebook")
        self.open()
        expect(self.page.locator("#open")).to_be_visible(timeout=SLOWLY)
        return self

    def write(self, words: str, keep: bool = True) -> None:
        self.page.get_by_role("button", name="Write").click()
        self.page.fill("#text", words)
        if keep:
            self.page.get_by_role("button", name="Keep").click()
            expect(self.page.locator("#open")).to_be_visible()

    @property
    def lines(self) -> list[str]:
        return self.page.locator("#list .said-s").all_inner_texts()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("notebook") / "data") as server:
        yield server


@pytest.fixture(scope="module")
def signed_in(browser: Browser, server: Served) -> StorageState:
    """An account made once; each test has a phone of its own."""
    return account_made(browser, server, "Noor", "madder")


@pytest.fixture
def notebook(browser: Browser, server: Served, signed_in: StorageState) -> Iterator[Notebook]:
    complaints: list[str] = []
    page = phone(browser, server, complaints, signed_in=signed_in)
    yield Notebook(page)
    page.context.close()
    assert [one for one in complaints if "Failed to" not in one] == []


def test_what_is_written_is_there_again_and_is_found_and_can_be_taken_out(notebook: Notebook) -> None:
    page = notebook.page
    page.goto("/notebook")
    notebook.open("not the heron at all")
    expect(page.locator("#trouble")).to_contain_text("doesn’t open the notebook", timeout=SLOWLY)
    expect(page.locator("#passphrase")).to_have_value("")
    notebook.opened()
    notebook.write(f"{CANARY}\nsaid nothing all day")
    notebook.write("Seven herons on the roof")
    assert set(notebook.lines) == {"Seven herons on the roof", CANARY}

    page.reload()
    expect(page.locator("#list li")).to_have_count(0)
    notebook.open()
    expect(page.locator("#list li")).to_have_count(2, timeout=SLOWLY)
    page.fill("#search", "NOTHING all")
    assert notebook.lines == [CANARY]
    page.fill("#search", "elephants")
    expect(page.locator("#none")).to_have_text("Nothing here has these words.")
    page.fill("#search", "")

    page.get_by_role("button", name=re.compile("Seven herons")).click()
    page.fill("#text", "Eight herons on the roof")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#list .said-s", has_text="Eight herons")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Eight herons")).click()
    page.get_by_role("button", name="Take out").click()
    expect(page.locator("#list li")).to_have_count(1)
    notebook.opened()
    assert notebook.lines == [CANARY]


def test_hidden_it_closes_and_what_was_typed_waits_as_a_draft(notebook: Notebook) -> None:
    page = notebook.opened().page
    notebook.write("Half a sen", keep=False)
    with page.expect_response("**/notebook/leaves") as kept:
        page.evaluate(HIDE)
    assert kept.value.status == 200
    expect(page.locator("#closed")).to_be_visible()
    expect(page.locator("#text")).to_have_value("")
    assert "Half a sen" not in page.content()
    notebook.open()
    draft = page.locator("#list li", has_text="Half a sen")
    expect(draft).to_contain_text("not kept yet", timeout=SLOWLY)
    draft.get_by_role("button").click()
    expect(page.locator("#text")).to_have_value("Half a sen")
    page.fill("#text", "Half a sentence, made whole")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#list li", has_text="made whole")).to_have_count(1)
    expect(page.locator("#list li", has_text="not kept yet")).to_have_count(0)
    notebook.opened()
    expect(page.locator("#list li", has_text="not kept yet")).to_have_count(0)


def test_left_while_writing_the_draft_is_there_all_the_same(notebook: Notebook) -> None:
    page = notebook.opened().page
    notebook.write("Left in the mid", keep=False)
    page.get_by_role("link", name="Yours").click()
    page.wait_for_url("**/yours")
    notebook.opened()
    expect(page.locator("#list li", has_text="Left in the mid")).to_contain_text("not kept yet")
    page.get_by_role("button", name=re.compile("Left in the mid")).click()
    page.get_by_role("button", name="Take this draft out").click()
    expect(page.locator("#list li", has_text="Left in the mid")).to_have_count(0)


def test_after_five_minutes_without_a_touch_it_is_closed(notebook: Notebook) -> None:
    page = notebook.page
    page.clock.install()
    notebook.opened()
    page.clock.fast_forward("04:50")
    page.keyboard.press("Shift")
    page.clock.fast_forward("04:50")
    expect(page.locator("#open")).to_be_visible()
    page.clock.fast_forward("00:11")
    expect(page.locator("#closed")).to_be_visible()
    expect(page.locator("#trouble")).to_contain_text("five minutes")
    expect(page.locator("#list li")).to_have_count(0)


def test_words_that_cannot_be_kept_stay_on_the_page(notebook: Notebook) -> None:
    page = notebook.opened().page
    page.route("**/notebook/leaves", lambda route: route.abort(), times=1)
    notebook.write("Said into the wind", keep=False)
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#trouble")).to_contain_text("still on this page")
    expect(page.locator("#text")).to_have_value("Said into the wind")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#list li", has_text="Said into the wind")).to_have_count(1)


def test_two_pages_of_one_person_lose_nothing_of_each_other(notebook: Notebook) -> None:
    one = notebook.opened()
    other = Notebook(one.page.context.new_page()).opened()
    one.page.bring_to_front()
    one.write("From the kitchen")
    other.page.bring_to_front()
    other.write("From the garden")
    one.page.bring_to_front()
    one.write("From the kitchen again")
    assert {"From the kitchen", "From the garden", "From the kitchen again"} <= set(one.lines)
    one.opened()
    assert {"From the kitchen", "From the garden", "From the kitchen again"} <= set(one.lines)
    expect(one.page.locator("#trouble")).to_be_hidden()


def test_the_server_is_sent_no_plain_word_and_no_key(notebook: Notebook) -> None:
    page, sent = notebook.page, list[str]()
    page.on("request", lambda request: sent.extend([request.url, request.post_data or ""]))
    notebook.opened().write(CANARY)
    page.fill("#search", "marmoset")
    notebook.write(f"{CANARY} again", keep=False)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.evaluate(HIDE)
    every = "\n".join(sent)
    assert '"locked"' in every
    assert "marmoset" not in every and "heron" not in every
    for word in (CANARY, WORDS):
        assert not any(form.decode("latin-1") in every for form in forms(word))


def test_no_other_script_runs_on_it(browser: Browser, server: Served, signed_in: StorageState) -> None:
    complaints: list[str] = []
    page = phone(browser, server, complaints, signed_in=signed_in)
    other = "export const notebookKey = 1;"
    page.route(
        "**/static/js/notes.js", lambda route: route.fulfill(body=other, content_type="text/javascript")
    )
    page.goto("/notebook")
    assert page.evaluate("import('/static/js/wake.js').then(() => 'ran', () => 'refused')") == "refused"
    expect(page.locator("#closed")).to_be_hidden()
    assert any("integrity" in one for one in complaints)
    assert any("Content Security Policy" in one for one in complaints)
    page.context.close()


def test_exit_empties_it_at_once_and_signs_out(browser: Browser, server: Served) -> None:
    page = phone(browser, server, [], signed_in=account_made(browser, server, "Elis", "kendal"))
    notebook = Notebook(page, phrase("Elis")).opened()
    notebook.write(CANARY)
    page.locator("[data-exit]").click()
    page.wait_for_url("**/away")
    page.go_back()
    assert CANARY not in page.content()
    page.goto("/notebook")
    assert page.url.endswith("/sign-in")
    page.context.close()
