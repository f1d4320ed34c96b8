"""A copy brought from the command line, to a folder where nothing is."""

import asyncio
import io
from pathlib import Path

import pytest

from couples import House
from weft.cli import main, restore_own
from weft.keeper import by_hand, copies
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.vault.derive import FLOOR

PHRASE = "heron pantry ladder copper window thistle"
WORDS = "the heron keeps a ladder in the pantry"


async def _taken() -> bytes:
    house = House()
    noor, _ = await house.two()
    copy = await copies.gather(house.home, noor)
    return b"".join(copies.locked(copy, noor.root, PHRASE, FLOOR))


TAKEN = asyncio.run(_taken())


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Path, Path]:
    """The file and an empty place, with what is typed piped in; keys are made quickly."""

    async def quick(home: Home, name: str, dye: str, passphrase: str) -> tuple[Opened, str]:
        return await by_hand.make_account(home, name, dye, passphrase, FLOOR)

    monkeypatch.setattr(restore_own, "make_account", quick)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PHRASE}\n{WORDS}\n{WORDS}\n"))
    (tmp_path / "copy.zip").write_bytes(TAKEN)
    return tmp_path / "copy.zip", tmp_path / "data"


def test_it_says_what_is_in_it_and_brings_it(
    typed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file, data = typed
    assert main.main(["restore-own", str(file), "--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert "Whole, and signed." in said and "Noor and Elis" in said and "recovery code" in said
    assert (data / "content.db").exists()


def test_with_check_it_only_looks(typed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    file, data = typed
    assert main.main(["restore-own", str(file), "--data", str(data), "--check"]) == 0
    assert "Whole, and signed." in capsys.readouterr().out
    assert not data.exists()


def test_what_is_damaged_is_refused_and_nothing_is_made(
    typed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file, data = typed
    file.write_bytes(TAKEN[: len(TAKEN) // 2])
    assert main.main(["restore-own", str(file), "--data", str(data)]) == 1
    assert "Nothing has changed." in capsys.readouterr().err
    assert not data.exists()


def test_a_passphrase_that_will_not_do_is_refused_and_nothing_is_made(
    typed: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, data = typed
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PHRASE}\nshort\nshort\n"))
    assert main.main(["restore-own", str(file), "--data", str(data)]) == 1
    assert "fifteen" in capsys.readouterr().err
    assert not data.exists()
