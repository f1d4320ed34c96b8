"""Whoever takes the disk finds nothing to read: a month of words is planted, and every file searched for them."""

import asyncio
import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import get_args

import apsw
import pytest

from couples import House, account, phrase
from visits import Evening, Visitor, evening, plain_account, plain_sign_in, web
from weft.core.journey.entries import JourneyWhat
from weft.core.journey.leanings import LeaningWhat
from weft.store.sqlite import SqliteStore
from weft.vault.knock import calling_card, text64

NAMES = ("Quenby-Noor-Zephyrine", "Oswin-Elis-Thaddeus")
DAYS = 28
TAKES = {"minutes": "30", "place": "either", "cost": "nothing", "energy": "low", "mood": "calm"}
EVENING = {"near": "73", "met": "82", "did": "softer", "stress": "2", "hours": "3"}
TRIAL = "/insight/experiment"


@dataclass
class Planted:
    """The folder as it lies on the disk, and every word that must not be found in it."""

    folder: Path
    words: list[str]


def canary(what: str, number: int) -> str:
    """Words that turn up nowhere by chance."""
    return f"{what} the {number}th marmoset of Valparaiso"


async def _month(folder: Path) -> list[str]:
    house = House(SqliteStore.open(folder, None))
    one = await evening(house)
    said = [phrase("Noor"), phrase("Elis"), *NAMES]
    for who, name in zip((one.noor, one.elis), NAMES, strict=True):
        await who.post("/yours/name", name=name)
    for day in range(DAYS):
        house.clock.pass_by(days=1)
        for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
            assert (await who.post_json("/sign-in", plain_sign_in(name, house))).status == 200
        if day % 4:
            continue
        sitting = await one.agreed("one-true-line", "own-pace")
        for act in ("write", "respond", "keep"):
            words = canary(act, day)
            said.append(words)
            await one.both(sitting, act, words)
        await one.noor.post(f"/sittings/{sitting}/felt", felt="partly")
        alone = one.sitting_of(await one.elis.post("/sittings", exercise="one-true-line", form="solo"))
        said.append(canary("alone", day))
        await one.elis.post(f"/sittings/{alone}", act="write", words=canary("alone", day))
        await one.elis.post(f"/sittings/{alone}", act="skip")
        await one.elis.post("/today/not-today")
        said += [canary("gesture", day), canary("thanks", day)]
        await one.noor.post("/affection", text=canary("gesture", day))
        (given, *_) = re.findall(r'href="/affection/([0-9a-f]{32})"', (await one.noor.get("/affection")).text)
        await one.elis.post(f"/affection/{given}", act="answer", text=canary("thanks", day))
        await one.elis.post("/need", need="listening")
        said += [canary("idea", day), canary("pushed", day)]
        assert (
            await one.noor.post("/ideas/ours", title=canary("idea", day), text="Sit.", **TAKES)
        ).status == 303
        assert (await one.elis.post("/yours/knock", **_knock(house, day))).status == 303
    said += await _planned(one)
    said += await _journeyed(one)
    await one.noor.post("/yours/lock", minutes="60")
    lying = await one.agreed("one-true-line", "own-pace")
    said.append(canary("sealed", 99))
    await one.noor.post(f"/sittings/{lying}", act="write", words=canary("sealed", 99))
    page = (await one.elis.get("/cloth/list")).text
    assert canary("keep", 24) in page
    assert NAMES[0] in page
    found = re.search(r"/join#([^\s\"<]+)", await _invited(house))
    assert found
    said += [found[1], "Wilhelmina-Unmatched", *_secrets(house)]
    await house.store.close()
    return [*said, one.noor.cookies["k"], one.elis.cookies["k"]]


async def _planned(one: Evening) -> list[str]:
    """A plan both agreed to, looked forward to, and going out to a calendar by its own name."""
    title, forward = canary("plan", 99), canary("forward", 99)
    made = await one.noor.post("/plans/own/feed", act="new", titles="yes")
    address = re.search(r"/calendar/([\w-]+)\.ics", made.text)
    day = one.house.clock().date() + timedelta(days=3)
    key = one.sitting_of(await one.noor.post("/plans", title=title, **{"day-0": f"{day}"}))
    first = re.search(r'name="first" value="(\d+)"', (await one.elis.get(f"/plans/{key}")).text)
    assert address
    assert first
    await one.elis.post(f"/plans/{key}/answer", turn="0", answer="yes", first=first[1])
    on = re.search(r'name="day" value="(\d+)"', (await one.elis.get(f"/plans/{key}")).text)
    assert on
    await one.elis.post(f"/plans/{key}/forward", day=on[1], forward=forward, opens="yes")
    assert title in (await Visitor(one.app).get(address[0])).text
    return [title, forward, address[1]]


async def _journeyed(one: Evening) -> list[str]:
    """A season with what it is for, evenings in it, an experiment, a look back, and what one would like of Today."""
    purpose, back = canary("purpose", 99), canary("look back", 99)
    options = canary("one way", 99), canary("another way", 99)
    chosen = {"pace": "light", "days": "1", "quiet": "4", "length": "28", "own": purpose}
    assert (await one.noor.post("/season/choose", **chosen)).status == 303
    key = re.findall(r'name="key" value="(\w+)"', (await one.elis.get("/season")).text)[0]
    assert (await one.elis.post("/season", act="agree", key=key)).status == 303
    for who in (one.noor, one.elis):
        for item in ("near", "did"):
            assert (await who.post("/evening", **EVENING, share=item)).status == 303
    asked = await one.elis.post(TRIAL, act="ask", one=options[0], other=options[1], span="day")
    assert asked.status == 303
    trial = re.findall(r'name="key" value="(\w+)"', (await one.noor.get(TRIAL)).text)[0]
    assert (await one.noor.post(TRIAL, act="agree", key=trial)).status == 303
    assert (await one.noor.post(f"/season/{key}/back", text=back)).status == 303
    assert (
        await one.noor.post("/today/wishes", talk="more", **{"tell-talk": "yes"}, depth="less")
    ).status == 303
    assert (await one.noor.post("/today/like", minutes="45", left="little", sky="wet")).status == 303
    for so in ("yes", "both"):
        assert (await one.noor.post("/today/away", exercise="slow-turns", so=so)).status == 303
    assert purpose in (await one.noor.get("/season")).text
    assert back in (await one.noor.get(f"/season/{key}/back")).text
    assert options[0] in (await one.elis.get(TRIAL)).text
    return [purpose, back, *options]


def _knock(house: House, day: int) -> dict[str, str]:
    """A knock, to a browser whose place at a push service is a planted word."""
    point = text64(calling_card(house.key))
    place = f"https://push.example/{canary('pushed', day)}"
    return {"knock": "here", "at": "19:30", "endpoint": place, "point": point, "secret": text64(bytes(16))}


async def _invited(house: House) -> str:
    """Somebody else on the same server, with an invitation lying open."""
    alone = Visitor(web(house))
    await alone.post_json("/begin", plain_account("Wilhelmina-Unmatched", "weld", house))
    await alone.post("/invite")
    return (await alone.get("/invite")).text


def _secrets(house: House) -> Iterator[str]:
    """Keys that open something, as text to look for."""
    for name in ("Noor", "Elis"):
        made = account(name, house.key)
        for raw in (made.secrets.auth, made.secrets.s, made.secrets.e, made.recovery.secrets.auth):
            yield raw.hex()
    for opened, _, _ in house.home.sign_ins.opened.values():
        for raw in (opened.root.raw, opened.own.key, opened.log.key):
            yield raw.hex()


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    folder = tmp_path_factory.mktemp("disk")
    words = asyncio.run(_month(folder))
    return Planted(folder, words)


def forms(word: str) -> Iterator[bytes]:
    """Every way a word could lie in a file."""
    raw = word.encode()
    yield from (raw, raw.hex().encode(), raw.hex().upper().encode())
    yield from (word.encode("utf-16-le"), word.encode("utf-16-be"), raw[::-1], raw.swapcase())
    yield from (word.lower().encode(), word.upper().encode())
    if all(letter in "0123456789abcdef" for letter in word):
        yield bytes.fromhex(word)
        yield base64.urlsafe_b64encode(bytes.fromhex(word)).rstrip(b"=")[:-1]
    for shift in range(3):
        whole = base64.b64encode(bytes(shift) + raw)
        inner = whole[4 : 4 * (len(raw) // 3)]
        yield from (inner, inner.replace(b"+", b"-").replace(b"/", b"_"))


def hits(folder: Path, words: list[str]) -> list[tuple[str, str]]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            kept = path.read_bytes()
            found += [(path.name, word) for word in words if any(form in kept for form in forms(word))]
    return found


def test_there_are_files_to_search(planted: Planted) -> None:
    kept = {path.name for path in planted.folder.rglob("*") if path.is_file()}
    assert {"content.db", "keys.db"} <= kept
    assert sum(path.stat().st_size for path in planted.folder.rglob("*")) > 50_000


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    for number, form in enumerate(forms("a planted marmoset")):
        (tmp_path / f"{number}.db").write_bytes(b"before" + form + b"after")
    assert len(hits(tmp_path, ["a planted marmoset"])) == len(list(forms("a planted marmoset")))


def test_no_planted_word_or_key_is_in_any_file(planted: Planted) -> None:
    assert hits(planted.folder, planted.words) == []


def test_nor_after_a_restart_that_reads_everything(planted: Planted) -> None:
    async def run() -> None:
        store = SqliteStore.open(planted.folder, None)
        await store.check()
        assert hits(planted.folder, planted.words) == []
        await store.close()

    asyncio.run(run())
    assert hits(planted.folder, planted.words) == []


JOURNEY = [one.KIND for one in (*get_args(JourneyWhat), *get_args(LeaningWhat))]
"""Names that would tell that somebody keeps evenings, and what they did with them."""


def test_an_evening_has_names_enough_to_look_for() -> None:
    assert {"evening-written", "evening-shared", "rhythm-asked", "experiment-agreed", "wish-kept"} <= {
        *JOURNEY
    }
    assert len(JOURNEY) == len({*JOURNEY}) == 20


def test_no_kind_practice_or_exercise_is_in_any_file(planted: Planted) -> None:
    told = [
        "words-written",
        "sitting-woven",
        "understanding-felt",
        "lock-chosen",
        *JOURNEY,
        "slow-turns",
        "one-true-line",
        "own-pace",
    ]
    assert hits(planted.folder, told) == []


def test_no_clear_column_is_finer_than_a_day(planted: Planted) -> None:
    content = apsw.Connection(str(planted.folder / "content.db"), flags=apsw.SQLITE_OPEN_READONLY)
    days = {row[0] for row in content.execute("SELECT day FROM entries")}
    buckets = {row[0] for row in content.execute("SELECT bucket FROM entries")}
    content.close()
    assert all(20_000 < day < 21_000 for day in days)
    assert all(size & (size - 1) == 0 for size in buckets)
