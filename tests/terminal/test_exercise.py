"""`weft exercise` as transcripts: what was typed, what came back. Files in this folder, played from the top.

After a change that is meant, write them again with: python tests/terminal/test_exercise.py
"""

import contextlib
import io
import json
import os
import sys
from pathlib import Path

import pytest

from weft.cli.exercise import main
from weft.keeper import library

CONTENT = library.CONTENT / "exercises"

HERE = Path(__file__).parent
TRANSCRIPTS = sorted(HERE.glob("exercise-*.txt"))


def replay(transcript: str) -> str:
    """The same transcript with what comes back now."""
    head, _, _ = transcript.partition("\n\n")
    command, *typed = head.splitlines()
    argv = command.removeprefix("$ weft exercise ").split()
    out, old = io.StringIO(), sys.stdin
    sys.stdin = io.StringIO("".join(f"{line.removeprefix('< ')}\n" for line in typed))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main(argv)
    finally:
        sys.stdin = old
    return f"{head}\n\n{out.getvalue()}[{code}]\n"


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_comes_back_the_same(path, monkeypatch):
    monkeypatch.chdir(HERE if "mistakes" in path.stem else CONTENT)
    assert replay(path.read_text(encoding="utf-8")) == path.read_text(encoding="utf-8")


def test_a_file_that_is_not_there_is_said_plainly(capsys, tmp_path):
    assert main(["check", str(tmp_path / "gone.md")]) == 1
    assert "could not be read" in capsys.readouterr().err


def test_an_empty_folder_is_said_plainly(capsys, tmp_path):
    assert main(["check", str(tmp_path)]) == 1
    assert "No exercise in" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["list", "stats"])
def test_a_pack_that_is_not_there_is_said_plainly(command, capsys, tmp_path):
    with pytest.raises(SystemExit):
        main([command, "--pack", str(tmp_path / "gone")])
    assert "there is no folder" in capsys.readouterr().err


def test_a_script_with_mistakes_is_not_played(capsys):
    assert main(["play", str(HERE / "with-mistakes.md")]) == 1
    assert "with-mistakes.md:4:" in capsys.readouterr().err


def test_a_form_it_does_not_have_is_said_plainly(capsys):
    assert main(["play", str(CONTENT / "talk/slow-turns.md"), "--form", "solo"]) == 1
    assert "can’t be played in this form" in capsys.readouterr().err


def test_the_list_is_for_people_and_for_programs(capsys):
    assert main(["list"]) == 0
    assert "slow-turns " in capsys.readouterr().out
    assert main(["list", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["slow-turns"] == {
        "id": "slow-turns",
        "title": "Slow turns",
        "practice": "talk",
        "forms": ["together", "apart", "own-pace"],
        "minutes": 15,
        "depth": 2,
        "evidence": "B",
        "sources": ["hawkins-2008", "mcallister-2012", "gottman-1998", "itzchakov-2022"],
    }


def test_what_there_is_can_be_counted(capsys):
    assert main(["stats", "--json"]) == 0
    counted = json.loads(capsys.readouterr().out)
    assert counted["exercises"] == sum(counted["practices"].values())
    assert {"words", "prompts", "reading_grade"} < counted.keys()
    assert counted["ideas"] >= 420
    assert main(["stats"]) == 0
    assert f"{counted['exercises']} exercises" in capsys.readouterr().out


def test_a_new_file_passes_the_check_and_is_never_written_over(capsys, tmp_path):
    file = tmp_path / "news-of-the-day.md"
    assert main(["new", str(file), "--practice", "affection"]) == 0
    assert main(["check", str(file)]) == 0
    before = file.read_text(encoding="utf-8")
    assert main(["new", str(file)]) == 1
    assert file.read_text(encoding="utf-8") == before
    assert "was left as it is" in capsys.readouterr().err


def test_a_name_that_cannot_be_an_id_is_said_plainly(capsys, tmp_path):
    assert main(["new", str(tmp_path / "Our Evening.md")]) == 1
    assert "small letters" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said_plainly(capsys, tmp_path):
    assert main(["new", str(tmp_path / "gone/a-walk.md")]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_a_pack_adds_to_the_list_and_what_is_broken_in_it_is_named(capsys, tmp_path):
    (tmp_path / "exercises").mkdir()
    assert main(["new", str(tmp_path / "exercises/our-own.md")]) == 0
    (tmp_path / "exercises/broken.md").write_text("nothing", encoding="utf-8")
    capsys.readouterr()
    assert main(["list", "--pack", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert "our-own " in out
    assert "broken.md:1:" in err


def test_two_prompts_that_say_the_same_are_both_named(capsys, tmp_path):
    deck = "---\npractice: talk\n---\n\n## week, depth 1\n- What was loud in the street today?\n"
    (tmp_path / "one.md").write_text(deck, encoding="utf-8")
    (tmp_path / "two.md").write_text(deck.replace("street today", "street to-day"), encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert "nearly the same words as" in capsys.readouterr().out


def test_a_file_of_ideas_is_checked_and_ideas_that_say_the_same_are_both_named(capsys, tmp_path):
    head = "---\nideas: Harbour\n---\n## 20 minutes, costs nothing, low energy, outdoors, calm, time\n"
    (tmp_path / "one.md").write_text(head + "- Boats: Watch one boat until it has gone.\n", encoding="utf-8")
    assert main(["check", str(tmp_path / "one.md")]) == 0
    (tmp_path / "two.md").write_text(
        head + "- Ships: Watch one boat till it has gone.\n- Ferry\n", encoding="utf-8"
    )
    assert main(["check", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "two.md:6: An idea is a title, a colon" in told
    assert "nearly the same words as" in told


if __name__ == "__main__":
    for one in TRANSCRIPTS:
        os.chdir(HERE if "mistakes" in one.stem else CONTENT)
        one.write_text(replay(one.read_text(encoding="utf-8")), encoding="utf-8")
