"""What every store promises of sealed words, kept by the one in memory and by the one on disk alike."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.store import ELIS, NOOR, an_id, couple, join, some_bytes
from contracts.test_store import STORES
from weft.keeper.ports import CoupleClosed, ExchangeRow, RevTaken, SealRow, Store

X = an_id("a letter")
COUPLE = couple(NOOR, ELIS).couple
LEFT, RIGHT = 0, 1


def exchange(rev: int = 0, phase: str = "open", name: str = X, day: int = 20_000) -> ExchangeRow:
    return ExchangeRow(name, COUPLE, rev, phase, day, day + 14, some_bytes(f"terms {rev}", 300))


def seal(side: int, name: str = "first", half: bytes = b"") -> SealRow:
    one = [some_bytes(f"{name} {part}") for part in ("locked", "wrapped", "own", "lh", "wh", "hh")]
    kept = b"" if half else some_bytes(f"{name} kept", 114)
    return SealRow(side, 7, *one, some_bytes(name, 64), kept, half)


def play(kind: str, folder: Path, scene: Callable[[Store], Awaitable[None]]) -> None:
    async def begin() -> None:
        store = STORES[kind](folder)
        await join(store)
        await scene(store)
        await store.close()

    asyncio.run(begin())


kinds = pytest.mark.parametrize("kind", STORES)


@kinds
def test_an_exchange_comes_back_as_it_was_put_with_what_was_sealed(kind: str, tmp_path: Path) -> None:
    async def scene(store: Store) -> None:
        await store.put_exchange(exchange())
        await store.put_exchange(exchange(1), seals=[seal(RIGHT), seal(LEFT)])
        assert await store.exchange(X) == exchange(1)
        assert await store.exchanges_of(COUPLE) == [exchange(1)]
        assert await store.seals_of(X) == [seal(LEFT), seal(RIGHT)]
        assert await store.exchange(an_id("another")) is None

    play(kind, tmp_path, scene)


@kinds
def test_words_sealed_again_take_the_place_of_those_before(kind: str, tmp_path: Path) -> None:
    async def scene(store: Store) -> None:
        await store.put_exchange(exchange(), seals=[seal(LEFT), seal(RIGHT)])
        await store.put_exchange(exchange(1), seals=[seal(LEFT, "second")])
        await store.put_exchange(exchange(2), drops=[RIGHT])
        assert await store.seals_of(X) == [seal(LEFT, "second")]

    play(kind, tmp_path, scene)


@kinds
def test_an_exchange_that_moved_on_is_not_written_over(kind: str, tmp_path: Path) -> None:
    async def scene(store: Store) -> None:
        await store.put_exchange(exchange(), seals=[seal(LEFT)])
        await store.put_exchange(exchange(1), seals=[seal(RIGHT)])
        for stale in (0, 1, 3):
            with pytest.raises(RevTaken):
                await store.put_exchange(exchange(stale, "released"), seals=[seal(LEFT, "x")], drops=[RIGHT])
        assert await store.exchange(X) == exchange(1)
        assert await store.seals_of(X) == [seal(LEFT), seal(RIGHT)]

    play(kind, tmp_path, scene)


@kinds
def test_two_who_are_no_couple_exchange_nothing(kind: str, tmp_path: Path) -> None:
    async def scene(store: Store) -> None:
        with pytest.raises(CoupleClosed):
            await store.put_exchange(replace(exchange(), couple=an_id("nobody")))

    play(kind, tmp_path, scene)


@kinds
def test_those_that_may_still_open_are_found_and_what_ended_is_forgotten(kind: str, tmp_path: Path) -> None:
    async def scene(store: Store) -> None:
        for at, phase in enumerate(("asked", "open", "closing", "released", "expired")):
            await store.put_exchange(exchange(0, phase, an_id(phase), 20_000 + at))
        assert {row.phase for row in await store.living_exchanges()} == {"asked", "open", "closing"}
        await store.sweep_exchanges(30_000)
        assert [row.phase for row in await store.exchanges_of(COUPLE)] == [
            "asked",
            "open",
            "closing",
            "released",
        ]
        assert [row.earliest_day for row in await store.exchanges_of(COUPLE)] == [
            20_000,
            20_001,
            20_002,
            20_003,
        ]

    play(kind, tmp_path, scene)


def test_words_taken_back_or_written_over_are_in_no_file(tmp_path: Path) -> None:
    async def scene(store: Store) -> None:
        await store.put_exchange(exchange(), seals=[seal(LEFT), seal(RIGHT)])
        await store.put_exchange(exchange(1), seals=[seal(LEFT, "second")], drops=[RIGHT])
        files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert seal(LEFT, "second").locked in files
        for part in ("locked", "wrapped", "own", "kept"):
            assert some_bytes(f"first {part}") not in files

    play("sqlite", tmp_path, scene)
