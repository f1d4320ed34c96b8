"""What may be said of a link, rule by rule."""

import numpy as np

from bench.diaries import World, invent
from weft.insight.diary import scale
from weft.insight.fit import fit
from weft.insight.link import EACH, PAIRED, Links, links, spoken, too_steady


def found(effect: float, days: int = 120, couples: int = 40) -> Links:
    diaries = invent(World(effect, days), couples, 3).diaries
    scaled = scale(diaries)
    return links(diaries, scaled, fit(scaled))


def test_at_most_three_are_shown_the_surest_first() -> None:
    some = found(0.5)
    yes = np.ones_like(some.enough)
    tier = spoken(some, yes, np.zeros(some.paired.shape[:2], dtype=bool))
    assert (tier > 0).sum(axis=(1, 2)).max() <= 3
    best = some.chance.reshape(len(tier), -1).argmax(axis=1)
    shown = tier.reshape(len(tier), -1)
    sure = some.chance.max(axis=(1, 2)) > 0.95
    assert (shown[np.arange(len(tier)), best][sure] > 0).all()


def test_what_does_not_foretell_kept_back_days_stays_a_hint() -> None:
    some = found(0.5)
    tier = spoken(some, np.zeros_like(some.enough), np.zeros(some.paired.shape[:2], dtype=bool))
    assert tier.max() == 1


def test_nothing_is_said_before_its_days_are_there() -> None:
    some = found(0.5, days=45)
    tier = spoken(some, np.ones_like(some.enough), np.zeros(some.paired.shape[:2], dtype=bool))
    early = (some.paired < PAIRED) | (some.with_it < EACH) | (some.without < EACH)
    assert early.any() and (tier[early] == 0).all()


def test_nothing_is_said_of_somebody_who_is_too_steady() -> None:
    some = found(0.5)
    tier = spoken(some, np.ones_like(some.enough), np.ones(some.paired.shape[:2], dtype=bool))
    assert not tier.any()


def test_chances_of_up_of_down_and_of_nothing_are_one() -> None:
    some = found(0.3)
    assert (some.up >= 0).all() and (some.down >= 0).all() and (some.up + some.down <= 1).all()


def test_the_range_told_holds_both_ranges() -> None:
    some = found(0.3)
    assert (some.low <= some.plain - some.half).all() and (some.high >= some.likely + some.most).all()


def test_nine_days_in_ten_near_the_top_are_too_steady() -> None:
    diaries = invent(World(0.0, 60), 2, 1).diaries
    diaries.near[:, 0, 0] = 97.0
    assert too_steady(diaries)[0, 0] and not too_steady(diaries)[1, 1]
