"""An invented couple's cloth, for the command line, the parts page and the known cloths of the tests."""

from datetime import date, timedelta

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import PHONE_ENDS, Cloth, Thread, draw, said_day, weave
from weft.core.tapestry.dye import Dye

LEFT = Dye.MADDER
RIGHT = Dye.KENDAL
SEED = 7
SINCE = date(2025, 4, 12)
UNTIL = date(2025, 6, 12)

_L, _R = Side.LEFT, Side.RIGHT
_LIVED: tuple[tuple[int, Practice, int, Side | None, str], ...] = (
    (0, Practice.AFFECTION, 5, None, "A note on the windscreen"),
    (1, Practice.TALK, 14, _R, "Slow turns"),
    (3, Practice.TIME, 120, None, "The long way to the market"),
    (6, Practice.PRESENCE, 10, None, "Ten minutes on the bench"),
    (7, Practice.AFFECTION, 4, None, "One true line"),
    (8, Practice.UNDERSTANDING, 12, None, "Guess, then check"),
    (10, Practice.MOMENTS, 95, None, "A concert, felt by both"),
    (13, Practice.TALK, 25, _L, "Slow turns"),
    (14, Practice.AFFECTION, 3, None, "Tea by the bed"),
    (15, Practice.SOFTER, 30, _R, "Letters opened"),
    (19, Practice.TIME, 90, None, "Bread, from the flour up"),
    (20, Practice.PRESENCE, 20, None, "A walk, no talking"),
    (22, Practice.MOMENTS, 50, None, "One record, both sides"),
    (25, Practice.UNDERSTANDING, 15, None, "Guess, then check"),
    (26, Practice.TALK, 18, _R, "Slow turns"),
    (26, Practice.AFFECTION, 2, None, "A hand on the back"),
    (29, Practice.PRESENCE, 10, None, "Ten minutes on the bench"),
    (31, Practice.SOFTER, 45, _L, "Letters opened"),
    (33, Practice.TIME, 150, None, "Swimming before breakfast"),
    (36, Practice.AFFECTION, 5, None, "One true line"),
    (37, Practice.TALK, 12, _L, "Slow turns"),
    (40, Practice.MOMENTS, 110, None, "A film, felt by both"),
    (43, Practice.TALK, 20, _R, "Slow turns"),
    (44, Practice.PRESENCE, 25, None, "A walk, no talking"),
    (47, Practice.UNDERSTANDING, 20, None, "Guess, then check"),
    (47, Practice.AFFECTION, 4, None, "Two notes"),
    (49, Practice.TIME, 100, None, "Market and pie"),
    (50, Practice.SOFTER, 50, _L, "Letters opened"),
    (51, Practice.AFFECTION, 6, None, "A gesture"),
    (52, Practice.PRESENCE, 20, None, "Ten minutes on the bench, and ten more"),
    (53, Practice.TALK, 22, _L, "Slow turns"),
    (56, Practice.AFFECTION, 2, None, "A hand on the back"),
    (56, Practice.TIME, 140, None, "Allotment morning"),
    (57, Practice.MOMENTS, 105, None, "The Long Ferry, felt by both"),
    (58, Practice.AFFECTION, 3, None, "Tea by the bed"),
    (58, Practice.TALK, 12, _R, "Slow turns"),
    (59, Practice.AFFECTION, 9, None, "A note by the kettle"),
    (60, Practice.UNDERSTANDING, 14, None, "Guess, then check"),
)


def two_months() -> tuple[Thread, ...]:
    """What the two lived in the spring."""
    return tuple(
        Thread(
            key=f"lived-{at}",
            day=(day := SINCE + timedelta(days=after)),
            practice=practice,
            minutes=minutes,
            first=first,
            caption=f"{what}, {said_day(day)}",
            at=at,
        )
        for at, (after, practice, minutes, first, what) in enumerate(_LIVED)
    )


def spring(ends: int = PHONE_ENDS, *, right: Dye | None = RIGHT) -> Cloth:
    """Their cloth of two months."""
    return weave(two_months(), left=LEFT, right=right, seed=SEED, since=SINCE, until=UNTIL, ends=ends)


def years(many: int) -> tuple[Thread, ...]:
    """A long life for measuring: about two things in three days, drawn by number, with quiet between."""
    threads = []
    practices = tuple(Practice)
    for after in range(many * 365):
        chance = draw(SEED, after)
        day = SINCE - timedelta(days=after)
        for nth in range((0, 0, 1, 1, 1, 2)[chance % 6]):
            which = draw(SEED, after, nth)
            practice = practices[which % 7]
            key = f"{draw(after, nth):016x}{draw(nth, after):016x}"
            side = (_L, _R, None)[which // 7 % 3]
            caption = f"One of the seven, {said_day(day)}"
            threads.append(Thread(key, day, practice, which // 21 % 60, side, caption, nth))
    return tuple(threads)


def long_life(many: int, ends: int = PHONE_ENDS) -> Cloth:
    """The cloth of so many years."""
    return weave(years(many), left=LEFT, right=RIGHT, seed=SEED, since=SINCE, until=UNTIL, ends=ends)
