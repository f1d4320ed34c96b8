"""``./weft doctor``: says what is wrong with this installation and how to mend it."""

import asyncio
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from weft.assemble import key_path, look_over, open_store
from weft.backups import days_since_backup
from weft.keeper.library import read_library
from weft.keeper.ports import StoreError, StoreInUse
from weft.settings import LOOPBACK, Settings, SettingWrong, read

LEAST_FREE = 200 * 1024 * 1024
"""Bytes; below it a log may soon have no room."""
BACKUP_DAYS = 14
"""After so many, a backup is long ago."""
NOT_BEFORE = 1_790_000_000
"""Seconds since 1970. A clock behind this release is certainly wrong."""


def main(argv: Sequence[str]) -> int:
    """Print one line per finding. Gives 0 when all is well, 1 otherwise."""
    try:
        settings = read(
            os.environ, {"WEFT_DATA": argv[1]} if argv[:1] == ["--data"] and len(argv) > 1 else {}
        )
    except SettingWrong as no:
        print(no)
        return 1
    findings = list(examine(settings))
    print("\n".join(findings) if findings else "All is well.")
    return 1 if findings else 0


def examine(settings: Settings) -> Iterator[str]:
    """Each thing that is wrong, as a sentence which says what to type."""
    if sys.version_info[:2] not in {(3, 11), (3, 12), (3, 13)}:
        yield f"Python {sys.version_info[0]}.{sys.version_info[1]} is not tested. Use 3.11, 3.12 or 3.13."
    if time.time() < NOT_BEFORE:
        yield "This machine’s clock is far behind. Set it: sudo timedatectl set-ntp true"
    if not settings.secure and settings.host not in LOOPBACK:
        yield "There is no TLS. Browsers make keys only over https://. Put a proxy in front (docs/hosting.md) and set WEFT_ORIGIN."
    if not settings.data.is_dir():
        yield f"There is no folder {settings.data} yet. ./weft serve makes it, or set WEFT_DATA to the right one."
        return
    yield from _permissions(settings.data)
    if shutil.disk_usage(settings.data).free < LEAST_FREE:
        yield f"The disk under {settings.data} is nearly full. Free some space before the next entry finds none."
    if not key_path(settings).is_file():
        yield "The server key is missing: nobody can sign in by name. Put back your copy of server.key."
    yield from _store(settings)
    yield from _backups(settings)
    for fault in read_library(packs=settings.packs).left_out:
        yield f"Left out of a pack: {fault}"


def _permissions(folder: Path) -> Iterator[str]:
    for path in (folder, *sorted(folder.iterdir())):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield f"Others on this machine can read {path}. Type: chmod {'700' if path.is_dir() else '600'} {path}"


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
