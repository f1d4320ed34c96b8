"""Whatever goes deep between two says, before anyone agrees to it, where it would not be safe."""

import re

import pytest

from rehearsals.rehearse import CONTENT, script
from weft.core.exercise.script import Form

DEEP = 4
FEAR = re.compile(
    r"\b(?:afraid|fear|frighten\w*|safe|used|against|punished|paid for|mocked|laughed at|thrown back|hurt|harm\w*"
    r"|made to|threatened|cornered)\b"
)
"""Ways of saying that somebody may be harmed by what is told; a sentence that says it otherwise belongs here too."""
NAMES = [path.stem for path in sorted(CONTENT.glob("*/*.md"))]
FOR_TWO = [name for name in NAMES if script(name).depth >= DEEP and set(script(name).forms) != {Form.SOLO}]


def test_there_are_some() -> None:
    assert len(FOR_TWO) > 15


@pytest.mark.parametrize("name", FOR_TWO)
def test_what_goes_deep_says_where_it_would_not_be_safe(name: str) -> None:
    assert FEAR.search(script(name).not_when), script(name).not_when
