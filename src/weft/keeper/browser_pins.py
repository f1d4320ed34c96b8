"""Whom a person's own browser knows: a locked row the server keeps for it and has no key for.

What stands in it is in docs/formats/seal.md. It looks at sizes and at nothing else.
"""

import msgspec

from weft.core.people import PersonId
from weft.keeper.ports import Own, OwnRow, Store
from weft.keeper.sign_ins import Sent
from weft.vault.envelope import OVERHEAD_BYTES

SIZES = frozenset(OVERHEAD_BYTES + (1024 << step) for step in range(4))
"""The only sizes such a row has, in bytes: the smallest holds three or four people, so it says nothing of one."""


class BrowserPinSent(msgspec.Struct, forbid_unknown_fields=True):
    """The row as a browser locked it; ``rev`` is what it will have then, 0 for the first."""

    rev: int
    locked: Sent


async def browser_pin(store: Store, person: PersonId) -> OwnRow | None:
    return await store.own(person, Own.BROWSER_PIN)


async def keep_browser_pin(store: Store, person: PersonId, sent: BrowserPinSent) -> None:
    """Put it in the place of the one before. Raises ValueError for what no browser of ours sends, RevTaken."""
    if len(sent.locked.raw) not in SIZES or not 0 <= sent.rev < 1 << 53:
        raise ValueError("no pin looks like this")
    await store.put_own(OwnRow(person, Own.BROWSER_PIN, sent.rev, sent.locked.raw))
