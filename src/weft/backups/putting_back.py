"""A backup put back into an empty folder. What was taken out since stays gone."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from weft.backups.packing import unpack
from weft.backups.places import copy_key
from weft.backups.refused import BackupRefused, in_words, why
from weft.keeper.chains import first_wrong, keys_wrong
from weft.keeper.ports import StoreDamaged, StoreError, StoreInUse
from weft.store.backup import all_keys, all_logs, lay_down, tell_everyone, without_a_way
from weft.store.files import LEDGER
from weft.store.ledger import Line, read_lines
from weft.store.one_writer import Held
from weft.vault.backup import BackupSecret, unlock_backup


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was put back: when the backup was made, and what its chains have to say, if anything."""

    made: datetime
    said: tuple[str, ...]


def restore(
    backup: Path,
    data: Path,
    secret: BackupSecret,
    ledgers: Sequence[Path] = (),
    server_key: Path | None = None,
    volatile: Path | None = None,
) -> PutBack:
    """Put a backup back into a folder that is empty or not there. What the ledgers name stays gone.

    Ledgers are looked for beside the backup, in it, and where ``ledgers`` says. Nobody is signed in afterwards, and
    each person is told. Raises BackupRefused, having changed nothing.
    """
    _refuse_full(data)
    held = _hold(*(each for each in (data, volatile) if each and each.is_dir()))
    lines = [one for path in (backup.parent / LEDGER, *ledgers) for one in read_lines(path)]
    beside = data.with_name(f"{data.name}.restoring")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        with in_words(), backup.open("rb") as file:
            ledger, made = unpack(unlock_backup(secret, file), beside)
        said = _build(beside, ledger, lines, made, server_key)
        os.replace(beside, data)
        for tail in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                ((volatile or data) / f"volatile.db{tail}").unlink()
    except (StoreError, OSError) as no:
        raise BackupRefused(why(no)) from no
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        held.let_go()
    return PutBack(made, tuple(said))


def _hold(*folders: Path) -> Held:
    """While a Weft is at work there, its own files may have been moved aside, and it would go on writing into those."""
    try:
        return Held(*folders)
    except StoreInUse as no:
        raise BackupRefused(f"{no} Nothing was changed.") from no


def _refuse_full(data: Path) -> None:
    if data.exists() and not data.is_dir():
        raise BackupRefused(f"{data} is a file. Name an empty folder.")
    if data.is_dir() and any(data.iterdir()):
        raise BackupRefused(
            f"{data} is not empty. Move what is in it aside first, and keep it until all is well."
        )


def _build(
    folder: Path, ledger: bytes, lines: Sequence[Line], made: datetime, server_key: Path | None
) -> list[str]:
    damage = lay_down(folder, ledger, lines)
    if damage:
        raise StoreDamaged("The backup")
    if server_key:
        copy_key(server_key, folder / "server.key")
    said = [*complaints_about_chains(folder), *complaints_about_keys(folder), *said_of_ways(folder)]
    tell_everyone(folder, int(made.timestamp()) // 86400)
    return said


def complaints_about_chains(folder: Path) -> list[str]:
    """What is not as its author signed it, in plain sentences; each person is told on their own pages too."""
    wrong = [log for log, rows, signers in all_logs(folder) if first_wrong(log, rows, signers) is not None]
    if not wrong:
        return []
    return [
        f"In {len(wrong)} logs something is not as it was signed. Those who can read them are told which day."
    ]


def complaints_about_keys(folder: Path) -> list[str]:
    """Keys that are not signed as they should be. Whom they concern is told on their own pages, and nothing opens."""
    if keys_wrong(*all_keys(folder)):
        return ["Somebody’s keys, or a couple’s, are not as they were signed. Try an older backup."]
    return []


def said_of_ways(folder: Path) -> list[str]:
    """Whom an older backup leaves with fewer ways in than they had, since what was replaced does not come back."""
    shut, paper = without_a_way(folder)
    said = [NO_WAY] if shut else []
    return [*said, BY_PAPER] if paper else said


NO_WAY = (
    "Somebody replaced every way into their account after this backup was made. The old ones don’t come back, so their "
    "account stays shut here. If there is a newer backup, put that one into another folder."
)


BY_PAPER = (
    "Somebody changed their passphrase after this backup was made. The old one doesn’t come back: they come in with "
    "their recovery code, and choose a new one."
)
