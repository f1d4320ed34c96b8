"""Reads single values as a writer puts them: a length of time, a list of forms, a number in words."""

import re
from difflib import get_close_matches
from typing import Any

from weft.core.exercise.script import Button, Draw, Form, LifeStage
from weft.core.practice import Practice

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TIME = re.compile(r"(\w+) (second|minute|hour)s?")
_UNIT = {"second": 1, "minute": 60, "hour": 3600}


class Unreadable(ValueError):
    """A value that does not say what it should. Its text is the end of a kind sentence."""


def number(written: str, least: int, most: int) -> int:
    """A whole number in digits, or in words up to ten. Raises Unreadable outside ``least`` to ``most``."""
    word = written.strip().lower()
    if word in NUMBERS:
        found = NUMBERS.index(word)
    elif re.fullmatch(r"[0-9]{1,6}", word):
        found = int(word)
    else:
        raise Unreadable(f"a whole number belongs here, such as {least}; “{written}” is not one")
    if not least <= found <= most:
        raise Unreadable(f"a number from {least} to {most} belongs here, not {found}")
    return found


def seconds(written: str) -> int:
    """A length of time such as “3 minutes”, in seconds, at most three hours."""
    match = _TIME.fullmatch(written.strip().lower())
    if match is None:
        raise Unreadable(f"a length of time belongs here, such as “3 minutes”; “{written}” is not one")
    length = number(match[1], 1, 10_800) * _UNIT[match[2]]
    if length > 10_800:
        raise Unreadable("three hours is the longest a step may run")
    return length


def yes(written: str) -> bool:
    """“yes” or “no”."""
    word = written.strip().lower()
    if word not in ("yes", "no"):
        raise Unreadable(f"this is answered with yes or no, not “{written}”")
    return word == "yes"


def forms(written: str) -> frozenset[Form]:
    """A comma-separated list of forms."""
    return frozenset(form(word) for word in written.split(","))


def form(written: str) -> Form:
    """One form, by its word."""
    word = written.strip().lower()
    if word not in set(Form):
        raise Unreadable(
            f"“{word}” is not a form; the forms are {', '.join(Form)}{nearest(word, list(Form))}"
        )
    return Form(word)


def button(written: str) -> Button:
    """The words on a button: the verb, then, after a comma if there is one, the consequence."""
    label, _, note = written.partition(",")
    if len(label.strip()) > 32 or len(note.strip()) > 40:
        raise Unreadable("a button holds at most 32 letters, and its note at most 40")
    return Button(label.strip(), note.strip())


def two(written: str) -> tuple[str, str]:
    """Two words or phrases with “to” between them."""
    first, to, last = written.partition(" to ")
    if not (to and first.strip() and last.strip()):
        raise Unreadable("name both ends with “to” between them, such as “far to near”")
    return first.strip(), last.strip()


def choices(written: str) -> tuple[str, ...]:
    """Two to four things to choose between, with commas."""
    found = tuple(word.strip() for word in written.split(","))
    if not 2 <= len(found) <= 4 or not all(found) or len(set(found)) < len(found):
        raise Unreadable("name two to four different things with commas between them, gentlest first")
    if any(len(word) > 32 for word in found):
        raise Unreadable("each of the things to choose from holds at most 32 letters")
    return found


_DRAW = re.compile(r"(own|[a-z]+)(?:/([a-z][a-z ’-]*))?((?:, .+)?)")
_DEPTH = re.compile(r"depth ([1-6])(?: to ([1-6]))?")


def draw(written: str) -> Draw:
    """Which prompts: “softer/hopes, depth 2 to 4, for parents”, or “own”."""
    match = _DRAW.fullmatch(written.strip().lower())
    if match is None or (match[1] == "own" and (match[2] or match[3])):
        raise Unreadable("say “own”, or a practice and perhaps a theme, such as “softer/hopes, depth 1 to 3”")
    if match[1] == "own":
        return Draw()
    if match[1] not in set(Practice):
        raise Unreadable(f"“{match[1]}” is not a practice{nearest(match[1], list(Practice))}")
    least, most, stage = 1, 6, None
    for part in filter(None, (word.strip() for word in match[3].split(","))):
        depth = _DEPTH.fullmatch(part)
        if depth:
            least, most = int(depth[1]), int(depth[2] or depth[1])
        elif part.removeprefix("for ") in set(LifeStage):
            stage = LifeStage(part.removeprefix("for "))
        else:
            raise Unreadable(
                f"“{part}” is neither a depth, such as “depth 1 to 3”, nor “for” one of {', '.join(LifeStage)}"
            )
    if least > most:
        raise Unreadable("the lighter depth comes first, such as “depth 1 to 3”")
    return Draw(Practice(match[1]), match[2].strip() if match[2] else None, least, most, stage)


def one_of(choices: Any, word: str) -> Any:
    """The one of these that the word names."""
    known = {str(choice).lower(): choice for choice in choices}
    if word.strip().lower() not in known:
        raise Unreadable(f"“{word}” is not one of {', '.join(choices)}{nearest(word.lower(), list(known))}")
    return known[word.strip().lower()]


def nearest(word: str, known: list[str]) -> str:
    """“. Did you mean …?” when something known is close, else nothing."""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f". Did you mean “{close[0]}”?" if close else ""
