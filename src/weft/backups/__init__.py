"""Backups of a whole server, made while it serves and put back into an empty folder.

Puts store and vault together, as ``assemble`` does. Whatever is refused is refused before anything changes.
"""

from weft.backups.making import Made, back_up, days_since_backup
from weft.backups.places import find_backup, keep_server_key
from weft.backups.putting_back import (
    BY_PAPER,
    NO_WAY,
    PutBack,
    complaints_about_chains,
    complaints_about_keys,
    restore,
    said_of_ways,
)
from weft.backups.refused import BackupRefused
from weft.backups.secret import asks_for, secret_from

__all__ = [
    "BY_PAPER",
    "NO_WAY",
    "BackupRefused",
    "Made",
    "PutBack",
    "asks_for",
    "back_up",
    "complaints_about_chains",
    "complaints_about_keys",
    "days_since_backup",
    "find_backup",
    "keep_server_key",
    "restore",
    "said_of_ways",
    "secret_from",
]
