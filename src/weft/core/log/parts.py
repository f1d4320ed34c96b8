"""What each subject makes of its own entries: one line of ``PARTS``, and a field of ``Life`` under the same name.

A new subject brings its kinds of entry as a union, which core/log/entries.py takes in, and a function that folds them;
nothing else of the log has to know it. Words, what is woven, plans and moments hang together, so core/log/fold.py
folds those itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from weft.core.affection.entries import AffectionWhat
from weft.core.affection.gestures import with_affection
from weft.core.freetime.entries import FreeTimeWhat
from weft.core.freetime.told import with_free_time
from weft.core.ideas import Idea
from weft.core.journey.entries import JourneyWhat
from weft.core.journey.journey import with_journey
from weft.core.journey.leanings import Leanings, LeaningWhat, with_leanings
from weft.core.log.entries import Entry
from weft.core.own_ideas import IdeaPutAway, IdeaWhat, with_ideas
from weft.core.past import Brought, Past, with_brought
from weft.core.people import LogId
from weft.core.pictures import Picture, PictureEntry, PictureId, with_picture
from weft.core.reservoir.entries import Keeping, KeepingWhat, with_kept
from weft.core.reservoir.possible import can_be
from weft.core.wishes import ListBrought, ListWhat, with_lists

After = Callable[[Any, Sequence[Entry]], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a life: the field it is, the kinds that move it, and what it is after some of them, in their order.

    What was before is left as it was.
    """

    field: str
    kinds: tuple[type, ...]
    after: After


def _by_lines(fold: Callable[[Any, Any], Any]) -> After:
    """For a subject which asks for nothing but who, when and what."""
    return lambda before, entries: fold(before, [(one.author, one.at, one.what) for one in entries])


def _pictures(before: Mapping[PictureId, Picture], entries: Sequence[Entry]) -> dict[PictureId, Picture]:
    after = dict(before)
    for one in entries:
        assert isinstance(one.what, PictureEntry)
        with_picture(after, one.id, one.author, one.at, one.what)
    return after


def _keeping(before: Keeping, entries: Sequence[Entry]) -> Keeping:
    for one in entries:
        assert isinstance(one.what, KeepingWhat)
        if can_be(one.what):
            before = with_kept(before, one.author, one.what)
    return before


def _lists(before: Mapping[str, ListBrought], entries: Sequence[Entry]) -> dict[str, ListBrought]:
    return with_lists(before, (one.what for one in entries if isinstance(one.what, ListWhat)))


def _ideas(before: Mapping[str, Idea], entries: Sequence[Entry]) -> Mapping[str, Idea]:
    for one in entries:
        assert isinstance(one.what, IdeaWhat)
        before = with_ideas(before, one.what)
    return before


def _ideas_gone(before: int, entries: Sequence[Entry]) -> int:
    """Counted also where the entry that added it is gone."""
    return before + len(entries)


def _leanings(before: Leanings, entries: Sequence[Entry]) -> Leanings:
    return with_leanings(
        before, [(one.author, one.what) for one in entries if isinstance(one.what, LeaningWhat)]
    )


def _pasts(before: dict[LogId, Past], entries: Sequence[Entry]) -> dict[LogId, Past]:
    return with_brought(before, [one.what for one in entries if isinstance(one.what, Brought)])


PARTS: tuple[Part, ...] = (
    Part("pasts", get_args(Brought), _pasts),
    Part("pictures", get_args(PictureEntry), _pictures),
    Part("lists", get_args(ListWhat), _lists),
    Part("ideas", get_args(IdeaWhat), _ideas),
    Part("ideas_gone", (IdeaPutAway,), _ideas_gone),
    Part("keeping", get_args(KeepingWhat), _keeping),
    Part("affection", get_args(AffectionWhat), _by_lines(with_affection)),
    Part("free_time", get_args(FreeTimeWhat), _by_lines(with_free_time)),
    Part("journey", get_args(JourneyWhat), _by_lines(with_journey)),
    Part("leanings", get_args(LeaningWhat), _leanings),
)

OF_KIND: dict[type, tuple[Part, ...]] = {
    kind: tuple(part for part in PARTS if kind in part.kinds) for one in PARTS for kind in one.kinds
}


def after(life: object, entries: Iterable[Entry]) -> dict[str, Any]:
    """The parts that these entries move, by their fields, as they are after them."""
    lines: dict[Part, list[Entry]] = {}
    for entry in entries:
        for part in OF_KIND.get(type(entry.what), ()):
            lines.setdefault(part, []).append(entry)
    return {part.field: part.after(getattr(life, part.field), some) for part, some in lines.items()}
