"""An invitation: a code passed from hand to hand, and two envelopes that only the code opens.

One envelope tells the joiner who invites (name, public halves, fingerprint); the other is the joiner's answer. The
code is 130 bits in the form of code.py; the database knows an invitation by an id derived from it.
"""

from weft.vault.code import new_code, read_code
from weft.vault.envelope import Purpose, lock, unlock
from weft.vault.hkdf import hkdf
from weft.vault.lp import id16, lp

__all__ = [
    "invitation_id",
    "lock_answer",
    "lock_invitation",
    "new_code",
    "read_code",
    "unlock_answer",
    "unlock_invitation",
]


def invitation_id(code: str) -> str:
    """The id of the invitation behind a code, 32 hexadecimal digits. Raises CodeMistyped for a slip."""
    return hkdf(read_code(code), b"", lp("invitation1", "id"), 16).hex()


def lock_invitation(code: str, plain: bytes) -> bytes:
    """Lock what the joiner may read."""
    return lock(_key(code), Purpose.INVITATION, _aad(code), plain)


def unlock_invitation(code: str, locked: bytes) -> bytes:
    """What the inviter says. Raises EnvelopeAltered unless it was locked with this code."""
    return unlock(_key(code), Purpose.INVITATION, _aad(code), locked)


def lock_answer(code: str, plain: bytes) -> bytes:
    """Lock the joiner's answer, which proves that they held the code."""
    return lock(_key(code), Purpose.ANSWER, _aad(code), plain)


def unlock_answer(code: str, locked: bytes) -> bytes:
    """The joiner's answer. Raises EnvelopeAltered unless it was locked with this code."""
    return unlock(_key(code), Purpose.ANSWER, _aad(code), locked)


def _key(code: str) -> bytes:
    return hkdf(read_code(code), b"", lp("invitation1", "key"))


def _aad(code: str) -> bytes:
    return lp("invitation1", id16(invitation_id(code)))
