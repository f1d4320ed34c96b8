"""Whatever anybody sends: no request breaks the server, none gets past what narrows a page, none changes what it may not.

Requests are made by dice over the router's own list: any method, any path, query, header, cookie and body, as a stranger,
as one of two, as somebody alone. A few hundred here, fifty thousand in the long mode.
"""

import asyncio
import json
import random
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest
from starlette.routing import Mount, Route

from couples import House
from hostile.texts import texts
from promises.test_headers import assert_narrow
from visits import ORIGIN, Answer, Evening, Visitor, evening, plain_account, plain_sign_in, web
from weft.web.app import DOORS
from weft.web.guard import SAFE, may_change

FAST, LONG, PARTS = 600, 50_000, 10
METHODS = (
    ["GET"] * 9
    + ["POST"] * 12
    + ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X" * 40]
)
FOREIGN = ({}, {"origin": "null"}, {"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"})
OURS = ({"sec-fetch-site": "same-origin"},) * 6
ODD_HEADERS = (
    "accept", "accept-encoding", "accept-language", "content-type", "content-length", "content-encoding", "cookie",
    "host", "if-none-match", "if-modified-since", "if-range", "range", "last-event-id", "origin", "referer",
    "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site", "transfer-encoding", "upgrade", "user-agent", "via",
    "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-http-method-override", "x-original-url", "x-weft",
)  # fmt: skip
FIELDS = (
    "act", "words", "exercise", "form", "name", "dye", "minutes", "felt", "code", "answer", "tap", "id", "at", "leave",
    "rev", "person", "auth", "secret_s", "slots", "lookup", "label", "phrase", "manifest", "put", "remove", "holding",
    "earliest", "expires", "writing", "locked", "wrapped", "own", "half_hash", "signature", "second", "notebook", "page",
)  # fmt: skip
TYPES = (
    "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=b", "multipart/form-data",
    "text/plain", "application/json; charset=utf-7", "", "\xff", "application/x-www-form-urlencoded; charset=utf-16",
)  # fmt: skip
PIECES = (
    "..", ".", "", "%2e%2e", "%00", "\x00", "\\", "~", "static", "css", "tokens.css", "etc", "passwd", "é", "\u202e",
    "a" * 3000, "'", '"', "<b>", "{{7*7}}", "$(id)", "0", "-1", "1e9", "NaN", "9" * 60, "null", ";", "*", "talk",
)  # fmt: skip


@dataclass
class Dice:
    """Everything a request is thrown from."""

    chance: random.Random
    ids: list[str]
    paths: list[str]
    hostile: list[str] = field(default_factory=lambda: list(texts(500)))

    def pick(self, some: Any) -> Any:
        return self.chance.choice(some)

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def text(self) -> str:
        kind = self.chance.randrange(6)
        if kind == 0:
            return str(self.pick(self.hostile))
        if kind == 1:
            return str(self.pick(PIECES))
        if kind == 2:
            return "".join(self.pick(string.printable) for _ in range(self.chance.randrange(60)))
        if kind == 3:
            return self.chance.randbytes(self.chance.randrange(200)).decode("latin-1")
        return str(
            self.pick(
                [*self.ids, "slow-turns", "one-true-line", "own-pace", "write", "keep", "yes", "2026-06"]
            )
        )

    def path(self) -> str:
        if self.often(0.1):
            return "/" + "/".join(str(self.pick(PIECES)) for _ in range(self.chance.randrange(6)))
        shape = str(self.pick(self.paths))
        return re.sub(
            r"{[\w:]+}", lambda _: self.text() if self.often(0.4) else str(self.pick(self.ids)), shape
        )

    def query(self) -> str:
        if self.often(0.6):
            return ""
        return "&".join(
            f"{quote(self.pick(FIELDS))}={quote(self.text(), safe=self.pick(['', '%&=;']))}" for _ in range(3)
        )

    def headers(self) -> dict[str, str]:
        made = dict(self.pick(OURS + FOREIGN))
        for _ in range(self.chance.randrange(3)):
            made[self.pick(ODD_HEADERS)] = re.sub(r"[\r\n\x00]", " ", self.text())[:4000]
        return made

    def shape(self, depth: int = 0) -> Any:
        """Any JSON there is, up to some depth."""
        kind = self.chance.randrange(9 if depth < 4 else 7)
        if kind == 7:
            return [self.shape(depth + 1) for _ in range(self.chance.randrange(4))]
        if kind == 8:
            return {self.pick(FIELDS): self.shape(depth + 1) for _ in range(self.chance.randrange(9))}
        plain = [None, True, -1, 10**40, 0.5, self.text(), self.text()]
        return plain[kind]

    def body(self) -> tuple[str, bytes]:
        kind = self.chance.randrange(6)
        if kind == 0:
            return str(self.pick(TYPES)), self.chance.randbytes(self.chance.randrange(4000))
        if kind == 1:
            depth = self.chance.choice([10, 5000])
            return "application/json", b"[" * depth + b"]" * depth
        if kind == 2:
            return "application/json", json.dumps(self.shape()).encode()
        if kind == 3:
            parts = (
                f'--b\r\ncontent-disposition: form-data; name="{self.pick(FIELDS)}"\r\n\r\n{self.text()}\r\n'
                for _ in "abc"
            )
            return "multipart/form-data; boundary=b", ("".join(parts) + self.pick(["--b--\r\n", ""])).encode(
                "utf-8", "replace"
            )
        fields = "&".join(
            f"{self.pick(FIELDS)}={quote(self.text())}" for _ in range(self.chance.randrange(8))
        )
        return str(self.pick(TYPES[:2])), fields.encode()


@dataclass
class People:
    """Who asks: two, somebody alone, a stranger. Whoever gets signed out by what they asked comes back."""

    one: Evening
    alone: Visitor
    ids: list[str]

    def all(self) -> list[tuple[str, Visitor]]:
        return [
            ("Noor", self.one.noor),
            ("Elis", self.one.elis),
            ("Sol", self.alone),
            ("", Visitor(self.one.app)),
        ]

    async def come_back(self, name: str, who: Visitor) -> None:
        if name and await self.one.house.home.sign_ins.open(who.cookies.get("k")) is None:
            who.cookies.clear()
            await who.post_json("/sign-in", plain_sign_in(name, self.one.house))


async def people() -> People:
    one = await evening()
    alone = Visitor(one.app, address="192.0.2.9")
    assert (await alone.post_json("/begin", plain_account("Sol", "weld", one.house))).status == 200
    lived, lying = await one.true_line_kept(), await one.agreed("slow-turns", "own-pace")
    opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert opened
    return People(one, alone, [lived, lying, opened.person, opened.sid_hash.hex(), "5" * 32, "0", "talk"])


def every_path() -> list[str]:
    """The router's own list, and what lies beside the doors."""
    routes = web(House()).routes
    found = [one.path for one in routes if isinstance(one, Route)]
    return [*found, *(f"{one.path}/{{file}}" for one in routes if isinstance(one, Mount))]


@dataclass
class Asked:
    """One request, and what came back; None where somebody hung up before there was an answer."""

    what: str
    path: str
    refused: bool
    """Whether no page of ours asks so, and nothing may come of it."""
    changes: bool
    answer: Answer | None


async def asked(dice: Dice, who: Visitor) -> Asked:
    """A request is sent whole, in pieces, or cut off half way."""
    method, path, headers = str(dice.pick(METHODS)), dice.path().replace("?", ""), dice.headers()
    kind, body = dice.body() if method not in SAFE or dice.often(0.05) else ("", b"")
    if path == "/live":
        who = Visitor(who.app)  # A stream goes on for ever; test_sign_ins and test_live have those.
    sent = {"content-type": kind, "content-length": str(len(body)), **headers}
    scope = who.scope(method, f"{path}?{dice.query()}", sent)
    refused = not may_change(scope, ORIGIN.encode())
    parts = await _answered(dice, who, scope, body)
    what = f"{method} {path[:120]!r} {headers!r:.200} {body[:80]!r}"
    answer = _put_together(parts) if parts else None
    for name, value in answer.cookies.items() if answer else ():
        who.cookies[name] = value
    return Asked(what, path, refused, method not in SAFE and not refused, answer)


def _put_together(parts: list[dict[str, Any]]) -> Answer:
    raw = tuple((name.decode(), value.decode("latin-1")) for name, value in parts[0].get("headers", ()))
    return Answer(parts[0]["status"], raw, b"".join(part.get("body", b"") for part in parts[1:]))


async def _answered(dice: Dice, who: Visitor, scope: dict[str, Any], body: bytes) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    half, hangs_up = len(body) // 2, dice.often(0.03)
    waiting = [{"type": "http.request", "body": body, "more_body": False}]
    if hangs_up:
        waiting = [
            {"type": "http.request", "body": body[:half], "more_body": True},
            {"type": "http.disconnect"},
        ]
    elif dice.often(0.2):
        waiting = [
            {"type": "http.request", "body": body[:half], "more_body": True},
            {"type": "http.request", "body": body[half:], "more_body": False},
        ]

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await who.app(scope, receive, send)
    return sent


def breaks(one: Asked, answer: Answer) -> list[str]:
    """What this answer has that none may have."""
    found = ["broke"] * (answer.status >= 500) + ["was let in"] * (one.refused and answer.status != 403)
    try:
        assert_narrow(one.path, answer)
    except AssertionError as no:
        found.append(f"is wider: {no}")
    if "no-store" not in (answer.header("cache-control") or "") and not one.path.startswith("/static/"):
        found.append("may be stored")
    if re.search(rb'Traceback|File "/|apsw\.', answer.body):
        found.append("speaks of its insides")
    return [*found, *(said for header in answer.headers for said in _wrong_in(*header))]


def _wrong_in(name: str, value: str) -> Iterator[str]:
    low = value.lower()
    if name == "set-cookie" and not ("httponly" in low and "samesite" in low and "path=/" in low):
        yield f"a loose cookie {value[:30]}"
    if name == "location" and not re.match(r"/(?![/\\])", value):
        yield f"leads away to {value[:60]}"
    if set(value) & set("\r\n\x00"):
        yield "a header in two"


def kept(here: People) -> str:
    """All that is kept but sign-ins, which being here touches."""
    return repr({name: held for name, held in here.one.house.store.__dict__.items() if name != "_sign_ins"})


async def play(count: int, seed: str) -> tuple[list[str], Counter[int]]:
    here = await people()
    dice, seen, found = Dice(random.Random(seed), here.ids, every_path()), Counter[int](), list[str]()
    for number in range(count):
        name, who = dice.pick(here.all())
        looks = dice.often(0.02)
        before = kept(here) if looks else ""
        one = await asked(dice, who)
        if one.answer:
            seen[one.answer.status] += 1
            found += [f"{said}: {name or 'a stranger'} {one.what}" for said in breaks(one, one.answer)]
        if looks and not one.changes and kept(here) != before:
            found.append(f"changed something: {name or 'a stranger'} {one.what}")
        if number % 20 == 0:
            await here.come_back(name, who)
            here.one.house.clock.pass_by(seconds=7)
    return found[:5], seen


def test_some_hundred_requests_break_nothing() -> None:
    found, seen = asyncio.run(play(FAST, "fast"))
    assert found == []
    assert {200, 303, 400, 403, 404, 405} <= seen.keys()  # They reach all sorts of places.


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_fifty_thousand_requests_break_nothing(part: int) -> None:
    found, seen = asyncio.run(play(LONG // PARTS, f"long {part}"))
    assert found == []
    assert seen.total() > LONG // PARTS * 0.9


def test_what_none_may_have_would_be_seen() -> None:
    """So that nothing found above means something."""
    wide = Answer(500, (("set-cookie", "k=1"), ("location", "//elsewhere.example")), b"Traceback")
    said = breaks(Asked("", "/", True, False, wide), wide)
    assert len(said) == 7


def test_every_door_is_among_the_paths() -> None:
    assert {door.path for door in DOORS} <= set(every_path())
