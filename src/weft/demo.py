"""An invented couple with two years behind them, made by playing real exercises through the real engine.

The same seed gives the same life. Only the days move, so that the cloth always ends yesterday.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from weft.core.exercise.script import Exercise, Form
from weft.core.people import SittingId
from weft.core.sitting.buttons import Act
from weft.core.tapestry.drawdown import draw
from weft.keeper import couples, sittings
from weft.keeper.home import Home
from weft.keeper.ladder import closed
from weft.keeper.library import CONTENT
from weft.keeper.opened import Opened
from weft.keeper.sign_ins import AccountSent, Sent, SignInSent, SlotSent
from weft.vault.account import new_account
from weft.vault.derive import FLOOR, derive

DAYS = 730
SEED = 1729
PEOPLE = {"noor": ("Noor", "madder"), "elias": ("Elias", "kendal")}
PHRASES = {"noor": "madder on the left edge of the cloth", "elias": "kendal on the right edge of the cloth"}
"""Everyone may know these: the demo listens on loopback only and holds nobody's words."""

LULLS = ("pause", "resume", "stop", "take-back", "not-quite", "return", "you-first", "end-early")
"""What the invented two never choose."""

Progress = Callable[[str], None]


@dataclass
class Calendar:
    """A clock set by hand while the two years pass, and the machine's own afterwards."""

    now: datetime | None = None

    def __call__(self) -> datetime:
        return self.now or datetime.now(UTC)

    def pass_by(self, seconds: float) -> None:
        self.now = self() + timedelta(seconds=seconds)


@dataclass
class Player:
    """One of the two while the life is played: signed in, with words to say."""

    word: str
    opened: Opened
    words: dict[str, dict[str, list[str]]]
    said: int = 0

    def says(self, practice: str, step: str) -> str:
        """The next of this person's lines for such a step; empty when they have none."""
        lines = self.words.get(practice, {}).get(step, [])
        self.said += 1
        return lines[draw(SEED, self.said, len(self.word)) % len(lines)] if lines else ""


async def be(home: Home, word: str) -> str:
    """Sign in as one of the two; gives the cookie."""
    name, _ = PEOPLE[word]
    derived = derive(PHRASES[word], home.sign_ins.server_key.salt(name), FLOOR)
    sent = SignInSent(name, Sent(derived.auth), Sent(derived.s), "computer")
    return await home.sign_ins.sign_in(sent, b"demo", home.sign_ins.new_device_mark().encode())


async def live(home: Home, calendar: Calendar, say: Progress) -> None:
    """Make both accounts, let them meet, and play two years up to yesterday evening."""
    words = tomllib.loads((CONTENT / "demo.toml").read_text(encoding="utf-8"))
    yesterday = datetime.now(UTC).replace(hour=19, minute=0, second=0, microsecond=0) - timedelta(days=1)
    calendar.now = yesterday - timedelta(days=DAYS)
    noor, elias = [await _arrive(home, word, words) for word in PEOPLE]
    made = await couples.invite(home.store, noor.opened, calendar(), timedelta(minutes=30))
    await couples.join(home.store, elias.opened, made.code, calendar())
    home.tell(elias.opened.log.log)
    for one in (noor, elias):
        await home.freshen(one.opened)
        await couples.confirm_compared(home.store, one.opened)
    for days_ago in range(DAYS - 1, 0, -1):
        if days_ago % 73 == 0:
            say(f"Living two invented years: {100 * (DAYS - days_ago) // DAYS} %")
        closed_now = await closed(home, noor.opened)
        for exercise in _chosen(home, days_ago, words["quiet"]["stretches"], closed_now):
            calendar.now = (
                yesterday - timedelta(days=days_ago) + timedelta(minutes=draw(SEED, days_ago) % 150 - 90)
            )
            await _play(home, calendar, exercise, (noor, elias), days_ago)
    calendar.now = None
    await home.sign_ins.end(noor.opened.sid_hash)
    await home.sign_ins.end(elias.opened.sid_hash)


async def _arrive(home: Home, word: str, words: dict[str, dict[str, dict[str, list[str]]]]) -> Player:
    name, dye = PEOPLE[word]
    made = new_account(PHRASES[word], home.sign_ins.server_key.salt(name), 0, FLOOR)
    publics = made.publics
    slots = [
        SlotSent(1, made.phrase_slot_id, Sent(made.phrase_slot), Sent(made.secrets.auth)),
        SlotSent(
            3,
            made.recovery_slot_id,
            Sent(made.recovery_slot),
            Sent(made.recovery.secrets.auth),
            Sent(made.recovery.lookup),
        ),
    ]
    sent = AccountSent(
        made.person,
        name,
        dye,
        Sent(made.secrets.s),
        Sent(publics.kem_s),
        Sent(publics.sig_s),
        Sent(publics.kem_e),
        Sent(publics.sig_e),
        slots,
    )
    cookie = await home.sign_ins.begin(sent)
    opened = await home.sign_ins.open(cookie)
    assert opened is not None, "the sign-in was made a moment ago"
    return Player(word, opened, {practice: by[word] for practice, by in words.items() if word in by})


def _chosen(
    home: Home, days_ago: int, quiet: list[list[int]], closed_now: frozenset[str]
) -> Iterator[Exercise]:
    """What the two do on a day: often nothing, mostly one thing, now and then two; short things oftener than long."""
    if any(low <= days_ago <= high for low, high in quiet):
        return
    chance = draw(SEED, days_ago, 1) % 100
    shelves = [
        [one for one in some if one.forms != {Form.SOLO} and one.id not in closed_now]
        for some in home.library.by_practice.values()
    ]
    shelves = [shelf for shelf in shelves if shelf]
    for number in range((chance < 42) + (chance < 6)):
        shelf = shelves[draw(SEED, days_ago, 2, number) % len(shelves)]
        some = [shelf[draw(SEED, days_ago, 3, number, again) % len(shelf)] for again in range(2)]
        yield min(some, key=lambda one: one.minutes)


async def _play(
    home: Home, calendar: Calendar, exercise: Exercise, two: tuple[Player, Player], days_ago: int
) -> None:
    """Play one exercise to its end, each doing what a willing person would."""
    forms = [form for form in (Form.TOGETHER, Form.OWN_PACE, Form.APART) if form in exercise.forms]
    form = forms[draw(SEED, days_ago, 4) % len(forms)] if draw(SEED, days_ago, 6) % 3 == 0 else forms[0]
    asker, other = two if draw(SEED, days_ago, 5) % 2 else two[::-1]
    sitting = await sittings.ask(home, asker.opened, exercise, form)
    await sittings.act(home, other.opened, sitting, "agree", "", "")
    for _ in range(400):
        if not await _step(home, calendar, exercise, (asker, other), sitting):
            for player in two:
                said = "yes" if draw(SEED, days_ago, 7, len(player.word)) % 4 else "partly"
                await sittings.felt(home, player.opened, sitting, said)
            return
    raise RuntimeError(f"{exercise.id} never came to an end")


async def _step(
    home: Home, calendar: Calendar, exercise: Exercise, two: tuple[Player, Player], sitting: SittingId
) -> bool:
    """One thing done by either, or time passing; False when it has ended."""
    for player in two:
        await home.freshen(player.opened)
        try:
            one = await sittings.board(home, player.opened, sitting)
        except sittings.NothingThere:
            return False
        scene = sittings.scene_of(one, player.opened, ("Noor", "Elias"))
        chosen = _would(scene.acts)
        if chosen is None:
            continue
        calendar.pass_by(_takes(scene.seconds, scene.elapsed, chosen))
        words = player.says(exercise.practice.value, one.script.steps[one.state.step].kind.value)
        name = chosen.name
        if chosen.field and chosen.field.ends:
            words = str(draw(SEED, player.said, len(player.word), 8) % 101)
        elif chosen.field and not words:
            name = next((act.name for act in scene.acts if act.name == "skip"), chosen.name)
            words = "Yes. That."
        await sittings.act(home, player.opened, sitting, name, words if chosen.field else "", "")
        return True
    one = await sittings.board(home, two[0].opened, sitting)
    if one.until is None:
        raise RuntimeError(f"{exercise.id} waits for nobody")
    calendar.pass_by(one.until / 1000 - calendar().timestamp() + 1)
    return True


def _would(acts: tuple[Act, ...]) -> Act | None:
    """What a willing person does: the first thing offered that moves the sitting on."""
    return next((act for act in acts if act.name not in (*LULLS, "skip")), None)


def _takes(seconds: int | None, elapsed: int | None, chosen: Act) -> float:
    """How long it takes before this is done: a turn nearly fills its time, a tap takes a moment."""
    if seconds and chosen.name in {"hand-over"}:
        return max(5.0, seconds * 0.9 - (elapsed or 0))
    return 40.0 if chosen.field else 5.0
