"""Whatever Elis keeps to themself, Noor's phone cannot tell.

Each story is played twice from the same evening: once Elis does nothing, once Elis does something private.
Every byte of every answer Noor gets, from every address there is, has to be the same, and so does what Noor's
stream hears. Nothing is normalised.
"""

import asyncio
import copy
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import msgspec
import pytest
from starlette.routing import Mount, Route

import letters
import passkeys
import steps
from couples import Clock, House, account
from hostile.pictures import a_jpeg
from ics_files import calendar
from notebooks import Book, key_of, leaf_id, note
from pushes import push_service
from visits import Answer, Evening, Visitor, b64, evening, plain_sign_in, settle, web
from ways import new_paper, new_phrase, new_roots
from weft.core.fitting import Taste
from weft.core.people import PersonId
from weft.keeper import copies, rhythm, wishes
from weft.keeper.library import read_library
from weft.outward.fetch import Answer as Fetched
from weft.press.order import Order
from weft.settings import Settings
from weft.web import answers
from weft.web.app import DOORS
from weft.web.door import Door
from weft.web.models import Page
from weft.web.pages import book as book_pages
from weft.web.pages import take
from weft.web.paint import paint

SOME_ID = "5" * 32
IDEAS = read_library().ideas
WANTED = [key for key, _ in wishes.ours()[0].titles]


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
    "/before": lambda _: ["/before", "/before?invited"],
    "/shared-browser": lambda _: ["/shared-browser"],
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
    "/today/like": lambda _: ["/today/like", "/today/like?kept"],
    "/practices": lambda _: ["/practices"],
    "/practices/{key}": lambda _: [*SHELVES, "/practices/none"],
    "/ideas": lambda _: ["/ideas", "/ideas?turn=1", "/ideas?mood=calm&long=half&apart=yes"],
    "/ideas/likes": lambda _: ["/ideas/likes", "/ideas/likes?kept"],
    "/ideas/ours": lambda _: ["/ideas/ours"],
    "/ideas/{id}": lambda _: [f"/ideas/{IDEAS[0].id}", f"/ideas/{IDEAS[1].id}", "/ideas/none"],
    "/exercises/{id}": lambda _: [f"/exercises/{one}" for one in EXERCISES],
    "/sittings/{board}": lambda scene: [f"/sittings/{one}" for one in (scene.kept, scene.open, SOME_ID)],
    "/cloth": lambda _: ["/cloth"],
    "/cloth/list": lambda _: ["/cloth/list", "/cloth/list?before=2026-06-01"],
    "/cloth/far": lambda _: ["/cloth/far"],
    "/cloth/far/{year}": lambda _: ["/cloth/far/2026", "/cloth/far/1999", "/cloth/far/x"],
    "/cloth/far/{year}/{quarter}": lambda _: [f"/cloth/far/2026/{one}" for one in "12345"],
    "/cloth/take": lambda _: ["/cloth/take", "/cloth/take?year=2026", "/cloth/take?year=x"],
    "/cloth/take/{file}": lambda _: [
        "/cloth/take/cloth.svg",
        "/cloth/take/cloth.png",
        "/cloth/take/cloth.png?year=2026",
        "/cloth/take/cloth.pdf?size=50x100",
        "/cloth/take/cloth.wif",
        "/cloth/take/cloth.wif?shafts=8",
        "/cloth/take/x",
    ],
    "/cloth/{key}": lambda scene: [f"/cloth/{one}" for one in (scene.kept, scene.open, SOME_ID)],
    "/pictures/of/{key}": lambda scene: [f"/pictures/of/{one}" for one in (scene.kept, SOME_ID)],
    "/pictures/{key}": lambda scene: [
        f"/pictures/{one}" for one in (scene.more.get("picture", SOME_ID), SOME_ID)
    ],
    "/pictures/{key}/small": lambda scene: [
        f"/pictures/{one}/small" for one in (scene.more.get("picture", SOME_ID), SOME_ID)
    ],
    "/reservoir": lambda _: ["/reservoir", "/reservoir?year=2026&who=right", "/reservoir?year=x"],
    "/reservoir/days": lambda _: ["/reservoir/days", "/reservoir/days?year=2026"],
    "/reservoir/book": lambda _: ["/reservoir/book", "/reservoir/book?year=1999"],
    "/reservoir/book/own": lambda _: ["/reservoir/book/own"],
    "/reservoir/book/{file}": lambda _: [
        f"/reservoir/book/{one}" for one in ("2026.html", "2026.pdf", "1999.html", "1999.pdf")
    ],
    "/wishes": lambda _: ["/wishes"],
    "/wishes/{key}": lambda _: ["/wishes/activities", "/wishes/films?kept", f"/wishes/{SOME_ID}"],
    "/moments": lambda _: ["/moments"],
    "/moments/new": lambda scene: ["/moments/new", f"/moments/new?from={scene.kept}"],
    "/moments/{key}": lambda scene: [f"/moments/{one}" for one in _moments(scene)],
    "/moments/{key}/feel": lambda scene: [f"/moments/{one}/feel" for one in _moments(scene)],
    "/moments/{key}/landscape": lambda scene: [f"/moments/{one}/landscape" for one in _moments(scene)],
    "/plans": lambda _: ["/plans"],
    "/plans/new": lambda _: ["/plans/new", "/plans/new?day=2026-06-06&from=10:00&minutes=90"],
    "/plans/own": lambda _: ["/plans/own"],
    "/plans/{key}": lambda scene: [f"/plans/{one}" for one in _plans(scene)],
    "/plans/{key}/change": lambda scene: [f"/plans/{one}/change" for one in _plans(scene)],
    "/plans/{key}/event.ics": lambda scene: [f"/plans/{one}/event.ics" for one in _plans(scene)],
    "/calendar/{file}": lambda scene: [
        f"/calendar/{one}" for one in (scene.more.get("calendar", "x.ics"), "x")
    ],
    "/affection": lambda _: ["/affection"],
    "/affection/{key}": lambda scene: [
        f"/affection/{one}" for one in (scene.more.get("gesture", SOME_ID), SOME_ID)
    ],
    "/affection/map": lambda _: ["/affection/map", "/affection/map?when=ill"],
    "/affection/theirs": lambda _: ["/affection/theirs"],
    "/affection/lands": lambda _: ["/affection/lands"],
    "/time": lambda _: ["/time", "/time?long=short", "/time?long=away"],
    "/time/mine": lambda _: ["/time/mine"],
    "/time/mine/day": lambda _: ["/time/mine/day", "/time/mine/day?day=2026-06-09"],
    "/time/usual": lambda _: ["/time/usual"],
    "/time/calendars": lambda _: ["/time/calendars"],
    "/near": lambda _: ["/near"],
    "/near/look": lambda _: ["/near/look", f"/near/look?page={SOME_ID}"],
    "/evening": lambda _: ["/evening", "/evening?again"],
    "/evening/mine": lambda _: ["/evening/mine"],
    "/insight": lambda _: ["/insight"],
    "/insight/both": lambda _: ["/insight/both"],
    "/insight/experiment": lambda _: ["/insight/experiment", "/insight/experiment?new"],
    "/season": lambda _: ["/season"],
    "/season/choose": lambda _: ["/season/choose"],
    "/season/{key}": lambda scene: [f"/season/{one}" for one in (scene.more.get("season", SOME_ID), SOME_ID)],
    "/season/{key}/back": lambda scene: [f"/season/{scene.more.get('season', SOME_ID)}/back"],
    "/season/{key}/four": lambda scene: [f"/season/{scene.more.get('season', SOME_ID)}/four"],
    "/yours": lambda _: ["/yours"],
    "/notebook": lambda _: ["/notebook"],
    "/notebook/ways": lambda _: ["/notebook/ways"],
    "/notebook/leaves": lambda _: ["/notebook/leaves", f"/notebook/leaves?after={SOME_ID}"],
    "/yours/ways": lambda _: ["/yours/ways"],
    "/yours/ways/passphrase": lambda _: ["/yours/ways/passphrase"],
    "/yours/ways/code": lambda _: ["/yours/ways/code"],
    "/yours/ways/mine": lambda _: ["/yours/ways/mine"],
    "/yours/ways/passkey": lambda _: ["/yours/ways/passkey"],
    "/renewed": lambda _: ["/renewed"],
    "/fresh": lambda _: ["/fresh", "/fresh?for=copy"],
    "/yours/copy": lambda _: ["/yours/copy"],
    "/yours/copy/opener": lambda _: ["/yours/copy/opener"],
    "/yours/bring": lambda _: ["/yours/bring"],
    "/past": lambda _: ["/past"],
    "/past/{at}": lambda _: ["/past/0", "/past/7"],
    "/leave": lambda _: ["/leave"],
    "/closed": lambda _: ["/closed"],
    "/kept/{key}": lambda _: [f"/kept/{SOME_ID}"],
    "/kept/{key}/pictures": lambda _: [f"/kept/{SOME_ID}/pictures"],
    "/kept/{key}/pictures/{at}": lambda _: [f"/kept/{SOME_ID}/pictures/{SOME_ID}"],
    "/kept/{key}/pictures/{at}/small": lambda _: [f"/kept/{SOME_ID}/pictures/{SOME_ID}/small"],
    "/letters": lambda _: ["/letters"],
    "/letters/all": lambda _: ["/letters/all"],
    "/letters/book": lambda _: ["/letters/book"],
    "/letters/book/{year}": lambda _: ["/letters/book/2026", "/letters/book/1999", "/letters/book/x"],
    "/letters/kept/{key}": lambda _: [f"/letters/kept/{SOME_ID}"],
    "/sealed": lambda _: ["/sealed"],
    "/sealed/{board}": lambda scene: [f"/sealed/{one}" for one in (scene.kept, scene.open, SOME_ID)],
    "/yours/rhythm": lambda _: ["/yours/rhythm", "/yours/rhythm?kept"],
    "/yours/own-eyes": lambda _: ["/yours/own-eyes"],
    "/damage": lambda _: ["/damage"],
}
"""For every GET door, what to ask of it. A door that is not here fails the first test."""


def _moments(scene: Scene) -> list[str]:
    return [scene.more.get("moment", SOME_ID), SOME_ID]


def _plans(scene: Scene) -> list[str]:
    return [scene.more.get("plan", SOME_ID), SOME_ID]


APART = {"/live", "/near/line", "/clock", "/static"}
"""What is no door: the streams are listened to below, the clock tells the time, our own files are everybody's."""

DEEP = "a-letter-about-one-thing"
EXERCISES = (
    DEEP,
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


async def _letters_open(one: Evening) -> Scene:
    """A letter each is open to both, and Noor would have Noor's in the book."""
    scene = await _quiet(one)
    await letters.ask(one)
    for name in ("Noor", "Elis"):
        await letters.seal(one, name, f"A letter by {name}")
    await letters.let_pass(one, minutes=2)
    assert (await one.noor.post("/reservoir/book/own", year="2026", let=letters.X)).status == 303
    return scene


async def _letters_awaited(one: Evening) -> Scene:
    """Both are sealed, each keeps a half, and the hour has been."""
    await letters.ask(one, "author")
    halves = {
        name: letters.b64(await letters.seal(one, name, f"A letter by {name}")) for name in ("Noor", "Elis")
    }
    await letters.let_pass(one, minutes=2)
    return Scene(one, more=halves)


async def _sealing(one: Evening) -> Scene:
    """A step that both may seal, and what Elis's page would send to seal a little or much there."""
    scene = Scene(one, SOME_ID, await one.agreed("the-list-of-small-wishes", "own-pace"))
    for what, words in (("little", "An hour with the radio."), ("much", "An hour with the radio. " * 20)):
        scene.more[what] = json.dumps(await steps.made(one, "Elis", scene.open, words))
    return scene


async def _sealed_by_one(one: Evening) -> Scene:
    """The same, and Noor has sealed theirs."""
    scene = await _sealing(one)
    await steps.seal(one, "Noor", scene.open, "A lamp by the bed.")
    return scene


async def _sealed_by_both(one: Evening) -> Scene:
    """Both have sealed and nobody has opened."""
    scene = await _sealed_by_one(one)
    await steps.seal(one, "Elis", scene.open, "An hour with the radio.")
    return scene


async def _sealing_for_an_hour(one: Evening) -> Scene:
    """A deep step, which opens at an hour both agreed to; Noor has sealed theirs."""
    await one.noor.post("/sittings", exercise=DEEP, form="own-pace", opens="1")
    begun = one.sitting_of(await one.elis.post("/sittings", exercise=DEEP, form="own-pace"))
    scene = Scene(one, SOME_ID, begun)
    for what, words in (("little", "A line."), ("much", "A whole letter. " * 90)):
        scene.more[what] = json.dumps(await steps.made(one, "Elis", scene.open, words))
    await steps.seal(one, "Noor", scene.open, "A lamp by the bed.")
    return scene


async def _pictures(one: Evening) -> Scene:
    """Elis has put a picture to what the two lived, and both may see it."""
    scene = await _quiet(one)
    sent = await one.elis.post_file(f"/pictures/of/{scene.kept}", a_jpeg(), words="The boat at the jetty")
    assert sent.status == 303
    page = (await one.noor.get(f"/pictures/of/{scene.kept}")).text
    found = re.search(r'href="/pictures/([0-9a-f]{32})"', page)
    assert found
    return Scene(one, kept=scene.kept, more={"picture": found[1]})


async def _moment(one: Evening) -> Scene:
    """Noor has made a moment of a film, told it, and felt along to the end; Elis has not."""
    made = await one.noor.post(
        "/moments", title="The Long Ferry", kind="film", first="2026-06-03", chose="both"
    )
    key = one.sitting_of(made)
    await one.noor.post(f"/moments/{key}/voice", text="It was the coat.", feelings="sad")
    await one.noor.post_json(f"/moments/{key}/feel", {"batches": [_felt(0, 60)]})
    assert (await one.noor.post(f"/moments/{key}/feel/keep")).status == 303
    return Scene(one, more={"moment": key})


async def _moment_made(one: Evening) -> Scene:
    """Elis has made one, and Noor has not touched it."""
    made = await one.elis.post("/moments", title="The Long Ferry", kind="film", first="2026-06-03")
    return Scene(one, more={"moment": one.sitting_of(made)})


async def _given(one: Evening) -> Scene:
    """Noor has left a line, and Elis has one for Noor that is days old, with a map of which some is shown."""
    assert (await one.elis.post("/affection", way="words", text="You asked twice.")).status == 303
    one.house.clock.pass_by(days=3)
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200
    assert (await one.noor.post("/affection", way="words", text="You hummed.")).status == 303
    said = {"when": "ill", "a-hug": "like", "s-hug": "yes", "a-kiss": "ask"}
    assert (await one.elis.post("/affection/map", **said)).status == 303
    assert "A hug" in (await one.noor.get("/affection/theirs")).text
    found = re.search(r'href="/affection/([0-9a-f]{32})"', (await one.elis.get("/affection")).text)
    assert found
    return Scene(one, more={"gesture": found[1]})


async def _ideas_marked(one: Evening) -> Scene:
    """Both like something calm and would like one idea, as it came to light at the turn; Noor likes more than that."""
    for who in (one.noor, one.elis):
        assert (await who.post("/ideas/likes", **{"t-calm": "yes"})).status == 303
        assert (await who.post(f"/ideas/{IDEAS[0].id}", wanted="yes")).status == 303
    assert (await one.noor.post("/ideas/likes", **{"t-calm": "yes", "t-outdoors": "yes"})).status == 303
    one.house.clock.pass_by(days=7)
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200
    page = (await one.noor.get("/ideas")).text
    assert "earlier: something calm." in page and "You both would like" in page
    return Scene(one)


async def _time_shown(one: Evening) -> Scene:
    """Two weeks are looked at, Elis has a calendar, and both have shown when they are free."""
    assert (await one.noor.post("/time", act="ask", first="2026-06-08", days="14")).status == 303
    scene = Scene(one)
    await _with_calendar(scene, MEETING)
    for who in (one.elis, one.noor):
        assert (await who.post("/time/mine", act="show", **await _times(who))).status == 303
    assert 'class="cal"' in (await one.noor.get("/time")).text
    return scene


async def _time_asked(one: Evening) -> Scene:
    """Two weeks are looked at, and Noor has shown theirs."""
    assert (await one.elis.post("/time", act="ask", first="2026-06-08", days="14")).status == 303
    assert (await one.noor.post("/time/mine", act="show", **await _times(one.noor))).status == 303
    return Scene(one)


async def _time_asked_of_noor(one: Evening) -> Scene:
    """Two weeks are looked at, and nobody has shown anything."""
    assert (await one.elis.post("/time", act="ask", first="2026-06-08", days="14")).status == 303
    return Scene(one)


async def _shows_times(scene: Scene) -> None:
    """All there is, then less of it."""
    elis = scene.evening.elis
    form = await _times(elis)
    for some in (form, {name: value for name, value in form.items() if "evening" not in name}):
        assert (await elis.post("/time/mine", act="show", **some)).status == 303
    assert "Yours are shown" in (await elis.get("/time")).text


async def _times(who: Visitor) -> dict[str, str]:
    """What the page of somebody's own times sends when nothing on it was touched."""
    page = (await who.get("/time/mine")).text
    ticked = re.findall(r'name="(f-[\w-]+)" value="yes"[^>]*? checked', page)
    return dict(re.findall(r'name="(start|count|was)" value="(\w+)"', page)) | dict.fromkeys(ticked, "yes")


MEETING = "DTSTART:20260609T080500Z\nDTEND:20260609T085500Z"
"""Busy within two half hours, with minutes to spare on both sides."""


async def _with_calendar(scene: Scene, *events: str, again: bool = False) -> None:
    """Elis connects a calendar of these events, or has it read again, and it is read."""

    def answered(*_: object, **__: object) -> Fetched:
        return Fetched(200, {}, calendar(*events), "https://calendars.example/a.ics")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("weft.keeper.calendars.fetch", answered)
        elis = scene.evening.elis
        if not again:
            url = "https://calendars.example/a.ics"
            assert (await elis.post("/time/calendars", kind="file", url=url, called="Work")).status == 303
        assert (await elis.post("/time/mine", act="read")).status == 303
        assert "Read in this sign-in" in (await elis.get("/time/mine")).text


async def _season(one: Evening) -> Scene:
    """A season both agreed on, days ago; Noor has kept tonight and lets all of it count, Elis has not been here."""
    line = "One evening a week that is ours"
    sent = await one.noor.post("/season/choose", pace="light", length="28", purpose=line)
    assert sent.status == 303
    key = re.findall(r'name="key" value="(\w+)"', (await one.elis.get("/season")).text)[0]
    assert (await one.elis.post("/season", act="agree", key=key)).status == 303
    await _days_pass(one, 2)
    kept = await one.noor.post("/evening", near="60", did="talk", stress="1", share="near")
    assert kept.status == 303
    return Scene(one, more={"season": key})


async def _days_pass(one: Evening, days: int) -> None:
    one.house.clock.pass_by(days=days)
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200


async def _resting(one: Evening) -> Scene:
    """The season is over."""
    scene = await _season(one)
    await _days_pass(one, 27)
    return scene


async def _trying(one: Evening) -> Scene:
    """An experiment both agreed on runs; Noor has kept tonight."""
    await one.noor.post("/insight/experiment", act="ask", one="A walk", other="A game", span="day")
    key = re.findall(r'name="key" value="(\w+)"', (await one.elis.get("/insight/experiment")).text)[0]
    assert (await one.elis.post("/insight/experiment", act="agree", key=key)).status == 303
    await _days_pass(one, 3)
    assert (await one.noor.post("/evening", near="60")).status == 303
    return Scene(one)


def _felt(start: int, seconds: int) -> dict[str, object]:
    return {"start": start, "values": [at % 90 for at in range(seconds * 4)], "knots": [start + 8]}


async def _a_year_ago(one: Evening) -> Scene:
    """Noor has named and told what the two lived a year ago today; Elis has not told it."""
    made = await one.noor.post(
        "/moments", kind="walk", title="Round the lake", first="2025-06-04", tap="5" * 32
    )
    key = (made.header("location") or "").rpartition("/")[2]
    assert (await one.noor.post(f"/moments/{key}/voice", text="The heron stood.")).status == 303
    assert "Round the lake" in (await one.noor.get("/today")).text
    return Scene(one, kept=key)


async def _agreed_to(one: Evening, **more: str) -> Scene:
    """Noor offered something, Elis said yes, and Noor has written what Noor looks forward to and would open."""
    sent = {"title": "Market, then pie", "day-0": "2026-06-06", "from-0": "10:00", "till-0": "13:00", **more}
    key = one.sitting_of(await one.noor.post("/plans", **sent))
    page = (await one.elis.get(f"/plans/{key}")).text
    first = re.search(r'name="first" value="(\d+)"', page)
    assert first
    assert (await one.elis.post(f"/plans/{key}/answer", turn="0", answer="yes", first=first[1])).status == 303
    day = re.search(r'name="day" value="(\d+)"', (await one.noor.get(f"/plans/{key}")).text)
    assert day
    mine = {"day": day[1], "forward": "The pie.", "opens": "yes"}
    assert (await one.noor.post(f"/plans/{key}/forward", **mine)).status == 303
    found = re.search(
        r"/calendar/([\w-]+\.ics)", (await one.noor.post("/plans/own/feed", act="new", titles="yes")).text
    )
    assert found
    return Scene(one, more={"plan": key, "day": day[1], "calendar": found[1]})


async def _plan(one: Evening) -> Scene:
    return await _agreed_to(one)


async def _tradition(one: Evening) -> Scene:
    return await _agreed_to(one, repeats="weekly")


async def _days_later(scene: Scene, **time: float) -> Scene:
    one = scene.evening
    one.house.clock.pass_by(**time)
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200
    return scene


async def _plans_day(one: Evening) -> Scene:
    """The morning of the day."""
    return await _days_later(await _agreed_to(one), hours=38)


async def _plan_over(one: Evening) -> Scene:
    """The plan has become a moment, and nobody has told it."""
    scene = await _days_later(await _agreed_to(one), hours=54)
    found = re.search(r"/moments/([0-9a-f]{32})", (await one.noor.get("/today")).text)
    assert found
    return Scene(one, more={**scene.more, "moment": found[1]})


async def _offered(one: Evening) -> Scene:
    """Noor offers something and Elis has not said a word."""
    sent = {"title": "The lighthouse", "day-0": "2026-06-06"}
    key = one.sitting_of(await one.noor.post("/plans", **sent))
    return Scene(one, more={"plan": key})


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
    "sealing": _sealing,
    "sealed by one": _sealed_by_one,
    "sealed by both": _sealed_by_both,
    "sealing for an hour": _sealing_for_an_hour,
    "letters": _letters,
    "letters open": _letters_open,
    "letters awaited": _letters_awaited,
    "pictures": _pictures,
    "a year ago": _a_year_ago,
    "a line given": _given,
    "ideas marked": _ideas_marked,
    "time asked": _time_asked,
    "time asked of Noor": _time_asked_of_noor,
    "time shown": _time_shown,
    "moment": _moment,
    "moment made": _moment_made,
    "plan offered": _offered,
    "plan agreed": _plan,
    "tradition": _tradition,
    "day of the plan": _plans_day,
    "plan over": _plan_over,
    "a season": _season,
    "rest": _resting,
    "an experiment": _trying,
}

# ---------------------------------------------------------------- what Elis does

Secret = Callable[[Scene], Awaitable[object]]


def _post(path: str, **fields: str) -> Secret:
    return lambda scene: scene.evening.elis.post(
        path.format(open=scene.open, kept=scene.kept, **scene.more),
        **{name: value.replace("{kept}", scene.kept) for name, value in fields.items()},
    )


async def _twice(scene: Scene, path: str, one: dict[str, str], other: dict[str, str]) -> None:
    """Elis does something, and then something else with the same form."""
    for fields in (one, other):
        assert (await scene.evening.elis.post(path, **fields)).status == 303


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


async def _adds_a_passkey(scene: Scene) -> None:
    one = scene.evening
    assert (await one.elis.get("/yours/ways/passkey")).status == 200
    one.elis.app = web(one.house, Settings(origin=passkeys.NAMED))
    await passkeys.add(one, one.elis, "Elis", passkeys.Device())
    one.elis.app = one.app


async def _adds_and_removes_a_passkey(scene: Scene) -> None:
    await _adds_a_passkey(scene)
    one, made = scene.evening, account("Elis", scene.evening.house.key)
    assert (await one.elis.post_json("/fresh", {"auth": b64(made.secrets.auth)})).status == 200
    for slot in await one.house.store.slots_of(PersonId(made.person)):
        await one.elis.post(f"/yours/ways/passkey/{slot.slot}/remove")


async def _signs_in_with_a_passkey(scene: Scene) -> None:
    one, device = scene.evening, passkeys.Device()
    one.elis.app = web(one.house, Settings(origin=passkeys.NAMED))
    await passkeys.add(one, one.elis, "Elis", device)
    assert await passkeys.sign_in(one.elis, device) == 200
    one.elis.app = one.app


async def _is_guessed_at_and_told(scene: Scene) -> None:
    await _wrong_passphrase(scene)
    await scene.evening.house.home.sign_ins.tries.write_down()
    await scene.evening.elis.get("/yours/ways")


async def _uses_noors_browser(scene: Scene) -> None:
    """Elis signs in and out where Noor's mark is, in a window of their own."""
    one = scene.evening
    window = Visitor(one.app, {"d": one.noor.cookies["d"]}, one.noor.address)
    answer = await window.post_json("/sign-in", plain_sign_in("Elis", one.house))
    assert answer.json() == {"next": "/shared-browser"}
    await window.post("/sign-out")
    assert window.cookies["d"] == one.noor.cookies["d"]


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


def _seals_a_step(what: str) -> Secret:
    async def secret(scene: Scene) -> None:
        sent = json.loads(scene.more[what])
        assert (await steps.post(scene.evening, "Elis", scene.open, sent)).status == 200

    return secret


async def _seals_a_step_and_takes_it_back(scene: Scene) -> None:
    await _seals_a_step("much")(scene)
    await _post("/sittings/{open}", act="take-back")(scene)


async def _seals_and_writes_in_turn(scene: Scene) -> None:
    await _seals_a_step_and_takes_it_back(scene)
    await _post("/sittings/{open}", act="write", words="In the open now.")(scene)


async def _compares_on_the_page_of_letters(scene: Scene) -> None:
    """Whom Elis's browser knows is kept, once for each look at the words."""
    elis = scene.evening.elis
    assert (await elis.get("/letters")).status == 200
    for rev in range(3):
        assert (await elis.post_json("/letters/pin", {"rev": rev, "locked": b64(bytes(1106))})).status == 200
        assert (await elis.get("/letters/all")).json()["pin"]["rev"] == rev


async def _copies_what_only_a_browser_opens(scene: Scene) -> None:
    for path in ("/notebook", "/notebook/leaves", "/letters", "/letters/all", "/yours/copy/opener"):
        assert (await scene.evening.elis.get(path)).status == 200


def _in_moment(path: str, **fields: str) -> Callable[[Scene], Awaitable[Answer]]:
    return lambda scene: scene.evening.elis.post(f"/moments/{scene.more['moment']}/{path}", **fields)


async def _feels_along(scene: Scene) -> None:
    """An evening of it: some, a line lost, much more, and once the same again."""
    where = f"/moments/{scene.more['moment']}/feel"
    assert (await scene.evening.elis.get(where)).status == 200
    for batch in (_felt(0, 60), _felt(2400, 600), _felt(2400, 600), _felt(9000, 900)):
        assert (await scene.evening.elis.post_json(where, {"batches": [batch]})).status == 200


async def _feels_and_lets_go(scene: Scene) -> None:
    await _feels_along(scene)
    await _in_moment("feel/let-go")(scene)


async def _feels_and_keeps(scene: Scene) -> None:
    await _feels_along(scene)
    assert (await _in_moment("feel/keep")(scene)).status == 303


async def _keeps_and_takes_the_curve_back(scene: Scene) -> None:
    await _feels_and_keeps(scene)
    await _in_moment("take-back", what="curve")(scene)


async def _tells(scene: Scene) -> None:
    for text in ("A line.", "Much more of it. " * 100):
        told = await _in_moment("voice", text=text, feelings="warm", remember="The end.")(scene)
        assert told.status == 303


async def _tells_and_takes_it_back(scene: Scene) -> None:
    await _tells(scene)
    await _in_moment("take-back", what="voice")(scene)


WHILE_FEELING: dict[str, Secret] = {
    "feels along": _feels_along,
    "feels along and lets it go": _feels_and_lets_go,
    "sends what nobody feels": _in_moment("feel"),
    "takes back what was never there": _in_moment("take-back", what="voice"),
    "tells nothing": _in_moment("voice", text=" "),
    "ends what never began": _in_moment("feel/keep"),
}


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


async def _lets_and_does_not(scene: Scene) -> None:
    for keep in ("yes", "no", "yes", "no"):
        await scene.evening.elis.post(f"/pictures/{scene.more['picture']}/allow", keep=keep)


async def _marks_what_they_want(scene: Scene) -> None:
    """Much of two lists, then less, then all of one: seen on their own page and nowhere else."""
    elis = scene.evening.elis
    for some in (WANTED[:30], WANTED[:4], WANTED):
        fields = {f"w-{key}": "yes" for key in some}
        assert (await elis.post("/wishes/activities", **fields)).status == 303
    await elis.post("/wishes/films", **{f"w-{wishes.ours()[1].titles[0][0]}": "yes"})
    assert 'value="yes" checked' in (await elis.get("/wishes/activities")).text


async def _makes_the_book(scene: Scene) -> None:
    for path in ("/reservoir/book", "/reservoir/book/own", "/reservoir/book/2026.html"):
        assert (await scene.evening.elis.get(path)).status == 200


async def _lets_a_letter_in_and_takes_it_out(scene: Scene) -> None:
    for name in ("let", "unlet", "let", "unlet"):
        sent = await scene.evening.elis.post("/reservoir/book/own", year="2026", **{name: letters.X})
        assert sent.status == 303
    assert "Let it in" in (await scene.evening.elis.get("/reservoir/book/own")).text


async def _needs_something_and_takes_it_back(scene: Scene) -> None:
    for need in ("space", "hug", ""):
        assert (await scene.evening.elis.post("/need", need=need)).status == 303


async def _needs_something_that_fades(scene: Scene) -> None:
    """Said in another two hours, so that nothing stands when Noor looks: the clock is put back to the same instant."""
    clock = scene.evening.house.clock
    now, clock.now = clock.now, clock.now - timedelta(hours=2)
    assert (await scene.evening.elis.post("/need", need="space")).status == 303
    clock.now = now


async def _leaves_a_line_for_later(scene: Scene) -> None:
    left = await scene.evening.elis.post("/affection", way="deed", text="The tap is mended.", when="morning")
    assert left.status == 303
    assert "The tap is mended." in (await scene.evening.elis.get("/affection")).text


async def _leaves_a_line_and_takes_it_back(scene: Scene) -> None:
    """At once, so that it lay there for a moment; and Elis leaves another for later in its place."""
    elis = scene.evening.elis
    assert (await elis.post("/affection", way="words", text="Too soon.")).status == 303
    key = re.findall(r'href="/affection/([0-9a-f]{32})"', (await elis.get("/affection")).text)[0]
    assert (await elis.post(f"/affection/{key}", act="take-back")).status == 303
    assert "Too soon." not in (await elis.get("/affection")).text
    await _leaves_a_line_for_later(scene)


async def _says_a_map_and_shows_none_of_it(scene: Scene) -> None:
    """Much is said, then changed; and of what is ticked to be shown everything is a no."""
    elis = scene.evening.elis
    for answer in ("like", "sometimes", "no"):
        said = {"when": "tired", "a-hug": answer, "a-kiss": "no", "s-kiss": "yes", "a-back": "ask"}
        assert (await elis.post("/affection/map", **said)).status == 303
    assert "checked" in (await elis.get("/affection/map?when=tired")).text


async def _notes_what_landed(scene: Scene) -> None:
    """Elis keeps what Noor left, notes that it landed, changes their mind, and looks at it often."""
    where = f"/affection/{scene.more['gesture']}"
    for fields in ({"act": "keep"}, *({"act": "landed", "landed": one} for one in ("yes", "no", "", "yes"))):
        assert (await scene.evening.elis.post(where, **fields)).status == 303
        assert (await scene.evening.elis.get(where)).status == 200


def _in_plan(path: str, **fields: str) -> Secret:
    return lambda scene: scene.evening.elis.post(f"/plans/{scene.more['plan']}/{path}", **fields)


def _looks_forward(*said: tuple[str, str]) -> Secret:
    """Elis writes what Elis looks forward to, and perhaps would open it; each time in place of the last."""

    async def secret(scene: Scene) -> None:
        for text, opens in said:
            sent = {"day": scene.more["day"], "forward": text, "opens": opens}
            assert (await _in_plan("forward", **sent)(scene)).status == 303  # type: ignore[attr-defined]
        assert said[-1][0] in (await scene.evening.elis.get(f"/plans/{scene.more['plan']}")).text

    return secret


async def _looks_forward_and_takes_it_back(scene: Scene) -> None:
    await _looks_forward(("Your hat.", "yes"))(scene)
    await _in_plan("forward", day=scene.more["day"], act="take-back")(scene)


async def _looks_at_the_plan(scene: Scene) -> None:
    for path in ("/plans", f"/plans/{scene.more['plan']}", f"/plans/{scene.more['plan']}/event.ics"):
        assert (await scene.evening.elis.get(path)).status == 200


def _subscribes(*acts: str) -> Secret:
    """Elis makes an address, reads it as a calendar program would, and does more with it."""

    async def secret(scene: Scene) -> None:
        elis = scene.evening.elis
        for act in ("new", *acts):
            answer = await elis.post("/plans/own/feed", act=act, titles="yes")
            found = re.search(r"/calendar/[\w-]+\.ics", answer.text)
            if found:
                assert (await Visitor(scene.evening.app).get(found[0])).status == 200
        assert (await elis.get("/plans/own")).status == 200


def _moves_the_meeting(*events: str) -> Secret:
    """Another calendar whose half hours are the same, read and shown again."""

    async def secret(scene: Scene) -> None:
        await _with_calendar(scene, *events, again=True)
        elis = scene.evening.elis
        assert (await elis.post("/time/mine", act="show", **await _times(elis))).status == 303

    return secret


PLANS_ANYWHERE: dict[str, Secret] = {
    "has a calendar read plans": _subscribes(),
    "has another address": _subscribes("new"),
    "has plans called something else": _subscribes("titles"),
    "has no calendar read plans any more": _subscribes("stop"),
    "has hours of their own": _post("/plans/own/zone", zone="Pacific/Apia"),
    "offers nothing": _post("/plans", title=" "),
    "would offer yesterday": _post("/plans", title="The past", **{"day-0": "2020-01-01"}),
}
FORWARD: dict[str, Secret] = {
    "looks at it": _looks_at_the_plan,
    "looks forward, for nobody else": _looks_forward(("Your hat.", "")),
    "looks forward to much, again and again": _looks_forward(("Your hat. " * 50, ""), ("The pie.", "")),
    "subscribes": _subscribes(),
}


async def _waits_across_a_distance(scene: Scene) -> None:
    """Elis is here for a touch, holds, and would like a rite; Noor is not, and was not."""
    for act in ("come", "hold", "let-go", "rite"):
        said = await scene.evening.elis.post("/near", page="e" * 32, act=act, rite="good-night")
        assert said.status == 200
    assert (await scene.evening.elis.get(f"/near/look?page={'e' * 32}")).json()["here"]
    assert not (await scene.evening.elis.post("/near", act="keep")).json()["kept"]


async def _is_knocked_for(scene: Scene) -> None:
    """Chosen an hour ago for this minute; the knock goes to a push service, and the browser there turns out to be gone."""
    one = scene.evening
    with push_service() as push:
        push.status = 410
        agreed, now = push.browser("elis"), one.house.clock.now
        said = {"endpoint": agreed.endpoint, "point": agreed.point, "secret": agreed.secret}
        one.house.clock.now = now - timedelta(minutes=10)
        chosen = await one.elis.post(
            "/yours/rhythm", knock="here", at=f"{now:%H:%M}", zone="UTC", **said, **{"quiet-from": ""}
        )
        assert chosen.status == 303
        one.house.clock.now = now
        await rhythm.tick(one.house.home, push.courier)
        assert len(push.came) == 1


async def _likes_and_marks_ideas(scene: Scene) -> None:
    """Elis says what they like, changes it, would like twenty ideas, and says of half of them that they were worth it."""
    elis = scene.evening.elis
    for some in (list(Taste), list(Taste)[:3]):
        assert (await elis.post("/ideas/likes", **{f"t-{one}": "yes" for one in some})).status == 303
    for at, idea in enumerate(IDEAS[:20]):
        worth = {"worth": "yes"} if at % 2 else {}
        assert (await elis.post(f"/ideas/{idea.id}", wanted="yes", **worth)).status == 303
    assert IDEAS[3].title in (await elis.get("/ideas/likes")).text.replace("&#39;", "'")


async def _passes_many_over(scene: Scene) -> None:
    for path in ("/today/another", "/today/not-today") * 4:
        assert (await scene.evening.elis.post(path)).status == 303
        assert (await scene.evening.elis.get("/today")).status == 200


async def _leaves_things_out(scene: Scene) -> None:
    """What Noor is being offered too, and brings one back."""
    page = (await scene.evening.noor.get("/today")).text
    offered = re.search(r'name="exercise" value="([^"]+)"', page)
    for name in (offered[1] if offered else "slow-turns", "slow-turns", "one-true-line"):
        assert (await scene.evening.elis.post("/today/away", exercise=name, so="yes")).status == 303
    assert (await scene.evening.elis.post("/today/away", exercise="one-true-line", so="")).status == 303


async def _reads_and_shows_nothing(scene: Scene) -> None:
    """A full calendar is read, and Elis goes no further."""
    await _with_calendar(scene, "DTSTART;VALUE=DATE:20260608\nDTEND;VALUE=DATE:20260622", again=True)


async def _connects_a_calendar(scene: Scene) -> None:
    await _with_calendar(scene, MEETING)


async def _connects_a_calendar_and_lets_it_go(scene: Scene) -> None:
    await _with_calendar(scene, MEETING)
    page = (await scene.evening.elis.get("/time/calendars")).text
    key = re.findall(r'name="calendar" value="(\w+)"', page)[0]
    assert (await scene.evening.elis.post("/time/calendars", act="let-go", calendar=key)).status == 303


async def _marks_times_of_their_own(scene: Scene) -> None:
    """Every second part of two weeks, and then a day by its half hours."""
    elis = scene.evening.elis
    form = await _times(elis)
    some = [name for name in form if name.startswith("f-")][::2]
    assert (
        await elis.post("/time/mine", act="keep", **{n: v for n, v in form.items() if n not in some})
    ).status == 303
    assert (await elis.post("/time/mine/day", day="2026-06-09", was="0" * 12)).status == 303


TIMES: dict[str, Secret] = {
    "connects a calendar": _connects_a_calendar,
    "connects a calendar and lets it go": _connects_a_calendar_and_lets_it_go,
    "marks times of their own": _marks_times_of_their_own,
    "says what is usual": lambda scene: scene.evening.elis.post(
        "/time/usual", **{"quiet-from": "20:00", "quiet-till": "04:00", "zone": "Asia/Tokyo"}
    ),
}
"""Nothing of one's own side of free time shows, whether days were asked for or not."""


ANYWHERE: dict[str, Secret] = {
    **PLANS_ANYWHERE,
    "waits for a touch across distance": _waits_across_a_distance,
    "says what no page says across a distance": _post("/near", act="poke"),
    "likes this and that, and marks ideas": _likes_and_marks_ideas,
    "adds an idea of nothing": _post("/ideas/ours", title=" ", text="Sit on it."),
    "chooses quiet hours": _post("/yours/rhythm", **{"quiet-from": "21:00", "quiet-until": "07:30"}),
    "would have a knock and no browser agrees": _post("/yours/rhythm", knock="here", at="19:00"),
    "is knocked for": _is_knocked_for,
    **TIMES,
    "asks for days that cannot be": _post("/time", act="ask", first="1999-01-01", days="7"),
    "shows times nobody asked for": _post("/time/mine", act="show", start="1", count="1"),
    "types an address that cannot be": _post("/time/calendars", url="https://127.0.0.1/"),
    "leaves a line for tomorrow": _leaves_a_line_for_later,
    "leaves a line and takes it back": _leaves_a_line_and_takes_it_back,
    "leaves a line of nothing": _post("/affection", way="words", text="  "),
    "leaves a line for no hour there is": _post("/affection", text="A line.", when="from", **{"from": "x"}),
    "says a map and shows none of it": _says_a_map_and_shows_none_of_it,
    "would have lines come in the evening": _post("/affection/lands", act="hour", hour="21"),
    "shares hints of nothing that landed": _post("/affection/lands", act="hints", **{"h-words": "yes"}),
    "needs something and takes it back": _needs_something_and_takes_it_back,
    "needed something that has faded": _needs_something_that_fades,
    "needs what there is not": _post("/need", need="everything"),
    "looks for a word": _post("/reservoir", word="heron"),
    "keeps something away from its day": _post("/reservoir/days", stays="{kept}"),
    "lets it come and keeps it away": lambda scene: _twice(
        scene, "/reservoir/days", {"stays": scene.kept}, {"comes": scene.kept}
    ),
    "makes the book of the year": _makes_the_book,
    "opens the notebook": _opens_the_notebook,
    "writes five hundred notes": _writes_many_notes,
    "compares on the page of letters": _compares_on_the_page_of_letters,
    "copies letters and notebook": _copies_what_only_a_browser_opens,
    "sets the suggestion aside": _post("/today/not-today"),
    "passes the suggestion over": _post("/today/another"),
    "passes many suggestions over and sets them aside": _passes_many_over,
    "says what today is like": _post("/today/like", minutes="20", left="little", sky="wet"),
    "would like more and less, and tells nobody": _post(
        "/today/wishes", talk="less", time="more", presence="more"
    ),
    "leaves things out of the suggestions": _leaves_things_out,
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
    "adds a passkey": _adds_a_passkey,
    "adds a passkey and removes it": _adds_and_removes_a_passkey,
    "signs in with a passkey": _signs_in_with_a_passkey,
    "is guessed at and reads that they were": _is_guessed_at_and_told,
    "signs in on Noor's browser and out again": _uses_noors_browser,
    "tries to make the account theirs, and cannot": _thinks_of_new_keys,
    "writes alone": _alone,
    "begins alone": _alone_unfinished,
    "goes on from what there is": _post("/damage/go-on"),
    "says the words differ": _post("/compare", answer="different"),
    "compares again": _post("/compare", answer="same"),
    "sends words too late": _post("/sittings/{kept}", act="write", words="Late."),
    "marks what they want": _marks_what_they_want,
    "marks nothing, and keeps that": _post("/wishes/activities"),
    "brings a list of nothing": lambda scene: scene.evening.elis.post_file("/wishes", b"", titles="- \n--"),
}

SHARED = {"near": "20", "met": "90", "did": "softer", "stress": "3", "hours": "8"}


async def _shares_an_evening(scene: Scene) -> None:
    """Elis keeps an evening and lets one part of it count for both, then all but one."""
    elis = scene.evening.elis
    assert (await elis.post("/evening", **SHARED, share="near")).status == 303
    assert (await elis.post("/evening", **SHARED, share="did")).status == 303


async def _shares_and_forgets(scene: Scene) -> None:
    await _shares_an_evening(scene)
    assert (await scene.evening.elis.post("/evening/mine", first="20000", last="30000")).status == 303
    assert "Forget all" not in (await scene.evening.elis.get("/evening/mine")).text


async def _looks_back_and_takes_it_out(scene: Scene) -> None:
    for text in ("The Sundays.", ""):
        await _post("/season/{season}/back", text=text)(scene)


EVENINGS_KEPT: dict[str, Secret] = {
    "keeps the evening": lambda scene: scene.evening.elis.post("/evening", **SHARED),
    "leaves the evening out": lambda scene: scene.evening.elis.post("/evening", act="skip"),
    "keeps it and lets it count": _shares_an_evening,
    "lets it count and forgets it": _shares_and_forgets,
    "says nothing": lambda scene: scene.evening.elis.post("/evening", near=""),
    "looks at it": lambda scene: scene.evening.elis.get("/evening"),
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
    "sealing": {
        "seals": _seals_a_step("little"),
        "seals much": _seals_a_step("much"),
        "writes in the open": _post("/sittings/{open}", act="write", words="Not sealed at all."),
        "seals and takes it back": _seals_a_step_and_takes_it_back,
        "seals, takes it back and writes in the open": _seals_and_writes_in_turn,
        "looks where it is sealed": lambda scene: scene.evening.elis.get(f"/sealed/{scene.open}"),
        "leaves": _post("/sittings/{open}", act="stop"),
    },
    "sealed by both": {
        "opens it from their side": _post("/sittings/{open}", act="open"),
        "leaves": _post("/sittings/{open}", act="stop"),
    },
    "sealing for an hour": {
        "is the second to seal": _seals_a_step("little"),
        "is the second to seal, and much": _seals_a_step("much"),
        "is the second to write": _post("/sittings/{open}", act="write", words="In the open."),
        "seals and takes it back": _seals_a_step_and_takes_it_back,
        "leaves": _post("/sittings/{open}", act="stop"),
    },
    "pictures": {
        "lets the other keep it": lambda scene: scene.evening.elis.post(
            f"/pictures/{scene.more['picture']}/allow", keep="yes"
        ),
        "chooses, and chooses again": _lets_and_does_not,
        "looks at it": lambda scene: scene.evening.elis.get(f"/pictures/{scene.more['picture']}"),
        "sends what is no picture": lambda scene: scene.evening.elis.post_file(
            f"/pictures/of/{scene.kept}", b"no picture", words="A kite"
        ),
        "sends a picture without words": lambda scene: scene.evening.elis.post_file(
            f"/pictures/of/{scene.kept}", a_jpeg(seed=2), words=""
        ),
    },
    "a year ago": {
        "would rather not see it on its day": _post("/reservoir/days", stays="{kept}"),
        "felt along and ended": _post("/moments/{kept}/feel/keep"),
        "leaves nothing of theirs out": _post("/reservoir/book/own", year="2025", out="{kept} voice"),
    },
    "letters": {
        **NEVER_OPENS,
        "seals": _seals,
        "seals much, and again": _seals_much_more_than_once,
        "steps aside and comes back": _steps_aside_and_back,
    },
    "letters open": {
        "lets a letter into the book and takes it out": _lets_a_letter_in_and_takes_it_out,
        "lets in a letter there is not": _post("/reservoir/book/own", year="2026", let=SOME_ID),
        "makes the book with letters": lambda scene: scene.evening.elis.get("/letters/book/2026"),
    },
    "letters awaited": {
        "brings the half": _hands_the_half,
        "brings it and takes the words back": _takes_back_while_awaited,
        "steps aside": _steps_aside_and_back,
    },
    "a line given": {
        "looks at it": lambda scene: scene.evening.elis.get(f"/affection/{scene.more['gesture']}"),
        "keeps it": lambda scene: scene.evening.elis.post(f"/affection/{scene.more['gesture']}", act="keep"),
        "keeps it and notes that it landed": _notes_what_landed,
        "notes that it did not land": lambda scene: scene.evening.elis.post(
            f"/affection/{scene.more['gesture']}", act="landed", landed="no"
        ),
        "answers with nothing": lambda scene: scene.evening.elis.post(
            f"/affection/{scene.more['gesture']}", act="answer", text=" "
        ),
        "says of what was never said that it is a no": _post(
            "/affection/map", when="ill", **{"a-hug": "like", "s-hug": "yes", "a-kiss": "no", "s-kiss": "yes"}
        ),
        "unsays what was not shown": _post("/affection/map", when="ill", **{"a-hug": "like", "s-hug": "yes"}),
    },
    "plan offered": {"looks at it": lambda scene: scene.evening.elis.get(f"/plans/{scene.more['plan']}")},
    "plan agreed": FORWARD
    | {
        "looks forward and would open it": _looks_forward(("Your hat.", "yes")),
        "would open it, and then not": _looks_forward(("Your hat.", "yes"), ("Your hat.", "")),
        "looks forward and takes it back": _looks_forward_and_takes_it_back,
    },
    "tradition": FORWARD,
    "day of the plan": FORWARD,
    "plan over": WHILE_FEELING
    | {
        "tells it": _tells,
        "tells it and takes it back": _tells_and_takes_it_back,
        "feels along to the end": _feels_and_keeps,
    },
    "ideas marked": {
        "likes all there is": _likes_and_marks_ideas,
        "likes what Noor likes too": _post("/ideas/likes", **{"t-calm": "yes", "t-outdoors": "yes"}),
        "likes none of it any more": _post("/ideas/likes"),
        "would like it no more": lambda scene: scene.evening.elis.post(f"/ideas/{IDEAS[0].id}"),
        "looks at what was marked": lambda scene: scene.evening.elis.get("/ideas/likes"),
    },
    "time asked": TIMES,
    "time asked of Noor": {"shows theirs first": _shows_times},
    "time shown": {
        "had a meeting moved inside the same half hours": _moves_the_meeting(
            "DTSTART:20260609T081500Z\nDTEND:20260609T084500Z"
        ),
        "had a meeting cut in two with other titles": _moves_the_meeting(
            "DTSTART:20260609T080000Z\nDTEND:20260609T081000Z\nSUMMARY:The doctor",
            "DTSTART:20260609T083000Z\nDTEND:20260609T090000Z\nSUMMARY:A lawyer",
        ),
        "has a full calendar read and shows nothing": _reads_and_shows_nothing,
        "marks times of their own": _marks_times_of_their_own,
        "lets the calendar go": _post("/time/calendars", act="let-go", calendar=SOME_ID),
    },
    "a season": EVENINGS_KEPT
    | {
        "wants it outside seasons too": _post("/evening/wanted", wanted="yes"),
        "looks at what evenings say": lambda scene: scene.evening.elis.get("/insight/both"),
    },
    "rest": {
        "looks back": _post("/season/{season}/back", text="The Sundays."),
        "looks back and takes it out again": _looks_back_and_takes_it_out,
        "looks at what evenings say": lambda scene: scene.evening.elis.get("/insight"),
    },
    "an experiment": EVENINGS_KEPT
    | {"looks at what was drawn": lambda scene: scene.evening.elis.get("/insight/experiment")},
    "moment": WHILE_FEELING,
    "moment made": WHILE_FEELING
    | {
        "feels along to the end": _feels_and_keeps,
        "feels along to the end and takes it back": _keeps_and_takes_the_curve_back,
        "tells it": _tells,
        "tells it and takes it back": _tells_and_takes_it_back,
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


@pytest.fixture(autouse=True)
def _files_as_they_are_ordered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is painted and bound follows from what is ordered and from nothing else, so the order stands for the file.

    That it does, and the files themselves, to the byte: tests/promises/test_files_taken_along.py.
    """

    async def printed(order: Order) -> AsyncIterator[bytes]:
        yield msgspec.json.encode(order)

    monkeypatch.setattr(take, "printed", printed)
    monkeypatch.setattr(book_pages, "bound", msgspec.msgpack.encode)


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


async def weeks_of_a_step(where: str, secret: Secret) -> list[dict[str, Answer]]:
    """Elis does what they do; then the weeks go by, and the end of it. Noor looks each time, anew signed in."""
    scene = await begun(where)
    await secret(scene)
    seen = []
    for days in (9, 18, 2, 3):
        scene.evening.house.clock.pass_by(days=days)
        noor = scene.evening.noor = Visitor(scene.evening.app, {"d": scene.evening.noor.cookies.get("d", "")})
        assert (await noor.post_json("/sign-in", plain_sign_in("Noor", scene.evening.house))).status == 200
        if days == 3:  # Elis has looked meanwhile, so what was theirs is cleared away too.
            assert (
                await scene.evening.elis.post_json("/sign-in", plain_sign_in("Elis", scene.evening.house))
            ).status == 200
            await scene.evening.elis.get("/today")
        paths = ("/today", "/letters/all", "/cloth", f"/sittings/{scene.open}", f"/sealed/{scene.open}")
        seen.append({path: await noor.get(path) for path in paths})
    return seen


STEP_RUNS_OUT: dict[str, tuple[str, Secret]] = {
    "seals a little": ("sealed by one", lambda scene: _seals_a_step("little")(scene)),
    "writes in the open": ("sealed by one", lambda scene: _writes_a_step(scene)),
    "seals much": ("sealed by one", lambda scene: _seals_a_step("much")(scene)),
    "seals for an hour and takes it back": (
        "sealing for an hour",
        lambda scene: _seals_and_takes_back(scene),
    ),
}


@pytest.mark.parametrize("what", STEP_RUNS_OUT)
def test_a_step_that_never_opens_says_nothing_of_why(what: str) -> None:
    where, secret = STEP_RUNS_OUT[what]
    # That both have written shows at once where there is no hour; what they wrote, and how, never.
    wrote = _seals_a_step("much" if "little" in what else "little")
    other = wrote if where == "sealed by one" else _nothing

    async def play() -> None:
        seen, unseen = await weeks_of_a_step(where, secret), await weeks_of_a_step(where, other)
        assert [differences(one, two) for one, two in zip(seen, unseen, strict=True)] == [[]] * 4
        assert (
            "This sitting is over" in seen[-1][next(path for path in seen[-1] if "/sittings/" in path)].text
        )

    asyncio.run(play())


async def _seals_and_takes_back(scene: Scene) -> None:
    await _seals_a_step("much")(scene)
    await _post("/sittings/{open}", act="take-back")(scene)


async def _writes_a_step(scene: Scene) -> None:
    await _post("/sittings/{open}", act="write", words="An hour with the radio.")(scene)


def test_before_it_opens_nobody_can_tell_whether_it_was_sealed_or_written_in_the_open() -> None:
    """Both have written, Elis one way or the other, and opened it from their side; Noor looks, heard what Noor heard."""

    async def play() -> None:
        seen = []
        for secret in (_seals_a_step("little"), _seals_a_step("much"), _writes_a_step):
            scene = await begun("sealed by one")
            ear = await scene.evening.noor.listen()
            await secret(scene)
            await _post("/sittings/{open}", act="open")(scene)
            await settle()
            seen.append((await look(scene, {}), ear.after_the_clock()))
            await ear.close()
        assert [differences(one, seen[0][0]) for one, _ in seen] == [[], [], []]
        assert len({heard for _, heard in seen}) == 1

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


async def suggestions(secret: Secret, felt: str) -> list[dict[str, Answer]]:
    """Elis notes how it was and does what they do; then Noor looks at Today on each of ten days, and past it."""
    scene = await begun("quiet")
    await _post("/sittings/{kept}/felt", felt=felt)(scene)
    await secret(scene)
    seen = []
    for _ in range(10):
        scene.evening.house.clock.pass_by(days=1)
        noor = scene.evening.noor = Visitor(scene.evening.app, {"d": scene.evening.noor.cookies.get("d", "")})
        assert (await noor.post_json("/sign-in", plain_sign_in("Noor", scene.evening.house))).status == 200
        seen.append({"first": await noor.get("/today"), "of mine": await noor.get("/today/like")})
        for _ in range(3):
            await noor.post("/today/another")
        seen[-1]["fourth"] = await noor.get("/today")
    return seen


SUGGESTED: dict[str, Secret] = {
    "notes that it was nothing": _nothing,
    "wishes less of all seven": _post(
        "/today/wishes",
        **dict.fromkeys(("talk", "time", "softer", "presence", "moments", "affection"), "less"),
    ),
    "leaves things out": _leaves_things_out,
    "passes many over": _passes_many_over,
    "says what today is like": _post("/today/like", minutes="20", left="little", sky="wet"),
}


@pytest.mark.parametrize("what", SUGGESTED)
def test_for_days_no_suggestion_to_noor_moves_with_what_elis_keeps(what: str) -> None:
    async def play() -> None:
        seen = await suggestions(SUGGESTED[what], "no")
        unseen = await suggestions(_nothing, "yes")
        assert [differences(*both) for both in zip(seen, unseen, strict=True)] == [[]] * 10

    asyncio.run(play())


def test_but_what_elis_says_to_both_does_move_them() -> None:
    async def play() -> None:
        said = _post("/today/wishes", softer="more", **{"tell-softer": "yes"})
        seen, unseen = await suggestions(said, "yes"), await suggestions(_nothing, "yes")
        assert any(differences(*both) for both in zip(seen, unseen, strict=True))
        assert "would like more of this, and said so" in "".join(
            one["first"].text + one["fourth"].text for one in seen
        )

    asyncio.run(play())


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


@pytest.mark.parametrize("answer", ["no", ""])
def test_a_line_of_the_map_taken_away_looks_the_same_whatever_became_of_it(answer: str) -> None:
    """Elis showed a hug when ill. Whether it is a no now, was unsaid, or is a like and only kept: Noor sees the same."""

    async def after(**fields: str) -> dict[str, Answer]:
        scene = await begun("a line given")
        assert (await scene.evening.elis.post("/affection/map", when="ill", **fields)).status == 303
        return await look(scene, {})

    async def play() -> None:
        seen = await after(**{"a-hug": answer, "s-hug": "yes"})
        assert differences(seen, await after(**{"a-hug": "like"})) == []

    asyncio.run(play())
