"""What one of two may be told of their own evenings, as plain facts without a sentence in them.

The one door to everything here: it takes away what the other did not share before anything is worked out, so what is
told is the same to the last digit whatever the other keeps. A link that points down is told only to the person whose
closeness it is about.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from weft.insight.ahead import ahead
from weft.insight.diary import Diaries, scale
from weft.insight.fit import fit
from weft.insight.link import PAIRED, Links, as_strong_backwards, links, spoken, too_steady
from weft.insight.told import LEAST, Evening, Standing, Told, ToldLink
from weft.insight.trend import trend

Array = NDArray[np.float64]

__all__ = ["LEAST", "Evening", "Standing", "Told", "ToldLink", "tell"]


def tell(mine: Sequence[Evening | None], shared: Sequence[Evening | None], first_weekday: int) -> Told:
    """Work out what the viewer may be told. Both are one entry a day from the same first day, None where missing;
    ``shared`` holds what the other chose to share and nothing else. ``first_weekday`` is 0 for a Monday.

    Raises ValueError if the two are not equally long.
    """
    written = sum(one is not None for one in mine)
    missing = len(mine) - written
    if written < LEAST:
        standing = Standing.FIRST_DAY if written <= 1 else Standing.TOO_LITTLE
        return Told(standing, (), (), (), written, missing)
    diaries = _diaries(mine, shared, first_weekday)
    scaled = scale(diaries)
    fitted = fit(scaled)
    drawn = trend(scaled, fitted)
    line, half = (tuple(round(float(v), 1) for v in some[:, 0, 0]) for some in (drawn.line, drawn.half))
    steady = too_steady(diaries)
    if steady[0, 0]:
        return Told(Standing.TOO_STEADY, line, half, (), written, missing)
    found = links(diaries, scaled, fitted)
    tier = spoken(found, ahead(scaled, fitted).better, steady)[0]
    told = _told(found, tier, as_strong_backwards(diaries, scaled, found)[0], len(mine))
    return Told(_standing(found, told), line, half, told, written, missing)


def _diaries(mine: Sequence[Evening | None], shared: Sequence[Evening | None], first_weekday: int) -> Diaries:
    pairs = list(zip(mine, shared, strict=True))
    near = np.array([[np.nan if one is None else one.near for one in pair] for pair in pairs])
    stress = np.array(
        [[np.nan if one is None or one.stress is None else one.stress for one in pair] for pair in pairs]
    )
    did = np.array([_did(pair) for pair in pairs])
    weekend = np.array([float((first_weekday + day) % 7 >= 5) for day in range(len(pairs))])
    return Diaries(near[:, None], did[:, None], stress[:, None], weekend)


def _did(pair: tuple[Evening | None, Evening | None]) -> list[float]:
    """A practice happened if either says so; nobody knows if neither wrote."""
    written = [one for one in pair if one is not None]
    return [float(any(which in one.did for one in written)) if written else np.nan for which in range(7)]


def _told(
    found: Links, tier: NDArray[np.int8], backwards: NDArray[np.bool_], days: int
) -> tuple[ToldLink, ...]:
    order = sorted(np.argwhere(tier > 0).tolist(), key=lambda at: -float(found.chance[0, at[0], at[1]]))
    some = [_link(found, tier, backwards, person, practice, days) for person, practice in order]
    return tuple(one for one in some if one.mine or one.up)


def _link(
    found: Links, tier: NDArray[np.int8], backwards: NDArray[np.bool_], person: int, practice: int, days: int
) -> ToldLink:
    at = (0, person, practice)
    paired = int(found.paired[at])
    return ToldLink(
        practice=practice,
        mine=person == 0,
        up=bool(found.up[at] >= found.down[at]),
        finding=bool(tier[person, practice] == 2),
        backwards=bool(backwards[person, practice]),
        low=round(float(found.low[at]), 1),
        high=round(float(found.high[at]), 1),
        days=paired,
        missing=days - 1 - paired,
    )


def _standing(found: Links, told: tuple[ToldLink, ...]) -> Standing:
    if any(one.finding for one in told):
        return Standing.FINDING
    if told:
        return Standing.HINT
    return Standing.NO_PATTERN if bool((found.paired[0, 0] >= PAIRED).any()) else Standing.TOO_LITTLE
