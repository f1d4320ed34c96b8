"""Files of the cloth, for either of the two alike: a picture, a drawing, a print, a draft for a loom.

No name, title or day goes into a file: whoever finds it sees a piece of cloth. Nobody is told that one was taken.
"""

from collections.abc import AsyncIterator

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from weft.core.tapestry.drawdown import Cloth
from weft.core.tapestry.shafts import LOOMS, setting
from weft.core.tapestry.svg import standalone
from weft.core.tapestry.wif import notes, wif
from weft.keeper.opened import Opened
from weft.press.order import Order, only_threads
from weft.press.printing import NotPainted, printed
from weft.web import models
from weft.web.answers import marked, say
from weft.web.door import Door, Who
from weft.web.pages.far import Part, part_of, whole_cloth
from weft.web.pages.rooms import shared

FILE_ENDS = 204
"""As wide as on the wall; twenty centimetres on a loom at ten to the centimetre."""
THREAD_PX = 6
MOST_HIGH = 12_000
PRINTS = {"30x60": (30.0, 60.0), "50x100": (50.0, 100.0), "100x200": (100.0, 200.0)}
"""Centimetres."""
TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "wif": "text/plain; charset=utf-8",
}


async def page_of_files(request: Request, opened: Opened) -> Response:
    part = _asked(request)
    piece = part.of(whole_cloth(request, opened, FILE_ENDS)) if part else None
    if part is None or piece is None or not piece.picks:
        return _nothing_to_take(opened)
    drafts = tuple(models.Draft(shafts, notes(setting(piece, shafts), shafts)[1:]) for shafts in LOOMS)
    back = part.path if part.year else "/cloth"
    room = shared(opened, "cloth")
    return marked(request, models.TakePage(room, part.label, part.which, back, drafts))


def _asked(request: Request) -> Part | None:
    asked: QueryParams = request.query_params
    return part_of(asked.get("year"), asked.get("quarter"))


async def file(request: Request, opened: Opened) -> Response:
    part, kind = _asked(request), request.path_params["file"].removeprefix("cloth.")
    piece = part.of(whole_cloth(request, opened, FILE_ENDS)) if part else None
    if part is None or piece is None or not piece.picks or kind not in TYPES:
        return _nothing_to_take(opened)
    return await _sent(request, opened, kind, only_threads(piece))


async def _sent(request: Request, opened: Opened, kind: str, piece: Cloth) -> Response:
    """The file, in the order asked for; a size or a loom nobody offers is as if none had been named."""
    headers = {
        "content-disposition": f'attachment; filename="cloth.{kind}"',
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    if kind == "svg":
        return Response(standalone(piece), media_type=TYPES[kind], headers=headers)
    if kind == "wif":
        shafts = request.query_params.get("shafts", "")
        loom = int(shafts) if shafts in map(str, LOOMS) else None
        return Response(wif(piece, loom), media_type=TYPES[kind], headers=headers)
    pieces = printed(_order(kind, piece, request.query_params.get("size", "")))
    try:
        first = await anext(pieces)
    except (NotPainted, TimeoutError, OSError):
        return _not_painted(opened)
    return StreamingResponse(_whole(first, pieces), media_type=TYPES[kind], headers=headers)


def _order(kind: str, piece: Cloth, size: str) -> Order:
    if kind == "pdf":
        wide, high = PRINTS.get(size, PRINTS["30x60"])
        return Order(kind="pdf", cloth=piece, wide=wide, high=high)
    if piece.picks * THREAD_PX <= MOST_HIGH:
        return Order(kind="png", cloth=piece, thread_px=THREAD_PX)
    return Order(kind="png", cloth=piece, wide=2000, high=MOST_HIGH)


async def _whole(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece


def _nothing_to_take(opened: Opened) -> Response:
    text = (
        "Nothing is woven there yet, or the address has a slip in it. A strung warp alone makes no picture."
    )
    return say(shared(opened), "There is no cloth to take", text, ("Back to the cloth", "/cloth"), status=404)


def _not_painted(opened: Opened) -> Response:
    text = "This machine could not paint it just now. Nothing has changed; a smaller size, or the drawing, may do."
    return say(shared(opened), "The picture didn’t come", text, ("Back", "/cloth/take"), status=503)


DOORS = (
    Door("/cloth/take", ("GET",), Who.READER, page_of_files),
    Door("/cloth/take/{file}", ("GET",), Who.READER, file),
)
