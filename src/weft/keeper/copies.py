"""A copy of what is somebody's: gathered from what they may see, signed and locked as it is sent, and brought again.

Nothing of it touches the server's disk. Taking a copy is kept nowhere, and nobody is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from weft.core.log.flat import instant
from weft.core.log.fold import Words, Woven
from weft.core.moments.entries import WhyWritten
from weft.core.moments.told import Moment
from weft.core.past import LooseWords, Past, PastFelt, PastKept, PastSitting, PastWhy, PastWords, as_entries
from weft.core.people import LogId, Side, SittingId
from weft.core.practice import Practice
from weft.core.sitting.marks import in_words, mark
from weft.keeper import own_things
from weft.keeper.boards import Board, all_boards
from weft.keeper.exchange import told, visible
from weft.keeper.home import Home
from weft.keeper.loom import part_of_day
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.own_copies import looking_at
from weft.keeper.own_note import OwnCopy
from weft.press.archive import MOST_BYTES, unzipped, zipped
from weft.press.copy import (
    COPY,
    MANIFEST,
    SIGNATURE,
    Copy,
    Manifest,
    listed,
    read_copy,
    read_manifest,
    to_json,
)
from weft.press.paper import beside, files_of
from weft.press.refused import CopyRefused, Why
from weft.vault.copy import HEADER_BYTES, MAGIC, CopyLock, CopyNewer, sign_manifest, verify_manifest
from weft.vault.derive import STANDARD, Params
from weft.vault.errors import EnvelopeAltered
from weft.vault.roots import Root
from weft.vault.words import random_words
from weft.vault.words import words as word_list

LOCKED_NAME = "copy.weft"
"""The locked copy, inside the folder that also holds what opens it."""
MOST_BROUGHT = 8
"""Pasts a person may have brought: each lies in memory while they are signed in."""
PHRASE_WORDS = 6
MARKED = frozenset({"rate", "guess"})


def new_phrase() -> str:
    """Six words to lock a copy with: 66 bits, each try of which costs a third of a second."""
    return " ".join(random_words(PHRASE_WORDS))


def is_phrase(text: str) -> bool:
    """Whether this is a phrase as we make them: six words of our list."""
    chosen = text.split(" ")
    return len(chosen) == PHRASE_WORDS and set(chosen) <= set(word_list())


# ---------------------------------------------------------------- taking


async def gather(home: Home, opened: Opened) -> Copy:
    """All that this person may see, and nothing else: as it stands now, and the same however often it is asked."""
    await home.freshen(opened)
    today = home.clock().astimezone().date()
    lying = await all_boards(home, opened)
    logs = (opened.couple.log, opened.own) if opened.couple else (opened.own,)
    marked = await own_things.marked(home, opened)
    pasts = [
        past
        for log in logs
        if (past := _past(opened, lying, log, today, home.clock(), own_things.wanted(home, log), marked))
        is not None
    ]
    pasts += [past for one in opened.copies if (past := await _parted(home, opened, one)) is not None]
    return Copy(made=today, person=opened.person, pasts=(*pasts, *opened.own.life.pasts.values()))


async def _parted(home: Home, opened: Opened, one: OwnCopy) -> Past | None:
    """What this person keeps of somebody they parted from, up to the day they did."""
    then = await looking_at(home.store, opened, one.couple)
    return _past(then, [], then.log, one.until.astimezone().date(), one.until) if then else None


def _past(
    opened: Opened,
    lying: list[Board],
    log: OpenLog,
    today: date,
    now: datetime,
    wanted: tuple[LooseWords, ...] = (),
    marked: tuple[PastKept, ...] = (),
) -> Past | None:
    """One log as its reader sees it. One's own, once there are two, only if something was lived in it alone."""
    life = log.life
    mine = opened.side if log is not opened.own else Side.LEFT
    lived = tuple(_sitting(opened, lying, log, one) for one in life.woven.values())
    loose = (*_loose(opened, log, mine), *_untold(log, mine), *_given(log, mine), *wanted)
    felt = tuple(one for moment in life.moments.values() if (one := _felt(moment, mine)) is not None)
    evenings, kept = own_things.evenings(log), _kept(opened, log, mine, now, marked)
    anything = lived or loose or evenings or kept
    if Side.LEFT not in life.people or (log is opened.own and opened.couple and not anything):
        return None
    since = life.since.astimezone().date() if life.since else today
    left, right = life.people[Side.LEFT], life.people.get(Side.RIGHT)
    return Past(log.log, mine, left, right, life.seed, since, today, lived, loose, felt, evenings, kept)


def _kept(
    opened: Opened, log: OpenLog, mine: Side, now: datetime, marked: tuple[PastKept, ...]
) -> tuple[PastKept, ...]:
    """What was agreed, said and marked: what both may see with their cloth, the rest with one's own."""
    both = own_things.of_both(log.life, mine, int(now.timestamp()) // 60)
    if log is not opened.own:
        return tuple(both)
    shared = opened.couple.log.life if opened.couple else None
    return (*both, *own_things.of_ones_own(log.life, shared), *marked)


def _sitting(opened: Opened, lying: list[Board], log: OpenLog, one: Woven) -> PastSitting:
    what, at = one.what, one.at.astimezone()
    words = tuple(
        _words(opened, log, what.sitting, words) for words in _seen(opened, lying, what.sitting, log)
    ) + _feelings(opened, log, what.sitting)
    felt = opened.own.life.felt.get(what.sitting)
    return PastSitting(
        what.sitting,
        at.date(),
        part_of_day(at),
        what.exercise,
        what.title,
        Practice(what.practice),
        what.form,
        what.minutes,
        what.first,
        words,
        felt.value if felt else None,
    )


def _feelings(opened: Opened, log: OpenLog, moment: SittingId) -> tuple[PastWords, ...]:
    """The words each had for what they felt of a moment, as far as this person may read them."""
    one, mine = log.life.moments.get(moment), opened.side if log is not opened.own else Side.LEFT
    voices = [(of, one.voice(of, mine)) for of in Side] if one else []
    return tuple(
        PastWords(of, "voice", "feelings", ", ".join(voice.feelings), False)
        for of, voice in voices
        if voice and voice.feelings
    )


def _seen(opened: Opened, lying: list[Board], sitting: SittingId, log: OpenLog) -> tuple[Words, ...]:
    """What this person may see; where the board doesn't open and nobody can tell, their own alone."""
    seen = visible(opened, lying, sitting, log)
    if sitting not in opened.shut:
        return seen
    mine = opened.side if log is not opened.own else Side.LEFT
    return tuple(words for words in seen if words.author is mine)


def _words(opened: Opened, log: OpenLog, sitting: SittingId, words: Words) -> PastWords:
    # No instant: the pages never tell who wrote first, and a copy tells no more than they do.
    private = log is not opened.own and any(
        one.key == words.key and one.text == words.text for one in opened.own.life.words.get(sitting, ())
    )
    return PastWords(words.author, words.key, words.step, _plainly(words), private)


SEALED = "Sealed. Only the two browsers open these words, on the page that this day in the cloth leads to."
"""What stands in a copy where the server has no words."""


def _plainly(words: Words) -> str:
    """What somebody wrote; a mark in words, as the cloth's labels have it."""
    if words.sealed:
        return SEALED
    if words.step not in MARKED:
        return words.text
    found = mark(words.text)
    said = in_words(found) + (f" ({found.sure})" if found.sure else "")
    return f"{said[0].upper()}{said[1:]}"


def _loose(opened: Opened, log: OpenLog, mine: Side) -> Iterator[LooseWords]:
    """This person's own words from what was never woven. The other's stay unread, however it ended."""
    shared = opened.couple.log.life.woven if opened.couple else {}
    for sitting, written in log.life.words.items():
        if sitting not in log.life.woven and sitting not in shared:
            for words in written:
                if words.author is mine:
                    yield LooseWords(words.at.astimezone().date(), words.step, _plainly(words))


def _untold(log: OpenLog, mine: Side) -> Iterator[LooseWords]:
    """What this person told of a moment that has not opened."""
    for one in log.life.moments.values():
        if not one.voices_open:
            for words in told(one, mine):
                if words.author is mine:
                    yield LooseWords(words.at.astimezone().date(), words.step, words.text)
            voice, kept = one.voice(mine, mine), one.voices.get(mine)
            if voice and kept and voice.feelings:
                said = ", ".join(voice.feelings)
                yield LooseWords(instant(kept.at).astimezone().date(), "feelings", said)


FIRST_DAY = date(1970, 1, 1)


def _felt(one: Moment, mine: Side) -> PastFelt | None:
    """What was felt along a moment, as far as this person may see it; None where that is nothing."""
    left, right = (one.curve(side, mine) for side in Side)
    whys = tuple(
        PastWhy(by, kept.what.second, kept.what.text)
        for by, kept in one.whys
        if isinstance(kept.what, WhyWritten)
    )
    if not (left or right or whys):
        return None
    return PastFelt(
        one.id,
        FIRST_DAY + timedelta(days=one.made.day),
        one.made.title,
        left.curve if left else "",
        right.curve if right else "",
        left.knots if left else (),
        right.knots if right else (),
        whys,
    )


def _given(log: OpenLog, mine: Side) -> Iterator[LooseWords]:
    """What this person left for the other and was never woven in."""
    for one in log.life.affection.gestures.values():
        if one.by is mine and SittingId(one.id) not in log.life.woven:
            yield LooseWords(instant(one.at).astimezone().date(), "gave", one.text)


def pack(copy: Copy, root: Root) -> Iterator[tuple[str, bytes]]:
    """The files of a copy, and at the end the list of them, signed. The same copy gives the same bytes."""
    files = []
    for name, content in ((COPY, to_json(copy)), *files_of(copy)):
        files.append(listed(name, content))
        yield name, content
    manifest = to_json(Manifest(person=copy.person, sig_s=root.sig_public.hex(), files=tuple(files)))
    yield MANIFEST, manifest
    yield SIGNATURE, sign_manifest(root, manifest)


def plain(copy: Copy, root: Root) -> Iterator[bytes]:
    """A zip that anybody opens who has it."""
    return zipped(pack(copy, root))


def locked(copy: Copy, root: Root, phrase: str, params: Params = STANDARD) -> Iterator[bytes]:
    """A zip of the locked copy and a page that opens it, away from any server, with its phrase."""
    yield from zipped([*beside(), (LOCKED_NAME, CopyLock.new(phrase, params).lock(plain(copy, root)))])


# ---------------------------------------------------------------- bringing


@dataclass(frozen=True, slots=True)
class Checked:
    """A copy whose every file is as its owner signed it."""

    copy: Copy


def check(raw: bytes, phrase: str = "") -> Checked:
    """Read a copy from a file: the folder with the locked one, the locked one alone, or a plain one.

    Takes about a third of a second when it is locked. Raises CopyRefused.
    """
    if len(raw) > MOST_BYTES:
        raise CopyRefused(Why.TOO_LARGE)
    if raw.startswith(MAGIC):
        return _check_plain(unzipped(_unlock(raw, phrase)))
    files = unzipped(raw)
    if LOCKED_NAME in files and COPY not in files:
        return _check_plain(unzipped(_unlock(files[LOCKED_NAME], phrase)))
    return _check_plain(files)


def _unlock(raw: bytes, phrase: str) -> bytes:
    if not phrase.strip():
        raise CopyRefused(Why.NO_PHRASE)
    try:
        return CopyLock.from_header(phrase, raw[:HEADER_BYTES]).unlock(raw[HEADER_BYTES:])
    except CopyNewer:
        raise CopyRefused(Why.NEWER) from None
    except EnvelopeAltered:
        raise CopyRefused(Why.PHRASE) from None


def _check_plain(files: dict[str, bytes]) -> Checked:
    manifest = read_manifest(files)
    try:
        verify_manifest(bytes.fromhex(manifest.sig_s), files[MANIFEST], files[SIGNATURE])
    except (ValueError, EnvelopeAltered):
        raise CopyRefused(Why.NOT_SIGNED) from None
    copy = read_copy(files[COPY])
    if copy.person != manifest.person:
        raise CopyRefused(Why.CHANGED)
    return Checked(copy)


async def bring(home: Home, opened: Opened, checked: Checked) -> tuple[LogId, ...]:
    """Put the pasts of a copy into this person's own log, to look at; gives those that are new.

    All or nothing. What is in a log this person has open already isn't brought again. Raises CopyRefused.
    """
    here = {log.log for log in opened.all_logs} | opened.own.life.pasts.keys()
    fresh = [past for past in checked.copy.pasts if past.log not in here]
    if not fresh:
        raise CopyRefused(Why.HERE)
    if len(opened.own.life.pasts) + len(fresh) > MOST_BROUGHT:
        raise CopyRefused(Why.TOO_OFTEN)
    entries = [entry for past in fresh for entry in as_entries(past)]
    await append(home.store, opened, opened.own, entries, home.clock(), tap=f"bring {fresh[0].log}")
    home.tell(opened.own.log, only=opened.person)
    return tuple(past.log for past in fresh)
