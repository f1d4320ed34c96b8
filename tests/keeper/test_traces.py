"""What happened around an account is written down for its owner and for nobody else."""

import asyncio

import pytest

from visits import evening
from ways import elsewhere, new_phrase
from weft.keeper.traces import Happened, told
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
