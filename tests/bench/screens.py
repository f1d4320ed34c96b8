"""Line 8: from a click in one browser to the partner's page in another, both and the server on the same cores."""

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
from statistics import median
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from bench.lines import Line, percentile
from bench.processes import CORES, Served, environment

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIETLY = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PHONE = {"width": 390, "height": 844}

NOW = "performance.timeOrigin + performance.now()"
WATCH = f"""() => new Promise((done) => new MutationObserver((_, self) => {{
  self.disconnect(); done({NOW});
}}).observe(document.body, {{ childList: true, subtree: true, attributes: true, characterData: true }}))"""
CLICK = (
    f"(act) => {{ const at = {NOW}; document.querySelector(`button[value=${{act}}]`).click(); return at; }}"
)


def lines(server: Served, couple: dict[str, Any], rounds: int) -> list[Line]:
    """Line 8, or nothing on a machine without Chromium."""
    if CHROMIUM is None:
        return []
    words = [str(server.port), couple["sitting"], *couple["cookies"], str(rounds)]
    command = [sys.executable, "-m", "bench.screens", *words]
    done = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, text=True, check=True)
    took = json.loads(done.stdout)
    note = f"{len(took)} clicks, two Chromium, p90 {percentile(took, 0.9):.0f} ms"
    return [Line("8", "a click to the partner's page in another browser, p50", median(took), "ms", "<=", 50, note)]  # fmt: skip


async def seen(clicked: Page, act: str, watched: Page) -> float:
    """Milliseconds from a click on one page until the other page changes."""
    await clicked.wait_for_selector(f"button[value={act}]")
    watching = asyncio.ensure_future(watched.evaluate(WATCH))
    await asyncio.sleep(0.05)  # until the page watches
    began = float(await clicked.evaluate(CLICK, act))
    return float(await asyncio.wait_for(watching, 5)) - began


async def scene(left: Page, right: Page, rounds: int) -> list[float]:
    """Both come back to a paused sitting, one after the other, and one pauses it again."""
    took = []
    for _ in range(rounds):
        await seen(left, "resume", left)
        took.append(await seen(right, "resume", left))
        took.append(await seen(left, "pause", right))
    return took


async def phone(browser: Browser, origin: str, cookie: str, path: str) -> Page:
    context = await browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    await context.add_cookies([{"name": "k", "value": cookie, "url": origin}])
    page = await context.new_page()
    await page.goto(origin + path, wait_until="load")
    return page


async def main(port: int, sitting: str, cookies: list[str], rounds: int) -> None:
    origin, path = f"http://localhost:{port}", f"/sittings/{sitting}"
    async with async_playwright() as tools:
        browsers = [await tools.chromium.launch(executable_path=CHROMIUM, args=QUIETLY) for _ in cookies]
        left, right = [
            await phone(browser, origin, cookie, path)
            for browser, cookie in zip(browsers, cookies, strict=True)
        ]
        await scene(left, right, 1)  # the first time, scripts are still being compiled
        print(json.dumps(await scene(left, right, rounds)))
        for browser in browsers:
            await browser.close()


if __name__ == "__main__":
    words = argparse.ArgumentParser()
    words.add_argument("port", type=int)
    words.add_argument("sitting")
    words.add_argument("cookies", nargs=2)
    words.add_argument("rounds", type=int)
    chosen = words.parse_args()
    # The client was pinned to one core; browsers are given all there are, the server's too.
    os.sched_setaffinity(0, range(os.cpu_count() or len(CORES)))
    asyncio.run(main(chosen.port, chosen.sitting, chosen.cookies, chosen.rounds))
