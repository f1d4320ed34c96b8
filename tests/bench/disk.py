"""The limits set by the disk: one durable commit after another, as plainly as SQLite can."""

from pathlib import Path
from statistics import median
from time import perf_counter

import apsw

ROW = bytes(300)


def plain(folder: Path) -> apsw.Connection:
    """A database with one table, as durable as ours."""
    made = apsw.Connection(str(folder / "limit.db"))
    made.execute("PRAGMA journal_mode=WAL")
    made.execute("PRAGMA synchronous=FULL")
    made.execute("CREATE TABLE IF NOT EXISTS rows (n INTEGER PRIMARY KEY, body BLOB)")
    return made


def commits(database: apsw.Connection, seconds: float) -> list[float]:
    """Milliseconds of each commit of one row, one after another."""
    until, took = perf_counter() + seconds, list[float]()
    while perf_counter() < until:
        began = perf_counter()
        database.execute("INSERT INTO rows (body) VALUES (?)", (ROW,))
        took.append(1000 * (perf_counter() - began))
    return took


def commit_ms(folder: Path, seconds: float) -> float:
    """The median of them."""
    database = plain(folder)
    try:
        return median(commits(database, seconds))
    finally:
        database.close()
