"""Two become a couple: the invitation, the answer to it, and the comparing of words."""

from datetime import datetime, timedelta
from importlib import import_module
from io import BytesIO

from starlette.requests import Request
from starlette.responses import Response

from weft.core.people import LogId
from weft.core.tapestry.dye import Dye
from weft.core.tapestry.svg import likeness
from weft.keeper import couples, invitations
from weft.keeper.invitations import Invitation, InvitationProblem
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import onward, page, say
from weft.web.door import Door, Who, home, settings, viewer
from weft.web.forms import words
from weft.web.pages.rooms import people, private, shared

TODAY = ("Back to today", "/today")
AGAIN = ("Type another code", "/join")

PROBLEMS: dict[str, tuple[str, str]] = {
    "mistyped": (
        "That code has a slip in it",
        "One letter or digit isn’t as it was written. Look at the other phone once more, and type it again.",
    ),
    "forged": (
        "Nothing opens with this code",
        "It wasn’t made on this server, or it has long been cleared away. Ask for a new one; it takes a moment to make.",
    ),
    "withdrawn": (
        "This invitation was taken back",
        "Whoever made it has withdrawn it. That can be because a newer one was made: ask to see that one.",
    ),
    "used": (
        "This invitation has been used",
        "Each works once. If it wasn’t you who used it, tell the person who gave it to you, and compare your words together.",
    ),
    "expired": (
        "This invitation has run out",
        "They are kept short on purpose. Ask for a new one; the old one no longer opens anything.",
    ),
    "own": (
        "This is your own invitation",
        "It is for the other person, on their own phone, with an account of their own. Hand it over, or send it as a link.",
    ),
    "paired": (
        "You already share a cloth with someone",
        "A person can be one of two here, not one of three. If you mean to begin again with somebody else, leave the cloth you have first. Under Yours it says how, and what each of you keeps.",
    ),
}


def problem(opened: Opened, why: str) -> Response:
    heading, text = PROBLEMS[why]
    acts = (TODAY,) if why in {"own", "paired"} else (AGAIN, TODAY)
    return say(private(opened), heading, text, *acts)


async def invite_form(request: Request, opened: Opened) -> Response:
    if opened.couple:
        return problem(opened, "paired")
    made = await invitations.open_invitation(home(request).store, opened, home(request).clock())
    return page(invite_page(opened, made, settings(request).public_origin))


def invite_page(opened: Opened, made: Invitation | None, origin: str) -> models.InvitePage:
    room = private(opened, middle="no one here yet")
    host = origin.partition("://")[2]
    if made is None:
        return models.InvitePage(room, origin=host)
    link = f"{origin}/join#{made.code}"
    return models.InvitePage(room, made.code, code_picture(link), link, clock_time(made.expires), host)


def code_picture(link: str) -> str:
    """The link as a QR code: one SVG, black on its own pale ground."""
    drawn = BytesIO()
    # Read when somebody is invited, which is once.
    import_module("segno").make(link, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, svgclass="qr", lineclass="qr-line", omitsize=True
    )
    return drawn.getvalue().decode()


def clock_time(at: datetime) -> str:
    return f"{at.astimezone():%H:%M}"


async def invite(request: Request, opened: Opened) -> Response:
    lasts = timedelta(minutes=settings(request).invitation_minutes)
    try:
        await invitations.invite(home(request).store, opened, home(request).clock(), lasts)
    except InvitationProblem as no:
        return problem(opened, no.why)
    return onward("/invite")


async def withdraw(request: Request, opened: Opened) -> Response:
    await invitations.withdraw(home(request).store, opened)
    return onward("/invite")


async def join_form(request: Request) -> Response:
    opened = await viewer(request)
    if opened is None:
        return page(models.WelcomePage(models.Room(), invited=True))
    if opened.untold:
        return onward("/closed")
    if opened.withheld:
        return onward("/damage")
    if opened.couple:
        return problem(opened, "paired")
    return page(models.JoinPage(private(opened)))


async def join(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    code, store, now = sent.get("code", ""), home(request).store, home(request).clock()
    try:
        if sent.get("stage") != "confirm":
            _, greeting = await invitations.read_invitation(store, opened, code, now)
            return page(models.JoinPage(private(opened), code, None, greeting.name, "confirm"))
        await couples.join(store, opened, code, now)
    except InvitationProblem as no:
        if no.why == "mistyped":
            return page(models.JoinPage(private(opened), code, PROBLEMS["mistyped"][1]), 400)
        return problem(opened, no.why)
    home(request).tell(opened.log.log)
    if opened.couple:
        home(request).tell(LogId(opened.couple.partner))
    return onward("/compare")


async def compare_form(request: Request, opened: Opened) -> Response:
    seen = couples.comparison(opened)
    left, right = people(opened)
    picture = likeness(
        seen.seed, left.dye if left else Dye.MADDER, right.dye if right else None, 144, 144, "same"
    )
    return page(models.ComparePage(shared(opened, live=False), seen.words, picture, seen.compared))


async def compare(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    if sent.get("answer") == "same":
        await couples.confirm_compared(home(request).store, opened)
        return onward("/today")
    return say(
        shared(opened, live=False),
        "Then stop here for now",
        "If the words differ, something stands between your two phones, or one of you is joined to somebody else. "
        "Don’t write anything you would mind a stranger reading. Ask whoever runs this server, or begin again on a network you trust.",
        ("Who runs this server", "/host"),
        ("Look at the words again", "/compare"),
    )


DOORS = (
    Door("/invite", ("GET",), Who.READER, invite_form),
    Door("/invite", ("POST",), Who.READER, invite),
    Door("/invite/withdraw", ("POST",), Who.READER, withdraw),
    Door("/join", ("GET",), Who.ANYONE, join_form),
    Door("/join", ("POST",), Who.READER, join),
    Door("/compare", ("GET",), Who.TWO, compare_form),
    Door("/compare", ("POST",), Who.TWO, compare),
)
