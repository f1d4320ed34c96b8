"""One of the things kept of a person beside their log: read, made anew, and put in the place of what was there."""

from collections.abc import Callable

from weft.core.people import PersonId
from weft.keeper.ports import Own, OwnRow, RevTaken, Store
from weft.vault.lp import lp

TRIES = 5
"""Times it is read and made again, when another sign-in of the same person was first."""


def own_aad(person: PersonId, name: Own) -> bytes:
    """What such a thing is bound to: whose it is, and which."""
    return lp("own", bytes.fromhex(person), name.value)


async def put_anew(
    store: Store,
    person: PersonId,
    name: Own,
    anew: Callable[[OwnRow | None], bytes | None],
    tries: int = TRIES,
) -> None:
    """Put what ``anew`` locks in the place of the row it is given, None for none; nothing, where it gives None.

    Raises RevTaken when others were first again and again, and whatever ``anew`` raises; nothing has changed then.
    """
    for _ in range(tries):
        row = await store.own(person, name)
        locked = anew(row)
        if locked is None:
            return
        try:
            await store.put_own(OwnRow(person, name, row.rev + 1 if row else 0, locked))
        except RevTaken:
            continue
        return
    raise RevTaken
