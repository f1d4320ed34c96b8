"""What the scripts of a signed-in page promise, in a real Chromium under the strict policy, on two devices.

The page served here is invented for the purpose: the smallest thing that has a header, words, a form and a timer.
"""

import asyncio
import gzip
import hashlib
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import weft.web
from weft.live.rooms import Rooms
from weft.live.serve import LiveServer
from weft.live.stream import Admitted, Receive, Scope, Send, clock_page, server_clock, stream

pytestmark = pytest.mark.browser

SCRIPTS = Path(weft.web.__file__).parent / "static" / "js"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types app"
)
MOST_SCRIPT_BYTES = 8 * 1024
IDIOMORPH_MIN = "4cbd535caf7663a51eda9bce6595371c384fc430d54b8d414e29a61167f19f96"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Little:
    """A little place for two, with one log, which a scene can change from outside."""

    rooms: Rooms = field(default_factory=Rooms)
    said: list[str] = field(default_factory=list)
    step: int = 1
    until: int | None = None
    total: int = 2
    sound: str = ""
    broken: bool = False  # refuses every post
    stream_blocked: bool = False
    signed_out: set[bytes] = field(default_factory=set)
    looks: int = 0
    answered: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        if path == "/live" and not self.stream_blocked:
            return await stream(self.rooms, self.admit)(scope, receive, send)
        if path == "/clock":
            return await clock_page()(scope, receive, send)
        if path.startswith("/static/js/"):
            script = (SCRIPTS / path.removeprefix("/static/js/")).read_bytes()
            return await answer(send, 200, script, "text/javascript")
        if path == "/exit":
            self.sign_out(_who(scope))
            return await answer(send, 204, b"")
        if path in ("/sign-in", "/away"):
            return await answer(send, 200, f"<!doctype html><title>Weft</title><p>{path}</p>".encode())
        if _who(scope) in self.signed_out:
            return await answer(send, 303, b"", location="/sign-in")
        if path == "/say" and method == "POST":
            return await self.say(receive, send)
        if path == "/page":
            return await self.page(scope, send)
        await answer(send, 404, b"")

    async def admit(self, scope: Scope) -> Admitted | None:
        who = _who(scope)
        return None if who in self.signed_out else Admitted(("their log",), who)

    def sign_out(self, who: bytes) -> None:
        self.signed_out.add(who)
        self.rooms.end(who)

    async def say(self, receive: Receive, send: Send) -> None:
        posted = parse_qs((await receive())["body"].decode())
        self.answered.append(posted["act"][0])
        if self.broken:
            return await answer(send, 409, b"<p>not now")
        self.said.append(posted["words"][0])
        self.rooms.tell("their log")
        await answer(send, 303, b"", location="/page")

    async def page(self, scope: Scope, send: Send) -> None:
        self.looks += 1
        page = self.draw().encode()
        tag = f'"{hashlib.sha256(page).hexdigest()[:16]}"'
        if dict(scope["headers"]).get(b"if-none-match", b"").decode() == tag:
            return await answer(send, 304, b"", etag=tag)
        await answer(send, 200, page, etag=tag)

    def draw(self) -> str:
        over = self.until is not None and server_clock() >= self.until
        timer = f'<weft-timer data-until="{self.until}" data-total="{self.total}"{self.sound}></weft-timer>'
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Weft</title>
<script type="module" src="/static/js/app.js"></script><script type="module" src="/static/js/wake.js"></script></head>
<body class="step-{self.step}" data-live><header id="room">Step {self.step}{" over" if over else ""}</header>
<main><ul>{"".join(f"<li>{escape(words)}</li>" for words in self.said)}</ul>
{timer if self.until is not None else ""}
<details><summary>More</summary><p>under it</p></details></main>
<p data-unsaved hidden>Not saved. <button type="button" data-again>Try again</button></p>
<form method="post" action="/say" data-live><input type="hidden" name="rev" value="{self.step}">
<textarea id="words" name="words"></textarea><button id="keep" name="act" value="keep">Keep</button></form>
<form method="post" action="/exit"><button data-exit>Exit</button></form></body></html>"""


async def answer(send: Send, status: int, body: bytes, kind: str = "text/html", **more: str) -> None:
    headers = {"content-type": f"{kind}; charset=utf-8", "cache-control": "no-store", **more}
    headers["content-security-policy"] = POLICY
    pairs = [(name.encode(), text.encode()) for name, text in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})


def _who(scope: Scope) -> bytes:
    headers: dict[bytes, bytes] = dict(scope["headers"])
    return headers.get(b"cookie", b"")


@dataclass
class Served:
    """The little place on a port, and a way to act in its loop."""

    place: Little
    origin: str
    loop: asyncio.AbstractEventLoop

    def do(self, act: Callable[[Little], Any]) -> Any:
        done: Future[Any] = Future()
        self.loop.call_soon_threadsafe(lambda: done.set_result(act(self.place)))
        return done.result(5)

    def change(self, **new: Any) -> None:
        def act(place: Little) -> None:
            for name, value in new.items():
                setattr(place, name, value)
            place.rooms.tell("their log")

        self.do(act)


@pytest.fixture
def served() -> Iterator[Served]:
    place, listening = Little(), socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(place, log_level="error", lifespan="off")
    server = LiveServer(config, place.rooms)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(server._serve([listening])))
    thread.start()
    yield Served(place, f"http://127.0.0.1:{listening.getsockname()[1]}", loop)
    server.handle_exit(15, None)
    thread.join(5)
    loop.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()


class Device:
    """One person's phone on the page, which notes every complaint of the browser."""

    def __init__(self, browser: Browser, served: Served, who: str, before: str = "") -> None:
        self.served = served
        self.context: BrowserContext = browser.new_context()
        self.context.set_default_timeout(5000)
        self.context.add_cookies([{"name": "who", "value": who, "url": served.origin}])
        if before:
            self.context.add_init_script(before)
        self.complaints: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type == "error" else None
        )
        attending = served.do(lambda place: place.rooms.streams())
        self.page.goto(served.origin + "/page")
        if not served.place.stream_blocked:
            until(lambda: served.do(lambda place: place.rooms.streams()) == attending + 1)


def until(true: Callable[[], bool], within: float = 3) -> float:
    """Wait for something to be so; how long it took, in seconds."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < within, "it never came to be"
        threading.Event().wait(0.005)
    return time.monotonic() - began


@pytest.fixture
def device(browser: Browser, served: Served) -> Iterator[Callable[..., Device]]:
    made: list[Device] = []

    def make(who: str, before: str = "") -> Device:
        made.append(Device(browser, served, who, before))
        return made[-1]

    yield make
    for each in made:
        each.context.close()
        assert [said for said in each.complaints if "409" not in said and "404" not in said] == []


Make = Callable[..., Device]


def test_words_kept_on_one_phone_appear_on_the_other(device: Make) -> None:
    noor, elis = device("noor"), device("elis")
    noor.page.fill("#words", "It was the deadline <b>again</b>.")
    noor.page.click("#keep")
    for each in (noor, elis):
        expect(each.page.locator("li")).to_have_text("It was the deadline <b>again</b>.")
    expect(noor.page.locator("#words")).to_have_value("")
    assert noor.served.place.answered == ["keep"]


def test_a_change_reaches_the_other_screen_within_a_tenth_of_a_second(device: Make, served: Served) -> None:
    elis = device("elis")
    elis.page.evaluate(
        """() => { globalThis.changed = new Promise((told) => new MutationObserver(() =>
             told(performance.timeOrigin + performance.now())).observe(document.querySelector('header'),
             {childList: true, characterData: true, subtree: true})) }"""
    )
    began = time.time() * 1000
    served.change(step=2)
    assert elis.page.evaluate("changed") - began < 100


def test_half_typed_words_focus_and_an_opened_fold_are_kept(device: Make, served: Served) -> None:
    elis = device("elis")
    elis.page.click("summary")
    elis.page.click("#words")
    elis.page.keyboard.type("You felt the")
    served.change(step=2, said=["Noor said something."])
    expect(elis.page.locator("header")).to_have_text("Step 2")
    expect(elis.page.locator("body")).to_have_class("step-2")
    elis.page.keyboard.type(" clock")
    expect(elis.page.locator("#words")).to_have_value("You felt the clock")
    expect(elis.page.locator("#words")).to_be_focused()
    expect(elis.page.locator("[name=rev]")).to_have_value("2")
    expect(elis.page.locator("details p")).to_be_visible()


def test_a_refused_post_keeps_the_words_and_says_so_and_can_be_tried_again(
    device: Make, served: Served
) -> None:
    noor = device("noor")
    served.change(broken=True)
    noor.page.fill("#words", "Only here.")
    noor.page.click("#keep")
    expect(noor.page.locator("[data-unsaved]")).to_be_visible()
    served.change(step=2)
    expect(noor.page.locator("header")).to_have_text("Step 2")
    expect(noor.page.locator("#words")).to_have_value("Only here.")
    expect(noor.page.locator("[data-unsaved]")).to_be_visible()
    served.change(broken=False)
    noor.page.click("[data-again]")
    expect(noor.page.locator("li")).to_have_text("Only here.")
    expect(noor.page.locator("[data-unsaved]")).to_be_hidden()


def test_a_killed_sign_in_loses_its_stream_and_its_page_within_a_second(device: Make, served: Served) -> None:
    noor = device("noor")
    served.do(lambda place: place.sign_out(b"who=noor"))
    assert until(lambda: served.do(lambda place: place.rooms.streams()) == 0) < 1
    noor.page.wait_for_url("**/sign-in", timeout=1000)


def test_a_hidden_page_closes_its_stream_and_catches_up_when_shown(device: Make, served: Served) -> None:
    elis = device("elis")
    _show(elis.page, hidden=True)
    until(lambda: served.do(lambda place: place.rooms.streams()) == 0)
    served.change(step=2)
    _show(elis.page, hidden=False)
    expect(elis.page.locator("header")).to_have_text("Step 2")
    until(lambda: served.do(lambda place: place.rooms.streams()) == 1)


def test_a_stream_the_server_dropped_is_opened_again_and_nothing_is_missed(
    device: Make, served: Served
) -> None:
    elis = device("elis")
    served.do(lambda place: place.rooms.stop())
    until(lambda: served.do(lambda place: place.rooms.streams()) == 0)
    served.do(lambda place: setattr(place, "rooms", Rooms()))
    served.change(step=2)
    expect(elis.page.locator("header")).to_have_text("Step 2")


def test_behind_a_proxy_that_blocks_streams_focus_looks_again(device: Make, served: Served) -> None:
    served.change(stream_blocked=True)
    elis = device("elis")
    served.change(step=2)
    elis.page.evaluate("() => { dispatchEvent(new Event('focus')) }")
    expect(elis.page.locator("header")).to_have_text("Step 2")


def test_behind_a_proxy_that_blocks_streams_the_page_looks_again_at_a_slow_pace(
    browser: Browser, served: Served
) -> None:
    served.change(stream_blocked=True)
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    page.goto(served.origin + "/page")
    served.change(step=2)
    page.clock.run_for(21_000)
    expect(page.locator("header")).to_have_text("Step 2")
    context.close()


WRONG_BY_MINUTES = """{
  const Right = Date, wrong = 7 * 60 * 1000;
  globalThis.Date = class extends Right {
    constructor(...given) { given.length ? super(...given) : super(Right.now() + wrong); }
    static now() { return Right.now() + wrong; }
  };
}"""
NOTE_THE_END = """addEventListener('weft:ended', () => { (globalThis.ends ??= []).push(
  performance.timeOrigin + performance.now()) })"""


def test_timers_end_together_although_one_clock_is_minutes_wrong(device: Make, served: Served) -> None:
    noor, elis = device("noor", NOTE_THE_END), device("elis", WRONG_BY_MINUTES + NOTE_THE_END)
    assert abs(elis.page.evaluate("Date.now()") - server_clock()) > 6 * 60_000
    ends_at = server_clock() + 1500
    served.change(until=ends_at)
    for each in (noor, elis):
        expect(each.page.locator("header")).to_have_text("Step 1 over")
    ended = [each.page.evaluate("ends") for each in (noor, elis)]
    assert [len(times) for times in ended] == [1, 1]
    assert abs(ended[0][0] - ended[1][0]) < 100
    assert all(abs(times[0] - ends_at) < 100 for times in ended)
    woven = noor.page.evaluate("document.querySelector('weft-timer').style.getPropertyValue('--woven')")
    assert float(woven) == 1


NOTE_KNOCKS = """{
  globalThis.felt = []; globalThis.heard = [];
  navigator.vibrate = (pattern) => felt.push(pattern);
  AudioBufferSourceNode.prototype.start = function (at) { heard.push([at, this.buffer.duration]); };
}"""


def test_presence_ends_with_two_equal_knocks_and_the_motor(device: Make, served: Served) -> None:
    noor = device("noor", NOTE_KNOCKS)
    served.change(until=server_clock() + 700, sound=' data-sound="knocks"')
    expect(noor.page.locator("weft-timer")).to_have_count(1)
    noor.page.click("header")
    expect(noor.page.locator("header")).to_have_text("Step 1 over")
    assert noor.page.evaluate("felt") == [[40, 120, 40]]
    (first, length), (second, as_long) = noor.page.evaluate("heard")
    assert length == as_long
    assert abs(second - first - 0.4) < 0.05


def test_a_press_by_keyboard_keeps_the_focus_on_the_button(device: Make) -> None:
    noor = device("noor")
    noor.page.fill("#words", "Said by key.")
    noor.page.focus("#keep")
    noor.page.keyboard.press("Enter")
    expect(noor.page.locator("li")).to_have_text("Said by key.")
    expect(noor.page.locator("#keep")).to_be_focused()


def test_the_same_tap_twice_is_one(device: Make, served: Served) -> None:
    noor = device("noor")
    noor.page.fill("#words", "Once.")
    noor.page.evaluate("() => { for (const n of [1, 2]) document.querySelector('#keep').click() }")
    expect(noor.page.locator("li")).to_have_text("Once.")
    assert served.place.said == ["Once."]


def test_exit_empties_the_page_at_once_signs_out_and_back_shows_nothing(device: Make, served: Served) -> None:
    noor = device("noor")
    served.change(said=["Nobody else should read this."])
    expect(noor.page.locator("li")).to_be_visible()
    took, left = noor.page.evaluate(
        """() => { const began = performance.now(); document.querySelector('[data-exit]').click();
             return [performance.now() - began, document.body === null] }"""
    )
    assert left
    assert took < 100
    noor.page.wait_for_url("**/away")
    until(lambda: b"who=noor" in served.place.signed_out)
    noor.page.go_back()
    assert "Nobody else" not in noor.page.content()


def test_escape_twice_leaves_and_once_does_not(device: Make, served: Served) -> None:
    noor = device("noor")
    noor.page.keyboard.press("Escape")
    expect(noor.page.locator("header")).to_be_visible()
    noor.page.keyboard.press("Escape")
    noor.page.wait_for_url("**/away")


def test_the_screen_is_kept_awake_only_while_asked(browser: Browser, served: Served) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route(
        "**/live", lambda asked: asked.abort()
    )  # Told to look, the page would be laid over what we add.
    page.goto(served.origin + "/page")
    page.evaluate(
        """() => { globalThis.held = 0; Object.defineProperty(navigator, 'wakeLock', { value: {
             request: async () => { held++; return { release: async () => { held-- } } } } }) }"""
    )
    page.evaluate("() => document.body.append(document.createElement('weft-wake'))")
    assert page.evaluate("held") == 1
    page.evaluate("() => document.querySelector('weft-wake').remove()")
    assert page.evaluate("held") == 0
    context.close()


def test_a_script_from_elsewhere_is_refused_by_the_policy(device: Make) -> None:
    noor = device("noor")
    refused = noor.page.evaluate(
        """async () => { const { app } = await import('/static/js/trusted.js');
             const tried = (url) => { try { app.createScriptURL(url); return 'let through' } catch { return 'refused' } };
             return ['/static/js/live.js', 'https://elsewhere.example/x.js', '/uploads/x.js', 'data:,x'].map(tried) }"""
    )
    assert refused == ["let through", "refused", "refused", "refused"]


def test_all_scripts_of_a_signed_in_page_weigh_at_most_eight_kilobytes() -> None:
    everywhere = ["app", "clock", "exit", "live", "trusted", "vendor/idiomorph"]
    for own in ("wake", "invited"):  # What a sitting loads besides, and Today while one is alone.
        shipped = [*everywhere, own]
        weights = {name: len(gzip.compress((SCRIPTS / f"{name}.js").read_bytes(), 9)) for name in shipped}
        assert sum(weights.values()) <= MOST_SCRIPT_BYTES, weights


def test_idiomorph_is_the_published_file_with_one_line_added() -> None:
    published, _, added = (SCRIPTS / "vendor" / "idiomorph.js").read_bytes().rpartition(b"\nexport{")
    assert added == b"Idiomorph};\n"
    assert hashlib.sha256(published).hexdigest() == IDIOMORPH_MIN
    assert IDIOMORPH_MIN in (SCRIPTS / "vendor" / "VENDORED.txt").read_text()


def _show(page: Page, hidden: bool) -> None:
    page.evaluate(
        """(hidden) => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
             document.dispatchEvent(new Event('visibilitychange')) }""",
        hidden,
    )
