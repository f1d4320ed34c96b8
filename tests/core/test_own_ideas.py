"""An idea of two is one like any other, and what cannot be read as one is left out."""

from dataclasses import replace

import pytest

from weft.core.ideas import Company, Distance, Season, Wishes, fits
from weft.core.log.entries import Entry
from weft.core.log.fold import fold
from weft.core.own_ideas import IdeaAdded, IdeaPutAway, idea_of
from weft.core.people import Side

JETTY = IdeaAdded(
    "a" * 32, "The jetty", "Swim to the rope and back.", 30, "nothing", "some", "outdoors", ("exciting",)
)


def entries(*whats: IdeaAdded | IdeaPutAway) -> list[Entry]:
    return [Entry(f"{at:032x}", Side.LEFT, at, what) for at, what in enumerate(whats)]


def test_it_fits_what_it_says() -> None:
    idea = idea_of(replace(JETTY, seasons=("summer",), children=True, distance="apart too"))
    assert (idea.company, idea.distance) == (Company.CHILDREN, Distance.APART_TOO)
    assert fits(idea, Wishes(season=Season.SUMMER)) and not fits(idea, Wishes())


def test_it_stands_in_the_log_until_either_puts_it_away() -> None:
    life = fold(entries(JETTY))
    assert [one.title for one in life.ideas.values()] == ["The jetty"]
    assert not fold(entries(JETTY, IdeaPutAway(JETTY.key))).ideas
    assert not fold(entries(IdeaPutAway(JETTY.key)), life).ideas
    assert life.ideas


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 61},
        {"text": "x" * 401},
        {"minutes": 0},
        {"moods": ()},
        {"moods": ("gloomy",)},
        {"place": "the moon"},
        {"distance": "far"},
    ],
)
def test_what_no_page_of_ours_sends_is_left_out(wrong: dict[str, object]) -> None:
    assert not fold(entries(replace(JETTY, **wrong))).ideas  # type: ignore[arg-type]


def test_a_repr_shows_no_words() -> None:
    assert "jetty" not in repr(JETTY) and "rope" not in repr(JETTY)
