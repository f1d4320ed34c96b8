"""Whatever Elis keeps to themself, Noor's phone cannot tell.

Each story is played twice from the same evening: once Elis does nothing, once Elis does something private.
Every byte of every answer Noor gets, from every address there is, has to be the same, and so does what Noor's
stream hears. Nothing is normalised.

The stories stand by their subjects in tests/stories, joined in stories/subjects.py; what shows only after weeks, or of
something taken back, is in test_nothing_shows_later.py.
"""

import asyncio
from pathlib import Path

import pytest
from starlette.routing import Mount, Route

from couples import House
from stories import subjects
from stories.addresses import ADDRESSES, APART, gets
from stories.playing import begun, differences, files_as_they_are_ordered, transcript, without
from stories.scene import Scene, Secret, posts
from stories.subjects import EVENINGS, STORIES, SUBJECTS, THERE
from visits import web
from weft.web import answers
from weft.web.app import DOORS
from weft.web.models import Page
from weft.web.paint import paint
from weft.web.parts import Parts


@pytest.fixture(autouse=True)
def _files(monkeypatch: pytest.MonkeyPatch) -> None:
    files_as_they_are_ordered(monkeypatch)


def test_every_door_has_a_rule() -> None:
    assert {door.path for door in DOORS if gets(door)} == set(ADDRESSES)


def test_every_route_is_a_door_or_known_to_be_none() -> None:
    routes = web(House()).routes
    paths = {route.path for route in routes if isinstance(route, Route | Mount)}
    assert len(paths) == len({route.path for route in routes})  # type: ignore[attr-defined]
    assert paths == {door.path for door in DOORS} | APART


def test_no_story_is_left_out() -> None:
    """Every file of a subject is in the list, and every story begins on an evening there is."""
    parts = {"scene", "addresses", "subjects", "playing"}
    files = {path.stem for path in Path(subjects.__file__).parent.glob("*.py")} - parts
    listed = {name for name in files if getattr(getattr(subjects, name, None), "STORIES", None) in SUBJECTS}
    assert files == listed
    assert {where for subject in SUBJECTS for where in subject.there} <= set(EVENINGS)


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

        def making(model: Page, parts: Parts | None = None) -> str:
            made.append(model)
            return paint(model, parts)

        monkeypatch.setattr(answers, "paint", making)
        for path in remembered:
            assert (await scene.evening.noor.get(path)).status == 200
        assert made == []

    asyncio.run(play())


async def leave(scene: Scene) -> None:
    await scene.evening.noor.post(f"/sittings/{scene.open}", act="stop")


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


def test_the_harness_notices_what_noor_may_see() -> None:
    """A yes is seen, so that equal transcripts mean something."""

    async def play() -> None:
        agrees = posts("/sittings/{open}", act="agree")
        seen, heard = await transcript(await begun("asked"), agrees)
        unseen, unheard = await without("asked")
        assert any("/today" in path for path in differences(seen, unseen))
        assert heard != unheard

    asyncio.run(play())
