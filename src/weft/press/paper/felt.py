"""What was felt along a title, as a copy shows it: the landscape where both curves are there, and the lines left at it."""

from html import escape

from weft.core.moments.curve import NotACurve, unpacked
from weft.core.moments.fields import clock
from weft.core.moments.landscape import Curve, Landscape, landscape
from weft.core.moments.picture import picture
from weft.core.past import Past, PastFelt, PastWhy
from weft.core.people import Side
from weft.core.tapestry.drawdown import said_day

ONE_ALONE = "What you felt along the way is kept in copy.json. A landscape takes two."


def drawn(one: PastFelt) -> Landscape | None:
    """None where one of the two curves is not there."""
    try:
        left, right = unpacked(one.left), unpacked(one.right)
    except NotACurve:
        return None
    return landscape(Curve(left, one.left_knots), Curve(right, one.right_knots)) if left and right else None


def name(past: Past, by: Side) -> str:
    person = past.left if by is Side.LEFT else past.right
    return person.name if person else ""


def where(past: Past, land: Landscape | None, why: PastWhy) -> str:
    """Under a line: whose it is, and at what time of the title."""
    length = land.length if land else why.second + 1
    return f"{name(past, why.by)}, at {clock(why.second, length)}"


def label(past: Past) -> str:
    left, right = name(past, Side.LEFT), name(past, Side.RIGHT)
    return f"What {left} felt along the way, from the left, and {right}, from the right."


def as_html(past: Past, one: PastFelt) -> str:
    """For the book: an article of its own."""
    land, said = drawn(one), label(past)
    shown = f'<p class="cap">{ONE_ALONE}</p>'
    if land:
        shown = f'<figure class="scape">{picture(land, said, {})}<figcaption class="cap">{escape(said)}</figcaption></figure>'
    whys = "".join(
        f'<blockquote class="{why.by.value}"><p dir="auto">{escape(why.text)}</p>'
        f'<p class="cap">{escape(where(past, land, why))}</p></blockquote>'
        for why in one.whys
    )
    day = f"{said_day(one.day)} {one.day.year}"
    return (
        f'<article class="lived"><h3>{escape(one.title)}</h3><p class="cap">{day}</p>{shown}{whys}</article>'
    )


def as_markdown(past: Past) -> str:
    """A page of the lines left at every title felt along."""
    lines = ["# Felt along", "", "The curves themselves are in copy.json, and drawn in book.html.", ""]
    for one in past.felt:
        land = drawn(one)
        lines += [f"## {one.title}", "", f"{said_day(one.day)} {one.day.year}", ""]
        for why in one.whys:
            lines += [*(f"> {line}" for line in why.text.splitlines()), "", where(past, land, why), ""]
    return "\n".join(lines)
