"""Two couples, somebody alone and a stranger on one server: who gets what behind every door, and nobody the others'.

Each person has words of their own that stand on no other page. Every door is tried by every role with every id there
is: of the couple's own sitting, of the other couple's, of a device, a copy, an invitation; none gives what is not theirs.
"""

import asyncio
import copy
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import pytest

from couples import House
from hostile.pictures import a_jpeg
from stories.addresses import gets
from visits import Answer, Evening, Visitor, plain_account, web
from weft.web.app import DOORS
from weft.web.door import Door, Who

COUPLES = {"heron": ("Quenby", "Oswin"), "marmoset": ("Zephyrine", "Thaddeus")}
TAKES = {"minutes": "30", "place": "either", "cost": "nothing", "energy": "low", "mood": "calm"}
ACTS_ON_A_LETTER = ("accept", "withdraw", "take-back", "aside", "back", "hand")
ENDS = ("/leave", "/exit", "/sign-out")
"""After these somebody is no longer who they were, so they are tried last."""
ROLES = ("stranger", "alone", *COUPLES["heron"], *COUPLES["marmoset"])


@dataclass
class Host:
    """A server with everybody on it."""

    house: House
    people: dict[str, Visitor]
    ids: dict[str, list[str]] = field(default_factory=dict)
    """For each couple every id that is theirs: of sittings, people, devices."""

    def fork(self) -> "Host":
        house = House(copy.deepcopy(self.house.store), self.house.key, self.house.clock)
        app = web(house)
        people = {name: Visitor(app, dict(one.cookies), one.address) for name, one in self.people.items()}
        return Host(house, people, self.ids)


async def _host() -> Host:
    house = House()
    app = web(house)
    host = Host(house, {"stranger": Visitor(app)})
    for number, name in enumerate(ROLES[1:]):
        host.people[name] = Visitor(app, address=f"192.0.2.{number + 1}")
        begun = await host.people[name].post_json("/begin", plain_account(name, "madder", house))
        assert begun.status == 200
    for secret, names in COUPLES.items():
        host.ids[secret] = await _live(host, app, secret, names)
    return host


async def _live(host: Host, app: object, secret: str, names: tuple[str, str]) -> list[str]:
    """A couple, one evening over, one half written, one asked for; all their words hold the secret."""
    one, other = (host.people[name] for name in names)
    opened = [await host.house.home.sign_ins.open(person.cookies["k"]) for person in (one, other)]
    assert opened[0] and opened[1]
    await host.house.pair(opened[0], opened[1])
    for person in (one, other):
        await person.post("/compare", answer="same")
    two = Evening(host.house, app, one, other)  # type: ignore[arg-type]
    over = await two.agreed("one-true-line", "own-pace")
    for act in ("write", "respond", "keep"):
        await two.both(over, act, f"The {secret} {act}")
    half = await two.agreed("one-true-line", "own-pace")
    await two.noor.post(f"/sittings/{half}", act="write", words=f"The {secret} half")
    alone = two.sitting_of(await two.elis.post("/sittings", exercise="one-true-line", form="solo"))
    await two.noor.post("/sittings", exercise="slow-turns", form="together")
    shared = [*await _moment(two, secret), *await _plan(two, secret), *await _journey(two, secret)]
    letter = await _letter(two)
    devices = [each.id for who in opened if who for each in await host.house.home.sign_ins.devices(who)]
    couple = opened[0].couple
    found = [over, half, alone, letter, *shared, *devices, *(who.person for who in opened if who)]
    return [*found, couple.id if couple and hasattr(couple, "id") else over]


async def _moment(two: Evening, secret: str) -> list[str]:
    """A moment told by both, felt along by both, with a line at a place and a picture; and a word for its month."""
    title = f"The {secret} ferry"
    moment = two.sitting_of(await two.noor.post("/moments", title=title, kind="film", first="2026-06-03"))
    for person in (two.noor, two.elis):
        told = await person.post(f"/moments/{moment}/voice", text=f"The {secret} told")
        felt = {"start": 0, "values": [at % 90 for at in range(480)], "knots": []}
        along = await person.post_json(f"/moments/{moment}/feel", {"batches": [felt]})
        kept = await person.post(f"/moments/{moment}/feel/keep")
        assert [told.status, along.status, kept.status] == [303, 200, 303]
    why = await two.noor.post(f"/moments/{moment}/why", at="0:05", why=f"The {secret} why")
    put = await two.elis.post_file(f"/pictures/of/{moment}", a_jpeg(), words=f"The {secret} picture")
    brought = await two.elis.post_file("/wishes", b"", titles=f"The {secret} wish\nThe {secret} other")
    assert [why.status, put.status, brought.status] == [303, 303, 303]
    page = (await two.noor.get(f"/pictures/of/{moment}")).text
    pictures = re.findall(r'href="/pictures/([0-9a-f]{32})"', page)
    lists = re.findall(r'href="/wishes/([0-9a-f]{32})"', (await two.noor.get("/wishes")).text)
    assert pictures
    return [moment, pictures[0], *lists]


async def _plan(two: Evening, secret: str) -> list[str]:
    """Something both agreed to, with what one looks forward to."""
    key = two.sitting_of(await two.noor.post("/plans", title=f"The {secret} plan", **{"day-0": "2026-06-06"}))
    page = (await two.elis.get(f"/plans/{key}")).text
    first = re.search(r'name="first" value="(\d+)"', page)
    assert first
    yes = await two.elis.post(f"/plans/{key}/answer", turn="0", answer="yes", first=first[1])
    day = re.search(r'name="day" value="(\d+)"', (await two.elis.get(f"/plans/{key}")).text)
    assert day
    forward = await two.elis.post(f"/plans/{key}/forward", day=day[1], forward=f"The {secret} hat")
    assert [yes.status, forward.status] == [303, 303]
    return [key]


async def _journey(two: Evening, secret: str) -> list[str]:
    """A line given, a season agreed to and looked back on, an idea of their own."""
    given = await two.noor.post("/affection", way="words", text=f"The {secret} thanks")
    line = re.search(r'href="/affection/([0-9a-f]{32})"', (await two.noor.get("/affection")).text)
    idea = await two.noor.post("/ideas/ours", title=f"The {secret} jetty", text=f"The {secret} sits", **TAKES)
    own = re.search(r"href=\"/ideas/([0-9a-f]{8})\"", (await two.noor.get("/ideas/ours")).text)
    season = {"pace": "light", "length": "28", "purpose": "own", "own": f"The {secret} weeks"}
    asked = await two.noor.post("/season/choose", **season)
    key = re.search(r'name="key" value="(\w+)"', (await two.elis.get("/season")).text)
    assert line
    assert own
    assert key
    agreed = await two.elis.post("/season", act="agree", key=key[1])
    back = await two.noor.post(f"/season/{key[1]}/back", text=f"The {secret} looked back")
    assert [one.status for one in (given, idea, asked, agreed, back)] == [303] * 5
    return [line[1], own[1], key[1]]


async def _letter(two: Evening) -> str:
    """A letter that one has asked for and the other not answered."""
    exchange, hour = os.urandom(16).hex(), int(two.house.clock().timestamp()) // 60 + 600
    asked = {"act": "ask", "id": exchange, "holding": "server", "earliest": hour, "expires": hour + 600}
    assert (await two.noor.post_json("/letters", asked)).status == 200
    return exchange


_made: list[Host] = []


async def forked() -> Host:
    """The server with everybody on it, made once, as it was."""
    if not _made:
        _made.append(await _host())
    return _made[0].fork()


def paths(door: Door, ids: list[str]) -> Iterator[str]:
    """The addresses of a door, with every id in every place."""
    places = re.findall(r"{\w+}", door.path)
    for chosen in product([*ids, "slow-turns", "0"], repeat=len(places)):
        path = door.path
        for place, one in zip(places, chosen, strict=True):
            path = path.replace(place, one, 1)
        yield path


def theirs(role: str) -> list[str]:
    """The secret words of others, as seen by somebody in this role; names are as secret as words."""
    return [
        word for secret, names in COUPLES.items() if role not in names for word in (f"The {secret}", *names)
    ]


def leaks(role: str, answer: Answer) -> list[str]:
    whole = answer.body.decode("utf-8", "replace") + repr(answer.headers)
    return [word for word in theirs(role) if word in whole]


@pytest.mark.parametrize("role", ROLES)
def test_no_door_shows_what_is_somebody_elses(role: str) -> None:
    async def run() -> list[str]:
        here = await forked()
        every = [one for ids in here.ids.values() for one in ids]
        found = []
        for door in filter(gets, DOORS):
            for path in paths(door, every):
                answer = await here.people[role].get(path)
                found += [f"{path}: {word}" for word in leaks(role, answer)]
        return found

    assert asyncio.run(run()) == []


@pytest.mark.parametrize("role", ["stranger", "alone", "Quenby"])
def test_no_door_changes_what_is_somebody_elses(role: str) -> None:
    """Whatever is posted with the ids of the other couple, their pages and what they may do stay as they were."""

    async def run() -> list[str]:
        here, untouched = await forked(), await forked()
        found = []
        for one, act in product(here.ids["marmoset"], ACTS_ON_A_LETTER):
            answer = await here.people[role].post_json(
                "/letters", {"act": act, "id": one, "second": "A" * 43}
            )
            found += [f"{act} {one}"] * (answer.status == 200)
        for door in (each for each in DOORS if "POST" in each.methods and each.path not in ENDS):
            for path in paths(door, here.ids["marmoset"]):
                fields = {
                    "act": "write",
                    "words": "mine now",
                    "felt": "yes",
                    "leave": "now",
                    "answer": "same",
                    "what": "voice",
                    "title": "mine now",
                    "text": "mine now",
                    "why": "mine now",
                    "at": "0:05",
                    "keep": "yes",
                    "out": "mine",
                    "year": "2026",
                    "stays": path.rpartition("/")[2],
                    "day-0": "2026-06-07",
                    "turn": "0",
                    "forward": "mine now",
                }
                answer = await here.people[role].post(path, **fields)
                found += [f"POST {path}: {word}" for word in leaks(role, answer)]
        still = {"Quenby": 200}.get(role, 303)
        assert (await here.people[role].get("/plans")).status == still, (
            "what came after was not tried as them"
        )
        for path in ENDS:
            await here.people[role].post(path, leave="now")
        for name in COUPLES["marmoset"]:
            for path in (
                "/today",
                "/cloth/list",
                "/yours",
                "/moments",
                "/plans",
                *(f"/plans/{one}" for one in here.ids["marmoset"]),
                "/reservoir",
                "/reservoir/book/2026.html",
                "/wishes",
                "/letters/all",
                "/affection",
                "/ideas/ours",
                "/season",
                *(f"/season/{one}/back" for one in here.ids["marmoset"]),
                *(f"/sittings/{one}" for one in here.ids["marmoset"]),
                *(f"/moments/{one}" for one in here.ids["marmoset"]),
                *(f"/moments/{one}/landscape" for one in here.ids["marmoset"]),
                *(f"/pictures/of/{one}" for one in here.ids["marmoset"]),
                *(f"/pictures/{one}" for one in here.ids["marmoset"]),
            ):
                both = [await each.people[name].get(path) for each in (here, untouched)]
                found += [f"{name} {path} differs"] * (both[0].body != both[1].body)
        return found

    assert asyncio.run(run()) == []


@pytest.mark.parametrize("who", [Who.SIGNED_IN, Who.READER, Who.TWO, Who.ALWAYS])
def test_a_stranger_is_shown_to_the_sign_in_at_every_other_door(who: Who) -> None:
    async def run() -> list[str]:
        here = await forked()
        doors = [door for door in DOORS if door.who is who]
        assert doors
        asked = [
            (method, path) for door in doors for method in door.methods for path in paths(door, ["5" * 32])
        ]
        stranger = here.people["stranger"]
        answers = [(path, await (stranger.post if m == "POST" else stranger.get)(path)) for m, path in asked]
        return [path for path, one in answers if one.header("location") != "/sign-in" and one.status != 401]

    assert asyncio.run(run()) == []


def test_somebody_alone_comes_through_no_door_for_two() -> None:
    async def run() -> None:
        here = await forked()
        for door in (each for each in DOORS if each.who is Who.TWO and gets(each)):
            for path in paths(door, here.ids["heron"]):
                assert (await here.people["alone"].get(path)).header("location") == "/invite", path

    asyncio.run(run())


def test_each_sees_their_own_so_that_seeing_nothing_means_something() -> None:
    async def run() -> None:
        here = await forked()
        for secret, names in COUPLES.items():
            for name in names:
                person, pages = here.people[name], ("/cloth/list", "/reservoir/book/2026.html", "/wishes")
                seen = "".join([(await person.get(path)).text for path in pages])
                for what in ("keep", "told", "why", "picture", "ferry"):
                    assert f"The {secret} {what}" in seen, what

    asyncio.run(run())
