"""The map: one situation at a time, only places of ours, and a no that is never shown."""

from weft.core.affection.entries import MapSaid
from weft.core.affection.wanted import SITUATIONS, THINGS, places, said_anew, to_show

NOTHING = MapSaid({}, ())


def test_saying_one_situation_leaves_the_others_as_they_were() -> None:
    first = said_anew(NOTHING, "ill", {"ill/hug": "like"}, ["ill/hug"])
    both = said_anew(first, "tired", {"tired/hug": "ask"}, [])
    assert both == MapSaid({"ill/hug": "like", "tired/hug": "ask"}, ("ill/hug",))
    assert said_anew(both, "ill", {}, []) == MapSaid({"tired/hug": "ask"}, ())


def test_what_is_no_place_or_no_answer_of_ours_is_left_aside() -> None:
    said = {"ill/hug": "always", "ill/elephant": "like", "tired/hug": "like", "ill/kiss": ""}
    assert said_anew(NOTHING, "ill", said, list(said)) == NOTHING
    assert said_anew(NOTHING, "on the moon", {"on the moon/hug": "like"}, []) == NOTHING


def test_a_no_is_shown_no_more_than_what_was_never_said() -> None:
    said = said_anew(NOTHING, "ill", {"ill/hug": "no", "ill/kiss": "ask"}, ["ill/hug", "ill/kiss"])
    assert to_show(said) == {"ill/kiss": "ask"}
    assert to_show(said_anew(NOTHING, "ill", {"ill/hug": "no"}, ["ill/hug"])) == to_show(NOTHING)


def test_every_situation_has_every_thing() -> None:
    every = [place for situation in SITUATIONS for place in places(situation)]
    assert len(set(every)) == len(SITUATIONS) * sum(map(len, THINGS.values()))
