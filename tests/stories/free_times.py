"""Free times: what is marked, shown and read from calendars before the two meet in a week."""

import re

import pytest

from ics_files import calendar
from stories.scene import SOME_ID, Scene, Secret, Stories, posts
from visits import Evening, Visitor, chores_done
from weft.outward.fetch import Answer as Fetched

MEETING = "DTSTART:20260609T080500Z\nDTEND:20260609T085500Z"
"""Busy within two half hours, with minutes to spare on both sides."""


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


async def shows_times(scene: Scene) -> None:
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
            await chores_done(scene.evening.house)
        assert (await elis.post("/time/mine", act="read")).status == 303
        await chores_done(scene.evening.house)
        assert "Read in this sign-in" in (await elis.get("/time/mine")).text


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


async def marks_times_of_their_own(scene: Scene) -> None:
    """Every second part of two weeks, and then a day by its half hours."""
    elis = scene.evening.elis
    form = await _times(elis)
    some = [name for name in form if name.startswith("f-")][::2]
    assert (
        await elis.post("/time/mine", act="keep", **{n: v for n, v in form.items() if n not in some})
    ).status == 303
    assert (await elis.post("/time/mine/day", day="2026-06-09", was="0" * 12)).status == 303


def _moves_the_meeting(*events: str) -> Secret:
    """Another calendar whose half hours are the same, read and shown again."""

    async def secret(scene: Scene) -> None:
        await _with_calendar(scene, *events, again=True)
        elis = scene.evening.elis
        assert (await elis.post("/time/mine", act="show", **await _times(elis))).status == 303

    return secret


TIMES: dict[str, Secret] = {
    "says where their clock is": posts("/yours/zone", zone="Asia/Tokyo"),
    "connects a calendar": _connects_a_calendar,
    "connects a calendar and lets it go": _connects_a_calendar_and_lets_it_go,
    "marks times of their own": marks_times_of_their_own,
    "says what is usual": lambda scene: scene.evening.elis.post(
        "/time/usual", **{"quiet-from": "20:00", "quiet-till": "04:00"}
    ),
}
"""Nothing of one's own side of free time shows, whether days were asked for or not."""


STORIES = Stories(
    evenings={
        "time asked": _time_asked,
        "time asked of Noor": _time_asked_of_noor,
        "time shown": _time_shown,
    },
    anywhere={
        **TIMES,
        "asks for days that cannot be": posts("/time", act="ask", first="1999-01-01", days="7"),
        "shows times nobody asked for": posts("/time/mine", act="show", start="1", count="1"),
        "types an address that cannot be": posts("/time/calendars", url="https://127.0.0.1/"),
    },
    there={
        "time asked": TIMES,
        "time asked of Noor": {"shows theirs first": shows_times},
        "time shown": {
            "had a meeting moved inside the same half hours": _moves_the_meeting(
                "DTSTART:20260609T081500Z\nDTEND:20260609T084500Z"
            ),
            "had a meeting cut in two with other titles": _moves_the_meeting(
                "DTSTART:20260609T080000Z\nDTEND:20260609T081000Z\nSUMMARY:The doctor",
                "DTSTART:20260609T083000Z\nDTEND:20260609T090000Z\nSUMMARY:A lawyer",
            ),
            "has a full calendar read and shows nothing": _reads_and_shows_nothing,
            "marks times of their own": marks_times_of_their_own,
            "lets the calendar go": posts("/time/calendars", act="let-go", calendar=SOME_ID),
        },
    },
)
