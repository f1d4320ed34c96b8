"""Plans: offered, agreed to, looked forward to, read by a calendar, and over."""

import re

import pytest

from stories.moments import WHILE_FEELING, feels_and_keeps, tells, tells_and_takes_it_back
from stories.scene import Scene, Secret, Stories, later, posts
from visits import Evening, Visitor, chores_done
from weft.outward.fetch import Answer as Fetched


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


async def _taken_away(one: Evening) -> Scene:
    """Elis looked forward to it, and Noor takes it away."""
    scene = await _agreed_to(one)
    await _looks_forward(("Your hat.", "yes"))(scene)
    assert (await one.noor.post(f"/plans/{scene.more['plan']}/withdraw")).status == 303
    return scene


async def _tradition(one: Evening) -> Scene:
    return await _agreed_to(one, repeats="weekly")


async def _days_later(scene: Scene, **time: float) -> Scene:
    await later(scene.evening, **time)
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

    return secret


ACCOUNT = b"""<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response>
<d:href>/elis/work/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><c:calendar/></d:resourcetype></d:prop>
</d:propstat></d:response></d:multistatus>"""
NOTHING_THERE = b"""<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"></d:multistatus>"""


def _has_plans_written(*, broken: bool = False, stops: bool = False) -> Secret:
    """Elis connects an account and has plans written into it; its server may refuse, and Elis may stop it."""

    async def secret(scene: Scene) -> None:
        elis, asked = scene.evening.elis, list[str]()

        def answered(url: str, *, method: str = "GET", **_: object) -> Fetched:
            asked.append(method)
            kept = 507 if broken and method == "PUT" else 201
            status = kept if method in ("PUT", "DELETE") else 207
            return Fetched(status, {}, ACCOUNT if method == "PROPFIND" else NOTHING_THERE, url)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("weft.keeper.calendars.fetch", answered)
            account = {"kind": "account", "url": "https://c.example/elis/work/", "called": "Mine"}
            assert (
                await elis.post("/time/calendars", **account, name="elis", password="heron")
            ).status == 303
            await chores_done(scene.evening.house)
            await elis.post(
                "/plans/own/write", act="stop"
            )  # In a string of acts it may have been chosen before.
            page = (await elis.get("/plans/own")).text
            key = re.findall(r'name="calendar" value="(\w+)"', page)[0]
            said = await elis.post("/plans/own/write", calendar=key)
            assert said.status == (400 if broken else 303)
            assert "PUT" in asked
            assert (await elis.get("/plans")).status == 200
            await chores_done(scene.evening.house)
            if stops:
                assert (await elis.post("/plans/own/write", act="stop")).status == 303
                assert "DELETE" in asked

    return secret


PLANS_ANYWHERE: dict[str, Secret] = {
    "has a calendar read plans": _subscribes(),
    "has another address": _subscribes("new"),
    "has plans called something else": _subscribes("titles"),
    "has no calendar read plans any more": _subscribes("stop"),
    "has hours of their own": posts("/yours/zone", zone="Pacific/Apia"),
    "offers nothing": posts("/plans", title=" "),
    "would offer yesterday": posts("/plans", title="The past", **{"day-0": "2020-01-01"}),
}


FORWARD: dict[str, Secret] = {
    "looks at it": _looks_at_the_plan,
    "looks forward, for nobody else": _looks_forward(("Your hat.", "")),
    "looks forward to much, again and again": _looks_forward(("Your hat. " * 50, ""), ("The pie.", "")),
    "subscribes": _subscribes(),
    "has plans written into a calendar account": _has_plans_written(),
    "has plans written, and stops it": _has_plans_written(stops=True),
    "has a calendar account that takes no plans": _has_plans_written(broken=True),
}


STORIES = Stories(
    evenings={
        "plan offered": _offered,
        "plan agreed": _plan,
        "plan taken away": _taken_away,
        "tradition": _tradition,
        "day of the plan": _plans_day,
        "plan over": _plan_over,
    },
    anywhere={
        **PLANS_ANYWHERE,
    },
    there={
        "plan offered": {"looks at it": lambda scene: scene.evening.elis.get(f"/plans/{scene.more['plan']}")},
        "plan agreed": FORWARD
        | {
            "looks forward and would open it": _looks_forward(("Your hat.", "yes")),
            "would open it, and then not": _looks_forward(("Your hat.", "yes"), ("Your hat.", "")),
            "looks forward and takes it back": _looks_forward_and_takes_it_back,
        },
        "plan taken away": {"looks at the plans": lambda scene: scene.evening.elis.get("/plans")},
        "tradition": FORWARD,
        "day of the plan": FORWARD,
        "plan over": WHILE_FEELING
        | {
            "tells it": tells,
            "tells it and takes it back": tells_and_takes_it_back,
            "feels along to the end": feels_and_keeps,
        },
    },
)
