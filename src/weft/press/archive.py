"""Files into a zip as it is sent, and a zip from anywhere back into files, trusting nothing it says of itself.

Writing holds one file at a time and never touches a disk. Reading takes only what a copy of ours can hold: plain
files, plain names, known sizes. Everything is read into memory, so no name in it can lead anywhere.
"""

import re
import stat
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO, RawIOBase
from zlib import error as ZlibError

from weft.press.refused import CopyRefused, Why

MOST_BYTES = 48 * 1024 * 1024
"""Of a file that is brought: a hundred times two busy years."""
MOST_PLAIN_BYTES = 160 * 1024 * 1024
MOST_FILES = 3_000
MOST_TIMES = 60
"""How many times its size a file may unpack to; a cloth of one weave comes to thirty."""
SMALL_BYTES = 256 * 1024
"""Below this nothing is a bomb, however well it was packed."""
NAME = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,39}/)?[A-Za-z0-9][A-Za-z0-9-]{0,39}(?:\.[a-z]{2,4})?")
FIRST_OF_TIME = (1980, 1, 1, 0, 0, 0)
"""What a zip says of when a file was written. The day of a copy is in it, the hour is nobody's business."""


class _Pipe(RawIOBase):
    """What a zip is written to while it is read from the other end."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, some: bytes) -> int:  # type: ignore[override]
        self.waiting += some
        return len(some)

    def take(self) -> bytes:
        some = bytes(self.waiting)
        self.waiting.clear()
        return some


def zipped(files: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> Iterator[bytes]:
    """The zip of these files, piece by piece. Bytes are packed; what comes in pieces is kept as it is."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        for name, content in files:
            packed = isinstance(content, bytes)
            entry = zipfile.ZipInfo(name, FIRST_OF_TIME)
            entry.external_attr = (stat.S_IFREG | 0o600) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            with archive.open(entry, "w") as into:
                for some in (content,) if isinstance(content, bytes) else content:
                    into.write(some)
                    if pipe.waiting:
                        yield pipe.take()
            yield pipe.take()
    yield pipe.take()


def unzipped(raw: bytes) -> dict[str, bytes]:
    """Every file of a zip by its name. Raises CopyRefused before anything is unpacked that should not be."""
    if len(raw) > MOST_BYTES:
        raise CopyRefused(Why.TOO_LARGE)
    if not raw.startswith(b"PK\x03\x04"):
        raise CopyRefused(Why.NOT_OURS)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            entries = archive.infolist()
            _look_over(entries)
            return {entry.filename: _read(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, ZlibError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise CopyRefused(Why.DAMAGED) from None


def _look_over(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        raise CopyRefused(Why.TOO_MANY)
    if sum(entry.file_size for entry in entries) > MOST_PLAIN_BYTES:
        raise CopyRefused(Why.SWOLLEN)
    for entry in entries:
        _look_at(entry)
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise CopyRefused(Why.TWICE)


def _look_at(entry: zipfile.ZipInfo) -> None:
    # What the archive wrote, and not what zipfile made of it: it cuts names at a NUL.
    if not NAME.fullmatch(entry.orig_filename) or entry.filename != entry.orig_filename:
        raise CopyRefused(Why.NAMES)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or entry.flag_bits & 0x1:
        raise CopyRefused(Why.LINK)
    if entry.file_size > max(SMALL_BYTES, MOST_TIMES * entry.compress_size):
        raise CopyRefused(Why.SWOLLEN)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """No more than was announced, whatever lies there."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise CopyRefused(Why.DAMAGED)
    return content
