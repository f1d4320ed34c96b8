"""Which entries of pictures and of lists can be, and what a log makes of one that cannot."""

from dataclasses import replace

import pytest

from weft.core.people import Side
from weft.core.pictures import (
    MOST,
    Picture,
    PictureAllowed,
    PictureEntry,
    PictureId,
    PictureKept,
    PictureTakenBack,
    by_moment,
    can_be,
    of,
    with_picture,
)
from weft.core.wishes import MOST_LISTS, ListBrought, ListPutAway, ListWhat, with_lists
from weft.core.wishes import can_be as list_can_be

MOMENT, ONE = "ab" * 16, PictureId("12" * 16)
KEPT = PictureKept(MOMENT, ONE, "x" * 300, 2048, 1, "34" * 32, "56" * 32, "78" * 32, True)
LIST = ListBrought(MOMENT, "x" * 60, ("x" * 120,) * 300)


def held(*some: PictureEntry) -> dict[PictureId, Picture]:
    pictures: dict[PictureId, Picture] = {}
    for what in some:
        with_picture(pictures, "e", Side.LEFT, 0, what)
    return pictures


@pytest.mark.parametrize(
    "what", [KEPT, replace(KEPT, words=""), PictureTakenBack(ONE), PictureAllowed(ONE, True)]
)
def test_what_pages_put_can_be(what: PictureEntry) -> None:
    assert can_be(what)


@pytest.mark.parametrize(
    "what",
    [
        replace(KEPT, of="../"),
        replace(KEPT, picture=PictureId("")),
        replace(KEPT, width=0),
        replace(KEPT, height=10**12),
        replace(KEPT, words="x" * 301),
        replace(KEPT, key="not a key"),
        replace(KEPT, small="x"),
        PictureTakenBack(PictureId("../")),
    ],
)
def test_what_they_never_put_is_passed_over(what: PictureEntry) -> None:
    assert not can_be(what)
    assert held(what) == {}


def test_a_moment_shows_twelve_pictures_whatever_its_log_holds() -> None:
    many = held(*(replace(KEPT, picture=PictureId(f"{one:032x}")) for one in range(40)))
    assert len(of(many, MOMENT)) == len(by_moment(many)[MOMENT]) == MOST
    assert of(many, MOMENT) == by_moment(many)[MOMENT]


@pytest.mark.parametrize("what", [LIST, replace(LIST, name=""), ListPutAway(MOMENT)])
def test_what_pages_bring_can_be(what: ListWhat) -> None:
    assert list_can_be(what)


@pytest.mark.parametrize(
    "what",
    [
        replace(LIST, key="../"),
        replace(LIST, name="x" * 61),
        replace(LIST, titles=()),
        replace(LIST, titles=("x",) * 301),
        replace(LIST, titles=("x" * 121,)),
        replace(LIST, titles=(" ",)),
        ListPutAway(""),
    ],
)
def test_what_they_never_bring_is_passed_over(what: ListWhat) -> None:
    assert not list_can_be(what)
    assert with_lists({}, [what]) == {}


def test_a_log_has_room_for_twice_as_many_lists_as_pages_bring() -> None:
    many = (replace(LIST, key=f"{one:032x}") for one in range(99))
    assert len(with_lists({}, many)) == 2 * MOST_LISTS
