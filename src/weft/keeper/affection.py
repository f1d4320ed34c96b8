"""Gestures between two, the map of what each wants, and what lands.

A gesture lies in the shared log from the moment it was given, locked and signed; the other is shown it once it has
arrived. Nobody is told that one came, and a giver's pages never depend on what a receiver does with it in private.
What is replaced or taken back goes for good, key and bytes, so that a log remembers no earlier map.
"""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from weft.core.affection.entries import (
    AffectionWhat,
    AnswerTakenBack,
    GestureAnswered,
    GestureKept,
    GestureLanded,
    GestureTakenBack,
    GestureWoven,
    GestureWritten,
    HintsShown,
    HourChosen,
    MapShown,
)
from weft.core.affection.gestures import (
    Affection,
    Gesture,
    Manner,
    Way,
    has_arrived,
    key_of,
    lands,
    written_on,
)
from weft.core.affection.wanted import said_anew, to_show
from weft.core.log.entries import What
from weft.core.people import Side, SittingId
from weft.keeper.gone_by import going
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.ports import Shred
from weft.vault.lp import lp

ON_TODAY = timedelta(days=2)
"""For so long a gesture that has arrived stands on Today, unless something was done with it."""


class OneADay(Exception):
    """This person has left a gesture today; nothing was changed."""


class NoSuchGesture(Exception):
    """There is none of this id that this person may see."""


def log_of(opened: Opened) -> OpenLog:
    assert opened.couple is not None, "affection takes two"
    return opened.couple.log


def shared(opened: Opened) -> Affection:
    """What both logs of two say together; each viewer is shown a part of it."""
    return log_of(opened).life.affection


def own(opened: Opened) -> Affection:
    """What this person keeps to themself."""
    return opened.own.life.affection


# ---------------------------------------------------------------- looking


def given(opened: Opened) -> list[Gesture]:
    """What this person left for the other, the newest first."""
    return [one for one in reversed(list(shared(opened).gestures.values())) if one.by is opened.side]


def received(home: Home, opened: Opened) -> list[Gesture]:
    """What has arrived for this person, the newest first."""
    now, hours = home.clock().astimezone(), own(opened).hours
    newest = reversed(list(shared(opened).gestures.values()))
    return [one for one in newest if one.by is not opened.side and has_arrived(one, hours, now)]


def on_today(home: Home, opened: Opened) -> tuple[str, ...]:
    """Ids of what has come lately and was neither kept, noted, answered nor woven."""
    if opened.couple is None:
        return ()
    since, mine = int((home.clock() - ON_TODAY).timestamp()), own(opened)
    some = (one for one in received(home, opened) if max(one.at, one.arrives * 60) >= since)
    return tuple(one.id for one in some if not (one.answer or one.id in mine.kept or one.id in mine.landed))


def gesture(home: Home, opened: Opened, key: str) -> Gesture:
    """One this person gave, or one that has arrived. Raises NoSuchGesture."""
    found = shared(opened).gestures.get(key)
    mine = found is not None and found.by is opened.side
    if found is None or not (mine or has_arrived(found, own(opened).hours, home.clock().astimezone())):
        raise NoSuchGesture
    return found


def is_woven(opened: Opened, key: str) -> bool:
    return SittingId(key) in log_of(opened).life.woven


# ---------------------------------------------------------------- giving


def new_tap(opened: Opened) -> str:
    """The mark of the next gesture this person leaves: the same form sent twice leaves one."""
    made = sum(one.by is opened.side for one in shared(opened).gestures.values())
    number = made + 2 * shared(opened).taken.get(opened.side, 0)
    return sha256(lp("gesture", log_of(opened).key, opened.side.value, str(number))).digest()[:16].hex()


def has_given_today(home: Home, opened: Opened) -> bool:
    now = home.clock().astimezone()
    return written_on(shared(opened).gestures.values(), opened.side, now.date(), now.tzinfo)


async def give(home: Home, opened: Opened, way: Way, text: str, arrives: int, tap: str) -> None:
    """Leave a gesture for the other, who sees it on the next look from that minute on. Raises OneADay."""
    log = log_of(opened)
    key = sha256(lp("gesture-id", log.key, opened.person, tap or new_tap(opened))).digest()[:16].hex()
    if key in shared(opened).gestures:
        return
    if has_given_today(home, opened):
        raise OneADay
    written = GestureWritten(key, way.value, text, arrives)
    await append(home.store, opened, log, [written], home.clock(), tap=f"gesture {key}")
    home.tell(log.log, only=opened.person)


async def take_back(home: Home, opened: Opened, key: str) -> None:
    """Take back this person's own part of a gesture, the gift or the answer; what isn't there is no error."""
    one = shared(opened).gestures.get(key)
    if one is None:
        return
    if one.by is opened.side:
        old: AffectionWhat = GestureWritten(key, one.way, one.text, one.arrives)
        await _replace(home, opened, GestureTakenBack(key), old)
    elif one.answer:
        old = GestureAnswered(key, one.manner or "", one.answer)
        await _replace(home, opened, AnswerTakenBack(key), old)
    home.tell(log_of(opened).log, only=opened.person)


# ---------------------------------------------------------------- receiving


async def keep(home: Home, opened: Opened, key: str, *, kept: bool) -> None:
    """Keep a gesture, or keep it no more: in this person's own log, and nobody else's page. Raises NoSuchGesture."""
    gesture(home, opened, key)
    if (key in own(opened).kept) != kept:
        await append(home.store, opened, opened.own, [GestureKept(key, kept)], home.clock())


async def note(home: Home, opened: Opened, key: str, landed: str) -> None:
    """Note whether it landed, for nobody else. Raises NoSuchGesture."""
    one = gesture(home, opened, key)
    before = own(opened).landed.get(key)
    if landed in ("yes", "no", "") and landed != (before.landed if before else ""):
        what = GestureLanded(key, one.way.value, landed)
        await _replace_own(home, opened, what)


async def weave(home: Home, opened: Opened, key: str) -> None:
    """Weave a gesture in that came to this person, for both to see. Raises NoSuchGesture."""
    one = gesture(home, opened, key)
    if one.by is not opened.side and not is_woven(opened, key):
        await append(
            home.store,
            opened,
            log_of(opened),
            [GestureWoven(key, one.way.value)],
            home.clock(),
            tap=f"weave {key}",
        )
        home.tell(log_of(opened).log)


async def answer(home: Home, opened: Opened, key: str, manner: Manner, text: str) -> None:
    """Answer a gesture, in place of an earlier answer, and weave it in. Raises NoSuchGesture."""
    one = gesture(home, opened, key)
    if one.by is opened.side or (one.manner, one.answer) == (manner, text):
        return
    what = GestureAnswered(key, manner.value, text)
    await _replace(home, opened, what, what)
    home.tell(log_of(opened).log)
    await weave(home, opened, key)


async def choose_hour(home: Home, opened: Opened, hour: int) -> None:
    """From which hour gestures arrive for this person, -1 for any; of those written from now on."""
    hours = own(opened).hours
    if -1 <= hour <= 23 and hour != (hours[-1][1] if hours else -1):
        await append(home.store, opened, opened.own, [HourChosen(hour)], home.clock())


# ---------------------------------------------------------------- the map, and what lands


async def say_map(
    home: Home, opened: Opened, situation: str, answers: dict[str, str], showing: Sequence[str]
) -> None:
    """Say one situation anew. The other's pages show what is shared, and never that anything changed."""
    before = own(opened).map
    said = said_anew(before, situation, answers, showing)
    if said != before:
        await _replace_own(home, opened, said)
    if to_show(said) != dict(shared(opened).shown.get(opened.side, {})):
        shown = MapShown(to_show(said))
        await _replace(home, opened, shown, shown)


def wanted_by_the_other(opened: Opened) -> dict[str, str]:
    """What the other lets this person see of their map, by place."""
    return dict(shared(opened).shown.get(opened.side.other, {}))


def landing(opened: Opened) -> tuple[Way, ...]:
    """The ways that tend to land with this person, by what they noted of gestures."""
    return lands(own(opened).landed.values())


async def show_hints(home: Home, opened: Opened, ways: Sequence[Way]) -> None:
    """Let the other know that these ways land; of those that do. The other is not told to look."""
    so = set(landing(opened)) | set(shared(opened).hints.get(opened.side, ()))
    chosen = tuple(way.value for way in Way if way in ways and way in so)
    if chosen != shared(opened).hints.get(opened.side, ()):
        hints = HintsShown(chosen)
        await _replace(home, opened, hints, hints)


def hints_for(opened: Opened) -> tuple[Way, ...]:
    """What the other lets this person know of what lands."""
    return tuple(Way.read(way) for way in shared(opened).hints.get(opened.side.other, ()))


# ---------------------------------------------------------------- in the place of what was


async def _replace(home: Home, opened: Opened, what: What, old: AffectionWhat) -> None:
    """Append something of this person's to the shared log, and take out what it stands in the place of."""
    log = log_of(opened)
    shreds = await _said_before(home, opened, log, opened.side, old)
    await append(home.store, opened, log, [what], home.clock(), shreds=shreds)


async def _replace_own(home: Home, opened: Opened, what: AffectionWhat) -> None:
    shreds = await _said_before(home, opened, opened.own, Side.LEFT, what)
    await append(home.store, opened, opened.own, [what], home.clock(), shreds=shreds)


async def _said_before(
    home: Home, opened: Opened, log: OpenLog, side: Side, like: AffectionWhat
) -> list[Shred]:
    """What this person last said under the same key, with their signed word that it goes."""
    key = key_of(side, like)
    said_at = log.life.affection.said_at.get(key)

    def same(what: What) -> bool:
        return isinstance(what, AffectionWhat) and key_of(side, what) == key

    return await going(home, opened, log, () if said_at is None else (said_at,), same)
