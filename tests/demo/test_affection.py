"""What the invented two left for each other: lines that fit their field, and one of each thing that can become of one."""

import re

from weft.core.affection.gestures import MOST_ANSWER, MOST_TEXT, Manner, Way
from weft.demo import DAYS, PEOPLE
from weft.demo.affection import read_gestures

EVERY = [(ago, one) for ago, some in read_gestures().items() for one in some]
GENDERED = re.compile(r"\b(he|she|him|her|his|hers|himself|herself|husband|wife)\b", re.IGNORECASE)


def test_every_line_fits_and_says_what_became_of_it() -> None:
    for ago, one in EVERY:
        assert 0 < ago < DAYS
        assert one["by"] in PEOPLE
        assert Way(one["way"])
        assert 0 < len(one["text"]) <= MOST_TEXT
        assert one["then"] in {"woven", "kept", "answered", "nothing"}
        if one["then"] == "answered":
            assert Manner(one["manner"])
            assert 0 < len(one["answer"]) <= MOST_ANSWER


def test_nobody_leaves_two_on_a_day_and_both_leave_some_of_every_way() -> None:
    assert len({(ago, one["by"]) for ago, one in EVERY}) == len(EVERY)
    assert {(one["by"], one["way"]) for _, one in EVERY} == {
        (who, way.value) for who in PEOPLE for way in Way
    }


def test_nobody_is_called_by_a_gendered_pronoun() -> None:
    assert [one["text"] for _, one in EVERY if GENDERED.search(one["text"] + one.get("answer", ""))] == []
