"""The cloth thread by thread is the cloth that SVG draws."""

from datetime import date

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import Thread, cut, first_day, newest, weave
from weft.core.tapestry.dye import CLOTH, LINEN, Dye, weft
from weft.core.tapestry.picks import marks_across, picks, warp_colours
from weft.core.tapestry.sample import SINCE, UNTIL, long_life, spring
from weft.core.tapestry.tone import Tone, in_lot
from weft.core.tapestry.yarn import drawdown_of

LEFT, RIGHT = Dye.MADDER, Dye.KENDAL


def test_there_is_a_pick_for_every_thread_of_height() -> None:
    assert len(list(picks(spring()))) == spring().picks


def test_a_weave_begins_anew_with_its_band() -> None:
    at, woven = 0, list(picks(spring()))
    for band in spring().bands:
        assert woven[at].marks == drawdown_of(band.practice, band.lean)[0]
        at += band.picks


def test_a_quiet_day_is_linen_in_its_lot() -> None:
    cloth = spring()
    quiet = next(band for band in cloth.bands if band.practice is None)
    before = sum(band.picks for band in cloth.bands[: cloth.bands.index(quiet)])
    assert list(picks(cloth))[before].colour == in_lot(LINEN, quiet.lot)


def test_a_tone_changes_a_band_s_yarn_and_nothing_else() -> None:
    plain = Thread("a", UNTIL, Practice.MOMENTS, 90, None, "A film")
    felt = Thread("a", UNTIL, Practice.MOMENTS, 90, None, "A film", tones=(Tone.HEAVY,))
    one, other = (
        list(picks(weave([each], left=LEFT, right=RIGHT, seed=1, since=UNTIL, until=UNTIL)))
        for each in (plain, felt)
    )
    assert [pick._replace(colour="") for pick in one] == [pick._replace(colour="") for pick in other]
    assert one[0].colour != other[0].colour


def test_a_twill_leans_towards_whoever_spoke_first() -> None:
    def rows(first: Side | None) -> list[tuple[int, ...]]:
        thread = Thread("a", UNTIL, Practice.TALK, 15, first, "Slow turns")
        woven = weave([thread], left=LEFT, right=RIGHT, seed=1, since=UNTIL, until=UNTIL)
        return [pick.marks for pick in picks(woven)]

    assert rows(Side.LEFT) == rows(None)
    assert rows(Side.RIGHT) == [marks[::-1] for marks in rows(Side.LEFT)]


def test_an_end_has_the_dye_of_whose_it_is() -> None:
    colours = warp_colours(spring())
    assert colours[0] == CLOTH[LEFT] and colours[-1] == CLOTH[RIGHT]
    assert len(warp_colours(spring(right=None))) == 46


def test_a_second_bath_is_taken_where_the_first_would_sink() -> None:
    talk = Thread("a", UNTIL, Practice.TALK, 15, None, "Slow turns")
    cloth = weave([talk], left=LEFT, right=RIGHT, seed=1, since=UNTIL, until=UNTIL)
    assert next(picks(cloth)).colour == in_lot(weft(Practice.TALK, 1), cloth.bands[0].lot)


def test_a_repeat_is_carried_on_to_the_last_end() -> None:
    assert marks_across((1, 0, 0), 5) == (1, 0, 0, 1, 0)


def test_a_cloth_cut_into_years_is_the_cloth() -> None:
    cloth = long_life(3)
    first = first_day(cloth)
    assert first
    years = [
        cut(cloth, date(year, 1, 1), date(year + 1, 1, 1)) for year in range(UNTIL.year, first.year - 1, -1)
    ]
    assert sum(piece.picks for piece in years) == cloth.picks
    assert [band.key for piece in years for band in piece.bands if band.key] == [
        band.key for band in cloth.bands if band.key
    ]


def test_a_quiet_run_is_cut_where_the_year_ends() -> None:
    alone = weave([], left=LEFT, right=RIGHT, seed=1, since=date(2024, 12, 30), until=date(2025, 1, 4))
    assert [band.caption for band in cut(alone, date(2025, 1, 1), date(2026, 1, 1)).bands] == [
        "Wednesday 1 to Friday 3 January, quiet"
    ]
    assert not cut(alone, SINCE, UNTIL).bands


def test_a_bare_warp_has_no_first_day() -> None:
    assert first_day(newest(spring(), 0)) is None
