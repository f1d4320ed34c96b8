"""Sealed words between two: asked for, agreed to, sealed, taken back, and opened together at an hour both know.

The words are locked in browsers and this module can read none. It keeps the second halves of their keys under the
server's key, or waits for their authors to bring them, and gives both out in one step or not at all. What one of the two
may be told is ``core.seal.state.View`` and nothing besides; docs/decisions/0011 says what that costs.
"""

from collections.abc import Callable

from weft.core.people import Side
from weft.core.seal.moves import Accepted, CameBack, HandedHalf, Move, Sealed, SteppedAside, Withdrew
from weft.core.seal.play import NotNow, play
from weft.core.seal.state import DAY_MINUTES, LIVING, Holding, Phase, State, Terms
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.keeper.ports import ExchangeRow, RevTaken, SealRow
from weft.keeper.seal_hours import ring_at
from weft.keeper.seal_rows import (
    TRIES,
    Standing,
    byte_of,
    clear_of,
    couple_of,
    minute_of,
    people_of,
    place_of,
    put,
    row_of,
    standing_of,
)
from weft.vault import seal as vault
from weft.vault.errors import EnvelopeAltered
from weft.vault.seal import Seal

MOST_LIVING = 24
"""Exchanges of one couple that may be open at once."""
SOONEST_MINUTES = 1
LATEST_DAYS = 366
"""How far ahead something may be agreed."""


class SealRefused(Exception):
    """What was sent is not a seal by this person, for this exchange; nothing has changed."""


async def ask(
    home: Home, opened: Opened, exchange: str, holding: Holding, earliest: int, expires: int
) -> None:
    """Ask for an exchange, under an id the browser drew; asked twice is asked once. Minutes since 1970.

    Raises NotNow if the hours make no sense or there are too many already.
    """
    couple, now = couple_of(opened), minute_of(home)
    if not (now + SOONEST_MINUTES <= earliest < expires <= now + LATEST_DAYS * DAY_MINUTES):
        raise NotNow
    living = [row for row in await home.store.exchanges_of(couple) if row.phase in LIVING]
    if len(living) >= MOST_LIVING:
        raise NotNow
    state = State(Terms(opened.side, holding, earliest, expires))
    row = ExchangeRow(exchange, couple, 0, *clear_of(state), b"")
    begun = Standing(row, state, {}, now, people_of(opened))
    try:
        await home.store.put_exchange(row_of(home, begun, state, now, 0))
    except RevTaken:
        await standing_of(home, opened, exchange)
        return
    ring_at(home, earliest)
    home.tell(couple)


async def accept(home: Home, opened: Opened, exchange: str) -> None:
    """Say yes to one the other asked for. Raises NotNow, NoSuchExchange."""
    await _turn(home, opened, exchange, Accepted(opened.side))
    home.tell(couple_of(opened))


async def seal(
    home: Home, opened: Opened, exchange: str, writing: int, given: Seal, second: bytes | None
) -> None:
    """Keep what this person sealed, in place of what they sealed before.

    Raises SealRefused unless it is signed by them and comes with the half that the terms ask for; NotNow.
    """

    def kept(standing: Standing) -> SealRow:
        place = place_of(standing, opened.person, writing)
        if (second is None) is (standing.state.terms.holding is Holding.SERVER) or not vault.fits(given):
            raise SealRefused
        said = given.commitment
        try:
            vault.check(place, opened.publics.sig_e, said)
            half = vault.keep_half(home.sign_ins.server_key, place, given, second) if second else b""
        except EnvelopeAltered:
            raise SealRefused from None
        parts = given.locked, given.wrapped, given.own, said.locked_hash, said.wrapped_hash
        return SealRow(byte_of(opened.side), writing, *parts, given.half_hash, given.signature, half)

    await _turn(home, opened, exchange, Sealed(opened.side), kept)


async def withdraw(home: Home, opened: Opened, exchange: str) -> None:
    """Take back what this person sealed: gone from the files, and nobody can tell. Raises NotNow."""
    await _turn(home, opened, exchange, Withdrew(opened.side))


async def take_back(home: Home, opened: Opened, exchange: str) -> None:
    """Take back what this person sealed and both had opened: gone from the files for good, and nobody is told.

    The other's page is from then on as if it had held no words of theirs. Raises NotNow, NoSuchExchange, SealHarmed.
    """
    for _ in range(TRIES):
        before = await standing_of(home, opened, exchange)
        mine = before.seals.get(opened.side)
        if before.state.phase is not Phase.RELEASED or mine is None or not mine.locked:
            raise NotNow
        try:
            # What the server vouched for at the opening goes with it: it holds hashes of these words.
            await put(home, before, before.state, before.ticked, [], [byte_of(opened.side)])
        except RevTaken:
            continue
        home.tell(couple_of(opened), only=opened.person)
        return
    raise NotNow


async def step_aside(home: Home, opened: Opened, exchange: str, aside: bool = True) -> None:
    """Want nothing of it to open for now, or want it after all. Nobody is told. Raises NotNow."""
    await _turn(home, opened, exchange, SteppedAside(opened.side) if aside else CameBack(opened.side))


async def hand_half(home: Home, opened: Opened, exchange: str, second: bytes) -> None:
    """Bring the half an author kept; locked again until both are here. Raises SealRefused, NotNow."""

    def kept(standing: Standing) -> SealRow:
        mine = standing.seals[opened.side]
        place = place_of(standing, opened.person, mine.writing)
        try:
            half = vault.keep_half(home.sign_ins.server_key, place, seal_in(mine), second)
        except EnvelopeAltered:
            raise SealRefused from None
        return mine._replace(kept=half)

    await _turn(home, opened, exchange, HandedHalf(opened.side), kept)


async def _turn(
    home: Home,
    opened: Opened,
    exchange: str,
    move: Move,
    kept: Callable[[Standing], SealRow] | None = None,
) -> None:
    """Carry an exchange forward by one move of this person; again from the start if the other was first."""
    for _ in range(TRIES):
        before = await standing_of(home, opened, exchange)
        after = play(before.state, move)
        seals = [kept(before)] if kept else []
        drops: list[int] = []
        if isinstance(move, Withdrew):
            seals, drops = _taken_back(before, move.side)
        try:
            await put(home, before, after, before.ticked, seals, drops)
        except RevTaken:
            continue
        return
    raise NotNow


def _taken_back(before: Standing, side: Side) -> tuple[list[SealRow], list[int]]:
    """Nothing stays; but while halves are awaited the hashes do, so that the other's browser finds what it found."""
    if before.state.phase is not Phase.CLOSING:
        return [], [byte_of(side)]
    return [before.seals[side]._replace(locked=b"", wrapped=b"", own=b"", kept=b"")], []


def sealed(locked: bytes, wrapped: bytes, own: bytes, half_hash: bytes, signature: bytes) -> Seal:
    """A seal from what was sent; nothing of it has been looked at."""
    return Seal(locked, wrapped, own, half_hash, signature)


def seal_in(row: SealRow) -> Seal:
    return Seal(row.locked, row.wrapped, row.own, row.half_hash, row.signature)
