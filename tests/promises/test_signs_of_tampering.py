"""What was changed behind the two's backs is noticed, said plainly and left out; the rest stays."""

import asyncio
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import apsw
import pytest

from couples import Clock, House
from visits import Answer, Visitor, evening, web
from weft.store.sqlite import SqliteStore
from weft.vault.server_key import ServerKey

DAMAGED = "Something here isn’t as it should be"
WRONG = ("not as they were written", "Lines are missing", "Something was altered")
ROLLED_BACK = ("an older copy than you have already seen",)
SITTINGS = 3


@dataclass
class Kept:
    """A couple's files after a few evenings, and the cookies that open them."""

    folder: Path
    earlier: Path
    key: ServerKey
    clock: Clock
    cookies: dict[str, str]
    person: str
    log: str
    rows: int
    board: str


async def _live(folder: Path, earlier: Path) -> Kept:
    house = House(SqliteStore.open(folder, None))
    one = await evening(house)
    for number in range(SITTINGS):
        if number == SITTINGS - 1:
            await house.home.close()
            shutil.copytree(folder, earlier)
            house.store = SqliteStore.open(folder, None)
            house.restart()
            one.noor.app = one.elis.app = one.app = web(house)
        sitting = await one.agreed("one-true-line", "own-pace")
        for act in ("write", "respond", "keep"):
            await one.both(sitting, act, f"{act} of evening {number}")
    board = await one.agreed("one-true-line", "own-pace")
    await one.noor.get("/cloth/list")
    opened = await house.home.sign_ins.open(one.noor.cookies["k"])
    assert opened is not None
    log, rows = opened.log.log, opened.log.seq + 1
    await house.home.close()
    return Kept(folder, earlier, house.key, house.clock, one.noor.cookies, opened.person, log, rows, board)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    base = tmp_path_factory.mktemp("tampering")
    return asyncio.run(_live(base / "now", base / "earlier"))


Tamper = Callable[[Path], None]


def look(kept: Kept, folder: Path, path: str = "/cloth/list", *, post: bool = False, **fields: str) -> Answer:
    """What Noor sees, or gets for doing something, after the server was started on these files."""

    async def run() -> Answer:
        store = SqliteStore.open(folder, None)
        house = House(store, kept.key, Clock(kept.clock.now))
        noor = Visitor(web(house), dict(kept.cookies))
        answer = await (noor.post(path, **fields) if post else noor.get(path))
        await house.home.close()
        return answer

    return asyncio.run(run())


def tampered(kept: Kept, into: Path, *statements: tuple[str, str, tuple[object, ...]]) -> Path:
    """A copy of the files with something changed in content.db or keys.db."""
    shutil.copytree(kept.folder, into)
    for file, statement, values in statements:
        pen = apsw.Connection(str(into / file))
        pen.execute(statement, values)  # type: ignore[arg-type]
        pen.close()
    return into


def assert_said(kept: Kept, folder: Path, *, words: tuple[str, ...] = WRONG) -> Answer:
    """Today and the list each have one line, the page behind it says what; gives the list."""
    assert DAMAGED in look(kept, folder, "/today").text
    said = look(kept, folder, "/damage")
    assert said.status == 200
    assert any(one in said.text for one in words)
    answer = look(kept, folder)
    assert answer.status == 200
    assert DAMAGED in answer.text
    return answer


def value(folder: Path, file: str, statement: str, *values: object) -> object:
    eye = apsw.Connection(str(folder / file), flags=apsw.SQLITE_OPEN_READONLY)
    found = eye.execute(statement, values).get  # type: ignore[arg-type]
    eye.close()
    return found


def test_untouched_files_say_nothing_of_damage(kept: Kept, tmp_path: Path) -> None:
    answer = look(kept, tampered(kept, tmp_path / "same"))
    assert answer.status == 200
    assert DAMAGED not in answer.text
    assert answer.text.count("One true line") >= SITTINGS


FLIPS = [
    ("content.db", "entries", "locked"),
    ("content.db", "entries", "signature"),
    ("keys.db", "deks", "wrapped"),
]


@pytest.mark.parametrize(("file", "table", "column"), FLIPS, ids=[column for *_, column in FLIPS])
def test_any_flipped_byte_is_noticed_and_the_rest_is_shown(
    kept: Kept, tmp_path: Path, file: str, table: str, column: str
) -> None:
    dice = random.Random(column)
    for number in range(6):
        seq = dice.randrange(kept.rows)
        was = value(
            kept.folder, file, f"SELECT {column} FROM {table} WHERE log = ? AND seq = ?", kept.log, seq
        )
        assert isinstance(was, bytes)
        at = dice.randrange(len(was))
        now = was[:at] + bytes([was[at] ^ 1 << dice.randrange(8)]) + was[at + 1 :]
        change = f"UPDATE {table} SET {column} = ? WHERE log = ? AND seq = ?"
        answer = assert_said(
            kept, tampered(kept, tmp_path / str(number), (file, change, (now, kept.log, seq)))
        )
        assert "One true line" in answer.text


@pytest.mark.parametrize("column", ["author", "epoch", "tier", "rev", "entry"])
def test_what_lies_clear_beside_a_row_cannot_be_changed_either(
    kept: Kept, tmp_path: Path, column: str
) -> None:
    to = (
        "'" + "7" * 32 + "'"
        if column == "entry"
        else f"1 - {column}"
        if column == "author"
        else f"{column} + 1"
    )
    change = f"UPDATE entries SET {column} = {to} WHERE log = ? AND seq = 4"
    assert_said(kept, tampered(kept, tmp_path / "it", ("content.db", change, (kept.log,))))


def test_two_rows_swapped(kept: Kept, tmp_path: Path) -> None:
    steps = [(5, 9001), (7, 5), (9001, 7)]
    changes = [
        (file, f"UPDATE {table} SET seq = ? WHERE log = ? AND seq = ?", (to, kept.log, of))
        for file, table in (("content.db", "entries"), ("keys.db", "deks"))
        for of, to in steps
    ]
    assert_said(kept, tampered(kept, tmp_path / "swapped", *changes))


def test_a_row_taken_out_of_the_middle(kept: Kept, tmp_path: Path) -> None:
    gone = ("content.db", "DELETE FROM entries WHERE log = ? AND seq = 5", (kept.log,))
    assert_said(kept, tampered(kept, tmp_path / "gone", gone))


def test_the_end_cut_off(kept: Kept, tmp_path: Path) -> None:
    cut = ("content.db", "DELETE FROM entries WHERE log = ? AND seq >= ?", (kept.log, kept.rows - 3))
    answer = assert_said(kept, tampered(kept, tmp_path / "cut", cut), words=ROLLED_BACK)
    assert "One true line" in answer.text


def test_an_old_row_played_again_at_the_end(kept: Kept, tmp_path: Path) -> None:
    columns = "author, tier, epoch, rev, day, bucket, locked, signature"
    again = f"INSERT INTO entries (log, seq, entry, {columns}) SELECT log, ?, ?, {columns} FROM entries WHERE log = ? AND seq = 5"
    key = "INSERT INTO deks SELECT log, ?, ?, wrapped, batch FROM deks WHERE log = ? AND seq = 5"
    values = (kept.rows, "8" * 32, kept.log)
    assert_said(
        kept, tampered(kept, tmp_path / "again", ("content.db", again, values), ("keys.db", key, values))
    )


def test_content_put_back_from_an_earlier_copy(kept: Kept, tmp_path: Path) -> None:
    folder = tampered(kept, tmp_path / "back")
    shutil.copy(kept.earlier / "content.db", folder / "content.db")
    assert_said(kept, folder, words=ROLLED_BACK)


def test_a_missing_key_is_said(kept: Kept, tmp_path: Path) -> None:
    gone = ("keys.db", "DELETE FROM deks WHERE log = ? AND seq = 6", (kept.log,))
    assert_said(kept, tampered(kept, tmp_path / "keyless", gone))


def test_the_other_pages_go_on(kept: Kept, tmp_path: Path) -> None:
    was = value(kept.folder, "content.db", "SELECT locked FROM entries WHERE log = ? AND seq = 5", kept.log)
    assert isinstance(was, bytes)
    change = "UPDATE entries SET locked = ? WHERE log = ? AND seq = 5"
    folder = tampered(kept, tmp_path / "on", ("content.db", change, (was[:-1], kept.log)))
    for path in ("/today", "/cloth", "/practices", "/exercises/slow-turns", "/yours", "/compare"):
        assert look(kept, folder, path).status == 200, path


@pytest.mark.parametrize("name", ["bookmark", "own-bookmark"])
def test_an_altered_bookmark_is_no_stack_trace(kept: Kept, tmp_path: Path, name: str) -> None:
    change = ("keys.db", "UPDATE own SET locked = zeroblob(length(locked)) WHERE name = ?", (name,))
    answer = look(kept, tampered(kept, tmp_path / "own", change))
    assert answer.status == 200
    assert "Traceback" not in answer.text


def test_damage_in_ones_own_log_is_said_as_well(kept: Kept, tmp_path: Path) -> None:
    change = "UPDATE entries SET locked = zeroblob(length(locked)) WHERE log = ?"
    folder = tampered(kept, tmp_path / "own", ("content.db", change, (kept.person,)))
    assert_said(kept, folder)
    assert "Your own log" in look(kept, folder, "/damage").text


def test_the_page_says_which_day_and_neither_whose_line_nor_how_many(kept: Kept, tmp_path: Path) -> None:
    change = "UPDATE entries SET locked = zeroblob(length(locked)) WHERE log = ? AND seq IN (4, 5)"
    page = look(kept, tampered(kept, tmp_path / "it", ("content.db", change, (kept.log,))), "/damage").text
    assert page.count("Thursday 4 June 2026") == 1
    main = page.partition("<h1")[2].partition("What still works")[0]
    assert not {"Noor", "Elis", "two", "2 "} & set(main.split())


def test_a_sitting_that_no_longer_opens_is_said_and_can_be_cleared_away(kept: Kept, tmp_path: Path) -> None:
    change = ("content.db", "UPDATE boards SET locked = zeroblob(length(locked))", ())
    folder = tampered(kept, tmp_path / "board", change)
    assert DAMAGED in look(kept, folder, "/today").text
    assert "can’t be read any more" in look(kept, folder, "/damage").text
    assert look(kept, folder, f"/sittings/{kept.board}").header("location") == "/damage"
    assert look(kept, folder, "/damage/go-on", post=True).status == 303
    assert DAMAGED not in look(kept, folder, "/today").text


KEYS = {
    "not the ones you compared": "UPDATE people SET publics = randomblob(128) WHERE person <> ?",
    "can’t tell whether they are still the ones": "UPDATE own SET locked = zeroblob(64) WHERE name = 'pin' AND person = ?",
    "no longer opens with yours": "UPDATE couples SET left_wrap = zeroblob(length(left_wrap)) WHERE ? <> 0",
}


@pytest.mark.parametrize("words", KEYS)
def test_other_keys_close_the_shared_log_and_say_so_plainly(kept: Kept, tmp_path: Path, words: str) -> None:
    """Never as if one were alone: every shared page leads to the one that says why, and one's own things work."""
    folder = tampered(kept, tmp_path / "keys", ("keys.db", KEYS[words], (kept.person,)))
    page = look(kept, folder, "/damage")
    assert page.status == 200
    assert words in page.text
    assert "Elis" not in page.text
    for path in ("/today", "/cloth", "/cloth/list", "/invite", "/join", "/compare"):
        assert look(kept, folder, path).header("location") == "/damage", path
    for path in ("/practices", "/exercises/one-true-line", "/yours"):
        own = look(kept, folder, path)
        assert own.status == 200
        assert "of evening" not in own.text
        assert "Elis" not in own.text
    for path, fields in SHARED_ACTS.items():
        assert look(kept, folder, path, post=True, **fields).header("location") == "/damage", path


SHARED_ACTS: dict[str, dict[str, str]] = {
    "/invite": {},
    "/join": {"code": "x"},
    "/today/not-today": {},
    "/compare": {"answer": "same"},
}


def test_public_halves_of_everybody_exchanged_are_no_stack_trace(kept: Kept, tmp_path: Path) -> None:
    change = ("keys.db", "UPDATE people SET publics = randomblob(128)", ())
    answer = look(kept, tampered(kept, tmp_path / "keys", change), "/damage")
    assert answer.status < 500
    assert "Traceback" not in answer.text
