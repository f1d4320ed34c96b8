"""The map of wanted affection: what somebody would like, by situation, and what of it the other may see.

A "no" needs no reason and is never shown: to the other it is as if nothing had been said there.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from weft.core.affection.entries import MapSaid

Lines = Mapping[str, str]


class Answer(StrEnum):
    """What may be said of a thing in a situation; saying nothing is an answer too, and is kept nowhere."""

    LIKE = "like"
    SOMETIMES = "sometimes"
    ASK = "ask"
    NO = "no"


SITUATIONS = ("morning", "public", "tired", "before", "after", "ill")
"""By key; the words for them are in content/words.toml."""
THINGS = {
    "words": ("compliment", "thanks", "pet-name", "love", "how-am-i", "message"),
    "touch": ("back", "hand", "hug", "kiss", "close", "hair"),
    "deeds": ("cup", "chore", "company", "supper", "laugh", "door"),
}
"""By the way they come."""


def places(situation: str) -> tuple[str, ...]:
    """Every place of the map in one situation."""
    return tuple(f"{situation}/{thing}" for things in THINGS.values() for thing in things)


def said_anew(before: MapSaid, situation: str, answers: Lines, shown: Iterable[str]) -> MapSaid:
    """The map after one situation was said anew. What is no place or no answer of ours is left aside."""
    here = frozenset(places(situation)) if situation in SITUATIONS else frozenset[str]()
    said = {place: answer for place, answer in answers.items() if place in here and answer in set(Answer)}
    others = {place: answer for place, answer in before.lines.items() if place not in here}
    showing = (frozenset(before.shown) - here) | (frozenset(shown) & here & said.keys())
    return MapSaid(dict(sorted((others | said).items())), tuple(sorted(showing)))


def to_show(said: MapSaid) -> dict[str, str]:
    """What the other may see of it: what its owner shares, and of that never a "no"."""
    return {
        place: said.lines[place]
        for place in said.shown
        if place in said.lines and said.lines[place] != Answer.NO
    }
