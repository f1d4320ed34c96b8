"""Sealed letters without a browser: what the page at /letters sends, made by the Python twin of its scripts."""

import os
from typing import Any

from couples import account
from visits import Evening, b64
from weft.keeper import seal_hours
from weft.vault import seal as vault
from weft.vault.seal import Holder, Place

X = "e" * 32
WEEKS = 14 * 24 * 60


async def ask(one: Evening, holding: str = "server", minutes: int = 1) -> None:
    """Noor asks and Elis says yes, for an hour that comes so soon that both are still signed in."""
    earliest = int(one.house.clock().timestamp()) // 60 + minutes
    asked = {"act": "ask", "id": X, "holding": holding, "earliest": earliest, "expires": earliest + WEEKS}
    assert (await one.noor.post_json("/letters", asked)).status == 200
    assert (await one.elis.post_json("/letters", {"act": "accept", "id": X})).status == 200


async def seal(one: Evening, name: str, words: str) -> bytes:
    """One of the two seals words; gives the second half."""
    visitor, other = (one.noor, "Elis") if name == "Noor" else (one.elis, "Noor")
    letter = await lying(one, name)
    holder = Holder.SERVER if letter["holding"] == "server" else Holder.AUTHOR
    mine, theirs = (account(who, one.house.key) for who in (name, other))
    place = Place(X, mine.person, int.from_bytes(os.urandom(4), "big"), holder, letter["earliest"])
    made, second = vault.seal(place, mine.root_e, theirs.root_e.kem_public, words.encode())
    parts = ("locked", "wrapped", "own", "half_hash", "signature")
    sent = {
        "act": "seal",
        "id": X,
        "writing": place.rev,
        **{part: b64(getattr(made, part)) for part in parts},
    }
    half = {"second": b64(second)} if holder is Holder.SERVER else {}
    assert (await visitor.post_json("/letters", sent | half)).status == 200
    return second


async def act(one: Evening, name: str, what: str, **more: Any) -> None:
    visitor = one.noor if name == "Noor" else one.elis
    assert (await visitor.post_json("/letters", {"act": what, "id": X, **more})).status == 200


async def lying(one: Evening, name: str) -> dict[str, Any]:
    """The letter, as this person's page gets it."""
    answer = await (one.noor if name == "Noor" else one.elis).get("/letters/all")
    assert answer.status == 200, "whoever is led elsewhere has no letters before them"
    told = answer.json()
    letter: dict[str, Any] = next(letter for letter in told["letters"] if letter["id"] == X)
    return letter


async def let_pass(one: Evening, **time: float) -> None:
    one.house.clock.pass_by(**time)
    await seal_hours.tick(one.house.home)
