"""An evening in which a text stands wherever a person can put words: plans, moments, seasons, gestures, lists, pictures."""

import re
from dataclasses import dataclass, field
from functools import cache

import pytest

from hostile.forms import Form, door_of, forms
from hostile.pictures import a_jpeg
from ics_files import calendar
from stories.addresses import ADDRESSES
from stories.free_times import MEETING
from stories.scene import SOME_ID, Scene
from visits import Answer, Evening, Visitor, chores_done
from web.samples import pages
from weft.outward.fetch import Answer as Fetched
from weft.web.app import DOORS
from weft.web.paint import paint

Filled = set[tuple[str, frozenset[str]]]
"""Which forms were filled in: the door each leads to, and its fields for words."""

SHORT = 40
ELSEWHERE = frozenset({"/begin", "/sign-in", "/recover", "/join", "/yours/bring"})
"""Forms for somebody who is not yet here, and one that takes a file alone: those are given the text by themselves."""
CALENDAR = {"kind": "file", "url": "https://calendars.example/a.ics"}
A_NIGHT = {"near": "60", "did": "talk", "stress": "1", "share": "near"}


@cache
def our_forms() -> dict[str, frozenset[str]]:
    """For every door that a form of ours leads to, the names of all fields that any such form has."""
    found = dict[str, frozenset[str]]()
    for form in _all_forms():
        door = door_of(form.action, DOORS)
        found[door] = found.get(door, frozenset()) | form.names
    return found


@cache
def forms_for_words() -> frozenset[tuple[str, frozenset[str]]]:
    """Every form of ours with room for words, by its door and those fields."""
    return frozenset((door_of(form.action, DOORS), form.words) for form in _all_forms() if form.words)


def _all_forms() -> list[Form]:
    return [form for page in pages().values() for form in forms(paint(page))]


@dataclass
class Teller:
    """Puts one text into forms, and knows which forms it was put into."""

    text: str
    filled: Filled = field(default_factory=set)

    def short(self, *names: str, most: int = SHORT) -> dict[str, str]:
        """As much of the text as the field has room for, under each of these names."""
        return dict.fromkeys(names, self.text[:most])

    async def put(self, person: Visitor, path: str, words: dict[str, str], **rest: str) -> Answer:
        """Somebody sends a form by hand: these are its fields for words, and the rest is as the page would have it."""
        self.filled.add((door_of(path, DOORS), frozenset(words)))
        return await person.post(path, **words, **rest)

    async def fill(self, person: Visitor, path: str) -> None:
        """Somebody fills in every form with room for words on a page that was not filled in yet."""
        page = await person.get(path)
        if "text/html" not in (page.header("content-type") or ""):
            return
        for form in forms(page.text):
            key = door_of(form.action, DOORS), form.words
            if form.words and key not in self.filled and key[0] not in ELSEWHERE:
                self.filled.add(key)
                await _fill(person, form, self.text)


async def everywhere(scene: Scene, text: str) -> Filled:
    """Put the text into everything the two can do, then into every form on any page; says which were filled in."""
    one, more, teller = scene.evening, scene.more, Teller(text)
    more["moment"] = await _moment(one, teller)
    more["plan"] = await _plan(one, teller)
    more["season"] = await _season(one, teller)
    more["gesture"] = await _gesture(one, teller)
    ways = {"one": text[:SHORT], "other": f"{text[:SHORT]}."}
    await teller.put(one.elis, "/insight/experiment", ways, act="ask", span="day")
    await _calendar(one, teller)
    await one.elis.post_file(
        "/wishes", b"", name=text[:SHORT], titles=f"{text[:200]}\nAnother {text[:SHORT]}"
    )
    where = f"/pictures/of/{more['moment']}"
    await one.elis.post_file(where, a_jpeg(), words=text[:SHORT])
    found = re.search(r'href="/pictures/([0-9a-f]{32})"', (await one.noor.get(where)).text)
    more |= {"picture": found[1]} if found else {}
    for person in (one.elis, one.noor):
        for path in _pages_of(scene):
            await teller.fill(person, path)
    return teller.filled


def _pages_of(scene: Scene) -> list[str]:
    return [path for door in DOORS if "GET" in door.methods for path in ADDRESSES[door.path](scene)]


async def _fill(person: Visitor, form: Form, text: str) -> None:
    """By each of its buttons; where the text is too long for the form, a shorter piece of it."""
    for much in (text, text[:SHORT]):
        said = [await _send(person, form, sent) for sent in form.filled(much)]
        if all(one.status == 303 for one in said):
            return


async def _send(person: Visitor, form: Form, sent: dict[str, str]) -> Answer:
    if form.file:
        return await person.post_file(form.action, b"", **sent)
    return await person.post(form.action, **sent)


async def _moment(one: Evening, teller: Teller) -> str:
    """Told by both and felt along by both, with a line at a place of it, and its name changed."""
    facts = teller.short("own-kind", "title", "where")
    made = await teller.put(one.noor, "/moments", facts, kind="other", first="2026-06-03")
    moment = one.sitting_of(made)
    await teller.put(one.noor, f"/moments/{moment}/name", teller.short("title"))
    for person in (one.noor, one.elis):
        told = teller.short("text", "remember") | teller.short("feeling", most=20)
        await teller.put(person, f"/moments/{moment}/voice", told)
        felt = {"start": 0, "values": [at % 90 for at in range(480)], "knots": []}
        await person.post_json(f"/moments/{moment}/feel", {"batches": [felt]})
        await person.post(f"/moments/{moment}/feel/keep")
    await teller.put(one.noor, f"/moments/{moment}/why", teller.short("why"), at="0:05")
    return moment


async def _plan(one: Evening, teller: Teller) -> str:
    """Agreed to, and looked forward to by both."""
    facts = teller.short("title", "text", "where", "left", "right")
    plan = one.sitting_of(await teller.put(one.noor, "/plans", facts, **{"day-0": "2026-06-06"}))
    first = re.search(r'name="first" value="(\d+)"', (await one.elis.get(f"/plans/{plan}")).text)
    await one.elis.post(f"/plans/{plan}/answer", turn="0", answer="yes", first=first[1] if first else "")
    day = re.search(r'name="day" value="(\d+)"', (await one.elis.get(f"/plans/{plan}")).text)
    for person in (one.noor, one.elis):
        rest = {"day": day[1] if day else "", "opens": "yes"}
        await teller.put(person, f"/plans/{plan}/forward", teller.short("forward", most=200), **rest)
    return plan


async def _season(one: Evening, teller: Teller) -> str:
    """Agreed on, with an evening kept in it."""
    chosen = {"pace": "light", "days": "1", "quiet": "4", "length": "28"}
    await teller.put(one.noor, "/season/choose", teller.short("own"), **chosen)
    asked = re.search(r'name="key" value="(\w+)"', (await one.elis.get("/season")).text)
    key = asked[1] if asked else SOME_ID
    await one.elis.post("/season", act="agree", key=key)
    await one.noor.post("/evening", **A_NIGHT)
    return key


async def _calendar(one: Evening, teller: Teller) -> None:
    """One whose server answers, and by a name of their own."""

    def answered(*_: object, **__: object) -> Fetched:
        return Fetched(200, {}, calendar(MEETING), CALENDAR["url"])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("weft.keeper.calendars.fetch", answered)
        await one.elis.post("/time/calendars", **CALENDAR, **teller.short("called"))
        await chores_done(one.house)


async def _gesture(one: Evening, teller: Teller) -> str:
    """A line of Noor's, which Elis answers."""
    await teller.put(one.noor, "/affection", teller.short("text", most=200))
    found = re.search(r'href="/affection/([0-9a-f]{32})"', (await one.noor.get("/affection")).text)
    key = found[1] if found else SOME_ID
    await teller.put(one.elis, f"/affection/{key}", teller.short("text"), act="answer")
    return key
