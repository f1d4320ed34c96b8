"""How often what Weft says of a diary is true, on invented couples: ``./bench --calibration``.

It is a simulation, and is called one wherever its figures stand. ``coverage``: the share of days on which a person's
true closeness lay inside the 90 % band. ``false_findings``: the share of couples who were told at least one link that
isn't there, by the rules as shipped. The other maps say what that costs. A process a core; some minutes.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.diaries import EFFECTS, LENGTHS, World, invent
from bench.lines import Line
from weft.insight.ahead import ahead
from weft.insight.diary import PRACTICES, Diaries, Scaled, scale
from weft.insight.experiment import Outcome, Span, draw, outcome
from weft.insight.filter import Carry, smooth, surprises, take_in
from weft.insight.fit import fit
from weft.insight.link import FINDING, Links, links, spoken, too_steady
from weft.insight.trend import trend

Array = NDArray[np.float64]
Spread = Callable[..., Iterable[Any]]
Maps = dict[str, dict[str, float]]

RESULTS = Path(__file__).parent / "results" / "calibration.json"
COUPLES = 2000
AT_ONCE = 100
MISSING = ("by chance", "on bad days")
FOLLOWS = 0.6
"""In cells that are named so, a practice happens after near days more often: up to twice as often."""


@dataclass(frozen=True, slots=True)
class Counts:
    """One batch of couples in one cell, each a share, or not a number where there is nothing to count."""

    coverage: float
    range_coverage: float
    false_findings: float
    false_findings_without_gates: float
    false_by_regression: float
    hints_where_nothing_is: float
    something_shown: float
    power: float
    power_without_gates: float
    power_of_regression: float
    range_holds_when_found: float
    said_over_true: float


def cell(world: World, couples: int, seed: int = 1, spread: Spread = map) -> Counts:
    """Invent, work out, compare with what is true. ``spread`` may take the batches to several processes."""
    starts = range(0, couples, AT_ONCE)
    batches = list(
        spread(
            partial(_batch, world),
            [min(AT_ONCE, couples - start) for start in starts],
            [seed + start for start in starts],
        )
    )
    return Counts(
        *[
            float(np.nanmean(some)) if not np.all(np.isnan(some)) else float("nan")
            for some in zip(*batches, strict=True)
        ]
    )


def _batch(world: World, couples: int, seed: int) -> tuple[float, ...]:
    made = invent(world, couples, seed)
    scaled = scale(made.diaries)
    fitted = fit(scaled)
    line = trend(scaled, fitted)
    found = links(made.diaries, scaled, fitted)
    tier = spoken(found, ahead(scaled, fitted).better, too_steady(made.diaries))
    return _compared(
        made.links, found, tier, regression(made.diaries, scaled), np.abs(line.line - made.truth) <= line.half
    )


def _compared(
    truth: Array, found: Links, tier: NDArray[np.int8], plain: NDArray[np.bool_], inside: NDArray[np.bool_]
) -> tuple[float, ...]:
    true, told, sure = truth != 0, tier == 2, found.chance > FINDING
    wrong = told & ~(true & (np.sign(found.likely) == np.sign(truth)))
    return (
        float(inside.mean()),
        float((np.abs(found.plain - truth) <= found.half).mean()),
        _any(wrong),
        _any(sure & ~true),
        _any(plain & ~true),
        _any((tier == 1) & ~true),
        _any(tier > 0),
        _share(told, true),
        _share(sure, true),
        _share(plain, true),
        _share((found.low <= truth) & (truth <= found.high), told & true),
        float(np.median((found.likely / np.where(true, truth, 1.0))[told & true]))
        if (told & true).any()
        else float("nan"),
    )


def _any(some: NDArray[np.bool_]) -> float:
    return float(some.any(axis=(1, 2)).mean())


def _share(of: NDArray[np.bool_], where: NDArray[np.bool_]) -> float:
    return float(of[where].mean()) if where.any() else float("nan")


def regression(diaries: Diaries, scaled: Scaled) -> NDArray[np.bool_]:
    """What a plain regression would flag at 90 %: closeness on yesterday's, weekend, stress and the seven of yesterday,
    for each person alone, over complete days (couples, 2, 7)."""
    return np.stack([_regressed(diaries, scaled, person) for person in (0, 1)], axis=1)


def _regressed(diaries: Diaries, scaled: Scaled, person: int) -> NDArray[np.bool_]:
    near, there = scaled.near[..., person], scaled.there[..., person]
    yesterday = np.concatenate([np.zeros_like(near[:1]), near[:-1]])
    whole = there * np.concatenate([np.zeros_like(there[:1]), there[:-1]]) * scaled.known
    rows = np.concatenate([scaled.before, scaled.beside[:, :, person], yesterday[..., None]], axis=2)
    rows = np.swapaxes(rows * whole[..., None], 0, 1)
    said = (near * whole).T[..., None]
    inverse = np.linalg.inv(np.swapaxes(rows, 1, 2) @ rows + 1e-9 * np.eye(rows.shape[2]))
    slopes = inverse @ (np.swapaxes(rows, 1, 2) @ said)
    free = np.maximum(whole.sum(axis=0) - rows.shape[2], 1)
    noise = ((said - rows @ slopes) ** 2).sum(axis=(1, 2)) / free
    unit = np.sqrt(noise[:, None] * np.diagonal(inverse, axis1=1, axis2=2)[:, :PRACTICES])
    limit = 1.645 + (1.645**3 + 1.645) / (4 * free)
    return np.asarray(np.abs(slopes[:, :PRACTICES, 0]) > limit[:, None] * unit)


def experiments(effect: float, days: int, couples: int, seed: int = 1) -> float:
    """How often an experiment in day pairs says that it made a difference; ``effect`` in usual spreads, same day."""
    dice = np.random.default_rng([seed, days, int(100 * effect)])
    said = 0
    for _ in range(couples):
        options = draw([bool(coin) for coin in dice.integers(0, 2, days // 2)], Span.DAY)
        state = np.zeros(len(options))
        for day in range(1, len(options)):
            state[day] = 0.3 * state[day - 1] + dice.normal() * np.sqrt(1 - 0.3**2)
        felt = state + effect * np.array(options)
        near = [
            None if dice.random() < 0.22 else float(value)
            for value in np.clip(np.round(65 + 12 * felt), 0, 100)
        ]
        said += outcome(near, options, Span.DAY) is Outcome.MADE_A_DIFFERENCE
    return said / couples


def two_years(times: int = 5) -> float:
    """Milliseconds to filter and smooth 730 days of two people once, the best of some times."""
    dice = np.random.default_rng(1)
    there = [(float(a), float(b)) for a, b in dice.random((730, 2)) < 0.75]
    said = dice.normal(size=(730, 2)) * np.array(there)
    carry, best = Carry(0.4, 0.05, 0.7, 0.3), float("inf")
    for _ in range(times):
        start = perf_counter()
        days = take_in(carry, there)
        smooth(carry, days, surprises(carry, days, said[:, 0], said[:, 1]))
        best = min(best, 1000 * (perf_counter() - start))
    return best


def line() -> Line:
    """The row of the bench."""
    return Line(
        "19",
        "filter and smoother, two years of two people",
        two_years(),
        "ms",
        "<=",
        50,
        "730 days, a quarter missing",
    )


def worlds() -> Iterable[tuple[str, World]]:
    for days in LENGTHS:
        for name, effect in EFFECTS.items():
            for missing in MISSING:
                yield f"{name}, {days} days, missing {missing}", World(effect, days, missing)
        yield f"none, {days} days, practices follow nearness", World(0.0, days, follows=FOLLOWS)
        yield f"medium, {days} days, a slow drift", World(EFFECTS["medium"], days, drift=0.7)


def run(couples: int, others: int | None = None, results: Path = RESULTS) -> Maps:
    """Every cell, written out after each, so a long run can be stopped; fewer ``others`` where something is true."""
    maps: Maps = {name: {} for name in ("couples", *Counts.__dataclass_fields__)}
    start = perf_counter()
    with one_thread_each() as spread:
        _every_cell(maps, couples, others, results, spread, start)
    maps["experiment_made_a_difference"] = {
        f"{effect}, {days} days": round(experiments(effect, days, couples), 4)
        for effect in (0.0, 0.3, 0.5, 0.8)
        for days in (28, 60, 90)
    }
    _write(maps, perf_counter() - start, results)
    return maps


@contextmanager
def one_thread_each() -> Iterator[Spread]:
    """A process for every core; sums this small are slower on several threads."""
    before = os.environ.get("OPENBLAS_NUM_THREADS")
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        yield pool.map
    if before is None:
        del os.environ["OPENBLAS_NUM_THREADS"]
    else:
        os.environ["OPENBLAS_NUM_THREADS"] = before


def _every_cell(
    maps: Maps, couples: int, others: int | None, results: Path, spread: Spread, start: float
) -> None:
    for name, world in worlds():
        many = maps["couples"][name] = couples if world.effect == 0 else others or couples
        for key, share in asdict(cell(world, many, spread=spread)).items():
            if not np.isnan(share):
                maps[key][name] = round(share, 4)
        print(
            f"{perf_counter() - start:6.0f} s  {name}: {maps['coverage'][name]:.3f} {maps['false_findings'][name]:.3f}",
            flush=True,
        )
        _write(maps, perf_counter() - start, results)


def _write(maps: Maps, seconds: float, results: Path) -> None:
    facts = {
        "what": "a simulation; tests/bench/diaries.py says of whom",
        "seconds": round(seconds),
    }
    results.write_text(json.dumps(facts | {"two_years_ms": round(two_years(), 1)} | maps, indent=1) + "\n")


def main(words: list[str]) -> int:
    """``[couples [others]]``: how many in each cell, 2,000 if nothing is said; fewer where something is true."""
    run(int(words[0]) if words else COUPLES, int(words[1]) if len(words) > 1 else None)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
