"""The sums answer from a process of their own: what goes in comes out the same, and what is no answer is not believed."""

import asyncio
import io
import json
import math
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from weft.insight import answering, asking
from weft.insight.asking import NotWorkedOut
from weft.insight.experiment import compare, draw
from weft.insight.tell import tell
from weft.insight.told import Evening, Outcome, Span, Standing

SOME: list[Evening | None] = [
    Evening(50 + day * 7 % 30, frozenset({day % 7}), day % 4) if day % 5 else None for day in range(40)
]
NOBODY: list[Evening | None] = [None] * 40
NEAR = [50.0 + 20 * option + at % 3 for at, option in enumerate(draw([True, False] * 6, Span.DAY))]
ORDER = draw([True, False] * 6, Span.DAY)


def test_through_the_process_comes_what_the_sums_say() -> None:
    assert asyncio.run(asking.told(SOME, NOBODY, 3)) == tell(SOME, NOBODY, 3)


def test_so_does_what_came_of_an_experiment() -> None:
    found = asyncio.run(asking.compared(NEAR, ORDER, "day"))
    assert found == compare(NEAR, ORDER, Span.DAY)
    assert found.outcome is Outcome.MADE_A_DIFFERENCE


def test_what_was_not_said_arrives_as_not_said() -> None:
    some = [Evening(math.nan, frozenset(), None), *SOME[1:]]
    raw = json.dumps(asking._plain(some))
    assert "NaN" not in raw
    again = answering._evenings(json.loads(raw))
    assert again[0] is not None
    assert math.isnan(again[0].near)
    assert again[1:] == some[1:]


# ---------------------------------------------------------------- what is no answer


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """A program of one line in the place of the real one."""

    def answered(line: str) -> None:
        program = tmp_path / "program.py"
        program.write_text(f"import sys\nsys.stdin.buffer.read()\n{line}\n")
        monkeypatch.setattr(asking, "ANSWERING", replace(asking.ANSWERING, program=program, wait_seconds=0.5))

    return answered


def says(said: bytes) -> str:
    return f"sys.stdout.buffer.write({said!r})"


NO_ANSWERS = {
    "nothing": "",
    "no JSON": says(b"{"),
    "another shape": says(b'{"standing": "hint"}'),
    "a standing nobody knows": says(
        b'{"standing":"bliss","line":[],"half":[],"links":[],"days":1,"missing":0}'
    ),
    "a list": says(b"[]"),
    "too much": f"sys.stdout.write(' ' * ({asking.ANSWERING.most_said} + 1))",
    "ended by itself": says(json.dumps(asdict(tell(SOME, NOBODY, 3))).encode()) + "; sys.exit(1)",
    "killed": "import os; os.kill(os.getpid(), 9)",
    "waits for ever": "import signal; signal.pause()",
}


@pytest.mark.parametrize("which", NO_ANSWERS)
def test_what_is_no_answer_is_not_believed(which: str, answered: Callable[[str], None]) -> None:
    answered(NO_ANSWERS[which])
    with pytest.raises(NotWorkedOut):
        asyncio.run(asking.told(SOME, NOBODY, 3))
    with pytest.raises(NotWorkedOut):
        asyncio.run(asking.compared(NEAR, ORDER, "day"))


def test_the_process_is_told_nothing_of_this_machine_but_that_one_core_is_enough() -> None:
    assert dict(asking.ANSWERING.surroundings).keys() == {"OPENBLAS_NUM_THREADS"}
    assert (asking.ANSWERING.memory_bytes, asking.ANSWERING.cpu_seconds) == (1 << 30, 30)


# ---------------------------------------------------------------- the process itself


@pytest.mark.parametrize(
    "question", ["", "{", "[]", '{"ask":"tell"}', '{"ask":"compare","near":[1],"options":[0],"span":"year"}']
)
def test_what_is_no_question_ends_it_without_a_word(
    question: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(question))
    assert answering.main() == 1
    assert capsys.readouterr() == ("", "")


def test_a_question_is_answered_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    question = {"ask": "tell", "mine": asking._plain(SOME[:1]), "shared": [None], "weekday": 0}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(question)))
    assert answering.main() == 0
    assert json.loads(capsys.readouterr().out)["standing"] == Standing.FIRST_DAY
