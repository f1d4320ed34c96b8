"""Words of a sitting that only two browsers open, from what their page sends to what it gets."""

import asyncio

import steps
from visits import evening

LIST = "the-list-of-small-wishes"
NOOR, ELIS = "A lamp by the bed.", "An hour with the radio."


async def both_sealed(one):
    sitting = await one.agreed(LIST, "own-pace")
    await steps.seal(one, "Noor", sitting, NOOR)
    await steps.seal(one, "Elis", sitting, ELIS)
    return sitting


def play(scene):
    return asyncio.run(scene())


def test_both_seal_and_open_and_read():
    async def scene():
        one = await evening()
        sitting = await both_sealed(one)
        for name in ("Noor", "Elis"):
            await steps.visitor(one, name).post(f"/sittings/{sitting}", act="open")
        return [await steps.opened(one, name, sitting) for name in ("Noor", "Elis")]

    assert play(scene) == [[NOOR, ELIS]] * 2


def test_until_both_open_it_a_page_has_its_own_words_alone():
    async def scene():
        one = await evening()
        sitting = await both_sealed(one)
        await one.noor.post(f"/sittings/{sitting}", act="open")
        seen = [await steps.opened(one, name, sitting) for name in ("Noor", "Elis")]
        halves = [(await steps.told(one, "Noor", sitting))["words"][0]["seal"]["half"]]
        return seen, halves

    assert play(scene) == ([[NOOR], [ELIS]], [""])
