"""Logs, the boards beside them, and pictures."""

from bisect import bisect_right
from collections.abc import Sequence
from hashlib import sha256

from weft.core.people import LogId
from weft.keeper.ports import Appended, BoardDrop, BoardRow, EntryRow, PictureRow, SeqTaken, Shred
from weft.store.memory.tables import Tables


class Logs(Tables):
    async def append(
        self,
        rows: Sequence[EntryRow],
        boards: Sequence[BoardRow] = (),
        drops: Sequence[BoardDrop] = (),
        shreds: Sequence[Shred] = (),
        pictures: Sequence[PictureRow] = (),
    ) -> Appended:
        if any((row.log, row.entry) in self._entries for row in rows):
            return Appended.ALREADY
        self._refuse_closed(*rows, *boards)
        self._refuse_wrong_places(rows)
        after = self._boards_after(boards, drops)
        for row in rows:
            self._logs.setdefault(row.log, []).append(row)
            self._entries.add((row.log, row.entry))
        self._boards = after
        self._pictures |= {(one.log, one.entry, one.size): one.locked for one in pictures}
        for one in shreds:
            for row in self._logs.get(one.log, ()):
                if row.entry == one.entry:
                    self._lose_copies(one.log, row.seq)
            self._logs[one.log] = [_without(row, one) for row in self._logs.get(one.log, ())]
            for size in (0, 1):
                self._pictures.pop((one.log, one.entry, size), None)
        return Appended.NOW

    def _lose_copies(self, log: LogId, seq: int) -> None:
        for key in [each for each in self._copy_keys if each[1:] == (log, seq)]:
            del self._copy_keys[key]

    def picture(self, log: LogId, entry: str, size: int) -> bytes | None:
        return self._pictures.get((log, entry, size))

    def _refuse_wrong_places(self, rows: Sequence[EntryRow]) -> None:
        following: dict[LogId, int] = {}
        for row in rows:
            expected = following.get(row.log, len(self._logs.get(row.log, ())))
            if row.seq != expected:
                raise SeqTaken
            following[row.log] = expected + 1

    async def read(self, log: LogId, after_seq: int = -1) -> list[EntryRow]:
        rows = self._logs.get(log, [])
        return rows[bisect_right(rows, after_seq, key=lambda row: row.seq) :]

    async def head_seq(self, log: LogId) -> int:
        return len(self._logs.get(log, ())) - 1

    async def boards(self, log: LogId) -> list[BoardRow]:
        return sorted((row for row in self._boards.values() if row.log == log), key=lambda row: row.board)

    async def board(self, log: LogId, board: str) -> BoardRow | None:
        return self._boards.get((log, board))

    async def put_board(self, row: BoardRow) -> None:
        self._refuse_closed(row)
        self._boards = self._boards_after([row], [])

    async def drop_board(self, log: LogId, board: str, rev: int | None = None) -> None:
        stored = self._boards.get((log, board))
        if stored is not None:
            at = stored.rev if rev is None else rev
            self._boards = self._boards_after([], [BoardDrop(log, board, at)])


def _without(row: EntryRow, shred: Shred) -> EntryRow:
    if row.entry != shred.entry or row.taken_out:
        return row
    gone = sha256(row.locked).digest() + shred.word
    return row._replace(bucket=0, wrapped_dek=b"", locked=b"", taken_out=gone)
