"""A moment's band takes its tone from what both felt, once both may read both."""

from weft.core.moments.entries import MomentMade, MomentWordsTakenBack, VoiceWritten
from weft.core.moments.told import Line, Moment, with_told
from weft.core.people import Side
from weft.core.tapestry.tone import Tone
from weft.keeper.loom import felt_in

MADE: Line = (Side.LEFT, 1, MomentMade("ab" * 16, "film", "A film", 20_000, 1, "", "both"))
HERS: Line = (Side.LEFT, 2, VoiceWritten("ab" * 16, "One.", ("sad", "tired"), ""))
HIS: Line = (Side.RIGHT, 3, VoiceWritten("ab" * 16, "Two.", ("sad",), ""))


def after(*lines: Line) -> Moment:
    return with_told({}, lines)["ab" * 16]


def test_what_both_felt_gives_the_tone() -> None:
    assert felt_in(after(MADE, HERS, HIS)) == (Tone.HEAVY, Tone.STILL)


def test_what_only_one_has_told_shows_nowhere() -> None:
    assert felt_in(after(MADE)) == felt_in(after(MADE, HERS)) == felt_in(after(MADE, HIS)) == ()


def test_whoever_takes_theirs_back_takes_the_tone_along() -> None:
    taken: Line = (Side.LEFT, 4, MomentWordsTakenBack("ab" * 16, "voice", True, 3))
    assert felt_in(after(MADE, HERS, HIS, taken)) == ()
