"""Marks that two people set on a line, side by side: what each set, and what each guessed the other had."""

from collections.abc import Mapping, Sequence

from weft.core.exercise.script import Exercise, Kind
from weft.core.log.fold import Words
from weft.core.people import Side
from weft.core.sitting.marks import in_words, mark
from weft.web import models

MARKED = frozenset({Kind.RATE.value, Kind.GUESS.value})


def lines(
    script: Exercise, marked: Sequence[Words], called: Mapping[Side, str]
) -> tuple[models.LineShown, ...]:
    """One line for each rating, with the guesses about it on the same line. A guess alone has a line too."""
    about = dict.fromkeys(_about(script, words) for words in marked)
    return tuple(
        _line(heading, [words for words in marked if _about(script, words) == heading], called)
        for heading in about
    )


def plainly(words: Words) -> str:
    """What somebody wrote, or where they set a mark, as a sentence's part."""
    if words.step not in MARKED:
        return words.text
    found = mark(words.text)
    said = in_words(found)
    return f"{said[0].upper()}{said[1:]}" + (f" ({found.sure})" if found.sure else "")


def _about(script: Exercise, words: Words) -> str:
    step = script.steps[int(words.key.split("-")[0])]
    return step.of or step.faces[0].heading


def _line(about: str, marked: Sequence[Words], called: Mapping[Side, str]) -> models.LineShown:
    first, last = mark(marked[0].text).ends
    return models.LineShown(about, first, last, tuple(_shown(words, called) for words in marked))


def _shown(words: Words, called: Mapping[Side, str]) -> models.MarkShown:
    found, who = mark(words.text), called[words.author]
    guess = words.step == Kind.GUESS
    sure = f"; {found.sure}" if found.sure else ""
    said = (
        f"{who}’s guess about {called[words.author.other]}: {in_words(found)}{sure}"
        if guess
        else f"{who}: {in_words(found)}"
    )
    # A guess hangs on the side of the one it is about, in the colour of the one who made it.
    return models.MarkShown(found.place, words.author.value, guess, said)
