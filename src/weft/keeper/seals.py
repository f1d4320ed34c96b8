"""Sealed words between two: asked for, agreed to, sealed, taken back, and opened together at an hour both know.

The words are locked in browsers and this module can read none. It keeps the second halves of their keys under the
server's key, or waits for their authors to bring them, and gives both out in one step or not at all. What one of the two
may be told is ``core.seal.state.View`` and nothing besides; docs/decisions/0011 says what that costs.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from weft.core.people import LogId, PersonId, Side
from weft.core.seal.moves import (
    Accepted,
    CameBack,
    HandedHalf,
    Move,
    Sealed,
    SteppedAside,
    Ticked,
    Withdrew,
)
from weft.core.seal.play import NotNow, play
from weft.core.seal.state import DAY_MINUTES, LIVING, Holding, Part, Phase, State, Terms, View, view
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.keeper.own_copies import looking_at
from weft.keeper.ports import CoupleClosed, ExchangeRow, RevTaken, SealRow
from weft.vault import envelope
from weft.vault import seal as vault
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import id16, lp, u32
from weft.vault.padding import pad, unpad
from weft.vault.roots import Publics
from weft.vault.seal import Commitment, Holder, Place, Seal

MOST_LIVING = 24
"""Exchanges of one couple that may be open at once."""
SOONEST_MINUTES = 1
LATEST_DAYS = 366
"""How far ahead something may be agreed."""
KEPT_DAYS = 30
"""How long one that ended unopened stays on the page."""
DAMAGED = (EnvelopeAltered, msgspec.DecodeError, ValueError)
"""What reading a row can raise that somebody touched."""
TRIES = 5
LEAST_TERMS_BYTES = 512

HOLDER = {Holding.SERVER: Holder.SERVER, Holding.AUTHOR: Holder.AUTHOR}
SIDES = (Side.LEFT, Side.RIGHT)


class SealRefused(Exception):
    """What was sent is not a seal by this person, for this exchange; nothing has changed."""


class SealHarmed(Exception):
    """What lies there is not what was kept; nothing was done with it."""


class NoSuchExchange(Exception):
    """There is none of this id between these two."""


class KeptTerms(msgspec.Struct, frozen=True):
    """What a job has to know while nobody is here; locked under the server's key."""

    asker: Side
    holding: Holding
    earliest: int
    expires: int
    ticked: int
    """The minute of the last agreed instant that was seen to, or of the asking."""
    aside: tuple[bool, bool]
    people: tuple[PersonId, PersonId]


@dataclass(frozen=True, slots=True)
class Standing:
    """An exchange as it is kept: its row, what was sealed, and the state they make."""

    row: ExchangeRow
    state: State
    seals: dict[Side, SealRow]
    ticked: int
    people: tuple[PersonId, PersonId]


@dataclass(frozen=True, slots=True)
class Sight:
    """All of an exchange that one of the two is shown.

    ``theirs`` is there once it has opened. ``promised`` is the other's commitment and its writing, while halves are
    awaited; it says nothing of the words, nor whether they have been taken back meanwhile.
    """

    exchange: str
    view: View
    mine: SealRow | None
    theirs: SealRow | None
    promised: SealRow | None


@dataclass(frozen=True, slots=True)
class Sights:
    """What one of the two is shown, and whether there is more that can't be read on this server any more."""

    found: tuple[Sight, ...]
    harmed: bool


@dataclass(frozen=True, slots=True)
class Whom:
    """The other of two, and their public halves as the server has them, by name; none of somebody who is gone."""

    person: PersonId
    name: str
    halves: dict[str, bytes]


# ---------------------------------------------------------------- what a person does


async def ask(
    home: Home, opened: Opened, exchange: str, holding: Holding, earliest: int, expires: int
) -> None:
    """Ask for an exchange, under an id the browser drew; asked twice is asked once. Minutes since 1970.

    Raises NotNow if the hours make no sense or there are too many already.
    """
    couple, now = _couple(opened), _minute(home)
    if not (now + SOONEST_MINUTES <= earliest < expires <= now + LATEST_DAYS * DAY_MINUTES):
        raise NotNow
    living = [row for row in await home.store.exchanges_of(couple) if row.phase in LIVING]
    if len(living) >= MOST_LIVING:
        raise NotNow
    state = State(Terms(opened.side, holding, earliest, expires))
    row = ExchangeRow(exchange, couple, 0, *_clear(state), b"")
    begun = Standing(row, state, {}, now, _people(opened))
    try:
        await home.store.put_exchange(_row(home, begun, state, now, 0))
    except RevTaken:
        await _standing(home, opened, exchange)
        return
    _due(home, earliest)
    home.tell(couple)


async def accept(home: Home, opened: Opened, exchange: str) -> None:
    """Say yes to one the other asked for. Raises NotNow, NoSuchExchange."""
    await _turn(home, opened, exchange, Accepted(opened.side))
    home.tell(_couple(opened))


async def seal(
    home: Home, opened: Opened, exchange: str, writing: int, given: Seal, second: bytes | None
) -> None:
    """Keep what this person sealed, in place of what they sealed before.

    Raises SealRefused unless it is signed by them and comes with the half that the terms ask for; NotNow.
    """

    def kept(standing: Standing) -> SealRow:
        place = _place(standing, opened.person, writing)
        if (second is None) is (standing.state.terms.holding is Holding.SERVER) or not vault.fits(given):
            raise SealRefused
        said = given.commitment
        try:
            vault.check(place, opened.publics.sig_e, said)
            half = vault.keep_half(home.sign_ins.server_key, place, given, second) if second else b""
        except EnvelopeAltered:
            raise SealRefused from None
        parts = given.locked, given.wrapped, given.own, said.locked_hash, said.wrapped_hash
        return SealRow(_byte(opened.side), writing, *parts, given.half_hash, given.signature, half)

    await _turn(home, opened, exchange, Sealed(opened.side), kept)


async def withdraw(home: Home, opened: Opened, exchange: str) -> None:
    """Take back what this person sealed: gone from the files, and nobody can tell. Raises NotNow."""
    await _turn(home, opened, exchange, Withdrew(opened.side))


async def take_back(home: Home, opened: Opened, exchange: str) -> None:
    """Take back what this person sealed and both had opened: gone from the files for good, and nobody is told.

    The other's page is from then on as if it had held no words of theirs. Raises NotNow, NoSuchExchange, SealHarmed.
    """
    for _ in range(TRIES):
        before = await _standing(home, opened, exchange)
        mine = before.seals.get(opened.side)
        if before.state.phase is not Phase.RELEASED or mine is None or not mine.locked:
            raise NotNow
        try:
            # What the server vouched for at the opening goes with it: it holds hashes of these words.
            await _put(home, before, before.state, before.ticked, [], [_byte(opened.side)])
        except RevTaken:
            continue
        home.tell(_couple(opened), only=opened.person)
        return
    raise NotNow


async def step_aside(home: Home, opened: Opened, exchange: str, aside: bool = True) -> None:
    """Want nothing of it to open for now, or want it after all. Nobody is told. Raises NotNow."""
    await _turn(home, opened, exchange, SteppedAside(opened.side) if aside else CameBack(opened.side))


async def hand_half(home: Home, opened: Opened, exchange: str, second: bytes) -> None:
    """Bring the half an author kept; locked again until both are here. Raises SealRefused, NotNow."""

    def kept(standing: Standing) -> SealRow:
        mine = standing.seals[opened.side]
        place = _place(standing, opened.person, mine.writing)
        try:
            half = vault.keep_half(home.sign_ins.server_key, place, _sealed(mine), second)
        except EnvelopeAltered:
            raise SealRefused from None
        return mine._replace(kept=half)

    await _turn(home, opened, exchange, HandedHalf(opened.side), kept)


async def sight(home: Home, opened: Opened, exchange: str) -> Sight:
    """An exchange as this person may see it. Raises NoSuchExchange."""
    return _sight(await _standing(home, opened, exchange), opened.side)


async def sights(home: Home, opened: Opened) -> Sights:
    """All exchanges of these two, as this person may see them; one that was damaged hides no other."""
    found, harmed = list[Sight](), False
    for row in await home.store.exchanges_of(_couple(opened)):
        try:
            found.append(_sight(await _read(home, row), opened.side))
        except DAMAGED:
            harmed = True
    return Sights(tuple(found), harmed)


async def kept_sights(home: Home, opened: Opened, couple: str) -> tuple[Whom, Sights] | None:
    """What had opened to both of a space that has closed; None unless this person has a copy of it."""
    one = next((each for each in opened.copies if each.couple == couple), None)
    past = await looking_at(home.store, opened, couple) if one else None
    if one is None or past is None:
        return None
    row = await home.store.person(PersonId(one.note.partner))
    publics = Publics.from_bytes(row.publics) if row else None
    all_of_it = await sights(home, past)
    opened_to_both = tuple(each for each in all_of_it.found if each.view.phase is Phase.RELEASED)
    whom = Whom(PersonId(one.note.partner), one.partner_name, halves(publics))
    return whom, replace(all_of_it, found=opened_to_both)


def with_whom(opened: Opened) -> Whom:
    """The other of these two."""
    assert opened.couple is not None, "only two can exchange"
    name = opened.couple.log.life.people[opened.side.other].name
    return Whom(opened.couple.partner, name, halves(opened.couple.partner_publics))


def halves(publics: Publics | None) -> dict[str, bytes]:
    return {half: getattr(publics, half, b"") for half in ("kem_s", "sig_s", "kem_e", "sig_e")}


def _sight(standing: Standing, side: Side) -> Sight:
    phase, theirs = standing.state.phase, standing.seals.get(side.other)
    mine = standing.seals.get(side)
    return Sight(
        standing.row.exchange,
        view(standing.state, side),
        mine if mine and mine.locked else None,
        theirs if phase is Phase.RELEASED and theirs and theirs.locked else None,
        theirs if phase is Phase.CLOSING else None,
    )


# ---------------------------------------------------------------- one step of it


async def _turn(
    home: Home,
    opened: Opened,
    exchange: str,
    move: Move,
    kept: Callable[[Standing], SealRow] | None = None,
) -> None:
    """Carry an exchange forward by one move of this person; again from the start if the other was first."""
    for _ in range(TRIES):
        before = await _standing(home, opened, exchange)
        after = play(before.state, move)
        seals = [kept(before)] if kept else []
        drops: list[int] = []
        if isinstance(move, Withdrew):
            seals, drops = _taken_back(before, move.side)
        try:
            await _put(home, before, after, before.ticked, seals, drops)
        except RevTaken:
            continue
        return
    raise NotNow


def _taken_back(before: Standing, side: Side) -> tuple[list[SealRow], list[int]]:
    """Nothing stays; but while halves are awaited the hashes do, so that the other's browser finds what it found."""
    if before.state.phase is not Phase.CLOSING:
        return [], [_byte(side)]
    return [before.seals[side]._replace(locked=b"", wrapped=b"", own=b"", kept=b"")], []


async def _put(
    home: Home,
    before: Standing,
    after: State,
    ticked: int,
    seals: list[SealRow],
    drops: list[int],
    record: bytes = b"",
) -> None:
    row = _row(home, before, after, ticked, before.row.rev + 1, record)
    await home.store.put_exchange(row, seals, drops)


async def _standing(home: Home, opened: Opened, exchange: str) -> Standing:
    """An exchange of these two. Raises NoSuchExchange, for one of other people too, and SealHarmed."""
    row = await home.store.exchange(exchange)
    if row is None or row.couple != _couple(opened):
        raise NoSuchExchange
    try:
        return await _read(home, row)
    except DAMAGED:
        raise SealHarmed from None


async def _read(home: Home, row: ExchangeRow) -> Standing:
    """Raises EnvelopeAltered when the terms were touched."""
    plain = envelope.unlock(_job_key(home, row.exchange), Purpose.JOB, _job_aad(row), row.terms)
    kept = msgspec.json.decode(unpad(plain), type=KeptTerms)
    seals = {SIDES[one.side]: one for one in await home.store.seals_of(row.exchange)}
    left, right = (_part(seals.get(side), kept.aside[_byte(side)]) for side in SIDES)
    terms = Terms(kept.asker, kept.holding, kept.earliest, kept.expires)
    return Standing(row, State(terms, Phase(row.phase), left, right), seals, kept.ticked, kept.people)


def _part(seal: SealRow | None, aside: bool) -> Part:
    sealed = seal is not None and bool(seal.locked)
    return Part(sealed, aside, sealed and seal is not None and bool(seal.kept or seal.half))


def _row(
    home: Home, before: Standing, after: State, ticked: int, rev: int, record: bytes = b""
) -> ExchangeRow:
    exchange, terms = before.row.exchange, after.terms
    aside = (after.left.aside, after.right.aside)
    kept = KeptTerms(terms.asker, terms.holding, terms.earliest, terms.expires, ticked, aside, before.people)
    bare = ExchangeRow(exchange, before.row.couple, rev, *_clear(after), b"", record)
    plain = pad(msgspec.json.encode(kept), LEAST_TERMS_BYTES)
    return replace(bare, terms=envelope.lock(_job_key(home, exchange), Purpose.JOB, _job_aad(bare), plain))


def _clear(state: State) -> tuple[str, int, int]:
    return state.phase.value, state.terms.earliest // DAY_MINUTES, state.terms.expires // DAY_MINUTES


def _job_key(home: Home, exchange: str) -> bytes:
    return home.sign_ins.server_key.job_key(id16(exchange))


def _job_aad(row: ExchangeRow) -> bytes:
    return lp("exchange1", id16(row.exchange), id16(row.couple), u32(row.rev), row.phase)


# ---------------------------------------------------------------- the clock


async def tick(home: Home) -> None:
    """Do what is due: open what both have sealed, end what never opened. Nobody need be signed in."""
    now = _minute(home)
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
    before = await _read(home, row)
    due = before.state.terms.next_tick(before.ticked)
    if due is None or due > now:
        return
    after = play(before.state, Ticked(now))
    if after.phase is Phase.RELEASED:
        await _release(home, before, after, now)
    else:
        drops = [0, 1] if after.phase is Phase.EXPIRED else []
        await _put(home, before, after, now, [], drops)
    if after.phase is not before.state.phase:
        home.tell(row.couple)


async def _release(home: Home, before: Standing, after: State, now: int) -> None:
    """Both halves in one step, or, if either cannot be opened, none."""
    key = home.sign_ins.server_key
    opened = {side: _give(home, before, side) for side in SIDES}
    left, right = (_commitment(before.seals[side]) for side in SIDES)
    record = vault.released(key, before.row.exchange, now, left, right)
    await _put(home, before, after, now, list(opened.values()), [], record)


def _give(home: Home, before: Standing, side: Side) -> SealRow:
    seal = before.seals[side]
    place = _place(before, before.people[_byte(side)], seal.writing)
    half = vault.give_half(home.sign_ins.server_key, place, seal.locked, seal.kept)
    return seal._replace(kept=b"", half=half)


def _place(standing: Standing, author: PersonId, writing: int) -> Place:
    terms = standing.state.terms
    return Place(standing.row.exchange, author, writing, HOLDER[terms.holding], terms.earliest)


def sealed(locked: bytes, wrapped: bytes, own: bytes, half_hash: bytes, signature: bytes) -> Seal:
    """A seal from what was sent; nothing of it has been looked at."""
    return Seal(locked, wrapped, own, half_hash, signature)


def _sealed(row: SealRow) -> Seal:
    return Seal(row.locked, row.wrapped, row.own, row.half_hash, row.signature)


def _commitment(row: SealRow) -> Commitment:
    return Commitment(row.locked_hash, row.wrapped_hash, row.half_hash, row.signature)


def _byte(side: Side) -> int:
    return SIDES.index(side)


def _couple(opened: Opened) -> LogId:
    assert opened.couple is not None, "only two can exchange"
    return opened.couple.row.couple


def _people(opened: Opened) -> tuple[PersonId, PersonId]:
    assert opened.couple is not None, "only two can exchange"
    return opened.couple.row.left, opened.couple.row.right


def _minute(home: Home) -> int:
    return int(home.clock().timestamp()) // 60


# ---------------------------------------------------------------- when to look again


async def begin(home: Home) -> None:
    """Do what fell due while the server was down, then set the one timer for what is next, if anything is."""
    await tick(home)
    await _plan(home)


async def _plan(home: Home) -> None:
    now = _minute(home)
    for row in await home.store.living_exchanges():
        try:
            standing = await _read(home, row)
        except DAMAGED:
            continue
        due = standing.state.terms.next_tick(max(now, standing.ticked))
        if due is not None:
            _due(home, due)


def _due(home: Home, minute: int) -> None:
    home.alarm.sooner(minute, minute * 60 - home.clock().timestamp(), lambda: begin(home))
