"""New keys in the place of old ones, said by both: which they are, and how far the old ones had signed in which log.

Statement: lp("renewal1", person 16, number u32, publics before 128, publics after 128, own seq + 1 u64, couple 16 or
nothing, couple seq + 1 u64). Two signatures, under the old sig_S and under the new, 128 bytes together. The new one is
what a reader trusts, who knows the new keys; the old one tells a renewal from keys somebody else put there.
"""

from dataclasses import dataclass

from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import id16, lp, u32, u64
from weft.vault.roots import Publics, Root, sign, verify

SIGNATURES_BYTES = 128


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said. Places are the last each log had under the old keys, -1 for none; ``couple`` may be empty."""

    person: str
    number: int
    before: bytes
    after: bytes
    own_seq: int
    couple: str
    couple_seq: int

    def line(self) -> bytes:
        """The bytes that are signed."""
        couple = id16(self.couple) if self.couple else b""
        places = u64(self.own_seq + 1), couple, u64(self.couple_seq + 1)
        return lp("renewal1", id16(self.person), u32(self.number), self.before, self.after, *places)


def sign_renewal(old: Root, new: Root, statement: Statement) -> bytes:
    """Both signatures, 128 bytes."""
    return sign(old, statement.line()) + sign(new, statement.line())


def verify_renewal(statement: Statement, signatures: bytes) -> None:
    """Raises EnvelopeAltered unless the holders of the old and of the new keys both said it."""
    if len(signatures) != SIGNATURES_BYTES:
        raise EnvelopeAltered
    verify(Publics.from_bytes(statement.before).sig_s, statement.line(), signatures[:64])
    verify(Publics.from_bytes(statement.after).sig_s, statement.line(), signatures[64:])
