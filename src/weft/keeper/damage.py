"""What is wrong with what one person may read, gathered from their logs and from what lies under way."""

from collections.abc import Iterable
from dataclasses import dataclass

from weft.core.people import LogId
from weft.keeper.keepsakes import is_older_copy
from weft.keeper.open_log import Damage, OpenLog
from weft.keeper.opened import Opened
from weft.keeper.ports import Store


@dataclass(frozen=True, slots=True)
class Found:
    """One kind of damage in one log. ``days`` are those it concerns, whole days since 1970, in order.

    Neither says how many rows nor whose: what the partner wrote and nobody opened yet is none of this page's business.
    """

    own: bool
    what: Damage
    days: tuple[int, ...]


def is_damaged(opened: Opened) -> bool:
    """Whether there is anything to say."""
    said = opened.withheld or opened.shut or opened.behind or opened.put_back is not None
    return bool(said or any(log.damage for log in opened.all_logs))


def is_older(opened: Opened) -> bool:
    """Whether an older copy was put back, by this person's bookmark or by what their browser has seen."""
    return (
        bool(opened.behind)
        or opened.put_back is not None
        or any(is_older_copy(log) for log in opened.all_logs)
    )


def found(opened: Opened) -> tuple[Found, ...]:
    """All of it, the shared log first."""
    return tuple(one for log in reversed(opened.all_logs) for one in _in(log, opened))


def _in(log: OpenLog, opened: Opened) -> Iterable[Found]:
    own = log is opened.own
    kinds = {harm.what for harm in log.damage.values()}
    if kinds - {Damage.CHAIN, Damage.UNKNOWN}:
        kinds.discard(Damage.CHAIN)  # It only says that something is wrong; the others say what.
    for what in sorted(kinds):
        days = {harm.day for harm in log.damage.values() if harm.what is what}
        yield Found(own, what, tuple(sorted(days)))
    if log.log in opened.behind:
        yield Found(own, Damage.ROLLED_BACK, ())


async def clear_away(store: Store, opened: Opened, logs: Iterable[LogId]) -> None:
    """Drop the boards that open for nobody. Words never lie on a board, so none is lost."""
    for log in logs:
        for row in await store.boards(log):
            if row.board in opened.shut:
                await store.drop_board(log, row.board, row.rev)
    opened.shut = frozenset()
