"""The evenings and seasons of the invented two: one season that is over, one that runs, two things tried in turn.

How near they feel is invented by a rule with chance in it, so that what the pages find is there to be found: the day
after time for each other is nearer, and so are evenings without phones. The words stand in content/demo-journey.toml.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from weft.core.journey.evening import Evening, Item
from weft.core.journey.season import MINUTES, Pace, Rhythm
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import draw
from weft.demo.script import Two, other, read
from weft.keeper import evenings, experiments, seasons
from weft.keeper.home import Home
from weft.keeper.opened import Opened

SEED = 60622
USUAL, STAYS = 56.0, 0.35
"""Where they are on a plain day, of a hundred, and how much of yesterday is left today."""
AFTER_TIME, UNDISTURBED, STRESS = 15.0, 8.0, 3.0
"""What the day after time for each other brings, what an evening without phones does either way, what stress takes."""
OFTEN = {Practice.TIME: 42, Practice.AFFECTION: 50, Practice.TALK: 34, Practice.MOMENTS: 22}
SELDOM = 14
"""On how many days of a hundred a practice happens and feels good."""
LEFT_OUT, FORGOTTEN = 9, 18
"""Of a hundred evenings, up to here they leave it out, and from there up to here they don’t look at it."""
EVENING = timedelta(hours=3)
"""After the hour at which they usually do something."""


def read_journey() -> dict[str, Any]:
    return read("demo-journey")


@dataclass
class Weeks:
    """Their days, the furthest back first; each is lived once."""

    home: Home
    two: Two
    set_clock: Callable[[datetime], None]
    tonight: datetime
    script: dict[str, Any] = field(default_factory=read_journey)
    near: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.next = max(one["begins"] for one in self.script["season"])

    async def until(self, ago: int) -> None:
        """Live all evenings that have not been, up to that of ``ago`` days before today."""
        while self.next >= ago:
            await self._day(self.next)
            self.next -= 1

    async def _day(self, ago: int) -> None:
        self.set_clock(self.tonight - timedelta(days=ago) + EVENING)
        for one in self.two.values():
            await self.home.freshen(one)
        for season in self.script["season"]:
            if season["begins"] == ago:
                await self._begin(season)
            elif season["begins"] - season["length"] == ago:
                await self._look_back(season)
        if self.script["experiment"]["begins"] == ago:
            await self._try()
        for word, one in self.two.items():
            if evenings.are_on(self.home, one):
                await self._evening(word, one, ago)

    async def _begin(self, season: dict[str, Any]) -> None:
        asks, answers = self._by(season["by"])
        rhythm = Rhythm(MINUTES[Pace(season["pace"])], frozenset(season["days"]))
        await seasons.ask(self.home, asks, rhythm, season["purpose"], season["length"])
        await self.home.freshen(answers)
        lying = seasons.asked(answers, mine=False)
        assert lying is not None, "it was proposed a moment ago"
        await seasons.agree(self.home, answers, lying.key)

    async def _look_back(self, season: dict[str, Any]) -> None:
        for word, one in self.two.items():
            over = seasons.seasons(one).latest
            if over and word in season:
                await seasons.look_back(self.home, one, over.key, season[word])

    async def _try(self) -> None:
        tried = self.script["experiment"]
        asks, answers = self._by(tried["by"])
        await experiments.ask(self.home, asks, tried["one"], tried["other"], tried["span"])
        await self.home.freshen(answers)
        lying = experiments.asked(answers, mine=False)
        assert lying is not None, "it was proposed a moment ago"
        await experiments.agree(self.home, answers, lying.key)

    def _by(self, word: str) -> tuple[Opened, Opened]:
        return self.two[word], other(self.two, word)

    async def _evening(self, word: str, one: Opened, ago: int) -> None:
        written = self._felt(word, one, ago)
        kept = _chance(ago, word, 1)
        if kept < LEFT_OUT:
            await evenings.write(self.home, one, Evening(0, skipped=True))
        elif kept >= FORGOTTEN:
            await evenings.write(self.home, one, written)

    def _felt(self, word: str, one: Opened, ago: int) -> Evening:
        """The evening as it was for one of the two, written or not."""
        stress = _chance(ago, word, 2) // 25
        near = USUAL + STAYS * (self.near.get(word, USUAL) - USUAL) - STRESS * (stress - 1.5)
        near += AFTER_TIME * ((Practice.TIME in _happened(ago + 1)) - 0.4) + _about(ago, word)
        self.near[word] = near
        last = experiments.experiments(one).latest
        option = last.option_on(evenings.tonight(self.home)) if last else None
        if last and option:
            near += UNDISTURBED if option == last.options[0] else -UNDISTURBED
        shares = frozenset(Item(name) for name in self.script["evenings"][word])
        met = near + 8 + _about(ago, word, 3) / 2
        hours = (1, 3, 3, 8)[_chance(ago, "", 4) // 25]
        return Evening(0, _within(near), _within(met), _happened(ago), stress, hours, shares=shares)


def _happened(ago: int) -> frozenset[Practice]:
    """What happened that day and felt good, to both."""
    return frozenset(
        one for at, one in enumerate(Practice) if draw(SEED, ago, 20 + at) % 100 < OFTEN.get(one, SELDOM)
    )


def _chance(ago: int, word: str, what: int) -> int:
    """From 0 to 99, other for each of the two."""
    return draw(SEED, ago, what, len(word)) % 100


def _about(ago: int, word: str, what: int = 5) -> float:
    """Some points more or less, mostly few."""
    return sum(_chance(ago, word, 10 * what + at) for at in range(3)) / 12 - 12.4


def _within(value: float) -> int:
    return round(min(max(value, 4.0), 96.0))
