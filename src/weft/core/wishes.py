"""Both want it: what each marks alone, and the hour at which what both marked comes to light.

Once a week, at the turn, what both want as it stood then is shown to both, and nothing else is shown to anybody. So
nobody sees the other marking, and what one wants and the other does not leaves no trace, whichever of them it was.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import ClassVar
from unicodedata import normalize

from weft.core.possible import is_key

WEEK_S = 7 * 86_400
TURN_S = 16 * 3600
"""Seconds after midnight, UTC, on a Thursday. The first of January 1970 was one."""

MOST_WANTED = 400
"""Marks of one person."""
MOST_TITLES = 300
MOST_TITLE = 120
MOST_NAME = 60
MOST_LISTS = 12

_BULLET = re.compile(r"^(?:[-*•]|\d{1,4}[.)])\s+")


@dataclass(frozen=True, slots=True)
class ListBrought:
    """One of the two brought a list of titles, for both to mark. ``key`` is 32 hexadecimal digits."""

    KIND: ClassVar[str] = "list-brought"
    VERSION: ClassVar[int] = 1
    key: str
    name: str = field(repr=False)
    titles: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListPutAway:
    """One of the two put a list away that either had brought; marks on it count no more."""

    KIND: ClassVar[str] = "list-put-away"
    VERSION: ClassVar[int] = 1
    key: str


ListWhat = ListBrought | ListPutAway
"""What ``with_lists`` folds."""


def can_be(what: ListWhat) -> bool:
    """Whether an entry can have been meant."""
    if not is_key(what.key) or isinstance(what, ListPutAway):
        return is_key(what.key)
    long = all(len(title.strip()) > 0 and len(title) <= MOST_TITLE for title in what.titles)
    return len(what.name) <= MOST_NAME and 0 < len(what.titles) <= MOST_TITLES and long


def with_lists(before: Mapping[str, ListBrought], whats: Iterable[ListWhat]) -> dict[str, ListBrought]:
    """The lists of two after these entries, in their order. One brought twice stays as it first came.

    What cannot be is passed over, and so is one too many by far.
    """
    after = dict(before)
    for what in filter(can_be, whats):
        if isinstance(what, ListBrought):
            if len(after) < 2 * MOST_LISTS:
                after.setdefault(what.key, what)
        else:
            after.pop(what.key, None)
    return after


@dataclass(frozen=True, slots=True)
class Titles:
    """A list as a page shows it: ours or brought, each title with the key it is marked by."""

    key: str
    name: str
    about: str
    titles: tuple[tuple[str, str], ...]


def item_key(title: str) -> str:
    """16 hexadecimal digits for a title, the same however it is spaced or capitalised, and on every list."""
    plain = " ".join(normalize("NFKC", title).casefold().split())
    return sha256(plain.encode()).hexdigest()[:16]


def keyed(titles: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Titles with their keys, each once, in their order."""
    found: dict[str, str] = {}
    for one in titles:
        found.setdefault(item_key(one), one)
    return tuple(found.items())


def titles_in(text: str) -> tuple[str, ...]:
    """The titles of a plain text, one a line; bullets, numbers and lines without a letter are left aside."""
    lines = (_BULLET.sub("", " ".join(line.split())) for line in text.lstrip("\ufeff").splitlines())
    kept = (line[:MOST_TITLE] for line in lines if any(each.isalnum() for each in line))
    return tuple(title for _, title in keyed(kept))


# ---------------------------------------------------------------- what one wants


@dataclass(frozen=True, slots=True)
class Wants:
    """What one person wants: ``now``, and as it stood at the ``turn`` that was newest when they last marked."""

    turn: int = 0
    then: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()


def turn_at(instant: datetime) -> int:
    """The number of the newest turn at an instant."""
    return (int(instant.timestamp()) - TURN_S) // WEEK_S


def begins(turn: int) -> datetime:
    """When a turn is, in UTC."""
    return datetime.fromtimestamp(turn * WEEK_S + TURN_S, UTC)


def standing(wants: Wants, turn: int) -> frozenset[str]:
    """What somebody wanted at this turn, the newest there has been."""
    return wants.then if wants.turn >= turn else wants.now


def marked(wants: Wants, turn: int, among: Iterable[str], wanted: Iterable[str]) -> Wants:
    """The same person after marking: of those ``among`` which the page asked, these are ``wanted``."""
    now = (wants.now - frozenset(among)) | frozenset(wanted)
    return Wants(turn, standing(wants, turn), now)


def both(mine: Wants, theirs: Wants, turn: int) -> frozenset[str]:
    """What both wanted at the newest turn; the same for either of them."""
    return standing(mine, turn) & standing(theirs, turn)
