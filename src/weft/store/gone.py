"""Ways in that were replaced, and sealed words that were taken back: they go again when an older copy brings them.

keys.db notes each by a trigger of its own, in the commit that takes it out; the ledger has a line for each from then on.
"""

from collections.abc import Iterable

import apsw

from weft.keeper.ports import Gone
from weft.store.files import File, named

_LIVING = "('asked', 'open')"
_SEALS_GONE = f"""
    DELETE FROM seals WHERE lower(hex(locked_hash)) = ?
    AND exchange IN (SELECT exchange FROM exchanges WHERE phase IN {_LIVING})
"""
_SEALS_BLANK = """
    UPDATE seals SET locked = x'', wrapped = x'', own = x'', kept = x'', half = x''
    WHERE lower(hex(locked_hash)) = ? AND locked <> x''
"""
"""Where both have been shown what the other stands by, its hashes stay, as they do when words are taken back then."""


def noted(keys: apsw.Connection) -> list[Gone]:
    """All that keys.db knows to be gone; nothing for one that an earlier Weft made."""
    with named(File.KEYS):
        if not keys.execute("SELECT 1 FROM sqlite_schema WHERE name = 'gone'").get:
            return []
        return [Gone(*row) for row in keys.execute("SELECT kind, mark FROM gone")]


def take_out_again(keys: apsw.Connection, gone: Iterable[Gone]) -> int:
    """Remove what of this is there; gives how many rows changed. To be done in a transaction."""
    changed = 0
    with named(File.KEYS):
        for one in gone:
            for statement in _STATEMENTS[one.kind]:
                keys.execute(statement, (one.mark,))
                changed += keys.changes()
    return changed


_STATEMENTS = {"slot": ("DELETE FROM slots WHERE slot = ?",), "seal": (_SEALS_GONE, _SEALS_BLANK)}
