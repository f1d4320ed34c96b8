"""The list of everything a server of this release sends to everyone alike: our own files, and pages that never change.

``tools/sign_release.py`` writes the list down and signs it; ``./weft verify`` asks a running server for each line of it.
"""

import asyncio
import hashlib
import json
import os
from binascii import Error as NotHex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.types import Message

from weft import __version__
from weft.assemble import make_home, make_web, open_store
from weft.settings import Settings
from weft.vault.release import public_half, vouch, vouched
from weft.vault.server_key import ServerKey
from weft.web.files import SHEET, STATIC, content
from weft.web.own_pages import OWN_PAGES, own_page

LIST = Path(__file__).parent / "release.json"
"""Where a release carries its own list. A checkout between two releases has none."""

ALWAYS_ALIKE = ("/", "/begin", "/sign-in", "/recover", "/join", "/help", "/away", "/yours/copy/opener")
"""Pages anybody gets without signing in, with the same bytes from every server of one release."""


class ListUnreadable(Exception):
    """A list of files is not whole, or its signature is not that of the key. The message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What one address sends: SHA-256 of its bytes in hex, and for a page the policy it goes out with."""

    sha256: str
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A version of Weft, and what each address of it sends."""

    version: str
    sent: Mapping[str, Sent]
    key: str = ""
    """The public key that vouches for it, in hex; empty when nobody has signed."""


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


# ---------------------------------------------------------------- what this checkout sends


def here() -> Release:
    """The list of this very checkout, signed by nobody."""
    sent = {f"/static/{path}": Sent(digest(content(path))) for path in _files()}
    for address, file in OWN_PAGES.items():
        own = own_page(file)
        sent[address] = Sent(digest(own.html), own.policy)
    return Release(__version__, sent | asyncio.run(_pages()))


def _files() -> list[str]:
    found = (path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file())
    return sorted([SHEET, *found])


async def _pages() -> dict[str, Sent]:
    """Painted by a whole server over an empty folder, so that nothing of the way they really go is left out."""
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        home = make_home(open_store(settings), ServerKey(os.urandom(32)))
        try:
            web = make_web(home, settings)
            return {path: await _page(web, path) for path in ALWAYS_ALIKE}
        finally:
            await home.close()


async def _page(web: Any, path: str) -> Sent:
    parts: list[Message] = []

    async def send(message: Message) -> None:
        parts.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    head = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "scheme": "http"}
    rest: dict[str, Any] = {
        "query_string": b"",
        "root_path": "",
        "headers": [],
        "client": None,
        "server": None,
    }
    await web({**head, **rest, "asgi": {"version": "3.0"}, "http_version": "1.1"}, receive, send)
    headers = dict(parts[0]["headers"])
    body = b"".join(part.get("body", b"") for part in parts[1:])
    return Sent(digest(body), headers[b"content-security-policy"].decode())


# ---------------------------------------------------------------- the list as a file


def written(release: Release, key: bytes) -> str:
    """The list as the text of a file, signed with ``key``, a private key of 32 bytes."""
    said = _said(release)
    marks = {"key": public_half(key).hex(), "signature": vouch(key, _bytes(said)).hex()}
    return json.dumps(said | marks, indent=1, sort_keys=True) + "\n"


def read(text: str, trusted: str = "") -> Release:
    """A list from the text of its file. Raises ListUnreadable, also when another key than ``trusted`` signed it."""
    try:
        found = json.loads(text)
        key, signature = bytes.fromhex(found.pop("key")), bytes.fromhex(found.pop("signature"))
        sent = {path: Sent(one["sha256"], one["policy"]) for path, one in found["sent"].items()}
        release = Release(found["weft"], sent, key.hex())
    except (ValueError, KeyError, TypeError, AttributeError, NotHex) as no:
        raise ListUnreadable("The list of this release is not whole.") from no
    if not vouched(key, _bytes(found), signature):
        raise ListUnreadable("The list of this release was altered: its signature does not fit.")
    if trusted and trusted.lower() != release.key:
        raise ListUnreadable(f"The list is signed by another key ({release.key}) than the one you gave.")
    return release


def _said(release: Release) -> dict[str, Any]:
    sent = {path: {"sha256": one.sha256, "policy": one.policy} for path, one in release.sent.items()}
    return {"weft": release.version, "sent": sent}


def _bytes(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
