"""``./weft book``."""

import pytest

from weft.cli import book


def test_a_real_book_is_behind_its_two_peoples_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert book.main(["--year", "2026"]) == 2
    assert "/reservoir/book" in capsys.readouterr().err
