"""The page about sittings says what the machine does today."""

import re

from core.sitting.diagram import BEGIN, END, PAGE, drawn
from weft.core.sitting.state import State
from weft.core.sitting.table import TABLE

WRITTEN = PAGE.read_text(encoding="utf-8")


def test_the_diagram_is_drawn_from_todays_table():
    assert WRITTEN.partition(BEGIN)[2].partition(END)[0] == drawn(), (
        "draw it anew: python -m core.sitting.diagram"
    )


def test_every_stage_and_every_move_is_in_it():
    plain = re.sub(r"[ _-]", "", drawn())
    for row in TABLE:
        assert row.stage.replace("-", "") in plain
        assert row.move.__name__.lower() in plain


def test_every_value_a_sitting_keeps_is_explained():
    assert tuple(re.findall(r"^\| `(\w+)` \|", WRITTEN, re.MULTILINE)) == State._fields
