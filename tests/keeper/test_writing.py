"""Entries to bytes and back."""

import msgspec
import pytest

from weft.core.log import lift
from weft.core.log.entries import Entry, LockChosen, PersonNamed, What
from weft.core.people import Side
from weft.keeper.writing import read, write


@pytest.mark.parametrize("what", [LockChosen(20), PersonNamed("Noor", "madder")])
def test_what_was_written_is_read_again(what: What) -> None:
    assert read(write(what, 7), "e" * 32, 1) == Entry("e" * 32, Side.RIGHT, 7, what)


@pytest.mark.parametrize("plain", [b"", b"{}", b'{"kind":"lock-chosen","version":1,"at":7,"body":{}}'])
def test_a_mangled_entry_is_refused(plain: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        read(plain, "e" * 32, 0)


@pytest.mark.parametrize("change", [{"kind": "moment-kept"}, {"version": 2}, {"version": 0}])
def test_an_entry_this_release_does_not_know_is_named_as_such(change: dict[str, object]) -> None:
    written = msgspec.json.decode(write(LockChosen(20), 7)) | change
    with pytest.raises(lift.UnknownEntry):
        read(msgspec.json.encode(written), "e" * 32, 0)


def test_an_older_entry_is_lifted_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def in_minutes(body: lift.Body) -> lift.Body:
        return {"minutes": body["hours"] * 60}  # type: ignore[operator]

    monkeypatch.setattr(LockChosen, "VERSION", 2)
    monkeypatch.setitem(lift.STEPS, ("lock-chosen", 1), in_minutes)
    old = b'{"kind":"lock-chosen","version":1,"at":7,"body":{"hours":1}}'
    assert read(old, "e" * 32, 0).what == LockChosen(60)
