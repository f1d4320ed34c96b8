"""All that a log says of the journey: evenings, rhythm and seasons, experiments. One fold of three."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from weft.core.journey.entries import EveningWhat, ExperimentWhat, JourneyWhat, SeasonWhat
from weft.core.journey.evening import Evenings, with_evenings
from weft.core.journey.possible import can_be
from weft.core.journey.season import Seasons, with_seasons
from weft.core.journey.trial import Experiments, with_experiments
from weft.core.people import Side

Line = tuple[Side, int, JourneyWhat]


@dataclass(frozen=True, slots=True)
class Journey:
    """Of an own log one's evenings and looks back; of a shared one what is shared of them, and what was agreed."""

    evenings: Evenings = field(default_factory=Evenings)
    seasons: Seasons = field(default_factory=Seasons)
    experiments: Experiments = field(default_factory=Experiments)


def with_journey(before: Journey, lines: Iterable[Line]) -> Journey:
    """What holds after these entries, in their order. What cannot be is passed over."""
    some = tuple(line for line in lines if can_be(line[2]))
    evenings = [(side, at, what) for side, at, what in some if isinstance(what, EveningWhat)]
    seasons = [(side, at, what) for side, at, what in some if isinstance(what, SeasonWhat)]
    trials = [(side, at, what) for side, at, what in some if isinstance(what, ExperimentWhat)]
    return Journey(
        with_evenings(before.evenings, evenings) if evenings else before.evenings,
        with_seasons(before.seasons, seasons) if seasons else before.seasons,
        with_experiments(before.experiments, trials) if trials else before.experiments,
    )
