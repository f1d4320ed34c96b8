"""Yours: a person's own name, dye, devices and lock. Nobody else ever sees this page or that it was opened."""

from starlette.requests import Request
from starlette.responses import Response

from weft.core.exercise.script import Exercise, LifeStage
from weft.core.log.entries import LifeStageSaid, LockChosen, PersonNamed, SittingWoven
from weft.core.log.fold import Words
from weft.core.people import Person, SittingId, wrong_with
from weft.core.sitting.wording import fill
from weft.core.tapestry.dye import Dye, alike
from weft.keeper.exchange import for_own_eyes
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened, append
from weft.keeper.own_copies import looking_back
from weft.keeper.ports import CoupleState
from weft.keeper.take_back import take_back
from weft.keeper.traces import Happened, note
from weft.web import models
from weft.web.answers import onward, page
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.copies import past_names
from weft.web.pages.doors import DYES, leave
from weft.web.pages.leaving import link
from weft.web.pages.lines import plainly
from weft.web.pages.rooms import names, people, private

LOCK_CHOICES = (5, 15, 30, 60)
STAGES = {
    LifeStage.NEW: "New to each other",
    LifeStage.LONG_TOGETHER: "Long together",
    LifeStage.PARENTS: "Children in our days",
    LifeStage.LONG_DISTANCE: "Living apart",
    LifeStage.LATER_LIFE: "Later in life",
    LifeStage.HARD_SEASON: "A hard season",
}
"""Times of life that prompts are written for, as two people would say them."""


async def yours(request: Request, opened: Opened) -> Response:
    return await _yours(request, opened)


async def _yours(
    request: Request, opened: Opened, say: str | None = None, name: str | None = None
) -> Response:
    keeper = home(request)
    mine = opened.log.life.people[opened.side]
    devices = tuple(
        models.Device(one.id, one.label, day_words(one.began.astimezone().date()), one.this)
        for one in await keeper.sign_ins.devices(opened)
    )
    left, right = people(opened)
    model = models.YoursPage(
        private(opened, "yours"),
        name if name is not None else mine.name,
        mine.dye.value,
        DYES,
        devices,
        opened.own.life.lock_minutes,
        LOCK_CHOICES,
        opened.couple is None,
        opened.couple is not None and not opened.compared,
        bool(left and right and alike(left.dye, right.dye)),
        say,
        opened.withheld is not None,
        kept=tuple(link(one) for one in opened.copies),
        pasts=tuple(past_names(one) for one in opened.own.life.pasts.values()),
        stages=tuple(
            models.StageChoice(stage.value, says, stage in opened.log.life.stages)
            for stage, says in STAGES.items()
        ),
    )
    return page(model, 400 if say else 200)


async def _go_by(request: Request, opened: Opened, person: Person) -> None:
    keeper = home(request)
    named = PersonNamed(person.name, person.dye.value)
    logs = [opened.own, opened.couple.log] if opened.couple else [opened.own]
    for log in logs:
        await append(keeper.store, opened, log, [named], keeper.clock())
    keeper.tell(opened.log.log)


async def name(request: Request, opened: Opened) -> Response:
    chosen = (await words(request)).get("name", "").strip()
    wrong = wrong_with(chosen)
    if wrong:
        return await _yours(request, opened, wrong, chosen)
    await _go_by(request, opened, Person(chosen, opened.log.life.people[opened.side].dye))
    return onward("/yours")


async def dye(request: Request, opened: Opened) -> Response:
    chosen = (await words(request)).get("dye", "")
    if chosen not in set(Dye):
        return await _yours(request, opened, "Please choose one of the twelve dyes.")
    await _go_by(request, opened, Person(opened.log.life.people[opened.side].name, Dye(chosen)))
    return onward("/yours")


async def lock(request: Request, opened: Opened) -> Response:
    chosen = (await words(request)).get("minutes", "")
    if chosen not in {str(minutes) for minutes in LOCK_CHOICES}:
        return await _yours(request, opened, "Please choose one of the times offered.")
    keeper = home(request)
    await append(keeper.store, opened, opened.own, [LockChosen(int(chosen))], keeper.clock())
    return onward("/yours")


async def just_now(request: Request, opened: Opened) -> Response:
    """A time of life that is theirs now, or is so no more; either may say it, and both see it."""
    sent = await words(request)
    said = [
        LifeStageSaid(sent[key], so)
        for key, so in (("so", True), ("not", False))
        if sent.get(key) in set(LifeStage)
    ]
    if len(said) != 1:
        return await _yours(request, opened, "Please choose one of the six that stand there.")
    keeper = home(request)
    await append(keeper.store, opened, opened.log, said, keeper.clock())
    keeper.tell(opened.log.log)
    return onward("/yours")


async def sign_out_there(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    if await keeper.sign_ins.sign_out_there(opened, request.path_params["device"]):
        what = Happened.SIGNED_OUT_THERE
        await note(keeper.store, opened.person, opened.publics, what, keeper.clock())
    return onward("/yours")


async def sign_out(request: Request, opened: Opened) -> Response:
    return await leave(request)


async def own_eyes(request: Request, opened: Opened) -> Response:
    """What this person wrote for nobody else, on a page of its own: the link to it is there for everyone."""
    here = [opened] if opened.couple else []
    pasts = await looking_back(home(request).store, opened)
    days = tuple(
        models.Day(
            day_words(words[0].at.astimezone().date()),
            (_thing(request, one, one.log.life.woven[sitting].what, words),),
        )
        for one in (*here, *reversed(pasts))
        for sitting, words in for_own_eyes(one)
    )
    return page(models.OwnEyesPage(private(opened, "yours"), days))


def _thing(request: Request, opened: Opened, what: SittingWoven, some: tuple[Words, ...]) -> models.Thing:
    script = home(request).library.exercises.get(what.exercise)
    href = f"/yours/own-eyes/{what.sitting}"
    bands = "" if opened.couple and opened.couple.row.state is CoupleState.CLOSED else what.sitting
    said = tuple(
        models.Said(
            plainly(one), _asked(script, one, opened) or "only you", "", one.author.value, href, one.key
        )
        for one in some
    )
    return models.Thing(bands, what.title, "", said)


def _asked(script: Exercise | None, words: Words, opened: Opened) -> str:
    """What the step asked, as far as the exercise still asks it."""
    at = int(words.key.partition("-")[0])
    step = script.steps[at] if script and at < len(script.steps) else None
    if step is None or step.kind != words.step or "{prompt}" in step.faces[0].heading:
        return ""
    called = names(opened)
    return fill(step.faces[0].heading, called[opened.side], called[opened.side.other])


async def take_out(request: Request, opened: Opened) -> Response:
    """Take back what was written for one's own eyes; nothing of it was ever anybody else's to miss."""
    key = SittingId(request.path_params["key"])
    await take_back(home(request), opened, key, (await words(request)).get("words", ""))
    return onward("/yours/own-eyes")


DOORS = (
    Door("/yours", ("GET",), Who.SIGNED_IN, yours),
    Door("/yours/own-eyes", ("GET",), Who.SIGNED_IN, own_eyes),
    Door("/yours/own-eyes/{key}/take-back", ("POST",), Who.SIGNED_IN, take_out),
    Door("/yours/name", ("POST",), Who.SIGNED_IN, name),
    Door("/yours/dye", ("POST",), Who.SIGNED_IN, dye),
    Door("/yours/lock", ("POST",), Who.SIGNED_IN, lock),
    Door("/yours/just-now", ("POST",), Who.SIGNED_IN, just_now),
    Door("/yours/devices/{device}/sign-out", ("POST",), Who.SIGNED_IN, sign_out_there),
    Door("/sign-out", ("POST",), Who.ALWAYS, sign_out),
)
