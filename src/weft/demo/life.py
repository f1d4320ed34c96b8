"""The two years of the invented two, from their accounts to yesterday evening."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from weft.core.exercise.script import Exercise, Form
from weft.core.tapestry.drawdown import draw
from weft.demo.affection import given, read_gestures
from weft.demo.calendar import Calendar
from weft.demo.choosing import chosen
from weft.demo.freetime import looked_for
from weft.demo.journey import Weeks
from weft.demo.liked import liked
from weft.demo.moments import lived, read_moments
from weft.demo.plans import planned
from weft.demo.player import Day, Player
from weft.demo.playing import Played
from weft.demo.script import PEOPLE, SEED, Script, Two, read_script
from weft.keeper import couples, invitations, sittings
from weft.keeper.accounts import as_sent, begin
from weft.keeper.home import Home
from weft.keeper.ladder import closed
from weft.keeper.sign_ins import Sent, SignInSent
from weft.vault.account import new_account
from weft.vault.derive import FLOOR, derive

DAYS = 730
PHRASES = {"noor": "madder on the left edge of the cloth", "elias": "kendal on the right edge of the cloth"}
"""Everyone may know these: the demo listens on loopback only and holds nobody's words."""

Progress = Callable[[str], None]


async def be(home: Home, word: str) -> str:
    """Sign in as one of the two; gives the cookie."""
    name, _ = PEOPLE[word]
    derived = derive(PHRASES[word], home.sign_ins.server_key.salt(name), FLOOR)
    sent = SignInSent(name, Sent(derived.auth), Sent(derived.s), "computer")
    return await home.sign_ins.sign_in(sent, b"demo", None)


async def live(home: Home, calendar: Calendar, say: Progress, days: int = DAYS) -> None:
    """Make both accounts, let them meet, and play their years up to yesterday evening."""
    script = read_script()
    tonight = datetime.now(UTC).replace(hour=19, minute=0, second=0, microsecond=0)
    calendar.now = tonight - timedelta(days=days)
    two = await _arrive(home, "noor", script), await _arrive(home, "elias", script)
    await _meet(home, calendar, two)
    years = Years(home, calendar, tonight, script, two)
    await years.go_by(days, say)
    await years.lately()
    calendar.now = None
    for one in two:
        await home.sign_ins.end(one.opened.sid_hash)


async def _arrive(home: Home, word: str, script: Script) -> Player:
    name, dye = PEOPLE[word]
    made = new_account(PHRASES[word], home.sign_ins.server_key.salt(name), 0, FLOOR)
    cookie = await begin(home.sign_ins, as_sent(made, name, dye))
    opened = await home.sign_ins.open(cookie)
    assert opened is not None, "the sign-in was made a moment ago"
    return Player(word, opened, script)


async def _meet(home: Home, calendar: Calendar, two: tuple[Player, Player]) -> None:
    noor, elias = two
    made = await invitations.invite(home.store, noor.opened, calendar(), timedelta(minutes=30))
    await couples.join(home.store, elias.opened, made.code, calendar())
    home.tell(elias.opened.log.log)
    for one in two:
        await home.freshen(one.opened)
        await couples.confirm_compared(home.store, one.opened)


@dataclass
class Years:
    """What the two live, day by day: sittings, moments, gestures, evenings and seasons, and at last their plans."""

    home: Home
    calendar: Calendar
    tonight: datetime
    script: Script
    players: tuple[Player, Player]

    def __post_init__(self) -> None:
        self.two: Two = {one.word: one.opened for one in self.players}
        self.weeks = Weeks(self.home, self.two, self.calendar.set, self.tonight)
        self.told, self.gestures = read_moments(), read_gestures()
        self.done = Counter[str]()

    async def go_by(self, days: int, say: Progress) -> None:
        """All days but the last, which stand in demo.toml."""
        for ago in range(days - 1, self.script.played[-1][0], -1):
            if ago % 73 == 0:
                say(f"Living two invented years: {100 * (days - ago) // days} %")
            await self._day(self._evening(ago))
        await liked(self.home, self.two)

    def _evening(self, ago: int, scripted: bool = False) -> Day:
        return Day(self.tonight - timedelta(days=ago), ago, scripted)

    async def _day(self, day: Day) -> None:
        ago = day.ago
        closed_now = await closed(self.home, self.players[0].opened)
        some = chosen(self.home.library, day, self.players, closed_now, self.done)
        for number, (exercise, form) in enumerate(some):
            self.calendar.now = day.evening + timedelta(minutes=draw(SEED, ago) % 150 - 90 + 200 * number)
            self.done[exercise.id] += 1
            asker = self.players[draw(SEED, ago, 5) % 2]
            await self._played(exercise, asker.word, day).to_its_end(form)
        self.calendar.now = day.evening + timedelta(hours=3)
        await lived(self.home, self.two, self.told.pop(ago, ()))
        await given(self.home, self.two, self.gestures.pop(ago, ()))
        await self.weeks.until(ago)

    def _played(self, exercise: Exercise, asker: str, day: Day) -> Played:
        return Played(self.home, self.calendar, exercise, self._first(asker), day)

    def _first(self, word: str) -> tuple[Player, Player]:
        return self.players if self.players[0].word == word else self.players[::-1]

    async def lately(self) -> None:
        """The last days as they stand in demo.toml, and what lies open between the two after them."""
        for ago, name, form, asker in reversed(self.script.played):
            await self.weeks.until(ago + 1)
            await self._gestures_until(ago)
            day = self._evening(ago, scripted=True)
            self.calendar.now = day.evening + timedelta(minutes=draw(SEED, ago, len(name)) % 150 - 60)
            await self._played(self.home.library.exercises[name], asker, day).to_its_end(Form(form))
        await self._begun()
        await self._asked()
        await self.weeks.until(1)
        await planned(self.home, self.two)
        await looked_for(self.home, self.two)

    async def _gestures_until(self, ago: int) -> None:
        for then in sorted(
            (one for one in self.gestures if self.script.played[-1][0] >= one >= ago), reverse=True
        ):
            self.calendar.now = self.tonight - timedelta(days=then, hours=7)
            await given(self.home, self.two, self.gestures.pop(then))

    async def _begun(self) -> None:
        """What one has begun and the other not yet."""
        name, writer = self.script.begun
        day = self._evening(1, scripted=True)
        self.calendar.now = day.evening + timedelta(hours=2)
        await self._played(self.home.library.exercises[name], writer, day).half()

    async def _asked(self) -> None:
        """What one has asked for and the other not agreed to."""
        for name, form, asker in self.script.asked:
            self.calendar.pass_by(600)
            exercise = self.home.library.exercises[name]
            await sittings.ask(self.home, self.two[asker], exercise, Form(form))
