"""A life as it would be had somebody taken back what they left out of the book. Nothing is taken back by it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from weft.core.affection.gestures import Gesture
from weft.core.log import flat
from weft.core.log.flat import Flat
from weft.core.log.fold import Life
from weft.core.moments.entries import WhyWritten
from weft.core.moments.told import Moment
from weft.core.people import Side, SittingId
from weft.core.pictures import PictureId

VOICE, CURVE, WHY, PICTURE, GESTURE, ANSWER = "voice", "curve", "why-", "picture-", "gesture", "answer"
"""What something of one's own is called in a choice; whatever is called otherwise are words of a sitting."""

Parts = set[tuple[Side, str]]


def without_left_out(life: Life) -> Life:
    """The same life less what either left out: so a book made of it cannot tell that there was more."""
    if not life.keeping.left_out:
        return life
    out: dict[str, Parts] = defaultdict(set)
    for side, thing, key in life.keeping.left_out:
        out[thing].add((side, key))
    moments = {key: _told(one, out[key]) if key in out else one for key, one in life.moments.items()}
    gone = {(side, key.removeprefix(PICTURE)) for parts in out.values() for side, key in parts}
    pictures = {
        PictureId(key): one for key, one in life.pictures.items() if (one.author, str(key)) not in gone
    }
    affection = replace(life.affection, gestures=dict(_gestures(life, out)))
    return replace(life, moments=moments, pictures=pictures, words=_words(life, out), affection=affection)


def _gestures(life: Life, out: dict[str, Parts]) -> Iterator[tuple[str, Gesture]]:
    for key, one in life.affection.gestures.items():
        parts = out.get(key, set())
        if (one.by, GESTURE) not in parts:
            gone = (one.by.other, ANSWER) in parts
            yield key, replace(one, manner=None, answer="", answered_at=0) if gone else one


def _told(one: Moment, parts: Parts) -> Moment:
    return replace(
        one,
        voices={side: kept for side, kept in one.voices.items() if (side, VOICE) not in parts},
        curves={side: kept for side, kept in one.curves.items() if (side, CURVE) not in parts},
        whys=tuple(
            (side, kept)
            for side, kept in one.whys
            if isinstance(kept.what, WhyWritten) and (side, f"{WHY}{kept.what.second}") not in parts
        ),
    )


def _words(life: Life, out: dict[str, Parts]) -> Flat[flat.FlatWords, tuple[flat.Words, ...]]:
    rows = dict(life.words.rows)
    for thing, parts in out.items():
        sitting = SittingId(thing)
        for side, key in parts if sitting in rows else ():
            rows[sitting] = flat.without(rows[sitting], side, key)
    return Flat(rows, life.words.make)
