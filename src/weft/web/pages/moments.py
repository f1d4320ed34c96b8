"""Moments: what the two lived, told apart and opened together; the dial for feeling along, and the landscape."""

from datetime import date, timedelta

import msgspec
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from weft.core.moments import fields
from weft.core.moments.entries import VoiceWritten, WhyWritten
from weft.core.moments.fields import Wrong
from weft.core.moments.told import Moment
from weft.core.people import Side, SittingId
from weft.keeper import feel, moments
from weft.keeper.feel import Batch, NotABatch
from weft.keeper.home import Home
from weft.keeper.loom import day_words
from weft.keeper.moments import AlreadyOpen, Facts, NoSuchMoment, NotOpenYet, TooMany
from weft.keeper.opened import Opened
from weft.keeper.plans import may_let_be, still_told
from weft.keeper.zone import zone_of
from weft.web import models
from weft.web.answers import marked, onward, page, say
from weft.web.door import Door, SignedIn, Who, home
from weft.web.forms import facts, many, words
from weft.web.pages import pictures
from weft.web.pages.landscape import landscape_page
from weft.web.pages.rooms import names, private, shared

FIRST_DAY = date(1970, 1, 1)
MOST_BATCHES = 64
NOT_WHOLE = "That didn’t arrive whole."
LINE_MINUTES = timedelta(minutes=20)
"""How long a sign-in waits after a batch: longer than a line is lost for."""


class Felt(msgspec.Struct, forbid_unknown_fields=True):
    """What the dial sends: some batches, in the order they were felt."""

    batches: list[Batch]


# ---------------------------------------------------------------- the list


async def every(request: Request, opened: Opened) -> Response:
    lines = tuple(
        _line(opened, one) for one in moments.moments(opened) if still_told(home(request), opened, one)
    )
    return marked(request, models.MomentsPage(shared(opened), lines))


def _line(opened: Opened, one: Moment) -> models.MomentLine:
    mine = one.voice(opened.side, opened.side)
    state = "open" if one.voices_open else "kept" if mine else "yours"
    return models.MomentLine(f"/moments/{one.id}", one.made.title, caption(opened, one), state)


def caption(opened: Opened, one: Moment) -> str:
    """What, when, where and who chose it, as a museum label has it."""
    made, called = one.made, names(opened)
    first = FIRST_DAY + timedelta(days=made.day)
    last = first + timedelta(days=made.days - 1)
    when = day_words(first) if made.days == 1 else f"{day_words(first)} to {day_words(last)}"
    who = {"left": called[Side.LEFT], "right": called[Side.RIGHT], "both": "you both"}.get(made.chose, "")
    parts = [f"{made.kind[:1].upper()}{made.kind[1:]}", when, made.where, f"chosen by {who}" if who else ""]
    return ", ".join(part for part in parts if part) + "."


# ---------------------------------------------------------------- making one


async def new(request: Request, opened: Opened) -> Response:
    """The form, begun with the name of a sitting of these two if one is named."""
    sitting = SittingId(request.query_params.get("from", ""))
    one = opened.log.life.woven.get(sitting)
    day = one.at.astimezone().date() if one else _today(home(request), opened)
    return _new(opened, models.MomentForm("", "", one.what.title if one else "", day.isoformat()))


def _new(opened: Opened, form: models.MomentForm, wrong: Wrong | None = None) -> Response:
    why, where = (wrong.why, wrong.field) if wrong else (None, "")
    made = models.NewMomentPage(
        shared(opened, live=False), moments.new_tap(opened), form, fields.KINDS, why, where
    )
    return page(made, 400 if wrong else 200)


async def make(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    typed = (sent.get(name, "") for name in ("kind", "own-kind", "title", "first", "last", "where", "chose"))
    form = models.MomentForm(*typed)
    try:
        facts_read = _facts(form, _today(home(request), opened))
        key = await moments.make(home(request), opened, facts_read, sent.get("tap", "")[:64])
    except Wrong as no:
        return _new(opened, form, no)
    except TooMany:
        return _new(opened, form, Wrong("title", "There is no room for more moments here."))
    return onward(f"/moments/{key}")


def _facts(form: models.MomentForm, today: date) -> Facts:
    """Raises Wrong at the first field that can't be kept as it is."""
    kind, title = fields.kind(form.kind, form.own_kind), fields.title(form.title)
    day, days = fields.span(form.first, form.last, today)
    return Facts(kind, title, day, days, fields.where(form.where), fields.chose(form.chose))


def _today(keeper: Home, opened: Opened) -> date:
    """The day it is where this person's clock is."""
    return keeper.clock().astimezone(zone_of(opened)).date()


# ---------------------------------------------------------------- one of them


async def one_page(request: Request, opened: Opened) -> Response:
    found = moments.moment(opened, request.path_params["key"])
    again = "again" in request.query_params and not found.voices_open
    return marked(request, await _one(home(request), opened, found, again=again))


async def _one(
    keeper: Home,
    opened: Opened,
    one: Moment,
    form: models.VoiceForm | None = None,
    wrong: Wrong | None = None,
    *,
    again: bool = False,
) -> models.MomentPage:
    mine = one.voice(opened.side, opened.side)
    writing = not one.voices_open and (mine is None or again or wrong is not None)
    shown = () if writing else tuple(v for side in Side if (v := _voice(opened, one, side)))
    room = shared(opened) if one.voices_open else private(opened)
    return models.MomentPage(
        room=room,
        key=one.id,
        title=one.made.title,
        caption=caption(opened, one),
        voices=shown,
        open=one.voices_open,
        writing=writing,
        form=form or _again(mine),
        words=fields.FEELINGS,
        feel=await _feeling(keeper, opened, one),
        woven=one.woven_at is not None,
        wrong=wrong.why if wrong else None,
        field=wrong.field if wrong else "",
        pictures=pictures.shown(opened, one.id),
        plan=one.plan if may_let_be(opened, one) else None,
        day=one.made.day,
    )


async def name_anew(request: Request, opened: Opened) -> Response:
    key, sent = request.path_params["key"], await words(request)
    typed = sent.get("title", "")
    try:
        await moments.name_anew(home(request), opened, key, fields.title(typed))
    except Wrong as no:
        found = await _one(home(request), opened, moments.moment(opened, key))
        return page(replace(found, naming=typed, wrong=no.why, field="title"), 400)
    except AlreadyOpen:
        text = "This moment is woven in by now, and its name with it."
        return say(
            private(opened),
            "Its name stays",
            text,
            ("Back to the moment", f"/moments/{key}"),
            status=409,
        )
    return onward(f"/moments/{key}")


def _voice(opened: Opened, one: Moment, side: Side) -> models.VoiceShown | None:
    told = one.voice(side, opened.side)
    if told is None:
        return None
    feelings = ", ".join(told.feelings)
    return models.VoiceShown(names(opened)[side], side.value, told.text, feelings, told.remember)


def _again(mine: VoiceWritten | None) -> models.VoiceForm:
    """What was written before, to be written again."""
    if mine is None:
        return models.VoiceForm()
    own = next((one for one in mine.feelings if one not in fields.FEELINGS), "")
    return models.VoiceForm(mine.text, mine.feelings, own, mine.remember)


async def _feeling(keeper: Home, opened: Opened, one: Moment) -> str:
    if one.curves_open:
        both = all(one.curve(side, opened.side) for side in Side)
        return "open" if both else "over"
    if await feel.is_under_way(keeper, opened, one.id):
        return "running"
    return "kept" if one.curve(opened.side, opened.side) else "none"


async def tell(request: Request, opened: Opened) -> Response:
    key, (sent, chosen) = request.path_params["key"], await many(request, "feelings")
    found = moments.moment(opened, key)
    form = models.VoiceForm(
        sent.get("text", ""), tuple(chosen), sent.get("feeling", ""), sent.get("remember", "")
    )
    try:
        told = VoiceWritten(
            key,
            fields.text(form.text),
            fields.feelings(chosen, form.own_feeling),
            fields.remember(form.remember),
        )
        await moments.tell(home(request), opened, told)
    except Wrong as no:
        return page(await _one(home(request), opened, found, form, no), 400)
    except AlreadyOpen:
        return _unsaved(opened, key, form.text)
    return onward(f"/moments/{key}")


def _unsaved(opened: Opened, key: str, text: str) -> Response:
    why = f"This moment has opened to you both, and stays as you each told it. These are your words: {text[:2000]}"
    return say(private(opened), "Didn’t save", why, ("Back to the moment", f"/moments/{key}"), status=409)


async def take_back(request: Request, opened: Opened) -> Response:
    key, sent = request.path_params["key"], await words(request)
    what = sent.get("what", "")
    await moments.take_back(home(request), opened, key, what)
    return onward(f"/moments/{key}/landscape" if what.startswith("why-") else f"/moments/{key}")


async def weave(request: Request, opened: Opened) -> Response:
    key = request.path_params["key"]
    await moments.weave(home(request), opened, key)
    return onward(f"/cloth/{key}")


# ---------------------------------------------------------------- feeling along


async def dial(request: Request, opened: Opened) -> Response:
    found = moments.moment(opened, request.path_params["key"])
    if found.curves_open:
        return onward(f"/moments/{found.id}")
    at = await feel.seconds_in(home(request), opened, found.id)
    room = private(opened, middle="hidden till the credits")
    clock = f"{at // 3600}:{at % 3600 // 60:02d}:{at % 60:02d}"
    return page(models.FeelPage(room, found.id, found.made.title, at, clock))


async def felt(request: Request, opened: Opened) -> Response:
    sent = await facts(request, Felt)
    if sent is None or len(sent.batches) > MOST_BATCHES:
        return JSONResponse({"say": NOT_WHOLE}, 400)
    keeper = home(request)
    try:
        await feel.take_in(keeper, opened, request.path_params["key"], sent.batches)
    except NotABatch:
        return JSONResponse({"say": NOT_WHOLE}, 400)
    except AlreadyOpen:
        return JSONResponse({"say": "This has opened to you both."}, 409)
    # Nobody touches a dark phone during a film, and a line may be gone for a while.
    opened.busy_until = keeper.clock() + LINE_MINUTES
    return JSONResponse({"done": True})


async def end(request: Request, opened: Opened) -> Response:
    key = request.path_params["key"]
    opened.busy_until = None
    try:
        kept = await feel.keep(home(request), opened, key)
    except AlreadyOpen:
        return onward(f"/moments/{key}")
    if not kept:
        text = "The thread was not pulled and no knot was tied, so there is nothing to keep. You can begin again."
        return say(private(opened), "Nothing to keep", text, ("Back to the moment", f"/moments/{key}"))
    both = moments.moment(opened, key).curves_open
    return onward(f"/moments/{key}/landscape" if both else f"/moments/{key}")


async def let_go(request: Request, opened: Opened) -> Response:
    key = request.path_params["key"]
    await feel.forget(home(request), opened, key)
    return onward(f"/moments/{key}")


# ---------------------------------------------------------------- the landscape


async def landscape(request: Request, opened: Opened) -> Response:
    found = moments.moment(opened, request.path_params["key"])
    try:
        land = moments.drawn(found, opened)
    except NotOpenYet:
        return onward(f"/moments/{found.id}")
    return marked(request, landscape_page(opened, found, land))


async def why(request: Request, opened: Opened) -> Response:
    key, sent = request.path_params["key"], await words(request)
    found = moments.moment(opened, key)
    try:
        land = moments.drawn(found, opened)
        second = (
            fields.second(sent.get("at", ""), land.length - 1)
            if ":" in sent.get("at", "")
            else _second(sent, land.length)
        )
        await moments.say_why(home(request), opened, WhyWritten(key, second, fields.why(sent.get("why", ""))))
    except NotOpenYet:
        return onward(f"/moments/{key}")
    except TooMany:
        wrong = "There is no room for more lines in this landscape."
        return page(landscape_page(opened, found, land, wrong), 409)
    except Wrong as no:
        typed = sent.get("why", "")[: fields.WHY_MOST * 2]
        return page(landscape_page(opened, found, land, f"{no.why}{_yours(typed)}"), 400)
    return onward(f"/moments/{key}/landscape#at-{second}")


def _second(sent: dict[str, str], length: int) -> int:
    """The second a form of ours names. Raises Wrong."""
    at = sent.get("at", "")
    if not (at.isascii() and at.isdecimal() and len(at) < 6 and int(at) < length):
        raise Wrong("at", "That place isn’t in this landscape.")
    return int(at)


def _yours(typed: str) -> str:
    return f" These are your words: {typed}" if typed.strip() else ""


def _known(then: SignedIn) -> SignedIn:
    """A page of a moment, or the kind word that there is none."""

    async def answer(request: Request, opened: Opened) -> Response:
        try:
            return await then(request, opened)
        except NoSuchMoment:
            text = "The address has a slip in it, or it was never one of yours."
            return say(
                shared(opened), "There is no such moment", text, ("Your moments", "/moments"), status=404
            )

    return answer


DOORS = (
    Door("/moments", ("GET",), Who.TWO, every),
    Door("/moments", ("POST",), Who.TWO, make),
    Door("/moments/new", ("GET",), Who.TWO, new),
    Door("/moments/{key}", ("GET",), Who.TWO, _known(one_page)),
    Door("/moments/{key}/name", ("POST",), Who.TWO, _known(name_anew)),
    Door("/moments/{key}/voice", ("POST",), Who.TWO, _known(tell)),
    Door("/moments/{key}/take-back", ("POST",), Who.TWO, _known(take_back)),
    Door("/moments/{key}/weave", ("POST",), Who.TWO, _known(weave)),
    Door("/moments/{key}/feel", ("GET",), Who.TWO, _known(dial)),
    Door("/moments/{key}/feel", ("POST",), Who.TWO, _known(felt)),
    Door("/moments/{key}/feel/keep", ("POST",), Who.TWO, _known(end)),
    Door("/moments/{key}/feel/let-go", ("POST",), Who.TWO, _known(let_go)),
    Door("/moments/{key}/landscape", ("GET",), Who.TWO, _known(landscape)),
    Door("/moments/{key}/why", ("POST",), Who.TWO, _known(why)),
)
