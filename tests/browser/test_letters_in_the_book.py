"""The book of a year with its letters: let in by each, set in a browser, and opened where there is no server."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import CHROMIUM, SLOWLY, faults, served, two_phones
from browser.test_letters import ELIS, NOOR, Letters, begun, let_time_pass

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

HOSTILE = {
    "a script": "<script>1</script>",
    "what happens by itself": '<img src="data:image/jpeg;base64,AA==" onerror="1">',
    "a way out": '<a href="https://example.org/">on</a>',
    "a field around it": "<textarea>",
    "an open attribute": '<p title="',
    "a leading away": '<meta http-equiv="refresh" content="0;url=https://example.org/">',
    "a form": '<form action="https://example.org/"><button>x</button></form>',
    "a frame": '<iframe src="https://example.org/"></iframe>',
    "a picture from elsewhere": '<img src="https://example.org/">',
    "a style": "<p style='x'>",
    "a comment left open": "<!-- ",
    "a ping": '<a href="#x" ping="https://example.org/">x</a>',
}
TRY = """async ([page, hostile]) => {
    const { check } = await import('/static/js/own-book.js');
    const spoilt = [...hostile.map((each) => page.replace('<main>', `<main>${each}`)), page.replace("'none'", '*')];
    return [page, ...spoilt].map((each) => { try { check(each); return 'taken'; } catch { return 'refused'; } });
}"""


def a_moment(noor: Page, elis: Page) -> None:
    noor.goto("/moments/new")
    noor.fill("#title", "The Long Ferry")
    noor.get_by_text("Film", exact=True).click()
    noor.get_by_role("button", name="Keep it").click()
    noor.wait_for_url(re.compile("/moments/[0-9a-f]{32}$"))
    for page, words in ((noor, "The coat on the chair."), (elis, "The sea.")):
        page.goto(noor.url)
        page.fill("#text", words)
        page.get_by_role("button", name="Keep my telling").click()


def _book(one: Letters, to: Path) -> str:
    page = one.opened().page
    page.get_by_role("button", name="The book of a year").click()
    expect(page.locator("#book")).to_be_visible(timeout=SLOWLY)
    assert faults(page) == []
    with page.expect_download() as coming:
        page.get_by_role("button", name="Make the book").click()
    coming.value.save_as(to)
    return to.read_text("utf-8")


def test_a_book_with_letters_is_made_in_the_browser_and_is_the_same_for_both(
    browser: Browser, tmp_path: Path
) -> None:
    with served(tmp_path / "data") as server:
        complaints: list[str] = []
        pages = two_phones(browser, server, complaints)
        a_moment(*pages)
        two = Letters(pages[0], "Noor"), Letters(pages[1], "Elis")
        noor, elis = begun(two, "server", 3)
        noor.seal(NOOR)
        elis.opened().seal(ELIS)
        let_time_pass(server, hours=4)
        bare = _book(noor, tmp_path / "bare.html")
        assert NOOR not in bare
        assert "could not be set here" in bare
        for one in two:
            one.page.goto("/reservoir/book/own")
            one.page.get_by_role("button", name="Let it in").click()
            expect(one.page.get_by_role("button", name="Take it out")).to_be_visible()
        book = _book(noor, tmp_path / "noor.html")
        assert book == _book(elis, tmp_path / "elis.html")
        told = noor.page.request.get("/letters/book/" + book.partition("The cloth of ")[2][:4]).text()
        assert NOOR not in told
        assert ELIS not in told
        assert len(json.loads(told)["letters"]) == 1
        alone = browser.new_context(offline=True, java_script_enabled=False).new_page()
        alone.goto((tmp_path / "noor.html").as_uri())
        for words in (NOOR, ELIS):
            expect(alone.get_by_text(words)).to_be_visible()
        assert complaints == []
        noor.page.goto("/sign-in")  # A page whose policy lets a test run what it brings.
        got = noor.page.evaluate(TRY, [json.loads(told)["html"], list(HOSTILE.values())])
        assert got == ["taken", *["refused"] * (len(HOSTILE) + 1)]
