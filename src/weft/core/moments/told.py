"""From entries to moments: who has told what, and what is open to both. A fold, like the log's own.

What is open stays open: it becomes so with the entry by which the second of the two has told theirs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from weft.core.moments.entries import (
    CurveKept,
    MomentMade,
    MomentWhat,
    MomentWordsTakenBack,
    MomentWoven,
    VoiceWritten,
    WhyWritten,
)
from weft.core.moments.possible import MOST_MADE, MOST_WHYS, can_be
from weft.core.people import Side

Line = tuple[Side, int, MomentWhat]
"""Who, the instant in seconds since 1970, and what."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something of one person's, and the instant it was kept."""

    at: int
    what: VoiceWritten | CurveKept | WhyWritten = field(repr=False)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something the two lived. ``voices`` and ``curves`` hold what may not be open yet: ask ``voice`` and ``curve``."""

    made: MomentMade
    at: int
    by: Side
    voices: Mapping[Side, Kept] = field(default_factory=dict, repr=False)
    curves: Mapping[Side, Kept] = field(default_factory=dict, repr=False)
    whys: tuple[tuple[Side, Kept], ...] = ()
    """In the order of the title's own time."""
    voices_open: bool = False
    curves_open: bool = False
    woven_at: int | None = None
    """The instant by which it belongs to the cloth, in seconds since 1970."""
    plan: str = ""
    """The plan it came of, empty where somebody made it."""

    @property
    def id(self) -> str:
        return self.made.moment

    def voice(self, of: Side, viewer: Side) -> VoiceWritten | None:
        """Somebody's telling, if this viewer may read it."""
        kept = self.voices.get(of) if self.voices_open or of is viewer else None
        return kept.what if kept and isinstance(kept.what, VoiceWritten) else None

    def curve(self, of: Side, viewer: Side) -> CurveKept | None:
        """What somebody felt along the way, if this viewer may see it."""
        kept = self.curves.get(of) if self.curves_open or of is viewer else None
        return kept.what if kept and isinstance(kept.what, CurveKept) else None

    def own(self, side: Side, key: str) -> Kept | None:
        """What lies under a key of somebody's own."""
        if key in ("voice", "curve"):
            return (self.voices if key == "voice" else self.curves).get(side)
        return next((kept for of, kept in self.whys if of is side and key == _why_key(kept)), None)


def _why_key(kept: Kept) -> str:
    return f"why-{kept.what.second}" if isinstance(kept.what, WhyWritten) else ""


Moments = Mapping[str, Moment]


def with_told(before: Moments, lines: Iterable[Line]) -> Moments:
    """The moments after these entries, in their order.

    What belongs to no moment that was made is passed over, and so is what cannot be, and what is too many by far.
    """
    moments = dict(before)
    for side, at, what in lines:
        if not can_be(what):
            continue
        if isinstance(what, MomentMade):
            one = moments.get(what.moment)
            if one or len(moments) < MOST_MADE:
                moments[what.moment] = _named(one, what) if one else Moment(what, at, side)
        elif what.moment in moments:
            moments[what.moment] = _told(moments[what.moment], side, at, what)
    return moments


def _named(one: Moment, what: MomentMade) -> Moment:
    """With the name it was given later, by either; once it is woven its name is in the cloth and stays."""
    return one if one.woven_at is not None else replace(one, made=replace(one.made, title=what.title))


def _told(one: Moment, side: Side, at: int, what: MomentWhat) -> Moment:
    match what:
        case VoiceWritten() if not one.voices_open:
            voices = {**one.voices, side: Kept(at, what)}
            both = len(voices) == 2
            return replace(one, voices=voices, voices_open=both, woven_at=_woven(one, at, both))
        case CurveKept() if not one.curves_open:
            curves = {**one.curves, side: Kept(at, what)}
            return replace(one, curves=curves, curves_open=len(curves) == 2)
        case WhyWritten() if _has_room(one, side):
            others = [
                each for each in one.whys if (each[0], _why_key(each[1])) != (side, f"why-{what.second}")
            ]
            whys = sorted([*others, (side, Kept(at, what))], key=_in_title)
            return replace(one, whys=tuple(whys))
        case MomentWordsTakenBack():
            return _without(_still(one, what), side, what.key)
        case MomentWoven():
            return replace(one, woven_at=_woven(one, at, True))
        case _:
            return one


def _has_room(one: Moment, side: Side) -> bool:
    return sum(of is side for of, _ in one.whys) < MOST_WHYS


def _woven(one: Moment, at: int, now: bool) -> int | None:
    return at if now and one.woven_at is None else one.woven_at


def _in_title(each: tuple[Side, Kept]) -> tuple[int, bool]:
    """By the title's time, left before right, so that nobody sees who wrote first."""
    what = each[1].what
    return (what.second if isinstance(what, WhyWritten) else 0), each[0] is Side.RIGHT


def _still(one: Moment, what: MomentWordsTakenBack) -> Moment:
    """What stays true of a moment from which words are gone."""
    voices, curves = (what.opened and what.key == key for key in ("voice", "curve"))
    woven_at = _woven(one, what.woven_at, what.woven_at > 0)
    return replace(
        one,
        voices_open=one.voices_open or voices,
        curves_open=one.curves_open or curves,
        woven_at=woven_at,
    )


def _without(one: Moment, side: Side, key: str) -> Moment:
    if key == "voice":
        return replace(one, voices={of: kept for of, kept in one.voices.items() if of is not side})
    if key == "curve":
        return replace(one, curves={of: kept for of, kept in one.curves.items() if of is not side})
    whys = tuple(each for each in one.whys if (each[0], _why_key(each[1])) != (side, key))
    return replace(one, whys=whys)


def open_to(side: Side, moments: Moments, what: MomentWhat) -> bool:
    """Whether the one at ``side`` may keep what the other wrote of a moment, when the two part."""
    one = moments.get(what.moment)
    match what:
        case _ if one is None:
            return False
        case VoiceWritten():
            return one.voices_open and _is_still(one.voices, side.other, what)
        case CurveKept():
            return one.curves_open and _is_still(one.curves, side.other, what)
        case WhyWritten():
            return one.curves_open and any(kept.what is what for _, kept in one.whys)
        case MomentWordsTakenBack():
            return what.opened
        case _:
            return True


def _is_still(some: Mapping[Side, Kept], of: Side, what: MomentWhat) -> bool:
    return of in some and some[of].what is what


def newly_woven(before: Moments, after: Moments) -> list[Moment]:
    """Moments that came to belong to the cloth between the two, in the order they were made."""
    if after is before:
        return []
    fresh = [one for key, one in after.items() if one is not before.get(key) and one.woven_at is not None]
    return [one for one in fresh if one.id not in before or before[one.id].woven_at is None]
