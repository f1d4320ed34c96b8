"""What a copy says, as JSON, and the list of its files with their hashes. Format: docs/formats/export.md."""

import re
from datetime import date
from hashlib import sha256

import msgspec

from weft.core.journey.evening import MOST_HOURS, MOST_NEAR, MOST_STRESS
from weft.core.moments.curve import MOST_KNOTS, MOST_SECONDS, NotACurve, unpacked
from weft.core.past import SHELVES, Past, PastEvening, PastFelt, PastKept, PastSitting
from weft.press.refused import CopyRefused, Why

FORMAT = "weft-copy"
VERSION = 1
COPY, MANIFEST, SIGNATURE = "copy.json", "manifest.json", "manifest.sig"
MOST_PASTS = 16
MOST_LIVED = 50_000
MOST_NAME = 40
MOST_TITLE = 200
MOST_TEXT = 20_000
ID = re.compile(r"[0-9a-f]{32}")


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one person took along: each cloth that is theirs to see, the newest couple's first."""

    format: str = FORMAT
    version: int = VERSION
    made: date
    person: str
    pasts: tuple[Past, ...]


class Listed(msgspec.Struct, frozen=True):
    """One file of a copy."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The files of a copy, and the public half of the key their owner signed the list with, in hexadecimal."""

    format: str = FORMAT
    version: int = VERSION
    person: str
    sig_s: str
    files: tuple[Listed, ...]


class _Said(msgspec.Struct):
    """As much as has to be known before the rest can be read."""

    format: str
    version: int


def to_json(what: Copy | Manifest) -> bytes:
    """Indented, because someone may read it in twenty years."""
    return msgspec.json.format(msgspec.json.encode(what), indent=1) + b"\n"


def listed(name: str, content: bytes) -> Listed:
    return Listed(name, len(content), sha256(content).hexdigest())


def _read(raw: bytes, shape: type[msgspec.Struct]) -> msgspec.Struct:
    try:
        said = msgspec.json.decode(raw, type=_Said)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise CopyRefused(Why.NOT_OURS) from None
    if said.format != FORMAT:
        raise CopyRefused(Why.NOT_OURS)
    if said.version > VERSION:
        raise CopyRefused(Why.NEWER)
    try:
        return msgspec.json.decode(raw, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        raise CopyRefused(Why.DAMAGED) from None


def read_manifest(files: dict[str, bytes]) -> Manifest:
    """The list, once every file is there as it says and none besides. Raises CopyRefused."""
    if {"words.json", "words.md"} & files.keys() and COPY not in files:
        raise CopyRefused(Why.OWN_PAGE)
    if not {MANIFEST, SIGNATURE, COPY} <= files.keys():
        raise CopyRefused(Why.NOT_OURS)
    manifest = _read(files[MANIFEST], Manifest)
    assert isinstance(manifest, Manifest)
    found = {listed(name, content) for name, content in files.items() if name not in (MANIFEST, SIGNATURE)}
    if found != set(manifest.files) or len(found) != len(manifest.files):
        raise CopyRefused(Why.CHANGED)
    return manifest


def read_copy(raw: bytes) -> Copy:
    """What a copy says, every name and length of it looked at. Raises CopyRefused."""
    copy = _read(raw, Copy)
    assert isinstance(copy, Copy)
    if not (ID.fullmatch(copy.person) and len(copy.pasts) <= MOST_PASTS and all(map(_sound, copy.pasts))):
        raise CopyRefused(Why.DAMAGED)
    if len({past.log for past in copy.pasts}) < len(copy.pasts):
        raise CopyRefused(Why.TWICE)
    return copy


def _sound(past: Past) -> bool:
    names = [person.name for person in (past.left, past.right) if person]
    return bool(
        ID.fullmatch(past.log)
        and 0 <= past.seed < 1 << 64
        and all(1 <= len(name) <= MOST_NAME for name in names)
        and len(past.lived) <= MOST_LIVED
        and len(past.loose) <= MOST_LIVED
        and len({one.sitting for one in past.lived}) == len(past.lived)
        and all(map(_sound_sitting, past.lived))
        and all(_short(one.step, one.text) for one in past.loose)
        and len(past.felt) <= MOST_LIVED
        and len({one.moment for one in past.felt}) == len(past.felt)
        and all(map(_sound_felt, past.felt))
        and len(past.evenings) <= MOST_LIVED
        and len({one.day for one in past.evenings}) == len(past.evenings)
        and all(map(_sound_evening, past.evenings))
        and len(past.kept) <= MOST_LIVED
        and all(map(_sound_kept, past.kept))
    )


def _sound_sitting(one: PastSitting) -> bool:
    return bool(
        ID.fullmatch(one.sitting)
        and 0 < one.minutes <= 24 * 60
        and len(one.title) <= MOST_TITLE
        and _short(one.part, one.exercise, one.form, one.felt or "")
        and all(_short(words.key, words.step, words.text) for words in one.words)
    )


def _sound_felt(one: PastFelt) -> bool:
    try:
        for curve in filter(None, (one.left, one.right)):
            unpacked(curve)
    except NotACurve:
        return False
    seconds = [*one.left_knots, *one.right_knots, *(why.second for why in one.whys)]
    return bool(
        ID.fullmatch(one.moment)
        and len(one.title) <= MOST_TITLE
        and max(len(one.left_knots), len(one.right_knots), len(one.whys)) <= MOST_KNOTS
        and all(0 <= second < MOST_SECONDS for second in seconds)
        and all(_short(why.text) for why in one.whys)
    )


def _sound_evening(one: PastEvening) -> bool:
    numbers = (
        (one.near, MOST_NEAR),
        (one.met, MOST_NEAR),
        (one.stress, MOST_STRESS),
        (one.hours, MOST_HOURS),
    )
    return all(number is None or 0 <= number <= most for number, most in numbers)


def _sound_kept(one: PastKept) -> bool:
    return one.of in SHELVES and _short(one.title, one.text)


def _short(*texts: str) -> bool:
    *names, text = texts
    return all(len(name) <= MOST_TITLE for name in names) and len(text) <= MOST_TEXT
