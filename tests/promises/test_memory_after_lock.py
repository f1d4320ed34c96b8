"""What the program still reaches after the last of two has signed out. Freed memory is not wiped, and not promised."""

import asyncio
import gc
from typing import Any

from couples import House
from visits import Evening, Visitor, evening

WORDS = "The marmoset kept the door of Valparaiso open."


def reached(text: str) -> list[type[Any]]:
    """What among everything the collector knows holds the text, in a string, in bytes or in their neighbours."""
    raw, found = text.encode(), []
    for one in gc.get_objects():
        for held in gc.get_referents(one):
            if (type(held) is str and text in held) or (type(held) is bytes and raw in held):
                found.append(type(one))
    return found


async def _signs_out() -> tuple[House, int, list[type[Any]]]:
    one = await evening()
    house = one.house
    while_open = await _lives(one)
    for person in (one.noor, one.elis):
        assert (await person.post("/sign-out")).status == 303
    del one, person
    gc.collect()
    return house, while_open, reached(WORDS[4:])


async def _lives(one: Evening) -> int:
    sitting = await one.true_line_kept()
    half = await one.agreed("one-true-line", "own-pace")
    for act in ("write", "respond", "keep"):
        await one.both(half, act, WORDS)
    for person in (one.noor, one.elis):
        await _looks(person, sitting)
    return len(reached(WORDS[4:]))


async def _looks(person: Visitor, sitting: str) -> None:
    for path in ("/today", "/cloth", "/cloth/list", f"/cloth/{sitting}", f"/sittings/{sitting}", "/yours"):
        await person.get(path)


def test_words_are_in_reach_while_somebody_is_signed_in_and_not_after_the_last_has_gone() -> None:
    house, while_open, after = asyncio.run(_signs_out())
    own = [one for one in after if one is not dict and one is not tuple]
    assert while_open > 0
    assert house.home.sign_ins.opened == {}
    assert own == []
    # This file's own constants are a tuple and a module's dict; nothing else of either kind may hold the words.
    assert len(after) <= 3
