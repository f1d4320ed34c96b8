"""Who keeps which entries when two part. Knows no keys, and not who of the two it was.

Each keeps their own words and whatever was open to both. What the other wrote and never opened stays the other's, and
so does what the other took back. A picture the other put is kept only if the other allowed it. What is no words at all,
such as a sitting lived, belongs to both. What somebody let count of their evenings stays theirs, and so does that they
forgot some.
"""

from collections.abc import Collection, Iterable, Mapping

from weft.core.affection.entries import AffectionWhat
from weft.core.affection.gestures import open_to as gesture_open_to
from weft.core.freetime.entries import FreeTimeWhat
from weft.core.journey.entries import EveningsForgotten, EveningShared
from weft.core.journey.leanings import MoreSaid
from weft.core.log.entries import Entry, WordsSealed, WordsTakenBack, WordsWritten
from weft.core.moments.entries import MomentWhat
from weft.core.moments.told import open_to
from weft.core.people import Side, SittingId
from weft.core.pictures import PictureEntry, allowed
from weft.core.plans.entries import ForwardTakenBack, ForwardWritten, PlanWhat
from weft.core.plans.made import with_plans
from weft.core.plans.plan import Plans, opens_on
from weft.core.reservoir.entries import LeftOut, LetterAllowed

WritersAlone = (
    PictureEntry | LeftOut | LetterAllowed | FreeTimeWhat | EveningShared | EveningsForgotten | MoreSaid
)
"""What the other keeps in no case, unless it is a picture they were allowed."""

Opened = Mapping[SittingId, Collection[str]]
"""Of each sitting still under way, the keys of the words that are open to both."""


def kept_by(
    side: Side, entries: Iterable[Entry], lived: Collection[SittingId], opened: Opened, now: int = 0
) -> frozenset[str]:
    """The ids of the entries which the one at ``side`` keeps, of all entries of the shared log in their order.

    ``now`` is the instant of parting, in seconds since 1970: gestures that have not arrived stay their giver's.

    ``lived`` are the sittings that are woven. Words of a sitting neither lived nor under way are their writer's alone.
    """
    entries = tuple(entries)
    kept = set(allowed((one.id, one.author, one.what) for one in entries))
    theirs: dict[tuple[SittingId, str], list[str]] = {}
    lines = ((one.author, one.at, one.what) for one in entries if isinstance(one.what, MomentWhat | PlanWhat))
    plans, moments = with_plans(Plans(), {}, lines)
    for entry in entries:
        what = entry.what
        if entry.author is side:
            kept.add(entry.id)
        elif isinstance(what, WritersAlone):
            continue
        elif isinstance(what, AffectionWhat):
            kept.update([entry.id] if gesture_open_to(side, what, now) else [])
        elif isinstance(what, ForwardWritten | ForwardTakenBack):
            kept.update([entry.id] if _is_open_forward(plans, what, now) else [])
        elif isinstance(what, MomentWhat):
            kept.update([entry.id] if open_to(side, moments, what) else [])
        elif not isinstance(what, WordsWritten | WordsSealed | WordsTakenBack):
            kept.add(entry.id)
        elif isinstance(what, WordsTakenBack):
            theirs.pop((what.sitting, what.key), None)
        elif _is_open(what, lived, opened):
            theirs.setdefault((what.sitting, what.key), []).append(entry.id)
    return frozenset(kept.union(*theirs.values()))


def _is_open(what: WordsWritten | WordsSealed, lived: Collection[SittingId], opened: Opened) -> bool:
    if what.sitting in opened:
        return what.key in opened[what.sitting]
    return what.sitting in lived


def _is_open_forward(plans: Plans, what: ForwardWritten | ForwardTakenBack, now: int) -> bool:
    """What the other looks forward to is theirs alone until both have opened it."""
    plan = plans.every.get(what.plan)
    return plan is not None and opens_on(plan, what.day, now // 60)
