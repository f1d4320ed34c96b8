"""One of the invented two on a day: what they could still say, and whether they say it."""

from dataclasses import dataclass, field
from datetime import datetime

from weft.core.exercise.script import Exercise, Kind
from weft.core.tapestry.drawdown import draw
from weft.demo.script import SEED, Script
from weft.keeper.opened import Opened

SEASONS = ("winter", "spring", "summer", "autumn")
"""From December on, three months each."""
AWAY = (8, 19)
"""They are away from the first of this month to this day of it."""
OFTEN, LATELY_OFTEN, LATELY_DAYS = 42, 90, 120
"""In how many of a hundred sittings one of them keeps a line, before and within the last days."""


@dataclass(frozen=True)
class Day:
    """One of the days lived. ``ago`` is how many days before today; ``scripted`` if it stands in demo.toml."""

    evening: datetime
    ago: int
    scripted: bool = False

    @property
    def season(self) -> str:
        return SEASONS[self.evening.month % 12 // 3]

    @property
    def lately(self) -> bool:
        return self.ago < LATELY_DAYS

    @property
    def keeps(self) -> int:
        return 100 if self.scripted else LATELY_OFTEN if self.lately else OFTEN

    @property
    def away(self) -> bool:
        return self.evening.month == AWAY[0] and self.evening.day <= AWAY[1]


@dataclass
class Player:
    """One of the two while the life is played: signed in, with words to say, each of them once."""

    word: str
    opened: Opened
    script: Script
    said: set[str] = field(default_factory=set)
    drawn: int = 0

    def chance(self) -> int:
        """Something like chance, other each time."""
        self.drawn += 1
        return draw(SEED, self.drawn, len(self.word))

    def left(self, exercise: Exercise, kind: str, day: Day) -> list[str]:
        """What this person could still say at such a step: first what is meant for this exercise alone."""
        own = self.script.own[self.word].get(exercise.id, {}).get(kind, [])
        mine = [] if exercise.id in self.script.held and not day.scripted else self._unsaid(own)
        if mine or (exercise.id not in self.script.anyhow and (own or kind != Kind.KEEP)):
            return mine
        by = self.script.general[self.word][exercise.practice.value]
        rest = self._unsaid(by.get(f"{kind}-{day.season}", []) + by.get(kind, []))
        start = self.chance() % len(rest) if rest else 0
        return rest[start:] + rest[:start]

    def _unsaid(self, lines: list[str]) -> list[str]:
        return [line for line in lines if line not in self.said]

    def says(self, exercise: Exercise, kind: str, day: Day) -> str:
        """The next of this person's lines for such a step; empty when there is none, or nothing is kept."""
        if kind == Kind.KEEP and self.chance() % 100 >= day.keeps:
            return ""
        line = next(iter(self.left(exercise, kind, day)), "")
        self.said.add(line)
        return line
