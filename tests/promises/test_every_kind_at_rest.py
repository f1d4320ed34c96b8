"""Words of every kind there is, on a disk: nothing of them can be read there, nor what kind of thing was written.

A kind of entry that no evening here brings about is named in ``ELSEWHERE`` with where it is looked for; so a new kind
fails this test until somebody has planted it.
"""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from couples import House
from hostile.rich import CALENDAR, everywhere
from promises.test_nothing_readable_at_rest import hits
from stories.free_times import marks_times_of_their_own, shows_times
from stories.moments import tells, tells_and_takes_it_back
from stories.scene import Scene
from visits import Evening, Visitor, evening
from weft.core.log.entries import KINDS
from weft.keeper.open_log import OpenLog
from weft.keeper.writing import read
from weft.store.sqlite import SqliteStore
from weft.vault.entry import entry_aad, unlock_entry

WORD = "Marmoset of Valparaiso"
ELSEWHERE = {
    "words-sealed": "tests/browser/test_sealed_steps.py",
    "past-brought": "what is brought lies in one's own log, locked like the rest of it",
    "past-lived": "the same",
    "past-loose": "the same",
    "past-curves": "the same",
    "past-besides": "the same",
    "plan-brings-said": "the same words as in what was offered",
    "evenings-forgotten": "tests/promises/test_evenings_forgotten.py",
    "season-forgotten": "the same",
}
NO_WORDS = {
    "four-answered",
    "half-brought",
    "halves-given",
    "hints-shown",
    "idea-put-away",
    "left-out",
    "letter-allowed",
    "life-stage-said",
    "list-put-away",
    "near-woven",
    "picture-allowed",
    "picture-taken-back",
    "plans-put",
    "prompts-drawn",
    "time-put-away",
}
"""Kinds without room for words, which this evening need not bring about."""


@dataclass
class Lived:
    """The folder of a server on which everything was done once, and the kinds of entries it holds."""

    folder: Path
    kinds: set[str]


async def _live(folder: Path) -> Lived:
    house = House(SqliteStore.open(folder, None))
    one = await evening(house)
    for person in (one.noor, one.elis):
        await person.post("/yours/name", name=WORD)
    kept = await one.agreed("one-true-line", "own-pace")
    for act in ("write", "respond", "keep"):
        await one.both(kept, act, WORD)
    lying = await one.agreed("one-true-line", "own-pace")
    scene = Scene(one, kept=kept, open=lying)
    await one.elis.post("/time", act="ask", first="2026-06-08", days="14")
    await shows_times(scene)
    await marks_times_of_their_own(scene)
    await everywhere(scene, WORD)
    kinds = await _kinds(one)
    await _and_the_rest(scene)
    kinds |= await _kinds(one)
    await house.store.close()
    return Lived(folder, kinds)


async def _and_the_rest(scene: Scene) -> None:
    """What has no words of anybody's, and then much is taken back again."""
    noor, elis, more = scene.evening.noor, scene.evening.elis, scene.more
    plan, gesture, season = (more[one] for one in ("plan", "gesture", "season"))
    day = (await _values(elis, f"/plans/{plan}", "day"))[0]
    made = await elis.post("/moments", title=WORD, kind="film", first="2026-06-02")
    moment = scene.evening.sitting_of(made)
    told = Scene(scene.evening, more={"moment": moment})
    for secret in (tells_and_takes_it_back, tells):
        await secret(told)
    trial, ways = "/insight/experiment", {"act": "ask", "one": WORD, "other": "A game", "span": "day"}
    key = (await _values(noor, trial, "key"))[0]
    gone = (await _values(elis, f"/moments/{more['moment']}", "what"))[0]
    kept = [
        (elis, f"/sittings/{scene.open}", {"act": "write", "words": WORD}),
        (elis, f"/sittings/{scene.open}", {"act": "take-back"}),
        (elis, f"/sittings/{scene.kept}/felt", {"felt": "yes"}),
        (elis, "/today/not-today", {}),
        (elis, "/today/like", {"minutes": "45", "left": "little", "sky": "wet"}),
        (elis, "/today/wishes", {"talk": "more", "tell-talk": "yes", "depth": "less"}),
        (elis, "/today/away", {"exercise": "slow-turns", "so": "yes"}),
        (elis, "/today/away", {"exercise": "one-true-line", "so": "both"}),
        (elis, "/yours/lock", {"minutes": "60"}),
        (elis, "/yours/zone", {"zone": "Asia/Tokyo"}),
        (elis, "/evening", {"near": "73", "share": "near"}),
        (elis, "/evening/wanted", {"wanted": "yes"}),
        (elis, "/time/usual", {"quiet-from": "20:00", "quiet-till": "04:00"}),
        (elis, "/plans/own/feed", {"act": "new", "titles": "yes"}),
        (elis, "/affection/map", {"when": "ill", "a-hug": "like", "s-hug": "yes"}),
        (elis, f"/affection/{gesture}", {"act": "keep"}),
        (elis, f"/affection/{gesture}", {"act": "landed", "landed": "yes"}),
        (elis, f"/affection/{gesture}", {"act": "take-back"}),
        (noor, f"/affection/{gesture}", {"act": "take-back"}),
        (elis, "/affection/lands", {"act": "hour", "hour": "21"}),
        (elis, "/reservoir/days", {"stays": scene.kept}),
        (elis, f"/moments/{more['moment']}/take-back", {"what": gone}),
        (elis, f"/moments/{moment}/weave", {}),
        (elis, f"/plans/{plan}/forward", {"act": "take-back", "day": day}),
        (elis, f"/plans/{plan}/let-be", {"act": "let-be", "day": day}),
        (noor, f"/plans/{plan}/withdraw", {}),
        (noor, trial, {"act": "agree", "key": key}),
        (noor, trial, {"act": "end", "key": key}),
        (noor, trial, ways),
        (noor, trial, {"act": "take-back"}),
        (noor, "/season", {"act": "end", "key": season}),
        (noor, "/season/choose", {"pace": "light", "days": "1", "length": "0"}),
        (noor, "/season", {"act": "take-back"}),
    ]
    for who, path, fields in kept:
        await who.post(path, **fields)


async def _values(who: Visitor, path: str, name: str) -> list[str]:
    """What a page offers under that name."""
    return re.findall(rf'name="{name}" value="([^"]+)"', (await who.get(path)).text) or [""]


async def _kinds(one: Evening) -> set[str]:
    """The kinds of all entries of the two that are there now."""
    found = set[str]()
    for person in (one.noor, one.elis):
        opened = await one.house.home.sign_ins.open(person.cookies["k"])
        assert opened
        for log in (opened.log, opened.own):
            found |= await _kinds_of(one, log)
    return found


async def _kinds_of(one: Evening, log: OpenLog) -> set[str]:
    found = set()
    for row in await one.house.store.read(log.log):
        if row.wrapped_dek:
            aad = entry_aad(row.log, row.entry, row.author, row.tier, row.epoch, row.rev)
            plain = unlock_entry(log.dek_key, aad, row.wrapped_dek, row.locked)
            found.add(read(plain, row.entry, row.author).what.KIND)
    return found


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    return asyncio.run(_live(tmp_path_factory.mktemp("disk")))


def test_every_kind_of_entry_was_written(lived: Lived) -> None:
    assert sorted(KINDS.keys() - lived.kinds - ELSEWHERE.keys() - NO_WORDS) == []


def test_no_word_of_any_kind_is_in_any_file(lived: Lived) -> None:
    assert hits(lived.folder, [WORD, "Valparaiso", CALENDAR["url"]]) == []


def test_nor_is_the_name_of_any_kind(lived: Lived) -> None:
    assert hits(lived.folder, sorted(KINDS)) == []
