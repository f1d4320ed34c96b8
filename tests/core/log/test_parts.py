"""What subjects bring to the log: their kinds, their fold, and their part of a life."""

from dataclasses import fields
from typing import get_args

from weft.core.log.entries import KINDS, Entry, LockChosen, What
from weft.core.log.fold import Life, fold
from weft.core.log.parts import OF_KIND, PARTS, after
from weft.core.own_ideas import IdeaPutAway
from weft.core.people import Side
from weft.core.wishes import ListBrought, ListPutAway

LIST = ListBrought("a" * 32, "Films of the winter", ("Jaws",))


def entries(*whats: What) -> list[Entry]:
    return [Entry(f"{n:032x}", Side.LEFT, 1_780_000_000 + n, what) for n, what in enumerate(whats)]


def test_every_part_is_a_field_of_a_life_and_none_is_there_twice() -> None:
    names = [part.field for part in PARTS]
    assert set(names) <= {one.name for one in fields(Life)}
    assert len(names) == len(set(names))


def test_every_kind_of_a_part_is_known_to_the_log_by_a_name_of_its_own() -> None:
    assert set(OF_KIND) <= set(KINDS.values())
    assert len(KINDS) == len(get_args(What))


def test_entries_move_the_parts_they_belong_to_and_leave_the_rest_as_it_was() -> None:
    before = fold(entries(LIST))
    assert set(after(before, entries(ListPutAway(LIST.key), LockChosen(5)))) == {"lists"}
    later = fold(entries(ListPutAway(LIST.key)), before)
    assert (before.lists, later.lists) == ({LIST.key: LIST}, {})
    assert later.journey is before.journey


def test_a_kind_may_move_two_parts() -> None:
    gone = fold(entries(IdeaPutAway("b" * 32), IdeaPutAway("b" * 32)))
    assert (gone.ideas, gone.ideas_gone) == ({}, 2)
