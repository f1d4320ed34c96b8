"""``./weft doctor``: says what is wrong with this installation and how to mend it."""

import argparse
import asyncio
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from weft.assemble import databases, key_path, look_over, open_store, server_key
from weft.backups import days_since_backup
from weft.keeper.library import read_library
from weft.keeper.ports import StoreError, StoreInUse
from weft.settings import LOOPBACK, Settings, SettingWrong, read
from weft.vault.errors import ServerKeyUnsafe

LEAST_FREE = 200 * 1024 * 1024
"""Bytes; below it a log may soon have no room."""
BACKUP_DAYS = 14
"""After so many, a backup is long ago."""
NOT_BEFORE = 1_790_000_000
"""Seconds since 1970. A clock behind this release is certainly wrong."""
A_DAY_S = 24 * 60 * 60
"""A file written so much later than now was written by another clock."""
SET_CLOCK = "Set it: sudo timedatectl set-ntp true"


def words() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./weft doctor",
        description="Say what is wrong with this installation and how to mend it. It changes nothing.",
    )
    parser.add_argument("--data", metavar="DIR", help="folder for everything that is kept (data)")
    return parser


def main(argv: Sequence[str]) -> int:
    """Print one line per finding. Gives 0 when all is well, 1 otherwise."""
    chosen = words().parse_args(argv).data
    try:
        settings = read(os.environ, {"WEFT_DATA": chosen} if chosen else {})
    except SettingWrong as no:
        print(no)
        return 1
    findings = list(dict.fromkeys(examine(settings)))
    print("\n".join(findings) if findings else "All is well.")
    return 1 if findings else 0


def examine(settings: Settings) -> Iterator[str]:
    """Each thing that is wrong, as a sentence which says what to type."""
    if sys.version_info[:2] not in {(3, 11), (3, 12), (3, 13)}:
        yield f"Python {sys.version_info[0]}.{sys.version_info[1]} is not tested. Use 3.11, 3.12 or 3.13."
    if time.time() < NOT_BEFORE:
        yield f"This machine’s clock is far behind. {SET_CLOCK}"
    if not settings.secure and settings.host not in LOOPBACK:
        yield "There is no TLS. Browsers make keys only over https://. Put a proxy in front (docs/hosting.md) and set WEFT_ORIGIN."
    if settings.secure and not settings.run_by:
        yield "People can’t read who runs this server. Set WEFT_RUN_BY to a name, as people would say it."
    yield from _folder(settings)
    for fault in read_library(packs=settings.packs).left_out:
        yield f"Left out of a pack: {fault}"


def _folder(settings: Settings) -> Iterator[str]:
    """What is wrong with the folder of everything that is kept, from the outside in."""
    folder = settings.data
    if folder.exists() and not folder.is_dir():
        yield f"{folder} is a file, and Weft needs a folder there. Move it away, or set WEFT_DATA to another."
    elif not folder.is_dir():
        yield f"There is no folder {folder} yet. ./weft serve makes it, or set WEFT_DATA to the right one."
    elif not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield f"You may not write in {folder}. Ask as the person Weft runs as, or type: sudo chown -R $(whoami) {folder}"
    else:
        yield from _permissions(folder)
        if shutil.disk_usage(folder).free < LEAST_FREE:
            yield f"The disk under {folder} is nearly full. Free some space before the next entry finds none."
        yield from _kept(settings)
        yield from _backups(settings)


def _permissions(folder: Path) -> Iterator[str]:
    for path in (folder, *sorted(folder.iterdir())):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            verb, mode = ("look into", "700") if path.is_dir() else ("read", "600")
            yield f"Others on this machine can {verb} {path}. Mend it with: chmod {mode} {path}"


def _kept(settings: Settings) -> Iterator[str]:
    """What is wrong with the databases and the key. A missing one is said and never made."""
    files = databases(settings)
    missing = [path for path in files if not path.is_file()]
    key = key_path(settings)
    if missing == list(files) and not key.is_file():
        yield f"Nothing is kept in {settings.data} yet. ./weft serve begins it, or set WEFT_DATA to the right folder."
        return
    for path in missing:
        yield f"{path} is missing. Put back your last backup of it; the others can stay."
    if not key.is_file():
        yield "The server key is missing: nobody can sign in by name. Put back your copy of server.key."
    else:
        yield from _key(settings)
    if not missing:
        yield from _ahead(files)
        yield from _store(settings)


def _key(settings: Settings) -> Iterator[str]:
    try:
        server_key(settings)
    except ServerKeyUnsafe as no:
        if not stat.S_IMODE(key_path(settings).stat().st_mode) & 0o077:  # Else it has been said.
            yield str(no)
    except StoreError:
        return  # Said of its file.


def _ahead(files: Sequence[Path]) -> Iterator[str]:
    for path in files:
        written = path.stat().st_mtime
        if written > time.time() + A_DAY_S:
            day = datetime.fromtimestamp(written, UTC).date()
            yield f"This machine’s clock is behind: {path} was written on {day}, and that has not come yet. {SET_CLOCK}"


def _backups(settings: Settings) -> Iterator[str]:
    """Only where one was ever made: whoever copies the disk in some other way need not be told."""
    with suppress(StoreError):
        days = days_since_backup(settings.data, time.time())
        if days is not None and days > BACKUP_DAYS:
            yield f"The last backup was made {days} days ago. Type: ./weft backup DIR"


def _store(settings: Settings) -> Iterator[str]:
    async def look() -> list[str]:
        store = open_store(settings)
        try:
            return await store.check()
        finally:
            await store.close()

    try:
        yield from asyncio.run(look())
    except StoreInUse:
        yield from look_over(settings)
    except StoreError as no:
        yield f"{no}. Put back your last backup of that file; the others can stay."
