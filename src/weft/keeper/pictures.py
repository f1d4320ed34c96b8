"""Pictures of a moment: made anew in a process of their own, locked, kept, shown to the two, taken back.

What somebody sends is never kept as it came. What is kept is opened for one answer at a time and held nowhere.
"""

from collections.abc import Sequence
from hashlib import sha256

from weft.core import pictures as core
from weft.core.log.entries import What
from weft.core.people import LogId, Side
from weft.core.pictures import Picture, PictureAllowed, PictureId, PictureKept, PictureTakenBack
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.ports import EntryRow, PictureRow, Shred, Store
from weft.keeper.writing import BYTE_OF
from weft.pictures.sandbox import MOST_SENT, PictureRefused, Redrawn, Why, redraw
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import lp
from weft.vault.picture import Size, lock_picture, new_dek, unlock_picture
from weft.vault.record import sign, take_out_line

__all__ = [
    "MOST_SENT",
    "NotYours",
    "PictureRefused",
    "Size",
    "TooManyPictures",
    "Why",
    "allow",
    "fetch",
    "held",
    "of_moment",
    "put",
    "take_back",
    "take_out",
    "word_for",
]

MOST_OF_ALL = 4000
"""Pictures in one log: some three gigabytes."""


class TooManyPictures(Exception):
    """This moment has its twelve pictures, or the log as many as it may have; nothing was kept."""


class _ThereAlready(Exception):
    """The same picture was put while this one was being made anew."""


class NotYours(Exception):
    """There is no such picture of this person's to change; nothing has changed."""


def of_moment(opened: Opened, moment: str) -> tuple[Picture, ...]:
    """The pictures of a moment as both of the two see them, in the order in which they were put."""
    return core.of(opened.log.life.pictures, moment)


# ---------------------------------------------------------------- putting


async def put(
    home: Home, opened: Opened, moment: str, raw: bytes, words: str, *, may_keep: bool = False
) -> PictureId:
    """Put a picture to a moment, for both to see at once. The same one sent twice is one picture.

    Raises PictureRefused for what is no picture we take, TooManyPictures.
    """
    _refuse_more(opened, moment)
    made = await redraw(raw)
    log, side = opened.log, _side(opened, opened.log)
    picture = _id(log, moment, side, made)
    if picture in log.life.pictures:
        return picture
    _refuse_more(opened, moment)
    kept, locked = _lock(log, moment, picture, side, made, words, may_keep)

    def with_them(at: LogId, rows: Sequence[EntryRow]) -> list[PictureRow]:
        # Here the log is held and all that the other put meanwhile is read: two at once never make thirteen.
        if picture in log.life.pictures:
            raise _ThereAlready
        _refuse_more(opened, moment)
        return [PictureRow(at, rows[0].entry, size, one) for size, one in zip(Size, locked, strict=True)]

    try:
        await append(home.store, opened, log, [kept], home.clock(), pictures=with_them)
    except _ThereAlready:
        return picture
    home.tell(log.log)
    return picture


def _refuse_more(opened: Opened, moment: str) -> None:
    if len(of_moment(opened, moment)) >= core.MOST or len(opened.log.life.pictures) >= MOST_OF_ALL:
        raise TooManyPictures


def _side(opened: Opened, log: OpenLog) -> Side:
    return Side.LEFT if log is opened.own else opened.side


def _id(log: OpenLog, moment: str, side: Side, made: Redrawn) -> PictureId:
    """Drawn from what is kept under the log's key: the same for the same picture, and says nothing of it."""
    place = lp("picture", log.key, moment.encode(), bytes([BYTE_OF[side]]), sha256(made.large).digest())
    return PictureId(sha256(place).digest()[:16].hex())


def _lock(
    log: OpenLog, moment: str, picture: PictureId, side: Side, made: Redrawn, words: str, may_keep: bool
) -> tuple[PictureKept, tuple[bytes, bytes]]:
    key, author = new_dek(), BYTE_OF[side]
    large = lock_picture(key, log.log, picture, author, Size.LARGE, made.large)
    small = lock_picture(key, log.log, picture, author, Size.SMALL, made.small)
    digests = sha256(large).hexdigest(), sha256(small).hexdigest()
    kept = PictureKept(
        moment, picture, words[: core.MOST_WORDS], made.width, made.height, key.hex(), *digests, may_keep
    )
    return kept, (large, small)


# ---------------------------------------------------------------- seeing


def held(opened: Opened, picture: str) -> tuple[OpenLog, Picture] | None:
    """A picture this person may see, and the log it is in."""
    for log in opened.all_logs:
        found = log.life.pictures.get(PictureId(picture))
        if found is not None:
            return log, found
    return None


def fetch(store: Store, log: LogId, one: Picture, size: Size) -> bytes | None:
    """A picture's own bytes, a JPEG; None where what lies on the disk isn't what was put, or is gone."""
    locked = store.picture(log, one.entry, size)
    said = one.what.large if size is Size.LARGE else one.what.small
    if locked is None or sha256(locked).hexdigest() != said:
        return None
    try:
        key = bytes.fromhex(one.what.key)
        return unlock_picture(key, log, one.id, BYTE_OF[one.author], size, locked)
    except (EnvelopeAltered, ValueError):
        return None


# ---------------------------------------------------------------- changing one's mind


async def take_back(home: Home, opened: Opened, picture: str) -> Picture:
    """Take back one's own picture: gone from every page at once, and its key and bytes from this server for good.

    The other's pages are not told to look: they show it when they look next. Raises NotYours.
    """
    log, one = _own(opened, picture)
    shreds = [word_for(opened, log.log, one)]
    await append(home.store, opened, log, [PictureTakenBack(one.id)], home.clock(), shreds=shreds)
    home.tell(log.log, only=opened.person)
    return one


def word_for(opened: Opened, log: LogId, one: Picture) -> Shred:
    """This person's signed word that a picture of theirs goes."""
    return Shred(log, one.entry, sign(opened.root, take_out_line(log, one.entry)))


async def take_out(home: Home, past: Opened, picture: str) -> None:
    """Take out one's own picture from a copy of what was, for whoever else kept it too. Raises NotYours.

    Nothing is added to the log, which is closed; the author's signed word stands where the entry was.
    """
    one = past.log.life.pictures.get(PictureId(picture))
    if one is None or one.author is not past.side:
        raise NotYours
    await home.store.append([], shreds=[word_for(past, past.log.log, one)])


async def allow(home: Home, opened: Opened, picture: str, may_keep: bool) -> Picture:
    """Choose anew whether the other keeps one's picture should the two part; the other is not told. Raises NotYours."""
    log, one = _own(opened, picture)
    if one.what.may_keep is not may_keep:
        what: What = PictureAllowed(one.id, may_keep)
        await append(home.store, opened, log, [what], home.clock())
        home.tell(log.log, only=opened.person)
    return one


def _own(opened: Opened, picture: str) -> tuple[OpenLog, Picture]:
    found = held(opened, picture)
    if found is None or found[1].author is not _side(opened, found[0]):
        raise NotYours
    return found
