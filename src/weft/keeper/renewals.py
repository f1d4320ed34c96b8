"""New keys in the place of old ones, as others and oneself read of them: who signed with what, and up to where."""

from collections.abc import Sequence

from weft.core.people import LogId, PersonId
from weft.keeper.open_log import Signed
from weft.keeper.ports import RenewalRow, Store
from weft.vault.errors import EnvelopeAltered
from weft.vault.renewal import Statement, verify_renewal
from weft.vault.roots import Publics, fingerprint


def statement(row: RenewalRow) -> Statement:
    return Statement(*row[:7])


async def signed_before(store: Store, person: PersonId, publics: Publics, log: LogId) -> Signed:
    """What somebody who has these keys now signed with earlier in a log, and up to which place."""
    found = []
    for row in _led_up(await store.renewals_of(person), publics):
        last = row.own_seq if str(log) == str(person) else row.couple_seq if row.couple == log else -1
        if last >= 0:
            found.append((last, Publics.from_bytes(row.before).sig_s))
    return tuple(reversed(found))


async def was_known_as(store: Store, person: PersonId, publics: Publics, pinned: bytes) -> bool:
    """Whether the keys with this fingerprint, by their own signatures, led up to the keys somebody has now."""
    rows = _led_up(await store.renewals_of(person), publics)
    return any(fingerprint(Publics.from_bytes(row.before)) == pinned for row in rows)


def _led_up(rows: Sequence[RenewalRow], publics: Publics) -> list[RenewalRow]:
    """The renewals which lead to these keys, the newest first; none of what does not fit is believed."""
    found, after = list[RenewalRow](), publics.to_bytes()
    for row in reversed(rows):
        try:
            verify_renewal(statement(row), row.signatures)
        except EnvelopeAltered:
            break
        if row.after != after:
            break
        found.append(row)
        after = row.before
    return found
