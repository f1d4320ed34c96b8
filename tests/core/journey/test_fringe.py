"""The fringe says what its sentence says."""

from weft.core.journey.fringe import THREADS, answers, fringe


def test_there_are_twenty_threads_and_those_against_are_loose() -> None:
    drawn = fringe(-2, 8, up=True)
    assert drawn.against == drawn.svg.count('class="no"') == sum(one <= 0 for one in answers(-2, 8))
    assert drawn.svg.count('class="ye"') == THREADS - drawn.against


def test_what_points_down_is_solid_on_the_other_side() -> None:
    assert fringe(-8, 2, up=False).against == fringe(-2, 8, up=True).against


def test_no_word_of_it_stands_further_out_than_the_others() -> None:
    for low, high in ((6, 16), (-16, -6), (1, 30), (-4, 5)):
        foot = fringe(low, high, up=low + high > 0).svg.split("no difference</text>")[0].rsplit("<text", 1)[1]
        place = float(foot.split('x="')[1].split('"')[0])
        assert "middle" not in foot or 58 <= place <= 332
        assert place >= 12
