"""Who keeps what when one of two leaves, cell by cell; and what an ex with every key of theirs can open: nothing more.

The evening is the same each time: something lived, something under way with words open to both and words that are
not, a solo line, a note for one's own eyes, an offer. Then one of the two leaves.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from couples import House
from visits import Answer, Evening, Visitor, evening, plain_account, plain_sign_in, settle, web
from weft.core.people import LogId
from weft.keeper import couples, invitations
from weft.keeper.opened import Opened
from weft.keeper.own_copies import aad_of, looking_at
from weft.keeper.ports import EntryRow
from weft.store.memory import MemoryStore
from weft.store.sqlite import SqliteStore
from weft.vault.dek import DekKey
from weft.vault.entry import unlock_entry
from weft.vault.errors import EnvelopeAltered
from weft.web.app import DOORS
from weft.web.door import Who

NAMES = ("Noor", "Elis")
STORES = ["memory", "disk"]
CELLS: dict[str, tuple[str, set[str]]] = {
    "lived, Noor’s words": ("A line by Noor", {"Noor", "Elis"}),
    "lived, Elis’s words": ("A line by Elis", {"Noor", "Elis"}),
    "lived, Noor’s answer": ("An answer by Noor", {"Noor", "Elis"}),
    "lived, Noor’s kept line": ("A kept line by Noor", {"Noor", "Elis"}),
    "lived, Elis’s kept line": ("A kept line by Elis", {"Noor", "Elis"}),
    "under way, open to both, Noor’s words": ("Open under way by Noor", {"Noor", "Elis"}),
    "under way, open to both, Elis’s words": ("Open under way by Elis", {"Noor", "Elis"}),
    "under way, not open, Noor’s words": ("Not open, by Noor", {"Noor"}),
    "under way, not open, Elis’s words": ("Not open, by Elis", {"Elis"}),
    "taken back before it was open, Elis’s words": ("Taken back by Elis", set()),
    "under way, open to both, Noor’s mark": ("41, enough to more of it", {"Noor", "Elis"}),
    "under way, open to both, Elis’s mark": ("42, enough to more of it", {"Noor", "Elis"}),
    "under way, not open, Elis’s mark": ("87, ", {"Elis"}),
    "alone, Noor’s words": ("Alone, by Noor", {"Noor"}),
    "alone, Elis’s words": ("Alone, by Elis", {"Elis"}),
}
"""What, its words, and who can read it: before anybody leaves, and afterwards."""


@dataclass
class Story:
    """An evening as it was when somebody left, and what is remembered of it."""

    evening: Evening
    couple: LogId
    couple_key: bytes
    lived: str
    under_way: list[str]
    roots: dict[str, Opened] = field(default_factory=dict)

    def visitor(self, name: str) -> Visitor:
        return self.evening.noor if name == "Noor" else self.evening.elis

    async def opened(self, name: str) -> Opened:
        found = await self.evening.house.home.sign_ins.open(self.visitor(name).cookies["k"])
        assert found is not None
        return found

    async def leave(self, name: str) -> Answer:
        return await self.visitor(name).post("/leave", leave="now")


def other(name: str) -> str:
    return "Elis" if name == "Noor" else "Noor"


@asynccontextmanager
async def together(where: str, folder: Path) -> AsyncIterator[Story]:
    store = MemoryStore() if where == "memory" else SqliteStore.open(folder / "kept", None)
    one = await evening(House(store))
    yield await _lived(one)
    await one.house.store.close()


async def _lived(one: Evening) -> Story:
    lived = await one.true_line_kept()
    await one.noor.post(f"/sittings/{lived}/felt", felt="yes")
    line = await one.agreed("one-true-line", "own-pace")
    await one.both(line, "write", "Open under way")
    await one.noor.post(f"/sittings/{line}", act="respond", words="Not open, by Noor")
    notes = await one.agreed("three-notes", "own-pace")
    await one.elis.post(f"/sittings/{notes}", act="write", words="Taken back by Elis")
    await one.elis.post(f"/sittings/{notes}", act="take-back")
    await one.elis.post(f"/sittings/{notes}", act="write", words="Not open, by Elis")
    marks = await one.agreed("enough-or-more", "own-pace")
    for act, place in (("rate", 41), ("rate", 61), ("guess", 51), ("open", 0)):
        for more, who in enumerate((one.noor, one.elis)):
            await who.post(f"/sittings/{marks}", act=act, words=str(place + more))
    guess = await one.agreed("guess-ask-be-put-right", "own-pace")
    await one.elis.post(f"/sittings/{guess}", act="rate", words="87")
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        alone = one.sitting_of(await who.post("/sittings", exercise="one-true-line", form="solo"))
        await who.post(f"/sittings/{alone}", act="write", words=f"Alone, by {name}")
    await one.noor.post("/sittings", exercise="slow-turns", form="together")
    opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert opened
    assert opened.couple
    story = Story(one, opened.couple.log.log, opened.couple.log.key, lived, [line, notes, marks, guess])
    story.roots = {name: await story.opened(name) for name in NAMES}
    return story


async def sign_in_again(story: Story, *, restart: bool) -> None:
    """Both come anew, perhaps to a server that has stopped and started."""
    one = story.evening
    if restart:
        one.house.restart()
        one.app = web(one.house)
        one.noor, one.elis = (
            Visitor(one.app, dict(who.cookies), who.address) for who in (one.noor, one.elis)
        )
    for name in NAMES:
        await story.visitor(name).post_json("/sign-in", plain_sign_in(name, one.house))


async def may_read(opened: Opened, past: Opened) -> str:
    """All words this person's own copy and own log hold."""
    logs = (past.log, opened.own)
    return "\n".join(each.text for log in logs for said in log.life.words.values() for each in said)


def run(play: Coroutine[object, object, None]) -> None:
    asyncio.run(play)  # type: ignore[arg-type]


# ---------------------------------------------------------------- the matrix


@pytest.mark.parametrize("where", STORES)
@pytest.mark.parametrize("leaver", NAMES)
@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
def test_each_keeps_what_they_may_and_nothing_else(
    where: str, leaver: str, restart: bool, tmp_path: Path
) -> None:
    async def play() -> None:
        async with together(where, tmp_path) as story:
            await story.leave(leaver)
            if restart:
                await sign_in_again(story, restart=True)
            for name in NAMES:
                opened = await story.opened(name)
                past = await looking_at(story.evening.house.store, opened, story.couple)
                assert past
                assert past.log.damage == {}
                held = await may_read(opened, past)
                wrong = [
                    cell for cell, (words, whose) in CELLS.items() if (words in held) is not (name in whose)
                ]
                assert wrong == []
                assert list(past.log.life.woven) == [story.lived]
                page = (await story.visitor(name).get(f"/kept/{story.couple}")).text
                shown = [words for words, whose in CELLS.values() if whose == set(NAMES) and "," not in words]
                assert [words for words in shown if words not in page] == []

    run(play())


@pytest.mark.parametrize("where", STORES)
@pytest.mark.parametrize("leaver", NAMES)
def test_what_was_under_way_or_asked_for_is_gone_for_both(where: str, leaver: str, tmp_path: Path) -> None:
    async def play() -> None:
        async with together(where, tmp_path) as story:
            assert len(await story.evening.house.store.boards(story.couple)) == 5
            await story.leave(leaver)
            assert await story.evening.house.store.boards(story.couple) == []
            for name in NAMES:
                await story.visitor(name).post("/closed")
                today = (await story.visitor(name).get("/today")).text
                assert "Slow turns" not in today
                nothing = (await story.visitor(name).get(f"/sittings/{'5' * 32}")).text
                for sitting in story.under_way:
                    assert (await story.visitor(name).get(f"/sittings/{sitting}")).text == nothing

    run(play())


def test_what_is_noted_for_oneself_stays() -> None:
    async def play() -> None:
        async with together("memory", Path()) as story:
            before = (await story.opened("Noor")).own.life
            await story.leave("Elis")
            assert (await story.opened("Noor")).own.life == before

    run(play())


# ---------------------------------------------------------------- at once


@pytest.mark.parametrize("leaver", NAMES)
def test_the_others_streams_end_and_the_sign_in_stays(leaver: str) -> None:
    async def play() -> None:
        async with together("memory", Path()) as story:
            ear = await story.visitor(other(leaver)).listen()
            assert (await story.leave(leaver)).header("location") == "/closed"
            await settle()
            assert ear.over
            assert b"event: end" in b"".join(ear.heard)
            page = await story.visitor(other(leaver)).get("/closed")
            assert "This shared space is closed" in page.text
            again = await story.visitor(other(leaver)).listen()
            assert not again.over
            await again.close()
            await ear.close()

    run(play())


def test_every_page_of_the_other_says_that_it_is_closed_until_they_go_on() -> None:
    async def play() -> None:
        async with together("memory", Path()) as story:
            await story.leave("Noor")
            elis = story.visitor("Elis")
            for door in DOORS:
                if door.who in {Who.SIGNED_IN, Who.READER, Who.TWO} and "GET" in door.methods:
                    path = door.path.format(
                        board=story.lived,
                        key=story.lived,
                        id="slow-turns",
                        at="0",
                        exchange=story.lived,
                        year="2026",
                        quarter="2",
                        file="2026.html",
                    )
                    assert (await elis.get(path)).header("location") == "/closed", path
            assert (await elis.post("/closed")).header("location") == "/today"
            assert (await elis.get("/today")).status == 200
            assert (await elis.get("/closed")).header("location") == "/yours"
            await sign_in_again(story, restart=True)
            assert (await story.visitor("Elis").get("/today")).status == 200

    run(play())


def test_it_is_asked_once_and_looking_changes_nothing() -> None:
    async def play() -> None:
        async with together("memory", Path()) as story:
            noor = story.visitor("Noor")
            page = await noor.get("/leave")
            assert "What you keep" in page.text
            assert "/help" in page.text
            assert (await noor.post("/leave")).header("location") == "/leave"
            assert (await story.opened("Noor")).couple

    run(play())


@pytest.mark.parametrize("where", STORES)
def test_words_sent_in_the_same_instant_are_kept_or_shown_the_closed_space_never_lost_half(
    where: str, tmp_path: Path
) -> None:
    async def play() -> None:
        async with together(where, tmp_path) as story:
            line = story.under_way[0]
            said = story.evening.elis.post(f"/sittings/{line}", act="respond", words="In that very instant.")
            answers = await asyncio.gather(said, story.leave("Noor"))
            assert [one.status for one in answers] == [303, 303]
            opened = await story.opened("Elis")
            past = await looking_at(story.evening.house.store, opened, story.couple)
            assert past
            written = answers[0].header("location") != "/closed"
            assert ("In that very instant." in await may_read(opened, past)) is written

    run(play())


@pytest.mark.parametrize("where", STORES)
def test_both_leave_in_the_same_instant(where: str, tmp_path: Path) -> None:
    async def play() -> None:
        async with together(where, tmp_path) as story:
            answers = await asyncio.gather(*(story.leave(name) for name in NAMES))
            assert [one.header("location") for one in answers] == ["/closed"] * 2
            for name in NAMES:
                past = await looking_at(story.evening.house.store, await story.opened(name), story.couple)
                assert past
                assert past.log.damage == {}

    run(play())


# ---------------------------------------------------------------- an ex with everything of theirs


async def opens_with(story: Story, name: str) -> set[str]:
    """The ids of all entries on this server which somebody opens with every key they ever had."""
    house = story.evening.house
    root = story.roots[name].root
    keys = [
        DekKey(each) for each in (story.couple_key, root.archive_key, root.pin_key, root.label_key, root.raw)
    ]
    found = set()
    for log in await logs(story):
        for row in await house.store.read(log):
            wraps = [row.wrapped_dek]
            for person in (story.roots[each].person for each in NAMES):
                wraps += [
                    one.wrapped for one in await house.store.copy_keys(person, log) if one.seq == row.seq
                ]
            if any(_opens(key, row, wrapped) for key in keys for wrapped in wraps):
                found.add(row.entry)
    return found


async def logs(story: Story) -> list[LogId]:
    people = [LogId(one.person) for one in story.roots.values()]
    now = [await story.evening.house.store.couple_of(one.person) for one in story.roots.values()]
    return [story.couple, *people, *{one.couple for one in now if one}]


def _opens(key: DekKey, row: EntryRow, wrapped: bytes) -> bool:
    try:
        unlock_entry(key, aad_of(row), wrapped, row.locked)
    except EnvelopeAltered:
        return False
    return True


@pytest.mark.parametrize("where", STORES)
@pytest.mark.parametrize("leaver", NAMES)
@pytest.mark.parametrize("ex", NAMES)
def test_an_ex_with_every_key_and_the_whole_database_opens_nothing_new(
    where: str, leaver: str, ex: str, tmp_path: Path
) -> None:
    async def play() -> None:
        async with together(where, tmp_path) as story:
            house = story.evening.house
            could = await opens_with(story, ex)
            cookie = dict(story.visitor(ex).cookies)
            await story.leave(leaver)
            await sign_in_again(story, restart=False)
            for name in NAMES:
                await story.visitor(name).post("/closed")
            can = await opens_with(story, ex)
            assert can <= could
            past = await looking_at(house.store, await story.opened(ex), story.couple)
            assert past
            mine = {
                row.entry
                for row in await house.store.read_copy(past.person, story.couple)
                if past.copies[0].note.holds(row.seq)
            }
            own = {row.entry for row in await house.store.read(LogId(past.person))}
            assert can == mine | own
            await _new_life(story, other(ex))
            assert (await story.visitor(other(ex)).get(f"/kept/{story.couple}")).status == 200
            assert await opens_with(story, ex) == can
            await _sees_nothing(story, ex, cookie)

    run(play())


async def _new_life(story: Story, name: str) -> None:
    """They begin another cloth with Sol, and write in it."""
    house = story.evening.house
    sol = Visitor(story.evening.app, address="192.0.2.3")
    assert (await sol.post_json("/begin", plain_account("Sol", "weld", house))).status == 200
    theirs = await house.home.sign_ins.open(sol.cookies["k"])
    opened = await story.opened(name)
    assert theirs
    made = await invitations.invite(house.store, opened, house.clock(), timedelta(minutes=30))
    await couples.join(house.store, theirs, made.code, house.clock())
    again = Evening(house, story.evening.app, story.visitor(name), sol)
    await again.true_line_kept()
    now = await story.opened(name)
    assert now.couple
    assert not now.withheld
    assert now.couple.log.log != story.couple
    assert len(now.log.life.woven) == 1


async def _sees_nothing(story: Story, ex: str, cookie: dict[str, str]) -> None:
    """The ex’s old cookie and new one: no page has a word of the other’s new cloth."""
    for cookies in (cookie, dict(story.visitor(ex).cookies)):
        ghost = Visitor(story.evening.app, cookies)
        for path in ("/today", "/cloth", "/cloth/list", "/yours", f"/kept/{story.couple}"):
            page = (await ghost.get(path)).text
            assert "Sol" not in page


@pytest.mark.parametrize("where", STORES)
def test_the_key_they_shared_opens_nothing_from_that_instant_on(where: str, tmp_path: Path) -> None:
    async def play() -> None:
        async with together(where, tmp_path) as story:
            await story.leave("Noor")
            house, key = story.evening.house, DekKey(story.couple_key)
            people = [one.person for one in story.roots.values()]
            kept = [await house.store.copy_keys(person, story.couple) for person in people]
            rows = await house.store.read(story.couple)
            wraps = [(rows[one.seq], one.wrapped) for some in kept for one in some]
            assert wraps
            assert not any(_opens(key, row, wrapped) for row, wrapped in wraps)
            assert not any(row.wrapped_dek for row in rows)
            couple = await house.store.couple(story.couple)
            assert couple
            assert couple.left_wrap == couple.right_wrap == b""

    run(play())


@pytest.mark.parametrize("where", STORES)
def test_the_files_do_not_say_which_words_were_never_opened(where: str, tmp_path: Path) -> None:
    async def play() -> None:
        async with together(where, tmp_path) as story:
            await story.leave("Noor")
            store, people = story.evening.house.store, [one.person for one in story.roots.values()]
            seen = [
                [
                    (len(row.wrapped_dek), len(row.locked) > 0)
                    for row in await store.read_copy(person, story.couple)
                ]
                for person in people
            ]
            assert seen[0] == seen[1]
            assert {size for size, there in seen[0] if there} == {60}
            notes = [len(row.locked) for person in people for row in await store.copies_of(person)]
            assert len(set(notes)) == 1

    run(play())


def test_the_host_is_told_of_no_damage(tmp_path: Path) -> None:
    async def play() -> None:
        async with together("disk", tmp_path) as story:
            before = await story.evening.house.store.check()
            await story.leave("Noor")
            assert await story.evening.house.store.check() == before

    run(play())


# ---------------------------------------------------------------- when something is not as it should be


def _put_back(folder: Path, before: dict[str, bytes]) -> None:
    for name, raw in before.items():
        (folder / name).write_bytes(raw)
        for tail in ("-wal", "-shm"):
            (folder / f"{name}{tail}").unlink(missing_ok=True)


@pytest.mark.parametrize("first", NAMES)
def test_a_backup_from_before_does_not_bring_the_two_together_again(first: str, tmp_path: Path) -> None:
    async def play() -> None:
        folder = tmp_path / "kept"
        async with together("disk", tmp_path) as story:
            house = story.evening.house
            await house.store.close()
            before = {name: (folder / name).read_bytes() for name in ("content.db", "keys.db")}
            house.store = SqliteStore.open(folder, None)
            await sign_in_again(story, restart=True)
            await story.leave("Noor")
            await house.store.close()
            _put_back(folder, before)
            house.store = SqliteStore.open(folder, None)
            await sign_in_again(story, restart=True)
            for name in (first, other(first)):
                assert (await story.visitor(name).get("/today")).header("location") == "/closed"
                assert "This shared space is closed" in (await story.visitor(name).get("/closed")).text
            await sign_in_again(story, restart=True)
            for name in NAMES:
                opened = await story.opened(name)
                past = await looking_at(house.store, opened, story.couple)
                assert past
                held = await may_read(opened, past)
                assert [
                    cell for cell, (words, whose) in CELLS.items() if (words in held) is not (name in whose)
                ] == []

    run(play())


def test_somebody_for_whom_the_shared_log_does_not_open_can_leave_all_the_same() -> None:
    async def play() -> None:
        async with together("memory", Path()) as story:
            store = story.evening.house.store
            row = store._couples[story.couple]  # type: ignore[attr-defined]
            store._couples[story.couple] = replace(row, left_wrap=bytes(146))  # type: ignore[attr-defined]
            await sign_in_again(story, restart=True)
            assert (await story.opened("Noor")).withheld
            assert "doesn’t open for you" in (await story.visitor("Noor").get("/leave")).text
            assert (await story.leave("Noor")).header("location") == "/closed"
            assert (await story.visitor("Noor").get("/closed")).status == 200
            assert (await story.visitor("Elis").get("/closed")).status == 200
            elis = await story.opened("Elis")
            past = await looking_at(store, elis, story.couple)
            assert past
            held = await may_read(elis, past)
            assert [
                cell for cell, (words, whose) in CELLS.items() if (words in held) is not ("Elis" in whose)
            ] == []
            couple = await store.couple(story.couple)
            assert couple
            assert couple.left_wrap == couple.right_wrap == b""
            for name in NAMES:
                await story.visitor(name).post("/closed")
            await _new_life(story, "Noor")

    run(play())


def test_a_copy_left_by_somebody_else_is_not_taken_up() -> None:
    async def play() -> None:
        async with together("memory", Path()) as story:
            store = story.evening.house.store
            await story.leave("Noor")
            person = story.roots["Elis"].person
            note = store._copies[person, story.couple]  # type: ignore[attr-defined]
            assert note.wrap == b"", "Elis was signed in, so it has been taken up"
            forged = replace(note, wrap=bytes(146))
            store._copies[person, story.couple] = forged  # type: ignore[attr-defined]
            await sign_in_again(story, restart=True)
            elis = await story.opened("Elis")
            assert elis.copies == ()
            assert (await story.visitor("Elis").get(f"/kept/{story.couple}")).status == 404

    run(play())


def test_a_lost_line_of_a_copy_is_said_and_what_was_never_ones_own_is_not() -> None:
    async def play() -> None:
        async with together("memory", Path()) as story:
            store = story.evening.house.store
            await story.leave("Noor")
            noor = await story.opened("Noor")
            page = f"/kept/{story.couple}"
            assert "can’t be read" not in (await story.visitor("Noor").get(page)).text
            [lost, *_] = await store.copy_keys(noor.person, story.couple)
            del store._copy_keys[lost[:3]]  # type: ignore[attr-defined]
            assert "can’t be read" in (await story.visitor("Noor").get(page)).text

    run(play())
