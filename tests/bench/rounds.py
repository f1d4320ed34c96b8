"""Windows that take turns, so that whatever else the machine does falls on all of them alike."""

from collections.abc import Awaitable, Callable, Sequence

Window = Callable[[float], Awaitable[float]]
"""Runs for about so many seconds and gives one figure."""

FULL = 10
"""Rounds of a run that counts."""


async def alternate(windows: dict[str, Window], rounds: int, seconds: float) -> dict[str, list[float]]:
    """Run every window once a round, each round beginning with another of them."""
    found: dict[str, list[float]] = {name: [] for name in windows}
    names = list(windows)
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            found[name].append(await windows[name](seconds))
    return found


def moved(limit: Sequence[float]) -> float:
    """How many times its lowest round a limit's highest was. Of ten rounds or more, the one at each end is set aside."""
    ordered = sorted(limit)[1:-1] if len(limit) >= FULL else sorted(limit)
    return ordered[-1] / ordered[0]
