"""Typing the passphrase once more, taking a copy, bringing one, and looking at a past that was brought."""

from msgspec import Struct

from weft.web.models.cloth import Day
from weft.web.models.room import Link, Room


class FreshPage(Struct, frozen=True):
    """`/fresh`: the passphrase once more; `salt` is base64url, `then` where to go on."""

    room: Room
    then: str
    salt: str
    memory: int
    passes: int
    lanes: int


class CopyPage(Struct, frozen=True):
    """`/yours/copy`: how to take it; and, after a press, the phrase, which is shown this once."""

    room: Room
    phrase: str | None = None


class BringPage(Struct, frozen=True):
    """`/yours/bring`: a file, its phrase, and why it was not taken."""

    room: Room
    say: str | None = None


class PastPage(Struct, frozen=True):
    """`/past/{at}`: a cloth that was brought, its words, and where the others are."""

    room: Room
    names: str
    span: str
    drawn: str
    days: tuple[Day, ...]
    loose: tuple[Day, ...]
    older: str | None
    others: tuple[Link, ...]
    besides: tuple[Day, ...] = ()
    """Evenings, and what was agreed, said or marked: a shelf each in the place of a day."""
