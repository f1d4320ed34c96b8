"""What a form brought, read without trusting it: missing is empty, too long is cut off and said so."""

import logging
from typing import TypeVar
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import ClientDisconnect, Request

from weft.keeper.sign_ins import Sent

Shape = TypeVar("Shape")

logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
"""It would print which letter it found in a form that is none."""

MOST_BYTES = 64 * 1024
MOST_FIELDS = 64


class TooMuch(Exception):
    """More was sent than any of our forms can send."""


async def words(request: Request) -> dict[str, str]:
    """The fields of a form as text. Files and repeats are passed over. Raises TooMuch."""
    return dict(await _fields(request))


async def many(request: Request, name: str) -> tuple[dict[str, str], list[str]]:
    """The fields of a form as text, and every value of one that may come several times. Raises TooMuch."""
    fields = await _fields(request)
    return dict(fields), [value for field, value in fields if field == name]


async def _fields(request: Request) -> list[tuple[str, str]]:
    """All fields that are text, in their order."""
    await small(request)
    kind = dict(request.scope["headers"]).get(b"content-type", b"")
    if kind.startswith(b"application/x-www-form-urlencoded"):
        fields = _plain(await request.body())
    else:
        form = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=MOST_BYTES)
        fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    return [(name, value.replace("\r\n", "\n")) for name, value in fields]


def _plain(body: bytes) -> list[tuple[str, str]]:
    """What nearly every form of ours sends, read by the standard library: it is done before another parser is set up."""
    try:
        return parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise TooMuch from None


async def facts(request: Request, shape: type[Shape], most: int = MOST_BYTES) -> Shape | None:
    """A JSON body of the given shape; None when it is anything else. Raises TooMuch."""
    await small(request, most)
    try:
        return msgspec.json.decode(await request.body(), type=shape, dec_hook=_read)
    except (msgspec.DecodeError, ValueError):
        return None


def _read(kind: type, sent: object) -> object:
    if kind is not Sent:
        raise NotImplementedError
    return Sent.read(sent)


async def small(request: Request, most: int = MOST_BYTES) -> None:
    """Raises TooMuch for a body of more bytes than that."""
    length = dict(request.scope["headers"]).get(b"content-length", b"")
    if length.isdigit() and int(length) > most:
        raise TooMuch
    parts, size, more = list[bytes](), 0, not hasattr(request, "_body")
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        size, more = size + len(parts[-1]), message.get("more_body", False)
        if size > most:
            raise TooMuch  # Whoever does not say how much it is cannot make us hold all of it.
    if parts:
        request._body = b"".join(parts)  # Where starlette itself keeps what it has read.
