"""A notebook of 10,000 notes, opened and searched in a real browser, at full speed and slowed down to a phone.

What a phone needs to stretch the passphrase is not in it: that is meant to take a second or two.
"""

import json
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import CDPSession, Page

from bench.lines import Line
from browser.house import SLOWLY, Served, chromium, served
from couples import House, account, phrase
from visits import b64, plain_account
from weft.vault.notebook import NotebookKey
from weft.vault.roots import Root
from weft.vault.server_key import ServerKey
from weft.vault.slot import open_slot_e

NOTES = 10_000
ON_A_LEAF = 36
"""Notes of this length, so that a leaf is just under its 8 KiB."""
ROUNDS = 3
SLOWDOWNS = (1, 4)
"""How many times slower than this machine; four is a phone of the middle kind on most machines of today."""

WATCH = """() => {
  new MutationObserver(() => { window.shownAt ??= performance.now(); })
    .observe(document.querySelector('#open'), { attributes: true, attributeFilter: ['hidden'] });
}"""
OPENED = """() => {
  const asked = performance.getEntriesByType('resource').filter((one) => one.name.includes('/notebook/leaves'));
  return window.shownAt - asked[0].startTime;
}"""
SEARCH = """(words) => {
  const field = document.querySelector('#search');
  const began = performance.now();
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  document.body.offsetHeight;
  return [performance.now() - began, document.querySelectorAll('#list li').length];
}"""


def text(number: int) -> str:
    return f"Note {number}. " + "It rained, and nobody minded, because the kitchen was warm. " * (number % 5)


def fill(origin: str, data: Path, request: Any) -> None:
    """Sign Noor up and put the notes in, as Noor's own browser would."""
    key = ServerKey.load_or_make(data / "server.key")
    house = House(key=key)
    headers = {"sec-fetch-site": "same-origin"}
    assert request.post("/begin", data=plain_account("Noor", "madder", house), headers=headers).status == 200
    made = account("Noor", key)
    root = Root(open_slot_e(made.phrase_slot, made.secrets.e, made.person, made.phrase_slot_id))
    book = NotebookKey(root.archive_key, made.person)
    held: dict[str, bytes] = {}
    for rev, start in enumerate(range(0, NOTES, ON_A_LEAF), 1):
        leaf = sha256(str(start).encode()).hexdigest()[:32]
        notes = [note(number) for number in range(start, min(NOTES, start + ON_A_LEAF))]
        held[leaf] = book.lock(leaf, json.dumps({"version": 1, "notes": notes}).encode())
        sent = {
            "rev": rev,
            "manifest": b64(book.lock_manifest(rev, held)),
            "put": [{"id": leaf, "locked": b64(held[leaf])}],
        }
        assert request.post("/notebook/leaves", data=sent, headers=headers).status == 200


def note(number: int) -> dict[str, object]:
    made = sha256(f"note {number}".encode()).hexdigest()[:32]
    return {"id": made, "kind": "note", "at": 1_780_000_000 + number, "text": text(number)}


@dataclass(frozen=True, slots=True)
class Found:
    """What opening and searching took, in milliseconds, so many times slower than this machine."""

    slower: int
    opened: float
    searched: float


def once(page: Page, tools: CDPSession, slower: int) -> tuple[float, float]:
    """Milliseconds until it is open, and of the slowest of three searches."""
    page.goto("/notebook")
    page.evaluate(WATCH)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.fill("#passphrase", phrase("Noor"))
    page.get_by_role("button", name="Open").click()
    page.locator("#open").wait_for(timeout=4 * SLOWLY)
    opened = page.evaluate(OPENED)
    searches = [page.evaluate(SEARCH, words) for words in ("9999", "kitchen", "no such words")]
    assert [found for _, found in searches] == [1, 40, 0]
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return opened, max(took for took, _ in searches)


def measure(server: Served) -> list[Found]:
    said = []
    with chromium() as browser:
        context = browser.new_context(base_url=server.origin)
        fill(server.origin, server.data, context.request)
        page = context.new_page()
        tools = context.new_cdp_session(page)
        for slower in SLOWDOWNS:
            each = [once(page, tools, slower) for _ in range(ROUNDS)]
            said.append(Found(slower, *(median(some) for some in zip(*each, strict=True))))
    return said


def measured() -> list[Found]:
    """At a server of its own, over a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "data") as server:
        return measure(server)


MOST_MS = 1_000


def lines() -> list[Line]:
    """Opened, from asking for the leaves to the list on the screen; and the slowest of three searches."""
    found = []
    for one in measured():
        on = f"{NOTES:,} notes, {one.slower} times slower than this machine"
        found += [
            Line("16", f"the notebook opened, x{one.slower}", one.opened, "ms", "<=", MOST_MS, on),
            Line("16", f"the notebook searched, x{one.slower}", one.searched, "ms", "<=", MOST_MS, on),
        ]
    return found


def main() -> None:
    for line in lines():
        print(line.words())


if __name__ == "__main__":
    main()
