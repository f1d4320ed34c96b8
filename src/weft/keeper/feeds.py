"""Each person's plans as a calendar of theirs may read them."""

from weft.keeper.home import Home
from weft.keeper.opened import Opened


async def renew(home: Home, opened: Opened) -> None:
    """Write what both agreed to anew for whoever reads it."""
