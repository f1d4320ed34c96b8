"""What holds for all the ideas that come with Weft."""

import re
from collections import Counter
from itertools import combinations, product

import pytest

from weft.core.exercise.alike import alike
from weft.core.exercise.readability import middle_grade
from weft.core.ideas import Company, Cost, Distance, Energy, Mood, Place, Season, fits
from weft.core.practice import Practice
from weft.keeper.library import read_library
from weft.web.pages.ideas import NARROW, wishes

IDEAS = read_library().ideas
SENTENCE = re.compile(r"[.!?…][”’]?(?:\s|$)")
ASSUMES = re.compile(
    r"\b(he|she|him|her|his|hers|husband|wife|boyfriend|girlfriend|marri\w+|wedding|christmas|easter|church|god|pray\w*|"
    r"your garden|your car|drive|instagram|netflix|spotify|youtube|google)\b",
    re.IGNORECASE,
)
COUNTS = re.compile(r"\b(points for|for points|who wins|streak|keep (the )?score)\b", re.IGNORECASE)


def test_there_are_more_than_four_hundred():
    assert len(IDEAS) >= 420


def test_no_two_are_alike():
    assert [(IDEAS[one.first].title, IDEAS[one.second].title) for one in alike(i.text for i in IDEAS)] == []
    assert len({one.title.lower() for one in IDEAS}) == len({one.id for one in IDEAS}) == len(IDEAS)


def test_each_says_in_one_to_three_sentences_what_to_do():
    assert [one.title for one in IDEAS if not 1 <= len(SENTENCE.findall(one.text)) <= 3] == []
    assert [one.title for one in IDEAS if one.text[-1] not in ".!?…”"] == []
    assert [one.title for one in IDEAS if len(one.title) >= 60] == []


def test_none_assumes_who_somebody_is_or_names_a_brand_or_counts():
    assert [one.title for one in IDEAS if ASSUMES.search(f"{one.title}. {one.text}")] == []
    assert [one.title for one in IDEAS if COUNTS.search(one.text)] == []


def test_they_read_easily():
    assert middle_grade(one.text for one in IDEAS) <= 8


def test_no_way_to_begin_is_worn_out():
    first = Counter(one.text.split()[0] for one in IDEAS)
    assert max(first.values()) <= len(IDEAS) // 12


@pytest.mark.parametrize(
    ("tag", "of"),
    [
        (Cost, lambda one: [one.cost]),
        (Energy, lambda one: [one.energy]),
        (Place, lambda one: [one.place]),
        (Season, lambda one: one.seasons),
        (Company, lambda one: [one.company]),
        (Distance, lambda one: [one.distance]),
        (Mood, lambda one: one.moods),
        (Practice, lambda one: one.practices),
    ],
)
def test_every_tag_has_enough_of_them(tag, of):
    counts = Counter(each for one in IDEAS for each in of(one))
    assert min(counts[each] for each in tag) >= 8


@pytest.mark.parametrize(("how_many", "least"), [(1, 20), (2, 6), (3, 1)])
def test_no_wish_of_up_to_three_things_is_left_empty(how_many, least):
    for names in combinations(NARROW, how_many):
        for answers in product(*(NARROW[name][2] for name in names)):
            wished = wishes(dict(zip(names, answers, strict=True)))
            found = sum(1 for one in IDEAS if fits(one, wished))
            assert found >= least, (names, answers, found)


@pytest.mark.parametrize("long", ["quarter", "half", "hour", "evening"])
@pytest.mark.parametrize("apart", [{}, {"apart": "yes"}])
def test_two_tired_people_without_money_find_something_in_any_mood(long, apart):
    for mood in Mood:
        wished = wishes({"long": long, "energy": "low", "cost": "nothing", "mood": str(mood), **apart})
        assert sum(1 for one in IDEAS if fits(one, wished)) >= 3, (mood, apart)
