"""The server takes as long over a name nobody has as over somebody's: whoever measures learns nothing of who is here."""

import asyncio
import gc
import random
import time
from math import sqrt
from pathlib import Path
from statistics import fmean, variance

import pytest

from couples import House
from visits import Visitor, evening, plain_sign_in
from weft.keeper.patience import Patience
from weft.keeper.ports import Near, SlotRow
from weft.keeper.sign_ins import SignIns
from weft.store.sqlite import SqliteStore

FAST, LONG = 2_000, 10_000
NAMES = ("Noor", "Nora")
"""Somebody's, and nobody's of as many letters: a longer one takes longer to send, whoever has it."""
UNLIKELY = 4.5
"""Welch's t beyond which two sets of times are taken to differ, as is usual in testing for leaks."""


def welch(one: list[float], other: list[float]) -> float:
    """Student's t for two sets of times whose spread may differ [Welch 1947]."""
    return (fmean(one) - fmean(other)) / sqrt(variance(one) / len(one) + variance(other) / len(other))


def cropped(times: list[float]) -> list[float]:
    """Without the slowest tenth, which are the machine's other business."""
    return sorted(times)[: len(times) * 9 // 10]


async def timed(folder: Path, count: int, names: tuple[str, str], whose: str = "") -> float:
    """Wrong passphrases for both names, in random order; each try meets a patience that has seen none before.

    ``whose`` browser they come from: one that carries a mark of its own, where it isn't a stranger's.

    What is measured is the work of the server's own thread, through the whole web and a store on disk: what else the
    machine is busy with meanwhile is no part of it.
    """
    house = House(SqliteStore.open(folder, None))
    one = await evening(house)
    stranger, dice = Visitor(one.app, address="198.51.100.4"), random.Random("same time")
    if whose:
        stranger.cookies = {"d": getattr(one, whose).cookies["d"]}
    sent = {name: plain_sign_in(name, house, wrong=True) for name in names}
    times = {name: list[float]() for name in names}
    gc.collect()
    gc.disable()
    try:
        for number, name in enumerate(dice.sample([*names] * count, 2 * count)):
            house.home.sign_ins.patience = Patience(house.home.sign_ins.patience.key)
            began = time.thread_time()
            answer = await stranger.post_json("/sign-in", sent[name])
            times[name].append(time.thread_time() - began)
            assert answer.status == 400
            if number % 500 == 0:
                gc.collect()
    finally:
        gc.enable()
    await house.home.close()
    return welch(*(cropped(times[name]) for name in names))


@pytest.mark.parametrize("whose", ["", "elis"])
def test_a_name_nobody_has_takes_as_long_as_somebodys(tmp_path: Path, whose: str) -> None:
    """A machine busy with other things may make a difference once; a server that knows somebody makes one each time."""
    tries = (asyncio.run(timed(tmp_path / str(one), FAST, NAMES, whose)) for one in range(3))
    assert any(abs(t) < UNLIKELY for t in tries)


@pytest.mark.long
@pytest.mark.parametrize("whose", ["", "elis"])
def test_nor_do_ten_thousand_tries_at_each_tell_them_apart(tmp_path: Path, whose: str) -> None:
    assert abs(asyncio.run(timed(tmp_path, LONG, NAMES, whose))) < UNLIKELY


def test_a_server_that_did_more_for_somebody_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    match = SignIns.match

    def slower(near: Near, tried: bytes) -> SlotRow | None:
        for _ in range(20 if near.theirs else 0):
            match(near, tried)
        return match(near, tried)

    monkeypatch.setattr(SignIns, "match", staticmethod(slower))
    assert abs(asyncio.run(timed(tmp_path, FAST, NAMES))) > UNLIKELY
