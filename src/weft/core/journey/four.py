"""Four questions a host may have the text of, and the right to it: read from a file of theirs. Nothing of a text is ours."""

import tomllib
from dataclasses import dataclass

QUESTIONS = 4
FEWEST, MOST = 2, 8
"""Answers to one question."""
MOST_WORDS = 300

BEGIN, END = "begin", "end"
"""When in a season they are asked."""


class FourWrong(ValueError):
    """The file isn't as it has to be; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Question:
    """One of the four, in the host's words, with its answers in their order."""

    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Four:
    """All four, and from where the host has the right to show them."""

    right: str
    questions: tuple[Question, ...]


def read_four(text: str) -> Four:
    """The questions of a file: a line ``right``, and four times ``[[question]]`` with ``text`` and ``answers``.

    Raises FourWrong.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise FourWrong("a file that can be read as TOML; docs/hosting.md shows one") from None
    right, some = said.get("right"), said.get("question")
    if not _words(right):
        raise FourWrong('a line right = "…" in the file, saying who gave you the right to use the text')
    if not isinstance(some, list) or len(some) != QUESTIONS:
        raise FourWrong("four times [[question]] in the file, no more and no fewer")
    return Four(str(right), tuple(_question(number, one) for number, one in enumerate(some, start=1)))


def _question(number: int, said: object) -> Question:
    one = said if isinstance(said, dict) else {}
    text, answers = one.get("text"), one.get("answers")
    if not _words(text):
        raise FourWrong(f"a text of up to {MOST_WORDS} letters for question {number}")
    whole = isinstance(answers, list) and FEWEST <= len(answers) <= MOST and all(map(_words, answers))
    if not whole:
        raise FourWrong(f"from {FEWEST} to {MOST} answers in words for question {number}")
    return Question(str(text), tuple(map(str, answers or ())))


def _words(said: object) -> bool:
    return isinstance(said, str) and 0 < len(said.strip()) <= MOST_WORDS
