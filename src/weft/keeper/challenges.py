"""What a device is asked to sign, each good for one answer and five minutes.

Nothing is kept when one is given out, so that asking for many pushes nobody's out: it carries its minute and a code only
this server makes. What was answered well is remembered until its time is over anyway.
"""

import hmac
import os
from dataclasses import dataclass, field

from weft.vault.lp import lp

MINUTES = 5
TOLD_BYTES, VOUCHED_BYTES = 20, 20
"""What says when it was given out, and what vouches for that."""


@dataclass(slots=True)
class Challenges:
    """Under a key that dies with the process. ``purpose`` says what for, and for whom: no other may use it."""

    key: bytes = field(default_factory=lambda: os.urandom(32))
    answered: dict[bytes, int] = field(default_factory=dict)

    def new(self, purpose: bytes, minute: int) -> bytes:
        """One more: 20 bytes that say when and are its own, 20 that vouch for them."""
        told = minute.to_bytes(4, "big") + os.urandom(TOLD_BYTES - 4)
        return told + self._vouch(told, purpose)

    def is_good(self, challenge: bytes, purpose: bytes, minute: int) -> bool:
        """Whether this was asked here for this purpose, lately, and was not answered yet."""
        told, vouched = challenge[:TOLD_BYTES], challenge[TOLD_BYTES:]
        if not hmac.compare_digest(vouched, self._vouch(told, purpose)):
            return False
        age = minute - int.from_bytes(told[:4], "big")
        return 0 <= age <= MINUTES and challenge not in self.answered

    def spend(self, challenge: bytes, minute: int) -> None:
        """It was answered; it is good for nothing more."""
        self.answered = {one: at for one, at in self.answered.items() if minute - at <= MINUTES}
        self.answered[challenge] = minute

    def _vouch(self, told: bytes, purpose: bytes) -> bytes:
        return hmac.digest(self.key, lp("challenge1", purpose, told), "sha256")[:VOUCHED_BYTES]
