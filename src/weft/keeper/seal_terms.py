"""What a job has to know of an exchange of sealed words, locked under the server's key; and how it is opened."""

import msgspec

from weft.core.people import PersonId, Side
from weft.core.seal.state import Holding
from weft.keeper.ports import ExchangeRow
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import id16, lp, u32
from weft.vault.padding import pad, unpad
from weft.vault.server_key import ServerKey

DAMAGED = (EnvelopeAltered, msgspec.DecodeError, ValueError)
"""What reading a row can raise that somebody touched."""
LEAST_TERMS_BYTES = 512


class KeptTerms(msgspec.Struct, frozen=True):
    """What a job has to know while nobody is here; locked under the server's key."""

    asker: Side
    holding: Holding
    earliest: int
    expires: int
    ticked: int
    """The minute of the last agreed instant that was seen to, or of the asking; of what opened, when it did."""
    aside: tuple[bool, bool]
    people: tuple[PersonId, PersonId]


def unlock_terms(key: ServerKey, row: ExchangeRow) -> KeptTerms:
    """Raises one of ``DAMAGED`` when the row was touched."""
    plain = envelope.unlock(key.job_key(id16(row.exchange)), Purpose.JOB, _aad(row), row.terms)
    return msgspec.json.decode(unpad(plain), type=KeptTerms)


def lock_terms(key: ServerKey, row: ExchangeRow, kept: KeptTerms) -> bytes:
    """The terms of a row, whose own are still empty."""
    plain = pad(msgspec.json.encode(kept), LEAST_TERMS_BYTES)
    return envelope.lock(key.job_key(id16(row.exchange)), Purpose.JOB, _aad(row), plain)


def _aad(row: ExchangeRow) -> bytes:
    return lp("exchange1", id16(row.exchange), id16(row.couple), u32(row.rev), row.phase)
