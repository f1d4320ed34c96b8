"""``./weft backup DIR``: a locked backup of everything but the server key, made while Weft serves."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from weft.assemble import key_path
from weft.backups import BackupRefused, back_up, keep_server_key, secret_from
from weft.settings import SettingWrong, read


def words() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./weft backup", description="Make a locked backup, also while Weft serves."
    )
    parser.add_argument("to", type=Path, metavar="DIR", help="folder for backups, best on another disk")
    parser.add_argument("--data", metavar="DIR", help="folder to back up (data)")
    parser.add_argument(
        "--key-file",
        type=Path,
        metavar="FILE",
        help="lock with this file instead of a phrase; made if missing",
    )
    parser.add_argument(
        "--with-server-key", type=Path, metavar="FILE", help="also copy server.key to FILE, elsewhere"
    )
    return parser


def main(argv: Sequence[str]) -> int:
    """Gives 0 when a backup was made and read back, 1 otherwise."""
    asked = words().parse_args(argv)
    try:
        settings = read(os.environ, {"WEFT_DATA": asked.data} if asked.data else {})
        if asked.with_server_key:
            keep_server_key(key_path(settings), asked.with_server_key, asked.to)
        secret = secret_from(asked.key_file, lambda: ask_phrase(twice=True), asked.to, make=True)
        made = back_up(settings.data, asked.to, secret, datetime.now(UTC))
    except (SettingWrong, BackupRefused) as no:
        print(no, file=sys.stderr)
        return 1
    print(f"{made.path} was written and read back. Carry a copy off this machine.")
    for path in made.removed:
        print(
            f"{path.name} was removed: backups are kept for fourteen days, so that what was taken out stays gone."
        )
    print(
        "server.key is not in it. Without that key nobody can sign in: keep a copy elsewhere, once (--with-server-key FILE)."
    )
    return 0


def ask_phrase(*, twice: bool) -> str:
    """The phrase as typed, or the first line of what is piped in. Raises BackupRefused when two differ."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    phrase = getpass.getpass("Phrase for the backup: ")
    if twice and getpass.getpass("Once more: ") != phrase:
        raise BackupRefused("The two phrases differ. No backup was made.")
    return phrase
