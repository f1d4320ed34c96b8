"""Sealed steps of a sitting without a browser: what the page at /sealed sends, made by the Python twin of its scripts."""

import os
from typing import Any

from couples import account
from visits import Answer, Evening, Visitor, b64
from weft.core.people import Side
from weft.vault import seal as vault
from weft.vault.roots import Root
from weft.vault.seal import Holder, Place, Seal

OTHER = {"Noor": "Elis", "Elis": "Noor"}
PARTS = ("locked", "wrapped", "own", "half_hash", "signature")


def visitor(one: Evening, name: str) -> Visitor:
    return one.noor if name == "Noor" else one.elis


def root(one: Evening, name: str) -> Root:
    return account(name, one.house.key).root_e


async def told(one: Evening, name: str, sitting: str) -> dict[str, Any]:
    """The sitting, as this person's page gets it."""
    answer = await visitor(one, name).get(f"/sealed/{sitting}")
    assert answer.status == 200
    found: dict[str, Any] = answer.json()
    return found


async def made(one: Evening, name: str, sitting: str, words: str) -> dict[str, Any]:
    """What this person's page would send to seal words now."""
    page = await told(one, name, sitting)
    holder = Holder.AUTHOR if page["holding"] == "author" else Holder.SERVER
    at, author = page["now"]["seals"], account(name, one.house.key)
    rev = int.from_bytes(os.urandom(4), "big")
    place = Place(vault.step_exchange(sitting, at["place"]), author.person, rev, holder, at["earliest"])
    seal, second = vault.seal(place, author.root_e, root(one, OTHER[name]).kem_public, words.encode())
    parts = {part: b64(getattr(seal, part)) for part in PARTS}
    half = {} if holder is Holder.AUTHOR else {"second": b64(second)}
    return {
        "act": "write",
        "tap": page["now"]["tap"],
        "writing": rev,
        "earliest": at["earliest"],
        **parts,
        **half,
    }


async def post(one: Evening, name: str, sitting: str, sent: dict[str, Any]) -> Answer:
    return await visitor(one, name).post_json(f"/sealed/{sitting}", sent)


async def seal(one: Evening, name: str, sitting: str, words: str) -> None:
    answer = await post(one, name, sitting, await made(one, name, sitting, words))
    assert answer.status == 200, answer.text


async def read(one: Evening, name: str, sitting: str, words: dict[str, Any]) -> str:
    """What this person's page shows of some words. Raises EnvelopeAltered while it doesn't open."""
    if not words["sealed"]:
        return str(words["said"])
    lying = words["seal"]
    author = name if words["mine"] else OTHER[name]
    place = Place(
        vault.step_exchange(sitting, words["place"]),
        account(author, one.house.key).person,
        lying["writing"],
        Holder(lying["holder"]),
        lying["earliest"],
    )
    if words["mine"]:
        return vault.open_own(place, root(one, name), unb64(lying["locked"]), unb64(lying["own"]))[0].decode()
    given = Seal(*(unb64(lying[part]) for part in PARTS))
    half = unb64(lying["half"])
    return vault.open_seal(place, root(one, name), root(one, author).sig_public, given, half).decode()


async def opened(one: Evening, name: str, sitting: str) -> list[str]:
    """All that this person's page shows, in its order."""
    return [await read(one, name, sitting, words) for words in (await told(one, name, sitting))["words"]]


async def halves(one: Evening, name: str, sitting: str) -> dict[str, str]:
    """The halves this person holds, as their page sends them with the act of opening."""
    page, found = await told(one, name, sitting), dict[str, str]()
    for words in page["words"]:
        if words["mine"] and words["sealed"] and words["seal"]["holder"] == Holder.AUTHOR:
            lying = words["seal"]
            exchange = vault.step_exchange(sitting, words["place"])
            place = Place(exchange, page["me"], lying["writing"], Holder.AUTHOR, lying["earliest"])
            kept = vault.open_own(place, root(one, name), unb64(lying["locked"]), unb64(lying["own"]))
            found[words["key"]] = b64(kept[1])
    return found


def unb64(text: str) -> bytes:
    from base64 import urlsafe_b64decode

    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def side_of(name: str) -> Side:
    return Side.LEFT if name == "Noor" else Side.RIGHT
