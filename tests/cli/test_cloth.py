"""The cloth on the command line."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from weft.cli.cloth import main

SVG = "{http://www.w3.org/2000/svg}"


def test_the_demo_cloth_is_a_file_whose_bands_are_links(tmp_path: Path) -> None:
    path = tmp_path / "spring.svg"
    assert main(["--demo", "-o", str(path)]) == 0
    assert ElementTree.parse(path).getroot().findall(f".//{SVG}a")


def test_without_a_file_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--demo"]) == 0
    assert capsys.readouterr().out.startswith("<svg ")


def test_a_place_that_cannot_be_written_is_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--demo", "-o", str(tmp_path / "nowhere" / "spring.svg")]) == 1
    assert "Cannot write" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.png", b"\x89PNG"), ("a.pdf", b"%PDF-1.7"), ("a.wif", b"[WIF]\r\n"), ("a", b"<svg ")],
)
def test_the_file_is_what_its_name_says(tmp_path: Path, name: str, begins: bytes) -> None:
    assert main(["--demo", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_what_a_small_loom_cannot_weave_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--demo", "--shafts", "16", "-o", str(tmp_path / "a.wif")]) == 0
    assert "Basket weave is woven in squares of 2 threads in place of 3." in capsys.readouterr().err


@pytest.mark.parametrize(
    "asked",
    [
        ["--size", "0x10", "--format", "png"],
        ["--size", "99999x10", "--format", "png"],
        ["--size", "nanxinf", "--format", "pdf"],
        ["--size", "101x200", "--format", "pdf"],
        ["--size", "wide", "--format", "pdf"],
        ["--ends", "15"],
        ["--ends", "5000"],
        ["--years", "31"],
        ["-o", "cloth.gif"],
    ],
)
def test_what_cannot_be_woven_is_met_with_what_to_type(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--demo", *asked]) == 2
    assert capsys.readouterr().err.rstrip().endswith((".", "crosses."))
    assert not Path("cloth.gif").exists()


def test_a_real_cloth_is_not_woven_without_its_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "keys" in capsys.readouterr().err
