"""One exercise played by the invented two, each doing what a willing person would."""

from dataclasses import dataclass

from weft.core.exercise.script import Exercise, Form, Kind, Step
from weft.core.people import SittingId
from weft.core.sitting.acts import DEEDS, offered
from weft.core.sitting.marks import SURE
from weft.core.sitting.moves import Wrote
from weft.demo.calendar import Calendar
from weft.demo.player import Day, Player
from weft.demo.script import PRIVATE
from weft.keeper import boards, sittings
from weft.keeper.home import Home

LULLS = ("pause", "resume", "stop", "take-back", "not-quite", "return", "you-first", "end-early")
"""What the invented two never choose."""
MOST_STEPS = 400
"""More than any exercise has."""


@dataclass(frozen=True)
class Played:
    """An exercise on a day; the first of the two has asked."""

    home: Home
    calendar: Calendar
    exercise: Exercise
    two: tuple[Player, Player]
    day: Day

    async def to_its_end(self, form: Form) -> None:
        """Play it, and say at the end whether one felt understood."""
        sitting = await self._agreed(form)
        for _ in range(MOST_STEPS):
            if not await self._step(sitting):
                for player in self.two:
                    said = "yes" if player.chance() % 6 else "partly"
                    await sittings.felt(self.home, player.opened, sitting, said)
                return
        raise RuntimeError(f"{self.exercise.id} never came to an end")

    async def half(self) -> None:
        """Leave it half done: the first has written, the other has not yet."""
        sitting = await self._agreed(Form.OWN_PACE)
        said = len(self.two[0].said)
        while len(self.two[0].said) == said:
            await self._step(sitting)

    async def _agreed(self, form: Form) -> SittingId:
        for player in self.two:
            await self.home.freshen(player.opened)
        sitting = await sittings.ask(self.home, self.two[0].opened, self.exercise, form)
        await sittings.act(self.home, self.two[1].opened, sitting, "agree", "", "")
        return sitting

    async def _step(self, sitting: SittingId) -> bool:
        """One thing done by either, or time passing; False when it has ended."""
        try:
            one = await boards.board(self.home, self.two[0].opened, sitting)
        except boards.NothingThere:
            return False
        for player in self.two:
            names = offered(one.script, one.state, player.opened.side)
            name = _would(names)
            if name is not None:
                step = one.script.steps[one.state.step]
                self.calendar.pass_by(_takes(step, one.state.elapsed, name))
                words = self._words(player, step, name)
                skips = DEEDS.get(name) is Wrote and not words and "skip" in names
                await self.home.freshen(player.opened)
                await sittings.act(self.home, player.opened, sitting, "skip" if skips else name, words, "")
                return True
        if one.until is None:
            raise RuntimeError(f"{self.exercise.id} waits for nobody")
        self.calendar.pass_by(one.until / 1000 - self.calendar().timestamp() + 1)
        return True

    def _words(self, player: Player, step: Step, name: str) -> str:
        """What is put down with this act; empty where nothing is, or where somebody passes."""
        if DEEDS.get(name) is not Wrote:
            return ""
        if step.kind in (Kind.RATE, Kind.GUESS):
            place = f"{8 + player.chance() % 85}"
            return f"{place} {SURE[player.chance() % 3]}" if step.kind is Kind.GUESS else place
        return player.says(self.exercise, PRIVATE if step.private else step.kind.value, self.day)


def _would(names: tuple[str, ...]) -> str | None:
    """What a willing person does: the first thing offered that moves the sitting on."""
    return next((name for name in names if name not in (*LULLS, "skip")), None)


def _takes(step: Step, elapsed: int, name: str) -> float:
    """Seconds before this is done: a turn nearly fills its time, a tap takes a moment."""
    if step.limit and name == "hand-over":
        return max(5.0, step.limit * 0.9 - elapsed)
    return 40.0 if DEEDS.get(name) is Wrote else 5.0
