"""Letters: sealed, awaited, opened, taken back, and let into the book."""

import letters
from stories.scene import SOME_ID, Scene, Secret, Stories, posts
from stories.sittings import quiet
from visits import Evening, b64
from weft.keeper.letters_woven import band_of


async def _letters(one: Evening) -> Scene:
    """Both said yes to a letter each, and Noor's is sealed."""
    await letters.ask(one)
    await letters.seal(one, "Noor", "I was afraid you would laugh.")
    return Scene(one)


async def _letters_open(one: Evening) -> Scene:
    """A letter each is open to both, and Noor would have Noor's in the book."""
    scene = await quiet(one)
    await letters.ask(one)
    for name in ("Noor", "Elis"):
        await letters.seal(one, name, f"A letter by {name}")
    await letters.let_pass(one, minutes=2)
    assert (await one.noor.post("/reservoir/book/own", year="2026", let=letters.X)).status == 303
    return scene


async def _letters_awaited(one: Evening) -> Scene:
    """Both are sealed, each keeps a half, and the hour has been."""
    await letters.ask(one, "author")
    halves = {name: b64(await letters.seal(one, name, f"A letter by {name}")) for name in ("Noor", "Elis")}
    await letters.let_pass(one, minutes=2)
    return Scene(one, more=halves)


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


async def _compares_on_the_page_of_letters(scene: Scene) -> None:
    """Whom Elis's browser knows is kept, once for each look at the words."""
    elis = scene.evening.elis
    assert (await elis.get("/letters")).status == 200
    for rev in range(3):
        assert (await elis.post_json("/letters/pin", {"rev": rev, "locked": b64(bytes(1106))})).status == 200
        assert (await elis.get("/letters/all")).json()["pin"]["rev"] == rev


async def _lets_a_letter_in_and_takes_it_out(scene: Scene) -> None:
    for name in ("let", "unlet", "let", "unlet"):
        sent = await scene.evening.elis.post("/reservoir/book/own", year="2026", **{name: letters.X})
        assert sent.status == 303
    assert "Let it in" in (await scene.evening.elis.get("/reservoir/book/own")).text


async def _opens_the_band(scene: Scene) -> None:
    """Elis sees the letters' band before Noor does."""
    for path in ("/cloth", f"/cloth/{band_of(letters.X)}", "/cloth/list", "/letters/all"):
        assert (await scene.evening.elis.get(path)).status == 200


NEVER_OPENS: dict[str, Secret] = {
    "seals and takes it back": _seals_and_takes_back,
    "seals and steps aside": _seals_and_steps_aside,
    "reads what there is": lambda scene: scene.evening.elis.get("/letters/all"),
}


STORIES = Stories(
    evenings={
        "letters": _letters,
        "letters open": _letters_open,
        "letters awaited": _letters_awaited,
    },
    anywhere={
        "compares on the page of letters": _compares_on_the_page_of_letters,
    },
    there={
        "letters": {
            **NEVER_OPENS,
            "seals": _seals,
            "seals much, and again": _seals_much_more_than_once,
            "steps aside and comes back": _steps_aside_and_back,
        },
        "letters open": {
            "lets a letter into the book and takes it out": _lets_a_letter_in_and_takes_it_out,
            "lets in a letter there is not": posts("/reservoir/book/own", year="2026", let=SOME_ID),
            "opens the letters' band first": _opens_the_band,
            "makes the book with letters": lambda scene: scene.evening.elis.get("/letters/book/2026"),
        },
        "letters awaited": {
            "brings the half": _hands_the_half,
            "brings it and takes the words back": _takes_back_while_awaited,
            "steps aside": _steps_aside_and_back,
        },
    },
)
