"""Marks that two people set on a line, side by side: what each set, and what the other guessed it was."""

from collections.abc import Mapping, Sequence

from weft.core.exercise.script import Exercise, Kind
from weft.core.log.fold import Words
from weft.core.people import Side
from weft.core.sitting.marks import NotAMark, in_words, mark
from weft.core.sitting.wording import fill
from weft.web import models

MARKED = frozenset({Kind.RATE.value, Kind.GUESS.value})


def lines(
    script: Exercise, marked: Sequence[Words], called: Mapping[Side, str], viewer: Side
) -> tuple[models.LineShown, ...]:
    """One line for each rating, with the guesses about it on the same line. A guess alone has a line too.

    A line is named by its rating when there are several.
    """
    about = dict.fromkeys(_about(script, words) for words in marked)
    return tuple(
        _line(
            fill(heading, called[viewer], called[viewer.other]) if len(about) > 1 else "",
            [words for words in marked if _about(script, words) == heading],
            called,
        )
        for heading in about
    )


def is_mark(words: Words) -> bool:
    """Whether this can be drawn on a line. What another version of Weft kept of a mark may be words like others."""
    try:
        mark(words.text)
    except NotAMark:
        return False
    return words.step in MARKED


def plainly(words: Words) -> str:
    """What somebody wrote, or where they set a mark, as a sentence's part."""
    if not is_mark(words):
        return words.text
    said = _where(words)
    return f"{said[0].upper()}{said[1:]}"


def apart(words: Words, sitting: str) -> str | None:
    """Where words are read that only a browser opens; None for all others."""
    return f"/sealed#{sitting}" if words.sealed else None


def _where(words: Words) -> str:
    found = mark(words.text)
    return in_words(found) + (f" ({found.sure})" if found.sure else "")


def _about(script: Exercise, words: Words) -> str:
    step = script.steps[int(words.key.split("-")[0])]
    return step.of or step.faces[0].heading


def _line(about: str, marked: Sequence[Words], called: Mapping[Side, str]) -> models.LineShown:
    first, last = mark(marked[0].text).ends
    shown = tuple(
        models.MarkShown(place, words.author.value, _whose(words).value, _guessed(words))
        for words in marked
        if (place := mark(words.text).place) is not None
    )
    said = tuple(each for side in Side for each in _said(side, marked, called))
    return models.LineShown(about, first, last, shown, said)


def _guessed(words: Words) -> bool:
    return words.step == Kind.GUESS


def _whose(words: Words) -> Side:
    """Whom a mark is about: a guess is about the other."""
    return words.author.other if _guessed(words) else words.author


def _said(side: Side, marked: Sequence[Words], called: Mapping[Side, str]) -> tuple[models.Said, ...]:
    """Where this person set the mark, and under it what the other guessed; or that guess alone."""
    felt, guess = (
        next((words for words in marked if _whose(words) is side and _guessed(words) is guessed), None)
        for guessed in (False, True)
    )
    who, other = called[side], called[side.other]
    if felt is not None:
        caption = f"{who}. {other} guessed: {_where(guess)}." if guess else who
        return (models.Said(plainly(felt), who, caption, side.value),)
    if guess is not None:
        return (models.Said(plainly(guess), other, f"{other}’s guess about {who}", side.other.value),)
    return ()
