"""What an exercise cites can be looked up, is named in its Evidence, and says no figure that its sources do not."""

import re
from pathlib import Path

import pytest

from rehearsals.rehearse import CONTENT, script

SOURCES = Path(__file__).parents[3] / "docs/sources.md"
ROWS = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \|$", SOURCES.read_text(encoding="utf-8"), re.MULTILINE))
NAMES = [path.stem for path in sorted(CONTENT.glob("*/*.md"))]

NO_NAMES = {"good-news-2014", "phubbing-2025", "prompted-affection-2021"}
"""Sources whose authors we do not have; an exercise names their year."""
HUNDRED = "100"
"""A share of a hundred is no figure of its own."""


@pytest.mark.parametrize("name", NAMES)
def test_every_source_an_exercise_cites_is_in_the_list(name: str) -> None:
    assert set(script(name).sources) <= set(ROWS)


@pytest.mark.parametrize("name", NAMES)
def test_every_source_an_exercise_cites_is_named_where_the_couple_reads(name: str) -> None:
    told = script(name).evidence_note
    for key in script(name).sources:
        author = ROWS[key].partition(",")[0].split()[0]
        year = re.search(r"\d{4}", key)
        assert (year[0] if year and key in NO_NAMES else author) in told, key


@pytest.mark.parametrize("name", NAMES)
def test_an_exercise_gives_no_figure_that_its_sources_do_not(name: str) -> None:
    held = " ".join(f"{key} {ROWS[key]}" for key in script(name).sources)
    told = script(name).evidence_note
    for figure in set(re.findall(r"\b\d{2,}\b", told)) - {HUNDRED}:
        assert figure in held, figure
