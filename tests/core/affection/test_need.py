"""A need stands for two hours and no longer."""

from weft.core.affection.need import FADES_S, stands


def test_a_need_stands_for_two_hours_and_fades_by_itself() -> None:
    assert [stands(100, 100 + after) for after in (-1, 0, FADES_S - 1, FADES_S)] == [False, True, True, False]
