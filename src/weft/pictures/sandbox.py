"""Has a picture made anew by ``redraw.py`` in a process of its own, and believes nothing that comes back unseen.

Nothing is written anywhere: the file goes in through one pipe, the pictures come back through another, and a process
that takes too long, grows too large or falls over is a picture refused.
"""

import asyncio
import json
import sys
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SCRIPT = Path(__file__).with_name("redraw.py")
MOST_SENT = 24 * 1024 * 1024
"""Bytes of a file that is looked at at all."""
MOST_MADE = 8 * 1024 * 1024
"""Bytes of both pictures together: 2048 x 2048 of noise comes to four million."""
WAIT_SECONDS = 8.0
"""By the clock on the wall, for a machine with much else to do. The process itself has two seconds of the processor."""
AT_ONCE = 2
JPEG = b"\xff\xd8\xff"


class Why(StrEnum):
    """Why a picture was not taken."""

    KIND = "kind"
    """It is none of the three kinds that are taken."""
    PHONE = "phone"
    """It is one of the kinds only phones open."""
    LARGE = "large"
    DAMAGED = "damaged"
    EMPTY = "empty"


class PictureRefused(Exception):
    """There is no picture, and nothing was kept. ``why`` says what to tell whoever sent it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True, repr=False)
class Redrawn:
    """A picture made anew, and a small one: JPEG, pixels and nothing else. Sizes in pixels."""

    width: int
    height: int
    large: bytes
    small: bytes


async def redraw(raw: bytes) -> Redrawn:
    """The picture in these bytes, made anew. Raises PictureRefused."""
    _look_first(raw)
    async with _turn():
        said = await _ask(raw)
    return _read(said)


def _look_first(raw: bytes) -> None:
    """What needs no decoder to refuse, and no process."""
    if not raw:
        raise PictureRefused(Why.EMPTY)
    if len(raw) > MOST_SENT:
        raise PictureRefused(Why.LARGE)
    if raw[4:8] == b"ftyp":
        raise PictureRefused(Why.PHONE)
    webp = raw[:4] == b"RIFF" and raw[8:12] == b"WEBP"
    if not (webp or raw.startswith((JPEG, b"\x89PNG\r\n\x1a\n"))):
        raise PictureRefused(Why.KIND)


_turns: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}


def _turn() -> asyncio.Semaphore:
    """No more than two at once, whoever sends them."""
    loop = asyncio.get_running_loop()
    for old in [one for one in _turns if one.is_closed()]:
        del _turns[old]
    return _turns.setdefault(loop, asyncio.Semaphore(AT_ONCE))


async def _ask(raw: bytes) -> bytes:
    asked = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-B",
        str(SCRIPT),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    try:
        said, _ = await asyncio.wait_for(asked.communicate(raw), WAIT_SECONDS)
    except TimeoutError:
        raise PictureRefused(Why.LARGE) from None
    finally:
        if asked.returncode is None:
            with suppress(ProcessLookupError):
                asked.kill()
        ended = await asked.wait()
    if ended != 0:
        raise PictureRefused(Why.LARGE if ended < 0 else Why.DAMAGED)
    return said


def _read(said: bytes) -> Redrawn:
    """What the process said, if it can be true. Raises PictureRefused."""
    first, _, rest = said.partition(b"\n")
    try:
        facts = json.loads(first)
        if "refused" in facts:
            raise PictureRefused(Why(facts["refused"]))
        width, height, (large, small) = int(facts["width"]), int(facts["height"]), facts["sizes"]
    except (ValueError, TypeError, KeyError):
        raise PictureRefused(Why.DAMAGED) from None
    made = Redrawn(width, height, rest[:large], rest[large:])
    sound = (
        len(rest) == large + small and 0 < len(rest) <= MOST_MADE and 0 < width <= 2048 and 0 < height <= 2048
    )
    if not (sound and made.large.startswith(JPEG) and made.small.startswith(JPEG)):
        raise PictureRefused(Why.DAMAGED)
    return made
