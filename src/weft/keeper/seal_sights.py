"""What one of the two is told of sealed words between them: ``core.seal.state.View`` and nothing besides."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from weft.core.people import PersonId, Side
from weft.core.seal.state import Phase, View, view
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.keeper.own_copies import looking_at
from weft.keeper.ports import SealRow
from weft.keeper.seal_rows import Standing, couple_of, read, standing_of
from weft.keeper.seal_terms import DAMAGED
from weft.vault.roots import Publics


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


async def sight(home: Home, opened: Opened, exchange: str) -> Sight:
    """An exchange as this person may see it. Raises NoSuchExchange."""
    return _sight(await standing_of(home, opened, exchange), opened.side)


async def sights(home: Home, opened: Opened) -> Sights:
    """All exchanges of these two, as this person may see them; one that was damaged hides no other."""
    found, harmed = list[Sight](), False
    for row in await home.store.exchanges_of(couple_of(opened)):
        try:
            found.append(_sight(await read(home, row), opened.side))
        except DAMAGED:
            harmed = True
    return Sights(tuple(found), harmed)


async def opened_days(home: Home, opened: Opened) -> list[tuple[date, Sight]]:
    """What has opened to both, by the day of its hour on this server: the same days for either."""
    if opened.couple is None:
        return []
    found = [one for one in (await sights(home, opened)).found if one.view.phase is Phase.RELEASED]
    return [(_day(one), one) for one in found]


def _day(one: Sight) -> date:
    return datetime.fromtimestamp(one.view.terms.earliest * 60, UTC).astimezone().date()


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
