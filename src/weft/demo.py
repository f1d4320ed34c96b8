"""An invented couple with two years behind them, made by playing real exercises through the real engine.

The same seed gives much the same life. The days move, so that the cloth always ends yesterday, and the seasons with
them: more in winter, August away; and the ladder opens by its real rule, on days nobody can work out. What the two
say stands in content/demo.toml; each line is said once.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice

from weft.core.exercise.script import Exercise, Form, Kind, Step
from weft.core.people import SittingId
from weft.core.practice import Practice
from weft.core.sitting.acts import DEEDS, offered
from weft.core.sitting.marks import SURE
from weft.core.sitting.moves import Wrote
from weft.core.tapestry.drawdown import draw
from weft.demo_affection import given, read_gestures
from weft.demo_freetime import looked_for
from weft.demo_journey import Weeks
from weft.demo_liked import liked
from weft.demo_moments import lived, read_moments
from weft.demo_plans import planned
from weft.keeper import boards, couples, sittings
from weft.keeper.accounts import as_sent, begin
from weft.keeper.home import Home
from weft.keeper.ladder import closed
from weft.keeper.library import CONTENT
from weft.keeper.opened import Opened
from weft.keeper.sign_ins import Sent, SignInSent
from weft.vault.account import new_account
from weft.vault.derive import FLOOR, derive

DAYS = 730
SEED = 1729
PEOPLE = {"noor": ("Noor", "madder"), "elias": ("Elias", "kendal")}
PHRASES = {"noor": "madder on the left edge of the cloth", "elias": "kendal on the right edge of the cloth"}
"""Everyone may know these: the demo listens on loopback only and holds nobody's words."""

LULLS = ("pause", "resume", "stop", "take-back", "not-quite", "return", "you-first", "end-early")
"""What the invented two never choose."""

SEASONS = ("winter", "spring", "summer", "autumn")
"""From December on, three months each."""
BUSY = {"winter": 58, "spring": 42, "summer": 34, "autumn": 48}
"""Days in a hundred on which they do something."""
AWAY = (8, 19)
"""They are away from the first of this month to this day of it."""
OFTEN, LATELY_OFTEN, LATELY_DAYS = 42, 90, 120
"""In how many of a hundred sittings one of them keeps a line, before and within the last days."""
PRIVATE = "private"
"""The kind of the lines for one's own eyes."""
IN_MIND = 3
"""Exercises weighed against each other on a day."""

Progress = Callable[[str], None]
Lines = dict[str, list[str]]
"""By the kind of step, the lines one of the two has for it."""


@dataclass
class Calendar:
    """A clock set by hand while the two years pass, and the machine's own afterwards."""

    now: datetime | None = None

    def __call__(self) -> datetime:
        return self.now or datetime.now(UTC)

    def set(self, now: datetime) -> None:
        self.now = now

    def pass_by(self, seconds: float) -> None:
        self.now = self() + timedelta(seconds=seconds)


@dataclass(frozen=True)
class Script:
    """What content/demo.toml holds: what each says, and how they live.

    ``general`` is by person and practice, ``own`` by person and exercise; ``anyhow`` are the exercises that general
    lines fit when they are written. ``held`` keep their own lines for the last days.
    """

    general: dict[str, dict[str, Lines]]
    own: dict[str, dict[str, Lines]]
    anyhow: frozenset[str]
    quiet: list[list[int]]
    played: list[tuple[int, str, str, str]]
    begun: tuple[str, str]
    asked: list[tuple[str, str, str]]

    @property
    def held(self) -> frozenset[str]:
        return frozenset(name for _, name, _, _ in self.played) | {self.begun[0]}


def read_script() -> Script:
    """The words of the invented two, and their habits."""
    text = tomllib.loads((CONTENT / "demo.toml").read_text(encoding="utf-8"))
    lately, own = text["lately"], text["exercise"]
    practices = {key: by for key, by in text.items() if key in set(Practice)}
    return Script(
        {word: {key: by[word] for key, by in practices.items()} for word in PEOPLE},
        {word: {key: by[word] for key, by in own.items() if word in by} for word in PEOPLE},
        frozenset(text["habits"]["general"]),
        text["habits"]["quiet"],
        [tuple(one) for one in lately["played"]],
        tuple(lately["begun"]),
        [tuple(one) for one in lately["asked"]],
    )


@dataclass
class Player:
    """One of the two while the life is played: signed in, with words to say, each of them once."""

    word: str
    opened: Opened
    script: Script
    said: set[str] = field(default_factory=set)
    drawn: int = 0

    def chance(self) -> int:
        """Something like chance, other each time."""
        self.drawn += 1
        return draw(SEED, self.drawn, len(self.word))

    def left(self, exercise: Exercise, kind: str, season: str, lately: bool = False) -> list[str]:
        """What this person could still say at such a step: first what is meant for this exercise alone."""
        own = self.script.own[self.word].get(exercise.id, {}).get(kind, [])
        mine = [] if exercise.id in self.script.held and not lately else self._unsaid(own)
        if mine or (exercise.id not in self.script.anyhow and (own or kind != Kind.KEEP)):
            return mine
        by = self.script.general[self.word][exercise.practice.value]
        rest = self._unsaid(by.get(f"{kind}-{season}", []) + by.get(kind, []))
        start = self.chance() % len(rest) if rest else 0
        return rest[start:] + rest[:start]

    def _unsaid(self, lines: list[str]) -> list[str]:
        return [line for line in lines if line not in self.said]

    def says(self, exercise: Exercise, kind: str, day: "Day") -> str:
        """The next of this person's lines for such a step; empty when there is none, or nothing is kept."""
        if kind == Kind.KEEP and self.chance() % 100 >= day.keeps:
            return ""
        line = next(iter(self.left(exercise, kind, day.season, day.scripted)), "")
        self.said.add(line)
        return line


@dataclass(frozen=True)
class Day:
    """One of the days lived. ``ago`` is how many days before today; ``scripted`` if it stands in demo.toml."""

    evening: datetime
    ago: int
    scripted: bool = False

    @property
    def season(self) -> str:
        return SEASONS[self.evening.month % 12 // 3]

    @property
    def keeps(self) -> int:
        return 100 if self.scripted else LATELY_OFTEN if self.ago < LATELY_DAYS else OFTEN

    @property
    def away(self) -> bool:
        return self.evening.month == AWAY[0] and self.evening.day <= AWAY[1]


async def be(home: Home, word: str) -> str:
    """Sign in as one of the two; gives the cookie."""
    name, _ = PEOPLE[word]
    derived = derive(PHRASES[word], home.sign_ins.server_key.salt(name), FLOOR)
    sent = SignInSent(name, Sent(derived.auth), Sent(derived.s), "computer")
    return await home.sign_ins.sign_in(sent, b"demo", None)


async def live(home: Home, calendar: Calendar, say: Progress) -> None:
    """Make both accounts, let them meet, and play two years up to yesterday evening."""
    script = read_script()
    tonight = datetime.now(UTC).replace(hour=19, minute=0, second=0, microsecond=0)
    calendar.now = tonight - timedelta(days=DAYS)
    noor, elias = two = await _arrive(home, "noor", script), await _arrive(home, "elias", script)
    await _meet(home, calendar, two)
    done = Counter[str]()
    both, told = {one.word: one.opened for one in two}, read_moments()
    left, weeks = read_gestures(), Weeks(home, both, calendar.set, tonight)
    for ago in range(DAYS - 1, script.played[-1][0], -1):
        if ago % 73 == 0:
            say(f"Living two invented years: {100 * (DAYS - ago) // DAYS} %")
        day = Day(tonight - timedelta(days=ago), ago)
        closed_now = await closed(home, noor.opened)
        for number, (exercise, form) in enumerate(_chosen(home, day, two, closed_now, done)):
            calendar.now = day.evening + timedelta(minutes=draw(SEED, ago) % 150 - 90 + 200 * number)
            done[exercise.id] += 1
            asker = draw(SEED, ago, 5) % 2
            await _play(home, calendar, exercise, form, (two[asker], two[1 - asker]), day)
        calendar.now = day.evening + timedelta(hours=3)
        await lived(home, both, told.pop(ago, ()))
        await given(home, both, left.pop(ago, ()))
        await weeks.until(ago)
    await liked(home, both)
    await _lately(home, calendar, tonight, two, weeks)
    await weeks.until(1)
    await planned(home, both)
    await looked_for(home, both)
    calendar.now = None
    await home.sign_ins.end(noor.opened.sid_hash)
    await home.sign_ins.end(elias.opened.sid_hash)


async def _meet(home: Home, calendar: Calendar, two: tuple[Player, Player]) -> None:
    noor, elias = two
    made = await couples.invite(home.store, noor.opened, calendar(), timedelta(minutes=30))
    await couples.join(home.store, elias.opened, made.code, calendar())
    home.tell(elias.opened.log.log)
    for one in two:
        await home.freshen(one.opened)
        await couples.confirm_compared(home.store, one.opened)


async def _lately(
    home: Home, calendar: Calendar, tonight: datetime, two: tuple[Player, Player], weeks: Weeks
) -> None:
    """The last days as they stand in demo.toml, and what lies open between the two after them."""
    script = two[0].script
    both, left = {one.word: one.opened for one in two}, read_gestures()
    for ago, name, form, asker in reversed(script.played):
        await weeks.until(ago + 1)
        for then in sorted((one for one in left if script.played[-1][0] >= one >= ago), reverse=True):
            calendar.now = tonight - timedelta(days=then, hours=7)
            await given(home, both, left.pop(then))
        day = Day(tonight - timedelta(days=ago), ago, True)
        calendar.now = day.evening + timedelta(minutes=draw(SEED, ago, len(name)) % 150 - 60)
        await _play(home, calendar, home.library.exercises[name], Form(form), _first(two, asker), day)
    name, writer = script.begun
    day = Day(tonight - timedelta(days=1), 1, True)
    calendar.now = day.evening + timedelta(hours=2)
    await _begin(home, calendar, home.library.exercises[name], _first(two, writer), day)
    for name, form, asker in script.asked:
        calendar.pass_by(600)
        await sittings.ask(home, _first(two, asker)[0].opened, home.library.exercises[name], Form(form))


def _first(two: tuple[Player, Player], word: str) -> tuple[Player, Player]:
    return two if two[0].word == word else two[::-1]


async def _arrive(home: Home, word: str, script: Script) -> Player:
    name, dye = PEOPLE[word]
    made = new_account(PHRASES[word], home.sign_ins.server_key.salt(name), 0, FLOOR)
    cookie = await begin(home.sign_ins, as_sent(made, name, dye))
    opened = await home.sign_ins.open(cookie)
    assert opened is not None, "the sign-in was made a moment ago"
    return Player(word, opened, script)


def _chosen(
    home: Home, day: Day, two: tuple[Player, Player], closed_now: frozenset[str], done: Counter[str]
) -> Iterator[tuple[Exercise, Form]]:
    """What the two do on a day: often nothing, mostly one thing, now and then two.

    Of a few that come to mind it is the one done least, then the shortest; lately, one they have words for.
    """
    if day.away or any(low <= day.ago <= high for low, high in two[0].script.quiet):
        return
    chance = draw(SEED, day.ago, 1) % 100
    shelves = list(home.library.by_practice.values())
    for number in range((chance < BUSY[day.season]) + (chance < 5)):
        shelf = shelves[draw(SEED, day.ago, 2, number) % len(shelves)]
        some = [shelf[draw(SEED, day.ago, 3, number, again) % len(shelf)] for again in range(8)]
        fit = ((one, _forms(one, day, two)) for one in some if one.id not in closed_now)
        doable = islice(((one, forms) for one, forms in fit if forms), IN_MIND)
        found = min(
            doable,
            key=lambda each: (_mute(each[0], day, two), done[each[0].id], each[0].minutes),
            default=None,
        )
        if found:
            yield found[0], found[1][draw(SEED, day.ago, 4, number) % len(found[1])]


def _mute(exercise: Exercise, day: Day, two: tuple[Player, Player]) -> bool:
    """Whether neither could keep a line any more; long ago that does not matter."""
    return day.ago < LATELY_DAYS and not any(one.left(exercise, Kind.KEEP, day.season) for one in two)


def _forms(exercise: Exercise, day: Day, two: tuple[Player, Player]) -> list[Form]:
    """The forms in which both have something to write wherever it asks for writing; mostly in one room."""
    if exercise.id in two[0].script.held - two[0].script.anyhow:
        return []
    ways = (Form.TOGETHER, Form.TOGETHER, Form.APART, Form.OWN_PACE, Form.OWN_PACE)
    return [form for form in ways if form in exercise.forms and _can_write(exercise, form, day, two)]


def _can_write(exercise: Exercise, form: Form, day: Day, two: tuple[Player, Player]) -> bool:
    asked = Counter[str]()
    for step in exercise.steps:
        kind = PRIVATE if step.private else step.kind.value
        asked[kind] += step.rounds * _in_writing(step, form)
    return all(
        len(one.left(exercise, kind, day.season)) >= count
        for kind, count in asked.items()
        if count
        for one in two
    )


def _in_writing(step: Step, form: Form) -> bool:
    """Whether somebody puts this step into words of their own, and on paper."""
    aloud = form.live and step.turns > 0
    kinds = (Kind.WRITE, Kind.RESPOND) if form.live else (Kind.WRITE, Kind.RESPOND, Kind.SPEAK, Kind.ECHO)
    return step.kind in kinds and step.played_in(form) and not aloud


async def _play(
    home: Home, calendar: Calendar, exercise: Exercise, form: Form, two: tuple[Player, Player], day: Day
) -> None:
    """Play one exercise to its end, each doing what a willing person would; the first has asked."""
    sitting = await _agreed(home, exercise, form, two)
    for _ in range(400):
        if not await _step(home, calendar, exercise, two, sitting, day):
            for player in two:
                said = "yes" if player.chance() % 6 else "partly"
                await sittings.felt(home, player.opened, sitting, said)
            return
    raise RuntimeError(f"{exercise.id} never came to an end")


async def _agreed(home: Home, exercise: Exercise, form: Form, two: tuple[Player, Player]) -> SittingId:
    for player in two:
        await home.freshen(player.opened)
    sitting = await sittings.ask(home, two[0].opened, exercise, form)
    await sittings.act(home, two[1].opened, sitting, "agree", "", "")
    return sitting


async def _begin(
    home: Home, calendar: Calendar, exercise: Exercise, two: tuple[Player, Player], day: Day
) -> None:
    """Leave one half done: the first has written, the other has not yet."""
    sitting = await _agreed(home, exercise, Form.OWN_PACE, two)
    said = len(two[0].said)
    while len(two[0].said) == said:
        await _step(home, calendar, exercise, two, sitting, day)


async def _step(
    home: Home,
    calendar: Calendar,
    exercise: Exercise,
    two: tuple[Player, Player],
    sitting: SittingId,
    day: Day,
) -> bool:
    """One thing done by either, or time passing; False when it has ended."""
    try:
        one = await boards.board(home, two[0].opened, sitting)
    except boards.NothingThere:
        return False
    for player in two:
        names = offered(one.script, one.state, player.opened.side)
        name = _would(names)
        if name is not None:
            step = one.script.steps[one.state.step]
            calendar.pass_by(_takes(step, one.state.elapsed, name))
            words = _words(player, exercise, step, name, day)
            skips = DEEDS.get(name) is Wrote and not words and "skip" in names
            await home.freshen(player.opened)
            await sittings.act(home, player.opened, sitting, "skip" if skips else name, words, "")
            return True
    if one.until is None:
        raise RuntimeError(f"{exercise.id} waits for nobody")
    calendar.pass_by(one.until / 1000 - calendar().timestamp() + 1)
    return True


def _would(names: tuple[str, ...]) -> str | None:
    """What a willing person does: the first thing offered that moves the sitting on."""
    return next((name for name in names if name not in (*LULLS, "skip")), None)


def _words(player: Player, exercise: Exercise, step: Step, name: str, day: Day) -> str:
    """What is put down with this act; empty where nothing is, or where somebody passes."""
    if DEEDS.get(name) is not Wrote:
        return ""
    if step.kind in (Kind.RATE, Kind.GUESS):
        place = f"{8 + player.chance() % 85}"
        return f"{place} {SURE[player.chance() % 3]}" if step.kind is Kind.GUESS else place
    if step.private:
        return player.says(exercise, PRIVATE, day)
    return player.says(exercise, step.kind.value, day)


def _takes(step: Step, elapsed: int, name: str) -> float:
    """Seconds before this is done: a turn nearly fills its time, a tap takes a moment."""
    if step.limit and name == "hand-over":
        return max(5.0, step.limit * 0.9 - elapsed)
    return 40.0 if DEEDS.get(name) is Wrote else 5.0
