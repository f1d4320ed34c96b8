"""Whatever Elis keeps to themself, Noor's phone cannot tell.

Each story is played twice from the same evening: once Elis does nothing, once Elis does something private.
Every byte of every answer Noor gets, from every address there is, has to be the same, and so does what Noor's
stream hears. Nothing is normalised.
"""

import asyncio
import copy
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from starlette.routing import Mount, Route

import letters
from couples import Clock, House, account
from notebooks import Book, key_of, leaf_id, note
from visits import Answer, Evening, Visitor, b64, evening, plain_sign_in, settle, web
from ways import new_paper, new_phrase, new_roots
from weft.keeper import copies
from weft.web import answers
from weft.web.app import DOORS
from weft.web.door import Door
from weft.web.models import Page
from weft.web.paint import paint

SOME_ID = "5" * 32


@dataclass
class Scene:
    """An evening as far as it has come, and the sittings in it."""

    evening: Evening
    kept: str = SOME_ID
    open: str = SOME_ID
    more: dict[str, str] = field(default_factory=dict)


# ---------------------------------------------------------------- what Noor looks at

ADDRESSES: dict[str, Callable[[Scene], list[str]]] = {
    "/": lambda _: ["/", "/?invited"],
    "/begin": lambda _: ["/begin"],
    "/salt": lambda _: ["/salt?name=Noor", "/salt?name=Elis", "/salt?name=Nobody"],
    "/sign-in": lambda _: ["/sign-in"],
    "/recover": lambda _: ["/recover"],
    "/away": lambda _: ["/away"],
    "/help": lambda _: ["/help"],
    "/host": lambda _: ["/host"],
    "/parts": lambda _: ["/parts"],
    "/invite": lambda _: ["/invite"],
    "/join": lambda _: ["/join"],
    "/compare": lambda _: ["/compare"],
    "/today": lambda _: ["/today"],
    "/practices": lambda _: ["/practices"],
    "/practices/{key}": lambda _: [*SHELVES, "/practices/none"],
    "/ideas": lambda _: ["/ideas", "/ideas?turn=1", "/ideas?mood=calm&long=half&apart=yes"],
    "/exercises/{id}": lambda _: [f"/exercises/{one}" for one in EXERCISES],
    "/sittings/{board}": lambda scene: [f"/sittings/{one}" for one in (scene.kept, scene.open, SOME_ID)],
    "/cloth": lambda _: ["/cloth"],
    "/cloth/list": lambda _: ["/cloth/list", "/cloth/list?before=2026-06-01"],
    "/cloth/{key}": lambda scene: [f"/cloth/{one}" for one in (scene.kept, scene.open, SOME_ID)],
    "/yours": lambda _: ["/yours"],
    "/notebook": lambda _: ["/notebook"],
    "/notebook/ways": lambda _: ["/notebook/ways"],
    "/notebook/leaves": lambda _: ["/notebook/leaves", f"/notebook/leaves?after={SOME_ID}"],
    "/yours/ways": lambda _: ["/yours/ways"],
    "/yours/ways/passphrase": lambda _: ["/yours/ways/passphrase"],
    "/yours/ways/code": lambda _: ["/yours/ways/code"],
    "/yours/ways/mine": lambda _: ["/yours/ways/mine"],
    "/renewed": lambda _: ["/renewed"],
    "/fresh": lambda _: ["/fresh", "/fresh?for=copy"],
    "/yours/copy": lambda _: ["/yours/copy"],
    "/yours/bring": lambda _: ["/yours/bring"],
    "/past": lambda _: ["/past"],
    "/past/{at}": lambda _: ["/past/0", "/past/7"],
    "/leave": lambda _: ["/leave"],
    "/closed": lambda _: ["/closed"],
    "/kept/{key}": lambda _: [f"/kept/{SOME_ID}"],
    "/letters": lambda _: ["/letters"],
    "/letters/all": lambda _: ["/letters/all"],
    "/yours/own-eyes": lambda _: ["/yours/own-eyes"],
    "/damage": lambda _: ["/damage"],
}
"""For every GET door, what to ask of it. A door that is not here fails the first test."""

APART = {"/live", "/clock", "/static"}
"""What is no door: the stream is listened to below, the clock tells the time, our own files are everybody's."""

EXERCISES = (
    "one-true-line",
    "slow-turns",
    "ten-minutes-on-the-bench",
    "rung-1-hopes",
    "rung-2-dreams",
    "none",
)
SHELVES = (
    "/practices/talk",
    "/practices/affection",
    "/practices/softer",
    "/practices/softer?form=apart&depth=light",
)


def gets(door: Door) -> bool:
    return "GET" in door.methods


def test_every_door_has_a_rule() -> None:
    assert {door.path for door in DOORS if gets(door)} == set(ADDRESSES)


def test_every_route_is_a_door_or_known_to_be_none() -> None:
    routes = web(House()).routes
    paths = {route.path for route in routes if isinstance(route, Route | Mount)}
    assert len(paths) == len({route.path for route in routes})  # type: ignore[attr-defined]
    assert paths == {door.path for door in DOORS} | APART


# ---------------------------------------------------------------- evenings


async def _quiet(one: Evening) -> Scene:
    return Scene(one, kept=await one.true_line_kept())


async def _asked(one: Evening) -> Scene:
    scene = await _quiet(one)
    await one.noor.post("/sittings", exercise="slow-turns", form="together")
    return Scene(one, scene.kept, await one.lying("slow-turns"))


async def _writing(one: Evening) -> Scene:
    return Scene(one, SOME_ID, await one.agreed("one-true-line", "own-pace"))


async def _answering(one: Evening) -> Scene:
    scene = await _writing(one)
    await one.both(scene.open, "write", "A line")
    return scene


async def _keeping(one: Evening) -> Scene:
    scene = await _answering(one)
    await one.both(scene.open, "respond", "An answer")
    return scene


async def _speaking(one: Evening) -> Scene:
    scene = Scene(one, SOME_ID, await one.agreed("slow-turns", "together"))
    await one.both(scene.open, "ready")
    return scene


async def _paused(one: Evening) -> Scene:
    scene = await _speaking(one)
    await one.elis.post(f"/sittings/{scene.open}", act="pause")
    return scene


async def _marking(one: Evening) -> Scene:
    return Scene(one, SOME_ID, await one.agreed("enough-or-more", "own-pace"))


async def _sealed(one: Evening) -> Scene:
    scene = await _marking(one)
    for act, words in (("rate", "40"), ("rate", "60"), ("guess", "50")):
        for person in (one.noor, one.elis):
            assert (await person.post(f"/sittings/{scene.open}", act=act, words=words)).status == 303
    return scene


async def _for_own_eyes(one: Evening) -> Scene:
    return Scene(one, SOME_ID, await one.agreed("ask-for-one-thing", "own-pace"))


async def _choosing(one: Evening) -> Scene:
    return Scene(one, SOME_ID, await one.agreed("half-speed", "together"))


async def _rung(one: Evening) -> Scene:
    """The first rung, played to its end at own pace."""
    sitting = await one.agreed("rung-1-hopes", "own-pace")
    for _ in range(60):
        for person in (one.noor, one.elis):
            page = (await person.get(f"/sittings/{sitting}")).text
            act = next((act for act in ("ready", "write", "respond", "skip") if f'value="{act}"' in page), "")
            await person.post(f"/sittings/{sitting}", act=act, words="Some words.")
        if "/felt" in page:
            return Scene(one, kept=sitting)
    raise AssertionError("the rung never ended")


async def _letters(one: Evening) -> Scene:
    """Both said yes to a letter each, and Noor's is sealed."""
    await letters.ask(one)
    await letters.seal(one, "Noor", "I was afraid you would laugh.")
    return Scene(one)


async def _letters_awaited(one: Evening) -> Scene:
    """Both are sealed, each keeps a half, and the hour has been."""
    await letters.ask(one, "author")
    halves = {
        name: letters.b64(await letters.seal(one, name, f"A letter by {name}")) for name in ("Noor", "Elis")
    }
    await letters.let_pass(one, minutes=2)
    return Scene(one, more=halves)


EVENINGS: dict[str, Callable[[Evening], Awaitable[Scene]]] = {
    "quiet": _quiet,
    "asked": _asked,
    "writing": _writing,
    "answering": _answering,
    "keeping": _keeping,
    "speaking": _speaking,
    "paused": _paused,
    "marking": _marking,
    "sealed": _sealed,
    "choosing": _choosing,
    "for own eyes": _for_own_eyes,
    "rung": _rung,
    "letters": _letters,
    "letters awaited": _letters_awaited,
}

# ---------------------------------------------------------------- what Elis does

Secret = Callable[[Scene], Awaitable[object]]


def _post(path: str, **fields: str) -> Secret:
    return lambda scene: scene.evening.elis.post(path.format(open=scene.open, kept=scene.kept), **fields)


async def _second_device(scene: Scene) -> None:
    other = Visitor(scene.evening.app, address="192.0.2.9")
    tried = plain_sign_in("Elis", scene.evening.house, label="computer")
    assert (await other.post_json("/sign-in", tried)).status == 200
    await other.get("/today")


async def _wrong_passphrase(scene: Scene) -> None:
    other = Visitor(scene.evening.app, address="192.0.2.9")
    for _ in range(3):
        await other.post_json("/sign-in", plain_sign_in("Elis", scene.evening.house, wrong=True))


async def _signs_out_there(scene: Scene) -> None:
    await _second_device(scene)
    opened = await scene.evening.house.home.sign_ins.open(scene.evening.elis.cookies["k"])
    assert opened is not None
    for one in await scene.evening.house.home.sign_ins.devices(opened):
        await scene.evening.elis.post(f"/yours/devices/{one.id}/sign-out")


async def _looks_at_everything(scene: Scene) -> None:
    for path in addresses(scene):
        await scene.evening.elis.get(path)


async def _thinks_of_leaving(scene: Scene) -> None:
    for path in ("/yours", "/leave", "/help", "/leave", "/yours", "/today"):
        await scene.evening.elis.get(path)


async def _listens(scene: Scene) -> None:
    ear = await scene.evening.elis.listen()
    await scene.evening.elis.get("/today")
    await ear.close()


async def _takes_a_copy(scene: Scene) -> None:
    elis = scene.evening.elis
    auth = b64(account("Elis", scene.evening.house.key).secrets.auth)
    assert (await elis.post_json("/fresh", {"auth": auth})).status == 200
    assert (await elis.get("/yours/copy")).status == 200
    taken = await elis.post("/yours/copy", way="plain")
    assert taken.body.startswith(b"PK")


async def _brings_a_copy(scene: Scene) -> None:
    house = House(clock=Clock(scene.evening.house.clock.now))
    _, other = await house.begin("Elis", "kendal")
    raw = b"".join(copies.plain(await copies.gather(house.home, other), other.root))
    brought = await scene.evening.elis.post_file("/yours/bring", raw, phrase="")
    assert brought.header("location") == "/past"
    assert (await scene.evening.elis.get("/past")).status == 200


async def _changes_the_passphrase(scene: Scene) -> None:
    sent = new_phrase(scene.evening, "Elis")
    assert (await scene.evening.elis.get("/yours/ways")).status == 200
    assert (await scene.evening.elis.post_json("/yours/ways/passphrase", sent)).status == 200


async def _makes_a_new_code(scene: Scene) -> None:
    sent = new_paper(scene.evening, "Elis")
    assert (await scene.evening.elis.post_json("/yours/ways/code", sent)).status == 200


async def _thinks_of_new_keys(scene: Scene) -> None:
    await scene.evening.elis.get("/yours/ways/mine")
    sent, _ = new_roots(scene.evening, "Elis")
    assert (
        await scene.evening.elis.post_json("/yours/ways/mine", sent | {"auth": b64(bytes(32))})
    ).status == 400


async def _alone(scene: Scene) -> None:
    elis = scene.evening.elis
    begun = await elis.post("/sittings", exercise="one-true-line", form="solo")
    sitting = scene.evening.sitting_of(begun)
    assert (await elis.get(f"/sittings/{sitting}")).status == 200
    await elis.post(f"/sittings/{sitting}", act="write", words="A line nobody else reads.")
    await elis.post(f"/sittings/{sitting}", act="keep", words="Kept for nobody else.")


async def _alone_unfinished(scene: Scene) -> None:
    await scene.evening.elis.post("/sittings", exercise="one-true-line", form="solo")


async def _writes_and_takes_back(scene: Scene) -> None:
    await _post("/sittings/{open}", act="write", words="Too soon.")(scene)
    await _post("/sittings/{open}", act="take-back")(scene)


async def _comes_back(scene: Scene) -> None:
    await _post("/sittings/{open}", act="stop")(scene)
    await _post("/sittings/{open}", act="return")(scene)


async def _picks_again(scene: Scene) -> None:
    for act in ("choose-1", "take-back", "choose-2"):
        await _post("/sittings/{open}", act=act)(scene)


async def _seals(scene: Scene) -> None:
    await letters.seal(scene.evening, "Elis", "I have wanted to ask for a year.")


async def _seals_much_more_than_once(scene: Scene) -> None:
    await _seals(scene)
    await letters.seal(scene.evening, "Elis", "Much longer. " * 900)


async def _seals_and_takes_back(scene: Scene) -> None:
    await _seals(scene)
    await letters.act(scene.evening, "Elis", "withdraw")


async def _seals_and_steps_aside(scene: Scene) -> None:
    await _seals(scene)
    await letters.act(scene.evening, "Elis", "aside")


async def _steps_aside_and_back(scene: Scene) -> None:
    for what in ("aside", "back"):
        await letters.act(scene.evening, "Elis", what)


async def _hands_the_half(scene: Scene) -> None:
    await letters.act(scene.evening, "Elis", "hand", second=scene.more["Elis"])


async def _takes_back_while_awaited(scene: Scene) -> None:
    await _hands_the_half(scene)
    await letters.act(scene.evening, "Elis", "withdraw")


NEVER_OPENS: dict[str, Secret] = {
    "seals and takes it back": _seals_and_takes_back,
    "seals and steps aside": _seals_and_steps_aside,
    "reads what there is": lambda scene: scene.evening.elis.get("/letters/all"),
}


async def _opens_the_notebook(scene: Scene) -> None:
    for path in ("/notebook", "/notebook/ways", "/notebook/leaves"):
        assert (await scene.evening.elis.get(path)).status == 200


async def _writes_many_notes(scene: Scene) -> None:
    """Five hundred, and then takes the half of them out again."""
    await _opens_the_notebook(scene)
    book = Book(key_of("Elis", scene.evening.house))
    for start in range(0, 500, 50):
        put = {leaf_id(start): [note(at, f"Not for Noor, {at}.") for at in range(start, start + 50)]}
        assert (await scene.evening.elis.post_json("/notebook/leaves", book.turn(put))).status == 200
    gone = tuple(leaf_id(start) for start in range(0, 500, 100))
    assert (await scene.evening.elis.post_json("/notebook/leaves", book.turn({}, gone))).status == 200


ANYWHERE: dict[str, Secret] = {
    "opens the notebook": _opens_the_notebook,
    "writes five hundred notes": _writes_many_notes,
    "sets the suggestion aside": _post("/today/not-today"),
    "passes the suggestion over": _post("/today/another"),
    "felt understood": _post("/sittings/{kept}/felt", felt="yes"),
    "did not feel understood": _post("/sittings/{kept}/felt", felt="no"),
    "felt partly understood": _post("/sittings/{kept}/felt", felt="partly"),
    "would rather not say": _post("/sittings/{kept}/felt", felt="unsaid"),
    "locks sooner": _post("/yours/lock", minutes="5"),
    "locks later": _post("/yours/lock", minutes="60"),
    "signs in on a second device": _second_device,
    "signs out there": _signs_out_there,
    "signs out": _post("/sign-out"),
    "exits": _post("/exit"),
    "is guessed at": _wrong_passphrase,
    "looks at every page": _looks_at_everything,
    "reads the help page": lambda scene: scene.evening.elis.get("/help"),
    "attends": _listens,
    "looks at the leave page and goes back": _thinks_of_leaving,
    "takes a copy": _takes_a_copy,
    "brings a copy": _brings_a_copy,
    "changes the passphrase": _changes_the_passphrase,
    "makes a new recovery code": _makes_a_new_code,
    "tries to make the account theirs, and cannot": _thinks_of_new_keys,
    "writes alone": _alone,
    "begins alone": _alone_unfinished,
    "goes on from what there is": _post("/damage/go-on"),
    "says the words differ": _post("/compare", answer="different"),
    "compares again": _post("/compare", answer="same"),
    "sends words too late": _post("/sittings/{kept}", act="write", words="Late."),
}

THERE: dict[str, dict[str, Secret]] = {
    "asked": {"leaves it lying": _post("/sittings/{open}", act="leave-lying")},
    "writing": {
        "writes what is not open yet": _post("/sittings/{open}", act="write", words="Not yet."),
        "writes much": _post("/sittings/{open}", act="write", words="Not yet. " * 25),
        "writes and takes it back": _writes_and_takes_back,
        "leaves": _post("/sittings/{open}", act="stop"),
        "leaves and comes back": _comes_back,
    },
    "answering": {"answers": _post("/sittings/{open}", act="respond", words="Not open yet.")},
    "keeping": {
        "keeps a line": _post("/sittings/{open}", act="keep", words="Not open to both yet."),
        "keeps nothing": _post("/sittings/{open}", act="skip"),
        "leaves": _post("/sittings/{open}", act="stop"),
    },
    "speaking": {
        "leaves": _post("/sittings/{open}", act="stop"),
        "leaves and comes back": _comes_back,
        "tries what is not theirs": _post("/sittings/{open}", act="hand-over"),
    },
    "marking": {
        "sets a mark low": _post("/sittings/{open}", act="rate", words="3"),
        "sets a mark high": _post("/sittings/{open}", act="rate", words="98"),
        "sends no mark": _post("/sittings/{open}", act="rate", words="Elephant"),
        "leaves": _post("/sittings/{open}", act="stop"),
    },
    "sealed": {
        "opens it from their side": _post("/sittings/{open}", act="open"),
        "leaves": _post("/sittings/{open}", act="stop"),
    },
    "for own eyes": {
        "writes": _post("/sittings/{open}", act="write", words="Nobody reads this."),
        "writes much": _post("/sittings/{open}", act="write", words="Nobody reads this. " * 8),
        "leaves it empty": _post("/sittings/{open}", act="skip"),
        "writes and takes it back": _writes_and_takes_back,
    },
    "choosing": {
        "picks the first": _post("/sittings/{open}", act="choose-1"),
        "picks the second": _post("/sittings/{open}", act="choose-2"),
        "picks and picks again": _picks_again,
    },
    "rung": {
        "felt met": _post("/sittings/{kept}/felt", felt="yes"),
        "did not feel met": _post("/sittings/{kept}/felt", felt="no"),
    },
    "letters": {
        **NEVER_OPENS,
        "seals": _seals,
        "seals much, and again": _seals_much_more_than_once,
        "steps aside and comes back": _steps_aside_and_back,
    },
    "letters awaited": {
        "brings the half": _hands_the_half,
        "brings it and takes the words back": _takes_back_while_awaited,
        "steps aside": _steps_aside_and_back,
    },
    "paused": {
        "would go on": _post("/sittings/{open}", act="resume"),
        "leaves": _post("/sittings/{open}", act="stop"),
    },
}

STORIES = [("quiet", what, secret) for what, secret in ANYWHERE.items()] + [
    (where, what, secret) for where, secrets in THERE.items() for what, secret in secrets.items()
]

# ---------------------------------------------------------------- playing twice


def fork(scene: Scene) -> Scene:
    """The same evening once more on a server that has just started, everyone still signed in."""
    before = scene.evening
    house = House(copy.deepcopy(before.house.store), before.house.key, Clock(before.house.clock.now))
    app = web(house)
    noor, elis = (Visitor(app, dict(one.cookies), one.address) for one in (before.noor, before.elis))
    return Scene(Evening(house, app, noor, elis), scene.kept, scene.open, scene.more)


def addresses(scene: Scene) -> list[str]:
    return [path for door in DOORS if gets(door) for path in ADDRESSES[door.path](scene)]


async def look(scene: Scene, marks: dict[str, str]) -> dict[str, Answer]:
    """Everything Noor can see, and once more with the marks of what was seen before."""
    noor = scene.evening.noor
    seen = {path: await noor.get(path) for path in addresses(scene)}
    seen |= {f"{path} again": await noor.get(path, if_none_match=mark) for path, mark in marks.items()}
    return seen


def marks_of(seen: dict[str, Answer]) -> dict[str, str]:
    return {path: mark for path, answer in seen.items() if (mark := answer.header("etag")) is not None}


async def _nothing(scene: Scene) -> None:
    """What Elis does in the other playing."""


async def transcript(
    scene: Scene, secret: Secret, then: Secret = _nothing
) -> tuple[dict[str, Answer], bytes]:
    """All that Noor gets and hears: Noor looks, Elis does something, Noor looks, Noor does something, Noor looks."""
    ear = await scene.evening.noor.listen()
    first = await look(scene, {})
    await secret(scene)
    await settle()
    second = await look(scene, marks_of(first))
    heard = ear.after_the_clock()
    await then(scene)
    third = await look(scene, {}) if then is not _nothing else {}
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


async def leave(scene: Scene) -> None:
    await scene.evening.noor.post(f"/sittings/{scene.open}", act="stop")


async def without(where: str, then: Secret = _nothing) -> tuple[dict[str, Answer], bytes]:
    """The playing in which Elis does nothing, once for each evening and what Noor does then."""
    key = (where, getattr(then, "__name__", ""))
    if key not in _unseen:
        _unseen[key] = await transcript(await begun(where), _nothing, then)
    return _unseen[key]


@pytest.mark.parametrize(("where", "what", "secret"), STORIES, ids=[f"{w}: Elis {x}" for w, x, _ in STORIES])
def test_noor_cannot_tell(where: str, what: str, secret: Secret) -> None:
    async def play() -> None:
        seen, heard = await transcript(await begun(where), secret)
        unseen, unheard = await without(where)
        assert differences(seen, unseen) == []
        assert heard == unheard

    asyncio.run(play())


@pytest.mark.parametrize(("where", "what", "secret"), STORIES, ids=[f"{w}: Elis {x}" for w, x, _ in STORIES])
def test_no_page_is_made_anew_so_that_not_even_the_time_it_takes_would_tell(
    where: str, what: str, secret: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> None:
        scene = await begun(where)
        remembered = [door.path for door in DOORS if door.drawn_from] * 2
        for path in remembered:
            assert (await scene.evening.noor.get(path)).status == 200
        await secret(scene)
        made: list[Page] = []

        def making(model: Page) -> str:
            made.append(model)
            return paint(model)

        monkeypatch.setattr(answers, "paint", making)
        for path in remembered:
            await scene.evening.noor.get(path)
        assert made == []

    asyncio.run(play())


THEN = [
    (where, what, secret)
    for where in ("writing", "keeping", "speaking", "paused")
    for what, secret in THERE[where].items()
]


@pytest.mark.parametrize(("where", "what", "secret"), THEN, ids=[f"{w}: Elis {x}" for w, x, _ in THEN])
def test_noor_cannot_tell_after_leaving_either(where: str, what: str, secret: Secret) -> None:
    async def play() -> None:
        seen, _ = await transcript(await begun(where), secret, leave)
        unseen, _ = await without(where, leave)
        assert differences(seen, unseen) == []

    asyncio.run(play())


async def days_of_letters(secret: Secret) -> list[dict[str, Answer]]:
    """Elis does what they do; then the hour comes, the next ones too, and the end. Noor looks each time, anew signed in."""
    scene = await begun("letters")
    await secret(scene)
    seen = []
    for days in (1, 1, 14):
        await letters.let_pass(scene.evening, days=days)
        noor = scene.evening.noor = Visitor(scene.evening.app, {"d": scene.evening.noor.cookies.get("d", "")})
        assert (await noor.post_json("/sign-in", plain_sign_in("Noor", scene.evening.house))).status == 200
        seen.append({path: await noor.get(path) for path in ("/today", "/letters", "/letters/all")})
    return seen


@pytest.mark.parametrize("what", NEVER_OPENS)
def test_a_letter_that_never_opens_says_nothing_of_why(what: str) -> None:
    async def play() -> None:
        seen, unseen = await days_of_letters(NEVER_OPENS[what]), await days_of_letters(_nothing)
        assert [differences(one, other) for one, other in zip(seen, unseen, strict=True)] == [[], [], []]

    asyncio.run(play())


@pytest.mark.parametrize("words", ["", "Nobody reads this.", "Nobody reads this. " * 8])
def test_what_was_for_elis_alone_leaves_no_trace_once_both_went_on(words: str) -> None:
    """Elis writes a little, much or nothing for their own eyes; Noor writes too, both go on, and Noor looks."""

    async def after(act: str, kept: str) -> dict[str, Answer]:
        scene = await begun("for own eyes")
        for visitor, what, text in ((scene.evening.elis, act, kept), (scene.evening.noor, "write", "Mine.")):
            assert (await visitor.post(f"/sittings/{scene.open}", act=what, words=text)).status == 303
        return await look(scene, {})

    async def play() -> None:
        seen = await after("write" if words else "skip", words)
        assert differences(seen, await after("write", "Some other words.")) == []

    asyncio.run(play())


async def months(secret: Secret) -> list[dict[str, Answer]]:
    """Noor felt met on the first rung. Elis does what they do; then Noor looks every few days, anew signed in."""
    scene = await begun("rung")
    await scene.evening.noor.post(f"/sittings/{scene.kept}/felt", felt="yes")
    await secret(scene)
    seen = []
    for _ in range(9):
        scene.evening.house.clock.pass_by(days=4)
        noor = scene.evening.noor = Visitor(scene.evening.app, {"d": scene.evening.noor.cookies.get("d", "")})
        assert (await noor.post_json("/sign-in", plain_sign_in("Noor", scene.evening.house))).status == 200
        seen.append({path: await noor.get(path) for path in ("/today", *SHELVES, "/exercises/rung-2-dreams")})
    return seen


@pytest.mark.parametrize("felt", ["no", "partly", "unsaid"])
def test_for_months_noor_cannot_tell_why_a_rung_is_closed(felt: str) -> None:
    async def play() -> None:
        seen, unseen = await months(_post("/sittings/{kept}/felt", felt=felt)), await months(_nothing)
        assert [differences(*both) for both in zip(seen, unseen, strict=True)] == [[]] * 9

    asyncio.run(play())


def test_when_both_felt_met_the_rung_opens_one_day() -> None:
    async def play() -> None:
        seen = await months(_post("/sittings/{kept}/felt", felt="yes"))
        opened = ["in its own time" not in day["/exercises/rung-2-dreams"].text for day in seen]
        assert opened == sorted(opened)
        assert opened[-1]

    asyncio.run(play())


async def _keeps_and_takes_back(scene: Scene) -> None:
    """Elis keeps a line, the band is there, and Elis takes the line back from the opened band."""
    await _post("/sittings/{open}", act="keep", words="Kept for one evening.")(scene)
    await scene.evening.noor.post(f"/sittings/{scene.open}", act="keep", words="Noor keeps one too.")
    page = (await scene.evening.elis.get(f"/cloth/{scene.open}")).text
    key = re.findall(r'name="words" value="([^"]+)"', page)[-1]
    await _post(f"/cloth/{scene.open}/take-back", words=key)(scene)


async def _keeps_nothing(scene: Scene) -> None:
    await _post("/sittings/{open}", act="skip")(scene)
    await scene.evening.noor.post(f"/sittings/{scene.open}", act="keep", words="Noor keeps one too.")


def test_words_taken_back_leave_noor_no_gap() -> None:
    """Whether Elis took a line back or never kept one, every page of Noor's is the same from then on."""

    async def play() -> None:
        seen = []
        for secret in (_keeps_and_takes_back, _keeps_nothing):
            scene = await begun("keeping")
            await secret(scene)
            assert (await scene.evening.elis.get(f"/cloth/{scene.open}")).text.count("one evening") == 0
            seen.append(await look(scene, {}))
        assert differences(*seen) == []
        assert "Noor keeps one too." in seen[0][f"/cloth/{scene.open}"].text

    asyncio.run(play())


def test_the_harness_notices_what_noor_may_see() -> None:
    """A yes is seen, so that equal transcripts mean something."""

    async def play() -> None:
        agrees = _post("/sittings/{open}", act="agree")
        seen, heard = await transcript(await begun("asked"), agrees)
        unseen, unheard = await without("asked")
        assert any("/today" in path for path in differences(seen, unseen))
        assert heard != unheard

    asyncio.run(play())
