"""The sums answer from a process of their own: what goes in comes out the same, and what is no answer is not believed."""

import asyncio
import io
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

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


def answered(said: bytes, ended: int = 0) -> Any:
    """A process that says this and ends so, in the place of the real one."""

    class Process:
        returncode = ended

        async def communicate(self, question: bytes) -> tuple[bytes, None]:
            return said, None

        async def wait(self) -> int:
            return ended

    async def begin(*words: object, **more: object) -> Process:
        return Process()

    return begin


NO_ANSWERS = {
    "nothing": (b"", 0),
    "no JSON": (b"{", 0),
    "another shape": (b'{"standing": "hint"}', 0),
    "a standing nobody knows": (
        b'{"standing":"bliss","line":[],"half":[],"links":[],"days":1,"missing":0}',
        0,
    ),
    "a list": (b"[]", 0),
    "too much": (b" " * (asking.MOST_SAID + 1), 0),
    "ended by itself": (json.dumps(asdict(tell(SOME, NOBODY, 3))).encode(), 1),
    "killed": (b"", -9),
}


@pytest.mark.parametrize("which", NO_ANSWERS)
def test_what_is_no_answer_is_not_believed(which: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncio, "create_subprocess_exec", answered(*NO_ANSWERS[which]))
    with pytest.raises(NotWorkedOut):
        asyncio.run(asking.told(SOME, NOBODY, 3))
    with pytest.raises(NotWorkedOut):
        asyncio.run(asking.compared(NEAR, ORDER, "day"))


def test_one_that_hangs_is_waited_for_so_long_and_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    killed = []

    class Hangs:
        returncode: int | None = None

        async def communicate(self, question: bytes) -> tuple[bytes, None]:
            await asyncio.Event().wait()
            raise AssertionError("nobody answers")

        def kill(self) -> None:
            killed.append(True)

        async def wait(self) -> int:
            return -9

    async def begin(*words: object, **more: object) -> Hangs:
        return Hangs()

    monkeypatch.setattr(asyncio, "create_subprocess_exec", begin)
    monkeypatch.setattr(asking, "WAIT_SECONDS", 0.01)
    with pytest.raises(NotWorkedOut):
        asyncio.run(asking.told(SOME, NOBODY, 3))
    assert killed == [True]


def test_the_process_is_told_nothing_of_this_machine_but_where_the_code_lies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WEFT_DATA", "/somewhere/private")
    assert asking._surroundings().keys() == {"PYTHONPATH", "OPENBLAS_NUM_THREADS", "PATH"}


# ---------------------------------------------------------------- the process itself


@pytest.mark.parametrize(
    "question", ["", "{", "[]", '{"ask":"tell"}', '{"ask":"compare","near":[1],"options":[0],"span":"year"}']
)
def test_what_is_no_question_ends_it_without_a_word(
    question: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("resource.setrlimit", lambda *_: None)
    monkeypatch.setattr(sys, "stdin", io.StringIO(question))
    assert answering.main() == 1
    assert capsys.readouterr() == ("", "")


def test_a_question_is_answered_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    limits: list[Sequence[int]] = []
    monkeypatch.setattr("resource.setrlimit", lambda _, two: limits.append(two))
    question = {"ask": "tell", "mine": asking._plain(SOME[:1]), "shared": [None], "weekday": 0}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(question)))
    assert answering.main() == 0
    assert json.loads(capsys.readouterr().out)["standing"] == Standing.FIRST_DAY
    assert (answering.MOST_MEMORY, answering.MOST_MEMORY) in limits
    assert (answering.MOST_SECONDS, answering.MOST_SECONDS) in limits
