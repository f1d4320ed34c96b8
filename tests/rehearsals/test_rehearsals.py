"""Every rehearsal in the folders beside this file plays to its last line."""

from pathlib import Path

import pytest

from rehearsals.rehearse import rehearse

TEXTS = sorted(Path(__file__).parent.glob("*/*.txt"))


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_rehearsal_goes_as_written(text: Path) -> None:
    rehearse(text.read_text(encoding="utf-8"))
