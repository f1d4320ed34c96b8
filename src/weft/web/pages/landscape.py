"""A landscape in words and as a picture, the same for both but for what each may take back."""

from collections.abc import Iterable

from weft.core.moments.entries import WhyWritten
from weft.core.moments.fields import TITLE_MOST, clock
from weft.core.moments.landscape import MOVED, Felt, Landscape, Met, Place
from weft.core.moments.picture import picture
from weft.core.moments.told import Moment
from weft.core.people import Side
from weft.keeper import moments
from weft.keeper.loom import day_words
from weft.keeper.moments import NotOpenYet
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.pages.rooms import names, shared

PARTS_MOST = 14
"""Rows of the table that says the same as the picture."""

Whys = list[tuple[Side, WhyWritten]]


def landscape_page(
    opened: Opened, one: Moment, land: Landscape, wrong: str | None = None
) -> models.LandscapePage:
    called = names(opened)
    whys: Whys = [(side, kept.what) for side, kept in one.whys if isinstance(kept.what, WhyWritten)]
    places = tuple(_place(opened, land, place, whys) for place in land.places)
    talk = land.difference or land.meeting
    return models.LandscapePage(
        shared(opened, middle=one.made.title),
        one.id,
        one.made.title,
        picture(land, _label(land, called), _beside(land, whys, called)),
        _together(land),
        places,
        tuple(_parts(land)),
        next((one for one in places if talk and one.second == talk.second), None),
        tuple(
            _why(opened, side, what, f"{clock(what.second, land.length)}, {called[side]}")
            for side, what in whys
            if land.place_of(what.second) is None
        ),
        one.woven_at is not None,
        wrong,
    )


def questions(opened: Opened, key: str, second: str) -> tuple[str, ...]:
    """How to ask about a place of an open landscape: by the title's name, and without it. None for no such place."""
    one = opened.couple.log.life.moments.get(key) if opened.couple else None
    if one is None or not second.isdecimal():
        return ()
    try:
        land = moments.drawn(one, opened)
    except NotOpenYet:
        return ()
    place = next((each for each in land.places if str(each.second) == second), None)
    if place is None:
        return ()
    time, title = clock(place.second, land.length), one.made.title.translate(_NO_SCRIPT)[:TITLE_MOST]
    return f"At {time} in “{title}”: what was it for you?", f"At {time}: what was it for you?"


_NO_SCRIPT = str.maketrans("{}<>", "()‹›")
"""Signs that mean something in a script."""


def _beside(land: Landscape, whys: Whys, called: dict[Side, str]) -> dict[int, tuple[str, str]]:
    """For each place the first line left there, and its caption, to stand in the picture."""
    found: dict[int, tuple[str, str]] = {}
    for side, what in whys:
        place = land.place_of(what.second)
        if place:
            time = clock(place.second, land.length)
            found.setdefault(place.second, (what.text, f"{time}, {called[side]}"))
    return found


def _label(land: Landscape, called: dict[Side, str]) -> str:
    """What the picture shows, in a sentence or two."""
    parts = [
        f"Two curves over the title, {called[Side.LEFT]} from the left and {called[Side.RIGHT]} from the right."
    ]
    for place in (land.meeting, land.difference):
        if place:
            parts.append(f"At {clock(place.second, land.length)}, {_what(land, place, called)}.")
    return " ".join(parts) if len(parts) > 1 else f"{parts[0]} Neither rises far above the rest."


def _what(land: Landscape, place: Place, called: dict[Side, str]) -> str:
    if place.met is Met.BOTH:
        return "it came close for both of you"
    side = Side.LEFT if place.met is Met.LEFT else Side.RIGHT
    return f"it came close for {called[side]}, and passed {called[side.other]} by"


def _place(opened: Opened, land: Landscape, place: Place, whys: Whys) -> models.PlaceShown:
    called = names(opened)
    here = [(side, what) for side, what in whys if land.place_of(what.second) == place]
    mine = next((what for side, what in here if side is opened.side), None)
    shown = tuple(_why(opened, side, what, called[side]) for side, what in here)
    words, time = _words(land, place, called), clock(place.second, land.length)
    at = mine.second if mine else place.second
    return models.PlaceShown(place.second, time, words, shown, at, mine.text if mine else "")


def _words(land: Landscape, place: Place, called: dict[Side, str]) -> str:
    most = " More than anywhere else." if place in (land.meeting, land.difference) else ""
    if place.met is Met.BOTH:
        return f"came close for both of you.{most}"
    side = Side.LEFT if place.met is Met.LEFT else Side.RIGHT
    return f"was {called[side]}’s alone.{most and ' Here you were furthest apart.'}"


def _why(opened: Opened, side: Side, what: WhyWritten, who: str) -> models.WhyShown:
    back = f"why-{what.second}" if side is opened.side else None
    return models.WhyShown(what.text, who, side.value, back)


def _together(land: Landscape) -> str:
    """One sentence, and only one that the curves bear out."""
    if land.together:
        return "Over the whole of it you tended to rise and fall together, more than two people who felt nothing in common would by chance."
    if land.together is None:
        return "There is too little of it from you both to say whether you moved together."
    return "Taken whole, your curves are no more alike than chance would make them, which is usual. Where you differ there is something to tell."


def _parts(land: Landscape) -> Iterable[models.PartShown]:
    step = -(-land.picks // PARTS_MOST)
    for at in range(0, land.picks, step):
        left, right = (_where(land.of(side)[at : at + step], _bounds(land.of(side))) for side in Side)
        yield models.PartShown(clock(at * land.pick_s, land.length), left, right)


def _bounds(felt: Felt) -> tuple[float, float]:
    known = [one for one in felt if one is not None]
    return (min(known), max(known)) if known else (0.0, 0.0)


def _where(some: Felt, bounds: tuple[float, float]) -> str:
    """Where somebody was in a part, against their own whole."""
    known = [one for one in some if one is not None]
    low, high = bounds
    if not known:
        return "nothing felt along"
    top = (max(known) - low) / (high - low) if high - low >= 1 else 0.0
    return "close" if top >= MOVED else "nearer" if top >= MOVED / 2 else "far off"


__all__ = ["day_words", "landscape_page"]
