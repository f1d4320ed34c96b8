"""Fills a data folder with couples, as their own browsers would. ``python -m bench.prepare DIR CROWD ENTRIES``.

Prints one line of JSON. The passphrases of the crowd are not stretched: that happens in a browser, and no work of
the server depends on it. The first couple's are, at the floor.
"""

import asyncio
import json
import sys
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import uvloop

from bench.life import lived
from couples import House, account, try_of
from weft.assemble import now, open_store, server_key
from weft.core.exercise.script import Form
from weft.keeper import sittings
from weft.keeper.opened import Opened, append
from weft.settings import Settings
from weft.vault.derive import Derived, Params, split

AT_ONCE = 16
"""Couples made at the same time."""
LIVED = 8
"""Couples with years behind them."""
YEARS = 2


def unstretched(passphrase: str, salt: bytes, params: Params) -> Derived:
    return split(sha256(passphrase.encode()).digest())


async def couple(house: House, number: int, entries: int) -> dict[str, object]:
    """One couple, signed in twice each, in the middle of a paused sitting; the first few with years behind them."""
    names = f"Noor{number}", f"Elis{number}"
    left_cookie, left = await house.begin(names[0], "madder")
    right_cookie, right = await house.begin(names[1], "kendal")
    await house.pair(left, right)
    if number < LIVED:
        await live(house, left, entries)
    sitting = await sittings.ask(house.home, left, house.home.library.exercises["slow-turns"], Form.TOGETHER)
    await house.home.freshen(right)
    await sittings.act(house.home, right, sitting, "agree", "", "")
    for act in ("ready", "pause"):
        try:
            await sittings.act(house.home, left, sitting, act, "", "")
        except sittings.MovedOn:
            continue
    again = [
        await house.home.sign_ins.sign_in(try_of(name, account(name, house.key)), b"", None) for name in names
    ]
    return {"cookies": [left_cookie, right_cookie], "again": again, "sitting": sitting, "names": names}


async def live(house: House, opened: Opened, entries: int) -> None:
    assert opened.couple is not None
    for at, whats in lived(entries, YEARS, now()):
        await append(house.home.store, opened, opened.couple.log, whats, at)


async def main(folder: Path, crowd: int, entries: int) -> None:
    settings = Settings(data=folder)
    house = House(open_store(settings), server_key(settings), now)  # type: ignore[arg-type]
    made: list[dict[str, object]] = [await couple(house, 0, entries)]
    with patch("weft.vault.account.derive", unstretched):
        for first in range(1, crowd, AT_ONCE):
            some = range(first, min(crowd, first + AT_ONCE))
            made += await asyncio.gather(*(couple(house, number, entries) for number in some))
    tries = account("Noor0", house.key).secrets
    await house.home.close()
    print(json.dumps({"couples": made, "auth": tries.auth.hex(), "secret_s": tries.s.hex()}))


if __name__ == "__main__":
    uvloop.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
