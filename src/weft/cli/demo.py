"""``./weft demo``: look around with an invented couple, on this machine only."""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import uvloop
from starlette.requests import Request
from starlette.responses import Response

from weft import demo
from weft.assemble import make_home, open_store, server_key
from weft.cli.serve import refuse_what_is_taken, serve
from weft.core.tapestry.svg import edge
from weft.keeper.home import Home
from weft.keeper.loom import cloth
from weft.keeper.ports import StoreError
from weft.settings import LOOPBACK, Settings, SettingWrong, read
from weft.vault.errors import ServerKeyUnsafe
from weft.web import models
from weft.web.answers import onward, page
from weft.web.door import Door, Who, home, sign_in_cookie
from weft.web.forms import words

READY = ".lived"
"""A file beside the databases that says the two years have been played to their end."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./weft demo", description="Look around with an invented couple.")
    parser.add_argument("--port", default="7412", help="port to listen on (7412)")
    parser.add_argument(
        "--data", default="demo-data", metavar="DIR", help="folder for the invented life (demo-data)"
    )
    parser.add_argument("--fresh", action="store_true", help="forget what was done in it, and begin again")
    chosen = parser.parse_args(argv)
    try:
        settings = read(
            {}, {"WEFT_PORT": chosen.port, "WEFT_DATA": chosen.data, "WEFT_RUN_BY": "you, for a look around"}
        )
        if settings.host not in LOOPBACK:
            raise SettingWrong("The demo listens on this machine only.")
        refuse_what_is_taken(settings)
        if chosen.fresh:
            shutil.rmtree(settings.data, ignore_errors=True)
        uvloop.run(run(settings))
    except (SettingWrong, StoreError, ServerKeyUnsafe, OSError) as no:
        print(f"The demo did not start. {no}", file=sys.stderr)
        return 1
    return 0


async def run(settings: Settings) -> None:
    """Play the two years if they have not been, then serve them."""
    calendar = demo.Calendar()
    if not (settings.data / READY).exists():
        shutil.rmtree(settings.data, ignore_errors=True)
        first = make_home(open_store(settings), server_key(settings), calendar)
        await demo.live(first, calendar, _say)
        await first.close()
        (settings.data / READY).touch(mode=0o600)
    kept = make_home(open_store(settings), server_key(settings), calendar)
    edges = await _edges(kept)
    print(f"Be Noor or Elias:  {settings.public_origin}/demo", file=sys.stderr)
    await serve(settings, doors(settings.data, edges), kept)


def _say(line: str) -> None:
    print(f"· {line}", file=sys.stderr, flush=True)


async def _edges(kept: Home) -> tuple[str, str]:
    """The growing edge of the invented cloth, narrow and wide."""
    cookie = await demo.be(kept, "noor")
    opened = await kept.sign_ins.open(cookie)
    assert opened is not None, "the sign-in was made a moment ago"
    today = kept.clock().astimezone().date()
    narrow, wide = (cloth(opened.log.life, opened.side, today, ends) for ends in (91, 340))
    await kept.sign_ins.end(opened.sid_hash)
    return edge(narrow, 40, href=_into, ids="e"), edge(wide, 40, href=_into, ids="w")


def _into(key: str) -> str:
    return "/cloth"


def doors(folder: Path, edges: tuple[str, str]) -> tuple[Door, ...]:
    """The addresses that only the demo has."""

    async def choose(request: Request) -> Response:
        people = tuple(
            models.DemoPerson(word, name, dye, demo.PHRASES[word])
            for word, (name, dye) in demo.PEOPLE.items()
        )
        return page(models.DemoPage(models.Room(left_dye="madder", right_dye="kendal"), people, *edges))

    async def become(request: Request) -> Response:
        word = (await words(request)).get("be", "")
        if word not in demo.PEOPLE:
            return onward("/demo")
        answer = onward("/today")
        answer.set_cookie(
            sign_in_cookie(request), await demo.be(home(request), word), httponly=True, samesite="strict"
        )
        return answer

    async def fresh(request: Request) -> Response:
        (folder / READY).unlink(missing_ok=True)
        os.execv(sys.executable, [sys.executable, "-m", "weft", "demo", *sys.argv[2:]])

    return (
        Door("/demo", ("GET",), Who.ANYONE, choose),
        Door("/demo", ("POST",), Who.ANYONE, become),
        Door("/demo/fresh", ("POST",), Who.ANYONE, fresh),
    )
