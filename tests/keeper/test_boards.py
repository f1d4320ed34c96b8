"""A board that can't be read is said to be shut; it breaks no page, and shows nobody what the other had sealed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from core.exercise.test_care import TEXT
from couples import House
from visits import Evening, evening
from weft.core.exercise.parse import parse
from weft.core.exercise.script import Form
from weft.core.people import SittingId
from weft.core.sitting.play import begin
from weft.core.sitting.state import to_plain
from weft.keeper.boards import Shut, Standing, all_boards, board, board_aad, board_row
from weft.keeper.opened import Opened
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.padding import pad

SITTING = SittingId("5" * 32)
WHOLE = to_plain(begin(parse(TEXT, "every-kind"), Form.TOGETHER))


def scene(play: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await play(await evening(House()))

    asyncio.run(run())


async def opened_of(one: Evening) -> Opened:
    opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert opened is not None
    return opened


async def lies(one: Evening, script: bytes, state: dict[str, object]) -> Opened:
    """A board as another version of Weft may have left it."""
    opened = await opened_of(one)
    log = opened.log
    row = board_row(log, SITTING, 0, Standing("every-kind", "Every kind", state, 0))
    locked = envelope.lock(log.key, Purpose.BOARD, board_aad(log, SITTING, "script"), pad(script))
    await one.house.store.put_board(replace(row, script=locked))
    one.house.home.tell(log.log)
    return opened


@pytest.mark.parametrize(
    ("script", "state"),
    [
        (TEXT.replace("### close", "### curtain").encode(), WHOLE),
        (TEXT.encode() + b"\xff", WHOLE),
        (TEXT.encode(), WHOLE | {"stage": "dancing"}),
        (TEXT.encode(), WHOLE | {"step": 900}),
        (TEXT.encode(), {}),
    ],
    ids=["script no longer parses", "script not text", "unknown stage", "no such step", "nothing"],
)
def test_what_another_version_left_is_shut_and_breaks_no_page(
    script: bytes, state: dict[str, object]
) -> None:
    async def play(one: Evening) -> None:
        opened = await lies(one, script, state)
        with pytest.raises(Shut):
            await board(one.house.home, opened, SITTING)
        assert await all_boards(one.house.home, opened) == []
        assert opened.shut == {SITTING}
        for path in ("/today", "/cloth", "/cloth/list", "/practices/understanding"):
            assert (await one.noor.get(path)).status == 200, path
        assert (await one.noor.get(f"/sittings/{SITTING}")).header("location") == "/damage"

    scene(play)


def test_what_the_other_sealed_stays_sealed_while_the_board_is_shut() -> None:
    async def play(one: Evening) -> None:
        sitting = SittingId(await one.agreed("one-true-line", "own-pace"))
        await one.both(sitting, "write", "A line")
        await one.both(sitting, "respond", "An answer")
        await one.elis.post(f"/sittings/{sitting}", act="keep", words="not open to Noor yet")
        opened = await opened_of(one)
        row = await one.house.store.board(opened.log.log, sitting)
        assert row is not None
        await one.house.store.put_board(replace(row, rev=row.rev + 1, locked=b"?"))
        one.house.home.tell(opened.log.log)
        for path in ("/today", "/cloth/list", f"/cloth/{sitting}"):
            page = (await one.noor.get(path)).text
            assert "not open to Noor yet" not in page, path
        assert "A line by Noor" in page
        assert "not open to Noor yet" in (await one.elis.get(f"/cloth/{sitting}")).text

    scene(play)
