"""What one process hands on to the one it becomes: how much patience is left, what was asked of passkeys, and needs.

None of it opens anything: keyed hashes, the keys of those hashes, and needs that lie locked under the couple's key. Nothing
of anybody who was signed in is among it. It goes through memory and is never on a disk.
"""

import msgspec

from weft.core.people import LogId, Side
from weft.keeper.home import Home


class HandedOn(msgspec.Struct):
    """As it goes over; instants as their owners count them, which go on counting in the next process."""

    patience: bytes
    buckets: dict[str, tuple[float, float]]
    challenges: bytes
    answered: dict[str, int]
    needs: list[tuple[str, str, float, bytes]]


def to_hand_on(home: Home) -> bytes:
    """All of it, as one piece."""
    patience, challenges = home.sign_ins.patience, home.sign_ins.challenges
    return msgspec.msgpack.encode(
        HandedOn(
            patience.key,
            {name.hex(): level for name, level in patience.buckets.items()},
            challenges.key,
            {one.hex(): minute for one, minute in challenges.answered.items()},
            [(log, side.value, at, locked) for (log, side), (at, locked) in home.needs.lying.items()],
        )
    )


def take_up(home: Home, raw: bytes) -> None:
    """Go on where the process before this one stopped."""
    told = msgspec.msgpack.decode(raw, type=HandedOn)
    patience, challenges = home.sign_ins.patience, home.sign_ins.challenges
    patience.key, patience.buckets = told.patience, {bytes.fromhex(a): b for a, b in told.buckets.items()}
    challenges.key = told.challenges
    challenges.answered = {bytes.fromhex(one): minute for one, minute in told.answered.items()}
    home.needs.lying = {(LogId(log), Side(side)): (at, locked) for log, side, at, locked in told.needs}
