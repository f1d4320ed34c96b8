"""What is brought may come from anywhere: each way a file can lie is refused, by name, before it costs anything."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable

import pytest

from weft.press import archive
from weft.press.archive import unzipped, zipped
from weft.press.copy import read_manifest
from weft.press.refused import CopyRefused, Why

Entry = tuple[str | zipfile.ZipInfo, bytes]


def made(*entries: Entry, packed: bool = True) -> bytes:
    """A zip as a stranger would make it."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as one:
        for name, content in entries:
            one.writestr(name, content)
    return into.getvalue()


def linked(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def device(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFCHR | 0o666) << 16
    return entry


def renamed(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The same zip with a name nobody's library would write."""
    assert len(old) == len(new)
    return raw.replace(old, new)


def understated() -> bytes:
    """A file that says it is small and is not."""
    raw = bytearray(made(("copy.json", bytes(4_000_000))))
    at = raw.rindex(b"PK\x01\x02") + 24
    raw[at : at + 4] = struct.pack("<I", 1000)
    return bytes(raw)


def overlapping() -> bytes:
    """Many names for one piece of packed zeros: every one of them small, all of them together not."""
    raw = made(("a.json", bytes(250_000)))
    end = raw.rindex(b"PK\x05\x06")
    begins = raw.rindex(b"PK\x01\x02")
    central = raw[begins:end]
    many = b"".join(central.replace(b"a.json", b"%c.json" % letter) for letter in b"abcdefghijklmnop")
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 16, 16, len(many), begins, 0)
    return raw[:begins] + many + tail


CORPUS: dict[str, tuple[Callable[[], bytes], set[Why]]] = {
    "nothing": (lambda: b"", {Why.NOT_OURS}),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), {Why.NOT_OURS}),
    "a program with a zip behind it": (lambda: b"#!/bin/sh\n" + made(("a.txt", b"x")), {Why.NOT_OURS}),
    "only the beginning of a zip": (lambda: b"PK\x03\x04" + bytes(60), {Why.DAMAGED}),
    "cut in half": (lambda: (one := made(("a.txt", bytes(range(256)) * 40)))[: len(one) // 2], {Why.DAMAGED}),
    "a way up": (lambda: made(("../a.txt", b"x")), {Why.NAMES}),
    "a way up from inside": (lambda: made(("together/../../a.txt", b"x")), {Why.NAMES}),
    "an absolute path": (lambda: made(("/etc/passwd", b"x")), {Why.NAMES}),
    "a Windows path": (lambda: made(("C:\\a.txt", b"x")), {Why.NAMES}),
    "backslashes": (lambda: made(("..\\..\\a.txt", b"x")), {Why.NAMES}),
    "a hidden file": (lambda: made((".bashrc", b"x")), {Why.NAMES}),
    "a folder": (lambda: made(("together/", b"")), {Why.NAMES}),
    "folders in folders": (lambda: made(("a/b/c.txt", b"x")), {Why.NAMES}),
    "a name with a line end": (lambda: made(("a\n.txt", b"x")), {Why.NAMES}),
    "a name with a NUL": (lambda: renamed(made(("aXb.txt", b"x")), b"aXb.txt", b"a\0b.txt"), {Why.NAMES}),
    "a name that is not UTF-8": (
        lambda: renamed(made(("aXb.txt", b"x")), b"aXb.txt", b"a\xffb.txt"),
        {Why.NAMES},
    ),
    "a name that says it is UTF-8 and is not": (
        lambda: renamed(made(("aéb.txt", b"x")), "aéb.txt".encode(), b"a\xff\xfeb.txt"),
        {Why.NAMES, Why.DAMAGED},
    ),
    "a name in another script": (lambda: made(("сopy.json", b"x")), {Why.NAMES}),
    "a very long name": (lambda: made((f"{'a' * 3000}.txt", b"x")), {Why.NAMES}),
    "a link": (lambda: made((linked("copy.json"), b"/etc/passwd")), {Why.LINK}),
    "a device": (lambda: made((device("copy.json"), b"")), {Why.LINK}),
    "two of one name": (
        lambda: renamed(made(("a.txt", b"x"), ("b.txt", b"y")), b"b.txt", b"a.txt"),
        {Why.TWICE},
    ),
    "two that differ in capitals": (lambda: made(("a.txt", b"x"), ("A.txt", b"y")), {Why.TWICE}),
    "a bomb by ratio": (lambda: made(("copy.json", bytes(20_000_000))), {Why.SWOLLEN}),
    "a bomb by count": (
        lambda: made(*((f"{n}.txt", b"") for n in range(archive.MOST_FILES + 1))),
        {Why.TOO_MANY},
    ),
    "a bomb by overlap": (overlapping, {Why.DAMAGED, Why.SWOLLEN}),
    "a size that is a lie": (understated, {Why.DAMAGED}),
    "a file larger than a copy": (lambda: b"PK\x03\x04" + bytes(archive.MOST_BYTES), {Why.TOO_LARGE}),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", CORPUS)
def test_it_is_refused_with_its_reason(name: str) -> None:
    make, expected = CORPUS[name]
    raw = make()
    with pytest.raises(CopyRefused) as no:
        unzipped(raw)
    assert no.value.why in expected


def test_a_bomb_by_size_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_PLAIN_BYTES", 1_000_000)
    raw = made(*((f"{n}.txt", bytes(240_000)) for n in range(5)))
    monkeypatch.setattr(archive, "_read", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(CopyRefused) as no:
        unzipped(raw)
    assert no.value.why is Why.SWOLLEN


def test_what_we_zip_comes_out_as_it_went_in() -> None:
    files = [("README.txt", b"a" * 1000), ("together/2026-06.md", b""), ("copy.weft", bytes(range(256)))]
    assert unzipped(b"".join(zipped(files))) == dict(files)


def test_a_zip_is_made_as_it_is_sent() -> None:
    asked: list[int] = []

    def pieces():  # type: ignore[no-untyped-def]
        for n in range(50):
            asked.append(n)
            yield bytes(10_000)

    stream = zipped([("copy.weft", pieces())])
    next(stream)
    next(stream)
    assert len(asked) < 5


def test_the_same_files_give_the_same_bytes() -> None:
    files = [("README.txt", b"a")]
    assert b"".join(zipped(files)) == b"".join(zipped(files))


def test_any_byte_changed_is_refused_or_harmless() -> None:
    raw = b"".join(zipped([("a.txt", b"The line that was kept.")]))
    for at in range(len(raw)):
        changed = raw[:at] + bytes((raw[at] ^ 0x5A,)) + raw[at + 1 :]
        try:
            files = unzipped(changed)
        except CopyRefused:
            continue
        assert set(files.values()) <= {b"The line that was kept."}


def test_a_copy_that_a_page_made_is_sent_to_the_page_that_opens_it() -> None:
    with pytest.raises(CopyRefused) as no:
        read_manifest(unzipped(made(("book.html", b"x"), ("words.md", b"#"), ("words.json", b"{}"))))
    assert no.value.why is Why.OWN_PAGE
