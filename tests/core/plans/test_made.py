"""Plans as entries say them, and the moments they become when their time is over."""

from dataclasses import replace

import pytest

from weft.core.log.entries import Entry, What
from weft.core.log.fold import Life, at_minute, fold
from weft.core.moments.entries import VoiceWritten
from weft.core.parting import kept_by
from weft.core.people import Side
from weft.core.plans import hours
from weft.core.plans.entries import (
    BringsSaid,
    ForwardTakenBack,
    ForwardWritten,
    PlanAnswered,
    PlanLetBe,
    PlanOffered,
    PlanWithdrawn,
    Window,
)
from weft.core.plans.plan import looked_forward, moment_id, opens_on

NOOR, ELIS = Side.LEFT, Side.RIGHT
BERLIN = "Europe/Berlin"
SATURDAY = Window(29_679_360, 180)
"""Saturday 6 June 2026, noon to three in Berlin."""
SUNDAY = Window(SATURDAY.first + hours.DAY, 120)
DAY = hours.day_of(SATURDAY, BERLIN)
OFFER = PlanOffered("p", 0, "Pie", "", "the river", (SATURDAY, SUNDAY), BERLIN, "", "bags", "")
YES = PlanAnswered("p", 0, "yes", SATURDAY.first)
BEFORE, OVER = SATURDAY.first - 600, SATURDAY.first + 200


def entries(*said: tuple[Side, int, What]) -> list[Entry]:
    return [Entry(f"e{at}", side, minute * 60, what) for at, (side, minute, what) in enumerate(said)]


def life(*said: tuple[Side, int, What]) -> Life:
    return fold(entries(*said))


AGREED = ((NOOR, BEFORE, OFFER), (ELIS, BEFORE, YES))


def test_a_yes_to_one_of_its_windows_makes_it_agreed() -> None:
    plan = life(*AGREED).plans.every["p"]
    assert plan.agreed
    assert plan.upcoming() == [SATURDAY]
    assert plan.offer is None


def test_nobody_says_yes_to_an_offer_of_their_own_or_to_a_window_that_is_none() -> None:
    own = life((NOOR, BEFORE, OFFER), (NOOR, BEFORE, YES)).plans.every["p"]
    none = life((NOOR, BEFORE, OFFER), (ELIS, BEFORE, replace(YES, first=7))).plans.every["p"]
    assert own.agreed is None
    assert none.agreed is None


def test_another_time_and_no_leave_the_offer_lying_with_that_word() -> None:
    for word in ("another", "no"):
        plan = life((NOOR, BEFORE, OFFER), (ELIS, BEFORE, replace(YES, answer=word))).plans.every["p"]
        assert (plan.answer, plan.agreed, plan.offer) == (word, None, OFFER)


def test_an_answer_to_what_was_changed_meanwhile_is_passed_over() -> None:
    anew = replace(OFFER, turn=1, title="Cake")
    plan = life((NOOR, BEFORE, OFFER), (NOOR, BEFORE, anew), (ELIS, BEFORE, YES)).plans.every["p"]
    assert plan.agreed is None
    assert plan.offer == anew


def test_either_offers_it_anew_and_what_was_agreed_stands_until_a_yes() -> None:
    anew = replace(OFFER, turn=1, windows=(SUNDAY,))
    lying = life(*AGREED, (ELIS, BEFORE, anew))
    assert lying.plans.every["p"].upcoming() == [SATURDAY]
    assert lying.plans.every["p"].offered_by is ELIS
    moved = fold(entries((NOOR, BEFORE, PlanAnswered("p", 1, "yes", SUNDAY.first))), lying)
    assert moved.plans.every["p"].upcoming() == [SUNDAY]
    assert at_minute(moved, OVER).moments == {}


def test_who_brings_what_can_be_said_anew_without_asking_again() -> None:
    plan = life(*AGREED, (ELIS, BEFORE, BringsSaid("p", "bags", "forks"))).plans.every["p"]
    assert plan.agreed
    assert plan.newest.right == "forks"


def test_a_plan_that_is_over_is_a_moment_from_that_minute_on_and_not_before() -> None:
    one = life(*AGREED)
    end = SATURDAY.first + 180
    assert at_minute(one, end - 1).moments == {}
    [moment] = at_minute(one, end).moments.values()
    assert (moment.made.title, moment.made.day, moment.made.where) == ("Pie", DAY, "the river")
    assert moment.made.chose == "left"
    assert moment.plan == "p"


def test_the_moment_is_the_same_whether_somebody_looked_or_told_or_came_much_later() -> None:
    key = moment_id("p", DAY)
    told = (ELIS, OVER, VoiceWritten(key, "Too hot.", (), ""))
    looked = at_minute(life(*AGREED), OVER)
    then_told = fold(entries(told), looked)
    from_the_start = life(*AGREED, told)
    assert then_told.moments == from_the_start.moments
    alone = at_minute(life(*AGREED), OVER + 90_000).moments[key]
    assert replace(from_the_start.moments[key], voices={}) == alone


def test_told_by_both_it_is_woven_and_one_offered_and_never_agreed_is_nothing() -> None:
    key = moment_id("p", DAY)
    tellings = tuple((side, OVER, VoiceWritten(key, "Hot.", (), "")) for side in Side)
    assert key in life(*AGREED, *tellings).woven
    assert life((NOOR, BEFORE, OFFER), *tellings).moments == {}


@pytest.mark.parametrize("when", [BEFORE, OVER])
def test_a_day_that_is_let_be_has_no_moment_said_before_or_after(when: int) -> None:
    let = life(*AGREED, (ELIS, when, PlanLetBe("p", DAY, True)))
    assert at_minute(let, OVER).moments == {}
    back = fold(entries((NOOR, OVER + 1, PlanLetBe("p", DAY, False))), let)
    assert list(at_minute(back, OVER + 2).moments) == [moment_id("p", DAY)]


def test_what_one_had_told_of_it_comes_back_with_the_day() -> None:
    key = moment_id("p", DAY)
    told = (NOOR, OVER, VoiceWritten(key, "Too hot.", (), ""))
    let = life(*AGREED, told, (ELIS, OVER, PlanLetBe("p", DAY, True)))
    assert let.moments == {}
    back = fold(entries((NOOR, OVER, PlanLetBe("p", DAY, False))), let)
    assert back.moments[key].own(NOOR, "voice")


def test_what_both_have_told_cannot_be_let_be() -> None:
    key = moment_id("p", DAY)
    tellings = tuple((side, OVER, VoiceWritten(key, "Hot.", (), "")) for side in Side)
    assert key in life(*AGREED, *tellings, (ELIS, OVER, PlanLetBe("p", DAY, True))).moments


def test_a_tradition_comes_again_and_each_time_is_a_moment_but_those_left_out() -> None:
    weekly = replace(OFFER, repeats="weekly")
    one = life((NOOR, BEFORE, weekly), (ELIS, BEFORE, YES), (NOOR, BEFORE, PlanLetBe("p", DAY + 7, True)))
    later = at_minute(one, SATURDAY.first + 15 * hours.DAY)
    assert sorted(each.made.day for each in later.moments.values()) == [DAY, DAY + 14]
    assert all(each.made.chose == "both" for each in later.moments.values())
    [next_] = later.plans.every["p"].upcoming()
    assert hours.day_of(next_, BERLIN) == DAY + 21


def test_a_plan_taken_away_has_no_more_moments_and_keeps_those_it_had() -> None:
    weekly = replace(OFFER, repeats="weekly")
    gone = PlanWithdrawn("p", "left")
    one = life((NOOR, BEFORE, weekly), (ELIS, BEFORE, YES), (ELIS, OVER, gone))
    assert len(at_minute(one, OVER + 90_000).moments) == 1
    assert one.plans.every["p"].upcoming() == []
    assert at_minute(life(*AGREED, (ELIS, BEFORE, gone)), OVER).moments == {}


def test_a_day_of_a_plan_taken_away_since_can_still_be_let_be() -> None:
    gone = (ELIS, OVER, PlanWithdrawn("p", "left"))
    assert len(life(*AGREED, gone).moments) == 1
    assert life(*AGREED, gone, (NOOR, OVER + 1, PlanLetBe("p", DAY, True))).moments == {}


def test_of_a_plan_whose_words_are_gone_its_offerer_has_still_offered_it() -> None:
    assert (
        life((ELIS, BEFORE, PlanWithdrawn("p", "left"))).plans.made
        == life(*AGREED, (ELIS, BEFORE, PlanWithdrawn("p", "left"))).plans.made
    )


def test_what_each_looks_forward_to_opens_on_the_day_if_both_would() -> None:
    mine, theirs = ForwardWritten("p", DAY, "The crust.", True), ForwardWritten("p", DAY, "Your hat.", True)
    plan = life(*AGREED, (NOOR, BEFORE, mine), (ELIS, BEFORE, theirs)).plans.every["p"]
    begins = hours.midnight(DAY, BERLIN)
    assert looked_forward(plan, DAY, ELIS, NOOR, begins - 1) is None
    assert looked_forward(plan, DAY, ELIS, NOOR, begins) == theirs
    assert looked_forward(plan, DAY, NOOR, NOOR, 0) == mine


def test_moved_to_another_day_it_goes_along_and_nobody_has_said_yet_that_it_opens() -> None:
    mine, theirs = ForwardWritten("p", DAY, "The crust.", True), ForwardWritten("p", DAY, "Your hat.", True)
    moved = (
        (ELIS, BEFORE, replace(OFFER, turn=1, windows=(SUNDAY,))),
        (NOOR, BEFORE, PlanAnswered("p", 1, "yes", SUNDAY.first)),
    )
    plan = life(*AGREED, (NOOR, BEFORE, mine), (ELIS, BEFORE, theirs), *moved).plans.every["p"]
    found = looked_forward(plan, DAY + 1, NOOR, NOOR, 0)
    assert found
    assert (found.text, found.opens) == ("The crust.", False)
    assert looked_forward(plan, DAY + 1, ELIS, NOOR, SUNDAY.first) is None


def test_it_never_opens_if_one_would_not_or_took_it_back() -> None:
    mine, theirs = ForwardWritten("p", DAY, "The crust.", True), ForwardWritten("p", DAY, "Your hat.", False)
    said = (*AGREED, (NOOR, BEFORE, mine), (ELIS, BEFORE, theirs))
    assert not opens_on(life(*said).plans.every["p"], DAY, OVER)
    back = life(
        *said, (ELIS, BEFORE, replace(theirs, opens=True)), (ELIS, BEFORE, ForwardTakenBack("p", DAY))
    )
    assert not opens_on(back.plans.every["p"], DAY, OVER)


def test_folding_in_pieces_is_folding_whole() -> None:
    weekly = replace(OFFER, repeats="weekly")
    key = moment_id("p", DAY)
    said = entries(
        (NOOR, BEFORE, weekly),
        (ELIS, BEFORE, YES),
        (ELIS, OVER, VoiceWritten(key, "Hot.", (), "")),
        (NOOR, OVER + 1, PlanLetBe("p", DAY + 7, True)),
        (NOOR, OVER + 20_000, VoiceWritten(key, "Very.", (), "")),
        (ELIS, OVER + 20_001, PlanWithdrawn("p", "left")),
    )
    whole = fold(said)
    for cut in range(len(said)):
        first = at_minute(fold(said[:cut]), said[cut].at // 60)
        pieces = fold(said[cut:], first)
        assert pieces.moments == whole.moments
        assert pieces.plans == whole.plans
        assert dict(pieces.woven.rows) == dict(whole.woven.rows)


def test_when_two_part_what_one_looked_forward_to_and_never_opened_stays_theirs() -> None:
    mine, theirs = ForwardWritten("p", DAY, "The crust.", True), ForwardWritten("p", DAY, "Your hat.", True)
    said = entries(*AGREED, (NOOR, BEFORE, mine), (ELIS, BEFORE, theirs))
    before, on_the_day = (
        kept_by(NOOR, said, [], {}, now=minute * 60) for minute in (BEFORE - 3 * hours.DAY, OVER)
    )
    assert on_the_day - before == {said[-1].id}
    assert said[2].id in before


def test_a_telling_of_a_moment_that_came_of_a_plan_is_kept_by_both_once_both_have_told() -> None:
    key = moment_id("p", DAY)
    tellings = tuple((side, OVER, VoiceWritten(key, "Hot.", (), "")) for side in Side)
    both, one = entries(*AGREED, *tellings), entries(*AGREED, tellings[1])
    assert both[-1].id in kept_by(NOOR, both, [], {})
    assert one[-1].id not in kept_by(NOOR, one, [], {})
