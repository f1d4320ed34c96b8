"""The pictures somebody may see, as a folder to take along: each opened as it is sent, and none laid on the disk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from weft.core.people import LogId, Side
from weft.core.pictures import Picture
from weft.keeper.copies import LOCKED_NAME
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened
from weft.keeper.own_copies import looking_at
from weft.keeper.pictures import Size, fetch
from weft.keeper.ports import Store
from weft.press.archive import zipped
from weft.press.paper import beside
from weft.vault.copy import CopyLock
from weft.vault.derive import STANDARD, Params

PAGE = "pictures.html"


@dataclass(frozen=True, slots=True)
class Taken:
    """One picture to take along: where it lies, who put it, and the name it gets."""

    log: LogId
    picture: Picture
    who: str
    name: str


async def gather(home: Home, opened: Opened) -> tuple[Taken, ...]:
    """All pictures this person may see, in the order in which they were put."""
    await home.freshen(opened)
    logs = [opened.couple.log, opened.own] if opened.couple else [opened.own]
    for one in opened.copies:
        past = await looking_at(home.store, opened, one.couple)
        logs += [past.log] if past else []
    found = [taken for log in logs for taken in _of(log)]
    return tuple(found)


def _of(log: OpenLog) -> Iterator[Taken]:
    for one in log.life.pictures.values():
        person = log.life.people.get(Side(one.author))
        day = datetime.fromtimestamp(one.at, UTC).astimezone().date()
        yield Taken(
            log.log, one, person.name if person else "", f"pictures/{day.isoformat()}-{one.id[:12]}.jpg"
        )


def plain(store: Store, taken: tuple[Taken, ...]) -> Iterator[bytes]:
    """A zip of the pictures and a page that shows them with their words; anybody opens it who has it."""
    return zipped(_files(store, taken))


def locked(store: Store, taken: tuple[Taken, ...], phrase: str, params: Params = STANDARD) -> Iterator[bytes]:
    """The same, locked like a copy, beside the page that opens it."""
    inner = CopyLock.new(phrase, params).lock(plain(store, taken))
    return zipped([*beside(), (LOCKED_NAME, inner)])


def _files(store: Store, taken: tuple[Taken, ...]) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
    there = []
    for one in taken:
        raw = fetch(store, one.log, one.picture, Size.LARGE)
        if raw is not None:
            there.append(one)
            yield one.name, iter((raw,))
    yield PAGE, _page(there).encode()


def _page(taken: list[Taken]) -> str:
    shown = "\n".join(
        f'<figure><img src="{one.name}" alt="{escape(one.picture.what.words)}" style="max-width:100%">'
        f"<figcaption>{escape(one.picture.what.words)} ({escape(one.who)})</figcaption></figure>"
        for one in taken
    )
    return f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Pictures</title>\n{shown}\n</html>\n'
