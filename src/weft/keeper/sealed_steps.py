"""Words of a sitting that only the two browsers can open: sealed in place of words in the open, and given out together.

They lie in the couple's log like other words, as a seal (docs/formats/seal.md) which this server cannot open. What it can
do is to keep the second half of each key until the sitting says that both may read, and then to give all of them;
docs/decisions/0017 says why. What one of the two is shown of them is in ``sealed_sights``.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from weft.core.log.entries import Entry, HalfBrought, HalvesGiven, What, WordsSealed
from weft.core.log.fold import Words
from weft.core.people import PersonId, Side
from weft.core.sitting.moves import Move, Ready, Wrote
from weft.core.sitting.sealed import place, sealable
from weft.core.sitting.state import Stage, State
from weft.keeper import gone_by
from weft.keeper.boards import Board
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened
from weft.keeper.ports import CoupleState, EntryRow
from weft.keeper.seals import SealRefused
from weft.vault import seal as vault
from weft.vault.errors import EnvelopeAltered
from weft.vault.seal import Commitment, Holder, Place, Seal


class HalvesMissing(Exception):
    """This person holds halves of what they sealed, and it cannot open without them; their browser brings them."""


@dataclass(frozen=True, slots=True, repr=False)
class StepSeal:
    """What a browser sealed in place of words; ``second`` is the half the server is to keep, None if its author does."""

    writing: int
    earliest: int
    seal: Seal
    second: bytes | None


@dataclass(frozen=True, slots=True, repr=False)
class Locked:
    """What comes with an act out of a browser that locks by itself: a seal, or halves by the key of their words."""

    seal: StepSeal | None = None
    halves: Mapping[str, bytes] = field(default_factory=dict)


NOTHING = Locked()


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """What lies of sealed words; ``half`` is the second half in the open, once both may read, and empty before."""

    words: WordsSealed
    author: Side
    brought: bytes = b""
    half: bytes = b""

    @property
    def kept(self) -> bytes:
        """The half under the server's key, empty while its author holds it."""
        return self.words.kept or self.brought


# ---------------------------------------------------------------- sealing


def sealed_by(home: Home, opened: Opened, one: Board, move: Move, given: StepSeal) -> WordsSealed:
    """What this person sealed, to be kept where their words would be. Raises SealRefused."""
    if not isinstance(move, Wrote) or not sealable(one.script, one.state, opened.side):
        raise SealRefused
    holder = Holder.AUTHOR if given.second is None else Holder.SERVER
    at = _place(one.id, move.words_key, opened.person, given.writing, holder, given.earliest)
    if not vault.fits(given.seal):
        raise SealRefused
    try:
        vault.check(at, opened.publics.sig_e, given.seal.commitment)
        kept = (
            vault.keep_half(home.sign_ins.server_key, at, given.seal, given.second) if given.second else b""
        )
    except EnvelopeAltered:
        raise SealRefused from None
    parts = given.seal.locked, given.seal.wrapped, given.seal.own, given.seal.half_hash, given.seal.signature
    step = one.script.steps[one.state.step].kind.value
    return WordsSealed(
        one.id, move.words_key, step, given.writing, holder.value, given.earliest, *parts, kept
    )


def _place(sitting: str, key: str, author: PersonId, writing: int, holder: Holder, earliest: int) -> Place:
    return Place(vault.step_exchange(sitting, place(key)), author, writing, holder, earliest)


def place_of(opened: Opened, one: Part) -> Place:
    """What a seal of one of these two is bound to."""
    assert opened.couple is not None, "only two can exchange"
    author = opened.person if one.author is opened.side else opened.couple.partner
    words = one.words
    return _place(words.sitting, words.key, author, words.writing, Holder(words.holder), words.earliest)


def commitment(words: WordsSealed) -> Commitment:
    return Seal(words.locked, words.wrapped, words.own, words.half_hash, words.signature).commitment


# ---------------------------------------------------------------- giving the halves


async def halves(
    home: Home, opened: Opened, one: Board, after: State, move: Move, brought: Mapping[str, bytes]
) -> list[What]:
    """The halves that a move brings, and those that it gives to both: all that opened with it, or none.

    Raises HalvesMissing where this person would open without bringing theirs, SealRefused for halves that don't fit.
    """
    sealed = {words.key: words for words in one.log.life.words.get(one.id, ()) if words.sealed}
    fresh = set(after.opened) - set(one.standing.state["opened"])
    opens = isinstance(move, Ready) and one.state.stage is Stage.OPENING
    held = held_by(one, sealed.values(), opened.side) if opens else ()
    if not (held or fresh & set(sealed)):
        return []
    lying = await parts(home, opened, one.log, one.id, sealed)
    mine = [_brought(home, opened, lying[key], brought) for key in held if key in lying]
    there = {what.key: what.kept for what in mine}
    given = {
        key: half_of(home, opened, part, there.get(key, part.kept))
        for key, part in lying.items()
        if key in fresh
    }
    ready = given and all(given.values())
    return [*mine, *([HalvesGiven(one.id, given)] if ready else [])]


def held_by(one: Board, sealed: Collection[Words], side: Side) -> tuple[str, ...]:
    """The keys of what this person sealed, holds the half of, and has not opened to both yet."""
    return tuple(
        words.key
        for words in sealed
        if words.sealed == Holder.AUTHOR and words.author is side and words.key not in one.state.opened
    )


def _brought(home: Home, opened: Opened, part: Part, brought: Mapping[str, bytes]) -> HalfBrought:
    words = part.words
    if words.key not in brought:
        raise HalvesMissing
    given = Seal(words.locked, words.wrapped, words.own, words.half_hash, words.signature)
    try:
        kept = vault.keep_half(home.sign_ins.server_key, place_of(opened, part), given, brought[words.key])
    except EnvelopeAltered:
        raise SealRefused from None
    return HalfBrought(words.sitting, words.key, kept)


def half_of(home: Home, opened: Opened, part: Part, kept: bytes) -> bytes:
    """The second half in the open, empty if it doesn't open."""
    if part.half:
        return part.half
    try:
        return vault.give_half(home.sign_ins.server_key, place_of(opened, part), part.words.locked, kept)
    except EnvelopeAltered:
        return b""


# ---------------------------------------------------------------- what lies in the log


async def parts(
    home: Home, opened: Opened, log: OpenLog, sitting: str, sealed: Mapping[str, Words]
) -> dict[str, Part]:
    """What lies of these sealed words, by their keys. What is damaged or was taken back is left out."""
    found: dict[str, Part] = {}
    brought: dict[str, bytes] = {}
    given: dict[str, bytes] = {}
    days = [int(words.at.timestamp()) // 86_400 for words in sealed.values()]
    for entry in _entries(log, await _rows(home, opened, log), min(days, default=0)):
        match entry.what:
            case WordsSealed() as what if what.sitting == sitting and _is_by(what.key, entry, sealed):
                found[what.key] = Part(what, entry.author)
            case HalfBrought() as what if what.sitting == sitting and _is_by(what.key, entry, sealed):
                brought[what.key] = what.kept
            case HalvesGiven() as what if what.sitting == sitting:
                given.update(what.halves)
    return {
        key: Part(one.words, one.author, brought.get(key, b""), given.get(key, b""))
        for key, one in found.items()
    }


async def _rows(home: Home, opened: Opened, log: OpenLog) -> Sequence[EntryRow]:
    """The rows of a log, or of the copy this person has of one that was closed."""
    if opened.couple and opened.couple.log is log and opened.couple.row.state is CoupleState.CLOSED:
        return await home.store.read_copy(opened.person, log.log)
    return await home.store.read(log.log)


def _is_by(key: str, entry: Entry, sealed: Mapping[str, Words]) -> bool:
    return key in sealed and sealed[key].author is entry.author


def _entries(log: OpenLog, rows: Sequence[EntryRow], from_day: int) -> Iterator[Entry]:
    """The entries of these rows from a day on, once more; what is damaged, taken out or unknown is left out."""
    sound = (row for row in rows if row.day >= from_day and row.seq not in log.damage)
    return (one for _, one in gone_by.written(log, sound))
