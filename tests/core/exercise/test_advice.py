"""Advice: what both read in turns at something to do; and that it stops nothing."""

from pathlib import Path

import pytest

from weft.cli.exercise import main
from weft.core.exercise.advice import advice
from weft.core.exercise.check import check
from weft.core.exercise.parse import parse
from weft.core.exercise.prompts import deal
from weft.core.exercise.script import Form
from weft.core.people import Side
from weft.core.sitting.acts import move_for
from weft.core.sitting.play import begin, play
from weft.core.sitting.scene import scene
from weft.keeper.library import CONTENT

LEFT, RIGHT = Side
NAMES = ("Noor", "Elias")
SONGS = (CONTENT / "exercises/moments/a-song-each.md").read_text(encoding="utf-8")
THEIRS = SONGS[SONGS.index("#### listening: {other}’s song") : SONGS.index("#### solo: To the end")]
WITHOUT = SONGS.replace(THEIRS, "")


def at_the_song(form: Form, text: str = SONGS, turn: int = 1) -> tuple[tuple[str, str], tuple[str, str]]:
    """The headings both read at each one's song: the one whose turn it is first, and the text of both."""
    script = deal(parse(text, "a-song-each"), (), b"")
    state = begin(script, form)
    while not (script.steps[state.step].kind == "do" and state.turn == turn - 1):
        for side in Side:
            acts = [one.name for one in scene(script, state, side, NAMES).acts]
            act = next(
                (one for one in acts if one not in ("pause", "stop", "take-back", "you-first", "skip")), None
            )
            if act:
                state, _ = play(script, state, move_for(script, state, side, act))
                break
    left, right = (scene(script, state, side, NAMES) for side in Side)
    return (left.heading, left.text), (right.heading, right.text)


def test_a_do_in_turns_without_words_for_the_other_is_said_with_its_line_and_can_be_played() -> None:
    [said] = advice(parse(WITHOUT, "a-song-each"))
    assert said.line == WITHOUT.splitlines().index("### do: To the end") + 1
    assert "whose turn it is" in said.sentence
    assert check(WITHOUT, "a-song-each") == ()


def test_words_for_one_form_alone_leave_the_other_form_to_be_said() -> None:
    one = WITHOUT.replace(
        "#### solo: To the end", "#### listening, apart: Theirs\n\nHear it.\n\n#### solo: To the end"
    )
    [said] = advice(parse(one, "a-song-each"))
    assert "“together”" in said.sentence
    assert "“apart”" not in said.sentence


def test_outside_turns_both_may_read_the_same() -> None:
    assert (
        advice(parse((CONTENT / "exercises/talk/slow-turns.md").read_text(encoding="utf-8"), "slow-turns"))
        == ()
    )


@pytest.mark.parametrize("form", [Form.TOGETHER, Form.APART])
def test_each_reads_their_own_page_and_in_the_next_turn_the_others(form: Form) -> None:
    mine, theirs = at_the_song(form)
    assert (mine[0], theirs[0]) == ("To the end", "Noor’s song")
    theirs, mine = at_the_song(form, turn=2)
    assert (mine[0], theirs[0]) == ("To the end", "Elias’s song")


def test_without_words_for_the_other_both_read_the_same() -> None:
    mine, theirs = at_the_song(Form.TOGETHER, WITHOUT)
    assert mine == theirs


def test_another_way_stands_on_both_pages() -> None:
    other_way = "#### or: No song\n\nHum one.\n\n#### solo: To the end"
    mine, theirs = at_the_song(Form.TOGETHER, SONGS.replace("#### solo: To the end", other_way))
    assert "No song. Hum one." in mine[1]
    assert "No song. Hum one." in theirs[1]


def test_the_command_says_it_and_is_content(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a-song-each.md"
    file.write_text(WITHOUT, encoding="utf-8")
    assert main(["check", str(file)]) == 0
    out = capsys.readouterr().out
    assert "It can be played as it is." in out
    assert "nothing to mend" not in out
