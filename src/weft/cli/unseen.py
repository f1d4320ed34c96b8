"""Keep what is in memory while somebody is signed in off the disk, and away from other programs of the same user."""

import ctypes
import resource
from contextlib import suppress

PR_SET_DUMPABLE = 4
"""From linux/prctl.h. With 0 the system writes no core of this program and lets nobody but root look into it."""


def keep_memory_unseen() -> None:
    """No core dumps, no debugger of another program. Where the system cannot, Weft serves all the same."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
