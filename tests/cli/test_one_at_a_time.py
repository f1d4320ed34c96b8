"""While one Weft is at work in a folder, no other command writes there; some can look."""

import asyncio
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.test_restore_own import PHRASE, TAKEN, WORDS
from weft.backups import BackupRefused, back_up, restore
from weft.cli import doctor, main, serve
from weft.settings import Settings
from weft.store.sqlite import SqliteStore
from weft.vault.backup import BackupSecret
from weft.vault.server_key import ServerKey

AT_WORK = "Another Weft is at work in"
SECRET = BackupSecret.key_file(b"k" * 32)


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Path]:
    """The folder of a Weft that is at work, with its sign-ins in another."""
    data = tmp_path / "data"
    store = SqliteStore.open(data, tmp_path / "memory")
    ServerKey.load_or_make(data / "server.key")
    yield data
    asyncio.run(store.close())


def test_a_second_server_does_not_start_and_says_why(
    at_work: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "keep_memory_unseen", lambda: None)
    assert main.main(["serve", "--data", str(at_work)]) == 1
    assert f"Weft did not start. {AT_WORK} {at_work}. Stop that one first" in capsys.readouterr().err


def test_a_copy_is_not_brought_beside_it(
    at_work: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PHRASE}\n{WORDS}\n{WORDS}\n"))
    (tmp_path / "copy.zip").write_bytes(TAKEN)
    assert main.main(["restore-own", str(tmp_path / "copy.zip"), "--data", str(at_work)]) == 1
    said = capsys.readouterr().err
    assert AT_WORK in said and "Nothing has changed." in said


def test_the_doctor_looks_beside_it_and_finds_nothing_wrong(at_work: Path, tmp_path: Path) -> None:
    settings = Settings(
        data=at_work, volatile=tmp_path / "memory", origin="https://weft.example", run_by="Noor"
    )
    assert [one for one in doctor.examine(settings) if "clock" not in one] == []


@pytest.mark.parametrize("moved", ["the files", "the folder"])
def test_a_backup_is_not_put_back_under_it(at_work: Path, tmp_path: Path, moved: str) -> None:
    made = back_up(at_work, tmp_path / "backups", SECRET, datetime(2026, 5, 4, tzinfo=UTC)).path
    aside = tmp_path / "aside"
    if moved == "the folder":
        at_work.rename(aside)
    else:
        aside.mkdir()
        for path in list(at_work.iterdir()):
            path.rename(aside / path.name)
    with pytest.raises(BackupRefused, match=f"{AT_WORK} .* Nothing was changed"):
        restore(made, at_work, SECRET, volatile=tmp_path / "memory")
    assert not at_work.exists() or not any(at_work.iterdir())
