"""The connections to the three files, and what every subject asks of them: to look something up, and to have it written."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from weft.store.files import File, Places, named, open_to_read
from weft.store.looks import Look, Looks
from weft.store.one_writer import Held
from weft.store.writer import Group, Pens, Writer

T = TypeVar("T")
Row = TypeVar("Row")


class Connections:
    """One to read with on the event loop, one in a thread for what is long, and the thread that writes."""

    def __init__(self, places: Places, pens: Pens, held: Held) -> None:
        self._places, self._held = places, held
        self._near = open_to_read(places)
        self._far = open_to_read(places)
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="weft-reader")
        self._writer = Writer(pens)
        self._looks = Looks()

    async def close(self) -> None:
        self._reader.shutdown()
        self._near.close()
        self._far.close()
        await self._writer.close()  # last of the files, so that SQLite tidies what it keeps beside each
        self._held.let_go()

    def _look(self, file: File, question: str, *values: str | bytes | int) -> list[tuple[Any, ...]]:
        with named(file):
            return list(self._near.execute(question, values))

    def _all(
        self, make: Callable[..., Row], file: File, question: str, *values: str | bytes | int
    ) -> list[Row]:
        """What is found, each row made of its columns."""
        return [make(*columns) for columns in self._look(file, question, *values)]

    def _one(
        self, make: Callable[..., Row], file: File, question: str, *values: str | bytes | int
    ) -> Row | None:
        """The first that is found."""
        return next((make(*columns) for columns in self._look(file, question, *values)), None)

    async def _apart(self, read: Callable[[], T]) -> T:
        """Have something long read in the thread that reads; there ``_far`` is the connection."""
        return await asyncio.get_running_loop().run_in_executor(self._reader, read)

    async def _do(self, group: Group, work: Callable[[Pens], T], stirs: Collection[Look] | None = None) -> T:
        """Have something written; what it ``stirs`` is looked up anew, and where that is not said, everything."""
        touched = () if group is Group.SIGN_INS else stirs
        self._looks.stir(touched)
        return await self._writer.do(group, work, lambda _: self._looks.rest(touched))
