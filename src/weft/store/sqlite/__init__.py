"""The store on disk: three SQLite files, one thread that writes, look-ups where they are asked.

content.db and keys.db are on disk before an append returns; see docs/decisions/0005-three-files.md for why
there are three. A look-up by key takes some microseconds, less than handing it to another thread would, so
it is made at once on the event loop; reading a long log is handed over.

Here lies what each subject promises; the SQL of it is in the module of its name beside this folder.
"""

import asyncio
from pathlib import Path

from weft.store.files import Places, hold
from weft.store.opening import check, open_pens
from weft.store.sqlite.logs import Logs
from weft.store.sqlite.notebooks import Notebooks
from weft.store.sqlite.people import People
from weft.store.sqlite.put_back import PutBack
from weft.store.sqlite.renewals import Renewals
from weft.store.sqlite.seals import Seals
from weft.store.sqlite.sign_ins import SignInsKept
from weft.store.sqlite.two import Two


class SqliteStore(Logs, People, Notebooks, Two, Renewals, Seals, SignInsKept, PutBack):
    """See ``keeper.ports.Store`` for what each method promises."""

    @classmethod
    def open(cls, folder: Path, volatile: Path | None = None) -> "SqliteStore":
        """Open the files in a folder, making what is missing; ``volatile`` is volatile.db's own folder.

        Raises StoreInUse, StoreDamaged, StoreTooNew or StoreUnwritable; the files are then as they were.
        """
        places = Places(folder, volatile or folder)
        held = hold(places)
        return cls(places, open_pens(places), held)

    async def check(self) -> list[str]:
        return await asyncio.to_thread(check, self._places)

    @staticmethod
    def look_over(folder: Path, volatile: Path | None = None) -> list[str]:
        """As ``check``, beside a Weft that is at work there: nothing is opened to write."""
        return check(Places(folder, volatile or folder))
