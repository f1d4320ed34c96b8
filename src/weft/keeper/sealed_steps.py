"""Words of a sitting that only the two browsers can open: sealed in place of words in the open, and given out together.

They lie in the couple's log like other words, as a seal (docs/formats/seal.md) which this server cannot open. What it can
do is to keep the second half of each key until the sitting says that both may read, and then to give all of them. What
one of the two is shown comes from the sitting itself, as it does for words in the open; docs/decisions/0017 says why.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from weft.core.log.entries import Entry, HalfBrought, HalvesGiven, What, WordsSealed
from weft.core.log.fold import Words
from weft.core.people import PersonId, Side, SittingId
from weft.core.sitting.moves import Move, Ready, Wrote
from weft.core.sitting.sealed import place, sealable
from weft.core.sitting.state import Stage, State
from weft.keeper import gone_by
from weft.keeper.boards import Board, NothingThere, all_boards
from weft.keeper.exchange import visible
from weft.keeper.home import Home
from weft.keeper.loom import day_words
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened
from weft.keeper.own_copies import looking_at
from weft.keeper.ports import CoupleState, EntryRow
from weft.keeper.seal_sights import Whom, with_whom
from weft.keeper.seal_sights import halves as half_keys
from weft.keeper.seals import SealRefused
from weft.vault import seal as vault
from weft.vault.errors import EnvelopeAltered
from weft.vault.roots import Publics
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
    at = _place(opened, one.id, move.words_key, opened.person, given.writing, holder, given.earliest)
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


def _place(
    opened: Opened, sitting: str, key: str, author: PersonId, writing: int, holder: Holder, earliest: int
) -> Place:
    return Place(vault.step_exchange(sitting, place(key)), author, writing, holder, earliest)


def place_of(opened: Opened, one: Part) -> Place:
    """What a seal of one of these two is bound to."""
    assert opened.couple is not None, "only two can exchange"
    author = opened.person if one.author is opened.side else opened.couple.partner
    words = one.words
    return _place(
        opened, words.sitting, words.key, author, words.writing, Holder(words.holder), words.earliest
    )


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
        key: _half(home, opened, part, there.get(key, part.kept))
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


def _half(home: Home, opened: Opened, part: Part, kept: bytes) -> bytes:
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


# ---------------------------------------------------------------- what one of the two is shown


@dataclass(frozen=True, slots=True, repr=False)
class Sight:
    """A sitting as one person's browser gets it: ``by`` whom, and with whom. ``one`` is None once it is over.

    ``said`` are words they may see, in the order of the page; ``parts`` what lies of those that are sealed, by key.
    ``promised`` is what the other stands by, while this person is about to bring a half.
    """

    by: Opened
    whom: Whom
    title: str
    one: Board | None
    said: tuple[Words, ...]
    parts: Mapping[str, Part]
    promised: tuple[Part, ...] = ()


async def sight(home: Home, opened: Opened, sitting: str) -> Sight:
    """What this person may see of a sitting: of theirs now, or of one they parted from.

    Raises NothingThere.
    """
    if opened.couple is not None:
        with suppress(NothingThere):
            return await _sight(home, opened, with_whom(opened), SittingId(sitting))
    for one in opened.copies:
        past = await looking_at(home.store, opened, one.couple)
        if past and past.couple and SittingId(sitting) in past.couple.log.life.words:
            row = await home.store.person(past.couple.partner)
            theirs = half_keys(Publics.from_bytes(row.publics) if row else None)
            whom = Whom(past.couple.partner, one.partner_name, theirs)
            return await _sight(home, past, whom, SittingId(sitting))
    raise NothingThere


async def _sight(home: Home, opened: Opened, whom: Whom, sitting: SittingId) -> Sight:
    assert opened.couple is not None, "only two can exchange"
    lying, log = await all_boards(home, opened), opened.couple.log
    one = next((each for each in lying if each.id == sitting and each.log is log), None)
    written = log.life.words.get(sitting, ())
    woven = log.life.woven.get(sitting)
    said = visible(opened, lying, sitting, log)
    over = one is None or one.lapsed
    if over and woven is None and not said:
        raise NothingThere
    title = one.title if one and not over else woven.what.title if woven else "Sealed words"
    there = {words.key: words for words in written if words.sealed}
    found = await parts(home, opened, log, sitting, there) if there else {}
    found = _with_halves(home, opened, one, found)
    shown = {words.key: found[words.key] for words in said if words.key in found}
    promised = _promised(opened, one, there, found)
    one = one if one and not over and opened.side not in one.state.gone else None
    return Sight(opened, whom, title, one, said, shown, promised)


def _with_halves(home: Home, opened: Opened, one: Board | None, found: Mapping[str, Part]) -> dict[str, Part]:
    """With the halves of all that is open to both; where one doesn't open, none of the same place does."""
    still = set(found) - set(one.state.opened) if one else set()
    halves = {key: _half(home, opened, part, part.kept) for key, part in found.items() if key not in still}
    shut = {place(key) for key, half in halves.items() if not half}
    return {
        key: replace(part, half=b"" if place(key) in shut else halves.get(key, b""))
        for key, part in found.items()
    }


async def opened_sittings(home: Home, opened: Opened) -> list[tuple[SittingId, str]]:
    """The sittings of these two in which sealed words are open to both, and the day of each as it is said.

    What is sealed and not open is not counted, whoever sealed it: the list is the same for both.
    """
    if opened.couple is None:
        return []
    log = opened.couple.log
    boards = {one.id: one for one in await all_boards(home, opened)}
    found = []
    for sitting, written in log.life.words.items():
        one, woven = boards.get(sitting), log.life.woven.get(sitting)
        still = {words.key for words in written} - set(one.state.opened) if one else set[str]()
        if sitting not in opened.shut and any(words.sealed and words.key not in still for words in written):
            found.append((sitting, day_words(woven.at.astimezone().date()) if woven else ""))
    return found


def _promised(
    opened: Opened, one: Board | None, there: Mapping[str, Words], found: Mapping[str, Part]
) -> tuple[Part, ...]:
    if one is None or one.state.stage is not Stage.OPENING:
        return ()
    if not held_by(one, there.values(), opened.side):
        return ()
    return tuple(
        part for key, part in found.items() if part.author is not opened.side and key not in one.state.opened
    )
