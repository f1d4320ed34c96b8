"""Locked pictures in SQL: they come with their entry in one commit, and go with it in one."""

from collections.abc import Iterable

from weft.keeper.ports import PictureRow, Shred
from weft.store.writer import Pens

PICTURE = "SELECT locked FROM main.pictures WHERE log = ? AND entry = ? AND size = ?"

_ADD = "INSERT INTO pictures (log, entry, size, locked) VALUES (?, ?, ?, ?)"
_DROP = "DELETE FROM pictures WHERE log = ? AND entry = ?"


def add(pens: Pens, rows: Iterable[PictureRow]) -> None:
    pens.content.executemany(_ADD, list(rows))


def shred(pens: Pens, shreds: Iterable[Shred]) -> None:
    """Take out the pictures of entries that are taken out; secure_delete writes zeros over where they lay."""
    pens.content.executemany(_DROP, [(one.log, one.entry) for one in shreds])
