"""A copy taken and brought again: the same cloth, the same words, and nothing the other had not opened."""

import asyncio

import pytest

from couples import House
from visits import evening
from weft.keeper import copies
from weft.press.refused import CopyRefused, Why
from weft.vault.derive import FLOOR

PHRASE = "heron pantry ladder copper window thistle"


def test_a_copy_brought_to_an_empty_house_is_the_same() -> None:
    asyncio.run(_there_and_back())


async def _there_and_back() -> None:
    one = await evening()
    await one.true_line_kept()
    noor = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert noor
    copy = await copies.gather(one.house.home, noor)
    raw = b"".join(copies.locked(copy, noor.root, PHRASE, FLOOR))
    checked = copies.check(raw, PHRASE)
    assert checked.copy == copy
    elsewhere = House()
    _, again = await elsewhere.begin("Noor", "madder")
    await copies.bring(elsewhere.home, again, checked)
    elsewhere.restart()
    assert list(again.own.life.pasts.values()) == list(copy.pasts)
    with pytest.raises(CopyRefused) as no:
        await copies.bring(elsewhere.home, again, checked)
    assert no.value.why is Why.HERE
