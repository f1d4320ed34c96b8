"""Each person's own security log in SQL: sealed lines, and how many there are."""

from weft.core.people import PersonId
from weft.store.writer import Pens

TRACES_OF = "SELECT sealed FROM keys.traces WHERE person = ? ORDER BY number"
TRIES_OF = "SELECT sealed FROM keys.tries WHERE person = ? ORDER BY day"

_ADD = "INSERT INTO traces SELECT ?1, coalesce(max(number) + 1, 0), ?2 FROM traces WHERE person = ?1"
_DROP = """
    DELETE FROM traces WHERE person = ?1
    AND number <= (SELECT max(number) FROM traces WHERE person = ?1) - ?2
"""


def add(pens: Pens, person: PersonId, sealed: bytes, most: int) -> None:
    pens.keys.execute(_ADD, (person, sealed))
    pens.keys.execute(_DROP, (person, most))


def add_try(pens: Pens, person: PersonId, day: int, sealed: bytes, most: int) -> None:
    pens.keys.execute("INSERT OR IGNORE INTO tries VALUES (?, ?, ?)", (person, day, sealed))
    pens.keys.execute(
        "DELETE FROM tries WHERE person = ?1 AND day NOT IN "
        "(SELECT day FROM tries WHERE person = ?1 ORDER BY day DESC LIMIT ?2)",
        (person, most),
    )
