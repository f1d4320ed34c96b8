"""What an exercise cites can be looked up."""

import re
from pathlib import Path

import pytest

from rehearsals.rehearse import CONTENT, script

SOURCES = Path(__file__).parents[3] / "docs/sources.md"


@pytest.mark.parametrize("name", [path.stem for path in CONTENT.glob("*/*.md")])
def test_every_source_an_exercise_cites_is_in_the_list(name):
    known = set(re.findall(r"^\| `([a-z0-9-]+)`", SOURCES.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(script(name).sources) <= known
