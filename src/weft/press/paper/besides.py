"""Evenings, and what was agreed, said and marked besides what was lived: how a copy shows them, and a past that came back."""

from collections.abc import Iterator
from html import escape

from weft.core.past import SHELVES, Past, PastEvening, PastKept
from weft.core.practice import ABOUT
from weft.core.tapestry.drawdown import said_day

EVENINGS = "Your evenings"
ABOUT_EVENINGS = (
    "As you said them, for your own eyes. They are here to read; they count for nothing any more."
)
ABOUT_KEPT = "Here to read; it changes nothing where it is brought."


def shelves(past: Past) -> Iterator[tuple[str, tuple[PastKept, ...]]]:
    """What was kept, by the shelf it stands on; empty ones are left out."""
    for of, called in SHELVES.items():
        some = tuple(one for one in past.kept if one.of == of)
        if some:
            yield called, some


def evening(one: PastEvening) -> str:
    """An evening in words."""
    if one.skipped:
        return "Left out."
    said = (
        ("Near: {} of 100.", one.near),
        ("Understood and cared for: {} of 100.", one.met),
        ("Stress: {} of 3.", one.stress),
        ("About {} hours together.", one.hours),
    )
    did = f"{', '.join(ABOUT[each].name for each in one.did)}." if one.did else ""
    return " ".join(filter(None, (*(line.format(n) for line, n in said if n is not None), did)))


def caption(one: PastKept) -> str:
    """What stands under the words: what they are of, and the day if there is one."""
    return " · ".join(filter(None, (one.title if one.text else "", _day(one))))


def _day(one: PastKept | PastEvening) -> str:
    return f"{said_day(one.day)} {one.day.year}" if one.day else ""


def as_html(past: Past) -> str:
    """For the book: a section for the evenings and one for each shelf."""
    said = "".join(_article(_day(one), evening(one), "") for one in past.evenings)
    found = f"<section><h2>{EVENINGS}</h2><p>{ABOUT_EVENINGS}</p>{said}</section>" if said else ""
    for called, some in shelves(past):
        lines = "".join(_article(one.title, one.text, _day(one)) for one in some)
        found += f"<section><h2>{called}</h2><p>{ABOUT_KEPT}</p>{lines}</section>"
    return found


def _article(title: str, text: str, under: str) -> str:
    lines = "".join(f'<p dir="auto">{escape(line)}</p>' for line in text.splitlines() if line)
    cap = f'<p class="cap">{escape(under)}</p>' if under else ""
    return f'<article class="lived"><h3 dir="auto">{escape(title)}</h3>{cap}{lines}</article>'


def evenings_as_markdown(past: Past) -> str:
    lines = [f"# {EVENINGS}", "", ABOUT_EVENINGS, ""]
    for one in past.evenings:
        lines += [f"## {_day(one)}", "", evening(one), ""]
    return "\n".join(lines)


def kept_as_markdown(past: Past) -> str:
    lines = ["# Kept besides", "", ABOUT_KEPT, ""]
    for called, some in shelves(past):
        lines += [f"## {called}", ""]
        for one in some:
            lines += [f"### {one.title}", "", *([_day(one), ""] if one.day else [])]
            lines += [*(f"> {line}" for line in one.text.splitlines()), ""]
    return "\n".join(lines)
