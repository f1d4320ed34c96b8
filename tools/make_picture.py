"""Make the picture of the README anew from the demonstration as it is: Today on a phone, and the cloth on a wall.

Run it from the folder of Weft, with the libraries of requirements/check.txt and Chromium there:

    PYTHONPATH=src .venv/bin/python tools/make_picture.py

It lives two invented years in a folder of its own, takes two pages of them, and writes docs/picture/noor-and-elias.png.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent.parent
PICTURE = HERE / "docs/picture/noor-and-elias.png"
PHONE, WIDE = (390, 844), (1280, 844)
GROUND, MARGIN = "#d9dcd5", 56
"""Around both pages, in the colour of a wall; device pixels."""
MOST_WIDTH = 1280
COLOURS = 256
"""Fewer wash the dyes out, and wider would weigh more than a slow line should carry (tests/test_documents.py)."""
EXERCISE = "Ten minutes on the bench"
"""At which evening the cloth is opened."""
STARTS_WITHIN_S = 180


def a_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait_for(address: str) -> None:
    give_up = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < give_up:
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the demonstration did not start")


def shot(page: Page) -> Image.Image:
    page.evaluate("() => document.fonts.ready.then(() => 0)")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def pages(origin: str) -> tuple[Image.Image, Image.Image]:
    """Today on a phone, and the cloth opened at an evening on a wide screen, as Noor sees them."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        taken = []
        for size in (PHONE, WIDE):
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]}, base_url=origin, device_scale_factor=2
            )
            page = context.new_page()
            page.goto("/demo")
            page.locator("button[value=noor]").click()
            page.wait_for_url("**/today")
            if size is WIDE:
                page.goto("/cloth/list")
                page.get_by_role("link", name=EXERCISE, exact=True).first.click()
                page.wait_for_load_state()
                page.evaluate("() => scrollTo(0, 0)")
                page.evaluate("() => document.activeElement.blur()")
            taken.append(shot(page))
            context.close()
        browser.close()
    return taken[0], taken[1]


def side_by_side(left: Image.Image, right: Image.Image) -> Image.Image:
    """Both on one wall, no wider than the README needs."""
    size = left.width + right.width + 3 * MARGIN, left.height + 2 * MARGIN
    wall = Image.new("RGB", size, GROUND)
    wall.paste(left, (MARGIN, MARGIN))
    wall.paste(right, (2 * MARGIN + left.width, MARGIN))
    return wall.resize((MOST_WIDTH, round(MOST_WIDTH * size[1] / size[0])), Image.Resampling.LANCZOS)


def main() -> None:
    port = a_port()
    with tempfile.TemporaryDirectory() as folder:
        demo = subprocess.Popen(
            [sys.executable, "-m", "weft", "demo", "--port", str(port), "--data", f"{folder}/demo"],
            env=os.environ | {"PYTHONPATH": str(HERE / "src")},
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/demo")
            picture = side_by_side(*pages(f"http://127.0.0.1:{port}"))
        finally:
            demo.terminate()
            demo.wait(10)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(HERE)}: {picture.width} by {picture.height}, {PICTURE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
