"""What never opened, was taken back, or was noted in private says nothing later either.

Weeks go by, and Noor looks again and again; or Elis takes back what Noor has seen, and Noor must not see why.
"""

import asyncio
import re

import pytest

import letters
from stories.addresses import SHELVES
from stories.free_times import marks_times_of_their_own
from stories.playing import begun, differences, files_as_they_are_ordered, look
from stories.scene import Scene, Secret, noor_signs_in_again, nothing, posts
from stories.sealed_letters import NEVER_OPENS
from stories.sealed_steps import seals_a_step
from stories.seasons import shares_an_evening
from stories.today import leaves_things_out, passes_many_over
from visits import Answer, plain_sign_in, settle


@pytest.fixture(autouse=True)
def _files(monkeypatch: pytest.MonkeyPatch) -> None:
    files_as_they_are_ordered(monkeypatch)


OF_LETTERS = ("/today", "/letters", "/letters/all", "/cloth", "/cloth/list", "/cloth/take/cloth.svg")


async def days_of_letters(secret: Secret) -> list[dict[str, Answer]]:
    """Elis does what they do; then the hour comes, the next ones too, and the end. Noor looks each time, anew signed in."""
    scene = await begun("letters")
    await secret(scene)
    seen = []
    for days in (1, 1, 14):
        await letters.let_pass(scene.evening, days=days)
        await noor_signs_in_again(scene)
        noor = scene.evening.noor
        seen.append({path: await noor.get(path) for path in OF_LETTERS})
    return seen


@pytest.mark.parametrize("what", NEVER_OPENS)
def test_a_letter_that_never_opens_says_nothing_of_why(what: str) -> None:
    async def play() -> None:
        seen, unseen = await days_of_letters(NEVER_OPENS[what]), await days_of_letters(nothing)
        assert [differences(one, other) for one, other in zip(seen, unseen, strict=True)] == [[], [], []]

    asyncio.run(play())


async def weeks_of_a_step(where: str, secret: Secret) -> list[dict[str, Answer]]:
    """Elis does what they do; then the weeks go by, and the end of it. Noor looks each time, anew signed in."""
    scene = await begun(where)
    await secret(scene)
    seen = []
    for days in (9, 18, 2, 3):
        await noor_signs_in_again(scene, days=days)
        noor = scene.evening.noor
        if days == 3:  # Elis has looked meanwhile, so what was theirs is cleared away too.
            assert (
                await scene.evening.elis.post_json("/sign-in", plain_sign_in("Elis", scene.evening.house))
            ).status == 200
            await scene.evening.elis.get("/today")
        paths = ("/today", "/letters/all", "/cloth", f"/sittings/{scene.open}", f"/sealed/{scene.open}")
        seen.append({path: await noor.get(path) for path in paths})
    return seen


async def _seals_and_takes_back(scene: Scene) -> None:
    await seals_a_step("much")(scene)
    await posts("/sittings/{open}", act="take-back")(scene)


async def _writes_a_step(scene: Scene) -> None:
    await posts("/sittings/{open}", act="write", words="An hour with the radio.")(scene)


STEP_RUNS_OUT: dict[str, tuple[str, Secret]] = {
    "seals a little": ("sealed by one", lambda scene: seals_a_step("little")(scene)),
    "writes in the open": ("sealed by one", lambda scene: _writes_a_step(scene)),
    "seals much": ("sealed by one", lambda scene: seals_a_step("much")(scene)),
    "seals for an hour and takes it back": (
        "sealing for an hour",
        lambda scene: _seals_and_takes_back(scene),
    ),
}


@pytest.mark.parametrize("what", STEP_RUNS_OUT)
def test_a_step_that_never_opens_says_nothing_of_why(what: str) -> None:
    where, secret = STEP_RUNS_OUT[what]
    # That both have written shows at once where there is no hour; what they wrote, and how, never.
    wrote = seals_a_step("much" if "little" in what else "little")
    other = wrote if where == "sealed by one" else nothing

    async def play() -> None:
        seen, unseen = await weeks_of_a_step(where, secret), await weeks_of_a_step(where, other)
        assert [differences(one, two) for one, two in zip(seen, unseen, strict=True)] == [[]] * 4
        assert (
            "This sitting is over" in seen[-1][next(path for path in seen[-1] if "/sittings/" in path)].text
        )

    asyncio.run(play())


def test_before_it_opens_nobody_can_tell_whether_it_was_sealed_or_written_in_the_open() -> None:
    """Both have written, Elis one way or the other, and opened it from their side; Noor looks, heard what Noor heard."""

    async def play() -> None:
        seen = []
        for secret in (seals_a_step("little"), seals_a_step("much"), _writes_a_step):
            scene = await begun("sealed by one")
            ear = await scene.evening.noor.listen()
            await secret(scene)
            await posts("/sittings/{open}", act="open")(scene)
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
        await noor_signs_in_again(scene, days=4)
        noor = scene.evening.noor
        seen.append({path: await noor.get(path) for path in ("/today", *SHELVES, "/exercises/rung-2-dreams")})
    return seen


@pytest.mark.parametrize("felt", ["no", "partly", "unsaid"])
def test_for_months_noor_cannot_tell_why_a_rung_is_closed(felt: str) -> None:
    async def play() -> None:
        seen, unseen = await months(posts("/sittings/{kept}/felt", felt=felt)), await months(nothing)
        assert [differences(*both) for both in zip(seen, unseen, strict=True)] == [[]] * 9

    asyncio.run(play())


def test_when_both_felt_met_the_rung_opens_one_day() -> None:
    async def play() -> None:
        seen = await months(posts("/sittings/{kept}/felt", felt="yes"))
        opened = ["in its own time" not in day["/exercises/rung-2-dreams"].text for day in seen]
        assert opened == sorted(opened)
        assert opened[-1]

    asyncio.run(play())


async def suggestions(secret: Secret, felt: str) -> list[dict[str, Answer]]:
    """Elis notes how it was and does what they do; then Noor looks at Today on each of ten days, and past it."""
    scene = await begun("quiet")
    await posts("/sittings/{kept}/felt", felt=felt)(scene)
    await secret(scene)
    seen = []
    for _ in range(10):
        await noor_signs_in_again(scene, days=1)
        noor = scene.evening.noor
        seen.append({"first": await noor.get("/today"), "of mine": await noor.get("/today/like")})
        for _ in range(3):
            await noor.post("/today/another")
        seen[-1]["fourth"] = await noor.get("/today")
    return seen


SUGGESTED: dict[str, Secret] = {
    "notes that it was nothing": nothing,
    "wishes less of all seven": posts(
        "/today/wishes",
        **dict.fromkeys(("talk", "time", "softer", "presence", "moments", "affection"), "less"),
    ),
    "leaves things out": leaves_things_out,
    "passes many over": passes_many_over,
    "says what today is like": posts("/today/like", minutes="20", left="little", sky="wet"),
    "keeps an evening, and lets what felt good count": shares_an_evening,
    "marks times of their own": marks_times_of_their_own,
}


@pytest.mark.parametrize("what", SUGGESTED)
def test_for_days_no_suggestion_to_noor_moves_with_what_elis_keeps(what: str) -> None:
    async def play() -> None:
        seen = await suggestions(SUGGESTED[what], "no")
        unseen = await suggestions(nothing, "yes")
        assert [differences(*both) for both in zip(seen, unseen, strict=True)] == [[]] * 10

    asyncio.run(play())


def test_but_what_elis_says_to_both_does_move_them() -> None:
    async def play() -> None:
        said = posts("/today/wishes", softer="more", **{"tell-softer": "yes"})
        seen, unseen = await suggestions(said, "yes"), await suggestions(nothing, "yes")
        assert any(differences(*both) for both in zip(seen, unseen, strict=True))
        assert "would like more of this, and said so" in "".join(
            one["first"].text + one["fourth"].text for one in seen
        )

    asyncio.run(play())


@pytest.mark.parametrize("so", ["both", "yes"])
def test_what_elis_leaves_out_for_both_is_offered_to_noor_no_more_and_what_for_themself_is(so: str) -> None:
    """One of the two is said, the other is not: Noor's pages move with the one alone."""

    async def play() -> None:
        offered = re.search(
            r'name="exercise" value="([^"]+)"', (await (await begun("quiet")).evening.noor.get("/today")).text
        )
        assert offered
        seen = await suggestions(posts("/today/away", exercise=offered[1], so=so), "yes")
        unseen = await suggestions(nothing, "yes")
        moved = [differences(*both) for both in zip(seen, unseen, strict=True)]
        assert any(moved) is (so == "both")
        of_both = [f'value="{offered[1]}"' in day["of mine"].text for day in seen]
        assert all(of_both) or so == "yes"
        assert so == "yes" or not any(f'value="{offered[1]}"' in day["first"].text for day in seen)

    asyncio.run(play())


async def _keeps_and_takes_back(scene: Scene) -> None:
    """Elis keeps a line, the band is there, and Elis takes the line back from the opened band."""
    await posts("/sittings/{open}", act="keep", words="Kept for one evening.")(scene)
    await scene.evening.noor.post(f"/sittings/{scene.open}", act="keep", words="Noor keeps one too.")
    page = (await scene.evening.elis.get(f"/cloth/{scene.open}")).text
    key = re.findall(r'name="words" value="([^"]+)"', page)[-1]
    await posts(f"/cloth/{scene.open}/take-back", words=key)(scene)


async def _keeps_nothing(scene: Scene) -> None:
    await posts("/sittings/{open}", act="skip")(scene)
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
