"""Visits to the whole web without a network: one browser each, and a phone that listens to its stream."""

import asyncio
import json
import re
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from starlette.applications import Starlette

from couples import House, account, try_of
from weft.assemble import make_web
from weft.keeper.accounts import as_sent
from weft.settings import Settings

PLAIN = Settings()
ORIGIN = PLAIN.public_origin
FILLED = {
    "at": "0",
    "board": "5" * 32,
    "key": "talk",
    "id": "slow-turns",
    "device": "6" * 64,
    "year": "2026",
    "quarter": "2",
    "file": "2026.html",
}
"""Something for every brace in an address; most lead to nothing of anybody's."""


@dataclass(frozen=True)
class Answer:
    """All that came back, to the byte."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)

    @property
    def cookies(self) -> dict[str, str]:
        found = (value.partition(";")[0].partition("=") for key, value in self.headers if key == "set-cookie")
        return {name: value.strip('"') for name, _, value in found}

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Visitor:
    """A browser: its cookies, and the address it comes from."""

    app: Starlette
    cookies: dict[str, str] = field(default_factory=dict)
    address: str = "192.0.2.1"

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.ask("GET", path, b"", headers)

    async def post(self, path: str, **fields: str) -> Answer:
        headers = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
        return await self.ask("POST", path, urlencode(fields).encode(), headers)

    async def post_json(self, path: str, shape: object) -> Answer:
        headers = {"content-type": "application/json", "sec-fetch-site": "same-origin"}
        return await self.ask("POST", path, json.dumps(shape).encode(), headers)

    async def post_file(self, path: str, file: bytes, **fields: str) -> Answer:
        """A form with a file, as a browser sends it."""
        mark, parts = "weft-boundary-7f3a", list[bytes]()
        for name, value in fields.items():
            parts.append(f'--{mark}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}'.encode())
        head = f'--{mark}\r\ncontent-disposition: form-data; name="file"; filename="copy.zip"\r\ncontent-type: application/zip\r\n\r\n'
        body = b"\r\n".join([*parts, head.encode() + file, f"--{mark}--\r\n".encode()])
        headers = {"content-type": f"multipart/form-data; boundary={mark}", "sec-fetch-site": "same-origin"}
        return await self.ask("POST", path, body, headers)

    async def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        parts: list[dict[str, Any]] = []
        came: list[bool] = []

        async def send(message: Any) -> None:
            parts.append(message)

        async def receive() -> dict[str, Any]:
            if came:
                await asyncio.Event().wait()
            came.append(True)
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(self.scope(method, path, {**headers, "content-length": str(len(body))}), receive, send)
        raw = tuple((name.decode(), value.decode()) for name, value in parts[0].get("headers", ()))
        answer = Answer(parts[0]["status"], raw, b"".join(part.get("body", b"") for part in parts[1:]))
        for name, value in answer.cookies.items():
            self.cookies[name] = value
        return answer

    def scope(self, method: str, path: str, headers: dict[str, str]) -> dict[str, Any]:
        bare, _, query = path.partition("?")
        sent_headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent_headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": bare,
            "raw_path": quote(bare).encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in sent_headers.items()],
            "client": (self.address, 50000),
            "server": ("127.0.0.1", 7411),
        }

    async def cannot_tell(self, done: Awaitable[object], paths: Iterable[str]) -> None:
        """What the other does meanwhile changes none of these pages, and this browser isn't told to look."""
        some = tuple(paths)
        before = [await self.get(path) for path in some]
        ear = await self.listen()
        await done
        after = [await self.get(path) for path in some]
        heard = ear.after_the_clock()
        await ear.close()
        assert after == before
        assert b"look" not in heard

    async def listen(self) -> "Ear":
        """Open this browser's stream and keep it open."""
        ear = Ear()
        ear.task = asyncio.create_task(self._listen(ear))
        await settle()
        return ear

    async def _listen(self, ear: "Ear") -> None:
        async def send(message: Any) -> None:
            ear.heard.append(
                message.get("body", b"") if "body" in message else str(message["status"]).encode()
            )
            ear.over = message["type"] == "http.response.body" and not message.get("more_body", False)

        async def receive() -> dict[str, Any]:
            await asyncio.Event().wait()
            raise AssertionError("nobody hangs up")

        await self.app(self.scope("GET", "/live", {"sec-fetch-site": "same-origin"}), receive, send)


@dataclass
class Ear:
    """What a stream has said so far, and whether the server has ended it."""

    heard: list[bytes] = field(default_factory=list)
    over: bool = False
    task: asyncio.Task[None] | None = None

    def after_the_clock(self) -> bytes:
        """What it was told: not the time of day, and not the beats, which the clock alone gives."""
        said = re.sub(rb"event: beat\ndata: \d+\n\n", b"", b"".join(self.heard[2:]))
        return re.sub(rb"data: \d+", b"data", said)

    async def close(self) -> None:
        assert self.task is not None
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


async def settle() -> None:
    """Let everything that is ready to run, run."""
    for _ in range(12):
        await asyncio.sleep(0)


async def chores_done(house: House) -> None:
    """What goes on beside the pages has ended: what anybody could see of it would be there now."""
    for opened, _, _ in tuple(house.home.sign_ins.opened.values()):
        tasks = [one.task for one in opened.chores.values()]
        if tasks:
            await asyncio.wait(tasks)


def web(house: House, settings: Settings = PLAIN) -> Starlette:
    return make_web(house.home, settings)


def plain_sign_in(name: str, house: House, *, wrong: bool = False, label: str = "phone") -> dict[str, str]:
    """What account.js posts to sign in."""
    tried = try_of(name, account(name, house.key))
    return {
        "name": name,
        "auth": b64(bytes(32) if wrong else tried.auth.raw),
        "secret_s": b64(tried.secret_s.raw),
        "label": label,
    }


def plain_account(name: str, dye: str, house: House) -> dict[str, Any]:
    """What account.js posts to begin."""
    made = as_sent(account(name, house.key), name, dye, "phone")
    keys = {key: b64(getattr(made, key).raw) for key in ("secret_s", "kem_s", "sig_s", "kem_e", "sig_e")}
    slots = [
        {"type": one.type, "slot_id": one.slot_id, "bytes": b64(one.bytes.raw), "auth": b64(one.auth.raw)}
        | ({"lookup": b64(one.lookup.raw)} if one.lookup else {})
        for one in made.slots
    ]
    return {
        "person": made.person,
        "name": name,
        "dye": dye,
        "slots": slots,
        "label": "phone",
        "adult": True,
        **keys,
    }


def b64(raw: bytes) -> str:
    from base64 import urlsafe_b64encode

    return urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Evening:
    """Noor and Elis, signed in on a phone each, in one house."""

    house: House
    app: Starlette
    noor: Visitor
    elis: Visitor

    def sitting_of(self, answer: Answer) -> str:
        """The sitting an answer leads to."""
        return (answer.header("location") or "").rpartition("/")[2]

    async def lying(self, exercise: str) -> str:
        """The id of the sitting of an exercise that lies open between the two."""
        from weft.keeper import boards

        opened = await self.house.home.sign_ins.open(self.noor.cookies["k"])
        assert opened is not None
        return next(
            one.id for one in await boards.boards(self.house.home, opened) if one.exercise == exercise
        )

    async def both(self, sitting: str, act: str, words: str = "") -> None:
        for one, name in ((self.noor, "Noor"), (self.elis, "Elis")):
            await one.post(f"/sittings/{sitting}", act=act, words=words and f"{words} by {name}")

    async def agreed(self, exercise: str, form: str) -> str:
        """Noor asks, Elis agrees; gives the sitting."""
        await self.noor.post("/sittings", exercise=exercise, form=form)
        begun = await self.elis.post("/sittings", exercise=exercise, form=form)
        return self.sitting_of(begun)

    async def true_line_kept(self) -> str:
        """One true line in each one's own time, played to its end."""
        sitting = await self.agreed("one-true-line", "own-pace")
        await self.both(sitting, "write", "A line")
        await self.both(sitting, "respond", "An answer")
        await self.both(sitting, "keep", "A kept line")
        return sitting


async def evening(house: House | None = None) -> Evening:
    """Two accounts made through the web, paired and compared."""
    house = house or House()
    app = web(house)
    noor, elis = Visitor(app), Visitor(app, address="192.0.2.2")
    assert (await noor.post_json("/begin", plain_account("Noor", "madder", house))).status == 200
    assert (await elis.post_json("/begin", plain_account("Elis", "kendal", house))).status == 200
    opened = [await house.home.sign_ins.open(one.cookies["k"]) for one in (noor, elis)]
    assert opened[0]
    assert opened[1]
    await house.pair(opened[0], opened[1])
    for one in (noor, elis):
        await one.post("/compare", answer="same")
    return Evening(house, app, noor, elis)
