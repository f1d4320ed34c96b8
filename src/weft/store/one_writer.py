"""One Weft at a time in a folder, and only while its files are where they were.

What was looked up is kept until we ourselves write it (``looks.py``), which is true only while nobody else writes. So
whoever opens a store holds its folder, and a second one is refused. And where somebody moved the files aside, or put an
earlier copy in their place, nothing more is written: it would be said to be kept, and be in a folder nobody looks into.
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from weft.keeper.ports import StoreInUse

Identity = tuple[int, int]
"""Of a file, whatever it is called: its device and its number there."""


class Held:
    """Folders held by this process, until they are let go or it ends, however it ends."""

    def __init__(self, *folders: Path) -> None:
        """Raises StoreInUse, holding none. Where a file system knows no such hold, nothing is held."""
        self._handles: list[int] = []
        try:
            for folder in dict.fromkeys(each.resolve() for each in folders):
                self._hold(folder)
        except StoreInUse:
            self.let_go()
            raise

    def _hold(self, folder: Path) -> None:
        # Not one of the files: whoever closes a file of a database lets go of the locks of all who have it open.
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        self._handles.append(handle)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise StoreInUse(str(folder)) from held
        except OSError:
            return

    def let_go(self) -> None:
        while self._handles:
            os.close(self._handles.pop())

    def __del__(self) -> None:
        with suppress(OSError):
            self.let_go()


def identity(path: str | Path) -> Identity | None:
    """Which file lies there now; None for none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
