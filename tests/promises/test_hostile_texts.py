"""Five hundred hostile texts in every field there is: no page breaks, none carries them as anything but words.

The same evening is lived once with harmless words; a page may then have no element which no harmless page has. Which
fields there are is read from the forms of every page there is, so that a new one is given the texts too.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from functools import cache
from urllib.parse import quote

import pytest

from hostile.rich import ELSEWHERE, everywhere, forms_for_words, our_forms
from hostile.shape import Bone, complaints, shape_of
from hostile.texts import MANY, MARK, texts
from stories.addresses import ADDRESSES, gets
from stories.playing import files_as_they_are_ordered, fork
from stories.scene import SOME_ID, Scene
from visits import Answer, Evening, Visitor, evening, plain_account, plain_sign_in
from weft.web.app import DOORS
from weft.web.guard import policy

FAST = 12


@pytest.fixture(autouse=True)
def _files(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is painted and bound is no page; that hostile words are letters there too: tests/press."""
    files_as_they_are_ordered(monkeypatch)


FIELDS = [
    "name",
    "dye",
    "minutes",
    "exercise",
    "form",
    "act",
    "words",
    "sure",
    "tap",
    "felt",
    "code",
    "stage",
    "answer",
    "way",
    "phrase",
    "label",
    "leave",
    "board",
    "key",
    "id",
    "at",
    "exchange",
    "hours",
    "mode",
    "page",
    "month",
    "day",
    "of",
    "step",
    "rev",
    "letter",
    "when",
    "kind",
]
"""What doors without a form of ours may read, from a script or an address. For the others: ``our_forms``."""
LIVED = (("one-true-line", "own-pace"), ("enough-or-more", "own-pace"), ("slow-turns", "own-pace"))
UNDONE = {"pause", "stop", "take-back", "you-first", "not-quite", "resume", "return", "end-early", "skip"}


async def lives(one: Evening, text: str) -> Scene:
    """An evening whose every word is this text: both names, everything written, everything kept."""
    for person in (one.noor, one.elis):
        await person.post("/yours/name", name=text[:40])
    sittings = [await _lived(one, *which, text) for which in LIVED]
    chosen = {"minutes": "30", "place": "either", "cost": "nothing", "energy": "low", "mood": "calm"}
    await one.elis.post("/ideas/ours", title=text[:60], text=text[:400], **chosen)
    alone = one.sitting_of(await one.elis.post("/sittings", exercise="one-true-line", form="solo"))
    await one.elis.post(f"/sittings/{alone}", act="write", words=text)
    lying = await one.agreed("one-true-line", "own-pace")
    await one.noor.post(f"/sittings/{lying}", act="write", words=text)
    scene = Scene(one, kept=sittings[0], open=lying, more={"marked": sittings[1], "turns": sittings[2]})
    await everywhere(scene, text)
    return scene


async def _lived(one: Evening, exercise: str, form: str, text: str) -> str:
    sitting = await one.agreed(exercise, form)
    for _ in range(40):
        acted = [await _acts(person, sitting, text) for person in (one.noor, one.elis)]
        if not any(acted):
            return sitting
    return sitting


async def _acts(person: Visitor, sitting: str, text: str) -> bool:
    """The first thing the page offers, with the text as its words; a mark is set where only a mark is taken."""
    page = (await person.get(f"/sittings/{sitting}")).text
    act = next((one for one in re.findall(r'name="act" value="([\w-]+)"', page) if one not in UNDONE), "")
    if not act:
        return False
    if act in {"rate", "guess"}:
        assert (await person.post(f"/sittings/{sitting}", act=act, words=text)).status < 500
        await person.post(f"/sittings/{sitting}", act=act, words="40")
    else:
        answer = await person.post(f"/sittings/{sitting}", act=act, words=text[:200])
        if answer.status != 303:
            await person.post(f"/sittings/{sitting}", act=act, words=f"{MARK} shorter")
    return True


def looked_at(scene: Scene) -> list[str]:
    """Every address of that evening; a door without an example of its own gets an id nobody has."""
    found = [f"/cloth/{scene.more[at]}" for at in ("marked", "turns")]
    for one in filter(gets, DOORS):
        known = ADDRESSES.get(one.path)
        found += known(scene) if known else [re.sub(r"{\w+}", SOME_ID, one.path)]
    return found


def asked(text: str) -> list[str]:
    """Addresses with the text in them, wherever an address has room."""
    bare = text[:300].replace("?", "").replace("#", "")
    paths = [re.sub(r"{\w+}", lambda _: bare, one.path) for one in DOORS]
    keys = ("name", "form", "depth", "length", "before", "after", "for", "say", "code", "page", "v")
    return [*(one for one in paths if MARK in one), *(f"{one.path}?{_query(keys, text)}" for one in DOORS)]


def _query(keys: tuple[str, ...], text: str) -> str:
    return "&".join(f"{key}={quote(text[:300])}" for key in keys)


async def answers(scene: Scene, text: str) -> AsyncIterator[tuple[str, Answer]]:
    """Everything both see of that evening, and every answer there is to the text in an address, a form, a header."""
    one = scene.evening
    for person in (one.noor, one.elis, Visitor(one.app)):
        for path in looked_at(scene):
            yield path, await person.get(path)
    for path in asked(text):
        yield path[:60], await one.noor.get(path)
    async for sprayed in _sprayed(scene, text):
        yield sprayed


async def _sprayed(scene: Scene, text: str) -> AsyncIterator[tuple[str, Answer]]:
    """Every door that takes something is given the text in every field, as a form, as JSON and as a file."""
    every = dict.fromkeys(FIELDS, text)
    one = fork(scene).evening
    for door in (each for each in DOORS if "POST" in each.methods):
        path = _path(door.path, scene)
        fields = dict.fromkeys(our_forms().get(door.path, FIELDS), text)
        one = await _both_here(one, scene)
        yield f"POST {path}", await one.noor.post(path, **fields)
        yield f"JSON {path}", await one.elis.post_json(path, every | fields)
        yield f"JSON list {path}", await one.elis.post_json(path, [text])
        yield f"FILE {path}", await one.elis.post_file(path, text.encode(), phrase=text[:50])
    async for odd in _odd(one, text):
        yield odd


async def _both_here(one: Evening, scene: Scene) -> Evening:
    """Both signed in again where a door ended a sign-in; on a fresh server where that is not to be had."""
    for person, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        if await one.house.home.sign_ins.open(person.cookies["k"]) is None:
            answer = await person.post_json("/sign-in", plain_sign_in(name, one.house))
            if answer.status != 200:
                return fork(scene).evening
    return one


def _path(door: str, scene: Scene) -> str:
    """The address of a door, with what there is of its kind on this evening."""
    ids = {"board": scene.open, "at": "0", "id": "slow-turns", "device": "6" * 64}
    keys = {"moments": "moment", "plans": "plan", "season": "season", "affection": "gesture"}
    of = keys.get(door.split("/")[1], "")
    return re.sub(r"{(\w+)}", lambda name: ids.get(name[1], scene.more.get(of, scene.kept)), door)


async def _odd(one: Evening, text: str) -> AsyncIterator[tuple[str, Answer]]:
    """A device with the text for a label, an account with it for a name; cookies and headers made of it."""
    tried = plain_sign_in("Elis", one.house, label=text)
    yield "a label", await Visitor(one.app).post_json("/sign-in", tried)
    yield "the devices", await one.elis.get("/yours")
    made = plain_account("Sol", "weld", one.house) | {"name": text[:40], "label": text, "dye": text}
    yield "a name", await Visitor(one.app).post_json("/begin", made)
    raw = text.encode("latin-1", "replace").decode("latin-1").replace("\n", " ").replace("\x00", "")[:2000]
    header = raw.encode("ascii", "replace").decode()
    for cookies in ({"k": header, "h": header, "d": header}, one.noor.cookies | {"h": header, "d": header}):
        answer = await Visitor(one.app, dict(cookies)).get(
            "/today", if_none_match=header, accept_encoding=header, accept_language=header
        )
        yield "cookies", answer
    for kind in ("multipart/form-data; boundary=x", f"application/{header[:40]}", "text/html"):
        headers = {"content-type": kind, "sec-fetch-site": "same-origin"}
        yield (
            f"as {kind[:20]}",
            await one.noor.ask("POST", "/yours/name", text.encode("utf-8", "replace"), headers),
        )


HARMLESS = ("Quiet words.", "A", "Many quiet words. " * 400)
"""The last is longer than any field takes, so that what a page says of that is known too."""


@cache
def known() -> frozenset[Bone]:
    """The elements of harmless pages."""

    async def run() -> frozenset[Bone]:
        bones: set[Bone] = set()
        one = await evening()
        for words in HARMLESS:
            scene = await lives(one, words)
            async for _, answer in answers(scene, words):
                if _is_page(answer):
                    bones.update(shape_of(answer.text).bones)
        return frozenset(bones)

    return asyncio.run(run())


def _is_page(answer: Answer) -> bool:
    return "text/html" in (answer.header("content-type") or "") and bool(answer.body)


def _wrong(path: str, answer: Answer, bones: set[Bone]) -> list[str]:
    if answer.status >= 500:
        return [f"{path}: {answer.status}"]
    said = [] if answer.header("content-security-policy") else ["no policy"]
    if _is_page(answer):
        said += complaints(answer.text, bones)
    elif answer.header("content-type") and answer.header("x-content-type-options") != "nosniff":
        said.append("may be sniffed")
    if MARK in " ".join(value for name, value in answer.headers if name not in {"location", "set-cookie"}):
        said.append("the text stands in a header")
    led = answer.header("location")
    if led is not None and (not led.startswith("/") or led.startswith("//") or MARK in led.partition("?")[0]):
        said.append(f"leads to {led[:60]}")
    return [f"{path}: {one}" for one in said]


def played(some: list[str]) -> list[str]:
    """What was wrong with any answer in the evenings lived with these texts."""
    bones = set(known())
    return asyncio.run(_played(some, bones))


async def _played(some: list[str], bones: set[Bone]) -> list[str]:
    begun = Scene(await evening())
    said = []
    for text in some:
        scene = await lives(fork(begun).evening, text)
        seen = [(path, answer) async for path, answer in answers(scene, text)]
        said += [f"{text[:60]!r}: {one}" for path, answer in seen for one in _wrong(path, answer, bones)]
    return said


def test_a_dozen_hostile_texts_in_every_field_stay_words() -> None:
    assert played(list(texts(FAST))) == []


@pytest.mark.long
@pytest.mark.parametrize("part", range(20))
def test_five_hundred_hostile_texts_in_every_field_stay_words(part: int) -> None:
    assert played(list(texts())[part::20]) == []


def test_there_are_five_hundred_different_ones() -> None:
    assert len(set(texts())) == MANY
    assert all(MARK in text for text in texts())


SEES = (
    "/today",
    "/cloth/list",
    "/affection",
    "/ideas/ours",
    "/insight/experiment",
    "/plans",
    "/season",
    "/wishes",
)
SEES_OF = (
    "/cloth/{turns}",
    "/moments/{moment}",
    "/moments/{moment}/landscape",
    "/pictures/of/{moment}",
    "/plans/{plan}",
)
"""Where the partner finds what was written."""


def test_no_form_of_ours_is_left_out() -> None:
    """Every form with room for words is filled in on such an evening, with all its fields for words at once."""

    async def run() -> set[str]:
        begun = Scene(await evening())
        scene = await lives(fork(begun).evening, "Quiet words.")
        filled = await everywhere(scene, "Other words.")
        left = forms_for_words() - filled
        return {door for door, _ in left} - ELSEWHERE - {"/yours/copy/phrase"}

    assert asyncio.run(run()) == set()


def test_the_texts_are_really_there_and_would_be_noticed() -> None:
    """The mark is on the partner's pages, so that equal bones mean something; raw, it would be complained of."""

    bones = set(known())

    async def run() -> None:
        text = f'<script src="/{MARK}"></script>'
        scene = await lives(await evening(), text)
        for path in (*SEES, f"/cloth/{scene.kept}", *(one.format(**scene.more) for one in SEES_OF)):
            page = (await scene.evening.elis.get(path)).text
            assert MARK in page, path
            raw = page.replace(f"&lt;script src=&#34;/{MARK}&#34;&gt;", text)
            assert complaints(raw, bones), path
            assert not complaints(page, bones), path

    asyncio.run(run())


def test_the_policy_lets_no_script_run_that_is_in_a_page() -> None:
    assert all("unsafe-inline" not in policy(one.path) for one in DOORS)
    assert all("unsafe-eval" not in policy(one.path).replace("wasm-unsafe-eval", "") for one in DOORS)
