"""Put back to an earlier day, a server brings back no way in that was replaced, no sealed words taken back, no sign-in.

And a server whose own key is missing makes no new one beside people, whom it would shut out.
"""

import asyncio
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import apsw
import pytest

import letters
from couples import Clock, House
from visits import Visitor, evening, plain_sign_in, web
from ways import new_paper, new_phrase, new_roots, with_new_words, with_old_code
from weft.assemble import server_key
from weft.backups import BY_PAPER, NO_WAY, PutBack, back_up, complaints_about_keys, restore
from weft.cli import doctor
from weft.settings import Settings
from weft.store.files import LEDGER
from weft.store.ledger import read_lines
from weft.store.sqlite import SqliteStore
from weft.vault.backup import BackupSecret
from weft.vault.errors import ServerKeyUnsafe
from weft.vault.server_key import ServerKey

SECRET = BackupSecret.key_file(b"k" * 32)
DENIED = 400


@dataclass
class Was:
    """A server as it was backed up, what happened after, and what people held on to."""

    base: Path
    key: ServerKey
    clock: Clock
    backup: Path
    cookies: list[dict[str, str]] = field(default_factory=list)
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def back(self, *ledgers: Path) -> tuple[House, PutBack]:
        data = self.base / "again"
        shutil.rmtree(data, ignore_errors=True)
        done = restore(self.backup, data, SECRET, [*ledgers, self.base / "data" / LEDGER])
        return House(SqliteStore.open(data, None), self.key, Clock(self.clock.now)), done


async def lived(base: Path, after: str) -> Was:
    """Two people with a letter each under way; a backup; and then what is named."""
    house = House(SqliteStore.open(base / "data", None))
    one = await evening(house)
    await letters.ask(one, minutes=60)
    for name in ("Noor", "Elis"):
        await letters.seal(one, name, f"Sealed by {name}")
    made = back_up(base / "data", base / "backups", SECRET, house.clock())
    kept = [dict(who.cookies) for who in (one.noor, one.elis)]
    was = Was(base, house.key, house.clock, made.path, kept)
    was.asked = {"old": plain_sign_in("Elis", house), "noor": plain_sign_in("Noor", house)}
    if after == "passphrase":
        assert (await one.elis.post_json("/yours/ways/passphrase", new_phrase(one, "Elis"))).status == 200
        was.asked |= {"new": with_new_words(one, "Elis"), "code": with_old_code(one, "Elis")}
    elif after == "code":
        assert (await one.elis.post_json("/yours/ways/code", new_paper(one, "Elis"))).status == 200
        was.asked["code"] = with_old_code(one, "Elis")
    elif after == "mine":
        sent, _ = new_roots(one, "Elis")
        assert (await one.elis.post_json("/yours/ways/mine", sent)).status == 200
        was.asked["code"] = with_old_code(one, "Elis")
    elif after == "taken back":
        await letters.act(one, "Elis", "withdraw")
    elif after == "written anew":
        await letters.seal(one, "Elis", "Other words")
    await house.home.close()
    return was


def play(base: Path, after: str) -> Was:
    return asyncio.run(lived(base, after))


async def tried(house: House, sent: dict[str, str], path: str = "/sign-in") -> int:
    return (await Visitor(web(house)).post_json(path, sent)).status


def test_a_replaced_passphrase_does_not_come_back_and_the_recovery_code_leads_in(tmp_path: Path) -> None:
    was = play(tmp_path, "passphrase")
    house, done = was.back()

    async def run() -> None:
        assert await tried(house, was.asked["old"]) == DENIED
        assert await tried(house, was.asked["new"]) == DENIED  # The backup is older than it.
        assert await tried(house, was.asked["noor"]) == 200
        assert await tried(house, was.asked["code"], "/recover") == 200
        await house.home.close()

    asyncio.run(run())
    assert done.said == (BY_PAPER,)


def test_a_replaced_code_does_not_come_back(tmp_path: Path) -> None:
    was = play(tmp_path, "code")
    house, done = was.back()

    async def run() -> None:
        assert await tried(house, was.asked["code"], "/recover") == DENIED
        assert await tried(house, was.asked["old"]) == 200
        await house.home.close()

    asyncio.run(run())
    assert done.said == ()


def test_an_account_made_its_owners_again_is_not_opened_by_what_was_shut_out(tmp_path: Path) -> None:
    was = play(tmp_path, "mine")
    house, done = was.back()

    async def run() -> None:
        assert await tried(house, was.asked["old"]) == DENIED
        assert await tried(house, was.asked["code"], "/recover") == DENIED
        await house.home.close()

    asyncio.run(run())
    assert done.said == (NO_WAY,)


@pytest.mark.parametrize("after", ["taken back", "written anew"])
def test_sealed_words_taken_back_do_not_come_back_to_be_opened(tmp_path: Path, after: str) -> None:
    was = play(tmp_path, after)
    house, _ = was.back()

    async def run() -> list[int]:
        seals = await house.store.seals_of(letters.X)
        await house.home.close()
        return [seal.side for seal in seals]

    assert asyncio.run(run()) == [0]


def test_no_sign_in_from_before_goes_on_and_nobody_is_told_who_had_one(tmp_path: Path) -> None:
    was = play(tmp_path, "nothing")
    house, done = was.back()

    async def run() -> None:
        for cookies in was.cookies:
            assert (await Visitor(web(house), dict(cookies)).get("/today")).header("location") == "/sign-in"
        await house.home.close()

    asyncio.run(run())
    assert done.said == ()


def test_where_nothing_was_replaced_all_is_as_it_was(tmp_path: Path) -> None:
    was = play(tmp_path, "nothing")
    house, _ = was.back()

    async def run() -> None:
        assert await tried(house, was.asked["old"]) == 200
        assert [seal.side for seal in await house.store.seals_of(letters.X)] == [0, 1]
        await house.home.close()

    asyncio.run(run())


def test_a_letter_that_opened_is_no_line_of_the_ledger(tmp_path: Path) -> None:
    """Each seal is put once more when it opens; that is moving on, and not taking back."""

    async def run() -> None:
        house = House(SqliteStore.open(tmp_path / "data", None))
        one = await evening(house)
        await letters.ask(one)
        for name in ("Noor", "Elis"):
            await letters.seal(one, name, f"Sealed by {name}")
        await letters.let_pass(one, minutes=2)
        assert [bool(seal.half) for seal in await house.store.seals_of(letters.X)] == [True, True]
        await house.home.close()

    asyncio.run(run())
    assert read_lines(tmp_path / "data" / LEDGER) == []


def test_the_ledger_says_neither_whose_nor_which_of_the_two(tmp_path: Path) -> None:
    was = play(tmp_path, "written anew")
    eye = apsw.Connection(str(was.base / "data" / "keys.db"))
    ids = [
        one
        for row in eye.execute("SELECT person FROM people UNION SELECT exchange FROM exchanges")
        for one in row
    ]
    eye.close()
    said = (was.base / "data" / LEDGER).read_text()
    assert said.split() and said.split()[0] == "seal" and len(said.split()) == 2
    assert not [one for one in ids if one in said]


def test_a_passphrase_that_was_replaced_is_in_no_file_at_once(tmp_path: Path) -> None:
    async def run() -> list[str]:
        house = House(SqliteStore.open(tmp_path, None))
        one = await evening(house)
        opened = await house.home.sign_ins.open(one.elis.cookies["k"])
        assert opened
        slots = [row.locked for row in await house.store.slots_of(opened.person) if row.type == 1]
        assert (await one.elis.post_json("/yours/ways/passphrase", new_phrase(one, "Elis"))).status == 200
        found = [path.name for path in tmp_path.iterdir() if slots[0] in path.read_bytes()]
        await house.home.close()
        return found

    assert asyncio.run(run()) == []


def test_keys_that_are_not_as_they_were_signed_are_said_at_a_restore(tmp_path: Path) -> None:
    was = play(tmp_path, "nothing")
    data = was.base / "data"
    assert complaints_about_keys(data) == []
    pen = apsw.Connection(str(data / "keys.db"))
    for change in (
        "UPDATE couples SET left_wrap = randomblob(146)",
        "UPDATE people SET publics = randomblob(128)",
    ):
        pen.execute(change)
        assert len(complaints_about_keys(data)) == 1
    pen.close()


# ---------------------------------------------------------------- the server's own key


def test_no_new_server_key_is_made_beside_people(tmp_path: Path) -> None:
    was = play(tmp_path, "nothing")
    settings = Settings(data=was.base / "data")
    with pytest.raises(ServerKeyUnsafe, match="Put your copy of it there: install -m 600"):
        server_key(settings)
    assert not (settings.data / "server.key").exists()
    assert any("Put back your copy of server.key" in one for one in doctor.examine(settings))


def test_where_there_is_nobody_yet_it_is_made(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    asyncio.run(SqliteStore.open(tmp_path).close())
    server_key(settings)
    assert (tmp_path / "server.key").stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path).count("server.key") == 1
