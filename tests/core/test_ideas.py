"""Reading ideas, and choosing a few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.core.idea_file import read_ideas
from weft.core.ideas import (
    Company,
    Cost,
    Distance,
    Energy,
    Mood,
    Place,
    Season,
    Wishes,
    choose,
    fits,
    turn,
)
from weft.core.practice import Practice

FILE = """---
ideas: The hall
---

## 20 minutes, costs nothing, low energy, indoors, calm, time

- Shoes: Line up all the shoes.
- Coats: Try on the other’s coat. [2 hours, with children too, calm and playful, time and affection]

## 3 days, costs some, much energy, outdoors, spring and summer, apart too, exciting, moments

- The long stairs: Go up them. [any season]
- Down again: Go down them, and ring each other from the bottom.
"""
IDEAS, _ = read_ideas(FILE)


def titles(ideas):
    return [one.title for one in ideas]


def test_an_idea_has_what_its_heading_says_and_its_own_brackets_differ_from_it():
    shoes, coats, stairs, down = IDEAS
    assert (shoes.title, shoes.text, shoes.line) == ("Shoes", "Line up all the shoes.", 7)
    assert (shoes.minutes, shoes.cost, shoes.energy, shoes.place) == (
        20,
        Cost.NOTHING,
        Energy.LOW,
        Place.INDOORS,
    )
    assert (shoes.moods, shoes.practices) == ((Mood.CALM,), (Practice.TIME,))
    assert (shoes.seasons, shoes.company, shoes.distance) == (frozenset(), Company.TWO, Distance.ONE_PLACE)
    assert (coats.minutes, coats.company) == (120, Company.CHILDREN)
    assert (coats.moods, coats.practices) == ((Mood.CALM, Mood.PLAYFUL), (Practice.TIME, Practice.AFFECTION))
    assert stairs.seasons == frozenset()
    assert (down.minutes, down.seasons) == (3 * 1440, {Season.SPRING, Season.SUMMER})


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (FILE.replace("low energy", "low energies"), 5, "Did you mean “low energy”?"),
        (FILE.replace("20 minutes", "a while"), 5, "“a while” says nothing about an idea."),
        (FILE.replace("20 minutes", "0 minutes"), 5, "from 1 to 1440 belongs here"),
        (FILE.replace("calm and playful", "calm and playful and tender"), 8, "one or two are enough"),
        (FILE.replace(", calm, time", ""), 7, "Still missing here: a mood (“calm”), a practice (“time”)."),
        (FILE.replace("- Shoes: ", "- "), 7, "a title, a colon"),
        (FILE.replace("- Shoes", "Shoes"), 7, "an idea with “- ”"),
        (FILE.replace("- Shoes", f"- {'Shoes' * 13}"), 7, "A title holds at most 60"),
        (FILE.replace("the shoes.", "the shoes. " * 60), 7, "at most 400"),
        (FILE.replace("the shoes", "{other}’s shoes"), 7, "names nobody"),
        (FILE.replace("ideas: The hall", "title: The hall"), 2, "“ideas: The kitchen”"),
        ("", 1, "three dashes"),
    ],
)
def test_a_mistake_is_named_with_its_line(text, line, sentence):
    complaint = read_ideas(text)[1][0]
    assert complaint.line == line
    assert sentence in complaint.sentence


def test_a_broken_line_costs_only_itself():
    ideas, complaints = read_ideas(FILE.replace("- Shoes", "Shoes"))
    assert titles(ideas) == titles(IDEAS)[1:]
    assert len(complaints) == 1


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_file_is_too_strange_to_read(text, tags):
    read_ideas(text)
    read_ideas(f"---\nideas: x\n---\n## {tags}\n- a: b [{tags}]\n{text}")


@pytest.mark.parametrize(
    ("wishes", "fitting"),
    [
        (Wishes(), ["Shoes", "Coats", "The long stairs"]),
        (Wishes(most=60), ["Shoes"]),
        (Wishes(least=60), ["Coats", "The long stairs"]),
        (Wishes(cost=Cost.LITTLE), ["Shoes", "Coats"]),
        (Wishes(energy=Energy.SOME), ["Shoes", "Coats"]),
        (Wishes(energy=Energy.MUCH), ["Shoes", "Coats", "The long stairs"]),
        (Wishes(place=Place.OUTDOORS), ["The long stairs"]),
        (Wishes(season=Season.SUMMER), titles(IDEAS)),
        (Wishes(season=Season.WINTER), ["Shoes", "Coats", "The long stairs"]),
        (Wishes(children=True), ["Coats"]),
        (Wishes(apart=True), ["The long stairs"]),
        (Wishes(mood=Mood.PLAYFUL), ["Coats"]),
    ],
)
def test_what_does_not_fit_a_wish_stays_away(wishes, fitting):
    assert [one.title for one in IDEAS if fits(one, wishes)] == fitting


def test_what_goes_only_at_a_distance_is_for_those_who_are_apart():
    (only,), _ = read_ideas(FILE[: FILE.index("- Shoes")] + "- Ring: Ring each other. [only apart]")
    assert fits(only, Wishes(apart=True))
    assert not fits(only, Wishes())


MANY, _ = read_ideas(
    FILE[: FILE.index("- Shoes")] + "\n".join(f"- Shelf {n}: Look at shelf {n}." for n in range(20))
)


@given(st.text(max_size=8), st.integers(1, 6))
def test_the_same_seed_gives_the_same_few(seed, few):
    chosen = choose(MANY, Wishes(), (), seed, few)
    assert chosen == choose(tuple(reversed(MANY)), Wishes(), (), seed, few)
    assert len(set(chosen)) == few


def test_another_seed_gives_others():
    assert len({choose(MANY, Wishes(), (), str(seed)) for seed in range(20)}) > 10


@given(st.text(max_size=8))
def test_nothing_comes_twice_while_there_are_others(seed):
    seen = []
    for _ in range(6):
        seen += [one.id for one in choose(MANY, Wishes(), seen, seed)]
    assert len(set(seen)) == 18
    again = [one.id for one in choose(MANY, Wishes(), seen, seed)]
    assert not {*again} & {*seen[-3:]}


@given(st.text(max_size=8))
def test_when_all_were_shown_the_longest_ago_comes_first(seed):
    seen = [one.id for one in MANY]
    assert [one.id for one in choose(MANY, Wishes(), seen, seed)] == seen[:3]


def test_what_fills_the_time_and_the_energy_comes_first():
    mixed = FILE.replace("any season", "any season, 2 hours")
    ideas, _ = read_ideas(mixed)
    first = choose(ideas, Wishes(most=120, energy=Energy.MUCH), (), "", 1)
    assert titles(first) == ["The long stairs"]


@given(st.text(max_size=8))
def test_turn_after_turn_gives_every_idea_before_any_comes_back(seed):
    turns = [turn(MANY, Wishes(), seed, n) for n in range(7)]
    shown = [one.id for some, more in turns for one in some if more]
    assert len(set(shown[:20])) == 20


def test_when_no_others_fit_it_says_so():
    assert turn(MANY[:3], Wishes(), "", 5) == (turn(MANY[:3], Wishes(), "", 0)[0], False)
