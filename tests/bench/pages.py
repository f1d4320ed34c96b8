"""Lines 1 to 5 and 12: what the server spends on a page, on a form and on a sign-in, beside saying hello."""

import asyncio
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bench.disk import commit_ms
from bench.lines import Line, share
from bench.processes import Served
from bench.rounds import Window, alternate, moved
from bench.wire import MARK, Lane, asking, cpu_each, get, post, post_json, wall_each, wire
from weft.vault.derive import STANDARD, derive

CLIENTS = 32
LIVED = 8
"""Couples with years behind them; the pages measured are theirs."""

Couple = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Servers:
    """The two limits and Weft, each on the server's core."""

    bare: Served
    starlette: Served
    weft: Served


async def windows(servers: Servers, couples: list[Couple]) -> dict[str, Window]:
    """All that is measured in CPU of the server for one request."""
    hello, port = get("/"), servers.weft.port
    cookies = [cookie for one in couples[:LIVED] for cookie in one["cookies"]]
    writers = [one["cookies"][0] for one in couples[:CLIENTS]]
    others = couples[LIVED]["cookies"][1]

    async def lanes(at: int, requests: list[list[bytes]], expect: int) -> list[Lane]:
        return [await asking(at, requests[n % len(requests)], expect) for n in range(CLIENTS)]

    warm = [[get("/today", one)] for one in cookies]
    locks = [
        [post("/yours/lock", one, minutes="30"), post("/yours/lock", one, minutes="60")] for one in writers
    ]
    sets = {
        "bare": (servers.bare, await lanes(servers.bare.port, [[hello]], 200)),
        "starlette": (servers.starlette, await lanes(servers.starlette.port, [[hello]], 200)),
        "warm": (servers.weft, await lanes(port, warm, 200)),
        "append": (servers.weft, await lanes(port, locks, 303)),
        "named": (servers.weft, [await named(port, one) for one in couples[:LIVED]]),
        "named, warm": (servers.weft, [await named(port, one, others) for one in couples[:LIVED]]),
        "named, fresh": (
            servers.weft,
            [await named(port, one, one["cookies"][1]) for one in couples[:LIVED]],
        ),
        "renamed, fresh": (
            servers.weft,
            [await named(port, one, one["cookies"][1], anew=True) for one in couples[:LIVED]],
        ),
    }
    found = {name: _window(server, some) for name, (server, some) in sets.items()}
    found["unchanged"] = await _unchanged(servers.weft, cookies)
    return found


def _window(server: Served, lanes: list[Lane]) -> Window:
    return lambda seconds: cpu_each(server, lanes, seconds)


async def named(port: int, couple: Couple, reader: str = "", *, anew: bool = False) -> Lane:
    """The left person writes into the couple's log; then whoever this cookie is asks for Today.

    With ``anew`` it is another name each time, which stands in six places of the other's page.
    """
    names = [couple["names"][0], f"{couple['names'][0]} M"] if anew else [couple["names"][0]]
    forms = [post("/yours/name", couple["cookies"][0], name=name) for name in names]
    write = await asking(port, forms, 303)
    look = await asking(port, [get("/today", reader)], 200) if reader else None

    async def one() -> None:
        await write()
        if look:
            await look()

    return one


async def _unchanged(server: Served, cookies: list[str]) -> Window:
    """Asking with the mark of the page one has. Marks are read anew in each window, because other windows write."""
    first = await wire(server.port)

    async def window(seconds: float) -> float:
        lanes = []
        for number in range(CLIENTS):
            cookie = cookies[number % len(cookies)]
            mark = MARK.search(await first.ask(get("/today", cookie)))
            assert mark, "Today always has a mark"
            lanes.append(await asking(server.port, [get("/today", cookie, mark[1].decode())], 304))
        return await cpu_each(server, lanes, seconds)

    return window


async def measure(servers: Servers, couples: list[Couple], rounds: int) -> list[Line]:
    """Lines 1 to 4."""
    cost = await alternate(await windows(servers, couples), rounds, 0.9)
    far = moved(cost["bare"])
    # Eight who write at once are committed together as often as they are while somebody reads in between.
    fresh, same = (
        [
            both - beside + warm
            for both, beside, warm in zip(cost[one], cost["named, warm"], cost["warm"], strict=True)
        ]
        for one in ("renamed, fresh", "named, fresh")
    )
    us = {name: f"{median(some):.0f} us" for name, some in cost.items()}
    size = len(await (await wire(servers.weft.port)).ask(get("/today", couples[0]["cookies"][0])))
    lines = [
        Line("0", "bare ASGI hello, CPU of the server for one", median(cost["bare"]), "us", note=f"moved {far:.2f}-fold"),
        Line("0", "Starlette hello", median(cost["starlette"]), "us"),
        Line("1", "warm Today, share of bare hello", share(cost["warm"], cost["bare"]), "%", ">=", 40, f"{us['warm']}, {size} B packed"),
        Line("1", "warm Today, share of Starlette hello", share(cost["warm"], cost["starlette"]), "%"),
        Line("2", "304, share of bare hello", share(cost["unchanged"], cost["bare"]), "%", ">=", 50, us["unchanged"]),
        Line("3", "fresh Today after the partner wrote, share of hello", share(fresh, cost["bare"]), "%", ">=", 10, f"{median(fresh):.0f} us"),
        Line("3", "the same, share of Starlette hello", share(fresh, cost["starlette"]), "%"),
        Line("3", "where what was written shows nowhere on it, share of hello", share(same, cost["bare"]), "%", note=f"{median(same):.0f} us"),
        Line("4", "durable append by form, 32 clients, share of hello", share(cost["append"], cost["bare"]), "%", ">=", 12, us["append"]),
        Line("4", "the same into the couple's log and one's own", share(cost["named"], cost["bare"]), "%", note=us["named"]),
    ]  # fmt: skip
    return [replace(line, moved=far) for line in lines]


async def one_client(servers: Servers, couples: list[Couple], folder: Path, rounds: int) -> list[Line]:
    """Line 5: what one person waits for, beside a hello and a commit."""
    cookie = couples[0]["cookies"][0]
    hello = await asking(servers.bare.port, [get("/")], 200)
    lock = await asking(servers.weft.port, [post("/yours/lock", cookie, minutes="30")], 303)

    async def commit(seconds: float) -> float:
        return await asyncio.to_thread(commit_ms, folder, seconds)

    took = await alternate(
        {"hello": lambda s: wall_each(hello, s), "commit": commit, "append": lambda s: wall_each(lock, s)},
        rounds,
        0.3,
    )
    limit = [sum(pair) for pair in zip(took["hello"], took["commit"], strict=True)]
    far = moved(limit)
    ratio = median(one / low for one, low in zip(took["append"], limit, strict=True))
    note = f"{median(took['append']):.2f} ms of {median(limit):.2f}; limit moved {far:.2f}-fold"
    return [Line("5", "append by form, one client, p50 of hello + commit", ratio, "x", "<=", 1.75, note, far)]


async def sign_in(server: Served, prepared: dict[str, Any], rounds: int) -> list[Line]:
    """Line 12: the server's part of signing in. The stretching, its other part, happens in a browser."""
    lane = await _signing_in(server, prepared)

    async def stretch(seconds: float) -> float:
        return await wall_each(_stretch, seconds)

    cost = await alternate({"server": lambda s: cpu_each(server, [lane], s), "stretch": stretch}, rounds, 0.1)
    part = [100 * us / 1000 / ms for us, ms in zip(cost["server"], cost["stretch"], strict=True)]
    note = f"{median(cost['server']) / 1000:.1f} ms on the server, two years opened; Argon2id {median(cost['stretch']):.0f} ms"
    return [Line("12", "sign-in besides Argon2id, share of it", median(part), "%", "<=", 5, note)]


async def _signing_in(server: Served, prepared: dict[str, Any]) -> Lane:
    def sent(text: str) -> str:
        return urlsafe_b64encode(bytes.fromhex(text)).decode().rstrip("=")

    body = {"name": "Noor0", "auth": sent(prepared["auth"]), "secret_s": sent(prepared["secret_s"])}
    return await asking(server.port, [post_json("/sign-in", json.dumps(body).encode())], 200)


async def lag(server: Served, prepared: dict[str, Any], rounds: int) -> list[Line]:
    """Line 12: the longest a short answer waits while two sign in at once, beyond what it waits otherwise."""
    clock = await asking(server.port, [get("/clock")], 200)
    two = [await _signing_in(server, prepared) for _ in range(2)]
    usual, longest = await wall_each(clock, 0.2), list[float]()
    for _ in range(rounds):
        under_way = asyncio.gather(*(one() for one in two))
        waits = [0.0]
        while not under_way.done():
            began = perf_counter()
            await clock()
            waits.append(1000 * (perf_counter() - began))
        await under_way
        longest.append(max(waits) - usual)
    note = f"the most {max(longest):.1f} ms of {rounds}; usually answered in {usual:.2f} ms"
    return [Line("12", "event-loop lag while two sign in, p50", median(longest), "ms", "<=", 10, note)]


async def _stretch() -> None:
    await asyncio.to_thread(derive, "a heron in the pantry of the house", bytes(16), STANDARD)
