"""Exercises that open after others: the next rung, once both privately felt met on the one before.

What each of the two felt is theirs alone. To know that both did, the server keeps one small locked note per person,
under a key of the server and not of the couple: neither of the two can open the other's, and a page never shows
either. A rung opens on a day of its own, days after the later of the two answers and sometimes weeks, so that one who
felt met and finds it closed cannot tell whether the other has not answered, answered otherwise, or it is only not yet
its day. Whoever runs the server and changes it could read the notes; docs/decisions/0009 says so.
"""

import hmac
from collections.abc import Mapping
from contextlib import suppress

import msgspec

from weft.core.people import PersonId
from weft.keeper.home import Home
from weft.keeper.kept import piece
from weft.keeper.opened import Opened
from weft.keeper.own_rows import own_aad, put_anew
from weft.keeper.ports import Own, OwnRow, RevTaken
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import lp
from weft.vault.padding import pad, unpad

SOONEST_DAYS = 3
"""Days after the later answer before a rung can open."""
AGAIN_DAYS = 4
"""Days from one possible opening to the next."""
OPENS_IN_256 = 171
"""How many of 256 possible openings are taken: two in three."""
AT_LAST = 6
"""The possible opening, counted from 0, which is always taken."""

Met = dict[str, int]
"""By exercise, the day since 1970 on which somebody first felt met in it."""


def gates(home: Home) -> frozenset[str]:
    """The exercises after which another opens."""
    return frozenset(home.library.after.values())


async def note_felt(home: Home, opened: Opened, exercise: str, met: bool) -> None:
    """Remember an answer to whether this person felt met. Kept alike whatever it was: the note never grows."""
    if opened.couple is None or exercise not in gates(home):
        return

    def anew(row: OwnRow | None) -> bytes:
        before = _met(home, opened, opened.person, row)
        after = before | ({exercise: before.get(exercise, _today(home))} if met else {})
        plain = pad(msgspec.json.encode(after), 1024)
        return envelope.lock(_key(home, opened), Purpose.MET, own_aad(opened.person, Own.MET), plain)

    with suppress(RevTaken):
        await put_anew(home.store, opened.person, Own.MET, anew)


async def closed(home: Home, opened: Opened) -> frozenset[str]:
    """The exercises for two which are not open to this couple yet, by id; the same for either of them."""
    couple = opened.couple
    if couple is None:
        return frozenset()
    notes = await home.store.own(opened.person, Own.MET), await home.store.own(couple.partner, Own.MET)
    drawn_from = notes, _today(home), couple.log.log
    return piece(opened, "closed", home.library.exercises, drawn_from, lambda: _closed(home, opened, *notes))


def _closed(home: Home, opened: Opened, mine: OwnRow | None, theirs: OwnRow | None) -> frozenset[str]:
    assert opened.couple is not None
    met = _met(home, opened, opened.person, mine), _met(home, opened, opened.couple.partner, theirs)
    after = home.library.after
    open_gates = {gate for gate in set(after.values()) if _opens(home, opened, gate, *met)}
    return frozenset(each for each, gate in after.items() if gate not in open_gates)


def _opens(home: Home, opened: Opened, gate: str, mine: Mapping[str, int], theirs: Mapping[str, int]) -> bool:
    if gate not in mine or gate not in theirs:
        return False
    first = max(mine[gate], theirs[gate]) + SOONEST_DAYS
    passed = (_today(home) - first) // AGAIN_DAYS
    return any(_is_taken(home, opened, gate, number) for number in range(passed + 1))


def _is_taken(home: Home, opened: Opened, gate: str, number: int) -> bool:
    drawn = hmac.digest(_key(home, opened), lp("opening", gate, str(number)), "sha256")[0]
    return number >= AT_LAST or drawn < OPENS_IN_256


def _today(home: Home) -> int:
    return int(home.clock().timestamp()) // 86_400


def _key(home: Home, opened: Opened) -> bytes:
    assert opened.couple is not None
    return home.sign_ins.server_key.ladder_key(bytes.fromhex(opened.couple.log.log))


def _met(home: Home, opened: Opened, person: PersonId, row: OwnRow | None) -> Met:
    """What a note says; nothing where there is none, or it doesn't open."""
    if row is None:
        return {}
    try:
        plain = envelope.unlock(_key(home, opened), Purpose.MET, own_aad(person, Own.MET), row.locked)
        return msgspec.json.decode(unpad(plain), type=Met)
    except (EnvelopeAltered, msgspec.DecodeError):
        return {}
