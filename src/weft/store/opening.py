"""What is done to the files before anybody is served, and how they are looked over."""

import apsw

from weft.keeper.ports import StoreDamaged
from weft.store import log, partings
from weft.store.files import (
    File,
    Places,
    bring_up_to_date,
    complaint_about_integrity,
    complaints_about_access,
    discard,
    named,
    open_to_read,
    open_to_write,
    version,
)
from weft.store.gone import noted, take_out_again
from weft.store.ledger import Ledger, add_lines, entries_in, marks_in, read_lines
from weft.store.writer import Group, Pens, begin, commit, sweep_leavings


def open_pens(places: Places) -> Pens:
    """The files, made where they are missing and brought up to date; what a kill left half done is finished.

    Raises StoreDamaged, StoreTooNew or StoreUnwritable; the files are then as they were.
    """
    content, keys = open_to_write(places, File.CONTENT), open_to_write(places, File.KEYS)
    pens = Pens(content, keys, _volatile(places), Ledger(places.ledger))
    _refuse_half(pens)
    bring_up_to_date(pens.keys, File.KEYS)
    bring_up_to_date(pens.content, File.CONTENT)
    _sweep_keys_alone(places, pens)
    _shred_again(places, pens)
    return pens


def _volatile(places: Places) -> apsw.Connection:
    """The sign-ins. A damaged file of them is thrown away: everyone signs in again, nothing else is lost."""
    try:
        return _sound_volatile(places)
    except StoreDamaged:
        discard(places.of(File.VOLATILE))
        return _sound_volatile(places)


def _sound_volatile(places: Places) -> apsw.Connection:
    pen = open_to_write(places, File.VOLATILE)
    with named(File.VOLATILE):
        if pen.execute("PRAGMA quick_check(1)").get != "ok":
            raise StoreDamaged(File.VOLATILE.filename)
    bring_up_to_date(pen, File.VOLATILE)
    return pen


def _refuse_half(pens: Pens) -> None:
    """Refuse to begin an empty file beside one that is in use: then the other is not new but lost."""
    held = {File.CONTENT: (pens.content, "entries"), File.KEYS: (pens.keys, "deks")}
    for file, other in ((File.CONTENT, File.KEYS), (File.KEYS, File.CONTENT)):
        pen, table = held[other]
        with named(other):
            in_use = version(pen) > 0 and pen.execute(f"SELECT 1 FROM {table} LIMIT 1").get
        if in_use and version(held[file][0]) == 0:
            raise StoreDamaged(file.filename)


def _sweep_keys_alone(places: Places, pens: Pens) -> None:
    """Remove the keys a kill left without their entries, while no one else can write."""
    eye = open_to_read(places)
    try:
        begin(pens, Group.LOG)
        with named(File.KEYS):
            log.sweep_keys_alone(pens, eye)
        commit(pens, Group.LOG)
    finally:
        eye.close()


def _shred_again(places: Places, pens: Pens) -> None:
    """Finish what a kill left half taken out, and take out once more what an older copy brought back."""
    add_lines(places.ledger, noted(pens.keys))
    lines = read_lines(places.ledger)
    if lines:
        begin(pens, Group.LOG)
        log.shred(pens, entries_in(lines))
        partings.close_again(pens, entries_in(lines))
        take_out_again(pens.keys, marks_in(lines))
        commit(pens, Group.LOG)
        pens.leavings = True
        sweep_leavings(pens)


def check(places: Places) -> list[str]:
    said = complaints_about_access(places)
    damage = [complaint for file in File if (complaint := complaint_about_integrity(places, file))]
    if damage:
        return said + damage
    eye = open_to_read(places)
    try:
        return said + log.complaints(eye)
    finally:
        eye.close()
