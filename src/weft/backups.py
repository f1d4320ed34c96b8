"""Backups of a whole server, made while it serves and put back into an empty folder.

Puts store and vault together, as ``assemble`` does. Whatever is refused is refused before anything changes.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from weft import __version__
from weft.keeper.chains import first_wrong, keys_wrong
from weft.keeper.ports import StoreDamaged, StoreError, StoreTooNew, StoreUnwritable
from weft.store.backup import (
    Copies,
    all_keys,
    all_logs,
    last_backup,
    lay_down,
    note_backup,
    taken_copies,
    tell_everyone,
    without_a_way,
)
from weft.store.files import LEDGER
from weft.store.ledger import Line, add_lines, read_lines
from weft.vault.backup import (
    KEY_FILE_BYTES,
    BackupSecret,
    How,
    how_locked,
    lock_backup,
    unlock_backup,
)
from weft.vault.errors import BackupCutShort, BackupForeign, BackupNewer, EnvelopeAltered
from weft.vault.passphrase import complain

FORMAT = 1
KEPT = timedelta(days=14)
"""How long a backup may hold the key of something taken out: older ones are removed."""

PIECE_BYTES = 1024 * 1024
MOST_SAID = 64 * 1024
"""Bytes of what a backup says of itself."""

NAME = re.compile(r"weft-(\d{4}-\d{2}-\d{2}-\d{6})\.backup")
AS_NAMED = "%Y-%m-%d-%H%M%S"


class BackupRefused(Exception):
    """Why nothing was done, as a sentence for the host."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written and read back. ``removed`` are those that had become too old."""

    path: Path
    removed: tuple[Path, ...]


# ---------------------------------------------------------------- phrase or key file


def secret_from(
    key_file: Path | None, ask: Callable[[], str], apart_from: Path, *, make: bool = False
) -> BackupSecret:
    """What locks or opens a backup. With ``make`` a missing key file is made, and a weak phrase is refused.

    Raises BackupRefused.
    """
    if key_file is None:
        phrase = ask()
        wrong = complain(phrase) if make else None
        if wrong:
            raise BackupRefused(wrong)
        return BackupSecret.phrase(phrase)
    if apart_from.is_dir() and key_file.resolve().is_relative_to(apart_from.resolve()):
        raise BackupRefused("Keep the key file apart from the backups it opens.")
    try:
        if make and not key_file.exists():
            _write_new(key_file, os.urandom(KEY_FILE_BYTES))
        return BackupSecret.key_file(key_file.read_bytes())
    except (OSError, EnvelopeAltered):
        raise BackupRefused(f"{key_file} is no key file: 32 bytes, as ./weft backup makes it.") from None


# ---------------------------------------------------------------- making


def back_up(data: Path, to: Path, secret: BackupSecret, now: datetime) -> Made:
    """Write a backup of ``data`` into the folder ``to``, read it back, and remove those over fourteen days old.

    The shred ledger is written beside it too, in the open: it holds random ids, and the newest one serves every older
    backup. Raises BackupRefused.
    """
    try:
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = to / f"weft-{now.astimezone(UTC).strftime(AS_NAMED)}.backup"
        with taken_copies(data) as copies:
            _write_checked(path, secret, _pack(copies, now))
            add_lines(to / LEDGER, copies.lines)
        note_backup(data, int(now.timestamp()) // 60)
    except (StoreError, OSError) as no:
        raise BackupRefused(f"No backup was made. {no}.") from no
    return Made(path, tuple(_remove_old(to, now)))


def days_since_backup(data: Path, now: float) -> int | None:
    """Whole days since the newest backup was made here; None if there never was one. Raises StoreError."""
    minute = last_backup(data)
    return None if minute is None else max(0, int(now) // 60 - minute) // 1440


def _pack(copies: Copies, now: datetime) -> Iterator[bytes]:
    """What a backup holds, a piece at a time: what it says of itself, then the files one after another."""
    ledger = copies.ledger
    files = [
        [name, *_measured(file)] for name, file in (("content.db", copies.content), ("keys.db", copies.keys))
    ]
    said = {
        "format": FORMAT,
        "weft": __version__,
        "at": int(now.timestamp()),
        "files": [*files, [LEDGER, len(ledger), sha256(ledger).hexdigest()]],
    }
    first = json.dumps(said).encode()
    yield len(first).to_bytes(4, "big") + first
    yield from _pieces(copies.content)
    yield from _pieces(copies.keys)
    yield ledger


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The whole of it from its beginning."""
    file.seek(0)
    while some := file.read(PIECE_BYTES):
        yield some


def _measured(file: BinaryIO) -> tuple[int, str]:
    """Its length in bytes and its SHA-256 in hexadecimal."""
    length, digest = 0, sha256()
    for some in _pieces(file):
        length += len(some)
        digest.update(some)
    return length, digest.hexdigest()


def _write_checked(path: Path, secret: BackupSecret, plain: Iterator[bytes]) -> None:
    """Write beside, read back, and only then give it its name. Raises OSError."""
    beside, digest = path.with_suffix(".part"), sha256()

    def counted() -> Iterator[bytes]:
        for some in plain:
            digest.update(some)
            yield some

    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "r+b") as out:
            for piece in lock_backup(secret, counted()):
                out.write(piece)
            out.flush()
            os.fsync(handle)
            out.seek(0)
            _read_back(secret, out, digest.digest())
        os.link(beside, path)
    except (EnvelopeAltered, BackupCutShort) as no:
        raise BackupRefused(UNLIKE) from no
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


UNLIKE = "The disk gave back something else than was written. No backup was made."


def _read_back(secret: BackupSecret, file: BinaryIO, written: bytes) -> None:
    """Raises BackupRefused, EnvelopeAltered or BackupCutShort."""
    found = sha256()
    for some in unlock_backup(secret, file):
        found.update(some)
    if found.digest() != written:
        raise BackupRefused(UNLIKE)


def _remove_old(folder: Path, now: datetime) -> Iterable[Path]:
    for path, made in _backups_in(folder):
        if now - made > KEPT:
            path.unlink()
            yield path


def _backups_in(folder: Path) -> list[tuple[Path, datetime]]:
    """Oldest first."""
    found = ((path, NAME.fullmatch(path.name)) for path in folder.iterdir())
    dated = [(path, _instant(one[1])) for path, one in found if one]
    return sorted(((path, at) for path, at in dated if at), key=lambda one: one[1])


def _instant(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, AS_NAMED).replace(tzinfo=UTC)
    except ValueError:
        return None


def keep_server_key(key: Path, at: Path, apart_from: Path) -> None:
    """Copy the server key to a file of its own, never among the backups. Raises BackupRefused."""
    if at.resolve().is_relative_to(apart_from.resolve()):
        raise BackupRefused("Keep server.key apart from the backups: whoever finds both can try guesses.")
    try:
        _copy_key(key, at)
    except OSError as no:
        raise BackupRefused(f"The server key was not copied to {at}: {no.strerror}.") from no


def _copy_key(key: Path, at: Path) -> None:
    raw = key.read_bytes()
    if at.exists() and at.read_bytes() == raw:
        return
    _write_new(at, raw)


def _write_new(path: Path, raw: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(raw)
        out.flush()
        os.fsync(handle)


# ---------------------------------------------------------------- putting back


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was put back: when the backup was made, and what its chains have to say, if anything."""

    made: datetime
    said: tuple[str, ...]


def find_backup(there: Path) -> Path:
    """The backup meant: a file, or the newest in a folder. Raises BackupRefused."""
    if there.is_file():
        return there
    found = _backups_in(there) if there.is_dir() else []
    if not found:
        raise BackupRefused(f"There is no backup at {there}.")
    return found[-1][0]


def asks_for(backup: Path) -> How:
    """Whether a backup opens with a phrase or with a key file. Raises BackupRefused."""
    with _in_words(), backup.open("rb") as file:
        return how_locked(file.read(64))


def restore(
    backup: Path,
    data: Path,
    secret: BackupSecret,
    ledgers: Sequence[Path] = (),
    server_key: Path | None = None,
    volatile: Path | None = None,
) -> PutBack:
    """Put a backup back into a folder that is empty or not there. What the ledgers name stays gone.

    Ledgers are looked for beside the backup, in it, and where ``ledgers`` says. Nobody is signed in afterwards, and
    each person is told. Raises BackupRefused, having changed nothing.
    """
    _refuse_full(data)
    lines = [one for path in (backup.parent / LEDGER, *ledgers) for one in read_lines(path)]
    beside = data.with_name(f"{data.name}.restoring")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        with _in_words(), backup.open("rb") as file:
            ledger, made = _unpack(unlock_backup(secret, file), beside)
        said = _build(beside, ledger, lines, made, server_key)
        os.replace(beside, data)
        for tail in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                ((volatile or data) / f"volatile.db{tail}").unlink()
    except (StoreError, OSError) as no:
        raise BackupRefused(_why(no)) from no
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return PutBack(made, tuple(said))


def _refuse_full(data: Path) -> None:
    if data.exists() and not data.is_dir():
        raise BackupRefused(f"{data} is a file. Name an empty folder.")
    if data.is_dir() and any(data.iterdir()):
        raise BackupRefused(
            f"{data} is not empty. Move what is in it aside first, and keep it until all is well."
        )


def _build(
    folder: Path, ledger: bytes, lines: Sequence[Line], made: datetime, server_key: Path | None
) -> list[str]:
    damage = lay_down(folder, ledger, lines)
    if damage:
        raise StoreDamaged("The backup")
    if server_key:
        _copy_key(server_key, folder / "server.key")
    said = [*complaints_about_chains(folder), *complaints_about_keys(folder), *said_of_ways(folder)]
    tell_everyone(folder, int(made.timestamp()) // 86400)
    return said


def complaints_about_chains(folder: Path) -> list[str]:
    """What is not as its author signed it, in plain sentences; each person is told on their own pages too."""
    wrong = [log for log, rows, signers in all_logs(folder) if first_wrong(log, rows, signers) is not None]
    if not wrong:
        return []
    return [
        f"In {len(wrong)} logs something is not as it was signed. Those who can read them are told which day."
    ]


def complaints_about_keys(folder: Path) -> list[str]:
    """Keys that are not signed as they should be. Whom they concern is told on their own pages, and nothing opens."""
    if keys_wrong(*all_keys(folder)):
        return ["Somebody’s keys, or a couple’s, are not as they were signed. Try an older backup."]
    return []


def said_of_ways(folder: Path) -> list[str]:
    """Whom an older backup leaves with fewer ways in than they had, since what was replaced does not come back."""
    shut, paper = without_a_way(folder)
    said = [NO_WAY] if shut else []
    return [*said, BY_PAPER] if paper else said


NO_WAY = (
    "Somebody replaced every way into their account after this backup was made. The old ones don’t come back, so their "
    "account stays shut here. If there is a newer backup, put that one into another folder."
)
BY_PAPER = (
    "Somebody changed their passphrase after this backup was made. The old one doesn’t come back: they come in with "
    "their recovery code, and choose a new one."
)


def _why(no: Exception) -> str:
    match no:
        case StoreTooNew():
            return "This backup was made by a newer Weft. Bring Weft up to date first. Nothing was changed."
        case StoreUnwritable() | OSError():
            return f"The folder cannot be written: {no}. Nothing was changed."
        case _:
            return f"This backup is damaged: {no}. Nothing was changed. Try an older one."


class _in_words:
    """Whatever the vault says inside, as a sentence."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, no: BaseException | None, trace: object) -> None:
        for error, say in SAID.items():
            if isinstance(no, error):
                raise BackupRefused(f"{say} Nothing was changed.") from no


SAID: dict[type[BaseException], str] = {
    BackupForeign: "This is no backup of Weft.",
    BackupNewer: "This backup was made by a newer Weft. Bring Weft up to date first.",
    BackupCutShort: "The end of this backup is missing. Copy it again, or try an older one.",
    EnvelopeAltered: "This backup does not open: the phrase or key file is another one, or the backup is damaged.",
    OSError: "The backup cannot be read.",
}


class _Reader:
    """So many bytes at a time from pieces of any length."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""

    def some(self, most: int) -> bytes:
        """At least one byte and at most so many. Raises EnvelopeAltered where there are none left."""
        while not self._held:
            try:
                self._held = next(self._pieces)
            except StopIteration:
                raise EnvelopeAltered from None
        found, self._held = self._held[:most], self._held[most:]
        return found

    def exactly(self, length: int) -> bytes:
        found = bytearray()
        while len(found) < length:
            found += self.some(length - len(found))
        return bytes(found)

    def ended(self) -> bool:
        """Whether there is nothing more; reads to the end, so that the last frame is known to be the last."""
        return not self._held and not any(self._pieces)


def _unpack(pieces: Iterator[bytes], folder: Path) -> tuple[bytes, datetime]:
    """Lay the databases into a new folder; gives the ledger, and when the backup was made.

    Raises EnvelopeAltered for what ``_pack`` did not make, BackupNewer for what a later one made; StoreUnwritable.
    """
    reader = _Reader(pieces)
    try:
        said = json.loads(reader.exactly(min(MOST_SAID, int.from_bytes(reader.exactly(4), "big"))))
        if said["format"] > FORMAT:
            raise BackupNewer
        made = datetime.fromtimestamp(said["at"], UTC)
        content, keys, ledger = said["files"]
        if [content[0], keys[0], ledger[0]] != ["content.db", "keys.db", LEDGER]:
            raise EnvelopeAltered
        _lay_files(reader, folder, (content, keys))
        lines = reader.exactly(ledger[1])
    except (ValueError, KeyError, TypeError, IndexError, UnicodeDecodeError):
        raise EnvelopeAltered from None
    if sha256(lines).hexdigest() != ledger[2] or not reader.ended():
        raise EnvelopeAltered
    return lines, made


def _lay_files(reader: _Reader, folder: Path, files: Iterable[list[object]]) -> None:
    try:
        folder.mkdir(mode=0o700)
        for name, length, digest in files:
            found = _lay(reader, folder / str(name), int(str(length)))
            if found != digest:
                raise EnvelopeAltered
    except OSError as error:
        raise StoreUnwritable(folder.name) from error


def _lay(reader: _Reader, path: Path, left: int) -> str:
    """Write so many bytes to a new file; gives their SHA-256 in hexadecimal."""
    handle, digest = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), sha256()
    with os.fdopen(handle, "wb") as out:
        while left:
            some = reader.some(min(left, PIECE_BYTES))
            out.write(some)
            digest.update(some)
            left -= len(some)
        out.flush()
        os.fsync(handle)
    return digest.hexdigest()
