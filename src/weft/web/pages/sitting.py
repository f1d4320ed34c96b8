"""A sitting, played on two phones: what one person has before them, and what they do next."""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from weft.core.exercise.script import Exercise, Form
from weft.core.log.fold import Words
from weft.core.people import Side, SittingId
from weft.core.practice import Practice
from weft.core.sitting.ends import has_an_hour
from weft.core.sitting.marks import NotAMark
from weft.core.sitting.play import NotPlayable
from weft.core.sitting.scene import Scene
from weft.core.sitting.sealed import sealable
from weft.core.sitting.shown import may_see
from weft.core.sitting.state import Stage
from weft.core.sitting.turns import floor
from weft.core.tapestry.dye import bath
from weft.core.tapestry.svg import turn_loom
from weft.keeper import boards, exchange, sealed_steps, sittings
from weft.keeper.boards import Board, NothingThere, Shut
from weft.keeper.exchange import NotTheseWords
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.keeper.sealed_steps import HalvesMissing
from weft.keeper.sittings import MovedOn, NotYet
from weft.web import models
from weft.web.answers import marked, onward, say
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.models import Room
from weft.web.pages.cloth import what_step
from weft.web.pages.hours import seconds_until, when_it_opens
from weft.web.pages.landscape import questions
from weft.web.pages.lines import MARKED, apart, is_mark, lines
from weft.web.pages.practices import dyes
from weft.web.pages.rooms import names, private, shared
from weft.web.pages.today import band, edges

MOST_LETTERS = 8_000
TODAY = ("Back to today", "/today")


async def ask(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    exercise = home(request).library.exercises.get(sent.get("exercise", ""))
    form = sent.get("form", "")
    if exercise is None or form not in set(Form) or (opened.couple is None and form != Form.SOLO):
        return say(
            shared(opened),
            "That can’t be begun here",
            "The page may have been old. Choose it once more.",
            TODAY,
            status=400,
        )
    try:
        hour = _hour(request, exercise, Form(form), sent.get("opens", ""))
        about = questions(opened, sent.get("moment", ""), sent.get("second", ""))
        sitting = await sittings.ask(home(request), opened, exercise, Form(form), hour, about)
    except NotYet:
        text = "It opens in its own time, some days after the one before it was good for both of you."
        return say(shared(opened), "Not open yet", text, TODAY, status=400)
    except NotPlayable:
        return say(
            shared(opened),
            "It isn’t played that way",
            "Choose one of the ways the exercise offers.",
            TODAY,
            status=400,
        )
    except MovedOn:
        return onward(f"/exercises/{exercise.id}")
    begun = any(one.id == sitting and one.begun for one in await boards.boards(home(request), opened))
    return onward(f"/sittings/{sitting}" if begun else f"/exercises/{exercise.id}")


def _hour(request: Request, exercise: Exercise, form: Form, days: str) -> int | None:
    """How many seconds from now what they seal may open, where they choose an hour."""
    return seconds_until(home(request).clock(), days) if has_an_hour(exercise, form) else None


async def sitting_page(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    try:
        one = await boards.board(keeper, opened, request.path_params["board"])
    except Shut:
        return onward("/damage")
    except NothingThere:
        return _after(request, opened)
    recalled = await exchange.recalled(keeper, opened, one)
    opened.busy_until = datetime.fromtimestamp(one.until / 1000, UTC) if one.until else None
    return marked(request, _with(recalled, opened, _model(opened, one)))


def _with(
    recalled: tuple[str, tuple[Words, ...]] | None, opened: Opened, page: models.SittingPage
) -> models.SittingPage:
    """The page with what the two once kept for such an hour, each under their name."""
    if recalled is None:
        return page
    title, kept = recalled
    called = names(opened)
    said = tuple(
        models.Said(each.text, called[each.author], day_words(each.at.astimezone().date()), each.author.value)
        for each in kept
    )
    return replace(page, recalled=said, recalled_from=title)


def _model(opened: Opened, one: Board) -> models.SittingPage:
    called = names(opened)
    scene = boards.scene_of(one, opened, (called[Side.LEFT], called[Side.RIGHT]))
    solo = one.state.form is Form.SOLO
    shown = exchange.on_the_page(opened, one, scene.shows)
    said = tuple(
        models.Said(
            text.text,
            called[text.author],
            what_step(text.step, called[text.author]),
            text.author.value,
            sealed=apart(text, one.id),
        )
        for text in shown
        if not is_mark(text)
    )
    room = private(opened) if solo else _room(opened, one, scene, shown)
    grows = one.begun and not _writes(scene) and (solo or room.mine == "both")
    return models.SittingPage(
        room=room,
        board=one.id,
        scene=scene,
        said=said,
        loom=_loom(opened, one) if grows else "",
        exercise_id=one.exercise,
        until_ms=one.until if scene.seconds else None,
        total_s=scene.seconds,
        tap=one.mark,
        lines=lines(one.script, [text for text in shown if is_mark(text)], called, opened.side),
        sealed=_sealed(opened, one, scene, shown),
        opens=when_it_opens(one) if one.state.stage is Stage.WRITING else None,
        lasts=_lasts(one),
    )


def _lasts(one: Board) -> str | None:
    """How long what is asked for here waits to be opened, in no date: the day both came here is nobody's to tell."""
    if one.ends is None or one.state.stage not in (Stage.WRITING, Stage.OPENING):
        return None
    return "weeks" if one.opens is None else "hour"


def _sealed(opened: Opened, one: Board, scene: Scene, shown: Sequence[Words]) -> str | None:
    """What this person's browser can do now on the page for sealed words."""
    if sealable(one.script, one.state, opened.side):
        return "write"
    opens = any(act.name == "open" for act in scene.acts)
    words = [words for words in one.log.life.words.get(one.id, ()) if words.sealed]
    if opens and sealed_steps.held_by(one, words, opened.side):
        return "open"
    if any(each.sealed for each in shown):
        return None  # They lead there themselves.
    return "read" if any(may_see(one.state, opened.side, each.key) for each in words) else None


def _room(opened: Opened, one: Board, scene: Scene, shown: Sequence[Words]) -> Room:
    """Yarn down both edges, or holes down the other's while what lies here has not been given to them."""
    room = shared(opened)
    own = all(words.author is opened.side and words.key not in one.state.opened for words in shown)
    if own and (_writes(scene) or (shown and scene.role in {"waiting", "together"})):
        steps = {one.state.step, *(int(words.key.split("-")[0]) for words in shown)}
        ever = any(one.script.steps[at].private for at in steps)
        middle = f"{names(opened)[opened.side.other]} can’t see this{'' if ever else ' yet'}"
        return replace(room, mine=opened.side.value, middle=middle)
    return replace(room, middle=_middle(opened, one, scene))


def _writes(scene: Scene) -> bool:
    return any(act.field for act in scene.acts)


def _middle(opened: Opened, one: Board, scene: Scene) -> str:
    """Whose turn it is, in the header, as each of the two would say it."""
    speaking = floor(one.state)
    if scene.role in {"paused", "ended", "consent"} or speaking is None:
        return ""
    return "your turn" if speaking is opened.side else f"{names(opened)[speaking]} is speaking"


LOOM_ENDS = 88
"""Wide enough for a large phone."""
LISTENER_SHUTTLE = 0.4
"""How far the shuttle lies across the listener's phone."""


def _loom(opened: Opened, one: Board) -> str:
    left, right = dyes(opened)
    practice = one.script.practice
    if practice is Practice.PRESENCE:
        return ""
    listens = floor(one.state) is opened.side.other
    return turn_loom(
        opened.side,
        practice,
        1.0,
        width_ends=LOOM_ENDS,
        ids="t",
        shuttle=LISTENER_SHUTTLE if listens else None,
        bath=bath(practice, left, right),
    )


def _after(request: Request, opened: Opened) -> Response:
    """The sitting is over: woven and asked about alone, or gone without a trace."""
    sitting = request.path_params["board"]
    woven = sittings.ended(opened, sitting)
    if woven is None:
        text = "It ended, ran out, or was taken back. Nothing more is asked of you."
        return say(shared(opened), "This sitting is over", text, TODAY)
    solo = woven.form == Form.SOLO
    felt = opened.own.life.felt.get(SittingId(sitting))
    in_cloth = opened.couple is None or not solo
    text = "It lies at the top of your cloth." if in_cloth else "It is kept in your own log."
    band_there = band(sitting) if in_cloth else None
    shared_moment = opened.couple is not None and not solo and woven.practice == Practice.MOMENTS
    ended = models.EndedPage(
        private(opened),
        sitting,
        woven.title,
        text,
        not solo,
        felt.value if felt else None,
        band_there,
        f"/moments/new?from={sitting}" if shared_moment else None,
        *(_edges(request, opened, sitting) if in_cloth else ("", "")),
    )
    return marked(request, ended)


def _edges(request: Request, opened: Opened, sitting: str) -> tuple[str, str]:
    """The growing edge with what was just woven in it; nothing where that has long rolled away."""
    newest = next(reversed(opened.log.life.woven), None)
    today = home(request).clock().astimezone().date()
    return edges(opened, today) if newest == sitting else ("", "")


async def do(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    sitting, act, text = request.path_params["board"], sent.get("act", ""), sent.get("words", "")
    if act == "guess" and text.strip():  # How sure somebody is, only of what they said.
        text = f"{text} {sent.get('sure', '')}"
    if act == "leave-lying":
        return onward("/today")
    if len(text) > MOST_LETTERS:
        return _unsaved(
            opened,
            sitting,
            text,
            f"It is longer than {MOST_LETTERS} letters. Shorten it a little and send it again.",
        )
    try:
        done = await sittings.act(home(request), opened, sitting, act, text, sent.get("tap", ""))
        opened.busy_until = None  # What runs by now is seen on the next page.
    except NothingThere:
        return onward(f"/sittings/{sitting}")
    except HalvesMissing:
        return onward(f"/sealed#{sitting}")
    except NotTheseWords as no:
        why = f"There is room for {no.most} letters here. Shorten it a little and send it again."
        return _unsaved(opened, sitting, text, why if text.strip() else "There was nothing written yet.")
    except NotAMark:
        why = "That isn’t a place on the line. Go back and set the mark once more."
        return say(
            private(opened), "Didn’t save", why, ("Back to the sitting", f"/sittings/{sitting}"), status=400
        )
    except MovedOn:
        if text.strip() and act not in MARKED:
            return _unsaved(
                opened, sitting, text, "The sitting had moved on. Copy your words if you want them elsewhere."
            )
        return onward(f"/sittings/{sitting}")
    if act in {"stop", "take-back"} and (act == "stop" or not done.begun):
        return onward("/today")
    return onward(f"/sittings/{sitting}")


def _unsaved(opened: Opened, sitting: str, text: str, why: str) -> Response:
    words_kept = f"{why} These are your words: {text[:MOST_LETTERS]}"
    return say(
        private(opened),
        "Didn’t save",
        words_kept,
        ("Back to the sitting", f"/sittings/{sitting}"),
        status=409,
    )


async def felt(request: Request, opened: Opened) -> Response:
    sitting = request.path_params["board"]
    await sittings.felt(home(request), opened, sitting, (await words(request)).get("felt", ""))
    return onward(f"/sittings/{sitting}")


DOORS = (
    Door("/sittings", ("POST",), Who.SIGNED_IN, ask),
    Door("/sittings/{board}", ("GET",), Who.SIGNED_IN, sitting_page),
    Door("/sittings/{board}", ("POST",), Who.SIGNED_IN, do),
    Door("/sittings/{board}/felt", ("POST",), Who.SIGNED_IN, felt),
)
