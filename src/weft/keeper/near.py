"""Who is near whom right now, in this server's memory alone. No log, no backup, no file and no copy ever holds it.

What is told to a page is told in the room of its person and of nobody else, and only while both are near: so nobody
learns that the other waits, waited, or has looked.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from weft.core.affection import near
from weft.core.affection.near import Seen, Two
from weft.core.people import LogId, Side

MOST_A_SECOND: Final = 20
"""Words one person's pages may say in a second: more than two thumbs can."""
SWEEP_AT: Final = 256
"""Twos remembered, beyond which those that are over are looked for and dropped."""

Change = Callable[[Two], Two]


class TooOften(Exception):
    """More was said in a second than anybody can; nothing has changed."""


@dataclass(slots=True)
class Near:
    """Every two that are near, or that one of is here for."""

    twos: dict[LogId, Two] = field(default_factory=dict, repr=False)
    said: dict[tuple[LogId, Side], tuple[int, int]] = field(default_factory=dict, repr=False)
    """For each person the last second in which they said something, and how often in it."""

    def change(self, log: LogId, side: Side, change: Change, now: float) -> bool:
        """Let something happen between two; whether the other's pages show anything new by it.

        Raises TooOften, and what ``change`` raises; nothing has changed then.
        """
        self._bound(log, side, int(now))
        before = self.twos.get(log, Two())
        after = change(before)
        self._sweep(now)
        self.twos[log] = after
        return self._shown(before, side.other, now) != self._shown(after, side.other, now)

    def seen(self, log: LogId, side: Side, page: str, now: float) -> Seen:
        return near.seen(self.twos.get(log, Two()), side, page, now)

    def page_of(self, log: LogId, side: Side) -> str:
        """The page somebody is near with; empty for none."""
        here = self.twos.get(log, Two()).here.get(side)
        return here.page if here else ""

    def forget(self, log: LogId) -> None:
        """Nothing of these two any more: they have parted."""
        self.twos.pop(log, None)
        for side in Side:
            self.said.pop((log, side), None)

    def _shown(self, two: Two, side: Side, now: float) -> Seen:
        here = two.here.get(side)
        return near.seen(two, side, here.page if here else "", now)

    def _bound(self, log: LogId, side: Side, second: int) -> None:
        then, count = self.said.get((log, side), (second, 0))
        count = count + 1 if then == second else 1
        if count > MOST_A_SECOND:
            raise TooOften
        self.said[log, side] = second, count

    def _sweep(self, now: float) -> None:
        if len(self.twos) < SWEEP_AT:
            return
        for log in [log for log, two in self.twos.items() if near.is_over(two, now)]:
            self.forget(log)


def room(log: LogId, side: Side) -> str:
    """The room in which the pages of one of the two hear of it."""
    return f"near {log} {side.value}"
