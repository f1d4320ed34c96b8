"""Evenings, rhythm and seasons, what evenings can say, and experiments."""

from dataclasses import dataclass

from weft.web.models.affection import Choice
from weft.web.models.room import Room


@dataclass(frozen=True, slots=True)
class EveningPage:
    """`/evening`: the half minute, or that it is kept, or that it is off. ``near`` and ``met`` are 0 to 100 or None.

    ``option`` is what an experiment has for today.
    """

    room: Room
    state: str
    near: int | None = None
    met: int | None = None
    did: tuple[Choice, ...] = ()
    stress: tuple[Choice, ...] = ()
    hours: tuple[Choice, ...] = ()
    shares: tuple[Choice, ...] = ()
    option: str | None = None
    skipped: bool = False
    wanted: bool = False
    in_season: bool = False
    say: str | None = None

    @property
    def shared_words(self) -> str:
        """What is ticked to count for both, as a list of words."""
        return ", ".join(one.label[0].lower() + one.label[1:] for one in self.shares if one.chosen)


@dataclass(frozen=True, slots=True)
class EveningLine:
    """One of the viewer's own evenings: its day, how near (0 to 100), what happened, and what of it counts for both."""

    day: int
    label: str
    near: int | None
    did: str
    shares: str
    skipped: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of which the viewer's evenings can be forgotten together: a season, or what lies outside any."""

    label: str
    first: int
    last: int
    lines: tuple[EveningLine, ...]


@dataclass(frozen=True, slots=True)
class EveningsPage:
    """`/evening/mine`: one's own evenings, and forgetting them."""

    room: Room
    stretches: tuple[Stretch, ...]
    wanted: bool = False
