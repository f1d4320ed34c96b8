"""One word for a month, out of what two kept in it. A suggestion for the book of a year: theirs to set instead.

A feeling both named in one moment comes first, then one that either named, then a word of the lines they kept that
belongs to this month more than to the others. Nothing heavy is chosen for anybody.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from weft.core.reservoir.things import HEAVY, Thing

SHORTEST = 4
MOST_LETTERS = 24
"""Of a month's word, set by them or by us."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SAID_OF_ALL = """
about across actually after again against almost alone along already also although always among another anybody
anyone anything anyway around asked away because been before began behind being below beside best better between
both came cannot could couldn didn does doesn doing done down during each either else enough even evening
ever every everybody everyone everything felt first five four from gave gets give goes going gone good half have
having hear heard hello here high hold idea into isn itself just keep kept kind knew know known last late later
least less like line little long look looked made make many maybe means might mind mine minutes more most much must
myself named need never next nobody none nothing once ones only other others ours over part people perhaps quite
rather really right said same says second seem should shouldn since some somebody someone something soon still such
take taken tell than that that's their them then there these they thing things think this those though thought
three through time times today together told took toward turn twice under until upon used usually very want wanted
wasn week weeks well went were what when where which while whole whom whose will with within without wonder word
words would wouldn year years yesterday your yours you're you've i've i'll don't didn't doesn't isn't wasn't
"""
_COMMON = frozenset(_SAID_OF_ALL.split())


def words_of(months: Mapping[int, Sequence[Thing]], names: Iterable[str]) -> dict[int, str]:
    """For each month the word it gets by itself; none for a month of which nothing fits."""
    hushed = _COMMON | {name.casefold() for name in names}
    written = {month: _written(some, hushed) for month, some in months.items()}
    everywhere = Counter(word for counted in written.values() for word in counted)
    found = {month: _felt(some) or _own(written[month], everywhere) for month, some in sorted(months.items())}
    return {month: word for month, word in found.items() if word}


def _felt(some: Sequence[Thing]) -> str:
    named = [(one, word) for one in some for _, words in one.feelings for word in words if word not in HEAVY]
    both = [word for one, word in named if sum(word in words for _, words in one.feelings) > 1]
    counted = Counter(both or [word for _, word in named])
    return min(counted, key=lambda word: (-counted[word], word), default="")


def _written(some: Sequence[Thing], hushed: frozenset[str]) -> Counter[str]:
    """How many of a month's lines each word stands in."""
    found = Counter[str]()
    for one in some:
        for line in one.lines:
            spoken = {word.casefold().replace("’", "'") for word in _WORD.findall(line.text)}
            found.update(
                word for word in spoken if SHORTEST <= len(word) <= MOST_LETTERS and word not in hushed
            )
    return found


def _own(counted: Counter[str], everywhere: Counter[str]) -> str:
    """The word most this month's own; of several the longest, then the first by letter."""
    return min(
        counted,
        key=lambda word: (everywhere[word], -counted[word], "'" in word, -len(word), word),
        default="",
    )
