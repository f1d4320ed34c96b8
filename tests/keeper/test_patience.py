"""Wrong tries slow the guesser and never lock the owner out."""

from weft.keeper.patience import MOST_BUCKETS, REFILL_SECONDS, TRIES, Patience


def test_a_guesser_is_slowed_after_a_handful_of_tries() -> None:
    patience = Patience()
    assert [patience.wait(0.0, b"noor") for _ in range(TRIES)] == [0.0] * TRIES
    assert patience.wait(0.0, b"noor") == REFILL_SECONDS


def test_waiting_lets_one_more_try_in() -> None:
    patience = Patience()
    for _ in range(TRIES):
        patience.wait(0.0, b"noor")
    assert patience.wait(REFILL_SECONDS, b"noor") == 0.0
    assert patience.wait(REFILL_SECONDS, b"noor") > 0


def test_the_owner_on_a_known_device_is_not_slowed_by_somebody_elses_guessing() -> None:
    patience = Patience()
    for _ in range(10_000):
        patience.wait(0.0, b"noor", b"network")
    assert patience.wait(0.0, b"noor on a known device") == 0.0


def test_a_right_try_is_forgiven_the_wrong_ones_before_it() -> None:
    patience = Patience()
    for _ in range(TRIES):
        patience.wait(0.0, b"noor")
    patience.forgive(b"noor")
    assert patience.wait(0.0, b"noor") == 0.0


def test_what_it_remembers_is_bounded() -> None:
    patience = Patience()
    for number in range(MOST_BUCKETS + 10):
        patience.wait(0.0, str(number).encode())
    assert len(patience.buckets) == MOST_BUCKETS
