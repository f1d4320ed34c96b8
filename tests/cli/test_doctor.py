"""What the doctor says of broken installations: the fault, what to type, and nothing else on the disk."""

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from weft.assemble import open_store, server_key
from weft.cli import doctor
from weft.settings import Settings


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder in which a server once ran."""
    folder = tmp_path / "data"
    settings = Settings(data=folder)
    asyncio.run(open_store(settings).close())
    server_key(settings)
    return folder


def found(folder: Path) -> list[str]:
    return list(dict.fromkeys(doctor.examine(Settings(data=folder))))


def shorten_key(folder: Path) -> None:
    (folder / "server.key").write_bytes(b"short")


def lose_key(folder: Path) -> None:
    (folder / "server.key").unlink()


def lose_content(folder: Path) -> None:
    (folder / "content.db").unlink()


def spoil_content(folder: Path) -> None:
    (folder / "content.db").write_bytes(b"\x17" * 8192)


def open_folder(folder: Path) -> None:
    folder.chmod(0o755)


def write_tomorrow(folder: Path) -> None:
    later = time.time() + 3 * 86_400
    os.utime(folder / "keys.db", (later, later))


def nothing(folder: Path) -> None:
    """As it is."""


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (shorten_key, "The server key is damaged: it should be 32 bytes. Put back your copy of it."),
        (lose_key, "The server key is missing"),
        (lose_content, "content.db is missing. Put back your last backup"),
        (spoil_content, "content.db is damaged"),
        (open_folder, "Mend it with: chmod 700"),
        (write_tomorrow, "has not come yet. Set it: sudo timedatectl"),
    ],
)
def test_each_fault_is_said_once_with_what_to_do(
    data: Path, fault: Callable[[Path], None], words: str
) -> None:
    assert found(data) == []
    fault(data)
    [one] = found(data)
    assert words in one


@pytest.mark.parametrize("fault", [lose_key, lose_content, nothing])
def test_looking_makes_no_file(data: Path, fault: Callable[[Path], None]) -> None:
    fault(data)
    before = sorted(path.name for path in data.iterdir())
    found(data)
    assert sorted(path.name for path in data.iterdir()) == before


def test_an_empty_folder_stays_empty(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    [one] = found(tmp_path)
    assert "Nothing is kept" in one
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_text("no folder")
    [one] = found(path)
    assert "is a file" in one


def test_a_server_for_people_says_who_runs_it(data: Path) -> None:
    settings = Settings(data=data, origin="https://weft.example")
    assert any("WEFT_RUN_BY" in one for one in doctor.examine(settings))


@pytest.mark.parametrize("typed", ["--dat", "--fix"])
def test_a_line_it_cannot_read_is_no_clean_bill(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        doctor.main([typed, "x"] if typed == "--fix" else [f"{typed}x", "x"])
    assert stopped.value.code == 2
    assert "All is well" not in capsys.readouterr().out
