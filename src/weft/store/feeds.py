"""Plans for the calendars of two, in SQL: sealed parts beside what an address finds them by."""

from weft.core.people import PersonId
from weft.keeper.ports import FeedRow
from weft.store.writer import Pens

FEED = "SELECT person, mark, public, terms, plans FROM keys.feeds WHERE person = ?"
FEED_BY_MARK = "SELECT person, mark, public, terms, plans FROM keys.feeds WHERE mark = ?"

_PUT = "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?)"
_FILL = (
    "INSERT INTO feeds VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (person) DO UPDATE SET plans = excluded.plans WHERE public = excluded.public"
)


def put(pens: Pens, row: FeedRow) -> None:
    pens.keys.execute(_PUT, row)


def fill(pens: Pens, row: FeedRow) -> None:
    pens.keys.execute(_FILL, row)


def drop(pens: Pens, *people: PersonId | str) -> None:
    for person in people:
        pens.keys.execute("DELETE FROM feeds WHERE person = ?", (person,))
