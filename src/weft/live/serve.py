"""The server that can be told to stop while pages are listening. Uvicorn alone would wait for them for ever."""

from types import FrameType
from typing import Final

import uvicorn

from weft.live.rooms import Rooms

GRACE_S: Final = 3
"""Seconds that requests under way have to finish once the server is asked to stop."""


class LiveServer(uvicorn.Server):
    """Uvicorn, which ends all streams first when asked to stop."""

    def __init__(self, config: uvicorn.Config, rooms: Rooms) -> None:
        if config.timeout_graceful_shutdown is None:
            config.timeout_graceful_shutdown = GRACE_S
        super().__init__(config)
        self._rooms = rooms
        self.told_to_stop = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End the streams, then stop as uvicorn does. Runs inside a signal handler."""
        self.told_to_stop = True
        self._rooms.stop_soon()
        super().handle_exit(sig, frame)
