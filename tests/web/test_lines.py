"""Marks on a line as a page shows them, also those that another version of Weft kept."""

import asyncio
from datetime import UTC, datetime

import pytest

from core.exercise.test_care import TEXT
from visits import evening
from weft.core.exercise.parse import parse
from weft.core.log.entries import SittingWoven, WordsWritten
from weft.core.log.fold import Words
from weft.core.people import Side, SittingId
from weft.keeper.opened import append
from weft.web.pages.lines import is_mark, lines, plainly

CALLED = {Side.LEFT: "Noor", Side.RIGHT: "Elis"}
AT = datetime(2026, 6, 4, tzinfo=UTC)
SITTING = SittingId("6" * 32)


def marked(step: int, text: str, kind: str = "rate", side: Side = Side.LEFT) -> Words:
    return Words(side, AT, f"{step}-0-0-{side}", kind, text)


@pytest.mark.parametrize("text", ["quite near", "", "101, far to near", "50,  to ", "7"])
@pytest.mark.parametrize("kind", ["rate", "guess"])
def test_what_is_no_mark_is_shown_as_it_was_kept(kind: str, text: str) -> None:
    assert not is_mark(marked(4, text, kind))
    assert plainly(marked(4, text, kind)) == text


def test_what_was_not_said_stands_in_words_and_at_no_place_of_the_line() -> None:
    script = parse(TEXT, "every-kind")
    left = marked(4, "not said, far to near")
    line = lines(script, [left, marked(4, "60, far to near", side=Side.RIGHT)], CALLED, Side.LEFT)[0]
    assert [one.side for one in line.marks] == ["right"]
    assert plainly(left) == "Not said"
    assert [one.words for one in line.said] == ["Not said", "Nearer “near” than “far”"]


def test_a_log_with_marks_of_another_version_breaks_no_page() -> None:
    async def play() -> None:
        one = await evening()
        opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
        assert opened is not None
        wrote = WordsWritten(SITTING, "4-0-0-left", "rate", "quite near")
        wove = SittingWoven(SITTING, "gone", "Gone since", "talk", "together", 5, None, "0" * 64)
        await append(one.house.store, opened, opened.log, [wrote, wove], one.house.clock())
        one.house.home.tell(opened.log.log)
        for path in ("/today", "/cloth", "/cloth/list", f"/cloth/{SITTING}"):
            page = await one.noor.get(path)
            assert page.status == 200
            assert ("quite near" in page.text) is (path in {"/cloth/list", f"/cloth/{SITTING}"})

    asyncio.run(play())


def test_a_line_named_after_the_other_names_them() -> None:
    script = parse(
        TEXT.replace("### rate: How was it?", "### rate: How was {other}?").replace(
            "of: How was it?", "of: How was {other}?"
        ),
        "every-kind",
    )
    two = [marked(4, "40, far to near"), marked(5, "60, far to near")]
    for viewer, name in ((Side.LEFT, "Elis"), (Side.RIGHT, "Noor")):
        assert lines(script, two, CALLED, viewer)[0].about == f"How was {name}?"
