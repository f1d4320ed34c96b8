"""Every subject's stories, joined by this list: what is not in ``SUBJECTS`` is not played."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from stories import (
    account,
    affection,
    distance,
    free_times,
    ideas,
    moments,
    notebook,
    pictures,
    plans,
    reservoir,
    sealed_letters,
    sealed_steps,
    seasons,
    sittings,
    today,
    wishes,
)
from stories.scene import Begin, Secret, Stories

SUBJECTS: tuple[Stories, ...] = (
    sittings.STORIES,
    sealed_steps.STORIES,
    sealed_letters.STORIES,
    pictures.STORIES,
    reservoir.STORIES,
    wishes.STORIES,
    affection.STORIES,
    ideas.STORIES,
    today.STORIES,
    free_times.STORIES,
    moments.STORIES,
    plans.STORIES,
    seasons.STORIES,
    distance.STORIES,
    notebook.STORIES,
    account.STORIES,
)

T = TypeVar("T")


def joined(parts: Iterable[Mapping[str, T]]) -> dict[str, T]:
    """All of them in one; a name that two subjects use would lose one of two stories, and fails."""
    all_of_them: dict[str, T] = {}
    for part in parts:
        assert not all_of_them.keys() & part.keys(), f"told twice: {all_of_them.keys() & part.keys()}"
        all_of_them |= part
    return all_of_them


def on(where: str) -> dict[str, Secret]:
    return joined(subject.there[where] for subject in SUBJECTS if where in subject.there)


EVENINGS: dict[str, Begin] = joined(subject.evenings for subject in SUBJECTS)
ANYWHERE: dict[str, Secret] = joined(subject.anywhere for subject in SUBJECTS)
THERE: dict[str, dict[str, Secret]] = {where: secrets for where in EVENINGS if (secrets := on(where))}

STORIES: list[tuple[str, str, Secret]] = [("quiet", what, secret) for what, secret in ANYWHERE.items()] + [
    (where, what, secret) for where, secrets in THERE.items() for what, secret in secrets.items()
]
"""Where it begins, what Elis does, and how: what may be done anywhere is played from a quiet evening."""
