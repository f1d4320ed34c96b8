"""Where a person's clock is: said once, in their own log, and meant on every page that names an hour.

Free times, plans and the knock all ask here. Until somebody says otherwise it is the zone this server is in, by its name,
so that what is kept means the same hour on another machine. Nobody else is told what was chosen.
"""

import os
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from weft.core.plans.entries import ZoneChosen
from weft.keeper import knocks
from weft.keeper.home import Home
from weft.keeper.opened import Opened, append


class NoSuchZone(Exception):
    """This machine knows no zone of that name; nothing was changed."""


@cache
def here() -> str:
    """The name of the zone this server is in; UTC where it does not say."""
    named = os.environ.get("TZ", "") or str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    return named if is_zone(named) else "UTC"


def is_zone(name: str) -> bool:
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    """Every name there is; looked for in many folders, and so only once."""
    return frozenset(available_timezones())


def said(opened: Opened) -> str:
    """What this person chose; empty for the server's own."""
    return opened.own.life.plans.zone


def name_of(opened: Opened) -> str:
    """The zone this person's hours are in, always by a name this machine knows."""
    return said(opened) if is_zone(said(opened)) else here()


def zone_of(opened: Opened) -> ZoneInfo:
    return ZoneInfo(name_of(opened))


async def choose(home: Home, opened: Opened, name: str) -> None:
    """Have this person's hours in a zone, or with an empty name in the server's own. Raises NoSuchZone."""
    if name and not is_zone(name):
        raise NoSuchZone
    if name != said(opened):
        await append(home.store, opened, opened.own, [ZoneChosen(name)], home.clock())
        await knocks.move(home, opened.person, name_of(opened))
