"""Who carries something of ours out of this machine, as far as the keeper knows: an address, headers, bytes."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

Post = Callable[[str, Mapping[str, str], bytes], Awaitable[int]]
"""Takes an address, headers and a body there; gives the status of the answer, or 0 where none came."""


@dataclass(frozen=True, slots=True)
class Courier:
    """``whose`` is the address of the host's that push services are told; ``post`` does the carrying."""

    whose: str
    post: Post
