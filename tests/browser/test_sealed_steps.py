"""A step of an exercise as two people seal it: each on a phone of their own, opened to both or to nobody."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import SLOWLY, Served, faults, served, two_phones
from browser.test_notebook import HIDE
from couples import phrase
from promises.test_nothing_readable_at_rest import forms
from weft.vault.copy import HEADER_BYTES, CopyLock

pytestmark = pytest.mark.browser

NOOR, ELIS = "A lamp by the bed that is not blue.", "An hour with the radio, and the heron."
LIST = "the-list-of-small-wishes"


@dataclass
class Sitter:
    """One of the two, in a sitting."""

    page: Page
    name: str
    sitting: str = ""

    def ask(self, exercise: str) -> None:
        self.page.goto(f"/exercises/{exercise}")
        self.page.locator("input[value=own-pace]").check(force=True)
        self.page.locator("form.ask button").click()
        expect(self.page.locator(".consent")).to_be_visible()

    def agree(self, exercise: str) -> str:
        self.page.goto(f"/exercises/{exercise}")
        self.page.get_by_role("button", name="Yes, let’s").click()
        self.page.wait_for_url("**/sittings/*")
        return self.page.url.rpartition("/")[2]

    def look(self) -> "Sitter":
        self.page.goto(f"/sittings/{self.sitting}")
        return self

    def opened(self) -> "Sitter":
        """On the page for sealed words, with the passphrase typed."""
        self.page.fill("#passphrase", phrase(self.name))
        self.page.get_by_role("button", name="Open only on this page").click()
        expect(self.page.locator("#open")).to_be_visible(timeout=SLOWLY)
        return self

    def seal(self, words: str) -> None:
        self.look().page.get_by_role("link", name="Write it sealed").click()
        self.opened().page.fill("#field", words)
        self.page.locator("#act").click()
        expect(self.page.locator("#done")).to_have_text("Sealed.")

    def press(self, name: str) -> None:
        """Press it, and stay until the server has answered."""
        button = self.look().page.get_by_role("button", name=name).first
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            button.click()

    def reading(self) -> "Sitter":
        self.look().page.get_by_role("link", name=re.compile("^(Sealed: read|What is sealed)")).first.click()
        return self.opened()

    def shows(self, *words: str) -> None:
        """These words and no others stand there, once they have been opened on this page."""
        expect(self.page.locator("#words .said-s")).to_have_text(words)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("sealed") / "data") as server:
        yield server


@pytest.fixture(scope="module")
def two(browser: Browser, server: Served) -> Iterator[tuple[Sitter, Sitter]]:
    complaints: list[str] = []
    pages = two_phones(browser, server, complaints)
    noor, elis = Sitter(pages[0], "Noor"), Sitter(pages[1], "Elis")
    noor.ask(LIST)
    noor.sitting = elis.sitting = elis.agree(LIST)
    yield noor, elis
    for page in pages:
        page.context.close()
    assert [one for one in complaints if "Failed to" not in one] == []


def test_both_write_open_answer_and_close_and_no_file_holds_what_they_sealed(
    two: tuple[Sitter, Sitter], server: Served
) -> None:
    noor, elis = two
    before = noor.look().page.locator("main").inner_html()
    elis.seal("Something else.")
    elis.press("Take it back")
    assert noor.look().page.locator("main").inner_html() == before
    noor.seal(NOOR)
    noor.shows(NOOR)
    assert faults(noor.page) == []
    elis.seal(ELIS)
    for one, own in ((noor, NOOR), (elis, ELIS)):
        one.reading().shows(own)
    for one in (noor, elis):
        one.press("Open it")
    for one in (noor, elis):
        one.reading().shows(NOOR, ELIS)
        assert faults(one.page) == []
    for one in (noor, elis):
        one.press("Ready")
    for words in ("The lamp.", "On Sunday, then."):
        for one in (noor, elis):
            one.reading().page.fill("#field", f"{words} {one.name}")
            expect(one.page.locator("#plainly")).to_be_visible()
            one.page.locator("#act").click()
            expect(one.page.locator("#field")).to_have_value("")
    for one in (noor, elis):
        one.press("Keep nothing")
    for one in (noor, elis):
        one.page.goto(f"/cloth/{one.sitting}")
        expect(one.page.get_by_role("link", name="Sealed: read")).to_have_count(2)
        one.page.get_by_role("link", name="Sealed: read").first.click()
        opened = one.opened().page.locator("#words .said-s")
        for words in (NOOR, ELIS):
            expect(opened.filter(has_text=words)).to_be_visible()
    lying = b"".join(file.read_bytes() for file in server.data.rglob("*") if file.is_file())
    assert [form for words in (NOOR, ELIS) for form in forms(words) if form in lying] == []


def test_a_copy_made_on_the_page_of_letters_has_the_words_of_both(
    two: tuple[Sitter, Sitter], tmp_path: Path
) -> None:
    page = two[1].page
    page.goto("/letters")
    two[1].opened()
    page.get_by_role("button", name="Take a copy of what is open").click()
    page.locator("#copy-locked").click()
    words = page.locator("#phrase").inner_text()
    with page.expect_download(timeout=SLOWLY) as taken:
        page.locator("#copy-locked").click()
    with zipfile.ZipFile(taken.value.path()) as folder:
        raw = folder.read("copy.weft")
    inside = CopyLock.from_header(words, raw[:HEADER_BYTES]).unlock(raw[HEADER_BYTES:])
    with zipfile.ZipFile(io.BytesIO(inside)) as book:
        for name in ("book.html", "words.md"):
            read = book.read(name).decode()
            assert NOOR in read
            assert ELIS in read
            assert "The list of small wishes" in read
            assert "The lamp." not in read, "what was not sealed is in the copy the server makes"
    page.locator("#copy").get_by_text("Take it unlocked").click()
    with page.expect_download() as plain:
        page.locator("#copy-plain").click()
    read = Path(plain.value.path()).read_text("utf-8")
    assert NOOR in read
    assert ELIS in read


def test_hidden_or_left_the_page_forgets_everything(two: tuple[Sitter, Sitter]) -> None:
    noor, _ = two
    noor.page.goto("/away")
    noor.page.goto(f"/sealed#{noor.sitting}")
    noor.opened()
    expect(noor.page.locator("#words")).to_contain_text(NOOR)
    noor.page.evaluate(HIDE)
    expect(noor.page.locator("#open")).to_be_hidden()
    assert noor.page.locator("body").inner_text().count("lamp") == 0


def test_the_page_has_no_words_without_a_sitting_or_with_a_wrong_passphrase(
    two: tuple[Sitter, Sitter],
) -> None:
    noor, _ = two
    noor.page.goto("/away")
    noor.page.goto(f"/sealed#{noor.sitting}")
    noor.page.fill("#passphrase", "not at all the passphrase")
    noor.page.get_by_role("button", name="Open only on this page").click()
    expect(noor.page.locator("#trouble")).to_contain_text("doesn’t open this page", timeout=SLOWLY)
    noor.page.goto("/away")
    noor.page.goto("/sealed")
    noor.page.fill("#passphrase", phrase("Noor"))
    noor.page.get_by_role("button", name="Open only on this page").click()
    expect(noor.page.locator("#trouble")).to_contain_text("reached from a sitting")


def test_the_server_is_sent_no_sealed_word(two: tuple[Sitter, Sitter]) -> None:
    noor, elis = two
    sent: list[str] = []
    noor.page.on("request", lambda asked: sent.append(f"{asked.url} {asked.post_data or ''}"))
    noor.ask("rules-of-our-own")
    sitting = elis.agree("rules-of-our-own")
    Sitter(noor.page, "Noor", sitting).seal(NOOR)
    assert any(f"/sealed/{sitting} {{" in one for one in sent)
    assert [form for form in forms(NOOR) for one in sent if form.decode("latin-1") in one] == []
