"""Browsers somebody has signed in with: each carries a mark, so that somebody else's guessing never slows its owner.

A mark is three texts with dots between: what is its own, what this server vouches with for whose it is, and what it
vouches with for having made it. None says whose: that is found out by trying, with the keys of whoever signs in.

A browser belongs to whoever used it first. Whoever comes second is told that somebody did, every time, and leaves no
mark: so the first is never told that the second was there.
"""

import hmac
import os
from hashlib import sha256

from weft.core.people import PersonId
from weft.keeper.ports import Store
from weft.vault.lp import lp
from weft.vault.server_key import ServerKey


def new_mark(key: ServerKey, publics: bytes) -> str:
    """A mark for somebody with these public halves: with new keys, all their marks are worth nothing any more."""
    return _mark(key, os.urandom(16).hex(), publics)


def is_mark_of(key: ServerKey, text: str, publics: bytes) -> bool:
    """Whether this server made the mark for whoever has these keys; anyone could make one up otherwise."""
    made = _mark(key, text.partition(".")[0], publics)
    return hmac.compare_digest(text.encode(), made.encode())


async def is_somebody_elses(store: Store, key: ServerKey, text: str, person: PersonId) -> bool:
    """Whether this server made the mark, and for nobody whom this person ever was, also before they had new keys."""
    own, _, rest = text.partition(".")
    if not hmac.compare_digest(rest.partition(".")[2].encode(), _vouch(key, "browser", own).encode()):
        return False
    row = await store.person(person)
    halves = [row.publics] if row else []
    halves += [one.before for one in await store.renewals_of(person)]
    return not any([is_mark_of(key, text, one) for one in halves])


def _mark(key: ServerKey, own: str, publics: bytes) -> str:
    return f"{own}.{_vouch(key, 'device', own, publics)}.{_vouch(key, 'browser', own)}"


def _vouch(key: ServerKey, what: str, own: str, *more: bytes) -> str:
    return sha256(key.sign_in_key(lp(what, own, *more))).hexdigest()[:32]
