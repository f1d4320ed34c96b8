"""Old entries brought forward one version at a time. Plain dictionaries in, plain dictionaries out."""

from collections.abc import Callable

from weft.core.log.entries import KINDS

Body = dict[str, object]

STEPS: dict[tuple[str, int], Callable[[Body], Body]] = {}
"""(kind, version) to the function which makes it one version newer. Empty while every kind is at its first."""


class UnknownEntry(Exception):
    """A kind or version this release does not know: written by a newer Weft, or not by Weft."""


def lift(kind: str, version: int, body: Body) -> Body:
    """The same entry as today's version of its kind.

    Raises UnknownEntry when the kind was never ours or the version is from the future.
    """
    if kind not in KINDS or not 1 <= version <= KINDS[kind].VERSION:
        raise UnknownEntry
    while version < KINDS[kind].VERSION:
        body = STEPS[kind, version](body)
        version += 1
    return body
