"""``./weft restore DIR``: put a backup back into an empty folder."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from weft.assemble import key_path
from weft.backups import BackupRefused, asks_for, find_backup, restore, secret_from
from weft.cli.backup import ask_phrase
from weft.settings import SettingWrong, read


def words() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./weft restore", description="Put a backup back into an empty folder."
    )
    parser.add_argument(
        "there", type=Path, metavar="BACKUP", help="a backup, or a folder of which the newest is taken"
    )
    parser.add_argument(
        "--data", metavar="DIR", help="the folder to make; it must be empty or not be there (data)"
    )
    parser.add_argument("--key-file", type=Path, metavar="FILE", help="the key file it was locked with")
    parser.add_argument(
        "--server-key", type=Path, metavar="FILE", help="your copy of server.key, put into the folder"
    )
    parser.add_argument(
        "--ledger",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a newer shreds.ledger, such as the one of the old folder",
    )
    return parser


def main(argv: Sequence[str]) -> int:
    """Gives 0 when the backup was put back, 1 when it was refused; then nothing changed."""
    asked = words().parse_args(argv)
    try:
        settings = read(os.environ, {"WEFT_DATA": asked.data} if asked.data else {})
        backup = find_backup(asked.there)
        asks_for(backup)
        secret = secret_from(asked.key_file, lambda: ask_phrase(twice=False), asked.there)
        done = restore(backup, settings.data, secret, asked.ledger, asked.server_key, settings.volatile)
    except (SettingWrong, BackupRefused) as no:
        print(no, file=sys.stderr)
        return 1
    print(
        f"{backup.name}, made on {done.made:%-d %B %Y}, was put back into {settings.data}. Nobody is signed in."
    )
    for say in done.said:
        print(say)
    if not key_path(settings).is_file():
        print(
            f"Before you start Weft, put your copy of server.key into {settings.data}, mode 600. A new one lets nobody in."
        )
    print("Each person is told when they next sign in.")
    return 0
