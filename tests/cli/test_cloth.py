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


def test_a_real_cloth_is_not_woven_without_its_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "keys" in capsys.readouterr().err
