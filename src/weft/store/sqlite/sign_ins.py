"""Sign-ins, in the file that a power cut may end."""

from weft.core.people import PersonId
from weft.keeper.ports import SignInRow
from weft.store import sign_ins
from weft.store.files import File
from weft.store.sqlite.connections import Connections
from weft.store.writer import Group


class SignInsKept(Connections):
    """See ``keeper.ports.SignInsKept`` for what each method promises."""

    async def add_sign_in(self, row: SignInRow) -> None:
        await self._do(Group.SIGN_INS, lambda pens: sign_ins.add(pens, row))

    async def sign_in(self, sid_hash: bytes) -> SignInRow | None:
        return self._one(SignInRow, File.VOLATILE, sign_ins.SIGN_IN, sid_hash)

    async def sign_ins_of(self, person: PersonId) -> list[SignInRow]:
        return self._all(SignInRow, File.VOLATILE, sign_ins.SIGN_INS_OF, person)

    async def touch_sign_in(self, sid_hash: bytes, minute: int) -> None:
        await self._do(Group.SIGN_INS, lambda pens: sign_ins.touch(pens, sid_hash, minute))

    async def drop_sign_in(self, sid_hash: bytes) -> None:
        await self._do(Group.SIGN_INS, lambda pens: sign_ins.drop(pens, sid_hash))

    async def drop_sign_ins_of(self, person: PersonId, but: bytes | None = None) -> list[bytes]:
        return await self._do(Group.SIGN_INS, lambda pens: sign_ins.drop_of(pens, person, but))

    async def sweep_sign_ins(self, seen_before: int, began_before: int) -> list[bytes]:
        return await self._do(Group.SIGN_INS, lambda pens: sign_ins.sweep(pens, seen_before, began_before))
