"""One suggestion for a day, and why. Exercises are the real ones; what is said of them is invented."""

from dataclasses import replace

import pytest

from weft.core.exercise.script import Form
from weft.core.journey.facts import Done, Facts, Left, Noted, Sky, Tapped, Today
from weft.core.journey.rules import DEEP, allowed, depth_now, is_hard_talk
from weft.core.journey.season import MINUTES, Pace, Rhythm
from weft.core.journey.suggest import Shelf, Why, in_order, suggest
from weft.core.practice import Practice
from weft.keeper.library import read_library

LIBRARY = read_library()
SHELF = Shelf(LIBRARY.exercises, LIBRARY.answers, LIBRARY.outdoors)
EXERCISES = LIBRARY.exercises
MONDAY = 20_003
QUIET = Facts(MONDAY, seed=7)
HARD = "one-hard-thing"


def ids(facts: Facts) -> list[str]:
    return [one.id for one in in_order(SHELF, facts)]


def done(exercise: str, day: int = MONDAY) -> Done:
    one = EXERCISES[exercise]
    return Done(one.id, one.practice, day, one.minutes)


def lived(*some: Done, **more: object) -> Facts:
    return replace(QUIET, lately=some, played={one.exercise: one.day for one in some}, **more)  # type: ignore[arg-type]


def why(facts: Facts) -> Why:
    found = suggest(SHELF, facts)
    assert found
    return found.why


# ---------------------------------------------------------------- what is never suggested


def test_nothing_deep_after_a_hard_talk_today() -> None:
    been = lived(*(done(one, MONDAY - 9) for one in ("rung-3-fears", "rung-4-insecurities", "sealed-letter")))
    assert depth_now(been, EXERCISES) >= DEEP
    talked = replace(been, lately=(*been.lately, done(HARD)))
    assert all(EXERCISES[one].depth < DEEP for one in ids(talked))
    assert any(EXERCISES[one].depth >= DEEP for one in ids(replace(talked, day=MONDAY + 1)))


def test_nor_while_one_lies_open_with_a_pause_in_it() -> None:
    assert all(EXERCISES[one].depth < DEEP for one in ids(replace(QUIET, hard_talk_open=True)))


def test_a_hard_talk_is_never_suggested() -> None:
    assert [one.id for one in EXERCISES.values() if is_hard_talk(one)]
    been = lived(*(done(one, MONDAY - 9) for one in EXERCISES))
    assert not [one for one in ids(been) if is_hard_talk(EXERCISES[one])]


def test_it_goes_a_step_deeper_than_the_two_have_been_twice() -> None:
    assert depth_now(QUIET, EXERCISES) == 2
    deep = [one for one, each in EXERCISES.items() if each.depth == 2][:2]
    assert depth_now(lived(*(done(one) for one in deep[:1])), EXERCISES) == 2
    assert depth_now(lived(*(done(one) for one in deep)), EXERCISES) == 3


def test_nothing_that_is_not_open_yet_and_nothing_put_away() -> None:
    first, second, third, fourth = ids(QUIET)[:4]
    rest = ids(replace(QUIET, barred=frozenset({first}), aside=frozenset({second}), away=frozenset({third})))
    assert {first, second, third}.isdisjoint(rest)
    assert fourth in rest


def test_nothing_that_either_left_out_for_both() -> None:
    first = ids(QUIET)[0]
    assert first not in ids(replace(QUIET, left_out=frozenset({first})))


def test_what_is_written_for_a_time_of_life_waits_until_it_is_said() -> None:
    staged = {
        one.id for one in EXERCISES.values() if any(step.draws and step.draws.stage for step in one.steps)
    }
    assert staged
    assert staged.isdisjoint(ids(QUIET))
    stages = frozenset({"new", "long-together", "parents", "long-distance", "later-life", "hard-season"})
    assert [
        one
        for one in allowed(EXERCISES.values(), replace(QUIET, stages=stages), EXERCISES)
        if one.id in staged
    ]


def test_late_in_the_evening_it_is_short_and_light() -> None:
    for hour in (22, 23, 2):
        assert all(
            EXERCISES[one].minutes <= 30 and EXERCISES[one].depth < DEEP
            for one in ids(replace(QUIET, hour=hour))
        )


def test_it_fits_the_time_there_is_whoever_said_so() -> None:
    assert max(EXERCISES[one].minutes for one in ids(replace(QUIET, free=20))) <= 25
    assert max(EXERCISES[one].minutes for one in ids(replace(QUIET, like=Today(20)))) <= 25
    assert replace(QUIET, free=60, like=Today(20)).minutes == 20


def test_one_alone_is_offered_what_one_can_do_alone() -> None:
    assert all(Form.SOLO in EXERCISES[one].forms for one in ids(replace(QUIET, alone=True)))
    assert all(EXERCISES[one].forms != {Form.SOLO} for one in ids(QUIET))


def test_where_the_rules_leave_nothing_nothing_is_suggested() -> None:
    assert suggest(SHELF, replace(QUIET, barred=frozenset(EXERCISES))) is None


# ---------------------------------------------------------------- what is weighed


def test_the_same_facts_give_the_same_and_another_day_may_give_another() -> None:
    assert suggest(SHELF, QUIET) == suggest(SHELF, replace(QUIET))
    assert len({ids(replace(QUIET, day=MONDAY + day))[0] for day in range(28)}) > 1


def test_something_else_is_of_another_practice_until_each_was_offered() -> None:
    first = [suggest(SHELF, replace(QUIET, passed_over=times)) for times in range(7)]
    assert len({one.exercise.practice for one in first if one}) == 7


def test_passing_over_goes_round() -> None:
    assert suggest(SHELF, replace(QUIET, passed_over=len(ids(QUIET)))) == suggest(SHELF, QUIET)


def test_own_notes_move_ones_own_suggestion() -> None:
    def place(worth: float) -> int:
        notes = tuple(
            Noted(one.id, MONDAY - 30, worth) for one in EXERCISES.values() if one.practice is Practice.TIME
        )
        return [EXERCISES[one].practice for one in ids(replace(QUIET, notes=notes))].index(Practice.TIME)

    assert place(1.0) < place(-1.0)


def test_what_was_just_done_rests() -> None:
    first = ids(QUIET)[0]
    practice = EXERCISES[first].practice
    assert EXERCISES[ids(lived(done(first, MONDAY - 1)))[0]].practice is not practice


def test_with_little_left_it_is_lighter_and_shorter() -> None:
    def weight(left: Left) -> float:
        some = [
            EXERCISES[ids(replace(QUIET, day=MONDAY + day, like=Today(left=left)))[0]] for day in range(20)
        ]
        return sum(one.minutes + 10 * one.depth for one in some)

    assert weight(Left.LITTLE) < weight(Left.ENOUGH)


def test_on_a_quiet_day_of_their_rhythm_nothing_is_suggested() -> None:
    quiet = replace(QUIET, rhythm=Rhythm(quiet=frozenset({0})))
    assert quiet.quiet
    assert suggest(SHELF, quiet) is None
    assert suggest(SHELF, replace(quiet, day=MONDAY + 1))


def test_a_lighter_rhythm_makes_for_shorter_things() -> None:
    def minutes(pace: Pace, *some: Done) -> float:
        facts = [lived(*some, rhythm=Rhythm(MINUTES[pace]), seed=seed) for seed in range(10)]
        return sum(EXERCISES[one].minutes for each in facts for one in ids(each)[:7])

    assert minutes(Pace.LIGHT) < minutes(Pace.FULL)
    week = [done(one, MONDAY - 1) for one in ("a-walk-with-three-stops", "slow-turns", "under-one-window")]
    assert sum(one.minutes for one in week) > MINUTES[Pace.LIGHT]
    assert minutes(Pace.MIDDLE, *week) <= minutes(Pace.FULL, *week)


def test_what_felt_good_in_the_evening_moves_ones_own_suggestion() -> None:
    tapped = tuple(Tapped(Practice.TALK, MONDAY - at) for at in range(1, 15))
    before, after = ids(QUIET), ids(replace(QUIET, tapped=tapped))

    def place(order: list[str]) -> int:
        return next(at for at, one in enumerate(order) if EXERCISES[one].practice is Practice.TALK)

    assert place(after) < place(before)


def test_when_it_is_wet_what_goes_outdoors_comes_later() -> None:
    def places(sky: Sky) -> list[int]:
        found = ids(replace(QUIET, like=Today(sky=sky)))
        return [found.index(one) for one in SHELF.outdoors if one in found]

    assert sum(places(Sky.WET)) > sum(places(Sky.DRY))


# ---------------------------------------------------------------- why


def test_the_first_ever_says_so() -> None:
    assert why(QUIET) is Why.FIRST


def test_a_need_that_was_said_is_answered_and_named() -> None:
    facts = lived(done("slow-turns", MONDAY - 20), needs=frozenset({"hug"}))
    found = suggest(SHELF, facts)
    assert found
    assert found.exercise.id in SHELF.answers["hug"]
    assert found.why is Why.NEED


def test_a_need_of_nothing_special_asks_for_nothing() -> None:
    assert ids(replace(QUIET, needs=frozenset({"nothing"}))) == ids(QUIET)


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [(True, True, Why.BOTH_SAID), (True, False, Why.YOU_SAID), (False, True, Why.THEY_SAID)],
)
def test_a_wish_that_was_said_to_both_is_named_as_whose_it_is(mine: bool, theirs: bool, said: Why) -> None:
    time, none = frozenset({Practice.TIME}), frozenset[Practice]()
    facts = lived(
        done("slow-turns", MONDAY - 2), mine=time if mine else none, theirs=time if theirs else none
    )
    found = next(
        one
        for times in range(7)
        if (one := suggest(SHELF, replace(facts, passed_over=times)))
        and one.exercise.practice is Practice.TIME
    )
    assert found.why is said


def test_no_reason_depends_on_what_is_ones_own() -> None:
    """Whatever moves the choice in private, the sentence said of an exercise is the one anybody would get for it."""
    facts = lived(
        done("slow-turns", MONDAY - 3), done("ten-seconds", MONDAY - 8), theirs=frozenset({Practice.SOFTER})
    )
    private = replace(
        facts,
        notes=tuple(Noted(one, MONDAY - 9, 1.0) for one in list(EXERCISES)[::3]),
        more=frozenset({Practice.TALK}),
        less=frozenset({Practice.TIME}),
        longer=1,
        deeper=-1,
        like=Today(None, Sky.WET, Left.LITTLE),
    )
    plain = {
        one.exercise.id: one.why
        for at in range(len(ids(facts)))
        if (one := suggest(SHELF, replace(facts, passed_over=at)))
    }
    for at in range(14):
        one = suggest(SHELF, replace(private, passed_over=at))
        assert one
        assert plain[one.exercise.id] is one.why


def test_a_practice_that_rested_is_named_only_if_it_was_done_once_and_did() -> None:
    named = set()
    for days in range(1, 20):
        facts = lived(done("slow-turns", MONDAY - days), done("ten-seconds", MONDAY - 1))
        for at in range(7):
            found = suggest(SHELF, replace(facts, passed_over=at))
            if found and found.why is Why.RESTED:
                named.add((found.exercise.practice, days > 7))
    assert named == {(Practice.TALK, True)}


def test_time_is_a_reason_only_where_both_have_shown_it_and_it_fits() -> None:
    been = lived(*(done(one, MONDAY - 25) for one in list(EXERCISES)[::2]))
    for free in (None, 30, 60, 120):
        named = [
            found.exercise.minutes
            for at in range(40)
            if (found := suggest(SHELF, replace(been, free=free, passed_over=at))) and found.why is Why.TIME
        ]
        assert bool(named) is (free is not None)
        assert all(free and one <= free for one in named)
    alone = [suggest(SHELF, replace(been, like=Today(60), passed_over=at)) for at in range(40)]
    assert not any(one and one.why is Why.TIME for one in alone)


def test_what_is_named_new_was_never_done() -> None:
    facts = lived(*(done(one, MONDAY - 25) for one in list(EXERCISES)[::2]))
    found = [suggest(SHELF, replace(facts, passed_over=at)) for at in range(30)]
    assert all(one.exercise.id not in facts.played for one in found if one and one.why is Why.NEW)


def test_every_reason_has_its_sentence() -> None:
    assert set(Why) == set(LIBRARY.words["why"])


def test_every_name_in_the_file_of_answers_and_places_is_an_exercise_or_a_practice() -> None:
    named = frozenset().union(*SHELF.answers.values(), SHELF.outdoors, *LIBRARY.seasons.values())
    assert named <= set(EXERCISES) | set(Practice)


def test_nothing_private_shows_when_facts_are_printed() -> None:
    facts = replace(
        QUIET,
        notes=(Noted("slow-turns", 3, -1.0),),
        tapped=(Tapped(Practice.TALK, 3),),
        less=frozenset({Practice.TALK}),
        like=Today(20),
    )
    assert repr(facts) == repr(QUIET)
