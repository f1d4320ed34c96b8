"""Ideas of two: those that come with Weft and with packs, and their own; what each marks alone, and what both did.

Marks on ideas, and tastes, lie with those on lists in the note of ``keeper/wishes.py``: neither of the two can open the
other's, it has one size, and what both marked comes to light once a week. docs/decisions/0036 says what that leaves to be
inferred.
"""

from collections.abc import Collection, Iterable
from hashlib import sha256

from weft.core.fitting import Marks, Taste, marks, taste_key, wanted_key, weigher, worth_key
from weft.core.ideas import Idea, Weigh, evenly
from weft.core.own_ideas import MOST_OWN, IdeaAdded, IdeaPutAway, idea_of
from weft.core.wishes import Titles
from weft.keeper import wishes
from weft.keeper.gone_by import word_for, written
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.ports import Shred
from weft.keeper.writing import BYTE_OF
from weft.vault.lp import lp


class TooManyIdeas(Exception):
    """The two have as many ideas of their own as there may be; nothing was added."""


class FormUsed(Exception):
    """The form has added an idea before, of this title if it is still there; nothing was added or lost."""

    def __init__(self, title: str = "") -> None:
        super().__init__("the form has added an idea before")
        self.title = title


def pool(home: Home, opened: Opened) -> tuple[Idea, ...]:
    """All ideas there are for this person: the library's, then those the two added."""
    return (*home.library.ideas, *opened.log.life.ideas.values())


def own_key(opened: Opened, idea: Idea) -> str | None:
    """The key of one the two added; None for one that came with Weft or a pack."""
    return next((key for key, one in opened.log.life.ideas.items() if one.id == idea.id), None)


def one(home: Home, opened: Opened, id: str) -> Idea | None:
    return next((idea for idea in pool(home, opened) if idea.id == id), None)


# ---------------------------------------------------------------- what one marks, and what both did


async def mine(home: Home, opened: Opened) -> Marks:
    """What this person marked, as it is now."""
    return marks(await wishes.wanted(home, opened), pool(home, opened))


async def of_both(home: Home, opened: Opened) -> Marks:
    """What both had marked at the newest turn: the same for either. Nothing for somebody alone."""
    if opened.couple is None:
        return Marks()
    return marks(await wishes.both_keys(home, opened), pool(home, opened))


def weigh(opened: Opened, both: Marks) -> Weigh:
    """How ideas weigh for these two; for somebody alone, all the same."""
    if opened.couple is None:
        return evenly
    return weigher(both, frozenset(one.id for one in opened.log.life.ideas.values()))


async def say_tastes(home: Home, opened: Opened, tastes: Collection[Taste]) -> None:
    """Say anew what this person likes. Nobody is told, now or later. Raises TooManyWishes."""
    await _mark(home, opened, map(taste_key, Taste), map(taste_key, tastes))


async def say_of(home: Home, opened: Opened, idea: Idea, *, wanted: bool, worth: bool) -> None:
    """Say anew whether this person would like an idea, and whether it was worth it. Raises TooManyWishes."""
    said = ((wanted_key(idea), wanted), (worth_key(idea), worth))
    await _mark(home, opened, (key for key, _ in said), (key for key, so in said if so))


async def _mark(home: Home, opened: Opened, among: Iterable[str], chosen: Iterable[str]) -> None:
    asked = Titles("", "", "", tuple((key, "") for key in among))
    await wishes.mark(home, opened, asked, frozenset(chosen))


# ---------------------------------------------------------------- ideas of their own


def new_tap(opened: Opened) -> str:
    """The mark of the next idea this person adds: the same form sent twice adds one.

    It moves with what both may see of ideas and with nothing else in the log, or the page would tell of the rest.
    """
    life = opened.log.life
    number = len(life.ideas) + 2 * life.ideas_gone
    return sha256(lp("idea", opened.log.key, opened.side.value, str(number))).digest()[:16].hex()


async def add(home: Home, opened: Opened, what: IdeaAdded) -> None:
    """Add an idea, for both to see; the same press sent twice adds one.

    Raises FormUsed where something else came of the same form before; TooManyIdeas, ValueError. Nothing was added then.
    """
    idea, lying = idea_of(what), opened.log.life.ideas
    if what.key in lying:
        if lying[what.key] != idea:
            raise FormUsed(lying[what.key].title)
        return
    if len(lying) >= MOST_OWN:
        raise TooManyIdeas
    await append(home.store, opened, opened.log, [what], home.clock(), tap=f"idea {what.key}")
    if opened.log.life.ideas.get(what.key) != idea:
        raise FormUsed  # It was added from this form once, and put away since.
    home.tell(opened.log.log)


async def put_away(home: Home, opened: Opened, key: str) -> None:
    """Put an idea away that one of the two added, for both; the words of one's own go for good. No error if it is gone."""
    if key not in opened.log.life.ideas:
        return
    shreds = await _shreds(home, opened, opened.log, key)
    await append(home.store, opened, opened.log, [IdeaPutAway(key)], home.clock(), shreds=shreds)
    home.tell(opened.log.log)


async def _shreds(home: Home, opened: Opened, log: OpenLog, key: str) -> list[Shred]:
    """The entry in which this person added it, with their signed word that it goes; nobody signs for the other."""
    mine = [row for row in await home.store.read(log.log) if row.author == BYTE_OF[opened.side]]
    return [
        word_for(opened, row)
        for row, one in written(log, mine)
        if isinstance(one.what, IdeaAdded) and one.what.key == key
    ]
