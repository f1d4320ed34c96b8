"""What one of the two is shown of words that a browser sealed in a sitting, for that person's own browser to open.

It comes from the sitting itself, as it does for words in the open; docs/decisions/0017 says why.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from weft.core.log.fold import Words
from weft.core.people import SittingId
from weft.core.sitting.sealed import place
from weft.core.sitting.state import Stage
from weft.keeper.boards import Board, NothingThere, all_boards
from weft.keeper.exchange import visible
from weft.keeper.home import Home
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.keeper.own_copies import looking_at
from weft.keeper.seal_sights import Whom, with_whom
from weft.keeper.seal_sights import halves as half_keys
from weft.keeper.sealed_steps import Part, half_of, held_by, parts
from weft.vault.roots import Publics


@dataclass(frozen=True, slots=True, repr=False)
class Sight:
    """A sitting as one person's browser gets it: ``by`` whom, and with whom. ``one`` is None once it is over.

    ``said`` are words they may see, in the order of the page; ``parts`` what lies of those that are sealed, by key.
    ``promised`` is what the other stands by, while this person is about to bring a half.
    """

    by: Opened
    whom: Whom
    title: str
    one: Board | None
    said: tuple[Words, ...]
    parts: Mapping[str, Part]
    promised: tuple[Part, ...] = ()


async def sight(home: Home, opened: Opened, sitting: str) -> Sight:
    """What this person may see of a sitting: of theirs now, or of one they parted from.

    Raises NothingThere.
    """
    if opened.couple is not None:
        with suppress(NothingThere):
            return await _sight(home, opened, with_whom(opened), SittingId(sitting))
    for one in opened.copies:
        past = await looking_at(home.store, opened, one.couple)
        if past and past.couple and SittingId(sitting) in past.couple.log.life.words:
            row = await home.store.person(past.couple.partner)
            theirs = half_keys(Publics.from_bytes(row.publics) if row else None)
            whom = Whom(past.couple.partner, one.partner_name, theirs)
            return await _sight(home, past, whom, SittingId(sitting))
    raise NothingThere


async def _sight(home: Home, opened: Opened, whom: Whom, sitting: SittingId) -> Sight:
    assert opened.couple is not None, "only two can exchange"
    lying, log = await all_boards(home, opened), opened.couple.log
    one = next((each for each in lying if each.id == sitting and each.log is log), None)
    written = log.life.words.get(sitting, ())
    woven = log.life.woven.get(sitting)
    said = visible(opened, lying, sitting, log)
    over = one is None or one.lapsed
    if over and woven is None and not said:
        raise NothingThere
    title = one.title if one and not over else woven.what.title if woven else "Sealed words"
    there = {words.key: words for words in written if words.sealed}
    found = await parts(home, opened, log, sitting, there) if there else {}
    found = _with_halves(home, opened, one, found)
    shown = {words.key: found[words.key] for words in said if words.key in found}
    promised = _promised(opened, one, there, found)
    one = one if one and not over and opened.side not in one.state.gone else None
    return Sight(opened, whom, title, one, said, shown, promised)


def _with_halves(home: Home, opened: Opened, one: Board | None, found: Mapping[str, Part]) -> dict[str, Part]:
    """With the halves of all that is open to both; where one doesn't open, none of the same place does."""
    still = set(found) - set(one.state.opened) if one else set()
    halves = {key: half_of(home, opened, part, part.kept) for key, part in found.items() if key not in still}
    shut = {place(key) for key, half in halves.items() if not half}
    return {
        key: replace(part, half=b"" if place(key) in shut else halves.get(key, b""))
        for key, part in found.items()
    }


async def opened_sittings(home: Home, opened: Opened) -> list[tuple[SittingId, str]]:
    """The sittings of these two in which sealed words are open to both, and the day of each as it is said.

    What is sealed and not open is not counted, whoever sealed it: the list is the same for both.
    """
    if opened.couple is None:
        return []
    log = opened.couple.log
    boards = {one.id: one for one in await all_boards(home, opened)}
    found = []
    for sitting, written in log.life.words.items():
        one, woven = boards.get(sitting), log.life.woven.get(sitting)
        still = {words.key for words in written} - set(one.state.opened) if one else set[str]()
        if sitting not in opened.shut and any(words.sealed and words.key not in still for words in written):
            found.append((sitting, day_words(woven.at.astimezone().date()) if woven else ""))
    return found


def _promised(
    opened: Opened, one: Board | None, there: Mapping[str, Words], found: Mapping[str, Part]
) -> tuple[Part, ...]:
    if one is None or one.state.stage is not Stage.OPENING:
        return ()
    if not held_by(one, there.values(), opened.side):
        return ()
    return tuple(
        part for key, part in found.items() if part.author is not opened.side and key not in one.state.opened
    )
