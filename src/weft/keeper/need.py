"""What each of two needs right now. It lies in the memory of this server alone, locked under the key of the two.

No file ever holds it: not a log, not a backup, not a copy. So when it has faded, or was taken back, nothing remains
that says it, and a server that starts anew has forgotten it. Nobody is told of it; it is seen by whoever looks.
"""

from dataclasses import dataclass, field
from datetime import datetime

from weft.core.affection.need import Need, stands
from weft.core.people import LogId, Side
from weft.keeper.open_log import OpenLog
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import lp

PLAIN_BYTES = 16
"""Of every need, whichever it is."""
SWEEP_AT = 256
"""Needs lying, beyond which those that have faded are looked for and dropped."""

Place = tuple[LogId, Side]


@dataclass(slots=True)
class Needs:
    """Those said within the last two hours on this server, each with the instant it was said."""

    lying: dict[Place, tuple[float, bytes]] = field(default_factory=dict, repr=False)
    turns: int = 0
    """How often anybody said one or took one back."""

    def say(self, log: OpenLog, side: Side, need: Need | None, now: datetime) -> None:
        """Say a need in place of the one before; None takes it back."""
        self.turns += 1
        self._sweep(now.timestamp())
        self.lying.pop((log.log, side), None)
        if need is not None:
            plain = need.encode().ljust(PLAIN_BYTES)
            locked = envelope.lock(log.key, Purpose.NEED, _aad(log, side), plain)
            self.lying[log.log, side] = now.timestamp(), locked

    def of(self, log: OpenLog, side: Side, now: datetime) -> Need | None:
        """What somebody needs, for either of the two; None where nothing was said, it was taken back or has faded."""
        found = self.lying.get((log.log, side))
        if found is None:
            return None
        said_at, locked = found
        if not stands(said_at, now.timestamp()):
            del self.lying[log.log, side]
            return None
        try:
            plain = envelope.unlock(log.key, Purpose.NEED, _aad(log, side), locked)
        except EnvelopeAltered:  # The two have a new key since.
            return None
        return Need(plain.rstrip().decode())

    def forget(self, log: LogId) -> None:
        """Nothing of these two any more: they have parted."""
        self.turns += 1
        for side in Side:
            self.lying.pop((log, side), None)

    def _sweep(self, now: float) -> None:
        if len(self.lying) >= SWEEP_AT:
            self.lying = {place: one for place, one in self.lying.items() if stands(one[0], now)}


def _aad(log: OpenLog, side: Side) -> bytes:
    return lp("need", bytes.fromhex(log.log), side.value)
