"""Noor and Elis seal words for each other, and the server opens both or neither, at the hour they chose."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest

from couples import House, account
from weft.core.seal.play import NotNow
from weft.core.seal.state import DAY_MINUTES, Holding, Phase
from weft.keeper import seal_hours, seal_rows, seal_sights, seals
from weft.keeper.opened import Opened
from weft.keeper.ports import SealRow
from weft.keeper.seal_rows import NoSuchExchange, SealHarmed
from weft.keeper.seal_sights import Sight
from weft.keeper.seals import SealRefused
from weft.store.sqlite import SqliteStore
from weft.vault import seal as vault
from weft.vault.errors import EnvelopeAltered
from weft.vault.roots import Root
from weft.vault.seal import Holder, Place, Seal
from weft.vault.server_key import ServerKey

X = "e" * 32
WORDS = {"Noor": b"I was afraid you would laugh.", "Elis": b"I have wanted to ask for a year."}


@dataclass
class Two:
    """Noor and Elis, each with a browser that can seal, in a house whose clock a test moves."""

    house: House
    noor: Opened
    elis: Opened

    def root(self, who: str) -> Root:
        return account(who, self.house.key).root_e

    def opened(self, who: str) -> Opened:
        return self.noor if who == "Noor" else self.elis

    async def ask(self, holding: Holding = Holding.SERVER, *, accepted: bool = True, days: int = 14) -> None:
        earliest = self.minute() + 60
        await seals.ask(self.house.home, self.noor, X, holding, earliest, earliest + days * DAY_MINUTES)
        if accepted:
            await seals.accept(self.house.home, self.elis, X)

    def minute(self) -> int:
        return int(self.house.clock().timestamp()) // 60

    async def make(self, who: str, words: bytes | None = None) -> tuple[int, Seal, bytes]:
        """What this person's browser would send: the writing, the seal, the second half."""
        terms = (await self.sight(who)).view.terms
        holder = Holder.SERVER if terms.holding is Holding.SERVER else Holder.AUTHOR
        writing, other = int.from_bytes(os.urandom(4), "big"), "Elis" if who == "Noor" else "Noor"
        place = Place(X, self.opened(who).person, writing, holder, terms.earliest)
        made, second = vault.seal(place, self.root(who), self.root(other).kem_public, words or WORDS[who])
        return writing, made, second

    async def seal(self, who: str, words: bytes | None = None) -> bytes:
        """Seal as the terms ask; gives the second half."""
        writing, made, second = await self.make(who, words)
        held = (await self.sight(who)).view.terms.holding is Holding.SERVER
        await seals.seal(self.house.home, self.opened(who), X, writing, made, second if held else None)
        return second

    async def sight(self, who: str) -> Sight:
        return await seal_sights.sight(self.house.home, self.opened(who), X)

    async def come(self, **time: float) -> None:
        """Time goes by, and the timer rings if it is time."""
        self.house.clock.pass_by(**time)
        await seal_hours.tick(self.house.home)

    async def phase(self) -> Phase:
        phases = {(await self.sight(who)).view.phase for who in WORDS}
        assert len(phases) == 1
        return phases.pop()

    def read(self, who: str, given: SealRow, sight: Sight) -> bytes:
        other = "Elis" if who == "Noor" else "Noor"
        terms = sight.view.terms
        place = Place(
            X, self.opened(other).person, given.writing, seal_rows.HOLDER[terms.holding], terms.earliest
        )
        return vault.open_seal(
            place, self.root(who), self.root(other).sig_public, seals.seal_in(given), given.half
        )

    async def both_read(self) -> None:
        for who, other in (("Noor", "Elis"), ("Elis", "Noor")):
            sight = await self.sight(who)
            assert sight.theirs is not None
            assert self.read(who, sight.theirs, sight) == WORDS[other]

    async def nobody_reads(self) -> None:
        for who in WORDS:
            assert (await self.sight(who)).theirs is None


def play(scene: Callable[[Two], Awaitable[None]], house: House | None = None) -> None:
    async def begin() -> None:
        here = house or House()
        two = Two(here, *await here.two("Noor", "Elis"))
        await scene(two)
        await here.home.close()

    asyncio.run(begin())


def test_both_open_at_the_agreed_hour_and_not_on_the_second_seal() -> None:
    async def scene(two: Two) -> None:
        await two.ask()
        await two.seal("Noor")
        await two.seal("Elis")
        await two.come(minutes=59)
        await two.nobody_reads()
        await two.come(minutes=1)
        assert await two.phase() is Phase.RELEASED
        await two.both_read()

    play(scene)


def test_whoever_seals_after_the_hour_does_not_open_it_but_the_next_day_does() -> None:
    async def scene(two: Two) -> None:
        await two.ask()
        await two.seal("Noor")
        await two.come(minutes=60)
        await two.seal("Elis")
        await two.come(hours=20)
        await two.nobody_reads()
        await two.come(hours=4)
        await two.both_read()

    play(scene)


def test_a_restart_neither_forgets_the_hour_nor_makes_one_of_its_own() -> None:
    async def scene(two: Two) -> None:
        await two.ask()
        await two.seal("Noor")
        await two.come(minutes=60)
        await two.seal("Elis")
        two.house.clock.pass_by(hours=2)
        await seal_hours.begin(two.house.home)
        await two.nobody_reads()
        two.house.clock.pass_by(hours=30)
        await seal_hours.begin(two.house.home)
        await two.both_read()

    play(scene)


def test_held_by_authors_it_opens_once_both_came_back_and_then_for_both() -> None:
    async def scene(two: Two) -> None:
        await two.ask(Holding.AUTHOR)
        halves = {who: await two.seal(who) for who in WORDS}
        with pytest.raises(NotNow):
            await seals.hand_half(two.house.home, two.noor, X, halves["Noor"])
        await two.come(minutes=60)
        assert await two.phase() is Phase.CLOSING
        await seals.hand_half(two.house.home, two.noor, X, halves["Noor"])
        await two.come(days=1)
        await two.nobody_reads()
        with pytest.raises(SealRefused):
            await seals.hand_half(two.house.home, two.elis, X, os.urandom(32))
        await seals.hand_half(two.house.home, two.elis, X, halves["Elis"])
        await two.nobody_reads()
        await two.come(days=1)
        await two.both_read()

    play(scene)


def test_while_halves_are_awaited_each_browser_can_check_what_the_other_stands_by() -> None:
    async def scene(two: Two) -> None:
        await two.ask(Holding.AUTHOR)
        for who in WORDS:
            await two.seal(who)
        assert (await two.sight("Noor")).promised is None
        await two.come(minutes=60)
        before = await two.sight("Noor")
        promised = before.promised
        assert promised is not None
        place = Place(X, two.elis.person, promised.writing, Holder.AUTHOR, before.view.terms.earliest)
        vault.check(place, two.root("Elis").sig_public, seal_hours.commitment(promised))
        await seals.withdraw(two.house.home, two.elis, X)
        after = await two.sight("Noor")
        assert after.promised is not None
        assert seal_hours.commitment(after.promised) == seal_hours.commitment(promised)

    play(scene)


async def nothing(two: Two) -> None:
    return None


async def wrote(two: Two) -> None:
    await two.seal("Elis")


async def wrote_again(two: Two) -> None:
    await two.seal("Elis")
    await two.seal("Elis", b"Other words, and many more of them. " * 50)


async def took_back(two: Two) -> None:
    await two.seal("Elis")
    await seals.withdraw(two.house.home, two.elis, X)


async def stepped_aside(two: Two) -> None:
    await two.seal("Elis")
    await seals.step_aside(two.house.home, two.elis, X)


async def looked(two: Two) -> None:
    await seal_sights.sights(two.house.home, two.elis)


@pytest.mark.parametrize("holding", Holding)
def test_not_open_yet_is_the_same_sight_and_no_signal_whatever_the_other_did(holding: Holding) -> None:
    """R3, R6: never looked, wrote, wrote again, took back, stepped aside; before the hour, and after it."""

    async def scene(two: Two) -> None:
        await two.ask(holding)
        news = dict(two.house.home.news)
        seen = await two.sight("Noor")
        for deed in (nothing, looked, stepped_aside, took_back):
            await deed(two)
            assert await two.sight("Noor") == seen
        for deed in (wrote, wrote_again):
            await seals.step_aside(two.house.home, two.elis, X, aside=False)
            await deed(two)
            assert await two.sight("Noor") == seen
        await two.come(hours=2)
        assert await two.sight("Noor") == seen
        assert two.house.home.news == news

    play(scene)


def test_what_was_taken_back_or_set_aside_never_opens() -> None:
    async def scene(two: Two) -> None:
        await two.ask(days=3)
        for who in WORDS:
            await two.seal(who)
        await seals.step_aside(two.house.home, two.elis, X)
        await two.come(days=1)
        await two.nobody_reads()
        await seals.withdraw(two.house.home, two.elis, X)
        await seals.step_aside(two.house.home, two.elis, X, aside=False)
        await two.come(days=1)
        await two.nobody_reads()
        await two.come(days=2)
        assert await two.phase() is Phase.EXPIRED
        assert await two.house.store.seals_of(X) == []
        assert await two.sight("Noor") == await two.sight("Elis")

    play(scene)


def test_nothing_can_be_sealed_before_both_said_yes_nor_changed_after_it_opened() -> None:
    async def scene(two: Two) -> None:
        await two.ask(accepted=False)
        with pytest.raises(NotNow):
            await two.seal("Noor")
        with pytest.raises(NotNow):
            await seals.accept(two.house.home, two.noor, X)
        await seals.accept(two.house.home, two.elis, X)
        for who in WORDS:
            await two.seal(who)
        await two.come(hours=1)
        for deed in (two.seal("Noor"), seals.withdraw(two.house.home, two.noor, X)):
            with pytest.raises(NotNow):
                await deed
        await two.both_read()

    play(scene)


def test_a_seal_by_somebody_else_or_with_another_half_is_refused() -> None:
    async def scene(two: Two) -> None:
        await two.ask()
        home = two.house.home
        writing, made, second = await two.make("Noor")
        for opened, number, half in (
            (two.elis, writing, second),
            (two.noor, writing ^ 1, second),
            (two.noor, writing, os.urandom(32)),
            (two.noor, writing, None),
        ):
            with pytest.raises(SealRefused):
                await seals.seal(home, opened, X, number, made, half)
        assert await two.house.store.seals_of(X) == []

    play(scene)


def test_an_exchange_of_other_people_is_not_there() -> None:
    async def scene(two: Two) -> None:
        await two.ask()
        ada, _ = await two.house.two("Ada", "Ravi")
        for work in (seal_sights.sight, seals.accept, seals.withdraw):
            with pytest.raises(NoSuchExchange):
                await work(two.house.home, ada, X)
        earliest = two.minute() + 60
        with pytest.raises(NoSuchExchange):
            await seals.ask(two.house.home, ada, X, Holding.SERVER, earliest, earliest + 60)

    play(scene)


@pytest.mark.parametrize("touched", [b"", b"\0" * 594])
def test_one_row_that_was_touched_hides_no_other_and_stops_no_clock(touched: bytes) -> None:
    async def scene(two: Two) -> None:
        await two.ask()
        for who in WORDS:
            await two.seal(who)
        row = await two.house.store.exchange(X)
        assert row is not None
        await two.house.store.put_exchange(replace(row, exchange="d" * 32, rev=0, terms=touched))
        seen = await seal_sights.sights(two.house.home, two.noor)
        assert ([one.exchange for one in seen.found], seen.harmed) == ([X], True)
        with pytest.raises(SealHarmed):
            await seals.withdraw(two.house.home, two.noor, "d" * 32)
        await two.come(hours=1)
        await two.both_read()

    play(scene)


def test_both_sealing_at_once_is_both_sealed() -> None:
    async def scene(two: Two) -> None:
        await two.ask()
        await asyncio.gather(two.seal("Noor"), two.seal("Elis"))
        await two.come(hours=1)
        await two.both_read()

    play(scene)


def test_there_is_one_timer_and_only_while_something_is_due() -> None:
    async def scene(two: Two) -> None:
        alarm = two.house.home.alarm
        await seal_hours.begin(two.house.home)
        assert alarm.at is None
        await two.ask()
        assert alarm.at == two.minute() + 60
        for who in WORDS:
            await two.seal(who)
        two.house.clock.pass_by(hours=1)
        alarm.rest()
        await seal_hours.begin(two.house.home)
        assert await two.phase() is Phase.RELEASED
        assert alarm.at is None

    play(scene)


def test_the_server_vouches_for_what_it_opened() -> None:
    async def scene(two: Two) -> None:
        await two.ask()
        for who in WORDS:
            await two.seal(who)
        await two.come(hours=1)
        row = await two.house.store.exchange(X)
        assert row is not None
        left, right = (seal_hours.commitment(one) for one in await two.house.store.seals_of(X))
        assert row.record == vault.released(two.house.key, X, two.minute(), left, right)

    play(scene)


def test_terms_that_were_touched_open_nothing() -> None:
    async def scene(two: Two) -> None:
        await two.ask()
        row = await two.house.store.exchange(X)
        assert row is not None
        for at in range(0, len(row.terms), 7):
            altered = bytearray(row.terms)
            altered[at] ^= 1
            with pytest.raises(EnvelopeAltered):
                await seal_rows.read(two.house.home, replace(row, terms=bytes(altered)))
        with pytest.raises(EnvelopeAltered):
            await seal_rows.read(two.house.home, replace(row, phase="released"))

    play(scene)


# ---------------------------------------------------------------- who could open it before


def attack(rows: list[SealRow], two: Two, server: ServerKey, elis: Root, place: Place) -> bytes:
    """Whatever Elis could try with these rows, this server key and this root."""
    noors = rows[0]
    half = vault.give_half(server, place, noors.locked, noors.kept)
    return vault.open_seal(place, elis, two.root("Noor").sig_public, seals.seal_in(noors), half)


@pytest.mark.parametrize("holding", Holding)
def test_the_knowledge_of_each_who_might_look_before_it_opens(holding: Holding, tmp_path: Path) -> None:
    """T3, T8: database, partner's key and server key, all eight subsets, read from the file as it lies there."""

    async def scene(two: Two) -> None:
        await two.ask(holding)
        for who in WORDS:
            await two.seal(who)
        rows = await two.house.store.seals_of(X)
        place = Place(
            X,
            two.noor.person,
            rows[0].writing,
            seal_rows.HOLDER[holding],
            (await two.sight("Noor")).view.terms.earliest,
        )
        nothing = [rows[0]._replace(locked=os.urandom(4178), wrapped=os.urandom(80), kept=os.urandom(114))]
        opened = set()
        for db, partner, release in product((False, True), repeat=3):
            known = rows if db else nothing
            server = two.house.key if release else ServerKey(os.urandom(32))
            elis = two.root("Elis") if partner else Root.new()
            try:
                assert attack(known, two, server, elis, place) == WORDS["Noor"]
                opened.add((db, partner, release))
            except EnvelopeAltered:
                pass
        assert opened == ({(True, True, True)} if holding is Holding.SERVER else set())

    play(scene, House(store=SqliteStore.open(tmp_path / "kept")))


def test_held_by_its_author_it_opens_to_all_three_only_after_the_author_returned(tmp_path: Path) -> None:
    async def scene(two: Two) -> None:
        await two.ask(Holding.AUTHOR)
        halves = {who: await two.seal(who) for who in WORDS}
        await two.come(hours=1)
        terms = (await two.sight("Noor")).view.terms

        async def tried() -> bytes:
            rows = await two.house.store.seals_of(X)
            place = Place(X, two.noor.person, rows[0].writing, Holder.AUTHOR, terms.earliest)
            return attack(rows, two, two.house.key, two.root("Elis"), place)

        with pytest.raises(EnvelopeAltered):
            await tried()
        await seals.hand_half(two.house.home, two.noor, X, halves["Noor"])
        assert await tried() == WORDS["Noor"]

    play(scene, House(store=SqliteStore.open(tmp_path / "kept")))


def test_no_word_and_no_half_lies_in_any_file_before_it_opens(tmp_path: Path) -> None:
    async def scene(two: Two) -> None:
        await two.ask()
        halves = [await two.seal(who) for who in WORDS]
        files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert all(word not in files for word in (*WORDS.values(), *halves))

    play(scene, House(store=SqliteStore.open(tmp_path / "kept")))
