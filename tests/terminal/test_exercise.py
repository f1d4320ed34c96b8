"""`weft exercise` as transcripts: what was typed, what came back. Files in this folder, played from the top.

After a change that is meant, write them again with: python tests/terminal/test_exercise.py
"""

import contextlib
import io
import os
import sys
from pathlib import Path

import pytest

from weft.cli.exercise import CONTENT, main

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


def test_a_script_with_mistakes_is_not_played(capsys):
    assert main(["play", str(HERE / "with-mistakes.md")]) == 1
    assert "with-mistakes.md:4:" in capsys.readouterr().err


def test_a_form_it_does_not_have_is_said_plainly(capsys):
    assert main(["play", str(CONTENT / "talk/slow-turns.md"), "--form", "solo"]) == 1
    assert "can’t be played in this form" in capsys.readouterr().err


if __name__ == "__main__":
    for one in TRANSCRIPTS:
        os.chdir(HERE if "mistakes" in one.stem else CONTENT)
        one.write_text(replay(one.read_text(encoding="utf-8")), encoding="utf-8")
