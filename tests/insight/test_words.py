"""Every state has its sentence, and no sentence claims more than its state."""

import re
import tomllib
from pathlib import Path

import pytest

import weft.insight
from weft.insight.experiment import Outcome
from weft.insight.tell import Standing

WORDS = tomllib.loads((Path(weft.insight.__file__).parents[1] / "content" / "insight.toml").read_text())


@pytest.mark.parametrize("standing", list(Standing))
def test_every_standing_has_words(standing: Standing) -> None:
    said = {
        name.removesuffix("-up").removesuffix("-down") for part in ("trend", "link") for name in WORDS[part]
    }
    assert standing.value in said


def test_every_outcome_of_an_experiment_has_words() -> None:
    assert {one.value for one in Outcome} <= set(WORDS["experiment"])


@pytest.mark.parametrize("name", ["hint-up", "hint-down", "finding-up", "finding-down"])
def test_what_is_said_of_a_link_has_its_days_its_range_and_no_cause(name: str) -> None:
    sentence = WORDS["link"][name]
    assert all(part in sentence for part in ("{days}", "{missing}", "{low}", "{high}", "not proof of cause"))


def test_only_an_experiment_made_a_difference() -> None:
    others = [words for part in ("trend", "link") for words in WORDS[part].values()]
    assert not any("made a difference" in words for words in others)


def test_no_sentence_foretells_anything() -> None:
    every = [words for part in WORDS.values() for words in part.values()]
    assert not [words for words in every if re.search(r"\b(will|tomorrow|expect|soon|break up)\b", words)]
