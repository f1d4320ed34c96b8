"""Carries a knock out of this machine to the push service that a browser named. It reads nothing of the answer but its number."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from weft.outward.addresses import Permit
from weft.outward.fetch import Limits, fetch
from weft.outward.refused import Refused

NO_ANSWER = 0
_THREADS = ThreadPoolExecutor(8, "knocks")
"""Their own: whoever has slow servers of calendars or a slow push service keeps nothing else waiting."""
LIMITS = Limits(seconds=10.0, body_bytes=64 * 1024, times_sent_on=0)
"""A push service answers at once or not at all. What it says besides a number is of no use here."""


@dataclass(frozen=True, slots=True)
class Courier:
    """``whose`` is the address of the host's that push services are told; ``permit`` the private ones the host named."""

    whose: str
    permit: Permit = field(default_factory=Permit)

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Take a body there; gives the number of the answer, NO_ANSWER where there was none or the address may not be asked."""
        try:
            asked = partial(
                fetch, url, method="POST", headers=headers, body=body, limits=LIMITS, permit=self.permit
            )
            answer = await asyncio.get_running_loop().run_in_executor(_THREADS, asked)
        except Refused:
            return NO_ANSWER
        return answer.status
