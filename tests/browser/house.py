"""A real server in a process of its own and real browsers, for scenes played through a screen."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    StorageState,
    expect,
    sync_playwright,
)

from couples import House
from visits import plain_account, plain_sign_in
from weft.vault.server_key import ServerKey

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
Rules = dict[str, str | list[str]]
EVERY_RULE: Rules = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OF_COLOURS: Rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What a theme can change: day and night differ in their colours and in nothing else."""
OF_SIZES: Rules = {"type": "rule", "values": ["target-size"]}
LOOK = """async runOnly => {
    const without = new CSSStyleSheet(), before = document.adoptedStyleSheets;
    without.replaceSync('body::before, body::after {content: none !important} * {transition: none !important}');
    document.adoptedStyleSheets = [...before, without];
    const found = await axe.run(document, {runOnly, resultTypes: ['violations']});
    document.adoptedStyleSheets = before;
    return found.violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(' ')).join(', ')}`);
}"""
"""The two threads at the edges lie over the body, and axe says nothing of any contrast where it cannot see what is
behind; nor of a colour that is on its way to another. So while it looks there are neither."""
SPILLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
SOURCE = Path(__file__).parents[2] / "src"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = 320
STARTS_WITHIN = 60.0
SLOWLY = 60_000
"""Milliseconds after which a page is given up: what a key takes to derive on a busy machine, several times over."""
expect.set_options(timeout=SLOWLY)
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's own Chromium, which asks nobody outside for anything."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield browser
        browser.close()


def a_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Served:
    """``weft serve`` over a folder; it can be stopped and started again."""

    data: Path
    command: tuple[str, ...] = ("serve",)
    program: tuple[str, ...] = ("-m", "weft")
    port: int = field(default_factory=a_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Served":
        words = [
            sys.executable,
            *self.program,
            *self.command,
            "--port",
            str(self.port),
            "--data",
            str(self.data),
        ]
        self.process = subprocess.Popen(
            words, env=os.environ | {"PYTHONPATH": str(SOURCE)}, stderr=subprocess.DEVNULL
        )
        give_up = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < give_up:
            try:
                urllib.request.urlopen(f"{self.origin}/away", timeout=1).close()
            except OSError:
                time.sleep(0.05)  # Another process is starting; there is nothing to wait on but its door.
            else:
                return self
        raise TimeoutError("the server did not start")

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(10)


@dataclass
class Later(Served):
    """A server whose clock is set, and goes on from there."""

    def __post_init__(self) -> None:
        self.program = (str(Path(__file__).with_name("later.py")), str(self.ahead))

    @property
    def ahead(self) -> Path:
        return self.data.with_name(f"{self.data.name}.ahead")

    def come_to(self, at: datetime) -> None:
        """It is that instant for the server, which may ask the time while it is set."""
        by = at.astimezone() - datetime.now().astimezone()
        beside = self.ahead.with_suffix(".new")
        beside.write_text(str(by / timedelta(minutes=1)), encoding="utf-8")
        beside.replace(self.ahead)


@contextmanager
def served_later(data: Path, at: datetime | None = None) -> Iterator[Later]:
    """``weft serve``, at an instant or now."""
    server = Later(data)
    server.come_to(at or datetime.now())
    server.start()
    yield server
    server.stop()


@contextmanager
def served(data: Path, *command: str) -> Iterator[Served]:
    server = Served(data, command or ("serve",)).start()
    yield server
    server.stop()


def phone(
    browser: Browser,
    server: Served,
    complaints: list[str],
    *,
    dark: bool = False,
    script: bool = True,
    signed_in: StorageState | None = None,
) -> Page:
    """A new phone, whose complaints are written down: a browser nobody has used, or one that is signed in."""
    context: BrowserContext = browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        color_scheme="dark" if dark else "light",
        base_url=server.origin,
        java_script_enabled=script,
        storage_state=signed_in,
    )
    context.set_default_timeout(SLOWLY)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.extend(_complaint(said)))
    return page


def _complaint(said: ConsoleMessage) -> list[str]:
    """What it complains of, and where.

    Not a line that was lost, nor one refused to a sign-in that is over, nor the icon that a page left in haste asks for.
    """
    url = said.location["url"]
    over = "401" in said.text and url.endswith("/live")
    of_no_matter = "ERR_" in said.text or over or url.endswith("/favicon.ico")
    return [] if said.type != "error" or of_no_matter else [f"{said.text} {said.location['url']}"]


def begin(page: Page, name: str, dye: str, passphrase: str = "") -> str:
    """Make an account as a person would, and type two groups of the recovery code back; gives the code."""
    page.goto("/begin")
    page.fill("#name", name)
    page.locator(f"input[value={dye}]").check(force=True)
    expect(page.locator("#passphrase")).to_have_value(re.compile(r"(\w+ ){5}\w+"))
    if passphrase:
        page.fill("#passphrase", passphrase)
    page.check("#adult")
    page.get_by_role("button", name="Make my key").click()
    shown = page.locator("[data-recovery-code]")
    expect(shown).to_have_text(re.compile("-"), timeout=SLOWLY)
    code = shown.inner_text()
    groups = code.strip().split("-")
    for group in page.locator("[data-recovery-check] input").all():
        group.fill(groups[int((group.get_attribute("id") or "").removeprefix("group-"))])
    page.get_by_role("button", name="I have written it down").click()
    page.wait_for_url("**/today", timeout=SLOWLY)
    return code


def account_made(browser: Browser, server: Served, name: str, dye: str) -> StorageState:
    """An account made without a screen, whose passphrase is quick to derive with, and a browser signed in to it."""
    context = browser.new_context(base_url=server.origin)
    made = plain_account(name, dye, _house_of(server))
    begun = context.request.post("/begin", data=made, headers=SAME_ORIGIN)
    assert begun.status == 200
    kept = context.storage_state()
    context.close()
    return kept


def sign_in_again(page: Page, server: Served, name: str) -> None:
    """Sign in to such an account without a screen, as somebody does who comes back hours later."""
    sent = plain_sign_in(name, _house_of(server))
    answer = page.context.request.post("/sign-in", data=sent, headers=SAME_ORIGIN, max_redirects=0)
    assert answer.status in {200, 303}


def _house_of(server: Served) -> House:
    return House(key=ServerKey.load_or_make(server.data / "server.key"))


def two_phones(
    browser: Browser, server: Served, complaints: list[str], left: str = "Noor", right: str = "Elis"
) -> tuple[Page, Page]:
    """Two who share a cloth, each signed in on a phone of their own; their passphrase is ``couples.phrase``."""
    one, other = (
        phone(browser, server, complaints, signed_in=account_made(browser, server, name, dye))
        for name, dye in ((left, "madder"), (right, "kendal"))
    )
    join(one, other)
    return one, other


def join(one: Page, other: Page) -> None:
    """Two accounts share a cloth: one invites, the other answers, both have compared the six words."""
    one.goto("/invite")
    one.locator("form[action='/invite'] button").click()
    code = one.locator(".groups").inner_text()
    other.goto("/join")
    other.fill("#code", code)
    other.get_by_role("button", name="See who is asking").click()
    other.get_by_role("button", name="Yes, share a cloth").click()
    other.wait_for_url("**/compare")
    one.goto("/compare")
    for page in (one, other):
        page.get_by_role("button", name="They are the same").click()
        page.wait_for_url("**/today")


def whole_in_view(page: Page) -> None:
    """Make the window as tall as the page, so that the bar at the foot covers nothing of it."""
    width, tall = page.evaluate("() => [innerWidth, document.documentElement.scrollHeight]")
    page.set_viewport_size({"width": width, "height": max(2400, tall + 100)})


@contextmanager
def as_it_was(page: Page) -> Iterator[tuple[str, str]]:
    """Whatever is turned about a page here is turned back; gives the theme it has, and the other."""
    size = page.viewport_size
    themes = "light", "dark"
    here, other = (
        themes[::-1] if page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches") else themes
    )
    yield here, other
    page.emulate_media(color_scheme=here)  # type: ignore[arg-type]
    if size:
        page.set_viewport_size(size)


def faults_by_day_and_night(page: Page) -> list[str]:
    """What is wrong with a page on a wall, on a phone and on a small phone, by day and by night.

    It is loaded once and turned like a device: a width changes anything but the smallest only sizes, a theme only
    colours. That either is noticed: test_access.py.
    """
    found = []
    with as_it_was(page):
        for width in (1280, PHONE["width"]):
            page.set_viewport_size({"width": width, "height": 2400})
            found += [f"{width}, {one}" for one in _by_day_and_night(page, ("light", "dark"))]
        page.set_viewport_size({"width": SMALL_PHONE, "height": 2400})
        whole_in_view(page)
        found += [f"{SMALL_PHONE}: {one}" for one in _faults(page, OF_SIZES)]
    return found


def faults(page: Page) -> list[str]:
    """What is wrong with a page as it stands, and with its colours in the other theme."""
    with as_it_was(page) as themes:
        return _by_day_and_night(page, themes)


def _by_day_and_night(page: Page, themes: tuple[str, str]) -> list[str]:
    """What is wrong with a page in one theme, and with the colours of another."""
    found = []
    whole_in_view(page)
    for theme, rules in zip(themes, (EVERY_RULE, OF_COLOURS), strict=True):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        found += [f"{theme}: {one}" for one in _faults(page, rules)]
    return found


def _faults(page: Page, rules: Rules) -> list[str]:
    """What axe-core finds on a page, and whether it is wider than the screen."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(LOOK, rules)
    return [*found, "wider than the screen"] if page.evaluate(SPILLS) else found


def see(page: Page, path: str = "") -> None:
    """Go to a page, or load it anew: nothing is wrong with it, by day and by night, on a phone and on a wall."""
    page.goto(path or page.url)
    assert faults_by_day_and_night(page) == [], path or page.url
