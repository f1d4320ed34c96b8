"""A log lies open once for all who may read it, and for nobody else."""

import asyncio
import gc
import weakref
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import msgspec
import pytest

from couples import House, account, try_of
from weft.core.log.entries import Entry, WordsWritten
from weft.core.people import LogId, Side, SittingId
from weft.keeper import pins
from weft.keeper.open_log import Damage, Mark, OpenLog, OpenLogs
from weft.keeper.opened import Opened, append, lock_row
from weft.keeper.pins import Bookmark
from weft.keeper.ports import EntryRow, Own, SeqTaken
from weft.store.memory import MemoryStore
from weft.vault.roots import Root

SITTING = SittingId("7" * 32)


class CountedStore(MemoryStore):
    """Counts the rows that were read."""

    read_rows = 0

    async def read(self, log: LogId, after_seq: int = -1) -> list[EntryRow]:
        rows = await super().read(log, after_seq)
        self.read_rows += len(rows)
        return rows


def scene(play: Callable[[House], Awaitable[None]]) -> None:
    async def run() -> None:
        await play(House(CountedStore()))

    asyncio.run(run())


def words(text: str, side: str = "left") -> WordsWritten:
    return WordsWritten(SITTING, f"0-0-0-{side}", "write", text)


async def again(house: House, name: str) -> Opened:
    """Sign in on one more device."""
    cookie = await house.home.sign_ins.sign_in(try_of(name, account(name, house.key)), b"", None)
    opened = await house.home.sign_ins.open(cookie)
    assert opened is not None
    return opened


def texts(opened: Opened) -> list[str]:
    return [one.text for one in opened.log.life.words.get(SITTING, ())]


async def end_all(house: House, *people: Opened) -> None:
    for one in people:
        await house.home.sign_ins.end(one.sid_hash)


def test_both_people_and_every_device_have_one_open_log_between_them() -> None:
    async def play(house: House) -> None:
        noor, elis = await house.two()
        phone = await again(house, "Noor")
        assert noor.log is elis.log
        assert phone.log is noor.log
        assert phone.own is noor.own
        assert noor.own is not elis.own

    scene(play)


def test_a_log_that_lies_open_is_not_read_again() -> None:
    async def play(house: House) -> None:
        noor, _ = await house.two()
        await append(house.store, noor, noor.log, [words("One.")], house.clock())
        store = house.store
        assert isinstance(store, CountedStore)
        before = store.read_rows
        await again(house, "Noor")
        assert store.read_rows == before

    scene(play)


def test_what_one_writes_the_other_has_without_reading() -> None:
    async def play(house: House) -> None:
        noor, elis = await house.two()
        await append(house.store, noor, noor.log, [words("One.")], house.clock())
        assert texts(elis) == ["One."]

    scene(play)


def test_what_came_from_elsewhere_is_read_once_for_both() -> None:
    async def play(house: House) -> None:
        noor, elis = await house.two()
        elsewhere = House(house.store, house.key, house.clock)
        abroad = await again(elsewhere, "Elis")
        await append(house.store, abroad, abroad.log, [words("From afar.", "right")], house.clock())
        house.home.tell(noor.log.log)
        store = house.store
        assert isinstance(store, CountedStore)
        before = store.read_rows
        await asyncio.gather(*(house.home.freshen(one) for one in (noor, elis, noor)))
        assert store.read_rows == before + 1
        assert texts(noor) == texts(elis) == ["From afar."]

    scene(play)


def test_both_append_in_the_same_instant() -> None:
    async def play(house: House) -> None:
        noor, elis = await house.two()
        start = noor.log.seq
        await asyncio.gather(
            *(
                append(house.store, one, one.log, [words(f"{side} {number}", side)], house.clock())
                for number in range(5)
                for one, side in ((noor, "left"), (elis, "right"))
            )
        )
        assert noor.log.seq == start + 10 == await house.store.head_seq(noor.log.log)
        assert len(texts(noor)) == 10
        house.restart()
        assert (await again(house, "Elis")).log.damage == {}

    scene(play)


def held_logs(opened: Opened) -> list["weakref.ref[OpenLog]"]:
    return [weakref.ref(log) for log in opened.all_logs]


def gone(logs: Sequence["weakref.ref[OpenLog]"]) -> list[bool]:
    gc.collect()
    return [log() is None for log in logs]


def test_the_last_one_out_leaves_no_key_in_memory() -> None:
    async def play(house: House) -> None:
        noor, elis = await house.two()
        own, shared = held_logs(noor)
        await end_all(house, noor)
        del noor
        assert gone([own, shared]) == [True, False]
        await end_all(house, elis)
        del elis
        assert gone([shared]) == [True]

    scene(play)


def test_keys_leave_memory_by_themselves_when_nobody_comes_back() -> None:
    async def play(house: House) -> None:
        noor, _ = await house.two()
        logs = held_logs(noor)
        del noor, _
        house.clock.pass_by(minutes=14)
        await house.home.sign_ins.lock_what_is_over()
        assert gone(logs) == [False, False]
        house.clock.pass_by(minutes=2)
        await house.home.sign_ins.lock_what_is_over()
        assert gone(logs) == [True, True]
        assert house.home.sign_ins.opened == {}

    scene(play)


@pytest.mark.parametrize("what", ["key", "epoch", "signers"])
def test_without_the_same_right_nobody_gets_what_lies_open_for_another(what: str) -> None:
    async def play(house: House) -> None:
        noor, _ = await house.two()
        await append(house.store, noor, noor.log, [words("One.")], house.clock())
        shared = noor.log
        right = {"key": shared.key, "epoch": shared.epoch, "signers": shared.signers}
        right[what] = {"key": bytes(32), "epoch": 9, "signers": {0: bytes(32), 1: bytes(32)}}[what]
        closed = OpenLog(shared.log, **right)  # type: ignore[arg-type]
        read = await noor.logs.open(house.store, closed, Mark())
        assert read is not shared
        assert what == "epoch" or not read.life.words

    scene(play)


async def bookmark(house: House, whose: Opened, mark: Mark) -> None:
    """Replace somebody's bookmark of the shared log, as only a holder of their root can."""
    plain = msgspec.json.encode(Bookmark(whose.log.log, mark.seq, mark.head))
    await pins._put(house.store, whose, Own.BOOKMARK, plain)


def test_whose_bookmark_says_otherwise_gets_a_reading_of_their_own_and_is_told() -> None:
    async def play(house: House) -> None:
        noor, elis = await house.two()
        await end_all(house, elis)
        await bookmark(house, elis, Mark(noor.log.seq + 3, bytes(32)))
        back = await again(house, "Elis")
        assert back.log is not noor.log
        assert {harm.what for harm in back.log.damage.values()} == {Damage.ROLLED_BACK}
        assert noor.log.damage == {}
        await append(house.store, back, back.log, [words("Still here.", "right")], house.clock())
        house.home.tell(noor.log.log)
        await house.home.freshen(noor)
        assert texts(noor) == ["Still here."]

    scene(play)


def test_nothing_is_believed_on_the_others_word_alone() -> None:
    """Noor forges a line of Elis's, and a bookmark of Noor's own over it; Noor's log lies open when Elis comes."""

    async def play(house: House) -> None:
        noor, elis = await house.two()
        await end_all(house, elis)
        del elis
        log = noor.log
        forged = Entry(
            "6" * 32, Side.RIGHT, int(house.clock().timestamp()), words("I never said this.", "right")
        )
        row, top, _ = lock_row(log, log.seq + 1, log.head, Side.RIGHT, Root.new(), forged)
        await house.store.append([row])
        await bookmark(house, noor, Mark(row.seq, top))
        await end_all(house, noor)
        del noor, log
        gc.collect()
        noor = await again(house, "Noor")
        assert texts(noor) == ["I never said this."]
        back = await again(house, "Elis")
        assert texts(back) == []
        assert {harm.what for harm in back.log.damage.values()} == {Damage.ALTERED}

    scene(play)


def test_a_bookmark_that_lies_further_back_checks_the_rest_and_shares() -> None:
    async def play(house: House) -> None:
        noor, elis = await house.two()
        await end_all(house, elis)
        await append(house.store, noor, noor.log, [words("One."), words("Two.")], house.clock())
        await end_all(house, noor)
        del noor, elis
        noor = await again(house, "Noor")
        assert noor.log.verified_seq == noor.log.seq
        back = await again(house, "Elis")
        assert back.log is noor.log
        assert back.log.verified_seq < back.log.seq

    scene(play)


def test_an_older_copy_put_under_a_running_server_refuses_to_write() -> None:
    async def play(house: House) -> None:
        noor, _ = await house.two()
        closed = replace(noor.log)
        closed.seq += 2
        with pytest.raises(SeqTaken):
            await append(house.store, noor, closed, [words("Onto nothing.")], house.clock())

    scene(play)


def test_two_who_open_at_once_read_once() -> None:
    async def play(house: House) -> None:
        noor, _ = await house.two()
        store, logs = house.store, OpenLogs()
        assert isinstance(store, CountedStore)
        before, shared = store.read_rows, noor.log
        closed = [OpenLog(shared.log, shared.key, shared.epoch, shared.signers) for _ in range(2)]
        one, other = await asyncio.gather(*(logs.open(store, each, Mark()) for each in closed))
        assert one is other
        assert store.read_rows == before + shared.seq + 1

    scene(play)
