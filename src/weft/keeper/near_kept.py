"""Keeping that two were near: a band in the cloth, and only because both said so. Nothing else of it is ever written."""

from hashlib import sha256

from weft.core.affection import near
from weft.core.affection.entries import NearWoven
from weft.core.affection.near import Two
from weft.keeper.home import Home
from weft.keeper.opened import Opened, append
from weft.vault.lp import lp


async def keep(home: Home, opened: Opened, now: float) -> bool:
    """This person would keep it; whether both would, and it is woven. With nothing to keep, nothing happens."""
    assert opened.couple is not None, "to be near takes two"
    log = opened.couple.log
    before = home.near.twos.get(log.log, Two())
    after, both = near.keep(before, opened.side, now)
    if after is not before:
        home.near.twos[log.log] = after
    if both:
        key = sha256(lp("near", log.key, str(before.met))).digest()[:16].hex()
        await append(home.store, opened, log, [NearWoven(key)], home.clock(), tap=f"near {key}")
        home.tell(log.log)
    return both
