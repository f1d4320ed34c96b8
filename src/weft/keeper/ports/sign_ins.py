"""Browsers that are signed in: their rows, and what is asked of whoever keeps them."""

from dataclasses import dataclass
from typing import Protocol

from weft.core.people import PersonId


@dataclass(frozen=True, slots=True)
class SignInRow:
    """One browser a person is signed in with. ``sid_hash`` is 32 bytes; ``label`` is sealed like the rest."""

    sid_hash: bytes
    person: PersonId
    locked: bytes
    label: bytes
    began_minute: int
    seen_minute: int


class SignInsKept(Protocol):
    """Who is signed in with what. A power cut may end these."""

    async def add_sign_in(self, row: SignInRow) -> None: ...

    async def sign_in(self, sid_hash: bytes) -> SignInRow | None: ...

    async def sign_ins_of(self, person: PersonId) -> list[SignInRow]:
        """Those seen last first."""
        ...

    async def touch_sign_in(self, sid_hash: bytes, minute: int) -> None: ...

    async def drop_sign_in(self, sid_hash: bytes) -> None: ...

    async def drop_sign_ins_of(self, person: PersonId, but: bytes | None = None) -> list[bytes]:
        """End all of a person's sign-ins, one perhaps excepted; gives those ended, so that streams can be."""
        ...

    async def sweep_sign_ins(self, seen_before: int, began_before: int) -> list[bytes]:
        """End those last seen, or begun, before a minute; gives those ended."""
        ...
