"""Logs, the boards beside them, and pictures, on disk."""

from collections.abc import Sequence

import apsw

from weft.core.people import LogId
from weft.keeper.ports import (
    Appended,
    BoardDrop,
    BoardRow,
    EntryRow,
    PictureRow,
    Shred,
    StoreDamaged,
)
from weft.store import log as logs
from weft.store import partings
from weft.store import pictures as kept_pictures
from weft.store.files import WAIT_MS, File, complaint_about_integrity, named
from weft.store.sqlite.connections import Connections
from weft.store.writer import Group

HEAD, BOARDS = "head", "boards"
"""What is looked up, besides what each person keeps, which has its own name: how far a log reaches, and its boards."""
SHORT_READ = 64
"""Entries. A read of no more than these is made on the event loop."""


class Logs(Connections):
    """See ``keeper.ports.Logs`` for what each method promises."""

    async def append(
        self,
        rows: Sequence[EntryRow],
        boards: Sequence[BoardRow] = (),
        drops: Sequence[BoardDrop] = (),
        shreds: Sequence[Shred] = (),
        pictures: Sequence[PictureRow] = (),
    ) -> Appended:
        stirs = {(HEAD, row.log) for row in rows} | {(BOARDS, row.log) for row in boards}
        stirs |= {(BOARDS, one.log) for one in drops}
        self._looks.stir(stirs)

        def over(done: Appended | None) -> None:
            self._looks.rest(stirs)
            if rows and done is Appended.NOW:
                self._looks.keep((HEAD, rows[-1].log), rows[-1].seq)

        return await self._writer.do(
            Group.LOG, lambda pens: partings.append(pens, rows, boards, drops, shreds, pictures), over
        )

    def picture(self, log: LogId, entry: str, size: int) -> bytes | None:
        with named(File.CONTENT):
            eye = apsw.Connection(
                str(self._places.of(File.CONTENT)), flags=apsw.SQLITE_OPEN_READONLY
            )  # One of its own: a copy is packed in another thread.
            try:
                eye.set_busy_timeout(WAIT_MS)
                found: bytes | None = eye.execute(kept_pictures.PICTURE, (log, entry, size)).get
                return found
            finally:
                eye.close()

    async def read(self, log: LogId, after_seq: int = -1) -> list[EntryRow]:
        newest = self._looks.kept((HEAD, log))
        if isinstance(newest, int) and newest <= after_seq:
            return []
        some = self._read(self._near, log, after_seq, SHORT_READ + 1)
        if len(some) <= SHORT_READ:
            self._looks.keep((HEAD, log), some[-1].seq if some else after_seq)
            return some
        return await self._apart(lambda: self._read(self._far, log, after_seq))

    def _read(self, eye: apsw.Connection, log: LogId, after_seq: int, most: int = -1) -> list[EntryRow]:
        try:
            return list(map(EntryRow._make, eye.execute(logs.READ, (log, after_seq, most))))
        except apsw.Error as error:
            raise StoreDamaged(self._which_is_damaged().filename) from error

    def _which_is_damaged(self) -> File:
        """The file at fault when a read of both failed."""
        return File.KEYS if complaint_about_integrity(self._places, File.KEYS) else File.CONTENT

    async def head_seq(self, log: LogId) -> int:
        [(seq,)] = self._look(File.CONTENT, logs.HEAD, log)
        return int(seq)

    async def boards(self, log: LogId) -> list[BoardRow]:
        def ask() -> tuple[BoardRow, ...]:
            return tuple(BoardRow(*row) for row in self._look(File.CONTENT, logs.BOARDS, log))

        return list(self._looks.at((BOARDS, log), ask))

    async def board(self, log: LogId, board: str) -> BoardRow | None:
        return self._one(BoardRow, File.CONTENT, logs.BOARD, log, board)

    async def put_board(self, row: BoardRow) -> None:
        await self._do(Group.LOG, lambda pens: partings.put_board(pens, row), [(BOARDS, row.log)])

    async def drop_board(self, log: LogId, board: str, rev: int | None = None) -> None:
        await self._do(Group.LOG, lambda pens: logs.drop_board(pens, log, board, rev), [(BOARDS, log)])
