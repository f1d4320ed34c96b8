"""The book: one page of HTML that opens anywhere, with the cloth at its top and a chapter to every three months.

Everything is inside it, style and faces too, and it may load nothing. What people wrote is text and never markup.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template

from weft.core.past import Past, PastSitting, PastWords, past_cloth
from weft.core.tapestry.drawdown import PHONE_ENDS, WIDE_ENDS, Cloth, said_day, strung_wide
from weft.core.tapestry.dye import NIGHT, Dye
from weft.core.tapestry.sheet import embedded
from weft.core.tapestry.svg import edge, svg
from weft.press.copy import Copy
from weft.press.paper import besides, chapter, felt

EDGE_PICKS = 30
STRIP_PX = 2
"""Thread of the strip beside a chapter: half of what it is on the cloth page."""
_FACES = (("Brygada", 400, "brygada-470"), ("Proza", 400, "proza-400"), ("Proza", 500, "proza-500"))
_RULE = re.compile(r"([^{}]+)(\{[^{}]*\})")


def names_of(past: Past) -> tuple[str, ...]:
    return (past.left.name, past.right.name) if past.right else (past.left.name,)


def book(copy: Copy) -> str:
    """The whole page."""
    made = f"{said_day(copy.made)} {copy.made.year}"
    names = " and ".join(names_of(copy.pasts[0])) if copy.pasts else "A copy"
    return Template(paper("book.html")).substitute(
        names=escape(names),
        made=made,
        fonts=faces(),
        style=paper("book.css"),
        dyes="".join(_dyes(f"p{at}", past) for at, past in enumerate(copy.pasts)),
        pasts="".join(_past(f"p{at}", past) for at, past in enumerate(copy.pasts)),
    )


@cache
def paper(name: str) -> str:
    """A file that lies beside this one."""
    return files("weft.press.paper").joinpath(name).read_text("utf-8")


@cache
def faces() -> str:
    """The faces of the pages as CSS, each in it whole."""
    fonts = files("weft.web").joinpath("static/fonts")
    return "".join(
        f"@font-face{{font-family:{family};font-weight:{weight};src:url(data:font/woff2;base64,"
        f"{b64encode(fonts.joinpath(f'{name}.woff2').read_bytes()).decode()})}}"
        for family, weight, name in _FACES
    )


def _dyes(ids: str, past: Past) -> str:
    return colours(f".{ids}", past.left.dye, past.right.dye if past.right else None)


def colours(within: str, left: Dye, right: Dye | None) -> str:
    """The colours of one cloth as CSS, for what stands ``within`` an element alone."""
    cloth = embedded(left, right)
    yarn = "".join(f"blockquote.{side}{{border-color:var(--{side})}}" for side in ("left", "right"))
    found = re.findall(r"\.w-(left|right)\{stroke:(#[0-9A-F]{6})\}", cloth)
    return (
        f"{within}{{{';'.join(f'--{side}:{colour}' for side, colour in found)}}}"
        + "".join(
            f"{','.join(f'{within} {one}' for one in selectors.split(','))}{body}"
            for selectors, body in _RULE.findall(cloth + yarn)
        )
        + _at_night(within, {"left": left, "right": right or left})
    )


def _at_night(within: str, dyes: Mapping[str, Dye]) -> str:
    """Yarn that is drawn on a dark page has its own colours; the cloth keeps those it was dyed in."""
    yarn = "".join(f"{within} .w-{side}{{stroke:{NIGHT[dye]}}}" for side, dye in dyes.items())
    edges = ";".join(f"--{side}:{NIGHT[dye]}" for side, dye in dyes.items())
    return f"@media screen and (prefers-color-scheme:dark){{{within}{{{edges}}}{yarn}}}"


def _past(ids: str, past: Past) -> str:
    whole = past_cloth(past, PHONE_ENDS)
    chapters = {
        first: list(some)
        for first, some in groupby(sorted(past.lived, key=_day), lambda one: chapter.chapter_of(one.day))
    }
    top = edge(
        strung_wide(whole, WIDE_ENDS),
        EDGE_PICKS,
        href=_href,
        ids=f"{ids}e",
        bare=64,
        label="The newest of the cloth",
    )
    return (
        f'<div class="{ids}"><div class="edge">{top}</div>'
        f"<header><h1>{_names(past)}</h1>{_span(past)}{_contents(ids, chapters)}</header>"
        + "".join(_chapter(ids, past, whole, first, some) for first, some in reversed(chapters.items()))
        + _felt(past)
        + _loose(past)
        + besides.as_html(past)
        + "</div>"
    )


def _day(one: PastSitting) -> tuple[date, str]:
    return one.day, one.sitting


def _href(key: str) -> str:
    return f"#s-{key}"


def _names(past: Past) -> str:
    return " and ".join(f"<bdi>{escape(name)}</bdi>" for name in names_of(past))


def _span(past: Past) -> str:
    if not past.lived:
        return "<p>Strung and ready. Nothing is owed to it.</p>"
    return f"<p>From {said_day(past.since)} {past.since.year} to {said_day(past.until)} {past.until.year}</p>"


def _contents(ids: str, chapters: dict[date, list[PastSitting]]) -> str:
    lines = "".join(
        f'<li><a href="#{ids}-{first:%Y-%m}">{chapter.title(first)}</a></li>' for first in reversed(chapters)
    )
    return f'<nav aria-label="Chapters"><ul>{lines}</ul></nav>' if lines else ""


def _chapter(ids: str, past: Past, whole: Cloth, first: date, lived: list[PastSitting]) -> str:
    here = replace(whole, bands=tuple(band for band in whole.bands if chapter.chapter_of(band.day) == first))
    name = f"{ids}-{first:%Y-%m}"
    strip = svg(
        here,
        href=_href,
        thread_px=STRIP_PX,
        bare=0,
        ids=f"{name}c",
        label=f"The cloth of {chapter.title(first)}",
    )
    pages = "".join(_lived(past, one) for one in reversed(lived))
    return (
        f'<section class="chapter" id="{name}"><h2>{chapter.title(first)}</h2>'
        f'<div class="strip">{strip}</div><div>{pages}</div></section>'
    )


def _lived(past: Past, one: PastSitting) -> str:
    words = "".join(_words(past, each) for each in one.words)
    return (
        f'<article class="lived" id="s-{one.sitting}"><h3>{escape(one.title)}</h3>'
        f'<p class="cap">{escape(chapter.when(one))}</p>{words}</article>'
    )


def _words(past: Past, words: PastWords) -> str:
    own = " own" if words.own_eyes else ""
    return (
        f'<blockquote class="{words.by.value}{own}"><p dir="auto">{escape(words.text)}</p>'
        f'<p class="cap">{escape(chapter.caption(past, words))}</p></blockquote>'
    )


def _felt(past: Past) -> str:
    if not past.felt:
        return ""
    return f"<section><h2>Felt along</h2>{''.join(felt.as_html(past, one) for one in past.felt)}</section>"


def _loose(past: Past) -> str:
    def lines() -> Iterator[str]:
        for words in past.loose:
            day = f"{said_day(words.day)} {words.day.year}"
            yield (
                f'<blockquote class="{past.mine.value}"><p dir="auto">{escape(words.text)}</p>'
                f'<p class="cap">{day}</p></blockquote>'
            )

    if not past.loose:
        return ""
    return f"<section><h2>From what came to no end</h2><p>Your own words; nobody else’s are here.</p>{''.join(lines())}</section>"
