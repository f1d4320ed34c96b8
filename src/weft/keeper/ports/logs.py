"""Logs, and the sittings under way: their rows, and what is asked of whoever keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from weft.core.people import LogId


class EntryRow(NamedTuple):
    """One locked entry at its place in a log.

    A tuple and not a dataclass, because ten years of a couple are five thousand of these and each is made
    anew when a log is opened. ``wrapped_dek`` is empty when its key is missing from ``keys.db``.
    """

    log: LogId
    seq: int
    """Its place, from 0, without gaps."""
    entry: str
    author: int
    tier: int
    epoch: int
    rev: int
    day: int
    bucket: int
    """The size its plain text was padded to, in bytes."""
    wrapped_dek: bytes
    locked: bytes
    signature: bytes
    taken_out: bytes = b""
    """Empty while the entry is there. Once its author took it out, ``locked`` and the key are empty, and this is
    the SHA-256 of what was locked (32 bytes) and the author's signed word for it (64)."""


class Shred(NamedTuple):
    """One entry to take out for good, key and bytes, and its author's signed word for it (64 bytes)."""

    log: LogId
    entry: str
    word: bytes

    @classmethod
    def of(cls, log: str, entry: str, word: bytes) -> "Shred":
        return cls(LogId(log), entry, word)


class Gone(NamedTuple):
    """A way in (``slot``) or sealed words (``seal``) that must not come back with an older copy; ``mark`` is random."""

    kind: str
    mark: str


class PictureRow(NamedTuple):
    """A locked picture of an entry; ``size`` is 0 for the picture itself, 1 for the small one. See vault.picture."""

    log: LogId
    entry: str
    size: int
    locked: bytes


class Appended(StrEnum):
    """What became of an append that was not refused."""

    NOW = "now"
    ALREADY = "already"
    """The same tap had come before; nothing was written, not the boards either."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A sitting in progress, or an offer of one, as it stands; replaced as a whole.

    ``rev`` is 0 for a new board and one more than the stored one for every later put. ``script`` is the
    locked script the sitting began with; None on a later put leaves the stored one as it is.
    """

    log: LogId
    board: str
    rev: int
    locked: bytes
    script: bytes | None = None


@dataclass(frozen=True, slots=True)
class BoardDrop:
    """A board to clear away, and the ``rev`` at which it was last seen."""

    log: LogId
    board: str
    rev: int


class Logs(Protocol):
    """What was lived and is kept: entries at their places, boards and pictures."""

    async def append(
        self,
        rows: Sequence[EntryRow],
        boards: Sequence[BoardRow] = (),
        drops: Sequence[BoardDrop] = (),
        shreds: Sequence[Shred] = (),
        pictures: Sequence[PictureRow] = (),
    ) -> Appended:
        """Write all of it or none of it; rows may go to several logs, each at the end of its own.

        What is shredded is in no file any more when this returns; a kill half way is finished at the next start.
        An entry to shred that isn't there is no error. Returns ALREADY, having written nothing, if any of the entry ids is in its log already.
        Raises SeqTaken if a row is not the next of its log, RevTaken if a board has moved on.
        """
        ...

    async def read(self, log: LogId, after_seq: int = -1) -> list[EntryRow]:
        """Every row of a log after a place, in order."""
        ...

    def picture(self, log: LogId, entry: str, size: int) -> bytes | None:
        """A locked picture, None once its entry is taken out. Waits for nobody, and may be asked from any thread."""
        ...

    async def head_seq(self, log: LogId) -> int:
        """The place of the newest row; -1 for a log without any."""
        ...

    async def boards(self, log: LogId) -> list[BoardRow]:
        """All boards of a log, by id."""
        ...

    async def board(self, log: LogId, board: str) -> BoardRow | None: ...

    async def put_board(self, row: BoardRow) -> None:
        """Put a new board (rev 0) or replace the one before. Raises RevTaken."""
        ...

    async def drop_board(self, log: LogId, board: str, rev: int | None = None) -> None:
        """Clear a board away; one that is gone already is no error.

        With ``rev``: raises RevTaken if it has been replaced since it stood at that rev.
        """
        ...
