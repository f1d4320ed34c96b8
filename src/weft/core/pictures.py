"""Pictures that belong to a moment: what a log remembers of each, and who keeps which when two part.

Refuses to know of pixels and of files. The key to a picture lies in its entry and nowhere else, so whoever can open
the entry can open the picture, and taking the entry out takes the picture with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import ClassVar, NewType

from weft.core.people import Side
from weft.core.possible import is_key

PictureId = NewType("PictureId", str)
"""32 hexadecimal digits that say nothing."""

MOST = 12
"""Pictures of one moment."""
MOST_WORDS = 300
"""Characters of what somebody says of a picture."""
MOST_SIDE = 2048
"""Pixels of its longer side."""
MOST_HELD = 8_000
"""Pictures of a log: twice as many as our pages let two put."""
HEX_LETTERS = 64
"""Of a key or a digest."""


@dataclass(frozen=True, slots=True)
class PictureKept:
    """Someone put a picture to a moment. ``of`` is the moment; ``words`` say what is to be seen.

    ``key`` opens the locked picture and the locked small one, whose SHA-256 are ``large`` and ``small``; all three in
    hexadecimal. ``may_keep``: whether the other keeps it should the two part.
    """

    KIND: ClassVar[str] = "picture-kept"
    VERSION: ClassVar[int] = 1
    of: str
    picture: PictureId
    words: str = field(repr=False)
    width: int
    height: int
    key: str = field(repr=False)
    large: str
    small: str
    may_keep: bool = False


@dataclass(frozen=True, slots=True)
class PictureTakenBack:
    """Whoever put a picture took it back; the entry that held its key is taken out with this."""

    KIND: ClassVar[str] = "picture-taken-back"
    VERSION: ClassVar[int] = 1
    picture: PictureId


@dataclass(frozen=True, slots=True)
class PictureAllowed:
    """Whoever put a picture chose anew whether the other keeps it should the two part."""

    KIND: ClassVar[str] = "picture-allowed"
    VERSION: ClassVar[int] = 1
    picture: PictureId
    may_keep: bool


PictureEntry = PictureKept | PictureTakenBack | PictureAllowed


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture as it is now: the id of the entry it came with, who put it, and the instant in seconds since 1970."""

    entry: str
    author: Side
    at: int
    what: PictureKept

    @property
    def id(self) -> PictureId:
        return self.what.picture


def can_be(what: PictureEntry) -> bool:
    """Whether an entry can have been meant. Whether the picture is there, its bytes say."""
    if not is_key(what.picture):
        return False
    if not isinstance(what, PictureKept):
        return True
    sized = 0 < what.width <= MOST_SIDE and 0 < what.height <= MOST_SIDE
    locked = all(len(one) == HEX_LETTERS and is_key(one) for one in (what.key, what.large, what.small))
    return is_key(what.of) and sized and locked and len(what.words) <= MOST_WORDS


Pictures = Mapping[PictureId, Picture]
"""In the order in which they were put."""


def with_picture(
    before: dict[PictureId, Picture], entry: str, author: Side, at: int, what: PictureEntry
) -> None:
    """Change ``before`` by one entry. Only whoever put a picture can take it back or choose anew.

    What cannot be is passed over, and so is one too many by far.
    """
    if not can_be(what):
        return
    if isinstance(what, PictureKept):
        if len(before) < MOST_HELD:
            before.setdefault(what.picture, Picture(entry, author, at, what))
        return
    held = before.get(what.picture)
    if held is None or held.author is not author:
        return
    if isinstance(what, PictureTakenBack):
        del before[what.picture]
    else:
        before[what.picture] = replace(held, what=replace(held.what, may_keep=what.may_keep))


def of(pictures: Pictures, moment: str) -> tuple[Picture, ...]:
    """The pictures of one moment, in the order in which they were put."""
    return tuple(islice((one for one in pictures.values() if one.what.of == moment), MOST))


def by_moment(pictures: Pictures) -> dict[str, tuple[Picture, ...]]:
    """All pictures by their moment, found in one go: for a list of moments."""
    found: dict[str, list[Picture]] = {}
    for one in pictures.values():
        found.setdefault(one.what.of, []).append(one)
    return {moment: tuple(some[:MOST]) for moment, some in found.items()}


def allowed(entries: Iterable[tuple[str, Side, object]]) -> frozenset[str]:
    """The ids of the entries of pictures which the other may keep, of (id, author, what) in the order of the log."""
    held: dict[PictureId, Picture] = {}
    for entry, author, what in entries:
        if isinstance(what, PictureEntry):
            with_picture(held, entry, author, 0, what)
    return frozenset(one.entry for one in held.values() if one.what.may_keep)
