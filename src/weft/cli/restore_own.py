"""``./weft restore-own FILE``: look a copy over, make an account where Weft runs, and bring the copy to it."""

import argparse
import asyncio
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from weft.assemble import make_home, open_store, server_key
from weft.core.people import Side
from weft.keeper import copies
from weft.keeper.by_hand import complain, make_account
from weft.keeper.copies import Checked
from weft.keeper.ports import StoreError
from weft.keeper.sign_ins import Refused
from weft.press.archive import MOST_BYTES
from weft.press.refused import CopyRefused, Why
from weft.settings import Settings, SettingWrong, read
from weft.vault.errors import ServerKeyUnsafe

NOTHING = "Nothing has changed."


def main(argv: Sequence[str]) -> int:
    """Bring a copy. Gives 0 when it is there, 1 when it was refused or could not be read."""
    parser = argparse.ArgumentParser(
        prog="./weft restore-own", description="Bring a copy of what is yours to this Weft, as a new account."
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the zip you took, or copy.weft out of it")
    parser.add_argument("--data", metavar="DIR", help="folder for everything that is kept (data)")
    parser.add_argument("--check", action="store_true", help="only look it over, and bring nothing")
    chosen = parser.parse_args(argv)
    try:
        settings = read(os.environ, {"WEFT_DATA": chosen.data} if chosen.data else {})
        checked = _look_over(chosen.file)
        _say(checked)
        return 0 if chosen.check else asyncio.run(_bring(settings, checked))
    except (CopyRefused, Refused, SettingWrong, StoreError, ServerKeyUnsafe, OSError) as no:
        print(f"{no} {NOTHING}", file=sys.stderr)
        return 1


def _look_over(path: Path) -> Checked:
    """Raises CopyRefused, or OSError for a file that cannot be read."""
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    try:
        return copies.check(raw)
    except CopyRefused as no:
        if no.why is not Why.NO_PHRASE:
            raise
    return copies.check(raw, _ask("The phrase of the copy: "))


def _say(checked: Checked) -> None:
    print(f"Whole, and signed. Taken on {checked.copy.made}.")
    for past in checked.copy.pasts:
        names = f"{past.left.name} and {past.right.name}" if past.right else past.left.name
        print(f"  {names}, {past.since} to {past.until}")


async def _bring(settings: Settings, checked: Checked) -> int:
    pasts = checked.copy.pasts
    mine = (pasts[0].right if pasts[0].mine is Side.RIGHT else pasts[0].left) if pasts else None
    if mine is None:
        print(f"There is nothing in it to bring. {NOTHING}", file=sys.stderr)
        return 1
    passphrase = _new_passphrase(mine.name)
    home = make_home(open_store(settings), server_key(settings), packs=settings.packs)
    try:
        opened, code = await make_account(home, mine.name, mine.dye.value, passphrase)
        await copies.bring(home, opened, checked)
        await home.sign_ins.end(opened.sid_hash)
    finally:
        await home.close()
    print(f"It is here. Sign in as {mine.name} with the passphrase you chose, and look under Yours.")
    print(f"Your recovery code, shown this once: {code}")
    return 0


def _new_passphrase(name: str) -> str:
    """Raises Refused for one that will not do."""
    chosen = _ask(f"A new passphrase for {name}, here: ")
    complaint = complain(chosen, name)
    if complaint:
        raise Refused(complaint)
    if _ask("The same once more: ") != chosen:
        raise Refused("The two are not the same.")
    return chosen


def _ask(words: str) -> str:
    """A secret typed unseen, or a line of what is piped in."""
    return getpass.getpass(words) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
