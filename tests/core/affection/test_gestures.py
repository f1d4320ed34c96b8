"""The fold of affection, by itself: arriving, taking back, answering, and when something is called a pattern."""

from datetime import UTC, datetime, timedelta

from weft.core.affection.entries import (
    AffectionWhat,
    AnswerTakenBack,
    GestureAnswered,
    GestureLanded,
    GestureTakenBack,
    GestureWritten,
    HintsShown,
    HourChosen,
    MapShown,
)
from weft.core.affection.gestures import (
    Affection,
    Gesture,
    Manner,
    Way,
    arrival,
    lands,
    open_to,
    with_affection,
    written_on,
)
from weft.core.people import Side

L, R = Side.LEFT, Side.RIGHT
NOON = datetime(2026, 6, 4, 12, tzinfo=UTC)
AT = int(NOON.timestamp())
WRITTEN = GestureWritten("a" * 32, "words", "You hummed.", 0)


def after(*lines: tuple[Side, AffectionWhat]) -> Affection:
    return with_affection(Affection(), [(side, AT + n, what) for n, (side, what) in enumerate(lines)])


def there(one: Gesture, *hours: tuple[int, int]) -> datetime:
    return arrival(one, hours, UTC)


def test_a_gesture_is_there_at_once_or_from_its_givers_hour() -> None:
    at_once, later = (Gesture("a", L, AT, Way.WORDS, "", minute) for minute in (0, AT // 60 + 90))
    assert there(at_once) == NOON
    assert there(later) == NOON + timedelta(minutes=90)


def test_an_hour_of_the_receivers_holds_for_what_is_written_after_it_was_chosen() -> None:
    one = Gesture("a", L, AT, Way.WORDS, "", 0)
    assert there(one, (AT - 1, 19)) == NOON + timedelta(hours=7)
    assert there(one, (AT - 1, 7)) == NOON + timedelta(hours=19)
    assert there(one, (AT - 2, 7), (AT - 1, -1)) == NOON
    assert there(one, (AT + 1, 19)) == NOON


def test_only_the_giver_takes_a_gesture_back_and_only_the_other_answers() -> None:
    key = WRITTEN.gesture
    assert list(after((L, WRITTEN), (R, GestureTakenBack(key))).gestures) == [key]
    assert after((L, WRITTEN), (L, GestureTakenBack(key))).gestures == {}
    answered = (L, WRITTEN), (R, GestureAnswered(key, "relive", "Once more."))
    assert after(*answered).gestures[key].manner is Manner.RELIVE
    assert after(*answered, (R, AnswerTakenBack(key))).gestures[key].answer == ""
    assert after((L, WRITTEN), (L, GestureAnswered(key, "stop", "Mine."))).gestures[key].answer == ""
    assert after((R, GestureAnswered(key, "stop", "To nothing.")), (L, AnswerTakenBack(key))).gestures == {}


def test_a_word_of_a_newer_weft_breaks_nothing() -> None:
    one = after((L, GestureWritten("a", "song", "La", 0)), (R, GestureAnswered("a", "sing", "La la")))
    assert (one.gestures["a"].way, one.gestures["a"].manner) == (Way.WORDS, Manner.STOP)


def test_it_is_called_a_pattern_when_it_landed_some_times_and_seldom_did_not() -> None:
    def notes(way: str, *said: str) -> list[GestureLanded]:
        return [GestureLanded(str(n), way, one) for n, one in enumerate(said)]

    assert lands(notes("touch", "yes", "yes")) == ()
    assert lands(notes("touch", "yes", "yes", "yes", "no")) == (Way.TOUCH,)
    assert lands(notes("touch", "yes", "yes", "yes", "no", "no")) == ()
    both = notes("deed", *["yes"] * 9) + notes("words", *["yes"] * 3)
    assert lands(both) == (Way.WORDS, Way.DEED)


def test_one_a_day_is_of_the_day_where_they_are() -> None:
    some = [Gesture("a", L, AT, Way.WORDS, "")]
    assert written_on(some, L, NOON.date(), UTC)
    assert not written_on(some, R, NOON.date(), UTC)
    assert not written_on(some, L, NOON.date() + timedelta(days=1), UTC)


def test_when_two_part_what_has_arrived_is_both_theirs_and_a_map_is_its_owners() -> None:
    later = GestureWritten("a", "words", "Later.", AT // 60 + 1)
    assert open_to(R, WRITTEN, AT)
    assert [open_to(R, later, AT + seconds) for seconds in (0, 60)] == [False, True]
    assert open_to(R, GestureAnswered("a", "stop", "Yes."), AT)
    assert not open_to(R, MapShown({}), AT)
    assert not open_to(R, HintsShown(()), AT)


def test_what_is_said_anew_stands_in_the_place_of_what_was() -> None:
    one = after((L, MapShown({"ill/hug": "ask"})), (L, MapShown({})), (R, HintsShown(("deed",))))
    assert (one.shown, one.hints) == ({L: {}}, {R: ("deed",)})
    assert after((L, HourChosen(19)), (L, HourChosen(-1))).hours == ((AT, 19), (AT + 1, -1))
