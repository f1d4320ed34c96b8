"""Playing a story twice from the same evening, with what Elis does in private and without, and comparing.

Every byte of every answer Noor gets, from every address there is, and what Noor's stream hears. Nothing is normalised.
"""

import copy
from collections.abc import AsyncIterator

import msgspec
import pytest

from couples import Clock, House
from stories.addresses import addresses
from stories.scene import Scene, Secret, nothing
from stories.subjects import EVENINGS
from visits import Answer, Evening, Visitor, evening, settle, web
from weft.calendars import sandbox
from weft.press.order import Order
from weft.web.pages import book as book_pages
from weft.web.pages import take


def files_as_they_are_ordered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is painted and bound follows from what is ordered and from nothing else, so the order stands for the file.

    That it does, and the files themselves, to the byte: tests/promises/test_files_taken_along.py.
    """

    async def printed(order: Order) -> AsyncIterator[bytes]:
        yield msgspec.json.encode(order)

    monkeypatch.setattr(take, "printed", printed)
    monkeypatch.setattr(book_pages, "bound", msgspec.msgpack.encode)


_read: dict[bytes, bytes] = {}


def calendars_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads a calendar is told all it knows in one line, so what it once said it says again."""
    reads = sandbox.EXPAND

    class Once:
        async def answer(self, words: bytes) -> bytes:
            if words not in _read:
                _read[words] = await reads.answer(words)
            return _read[words]

    monkeypatch.setattr(sandbox, "EXPAND", Once())


def fork(scene: Scene) -> Scene:
    """The same evening once more on a server that has just started, everyone still signed in."""
    before = scene.evening
    house = House(copy.deepcopy(before.house.store), before.house.key, Clock(before.house.clock.now))
    app = web(house)
    noor, elis = (Visitor(app, dict(one.cookies), one.address) for one in (before.noor, before.elis))
    return Scene(Evening(house, app, noor, elis), scene.kept, scene.open, scene.more)


async def look(scene: Scene, marks: dict[str, str]) -> dict[str, Answer]:
    """Everything Noor can see, and once more with the marks of what was seen before."""
    noor = scene.evening.noor
    seen = {path: await noor.get(path) for path in addresses(scene)}
    seen |= {f"{path} again": await noor.get(path, if_none_match=mark) for path, mark in marks.items()}
    return seen


def marks_of(seen: dict[str, Answer]) -> dict[str, str]:
    return {path: mark for path, answer in seen.items() if (mark := answer.header("etag")) is not None}


async def transcript(scene: Scene, secret: Secret, then: Secret = nothing) -> tuple[dict[str, Answer], bytes]:
    """All that Noor gets and hears: Noor looks, Elis does something, Noor looks, Noor does something, Noor looks."""
    ear = await scene.evening.noor.listen()
    first = await look(scene, {})
    await secret(scene)
    await settle()
    second = await look(scene, marks_of(first))
    heard = ear.after_the_clock()
    await then(scene)
    third = await look(scene, {}) if then is not nothing else {}
    await ear.close()
    times = {"first": first, "second": second, "third": third}
    return {f"{when}, {path}": one for when, seen in times.items() for path, one in seen.items()}, heard


def differences(one: dict[str, Answer], other: dict[str, Answer]) -> list[str]:
    return [path for path in one if one[path] != other[path]]


_scenes: dict[str, Scene] = {}
_unseen: dict[tuple[str, str], tuple[dict[str, Answer], bytes]] = {}


async def begun(where: str) -> Scene:
    """An evening played up to the secret, once for all stories that begin there."""
    if where not in _scenes:
        _scenes[where] = await EVENINGS[where](await evening())
    return fork(_scenes[where])


async def without(where: str, then: Secret = nothing) -> tuple[dict[str, Answer], bytes]:
    """The playing in which Elis does nothing, once for each evening and what Noor does then."""
    key = (where, getattr(then, "__name__", ""))
    if key not in _unseen:
        _unseen[key] = await transcript(await begun(where), nothing, then)
    return _unseen[key]
