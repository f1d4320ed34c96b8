"""Who is signed in where."""

from collections.abc import Iterable
from dataclasses import replace

from weft.core.people import PersonId
from weft.keeper.ports import SignInRow
from weft.store.memory.tables import Tables


class SignIns(Tables):
    async def add_sign_in(self, row: SignInRow) -> None:
        self._sign_ins[row.sid_hash] = row

    async def sign_in(self, sid_hash: bytes) -> SignInRow | None:
        return self._sign_ins.get(sid_hash)

    async def sign_ins_of(self, person: PersonId) -> list[SignInRow]:
        rows = [row for row in self._sign_ins.values() if row.person == person]
        return sorted(rows, key=lambda row: (-row.seen_minute, row.sid_hash))

    async def touch_sign_in(self, sid_hash: bytes, minute: int) -> None:
        if sid_hash in self._sign_ins:
            self._sign_ins[sid_hash] = replace(self._sign_ins[sid_hash], seen_minute=minute)

    async def drop_sign_in(self, sid_hash: bytes) -> None:
        self._sign_ins.pop(sid_hash, None)

    async def drop_sign_ins_of(self, person: PersonId, but: bytes | None = None) -> list[bytes]:
        rows = self._sign_ins.values()
        return self._end(row for row in rows if row.person == person and row.sid_hash != but)

    async def sweep_sign_ins(self, seen_before: int, began_before: int) -> list[bytes]:
        rows = self._sign_ins.values()
        return self._end(
            row for row in rows if row.seen_minute < seen_before or row.began_minute < began_before
        )

    def _end(self, rows: Iterable[SignInRow]) -> list[bytes]:
        ended = sorted(row.sid_hash for row in rows)
        for sid_hash in ended:
            del self._sign_ins[sid_hash]
        return ended
