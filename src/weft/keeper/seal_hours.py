"""The hours of sealed words: both halves are given out at theirs, in one step, with nobody signed in; or none is."""

from weft.core.people import Side
from weft.core.seal.moves import Ticked
from weft.core.seal.play import play
from weft.core.seal.state import DAY_MINUTES, LIVING, Phase, State
from weft.keeper.home import Home
from weft.keeper.ports import CoupleClosed, RevTaken, SealRow
from weft.keeper.seal_rows import SIDES, TRIES, Standing, byte_of, minute_of, place_of, put, read
from weft.keeper.seal_terms import DAMAGED
from weft.vault import seal as vault
from weft.vault.seal import Commitment

KEPT_DAYS = 30
"""How long one that ended unopened stays on the page."""


async def tick(home: Home) -> None:
    """Do what is due: open what both have sealed, end what never opened. Nobody need be signed in."""
    now = minute_of(home)
    await home.store.sweep_exchanges(now // DAY_MINUTES - KEPT_DAYS)
    for row in await home.store.living_exchanges():
        for _ in range(TRIES):
            try:
                await _tick_one(home, row.exchange, now)
                break
            except RevTaken:
                continue
            except (*DAMAGED, CoupleClosed):
                break  # Damaged or parted from: it opens for neither.


async def _tick_one(home: Home, exchange: str, now: int) -> None:
    row = await home.store.exchange(exchange)
    if row is None or row.phase not in LIVING:
        return
    before = await read(home, row)
    due = before.state.terms.next_tick(before.ticked)
    if due is None or due > now:
        return
    after = play(before.state, Ticked(now))
    if after.phase is Phase.RELEASED:
        await _release(home, before, after, now)
    else:
        drops = [0, 1] if after.phase is Phase.EXPIRED else []
        await put(home, before, after, now, [], drops)
    if after.phase is Phase.RELEASED:
        home.tell_opened(row.couple)
    elif after.phase is not before.state.phase:
        home.tell(row.couple)


async def _release(home: Home, before: Standing, after: State, now: int) -> None:
    """Both halves in one step, or, if either cannot be opened, none."""
    key = home.sign_ins.server_key
    opened = {side: _give(home, before, side) for side in SIDES}
    left, right = (commitment(before.seals[side]) for side in SIDES)
    record = vault.released(key, before.row.exchange, now, left, right)
    await put(home, before, after, now, list(opened.values()), [], record)


def _give(home: Home, before: Standing, side: Side) -> SealRow:
    seal = before.seals[side]
    place = place_of(before, before.people[byte_of(side)], seal.writing)
    half = vault.give_half(home.sign_ins.server_key, place, seal.locked, seal.kept)
    return seal._replace(kept=b"", half=half)


def commitment(row: SealRow) -> Commitment:
    return Commitment(row.locked_hash, row.wrapped_hash, row.half_hash, row.signature)


async def begin(home: Home) -> None:
    """Do what fell due while the server was down, then set the one timer for what is next, if anything is."""
    await tick(home)
    await _plan(home)


async def _plan(home: Home) -> None:
    now = minute_of(home)
    for row in await home.store.living_exchanges():
        try:
            standing = await read(home, row)
        except DAMAGED:
            continue
        due = standing.state.terms.next_tick(max(now, standing.ticked))
        if due is not None:
            ring_at(home, due)


def ring_at(home: Home, minute: int) -> None:
    home.alarm.sooner(minute, minute * 60 - home.clock().timestamp(), lambda: begin(home))
