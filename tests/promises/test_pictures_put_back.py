"""Pictures through a lost disk, with the commands a host types: served, backed up meanwhile, put back, served again."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from browser.house import SOURCE, Served, served
from couples import Clock, House
from hostile.pictures import a_jpeg
from visits import evening, plain_sign_in
from weft.store.files import LEDGER
from weft.store.sqlite import SqliteStore
from weft.vault.server_key import ServerKey


@dataclass
class Browser:
    """A browser at a real server, as plain as can be."""

    server: Served
    jar: CookieJar = field(default_factory=CookieJar)

    def ask(self, path: str, body: bytes | None = None, kind: str = "") -> tuple[int, bytes]:
        headers = {"sec-fetch-site": "same-origin"} | ({"content-type": kind} if kind else {})
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        try:
            with opener.open(
                urllib.request.Request(self.server.origin + path, body, headers), timeout=30
            ) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as no:
            return no.code, b""

    def sign_in(self, name: str, house: House) -> None:
        sent = json.dumps(plain_sign_in(name, house)).encode()
        assert self.ask("/sign-in", sent, "application/json")[0] == 200

    def post(self, path: str, **fields: str) -> int:
        kind = "application/x-www-form-urlencoded"
        return self.ask(path, urlencode(fields).encode(), kind)[0]


def weft(*words: str | Path) -> str:
    """One of our commands; gives what it says."""
    line = [sys.executable, "-m", "weft", *map(str, words)]
    done = subprocess.run(
        line, env=os.environ | {"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


async def _lived(data: Path) -> tuple[House, str, list[str]]:
    """Two put a picture each to what they kept; gives the band and the pictures, Elis's last."""
    data.mkdir(mode=0o700)
    house = House(
        SqliteStore.open(data, None), ServerKey.load_or_make(data / "server.key"), Clock(datetime.now(UTC))
    )
    one = await evening(house)
    kept = await one.true_line_kept()
    pictures: list[str] = []
    for seed, who in enumerate((one.noor, one.elis)):
        sent = await who.post_file(f"/pictures/of/{kept}", a_jpeg(seed=seed), words=f"The jetty, {seed}")
        assert sent.status == 303
        found = re.findall(r'href="/pictures/([0-9a-f]{32})"', (await who.get(f"/pictures/of/{kept}")).text)
        pictures += [key for key in found if key not in pictures]
    await house.home.close()
    return house, kept, pictures


def test_pictures_come_back_byte_for_byte_and_one_taken_back_does_not(tmp_path: Path) -> None:
    data, backups, safe = tmp_path / "data", tmp_path / "backups", tmp_path / "safe"
    safe.mkdir()
    house, kept, (stays, goes) = asyncio.run(_lived(data))
    key_file = ("--key-file", tmp_path / "backup.key")
    with served(data) as server:
        elis = Browser(server)
        elis.sign_in("Elis", house)
        before = {path: elis.ask(path) for path in (f"/pictures/{stays}", f"/pictures/{stays}/small")}
        assert all(status == 200 and body.startswith(b"\xff\xd8") for status, body in before.values())
        assert elis.ask(f"/pictures/{goes}")[0] == 200
        # Made while it serves, and with the picture still in it that goes a moment later.
        weft("backup", backups, "--data", data, *key_file, "--with-server-key", safe / "server.key")
        assert elis.post(f"/pictures/{goes}/take-back") == 200
    shutil.copy(data / LEDGER, safe / "ledger")
    shutil.rmtree(data)
    put_back = ("--server-key", safe / "server.key", "--ledger", safe / "ledger")
    said = weft("restore", backups, "--data", data, *key_file, *put_back)
    assert "was put back" in said
    with served(data) as server:
        for name in ("Noor", "Elis"):
            one = Browser(server)
            one.sign_in(name, house)
            assert {path: one.ask(path) for path in before} == before
            assert one.ask(f"/pictures/{goes}")[0] == 404
            assert b"The jetty, 0" in one.ask(f"/pictures/of/{kept}")[1]
