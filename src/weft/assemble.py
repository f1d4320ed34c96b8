"""The one file that knows every real part, and puts them together."""

import os
from datetime import UTC, datetime
from pathlib import Path

from starlette.applications import Starlette

from weft.keeper.courier import Courier
from weft.keeper.home import Home
from weft.keeper.library import read_library
from weft.keeper.opened import Clock
from weft.keeper.ports import Store
from weft.keeper.sign_ins import SignIns
from weft.live.rooms import Rooms
from weft.outward.addresses import Permit
from weft.settings import Settings
from weft.store.backup import has_people
from weft.store.files import File, Places
from weft.store.memory import MemoryStore
from weft.store.sqlite import SqliteStore
from weft.vault.errors import ServerKeyUnsafe
from weft.vault.server_key import ServerKey
from weft.web.app import make_app
from weft.web.door import Door


def now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def open_store(settings: Settings) -> SqliteStore:
    """The databases of a server, made when missing. Raises StoreInUse, StoreDamaged, StoreTooNew or StoreUnwritable."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return SqliteStore.open(settings.data, settings.volatile)


def look_over(settings: Settings) -> list[str]:
    """What is wrong with the databases, read beside a Weft that is at work on them."""
    return SqliteStore.look_over(settings.data, settings.volatile)


def server_key(settings: Settings) -> ServerKey:
    """The server's key, made where nobody has an account yet.

    Raises ServerKeyUnsafe, having made nothing, where there are people: with a new key none of them could sign in.
    """
    path = key_path(settings)
    if not path.exists() and has_people(settings.data):
        raise ServerKeyUnsafe(
            f"People have accounts in {settings.data}, and its server.key is missing. With a new one nobody could sign in, "
            f"so none was made. Put your copy of it there: install -m 600 YOUR-COPY {path}"
        )
    return ServerKey.load_or_make(path)


def databases(settings: Settings) -> tuple[Path, ...]:
    """The files without which a server that has people keeps nothing; what is volatile may be gone."""
    places = Places(settings.data, settings.volatile or settings.data)
    return places.of(File.CONTENT), places.of(File.KEYS)


def key_path(settings: Settings) -> Path:
    return settings.data / "server.key"


def courier(settings: Settings) -> Courier:
    """Who carries knocks out of a server that serves two people."""
    return Courier(settings.public_origin, Permit(settings.private_hosts))


def make_home(
    store: Store,
    key: ServerKey,
    clock: Clock = now,
    packs: tuple[Path, ...] = (),
    courier: Courier | None = None,
) -> Home:
    """A home over a store. Everything that lives in memory only begins empty. Without a courier it sends nothing out."""
    rooms = Rooms(lambda attending: sign_ins.still_signed_in(attending))
    sign_ins = SignIns(store, key, clock, rooms)
    return Home(store, clock, read_library(packs=packs), rooms, sign_ins, courier=courier)


def passing_home(clock: Clock) -> Home:
    """A home that lies in memory alone, and is gone with the process."""
    return make_home(MemoryStore(), ServerKey(os.urandom(32)), clock)


def make_web(home: Home, settings: Settings, more: tuple[Door, ...] = ()) -> Starlette:
    return make_app(home, settings, more)
