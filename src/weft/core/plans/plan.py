"""A plan as it stands: what is offered, what both agreed to, and who may read what is looked forward to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from weft.core.moments.told import Moments
from weft.core.people import Side
from weft.core.plans import hours
from weft.core.plans.entries import FeedChosen, ForwardWritten, PlanOffered, Window

NEVER = 1 << 60
"""A minute that does not come."""
MOST_TIMES = 5_000
"""Of one that comes again: a century of weeks, near enough."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both said yes to. ``come`` is how many of its times have ended; a plan that comes once has one."""

    offered: PlanOffered
    by: Side
    window: Window
    come: int = 0

    def nth(self, times: int) -> Window:
        return hours.again(self.window, self.offered.repeats, self.offered.zone, times)

    @property
    def next(self) -> Window | None:
        """The first of its times that has not ended, left out or not."""
        more = self.come < MOST_TIMES if self.offered.repeats else not self.come
        return self.nth(self.come) if more else None

    @property
    def due(self) -> int:
        """The minute at which that one ends."""
        window = self.next
        return hours.ends(window, self.offered.zone) if window else NEVER


@dataclass(frozen=True, slots=True)
class Plan:
    """Something the two mean to do. ``offer`` is what waits for an answer, or was answered and not agreed to."""

    id: str
    by: Side
    at: int
    turn: int
    offer: PlanOffered | None
    offered_by: Side
    answer: str = ""
    """What was said to ``offer``: nothing yet, "another" or "no"."""
    agreed: Agreed | None = None
    let_be: frozenset[int] = frozenset()
    """Days that are left out."""
    forward: Mapping[tuple[int, Side], ForwardWritten] = field(default_factory=dict, repr=False)
    """By day; ask ``looked_forward``."""
    withdrawn: bool = False
    left: frozenset[Side] = frozenset()
    """Whose words of what they looked forward to still lie in a plan that the other took away."""

    @property
    def newest(self) -> PlanOffered:
        """What was said of it last: the offer, or what was agreed to."""
        found = self.offer or (self.agreed.offered if self.agreed else None)
        assert found is not None, "a plan has been offered"
        return found

    def upcoming(self, most: int = 1) -> list[Window]:
        """The next times both agreed to, without those left out."""
        if self.agreed is None or self.withdrawn:
            return []
        found: list[Window] = []
        times, last = self.agreed.come, self.agreed.come + most + len(self.let_be)
        while len(found) < most and times <= last and (self.agreed.offered.repeats or times == 0):
            window = self.agreed.nth(times)
            if hours.day_of(window, self.agreed.offered.zone) not in self.let_be:
                found.append(window)
            times += 1
        return found


@dataclass(frozen=True, slots=True)
class Plans:
    """All that a log says of plans. Of an own log the second half is filled, of a shared one the first."""

    every: Mapping[str, Plan] = field(default_factory=dict, repr=False)
    """In the order in which they were first offered."""
    made: Mapping[Side, int] = field(default_factory=dict)
    """How many each ever offered, so that no two are known by the same id."""
    aside: Moments = field(default_factory=dict, repr=False)
    """Moments of days that were said not to have happened, as they stood."""
    due: int = NEVER
    """The minute from which there is a moment more."""
    late: tuple[tuple[int, str], ...] = ()
    """The moments plans became last, the oldest first: the minute each ended, and its id."""

    zone: str = field(default="", repr=False)
    feed: FeedChosen | None = field(default=None, repr=False)


def moment_id(plan: str, day: int) -> str:
    """What the moment of a day of a plan is known by: 32 hexadecimal digits."""
    return sha256(f"plan {plan} {day}".encode()).hexdigest()[:32]


def looked_forward(plan: Plan, day: int, of: Side, viewer: Side, now: int) -> ForwardWritten | None:
    """What somebody looks forward to on a day, if this viewer may read it at a minute.

    Each sees their own. Both see both once the day has begun there, if both wrote and would open it.
    """
    found = plan.forward.get((day, of))
    if of is viewer:
        return found
    return found if opens_on(plan, day, now) else None


def opens_on(plan: Plan, day: int, now: int) -> bool:
    """Whether what both look forward to is open to both at a minute."""
    both = [plan.forward.get((day, side)) for side in Side]
    offered = plan.agreed.offered if plan.agreed else plan.newest
    begun = hours.midnight(day, offered.zone) <= now
    return begun and all(one is not None and one.opens for one in both)
