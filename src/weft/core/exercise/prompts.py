"""Decks of prompts, and dealing them to a sitting: never the same twice while there are others.

A deck is a text file for one practice: headings such as ``## hopes, depth 3, for parents`` and under each a list.
What is dealt becomes part of the script the sitting keeps, so that it ends with what it began with.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256

from weft.core.exercise.listed import Listed
from weft.core.exercise.parse import parse, without_notes
from weft.core.exercise.reading import nearest
from weft.core.exercise.script import BEFORE, LONGEST_PROMPT, Complaint, Draw, Exercise, LifeStage
from weft.core.practice import Practice

REST_DAYS = 180
"""Days before a prompt may come back while fresh ones are few."""

_BRACES = re.compile(r"\{([^{}]*)\}")
_HEADING = re.compile(r"([a-z][a-z ’-]*), depth ([1-6])(?:, for ([a-z -]+))?")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question or small invitation. ``stages`` empty means anyone; ``line`` counts from 1 in its file."""

    text: str
    practice: Practice
    theme: str
    depth: int
    stages: frozenset[LifeStage]
    line: int

    @property
    def id(self) -> str:
        return prompt_id(self.text)


class NothingToDraw(Exception):
    """The decks hold nothing a step asks for; the message names what it asked for."""


def prompt_id(text: str) -> str:
    """What a log remembers of a prompt: eight hex digits of its words, so that a changed prompt is a new one."""
    return sha256(text.removesuffix(BEFORE).encode()).hexdigest()[:8]


def read_deck(text: str) -> tuple[tuple[Prompt, ...], tuple[Complaint, ...]]:
    """The prompts of a deck, and everything found wrong with it, in line order."""
    deck = _Deck()
    deck.read(text)
    if deck.practice is None and not deck.complaints:
        deck.complain(1, "A deck starts with a label: three dashes, “practice: talk”, three dashes.")
    return tuple(deck.prompts), tuple(sorted(deck.complaints))


class _Deck(Listed):
    """A deck as far as it has been read."""

    other = "In a deck each line is a heading with “## ” or a prompt with “- ”."

    def __init__(self) -> None:
        super().__init__()
        self.practice: Practice | None = None
        self.under: tuple[str, int, frozenset[LifeStage]] | None = None
        self.prompts: list[Prompt] = []

    def label(self, line: int, words: str) -> None:
        key, _, value = words.partition(":")
        if key.strip() == "practice":
            if value.strip() in set(Practice):
                self.practice = Practice(value.strip())
            else:
                self.complain(
                    line, f"“{value.strip()}” is not a practice{nearest(value.strip(), list(Practice))}"
                )
        elif words and key.strip() != "title":
            self.complain(
                line, "A deck’s label holds “practice” and “title”, between two lines of three dashes."
            )

    def heading(self, line: int, words: str) -> None:
        match = _HEADING.fullmatch(words)
        stages = match[3].split(" and ") if match and match[3] else []
        unknown = [stage for stage in stages if stage not in set(LifeStage)]
        if match is None or unknown:
            self.under = None
            self.complain(
                line,
                f"“{words}” should read like “hopes, depth 3” or “hopes, depth 3, for parents”; the stages are {', '.join(LifeStage)}.",
            )
        else:
            self.under = (match[1].strip(), int(match[2]), frozenset(map(LifeStage, stages)))

    def item(self, line: int, text: str) -> None:
        if self.under is None or self.practice is None:
            if not self.complaints:
                self.complain(line, "This prompt stands under no heading. Put “## theme, depth 2” above it.")
        elif len(text) > LONGEST_PROMPT or text.endswith(BEFORE.strip()):
            self.complain(
                line, f"A prompt holds at most {LONGEST_PROMPT} letters, and does not end with “(again)”."
            )
        elif "<!--" in text or set(_BRACES.findall(text)) - {"me", "other"}:
            self.complain(
                line, "A prompt may say {other} and {me}; other braces and notes have no place in it."
            )
        else:
            self.prompts.append(Prompt(text, self.practice, *self.under, line))


def fits(prompt: Prompt, draw: Draw, stages: Set[str] = frozenset()) -> bool:
    """Whether a step that draws so may get this prompt, where these times of life are said to be so.

    A step that asks for a time of life gets only what was written for it. Any other gets what is for anyone, and
    what was written for a time that is theirs: nobody is asked about children they do not have.
    """
    return (
        prompt.practice is draw.practice
        and draw.theme in (None, prompt.theme)
        and draw.least <= prompt.depth <= draw.most
        and (draw.stage in prompt.stages if draw.stage else not prompt.stages or bool(prompt.stages & stages))
    )


def deal(
    exercise: Exercise,
    decks: Iterable[Prompt],
    seed: bytes,
    had: Mapping[str, int] | None = None,
    today: int = 0,
    stages: Set[str] = frozenset(),
    alone: bool = False,
) -> Exercise:
    """The exercise with a prompt for every round of every step that draws one.

    ``stages`` are the times of life that are theirs, see fits. ``alone`` leaves out what speaks of the other by name
    while there is anything else. ``had`` gives, by prompt id, the day (since 1970) a prompt was last drawn. Fresh prompts come
    first, in an order only ``seed`` decides; then those that have rested longest, marked as having come before. No prompt
    comes twice in one sitting while there are others. Raises NothingToDraw.
    """
    if not exercise.needs:
        return exercise
    decks, had = tuple(decks), had or {}
    taken: list[str] = []
    for step in exercise.steps:
        if step.draws is not None:
            some = _offered(exercise, decks, step.draws, stages, alone)
            order = sorted(some, key=lambda text: _rank(text, seed, had, today))
            taken += _next(order, taken, step.rounds)
    return _with_prompts(exercise, [text + BEFORE * (prompt_id(text) in had) for text in taken])


def _offered(
    exercise: Exercise, decks: Iterable[Prompt], draw: Draw, stages: Set[str], alone: bool
) -> Sequence[str]:
    """All that a step may draw from: the exercise's own list, or what fits of the decks. Raises NothingToDraw."""
    if draw.practice is None:
        some: Sequence[str] = exercise.prompts
    else:
        some = [one.text for one in decks if fits(one, draw, stages)]
    if not some:
        raise NothingToDraw(str(draw.practice) + (f"/{draw.theme}" if draw.theme else ""))
    return ([text for text in some if "{other}" not in text] or some) if alone else some


def _next(order: Sequence[str], taken: Sequence[str], rounds: int) -> list[str]:
    """As many as there are rounds: what was not taken before, and then all of them again."""
    some = [text for text in order if text not in taken]
    while len(some) < rounds:
        some += order
    return some[:rounds]


def _rank(text: str, seed: bytes, had: Mapping[str, int], today: int) -> tuple[int, int, bytes]:
    last = had.get(prompt_id(text))
    chance = sha256(seed + text.encode()).digest()
    if last is None:
        return 0, 0, chance
    return (1, 0, chance) if today - last >= REST_DAYS else (2, last, chance)


def _with_prompts(exercise: Exercise, dealt: Sequence[str]) -> Exercise:
    """The same script with this list under “## Prompts”, in its text too."""
    text = without_notes(exercise.text)
    kept = re.split(r"^##\s+prompts\s*:?\s*$", text, maxsplit=1, flags=re.IGNORECASE | re.MULTILINE)
    rest = re.search(r"^## ", kept[1], flags=re.MULTILINE) if len(kept) > 1 else None
    after = kept[1][rest.start() :] if rest else ""
    listed = "\n".join(f"- {text}" for text in dealt)
    return parse(f"{kept[0].rstrip()}\n\n## Prompts\n\n{listed}\n\n{after}".rstrip() + "\n", exercise.id)
