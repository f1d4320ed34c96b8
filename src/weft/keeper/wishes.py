"""Both want it: lists to mark alone, and what both marked, once a week.

What each marks is theirs alone. To find what both want, while neither is asked whether the other is here, the server
keeps one locked note per person under a key of its own, always of the same size: neither of the two can open the
other's. docs/decisions/0023 says what that costs.
"""

import os
from functools import cache
from importlib import resources

import msgspec

from weft.core import wishes as core
from weft.core.people import PersonId
from weft.core.wishes import ListBrought, ListPutAway, Titles, Wants
from weft.keeper.home import Home
from weft.keeper.opened import Opened, append
from weft.keeper.own_rows import own_aad, put_anew
from weft.keeper.ports import Own, OwnRow
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.padding import pad, unpad

NOTE_BYTES = 32 * 1024
"""Of every note, empty or full: 400 marks, now and at the turn, are some fifteen thousand."""


class TooManyWishes(Exception):
    """More is marked than may be, or there are as many lists as there may be; nothing was changed."""


class NoTitles(Exception):
    """Nothing in what was brought is a title."""


class _Note(msgspec.Struct):
    turn: int
    then: list[str]
    now: list[str]


# ---------------------------------------------------------------- lists


@cache
def ours() -> tuple[Titles, ...]:
    """The lists that come with Weft, from content/lists: a heading, a line about it, and a title a line."""
    folder = resources.files("weft") / "content" / "lists"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".md")), key=lambda one: one.name)
    return tuple(_read(one.name.removesuffix(".md"), one.read_text("utf-8")) for one in files)


def _read(key: str, text: str) -> Titles:
    heading, about, *lines = (line.strip() for line in text.splitlines() if line.strip())
    return Titles(
        key, heading.removeprefix("# "), about, core.keyed(line.removeprefix("- ") for line in lines)
    )


def lists(opened: Opened) -> tuple[Titles, ...]:
    """Every list this person can mark: ours, then those the two brought, in their order."""
    brought = opened.log.life.lists.values()
    return (*ours(), *(Titles(one.key, one.name, "", core.keyed(one.titles)) for one in brought))


async def bring(home: Home, opened: Opened, name: str, text: str) -> str:
    """Bring a list, one title a line, for both to mark; gives its key. Raises NoTitles, TooManyWishes."""
    titles = core.titles_in(text)
    if not titles:
        raise NoTitles
    if len(titles) > core.MOST_TITLES or len(opened.log.life.lists) >= core.MOST_LISTS:
        raise TooManyWishes
    key = os.urandom(16).hex()
    what = ListBrought(key, name[: core.MOST_NAME], titles)
    await append(home.store, opened, opened.log, [what], home.clock())
    home.tell(opened.log.log)
    return key


async def put_away(home: Home, opened: Opened, key: str) -> None:
    """Put a list away that one of the two brought, for both. One that isn't there is no error."""
    if key in opened.log.life.lists:
        await append(home.store, opened, opened.log, [ListPutAway(key)], home.clock())
        home.tell(opened.log.log)


# ---------------------------------------------------------------- marking, and what both want


async def wanted(home: Home, opened: Opened) -> frozenset[str]:
    """What this person has marked, as it is now."""
    return (await _note(home, opened, opened.person)).now


async def mark(home: Home, opened: Opened, one: Titles, chosen: frozenset[str]) -> None:
    """Mark a list anew: what of it this person wants. Nobody is told, now or later. Raises TooManyWishes."""
    among = frozenset(key for key, _ in one.titles)
    turn = core.turn_at(home.clock())

    def anew(row: OwnRow | None) -> bytes:
        after = core.marked(_wants(home, opened, row), turn, among, chosen & among)
        if len(after.now) > core.MOST_WANTED:
            raise TooManyWishes
        plain = pad(msgspec.json.encode(_Note(after.turn, sorted(after.then), sorted(after.now))), NOTE_BYTES)
        return envelope.lock(_key(home, opened), Purpose.WISH, own_aad(opened.person, Own.WISHES), plain)

    await put_anew(home.store, opened.person, Own.WISHES, anew)


async def both(home: Home, opened: Opened) -> tuple[tuple[str, str], ...]:
    """What both wanted at the newest turn, (key, title) in the order of the lists: the same page for either."""
    found = await both_keys(home, opened)
    titles: dict[str, str] = {}
    for one in lists(opened):
        for key, title in one.titles:
            titles.setdefault(key, title)
    return tuple((key, title) for key, title in titles.items() if key in found)


async def both_keys(home: Home, opened: Opened) -> frozenset[str]:
    """All that both had marked at the newest turn, whatever it is a mark of."""
    assert opened.couple is not None
    mine = await _note(home, opened, opened.person)
    theirs = await _note(home, opened, opened.couple.partner)
    return core.both(mine, theirs, core.turn_at(home.clock()))


def _key(home: Home, opened: Opened) -> bytes:
    assert opened.couple is not None
    return home.sign_ins.server_key.wishes_key(bytes.fromhex(opened.couple.log.log))


async def _note(home: Home, opened: Opened, person: PersonId) -> Wants:
    return _wants(home, opened, await home.store.own(person, Own.WISHES))


def _wants(home: Home, opened: Opened, row: OwnRow | None) -> Wants:
    """What somebody's note says; nothing where there is none, or it doesn't open."""
    if row is None:
        return Wants()
    try:
        aad = own_aad(row.person, Own.WISHES)
        plain = envelope.unlock(_key(home, opened), Purpose.WISH, aad, row.locked)
        note = msgspec.json.decode(unpad(plain), type=_Note)
    except (EnvelopeAltered, msgspec.DecodeError):
        return Wants()
    return Wants(note.turn, frozenset(note.then), frozenset(note.now))
