"""Programs that show calendars read the plans at a secret address, from a server that has started: none of them is ours."""

import asyncio
import re
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import uvicorn

from browser.house import a_port
from visits import Evening, evening

PROGRAMS = Path(sys.executable).parent
NEEDED = ("vdirsyncer", "khal", "radicale")
pytestmark = pytest.mark.skipif(
    not all((PROGRAMS / one).exists() for one in NEEDED), reason=f"needs {', '.join(NEEDED)}"
)

VDIRSYNCER = """
[general]
status_path = "{folder}/status-{to}"
[pair here]
a = "feed"
b = "{to}"
collections = null
[storage feed]
type = "http"
url = "{address}"
[storage files]
type = "filesystem"
path = "{folder}/files"
fileext = ".ics"
[storage radicale]
type = "caldav"
url = "{radicale}noor/weft/"
username = "noor"
password = "heron"
"""
KHAL = """
[calendars]
[[plans]]
path = {folder}/files
type = calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


async def run(program: str, *words: str) -> str:
    done = await asyncio.create_subprocess_exec(
        str(PROGRAMS / program),
        *words,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await done.communicate(b"y\n" * 4)
    assert done.returncode == 0, said.decode()
    return said.decode()


async def planned(one: Evening, **said: str) -> None:
    key = one.sitting_of(await one.noor.post("/plans", **said))
    page = (await one.elis.get(f"/plans/{key}")).text
    first = re.search(r'name="first" value="(\d+)"', page)
    assert first
    await one.elis.post(f"/plans/{key}/answer", turn="0", answer="yes", first=first[1])


async def addresses(one: Evening, port: int) -> tuple[str, str]:
    """Noor's, by their own names, and Elis's, which says nothing."""
    found = []
    for who, titles in ((one.noor, "yes"), (one.elis, "")):
        page = (await who.post("/plans/own/feed", act="new", titles=titles)).text
        path = re.search(r"/calendar/[\w-]+\.ics", page)
        assert path
        found.append(f"http://127.0.0.1:{port}{path[0]}")
    return found[0], found[1]


async def synced(
    folder: Path, address: str, to: str = "files", radicale: str = "http://127.0.0.1:1/"
) -> None:
    (folder / "files").mkdir(parents=True, exist_ok=True)
    config = folder / f"to-{to}"
    config.write_text(VDIRSYNCER.format(folder=folder, address=address, to=to, radicale=radicale))
    await run("vdirsyncer", "-c", str(config), "discover")
    await run("vdirsyncer", "-c", str(config), "sync")


async def listed(folder: Path, day: str) -> str:
    config = folder / "khal"
    config.write_text(KHAL.format(folder=folder))
    return await run(
        "khal", "-c", str(config), "list", day, "3d", "--format", "{start-end-time-style} {title}"
    )


async def up(port: int) -> None:
    for _ in range(600):
        try:
            _, line = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(
                0.05
            )  # Another process is starting; there is nothing to wait on but its door.
        else:
            line.close()
            return
    raise TimeoutError("it did not start")


def test_vdirsyncer_fetches_the_plans_and_khal_shows_them_at_the_right_hours(tmp_path: Path) -> None:
    async def scene() -> None:
        one, port = await evening(), a_port()
        day = one.house.clock().date() + timedelta(days=2)
        await one.noor.post("/yours/zone", zone="America/New_York")
        cards = {
            "title": "Cards",
            "repeats": "weekly",
            "day-0": f"{day}",
            "from-0": "13:00",
            "till-0": "15:00",
        }
        await planned(one, **cards)
        away = {"title": "The lighthouse", "day-0": f"{day + timedelta(days=1)}"}
        await planned(one, **away, **{"last-0": f"{day + timedelta(days=2)}"})
        server = uvicorn.Server(uvicorn.Config(one.app, port=port, log_level="error", lifespan="off"))
        serving = asyncio.create_task(server.serve())
        await up(port)
        titled, neutral = await addresses(one, port)
        for address, name in ((titled, "noor"), (neutral, "elis")):
            await synced(tmp_path / name, address)
        shown = [await listed(tmp_path / name, f"{day}") for name in ("noor", "elis")]
        assert "19:00-21:00 Cards" in shown[0]
        assert shown[0].count("The lighthouse") == 2
        assert "19:00-21:00 Kept free" in shown[1]
        assert "Cards" not in shown[1]
        next_week = f"{day + timedelta(days=7)}"
        assert "19:00-21:00 Cards" in await listed(tmp_path / "noor", next_week)
        await to_radicale(tmp_path, neutral)
        server.should_exit = True
        await serving

    asyncio.run(scene())


async def to_radicale(folder: Path, address: str) -> None:
    """The same feed into a calendar server that other programs read: each time of a plan is one event there."""
    port, kept = a_port(), folder / "radicale"
    collection = kept / "collection-root" / "noor" / "weft"
    collection.mkdir(parents=True)
    (collection / ".Radicale.props").write_text('{"tag": "VCALENDAR"}')
    words = (
        "--server-hosts",
        f"127.0.0.1:{port}",
        "--auth-type",
        "none",
        "--storage-filesystem-folder",
        str(kept),
    )
    radicale = await asyncio.create_subprocess_exec(
        str(PROGRAMS / "radicale"), *words, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await up(port)
        await synced(folder / "elis", address, "radicale", f"http://127.0.0.1:{port}/")
        files = list(collection.glob("*.ics"))
        assert len(files) > 50
        assert all("SUMMARY:Kept free" in one.read_text() for one in files)
    finally:
        radicale.terminate()
        await radicale.wait()
