"""A copy of what is somebody's: the passphrase once more, taking it, bringing one, and looking at what was brought."""

import asyncio
from base64 import urlsafe_b64encode
from collections.abc import AsyncGenerator, Iterator, Sequence
from datetime import date
from itertools import groupby, islice

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from weft.core.past import Past, PastSitting, past_cloth
from weft.core.people import Side
from weft.core.tapestry.drawdown import PHONE_ENDS, newest
from weft.core.tapestry.svg import svg
from weft.keeper import copies, fresh, picture_copies
from weft.keeper.fresh import FreshSent
from weft.keeper.home import Home
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.keeper.sign_ins import Refused
from weft.press.archive import MOST_BYTES
from weft.press.paper import besides, chapter
from weft.press.refused import CopyRefused
from weft.web import models
from weft.web.answers import onward, page, say
from weft.web.door import Door, Who, home
from weft.web.forms import TooMuch, facts, words
from weft.web.own_pages import opener
from weft.web.pages.rooms import private

THEN = {"copy": "/yours/copy", "ways": "/yours/ways"}
"""Where to go on from, once the passphrase was typed again: a closed set, so that no address can be slipped in."""
PAST_DAYS = 120
HANGING_PICKS = 600
PHRASE_MOST = 200


# ---------------------------------------------------------------- the passphrase once more


async def fresh_form(request: Request, opened: Opened) -> Response:
    then = THEN.get(request.query_params.get("for", ""), "/yours")
    asked = await fresh.stretch(home(request), opened)
    if asked is None:
        text = "No passphrase opens this account, so there is none to type. Give it one first, under Yours."
        return say(private(opened), "There is no passphrase", text, ("Back", "/yours"))
    salt = urlsafe_b64encode(asked.salt).decode().rstrip("=")
    return page(models.FreshPage(private(opened), then, salt, asked.memory_kib, asked.passes, asked.lanes))


async def prove(request: Request, opened: Opened) -> Response:
    sent = await facts(request, FreshSent)
    if sent is None:
        return JSONResponse({"say": "That didn’t arrive whole. Please try once more."}, 400)
    try:
        await fresh.prove(home(request), opened, sent)
    except Refused as no:
        return JSONResponse({"say": no.say, "field": no.field}, 429 if no.wait else 400)
    return JSONResponse({})


# ---------------------------------------------------------------- taking


async def copy_form(request: Request, opened: Opened) -> Response:
    if not fresh.is_fresh(home(request), opened):
        return onward("/fresh?for=copy")
    return page(models.CopyPage(private(opened)))


async def phrase(request: Request, opened: Opened) -> Response:
    if not fresh.is_fresh(home(request), opened):
        return onward("/fresh?for=copy")
    return page(models.CopyPage(private(opened), copies.new_phrase()))


async def take(request: Request, opened: Opened) -> Response:
    """The copy as a stream: it is packed and locked while it is sent, and lies nowhere on this server."""
    keeper = home(request)
    if not fresh.is_fresh(keeper, opened):
        return onward("/fresh?for=copy")
    sent = await words(request)
    chosen = sent.get("phrase", "")
    if sent.get("way") in {"pictures", "locked-pictures"}:
        return await _pictures(keeper, opened, sent["way"], chosen)
    copy = await copies.gather(keeper, opened)
    if sent.get("way") == "plain":
        pieces = copies.plain(copy, opened.root)
    elif sent.get("way") == "locked" and copies.is_phrase(chosen):
        pieces = copies.locked(copy, opened.root, chosen)
    else:
        return onward("/yours/copy")
    name = f"weft-copy-{copy.made.isoformat()}.zip"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, headers=headers, media_type="application/zip")


async def opener_page(request: Request) -> Response:
    """The page that opens a locked copy, for scripts which make one: the same bytes for everyone, and never a page here."""
    headers = {"content-disposition": 'attachment; filename="open.html"'}
    return Response(opener(), headers=headers, media_type="application/octet-stream")


async def _pictures(keeper: Home, opened: Opened, way: str, phrase: str) -> Response:
    """The pictures as a folder of their own, sent as they are opened."""
    if way == "locked-pictures" and not copies.is_phrase(phrase):
        return onward("/yours/copy")
    taken = await picture_copies.gather(keeper, opened)
    if way == "pictures":
        pieces = picture_copies.plain(keeper.store, taken)
    else:
        pieces = picture_copies.locked(keeper.store, taken, phrase)
    name = f"weft-pictures-{keeper.clock().astimezone().date().isoformat()}.zip"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, headers=headers, media_type="application/zip")


# ---------------------------------------------------------------- bringing


class _InMemory(MultiPartParser):
    """Reads a file that was sent without ever laying it on the disk: an unlocked copy is a whole life in clear."""

    spool_max_size = MOST_BYTES + 1


async def _sent(request: Request) -> FormData:
    """Raises TooMuch, and MultiPartException for what is no form."""

    async def counted() -> AsyncGenerator[bytes, None]:
        here = 0
        async for some in request.stream():
            here += len(some)
            if here > MOST_BYTES + 4096:
                raise TooMuch
            yield some

    return await _InMemory(request.headers, counted(), max_files=1, max_fields=2, max_part_size=4096).parse()


async def bring_form(request: Request, opened: Opened) -> Response:
    return page(models.BringPage(private(opened)))


async def bring(request: Request, opened: Opened) -> Response:
    try:
        form = await _sent(request)
    except (MultiPartException, KeyError, TooMuch):
        return _not_taken(opened, "That didn’t arrive as a file Weft can read.")
    file, typed = form.get("file"), form.get("phrase")
    raw = await file.read() if isinstance(file, UploadFile) else b""
    try:
        checked = await asyncio.to_thread(
            copies.check, raw, typed[:PHRASE_MOST] if isinstance(typed, str) else ""
        )
        await copies.bring(home(request), opened, checked)
    except CopyRefused as no:
        return _not_taken(opened, no.why.value)
    return onward("/past")


def _not_taken(opened: Opened, why: str) -> Response:
    return page(models.BringPage(private(opened), f"{why} Nothing here has changed."), 400)


# ---------------------------------------------------------------- looking


async def past(request: Request, opened: Opened) -> Response:
    pasts = tuple(opened.own.life.pasts.values())
    at = request.path_params.get("at", "0")
    if not (at.isascii() and at.isdigit()) or len(at) > 2 or int(at) >= len(pasts):
        text = "A copy you took, here or elsewhere, can be brought: its cloth and words are then to be seen here."
        links = (("I have a copy", "/yours/bring"), ("Back", "/yours"))
        return say(private(opened, "yours"), "There is no cloth here", text, *links, status=404)
    one = pasts[int(at)]
    days, older = _days(one, request.query_params.get("before", ""), f"/past/{int(at)}")
    whole = past_cloth(one, PHONE_ENDS)
    shown = {f"{thing.key}" for day in days for thing in day.things}
    drawn = svg(
        newest(whole, HANGING_PICKS),
        href=lambda key: f"#s-{key}" if key in shown else "#main",
        bare=64,
        ids="c",
        label="The cloth, newest first",
    )
    others = tuple(
        models.Link(past_names(other), f"/past/{n}") for n, other in enumerate(pasts) if n != int(at)
    )
    span = f"{day_words(one.since)} to {day_words(one.until)}"
    loose = tuple(
        models.Day(
            day_words(day), tuple(models.Thing("", "", "", (_said(one, w.text, one.mine, ""),)) for w in ws)
        )
        for day, ws in groupby(one.loose, lambda w: w.day)
    )
    room, shelves = _room(opened, one), tuple(_besides(one))
    return page(
        models.PastPage(
            room=room,
            names=past_names(one),
            span=span,
            drawn=drawn,
            days=days,
            loose=loose,
            older=older,
            others=others,
            besides=shelves,
        )
    )


def _besides(one: Past) -> Iterator[models.Day]:
    """A shelf each: the newest evenings, then what was agreed, said or marked."""
    if one.evenings:
        newest = sorted(one.evenings, key=lambda each: each.day, reverse=True)[:EVENINGS_SHOWN]
        lines = tuple(_line(one, besides.evening(each), day_words(each.day)) for each in newest)
        yield models.Day(besides.EVENINGS, lines)
    for called, some in besides.shelves(one):
        yield models.Day(
            called, tuple(_line(one, each.text or each.title, besides.caption(each)) for each in some)
        )


def _line(one: Past, text: str, caption: str) -> models.Thing:
    return models.Thing("", "", "", (models.Said(text, "", caption, one.mine.value),))


def _room(opened: Opened, one: Past) -> models.Room:
    """The header of the past: its two names, its dyes, and only its owner's edge as yarn."""
    return models.Room(
        left=one.left.name,
        right=one.right.name if one.right else None,
        left_dye=one.left.dye.value,
        right_dye=one.right.dye.value if one.right else None,
        middle=private(opened).middle,
        mine=one.mine.value,
        viewer=one.mine.value,
        nav="yours",
        signed_in=True,
    )


EVENINGS_SHOWN = 90
"""Of a past that was brought; all of them are in the copy."""


def past_names(one: Past) -> str:
    return f"{one.left.name} and {one.right.name}" if one.right else one.left.name


def _days(one: Past, before: str, path: str) -> tuple[tuple[models.Day, ...], str | None]:
    try:
        until = date.fromisoformat(before)
    except ValueError:
        until = date.max
    newest_first = sorted(
        (each for each in one.lived if each.day < until), key=lambda each: each.day, reverse=True
    )
    days = [
        (day, tuple(_thing(one, each) for each in some))
        for day, some in islice(groupby(newest_first, lambda each: each.day), PAST_DAYS + 1)
    ]
    shown = days[:PAST_DAYS]
    older = f"{path}?before={shown[-1][0].isoformat()}" if len(days) > PAST_DAYS else None
    return tuple(models.Day(day_words(day), things) for day, things in shown), older


def _thing(one: Past, each: PastSitting) -> models.Thing:
    said = tuple(_said(one, w.text, w.by, chapter.caption(one, w)) for w in each.words)
    return models.Thing(each.sitting, each.title, f"{day_words(each.day)}, {each.part}", said)


def _said(one: Past, text: str, by: Side, caption: str) -> models.Said:
    person = one.left if by is Side.LEFT else one.right
    return models.Said(text, person.name if person else "", caption, by.value)


DOORS: Sequence[Door] = (
    Door("/fresh", ("GET",), Who.SIGNED_IN, fresh_form),
    Door("/fresh", ("POST",), Who.SIGNED_IN, prove),
    Door("/yours/copy", ("GET",), Who.SIGNED_IN, copy_form),
    Door("/yours/copy", ("POST",), Who.SIGNED_IN, take),
    Door("/yours/copy/opener", ("GET",), Who.ANYONE, opener_page),
    Door("/yours/copy/phrase", ("POST",), Who.SIGNED_IN, phrase),
    Door("/yours/bring", ("GET",), Who.SIGNED_IN, bring_form),
    Door("/yours/bring", ("POST",), Who.SIGNED_IN, bring),
    Door("/past", ("GET",), Who.SIGNED_IN, past),
    Door("/past/{at}", ("GET",), Who.SIGNED_IN, past),
)
