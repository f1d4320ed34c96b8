"""The invented couples the tests are about: Noor and Elis at home; Ada and Ravi apart; Kim and Sol, where Sol watches Kim."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from weft.assemble import make_home
from weft.core.log.entries import What
from weft.keeper import couples, invitations
from weft.keeper.accounts import as_sent, begin
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened
from weft.keeper.ports import Store
from weft.keeper.sign_ins import Sent, SignInSent
from weft.keeper.writing import read
from weft.store.memory import MemoryStore
from weft.vault.account import NewAccount, new_account
from weft.vault.derive import FLOOR
from weft.vault.entry import entry_aad, unlock_entry
from weft.vault.server_key import ServerKey

SUPPER = datetime(2026, 6, 4, 18, 30, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


@dataclass
class Clock:
    """A clock that moves when a test says so."""

    now: datetime = SUPPER

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class House:
    """A home for a test, with its clock and its key, which outlive a restart."""

    store: Store = field(default_factory=MemoryStore)
    key: ServerKey = field(default_factory=lambda: _key_of_a_server())
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.home: Home = make_home(self.store, self.key, self.clock)

    def restart(self) -> None:
        """The server stops and starts: what was in memory is gone."""
        self.home = make_home(self.store, self.key, self.clock)

    async def begin(self, name: str, dye: str) -> tuple[str, Opened]:
        """An account, and the cookie of its first sign-in."""
        made = as_sent(account(name, self.key), name, dye, "phone")
        cookie = await begin(self.home.sign_ins, made, name.encode())  # each from a network of their own
        opened = await self.home.sign_ins.open(cookie)
        assert opened is not None
        return cookie, opened

    async def pair(self, left: Opened, right: Opened) -> None:
        made = await invitations.invite(self.store, left, self.clock(), HALF_AN_HOUR)
        await couples.join(self.store, right, made.code, self.clock())
        self.home.tell(right.log.log)
        await self.home.freshen(left)

    async def two(self, left: str = "Noor", right: str = "Elis") -> tuple[Opened, Opened]:
        """Two people who have joined, left edge first."""
        _, one = await self.begin(left, "madder")
        _, other = await self.begin(right, "kendal")
        await self.pair(one, other)
        return one, other

    async def lying(self, log: OpenLog, kind: type[What]) -> int:
        """How many entries of a kind can still be read in a log."""
        found = 0
        for row in await self.store.read(log.log):
            if row.wrapped_dek:
                aad = entry_aad(row.log, row.entry, row.author, row.tier, row.epoch, row.rev)
                plain = unlock_entry(log.dek_key, aad, row.wrapped_dek, row.locked)
                found += isinstance(read(plain, row.entry, row.author).what, kind)
        return found


_keys: list[ServerKey] = []
_handed: list[str] = []


def _key_of_a_server() -> ServerKey:
    """Another key for each server of one test; those of the next test have the same, and so the same accounts.

    What a browser stretches a passphrase with is most of the time a test takes. Nothing outlives a test but keys.
    """
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
    if _handed[-1:] != [test]:
        _handed.clear()
    _handed.append(test)
    while len(_keys) < len(_handed):
        _keys.append(ServerKey(os.urandom(32)))
    return _keys[len(_handed) - 1]


_made: dict[tuple[str, bytes], NewAccount] = {}


def account(name: str, key: ServerKey) -> NewAccount:
    """The account a browser would make for this name on this server, made once."""
    salt = key.salt(name)
    if (name, salt) not in _made:
        _made[name, salt] = new_account(phrase(name), salt, 20_000, FLOOR)
    return _made[name, salt]


@cache
def phrase(name: str) -> str:
    return f"{name.lower()} keeps a heron in the pantry"


def try_of(name: str, made: NewAccount) -> SignInSent:
    """What the browser posts when someone signs in."""
    return SignInSent(name, Sent(made.secrets.auth), Sent(made.secrets.s), "phone")
