"""Letters between two who know each other's keys: compared in the page, pinned, and still readable years and keys later."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.house import SLOWLY, Served, served, two_phones
from browser.test_letters import ELIS, NOOR, Letters, begun, let_time_pass
from browser.test_ways import write_down
from couples import phrase
from weft.vault.copy import HEADER_BYTES, CopyLock

pytestmark = pytest.mark.browser

NEW = "nine grey herons walk the low wall"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("known") / "data") as server:
        yield server


@pytest.fixture(scope="module")
def two(browser: Browser, server: Served) -> Iterator[tuple[Letters, Letters]]:
    """Noor and Elis with one letter open between them. The scenes below follow one another, as years do."""
    complaints: list[str] = []
    pages = two_phones(browser, server, complaints)
    both = Letters(pages[0], "Noor"), Letters(pages[1], "Elis")
    noor, elis = begun(both, "server", 3)
    noor.seal(NOOR)
    elis.opened().seal(ELIS)
    let_time_pass(server, hours=4)
    yield both
    for page in pages:
        page.context.close()
    assert [one for one in complaints if "Failed to" not in one] == []


def words_on(page: Page) -> list[str]:
    page.get_by_role("button", name="Compare words").click()
    expect(page.locator("#words li")).to_have_count(6)
    return page.locator("#words li").all_inner_texts()


def other_keys(page: Page, **told: Any) -> None:
    """A server that names other keys for the other, or forgets what it kept."""

    def altered(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | told)

    page.route("**/letters/all", altered)


def test_both_make_the_same_six_words_themselves_and_once_compared_are_not_asked_again(
    two: tuple[Letters, Letters],
) -> None:
    noor, elis = two
    seen = [words_on(one.opened().page) for one in two]
    noor.page.get_by_role("button", name="They are the same").click()
    expect(noor.page.locator("#open")).to_be_visible()
    expect(noor.page.locator("#unsure")).to_be_hidden()
    expect(noor.opened().page.locator("#unsure")).to_be_hidden()
    expect(elis.opened().page.locator("#unsure")).to_contain_text("haven’t compared")
    noor.page.goto("/compare")
    assert seen == [noor.page.locator(".six li").all_inner_texts()] * 2


def test_other_keys_are_said_and_nothing_is_sealed_to_them(two: tuple[Letters, Letters]) -> None:
    noor, _ = begun(two, "server", 9)
    slipped_in = {half: "A" * 43 for half in ("kem_s", "sig_s", "kem_e", "sig_e")}
    other_keys(noor.page, halves=slipped_in)
    sent: list[str] = []
    noor.page.on("request", lambda asked: sent.append(asked.post_data or ""))
    page = noor.opened().page
    expect(page.locator("#unsure")).to_contain_text("not those this page knows")
    noor.letter()
    page.fill("#text", "For Elis alone")
    page.get_by_role("button", name="Seal").click()
    expect(page.locator("#trouble")).to_contain_text("before you two have compared words")
    expect(page.locator("#text")).to_have_value("For Elis alone")
    assert not any('"seal"' in one for one in sent)
    page.unroute("**/letters/all")


def test_a_pin_the_server_lost_is_said_by_whoever_has_sealed_before(two: tuple[Letters, Letters]) -> None:
    page = two[0].page
    other_keys(page, pin=None)
    two[0].opened()
    expect(page.locator("#unsure")).to_contain_text("is gone from the server")
    page.unroute("**/letters/all")


def released(one: Letters) -> Page:
    one.page.locator("#list button", has_text="Open to both").first.click()
    expect(one.page.locator("#letter")).to_be_visible()
    return one.page


def test_one_letter_that_was_touched_leaves_the_others_to_be_read(two: tuple[Letters, Letters]) -> None:
    page = two[0].page

    def altered(route: Route) -> None:
        answer = route.fetch()
        told = answer.json() | {"harmed": True}
        for one in told["letters"]:
            if one["phase"] == "open":
                one["sealed"] = dict.fromkeys(
                    ("locked", "wrapped", "own", "half_hash", "signature"), "AAAA"
                ) | {"writing": 1, "half": ""}
        route.fulfill(response=answer, json=told)

    page.route("**/letters/all", altered)
    two[0].opened()
    expect(page.locator("#harmed")).to_be_visible()
    page.locator("#list button", has_text="Yours is sealed").first.click()
    expect(page.locator("#trouble")).to_contain_text("not what was sealed")
    expect(released(two[0]).locator("#their-words")).to_have_text(ELIS)
    page.unroute("**/letters/all")


def test_a_copy_is_made_in_the_page_and_the_locked_one_opens_with_its_six_words(
    two: tuple[Letters, Letters], browser: Browser, tmp_path: Path
) -> None:
    page = two[1].opened().page
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.post_data or ""))
    page.get_by_role("button", name="Take a copy").click()
    page.locator("#copy-locked").click()
    words = page.locator("#phrase").inner_text()
    with page.expect_download(timeout=SLOWLY) as taken:
        page.locator("#copy-locked").click()
    with zipfile.ZipFile(taken.value.path()) as folder:
        assert folder.namelist() == ["README.txt", "open.html", "copy.weft"]
        folder.extractall(tmp_path)
    raw = (tmp_path / "copy.weft").read_bytes()
    inside = CopyLock.from_header(words, raw[:HEADER_BYTES]).unlock(raw[HEADER_BYTES:])
    with zipfile.ZipFile(io.BytesIO(inside)) as book:
        for name in ("book.html", "words.md"):
            read = book.read(name).decode()
            assert NOOR in read
            assert ELIS in read
    assert sent.count("") == len(sent), "nothing was sent to anybody"

    reader = browser.new_context().new_page()
    reader.goto((tmp_path / "open.html").as_uri())
    reader.set_input_files("#file", tmp_path / "copy.weft")
    reader.fill("#phrase", words)
    reader.get_by_role("button", name="Open").click()
    reader.get_by_role("button", name="Read the book").click(timeout=SLOWLY)
    expect(reader.frame_locator("iframe").locator("p", has_text=ELIS)).to_be_visible()
    reader.context.close()


def test_the_plain_copy_comes_after_a_plain_warning(two: tuple[Letters, Letters]) -> None:
    page = two[1].opened().page
    page.get_by_role("button", name="Take a copy").click()
    expect(page.locator("#copy-plain")).to_be_hidden()
    page.get_by_text("Take it unlocked").click()
    expect(page.locator("#copy details")).to_contain_text("Anyone who comes by the file can read every word")
    with page.expect_download() as taken:
        page.locator("#copy-plain").click()
    read = Path(taken.value.path()).read_text("utf-8")
    assert NOOR in read
    assert ELIS in read
    assert "<script" not in read


def test_letters_from_before_new_keys_open_for_both_once_compared(
    two: tuple[Letters, Letters],
) -> None:
    noor, elis = two
    page = elis.page
    page.goto("/yours/ways/mine")
    page.fill("#now", phrase("Elis"))
    page.fill("#passphrase", NEW)
    page.locator("[data-first] button").click()
    write_down(page)
    page.wait_for_url(re.compile("/(compare|today|yours)$"), timeout=SLOWLY)
    page.goto("/letters")
    page.fill("#passphrase", NEW)
    page.get_by_role("button", name="Open").click()
    expect(page.locator("#open")).to_be_visible(timeout=SLOWLY)
    expect(released(elis).locator("#their-words")).to_have_text(NOOR)
    expect(page.locator("#my-words")).to_have_text(ELIS)

    noor.page.goto("/today")
    noor.page.goto("/renewed")
    noor.page.get_by_role("button", name="They are the same").click()
    expect(noor.opened().page.locator("#unsure")).to_contain_text("not those this page knows")
    expect(released(noor).locator("#their-words")).to_have_text(ELIS)
    noor.page.locator("#letter").get_by_role("button", name="Back", exact=True).click()
    words_on(noor.page)
    noor.page.get_by_role("button", name="They are the same").click()
    expect(noor.page.locator("#open")).to_be_visible()
    expect(noor.page.locator("#unsure")).to_be_hidden()
    expect(released(noor).locator("#their-words")).to_have_text(ELIS)


def test_after_a_parting_each_still_reads_what_both_had_opened(two: tuple[Letters, Letters]) -> None:
    noor, elis = two
    noor.page.goto("/leave")
    noor.page.get_by_role("button", name="Leave now").click()
    for one, words, theirs in ((noor, phrase("Noor"), ELIS), (elis, NEW, NOOR)):
        one.page.goto("/closed")
        one.page.get_by_role("link", name="What was, with").click()
        one.page.get_by_role("link", name="Look at the letters").click()
        one.page.fill("#passphrase", words)
        one.page.get_by_role("button", name="Open").click()
        expect(one.page.locator("#open")).to_be_visible(timeout=SLOWLY)
        expect(one.page.locator("#list li")).to_have_count(1)
        expect(one.page.locator("#new")).to_be_hidden()
        expect(released(one).locator("#their-words")).to_have_text(theirs)
