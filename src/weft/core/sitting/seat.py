"""One person's place in a sitting: what part they play in it just now."""

from dataclasses import dataclass

from weft.core.exercise.script import Script, Step
from weft.core.people import Side
from weft.core.sitting.state import Stage, State
from weft.core.sitting.turns import holds, writers

_TOGETHER = frozenset({Stage.GATHERING, Stage.CHOOSING, Stage.OPENING, Stage.OPENED})
_ROLES: dict[Stage, tuple[str, str]] = {
    Stage.CONSENT: ("consent", "consent"),
    Stage.DOING: ("together", "together"),
    Stage.SPEAKING: ("speaking", "listening"),
    Stage.AGAIN: ("speaking", "listening"),
    Stage.ECHOING: ("answering", "speaking"),
    Stage.ANSWERING: ("listening", "answering"),
    Stage.JUDGING: ("answering", "waiting"),
}
"""What the one who has the turn is doing, and what the other is."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place in a sitting."""

    script: Script
    state: State
    side: Side

    @property
    def step(self) -> Step:
        return self.script.steps[self.state.step]

    @property
    def holds(self) -> bool:
        return holds(self.state) is self.side

    @property
    def done(self) -> bool:
        return self.side in self.state.done

    @property
    def writes(self) -> bool:
        """Whether this person is the one to write, in any of the stages with writing in them."""
        match self.state.stage:
            case Stage.WRITING:
                return self.side in writers(self.script, self.state) and not self.done
            case Stage.WRITING_BACK:
                return not self.holds
            case Stage.WRITING_AGAIN:
                return self.holds
            case stage:
                return stage is Stage.KEEPING

    @property
    def closed(self) -> bool:
        """Whether this person has nothing left to do: it is over, or the last question is behind them."""
        return self.state.stage is Stage.OVER or (self.state.stage is Stage.KEEPING and self.done)

    def role(self) -> str:
        state = self.state
        if self.side in state.gone or self.closed or state.stage is Stage.LAPSED:
            return "ended"
        if state.paused:
            return "paused"
        if state.stage in _TOGETHER:
            return "waiting" if self.done else "together"
        if state.stage in _ROLES:
            return _ROLES[state.stage][not self.holds]
        return "writing" if self.writes else "waiting"
