"""What pages of plans have in common: how a plan stands, in words, and the kind word where there is none."""

from starlette.requests import Request
from starlette.responses import Response

from weft.keeper.opened import Opened
from weft.keeper.plans import NoSuchPlan
from weft.web.answers import say
from weft.web.door import SignedIn
from weft.web.pages.rooms import private

OFTEN = {"": "", "weekly": "every week", "monthly": "every month", "yearly": "every year"}


def state(answer: str, mine: bool, them: str) -> str:
    said_by = {
        ("another", True): f"{them} would like another time.",
        ("no", True): f"{them} would rather not do this one.",
        ("another", False): "You would like another time.",
        ("no", False): "You would rather not do this one.",
    }
    return said_by.get((answer, mine), "You offered it." if mine else f"{them} offers it.")


def number(word: str) -> int:
    """The number a form sent; -1 for what is none."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 12 else -1


def known(then: SignedIn) -> SignedIn:
    """A page of a plan, or the kind word that there is none."""

    async def answer(request: Request, opened: Opened) -> Response:
        try:
            return await then(request, opened)
        except NoSuchPlan:
            text = "The address has a slip in it, or one of you took the plan away. That needs no reason."
            room = private(opened)
            return say(room, "There is no such plan", text, ("Plans", "/plans"), status=404)

    return answer
