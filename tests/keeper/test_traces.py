"""What happened around an account is written down for its owner and for nobody else."""

import asyncio

import pytest

from visits import Evening, Visitor, b64, evening, plain_sign_in
from ways import elsewhere, new_phrase, with_old_code
from weft.keeper.traces import MOST_TRIES, Happened, Line, told
from weft.vault.errors import EnvelopeAltered
from weft.vault.trace import open_line


def test_its_owner_reads_it_and_the_other_cannot() -> None:
    async def run() -> None:
        one = await evening()
        await elsewhere(one, "Elis")
        assert (await one.elis.post_json("/yours/ways/passphrase", new_phrase(one, "Elis"))).status == 200
        elis = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        noor = await one.house.home.sign_ins.open(one.noor.cookies["k"])
        assert elis is not None
        assert noor is not None
        lines = await told(one.house.store, elis)
        assert [line.what for line in lines][:2] == [Happened.PASSPHRASE, Happened.NEW_DEVICE]
        assert "The passphrase was changed" in (await one.elis.get("/yours/ways")).text
        sealed = await one.house.store.traces_of(elis.person)
        assert len({len(line) for line in sealed}) == 1
        for line in sealed:
            with pytest.raises(EnvelopeAltered):
                open_line(noor.root, elis.person, line)

    asyncio.run(run())


def test_the_oldest_lines_go_first() -> None:
    async def run() -> None:
        one = await evening()
        elis = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert elis is not None
        for number in range(5):
            await one.house.store.add_trace(elis.person, bytes([number]), 3)
        assert await one.house.store.traces_of(elis.person) == [b"\x02", b"\x03", b"\x04"]

    asyncio.run(run())


# ---------------------------------------------------------------- tries


async def guess(one: Evening, name: str, times: int = 1) -> None:
    other = Visitor(one.app, address="198.51.100.9")
    for _ in range(times):
        await other.post_json("/sign-in", plain_sign_in("Elis", one.house, wrong=True) | {"name": name})


async def tried(one: Evening) -> list[Line]:
    elis = await one.house.home.sign_ins.open(one.elis.cookies["k"])
    assert elis is not None
    await one.house.home.sign_ins.tries.write_down()
    return [line for line in await told(one.house.store, elis) if line.what is Happened.TRIED]


def test_that_somebody_tried_is_one_line_a_day_however_often() -> None:
    async def run() -> None:
        one = await evening()
        await guess(one, "Elis", 30)
        assert [line.part for line in await tried(one)] == [""]
        await guess(one, "elis ", 30)
        assert len(await tried(one)) == 1
        one.house.clock.pass_by(days=1)
        await guess(one, "Elis")
        one.elis.cookies.pop("k")
        assert (await one.elis.post_json("/sign-in", plain_sign_in("Elis", one.house))).status == 200
        assert len(await tried(one)) == 2
        assert "It may have been you" in (await one.elis.get("/yours/ways")).text
        assert "It may have been you" not in (await one.noor.get("/yours/ways")).text

    asyncio.run(run())


def test_tries_push_out_nothing_else_and_after_a_fortnight_only_themselves() -> None:
    async def run() -> None:
        one = await evening()
        elis = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert elis is not None
        before = await one.house.store.traces_of(elis.person)
        for day in range(MOST_TRIES + 5):
            await one.house.store.add_try(elis.person, day, bytes([day]), MOST_TRIES)
        assert await one.house.store.tries_of(elis.person) == [
            bytes([day]) for day in range(5, MOST_TRIES + 5)
        ]
        assert await one.house.store.traces_of(elis.person) == before

    asyncio.run(run())


def test_in_the_instant_of_a_try_nothing_is_written_for_anybody() -> None:
    async def run() -> None:
        one = await evening()
        elis = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert elis is not None
        for name in ("Elis", "Nobody"):
            await guess(one, name)
        assert await one.house.store.tries_of(elis.person) == []
        assert len(one.house.home.sign_ins.tries.names) == 2

    asyncio.run(run())


def test_after_a_restart_the_day_still_has_one_line() -> None:
    async def run() -> None:
        one = await evening()
        for _ in range(2):
            await guess(one, "Elis")
            await one.house.home.sign_ins.tries.write_down()
            one.house.home.sign_ins.tries.written.clear()
        assert len(await tried(one)) == 1

    asyncio.run(run())


@pytest.mark.parametrize("where", ["/fresh", "/yours/ways/passphrase"])
def test_a_wrong_passphrase_on_an_open_phone_is_a_try_too(where: str) -> None:
    async def run() -> None:
        one = await evening()
        wrong = new_phrase(one, "Elis") | {"auth": b64(bytes(32))}
        assert (await one.elis.post_json(where, wrong)).status == 400
        assert len(await tried(one)) == 1

    asyncio.run(run())


def test_a_wrong_code_with_the_right_name_is_a_try() -> None:
    async def run() -> None:
        one = await evening()
        sent = with_old_code(one, "Elis") | {"auth": b64(bytes(32))}
        assert (await Visitor(one.app).post_json("/recover", sent)).status == 400
        assert len(await tried(one)) == 1

    asyncio.run(run())


def test_signing_out_elsewhere_is_written_down_and_nobody_elses_device_is() -> None:
    async def run() -> None:
        one = await evening()
        await elsewhere(one, "Elis")
        elis = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert elis is not None
        there = next(each.id for each in await one.house.home.sign_ins.devices(elis) if not each.this)
        for person in (one.noor, one.elis):
            await person.post(f"/yours/devices/{there}/sign-out")
        assert "Signed out on another browser" in (await one.elis.get("/yours/ways")).text
        assert "Signed out on another browser" not in (await one.noor.get("/yours/ways")).text

    asyncio.run(run())
