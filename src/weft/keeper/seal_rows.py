"""How sealed words between two lie in the store: a row with its terms locked, and what each has sealed."""

from dataclasses import dataclass, replace

from weft.core.people import LogId, PersonId, Side
from weft.core.seal.state import DAY_MINUTES, Holding, Part, Phase, State, Terms
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.keeper.ports import ExchangeRow, SealRow
from weft.keeper.seal_terms import DAMAGED, KeptTerms, lock_terms, unlock_terms
from weft.vault.seal import Holder, Place

TRIES = 5

HOLDER = {Holding.SERVER: Holder.SERVER, Holding.AUTHOR: Holder.AUTHOR}
SIDES = (Side.LEFT, Side.RIGHT)


class SealHarmed(Exception):
    """What lies there is not what was kept; nothing was done with it."""


class NoSuchExchange(Exception):
    """There is none of this id between these two."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An exchange as it is kept: its row, what was sealed, and the state they make."""

    row: ExchangeRow
    state: State
    seals: dict[Side, SealRow]
    ticked: int
    people: tuple[PersonId, PersonId]


async def standing_of(home: Home, opened: Opened, exchange: str) -> Standing:
    """An exchange of these two. Raises NoSuchExchange, for one of other people too, and SealHarmed."""
    row = await home.store.exchange(exchange)
    if row is None or row.couple != couple_of(opened):
        raise NoSuchExchange
    try:
        return await read(home, row)
    except DAMAGED:
        raise SealHarmed from None


async def read(home: Home, row: ExchangeRow) -> Standing:
    """Raises EnvelopeAltered when the terms were touched."""
    kept = unlock_terms(home.sign_ins.server_key, row)
    seals = {SIDES[one.side]: one for one in await home.store.seals_of(row.exchange)}
    left, right = (_part(seals.get(side), kept.aside[byte_of(side)]) for side in SIDES)
    terms = Terms(kept.asker, kept.holding, kept.earliest, kept.expires)
    return Standing(row, State(terms, Phase(row.phase), left, right), seals, kept.ticked, kept.people)


def _part(seal: SealRow | None, aside: bool) -> Part:
    sealed = seal is not None and bool(seal.locked)
    return Part(sealed, aside, sealed and seal is not None and bool(seal.kept or seal.half))


async def put(
    home: Home,
    before: Standing,
    after: State,
    ticked: int,
    seals: list[SealRow],
    drops: list[int],
    record: bytes = b"",
) -> None:
    row = row_of(home, before, after, ticked, before.row.rev + 1, record)
    await home.store.put_exchange(row, seals, drops)


def row_of(
    home: Home, before: Standing, after: State, ticked: int, rev: int, record: bytes = b""
) -> ExchangeRow:
    exchange, terms = before.row.exchange, after.terms
    aside = (after.left.aside, after.right.aside)
    kept = KeptTerms(terms.asker, terms.holding, terms.earliest, terms.expires, ticked, aside, before.people)
    bare = ExchangeRow(exchange, before.row.couple, rev, *clear_of(after), b"", record)
    return replace(bare, terms=lock_terms(home.sign_ins.server_key, bare, kept))


def clear_of(state: State) -> tuple[str, int, int]:
    return state.phase.value, state.terms.earliest // DAY_MINUTES, state.terms.expires // DAY_MINUTES


def place_of(standing: Standing, author: PersonId, writing: int) -> Place:
    terms = standing.state.terms
    return Place(standing.row.exchange, author, writing, HOLDER[terms.holding], terms.earliest)


def byte_of(side: Side) -> int:
    return SIDES.index(side)


def couple_of(opened: Opened) -> LogId:
    assert opened.couple is not None, "only two can exchange"
    return opened.couple.row.couple


def people_of(opened: Opened) -> tuple[PersonId, PersonId]:
    assert opened.couple is not None, "only two can exchange"
    return opened.couple.row.left, opened.couple.row.right


def minute_of(home: Home) -> int:
    return int(home.clock().timestamp()) // 60
