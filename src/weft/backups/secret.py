"""What locks a backup and opens it: a phrase or a key file."""

import os
from collections.abc import Callable
from pathlib import Path

from weft.backups.places import write_new
from weft.backups.refused import BackupRefused, in_words
from weft.vault.backup import KEY_FILE_BYTES, BackupSecret, How, how_locked
from weft.vault.errors import EnvelopeAltered
from weft.vault.passphrase import complain


def secret_from(
    key_file: Path | None, ask: Callable[[], str], apart_from: Path, *, make: bool = False
) -> BackupSecret:
    """What locks or opens a backup. With ``make`` a missing key file is made, and a weak phrase is refused.

    Raises BackupRefused.
    """
    if key_file is None:
        phrase = ask()
        wrong = complain(phrase) if make else None
        if wrong:
            raise BackupRefused(wrong)
        return BackupSecret.phrase(phrase)
    if apart_from.is_dir() and key_file.resolve().is_relative_to(apart_from.resolve()):
        raise BackupRefused("Keep the key file apart from the backups it opens.")
    try:
        if make and not key_file.exists():
            write_new(key_file, os.urandom(KEY_FILE_BYTES))
        return BackupSecret.key_file(key_file.read_bytes())
    except (OSError, EnvelopeAltered):
        raise BackupRefused(
            f"{key_file} is not a key file, which has 32 bytes, as ./weft backup makes it."
        ) from None


def asks_for(backup: Path) -> How:
    """Whether a backup opens with a phrase or with a key file. Raises BackupRefused."""
    with in_words(), backup.open("rb") as file:
        return how_locked(file.read(64))
