"""Wrong tries slow whoever guesses and never lock the owner out. In memory only, under keyed hashes.

A browser that has signed in before carries a mark and has a bucket of its own, so that the hammering of
another does not slow the owner on the phone they always use.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass, field

TRIES = 8
"""Tries a bucket holds before it slows."""
REFILL_SECONDS = 20.0
"""Seconds until one more try is let in."""
MOST_BUCKETS = 50_000
"""Buckets kept at once; beyond it the oldest are forgotten."""


@dataclass(slots=True)
class Patience:
    """Token buckets by name and by network, each named by a keyed hash that dies with the process."""

    key: bytes = field(default_factory=lambda: os.urandom(32))
    buckets: dict[bytes, tuple[float, float]] = field(default_factory=dict)

    def wait(self, now: float, *names: bytes) -> float:
        """Seconds until the next try is let in, 0.0 if it is now. A try that is let in is counted.

        ``now`` is any steady count of seconds. The slowest of the named buckets decides.
        """
        hashed = [hmac.digest(self.key, name, hashlib.sha256) for name in names]
        levels = [self._level(name, now) for name in hashed]
        lowest = min(levels)
        if lowest < 1:
            return (1 - lowest) * REFILL_SECONDS
        for name, level in zip(hashed, levels, strict=True):
            self.buckets.pop(name, None)
            self.buckets[name] = (level - 1, now)
        while len(self.buckets) > MOST_BUCKETS:
            del self.buckets[next(iter(self.buckets))]
        return 0.0

    def forgive(self, *names: bytes) -> None:
        """A right try empties what the wrong ones had filled."""
        for name in names:
            self.buckets.pop(hmac.digest(self.key, name, hashlib.sha256), None)

    def _level(self, name: bytes, now: float) -> float:
        level, at = self.buckets.get(name, (float(TRIES), now))
        return min(float(TRIES), level + (now - at) / REFILL_SECONDS)
