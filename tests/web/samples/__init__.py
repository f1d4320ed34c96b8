"""One invented page of every kind, drawn with the real loom: for the tests of the templates and for looking.

Each subject has a file with its pages; what is not in ``SUBJECTS`` is not drawn.
"""

from collections.abc import Callable

from web.samples import (
    affection,
    cloths,
    coming_in,
    couple,
    exercises,
    free_times,
    journey,
    moments,
    pictures,
    plans,
    reservoir,
    rhythm,
    sittings,
    today,
    wishes,
    yours,
)
from weft.web import models as m

SUBJECTS: tuple[Callable[[], dict[str, m.Page]], ...] = (
    coming_in.pages,
    couple.pages,
    today.pages,
    exercises.pages,
    sittings.pages,
    cloths.pages,
    pictures.pages,
    wishes.pages,
    moments.pages,
    affection.pages,
    free_times.pages,
    plans.pages,
    reservoir.pages,
    journey.pages,
    rhythm.pages,
    yours.pages,
)


def pages() -> dict[str, m.Page]:
    """Every page by a name for its picture."""
    all_of_them: dict[str, m.Page] = {}
    for subject in SUBJECTS:
        some = subject()
        assert not all_of_them.keys() & some.keys(), f"drawn twice: {all_of_them.keys() & some.keys()}"
        all_of_them |= some
    return all_of_them
