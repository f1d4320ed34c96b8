"""A person's private notebook as the server keeps it: locked bytes it has no key for.

It looks at ids and sizes and at nothing else. Nobody is told that one changed, not even another page of its owner.
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass

import msgspec

from weft.core.people import PersonId
from weft.keeper.ports import NotebookTurn, SlotType, Store
from weft.keeper.sign_ins import Sent
from weft.vault.notebook import LEAF_SIZES, MANIFEST_BYTES

MOST_LEAVES = 4_096
"""Leaves of one person, of 8 KiB mostly: room for a hundred thousand short notes."""
MOST_IN_ONE_TURN = 64
PAGE_BYTES = 2 * 1024 * 1024
"""Locked bytes in one answer, a little more with the last leaf of it."""


class LeafSent(msgspec.Struct, forbid_unknown_fields=True):
    """One locked leaf as a browser sends it."""

    id: str
    locked: Sent


class TurnSent(msgspec.Struct, forbid_unknown_fields=True):
    """One change of a notebook; ``rev`` is what it will have then."""

    rev: int
    manifest: Sent
    put: list[LeafSent] = msgspec.field(default_factory=list)
    remove: list[str] = msgspec.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Way:
    """One way in by passphrase or passkey, for the browser to open ROOT_E with; ``credential`` is a passkey's own id."""

    id: str
    slot: bytes
    credential: bytes = b""


async def ways_in(store: Store, person: PersonId) -> list[Way]:
    """What this person's own browser needs of them; the server could open half of each, and not this half."""
    devices = {one.slot: one.credential for one in await store.passkeys_of(person)}
    return [
        Way(one.slot, one.locked, devices.get(one.slot, b""))
        for one in await store.slots_of(person)
        if one.type is SlotType.PHRASE or one.slot in devices
    ]


async def page_of(store: Store, person: PersonId, after: str) -> dict[str, object]:
    """Some locked leaves after an id and what the notebook is as a whole, as it is sent. An unused one has rev 0."""
    leaves = await store.leaves(person, after, PAGE_BYTES)
    book = await store.notebook(person)
    return {
        "rev": book.rev if book else 0,
        "manifest": text(book.manifest) if book else None,
        "leaves": [[leaf, text(locked)] for leaf, locked in leaves],
        "more": sum(len(locked) for _, locked in leaves) >= PAGE_BYTES,
    }


async def turn(store: Store, person: PersonId, sent: TurnSent) -> None:
    """Change a notebook. Raises ValueError for what no browser of ours sends, RevTaken and StoreFull."""
    if not _sound(sent):
        raise ValueError("no notebook looks like this")
    put = tuple((one.id, one.locked.raw) for one in sent.put)
    change = NotebookTurn(sent.rev, sent.manifest.raw, put, tuple(sent.remove))
    await store.turn_notebook(person, change, MOST_LEAVES)


def text(raw: bytes) -> str:
    """base64url without padding, as ``Sent`` reads it."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _sound(sent: TurnSent) -> bool:
    ids = [one.id for one in sent.put] + sent.remove
    return (
        0 < sent.rev < 1 << 53
        and len(sent.manifest.raw) == MANIFEST_BYTES
        and len(set(ids)) == len(ids) <= MOST_IN_ONE_TURN
        and all(is_id(one) for one in ids)
        and all(len(one.locked.raw) in LEAF_SIZES for one in sent.put)
    )


def is_id(text: str) -> bool:
    return len(text) == 32 and set(text) <= set("0123456789abcdef")
