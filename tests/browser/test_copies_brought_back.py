"""Copies that a page made are brought back by their owner, into the notebook; whatever else is brought changes nothing."""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.house import SLOWLY, Served, account_made, faults, phone, served, two_phones
from browser.test_letters import ELIS, NOOR, Letters, begun, let_time_pass
from browser.test_notebook import Notebook
from couples import phrase
from weft.vault.copy import CopyLock
from weft.vault.derive import Params

pytestmark = pytest.mark.browser

SIX = "lamp orbit velvet canoe mirror thaw"
QUICK = Params(46 * 1024, 1, 1)
LINE = "It rained on the tin roof."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("brought") / "data") as one:
        yield one


@pytest.fixture(scope="module")
def noor(browser: Browser, server: Served) -> Notebook:
    page = phone(browser, server, [], signed_in=account_made(browser, server, "Noor", "madder"))
    notebook = Notebook(page, phrase("Noor")).opened()
    notebook.write(LINE)
    return notebook


def zipped(files: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def words(**changed: Any) -> dict[str, Any]:
    note = {"title": "", "id": "7" * 32, "at": 1_790_000_000, "said": [{"by": "", "text": "From before."}]}
    told = {"format": "weft-own-copy", "version": 1, "what": "notebook", "person": "a" * 32}
    return told | {"chapters": [note]} | changed


def locked(inside: dict[str, bytes] | bytes) -> bytes:
    plain = inside if isinstance(inside, bytes) else zipped(inside)
    return b"".join(CopyLock.new(SIX, QUICK).lock([plain]))


def of(told: object) -> bytes:
    return locked(
        {"book.html": b"<!doctype html>", "words.md": b"#", "words.json": json.dumps(told).encode()}
    )


def bring(page: Page, raw: bytes, phrase: str = SIX, name: str = "weft-notebook.zip") -> None:
    if page.locator("#bring").is_hidden():
        page.get_by_role("button", name="Bring a copy back").click()
    page.set_input_files("#file", {"name": name, "mimeType": "application/zip", "buffer": raw})
    page.fill("#bring-phrase", phrase)
    page.get_by_role("button", name="Bring it back").click()


def taken(page: Page) -> tuple[bytes, str]:
    """A copy, and its six words."""
    page.get_by_role("button", name="Take a copy").click()
    page.locator("#copy-locked").click()
    six = page.locator("#phrase").inner_text()
    with page.expect_download(timeout=SLOWLY) as download:
        page.locator("#copy-locked").click()
    raw = Path(download.value.path()).read_bytes()
    page.locator("#copy [data-back]").click()
    return raw, six


def test_what_was_taken_out_since_comes_back_and_what_was_changed_stays_beside_it(noor: Notebook) -> None:
    page = noor.opened().page
    noor.write("One that is taken out")
    noor.write("One that is changed")
    raw, six = taken(page)
    page.get_by_role("button", name="One that is taken out").click()
    page.get_by_role("button", name="Take out").click()
    page.get_by_role("button", name="One that is changed").click()
    page.fill("#text", "One with newer words")
    page.get_by_role("button", name="Keep").click()
    before = len(noor.lines)
    bring(page, raw, six)
    expect(page.locator("#list li", has_text="One that is taken out")).to_have_count(1, timeout=SLOWLY)
    assert len(noor.lines) == before + 2
    for line in (LINE, "One with newer words", "One that is changed"):
        expect(page.locator("#list li", has_text=line)).to_have_count(1)
    bring(page, raw, six)
    expect(page.locator("#trouble")).to_contain_text("here already", timeout=SLOWLY)
    assert faults(page) == []
    noor.opened()
    assert len(noor.lines) == before + 2


@dataclass(frozen=True)
class Bad:
    name: str
    raw: bytes
    why: str
    phrase: str = SIX


def flipped(raw: bytes, at: int) -> bytes:
    changed = bytearray(raw)
    changed[at] ^= 1
    return bytes(changed)


def bad_files() -> list[Bad]:
    good = of(words())
    outer = {"README.txt": b"r", "open.html": b"o"}
    bomb = zipped({"book.html": bytes(80 << 20), "words.md": b"", "words.json": b""})
    lies = bytearray(zipped({"book.html": b"x" * 4096}))
    lies[lies.rindex(b"PK\x01\x02") + 24] = 1  # Says that it is shorter than it is.
    link = zipfile.ZipInfo("words.json")
    link.external_attr = 0o120777 << 16
    linked = BytesIO()
    with zipfile.ZipFile(linked, "w") as archive:
        archive.writestr(link, b"/etc/passwd")
    twice = BytesIO()
    with zipfile.ZipFile(twice, "w") as archive:
        archive.writestr("words.json", b"{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("words.json", b"{}")
    note = words()["chapters"][0]
    return [
        Bad("a wrong phrase", good, "phrase doesn’t open", "six other words that are not it"),
        Bad("a byte changed", flipped(good, -9), "phrase doesn’t open"),
        Bad("cut short", good[:-40], "phrase doesn’t open"),
        Bad("a weaker lock", good[:9] + (1024).to_bytes(4, "big") + good[13:], "phrase doesn’t open"),
        Bad("a newer lock", good[:8] + b"\2" + good[9:], "newer Weft"),
        Bad("newer words", of(words(version=2)), "newer Weft"),
        Bad("a picture", b"\x89PNG" + bytes(400), "isn’t a copy"),
        Bad("nothing", b"", "isn’t a copy"),
        Bad("the plain page", b"<!doctype html><h1>My notebook</h1>", "page to read"),
        Bad("a zip of something else", zipped({"holiday.txt": b"sun"}), "isn’t a copy"),
        Bad("a path out of it", zipped({**outer, "../copy.weft": good}), "isn’t a copy"),
        Bad("a zip cut short", zipped({**outer, "copy.weft": good})[:-30], "damaged"),
        Bad("a bomb", locked(bomb), "larger than"),
        Bad("a file that lies about its length", locked(bytes(lies)), "damaged"),
        Bad("a link", locked(linked.getvalue()), "isn’t a copy"),
        Bad("two of one name", locked(twice.getvalue()), "isn’t a copy"),
        Bad("the server’s copy", locked({"copy.json": b"{}", "book.html": b""}), "under Yours"),
        Bad("an old copy", locked({"book.html": b"", "words.md": b""}), "made to be read"),
        Bad("another format", of(words(format="weft-copy")), "isn’t a copy"),
        Bad("no words", locked({"words.json": b"not json"}), "damaged"),
        Bad("a note without words", of(words(chapters=[note | {"said": []}])), "damaged"),
        Bad("an id of another shape", of(words(chapters=[note | {"id": "../x"}])), "damaged"),
        Bad("an hour that is none", of(words(chapters=[note | {"at": -1}])), "damaged"),
        Bad("words without end", of(words(chapters=[note | {"said": [{"by": "", "text": "x" * 40_000}]}])), "damaged"),
        Bad("somebody else’s", good, "another account"),
    ]  # fmt: skip


def test_what_is_bad_foreign_or_newer_is_refused_with_the_reason_and_nothing_changes(noor: Notebook) -> None:
    page = noor.opened().page
    before, sent = noor.lines, list[str]()
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    for one in bad_files():
        bring(page, one.raw, one.phrase)
        expect(page.locator("#trouble"), one.name).to_contain_text(one.why, timeout=SLOWLY)
        expect(page.locator("#bring")).to_be_visible()
    assert sent == []
    page.locator("#bring [data-back]").click()
    assert noor.lines == before


def test_one_made_in_another_account_comes_when_its_owner_says_so_again(noor: Notebook) -> None:
    page = noor.opened().page
    bring(page, zipped({"README.txt": b"", "open.html": b"", "copy.weft": of(words())}))
    expect(page.locator("#trouble")).to_contain_text("another account", timeout=SLOWLY)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator("#list li", has_text="From before.")).to_have_count(1, timeout=SLOWLY)
    expect(page.locator("#trouble")).to_be_hidden()


def test_letters_kept_after_a_parting_are_copied_there_and_brought_into_the_notebook(
    browser: Browser, tmp_path: Path
) -> None:
    """The letters of a space that has closed, by the way that leads to them; the sealed words come with who wrote them."""
    with served(tmp_path / "data") as server:
        pages = two_phones(browser, server, [])
        noor, elis = begun((Letters(pages[0], "Noor"), Letters(pages[1], "Elis")), "server", 3)
        noor.seal(NOOR)
        elis.opened().seal(ELIS)
        let_time_pass(server, hours=4)
        page = noor.page
        page.goto("/leave")
        page.get_by_role("button", name="Leave now").click()
        page.goto("/closed")
        page.get_by_role("link", name="What was, with").click()
        page.get_by_role("link", name="Look at the letters").click()
        page.fill("#passphrase", phrase("Noor"))
        page.get_by_role("button", name="Open").click()
        expect(page.locator("#list li")).to_have_count(1, timeout=SLOWLY)
        raw, six = taken(page)
        page.goto("/closed")
        page.get_by_role("button", name="Go on").click()
        Notebook(page, phrase("Noor")).opened()
        bring(page, raw, six, "weft-sealed.zip")
        expect(page.locator("#list li")).to_have_count(2, timeout=SLOWLY)
        for said, by in ((NOOR, "You"), (ELIS, "Elis")):
            page.fill("#search", said)
            page.locator("#list button").first.click()
            expect(page.locator("#text")).to_have_value(re.compile(rf"\n{by}\n\n{re.escape(said)}$"))
            page.get_by_role("button", name="Back", exact=True).click()
