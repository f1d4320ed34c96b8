"""While two people write what only their browsers open, the memory of the server holds none of it: no word, and no key.

A real server in a process of its own, a real browser for each of the two; then everything that process can read of itself
is searched, and everything the browsers sent. What both may read is in it while they are signed in, and is found: so the
search would have found the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import apsw
import pytest
from playwright.sync_api import Browser, Page

from browser.house import Served, join, phone, served
from browser.test_letters import Letters
from browser.test_notebook import Notebook
from couples import House, account, phrase
from promises.test_nothing_readable_at_rest import forms
from visits import plain_account
from weft.vault import seal as vault
from weft.vault.account import NewAccount
from weft.vault.seal import Holder, Place
from weft.vault.server_key import ServerKey
from weft.vault.wrap import unwrap

pytestmark = pytest.mark.browser

NOTE, LETTER, OTHER = "The marmoset of Valparaiso", "The pelican of Trondheim", "The ocelot of Samarkand"
PIECE = 16 * 1024 * 1024


@dataclass
class Two:
    """Noor and Elis on a phone each, what their browsers made, and all that those have sent."""

    server: Served
    pages: dict[str, Page]
    made: dict[str, NewAccount]
    sent: list[bytes]


@pytest.fixture(scope="module")
def two(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    with served(tmp_path_factory.mktemp("memory") / "data") as server:
        key = ServerKey.load_or_make(server.data / "server.key")
        here = Two(server, {}, {}, [])
        for name, dye in (("Noor", "madder"), ("Elis", "kendal")):
            page = phone(browser, server, [])
            posted = plain_account(name, dye, House(key=key))
            begun = page.context.request.post(
                "/begin", data=posted, headers={"sec-fetch-site": "same-origin"}
            )
            assert begun.status == 200
            page.on("request", lambda one: here.sent.extend([one.url.encode(), one.post_data_buffer or b""]))
            here.pages[name], here.made[name] = page, account(name, key)
        join(*here.pages.values())
        yield here
        for page in here.pages.values():
            page.context.close()


def memory_of(server: Served) -> Iterator[bytes]:
    """Whatever the process may read of itself, in pieces that overlap; skips where the system lets nobody look."""
    assert server.process is not None
    there = Path(f"/proc/{server.process.pid}")
    try:
        lines = (there / "maps").read_text().splitlines()
        with (there / "mem").open("rb", buffering=0) as memory:
            for line in lines:
                span, rights, *_ = line.split()
                if rights.startswith("r") and "[vv" not in line:
                    yield from _read(memory, *(int(end, 16) for end in span.split("-")))
    except PermissionError:
        pytest.skip("only root may look into a server, as it should be")


def _read(memory: object, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, PIECE):
        try:
            memory.seek(at)  # type: ignore[attr-defined]
            yield memory.read(min(PIECE + 4096, end - at))  # type: ignore[attr-defined]
        except OSError:
            return


def found_in(pieces: Iterator[bytes], sought: dict[str, list[bytes]]) -> set[str]:
    return {name for piece in pieces for name, some in sought.items() if any(one in piece for one in some)}


def keys_of(made: NewAccount) -> dict[str, bytes]:
    """Everything that opens what is only the browser's."""
    root = made.root_e
    grown = {
        "kem": root.kem.private_bytes_raw(),
        "sig": root.sig.private_bytes_raw(),
        "archive": root.archive_key,
    }
    return {"root": root.raw, "e": made.secrets.e, "pin": root.pin_key, **grown}


def halves_of(here: Two) -> dict[str, bytes]:
    """The reader's half of each letter, as only the reader's browser gets it out of what lies in the files."""
    eye = apsw.Connection(str(here.server.data / "keys.db"))
    rows = list(eye.execute("SELECT exchange, side, writing, locked, wrapped FROM seals"))
    eye.close()
    names = ("Noor", "Elis")
    halves = {}
    for exchange, side, writing, locked, wrapped in rows:
        author, reader = here.made[names[side]], here.made[names[1 - side]]
        place = Place(exchange, author.person, writing, Holder.SERVER, 0)
        info = vault._wrap_info(place, sha256(locked).digest())
        halves[f"half for {names[1 - side]}"] = unwrap(reader.root_e.kem, wrapped, info)
    return halves


def test_neither_a_word_nor_a_key_is_in_the_servers_memory_or_on_the_way(two: Two) -> None:
    for name in two.pages:
        Notebook(two.pages[name], phrase(name)).opened().write(f"{NOTE}, by {name}")
    noor, elis = (Letters(page, name) for name, page in two.pages.items())
    noor.opened().ask("server", 60)
    elis.opened().press("Yes, a letter each")
    noor.opened().seal(LETTER)
    elis.opened().seal(OTHER)
    noor.opened().letter()  # Read again by its author while the server is looked into.
    halves = halves_of(two)
    assert len(halves) == 2
    sought = {words: list(forms(words)) for words in (NOTE, LETTER, OTHER, *map(phrase, two.made))}
    for name, made in two.made.items():
        sought |= {f"{what} of {name}": [raw, raw.hex().encode()] for what, raw in keys_of(made).items()}
    sought |= {what: [raw, raw.hex().encode()] for what, raw in halves.items()}
    shared = {f"root S of {name}": [made.root_s.raw] for name, made in two.made.items()}
    assert found_in(memory_of(two.server), sought | shared) == set(shared)
    assert found_in(iter(two.sent), sought) == set()
    assert len(b"".join(two.sent)) > 10_000
