"""One thread that writes: it takes all that waits, and commits it together.

A commit waits for the disk, so sharing one between everyone who waits makes each nearly free. One refusal costs
the others nothing but a moment: all is undone, and each half done by itself. While nothing waits, the thread sleeps.

Where a piece of work writes to two files, keys.db is committed before content.db: a kill between the two
leaves a key without its entry, which opens nothing, never an entry without its key.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import apsw

from weft.keeper.ports import StoreError, StoreUnwritable
from weft.store.files import File, named, truncate_wal
from weft.store.gone import noted
from weft.store.ledger import Ledger, add_lines
from weft.store.one_writer import identity

T = TypeVar("T")

TOGETHER = 512
"""The most pieces of work in one commit."""


class Pens:
    """The writing connections, one a file, the shred ledger, and the number of the commit being written."""

    def __init__(
        self, content: apsw.Connection, keys: apsw.Connection, volatile: apsw.Connection, ledger: Ledger
    ) -> None:
        self.ledger = ledger
        self.leavings = False
        """Whether bytes that were taken out may still lie in the files beside the databases."""
        self.content = content
        self.keys = keys
        self.volatile = volatile
        self._batch: int | None = None
        self._opened = {file: identity(self.of(file).filename) for file in File}

    def refuse_moved(self, file: File) -> None:
        """Raises StoreUnwritable where the file that was opened is no longer the one that lies there."""
        if identity(self.of(file).filename) != self._opened[file]:
            raise StoreUnwritable(file.filename)

    def of(self, file: File) -> apsw.Connection:
        return {File.CONTENT: self.content, File.KEYS: self.keys, File.VOLATILE: self.volatile}[file]

    def batch(self) -> int:
        """The number under which this commit's keys are kept, one more than any before."""
        if self._batch is None:
            number = self.keys.execute("UPDATE batches SET last = last + 1 RETURNING last").get
            self._batch = int(number)
        return self._batch

    def forget_batch(self) -> None:
        self._batch = None

    def close(self) -> None:
        for file in File:
            self.of(file).close()


class Group(Enum):
    """Work that is committed together, and the files it touches in the order they are locked.

    Commits run the other way round.
    """

    LOG = (File.CONTENT, File.KEYS)
    PEOPLE = (File.KEYS,)
    SIGN_INS = (File.VOLATILE,)


Work = Callable[[Pens], Any]


@dataclass(slots=True)
class _Task:
    """A piece of work, who waits for it, and what became of it."""

    group: Group
    work: Work
    waiting: "asyncio.Future[Any]"
    after: Callable[[Any], None]
    outcome: Any = None
    refusal: BaseException | None = field(default=None)

    def settle(self) -> None:
        self.after(None if self.refusal else self.outcome)
        if self.waiting.done():
            return  # whoever asked has gone; the work stands all the same
        if self.refusal is not None:
            self.waiting.set_exception(self.refusal)
        else:
            self.waiting.set_result(self.outcome)


class Writer:
    """Owns the pens and the thread. Call from one event loop at a time."""

    def __init__(self, pens: Pens) -> None:
        self._pens = pens
        self._gathered: list[_Task] = []
        self._queue: SimpleQueue[list[_Task] | None] = SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="weft-writer", daemon=True)
        self._thread.start()

    async def do(
        self, group: Group, work: Callable[[Pens], T], after: Callable[[T | None], None] = lambda _: None
    ) -> T:
        """Have a piece of work done; returns once it is committed. Raises whatever it raised, undone.

        ``after`` is called on the event loop in both cases, also where nobody waits any more, in the order of the
        commits: with what came of it, and with None where it was refused.
        """
        if self._closed:
            raise StoreUnwritable(group.value[0].filename)
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[T] = loop.create_future()
        if not self._gathered:
            loop.call_soon(self._hand_over)
        self._gathered.append(_Task(group, work, waiting, after))
        return await waiting

    def _hand_over(self) -> None:
        """Hand over what was asked for in one turn of the loop; one by one, the first would be committed alone."""
        gathered, self._gathered = self._gathered, []
        self._queue.put(gathered)

    async def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._hand_over()
            self._queue.put(None)
            await asyncio.to_thread(self._thread.join)

    # everything below runs in the thread

    def _run(self) -> None:
        open_still = True
        while open_still:
            tasks, open_still = self._waiting()
            for group in Group:
                _write(self._pens, group, [task for task in tasks if task.group is group])
            _tell(tasks)
        self._pens.close()

    def _waiting(self) -> tuple[list[_Task], bool]:
        """All that waits, once something does; and whether more may come."""
        tasks: list[_Task] = []
        more = self._queue.get()
        while more is not None:
            tasks += more
            if len(tasks) >= TOGETHER:
                return tasks, True
            try:
                more = self._queue.get_nowait()
            except Empty:
                return tasks, True
        return tasks, False


def _write(pens: Pens, group: Group, tasks: list[_Task]) -> None:
    """Do and commit a group's tasks together; where one of them or the disk refuses, each half by itself.

    So a refusal ends alone after a few tries, and nobody pays for a savepoint while there is none.
    """
    if not tasks:
        return
    pens.forget_batch()
    try:
        begin(pens, group)
    except StoreError as locked_out:
        _roll_back(pens, group)
        for task in tasks:
            task.refusal = locked_out
        return
    try:
        with named(group.value[0]):
            for task in tasks:
                task.outcome = task.work(pens)
        commit(pens, group)
        sweep_leavings(pens)
    except Exception as trouble:
        _roll_back(pens, group)
        if len(tasks) == 1:
            tasks[0].refusal = trouble
            return
        middle = len(tasks) // 2
        _write(pens, group, tasks[:middle])
        _write(pens, group, tasks[middle:])


def begin(pens: Pens, group: Group) -> None:
    """Lock a group's files against every other writer, in the group's order. Raises StoreUnwritable."""
    for file in group.value:
        pens.refuse_moved(file)
        with named(file):
            pens.of(file).execute("BEGIN IMMEDIATE")


def commit(pens: Pens, group: Group) -> None:
    """Commit a group's files, in the reverse of the group's order; before them, the ledger of what they take out."""
    if pens.ledger.write():
        pens.leavings = True
    for file in reversed(group.value):
        with named(file):
            pens.of(file).execute("COMMIT")


def sweep_leavings(pens: Pens) -> None:
    """Leave nothing of what was taken out beside the files. Whoever still reads makes it wait for the next commit."""
    if pens.leavings:
        with suppress(StoreError):  # keys.db remembers; the next time, or the next start, writes it down.
            add_lines(pens.ledger.path, noted(pens.keys))
        pens.leavings = not all([truncate_wal(pens.of(file)) for file in (File.KEYS, File.CONTENT)])


def _roll_back(pens: Pens, group: Group) -> None:
    pens.ledger.forget()
    for file in group.value:
        if pens.of(file).in_transaction:
            with suppress(apsw.Error):
                pens.of(file).execute("ROLLBACK")


def _tell(tasks: list[_Task]) -> None:
    """Wake those who waited, one call for each event loop among them."""
    loops = dict.fromkeys(task.waiting.get_loop() for task in tasks)
    for loop in loops:
        theirs = [task for task in tasks if task.waiting.get_loop() is loop]
        with suppress(RuntimeError):  # the loop has closed, so nobody waits
            loop.call_soon_threadsafe(_settle, theirs)


def _settle(tasks: list[_Task]) -> None:
    for task in tasks:
        task.settle()
