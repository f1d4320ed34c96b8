"""The invented couples the tests are about: Noor and Elis at home; Ada and Ravi apart; Kim and Sol, where Sol watches Kim."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from weft.assemble import make_home
from weft.keeper import couples
from weft.keeper.accounts import AccountSent, begin
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.keeper.ports import Store
from weft.keeper.sign_ins import Sent, SignInSent, SlotSent
from weft.store.memory import MemoryStore
from weft.vault.account import NewAccount, new_account
from weft.vault.derive import FLOOR
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
    key: ServerKey = field(default_factory=lambda: ServerKey(os.urandom(32)))
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.home: Home = make_home(self.store, self.key, self.clock)

    def restart(self) -> None:
        """The server stops and starts: what was in memory is gone."""
        self.home = make_home(self.store, self.key, self.clock)

    async def begin(self, name: str, dye: str) -> tuple[str, Opened]:
        """An account, and the cookie of its first sign-in."""
        made = sent(account(name, self.key), name, dye)
        cookie = await begin(self.home.sign_ins, made, name.encode())  # each from a network of their own
        opened = await self.home.sign_ins.open(cookie)
        assert opened is not None
        return cookie, opened

    async def pair(self, left: Opened, right: Opened) -> None:
        made = await couples.invite(self.store, left, self.clock(), HALF_AN_HOUR)
        await couples.join(self.store, right, made.code, self.clock())
        self.home.tell(right.log.log)
        await self.home.freshen(left)

    async def two(self, left: str = "Noor", right: str = "Elis") -> tuple[Opened, Opened]:
        """Two people who have joined, left edge first."""
        _, one = await self.begin(left, "madder")
        _, other = await self.begin(right, "kendal")
        await self.pair(one, other)
        return one, other


_made: dict[tuple[str, int], NewAccount] = {}


def account(name: str, key: ServerKey) -> NewAccount:
    """The account a browser would make for this name on this server, made once."""
    if (name, id(key)) not in _made:
        _made[name, id(key)] = new_account(phrase(name), key.salt(name), 20_000, FLOOR)
    return _made[name, id(key)]


@cache
def phrase(name: str) -> str:
    return f"{name.lower()} keeps a heron in the pantry"


def sent(made: NewAccount, name: str, dye: str) -> AccountSent:
    """What the browser posts when someone begins."""
    publics = made.publics
    return AccountSent(
        made.person,
        name,
        dye,
        Sent(made.secrets.s),
        Sent(publics.kem_s),
        Sent(publics.sig_s),
        Sent(publics.kem_e),
        Sent(publics.sig_e),
        [
            SlotSent(1, made.phrase_slot_id, Sent(made.phrase_slot), Sent(made.secrets.auth)),
            SlotSent(
                3,
                made.recovery_slot_id,
                Sent(made.recovery_slot),
                Sent(made.recovery.secrets.auth),
                Sent(made.recovery.lookup),
            ),
        ],
        "phone",
        adult=True,
    )


def try_of(name: str, made: NewAccount) -> SignInSent:
    """What the browser posts when someone signs in."""
    return SignInSent(name, Sent(made.secrets.auth), Sent(made.secrets.s), "phone")
