"""The book of a year as one page of HTML that opens anywhere and may load nothing: faces, pictures and cloth are in it.

What people wrote is text and never markup.
"""

from base64 import b64encode
from dataclasses import replace
from html import escape
from string import Template

from weft.core.tapestry.drawdown import PHONE_ENDS, WIDE_ENDS, Cloth, strung_wide
from weft.core.tapestry.svg import edge, svg
from weft.press.book import (
    COLOPHON,
    LETTERS,
    QUARTERS,
    SET,
    Book,
    Leaf,
    Month,
    Picture,
    Scape,
    Thing,
    Voice,
    letter_place,
)
from weft.press.paper.book import colours, faces, paper

BAND_PICKS = 36
STRIP_PX = 2


def html(book: Book) -> str:
    """The whole page."""
    return Template(paper("year.html")).substitute(
        fonts=faces(),
        style=paper("year.css"),
        dyes=colours("html", book.left_dye, book.right_dye),
        names=" and ".join(f"<bdi>{escape(name)}</bdi>" for name in book.names),
        year=book.year,
        span=book.span,
        band=_band(book.cloth),
        contents=_contents(book),
        months="".join(_month(book, one) for one in book.months),
        strips="".join(_strip(book, at) for at in range(len(QUARTERS))),
        letters=_letters(book),
        colophon=COLOPHON,
    )


def _href(key: str) -> str:
    return f"#{key}"


def _band(cloth: Cloth) -> str:
    return edge(strung_wide(bare(cloth), WIDE_ENDS), BAND_PICKS, href=_href, ids="e", bare=64)


def bare(cloth: Cloth) -> Cloth:
    """The cloth to look at alone: none of its bands leads anywhere."""
    return replace(cloth, bands=tuple(replace(band, key=None) for band in cloth.bands))


def quarter(cloth: Cloth, at: int) -> Cloth:
    """The bands of a quarter of the year, 0 to 3, on a narrow warp."""
    bands = tuple(band for band in cloth.bands if (band.day.month - 1) // 3 == at)
    return strung_wide(replace(cloth, bands=bands), PHONE_ENDS)


def _strip(book: Book, at: int) -> str:
    piece = quarter(book.cloth, at)
    if not piece.picks:
        return ""
    label = f"The cloth of {QUARTERS[at]} {book.year}"
    drawn = svg(piece, href=_href, thread_px=STRIP_PX, bare=0, ids=f"q{at}", label=label)
    return f'<figure>{drawn}<figcaption class="cap">{QUARTERS[at]}</figcaption></figure>'


def _contents(book: Book) -> str:
    lines = "".join(
        f'<li><a href="#m-{one.month}">{one.name} <b dir="auto">{escape(one.word)}</b></a></li>'
        for one in book.months
    )
    return f'<nav aria-label="Months"><ol>{lines}<li><a href="#cloth">The cloth</a></li></ol></nav>'


def _month(book: Book, one: Month) -> str:
    word = f'<p class="word" dir="auto">{escape(one.word)}</p>' if one.word else ""
    things = "".join(_thing(book, each) for each in one.things)
    return f'<section class="month" id="m-{one.month}"><h2>{one.name}</h2>{word}{things}</section>'


def _thing(book: Book, one: Thing) -> str:
    kind = "moment" if one.is_moment else "lines"
    title = escape(one.title) if one.is_moment else escape(one.caption)
    head = f'<h3 dir="auto">{title}</h3>'
    head += f'<p class="cap" dir="auto">{escape(one.caption)}</p>' if one.is_moment else ""
    voices = "".join(_voice(book, each) for each in one.voices)
    pictures = "".join(map(_picture, one.pictures))
    shown = f'<div class="pictures">{pictures}</div>' if pictures else ""
    scape = _scape(book, one.scape) if one.scape else ""
    return f'<article class="thing {kind}" id="{one.key}">{head}{voices}{shown}{scape}</article>'


def _voice(book: Book, one: Voice) -> str:
    text = f'<p dir="auto">{escape(one.text)}</p>' if one.text else ""
    keep = f'<p class="keep" dir="auto">{escape(one.remember)}</p>' if one.remember else ""
    said = book.signed(one)
    return f'<blockquote class="{one.side}">{text}{keep}<p class="cap" dir="auto">{escape(said)}</p></blockquote>'


def _picture(one: Picture) -> str:
    source = b64encode(one.jpeg).decode()
    words = escape(one.words)
    return (
        f'<figure><img src="data:image/jpeg;base64,{source}" alt="{words}" width="{one.width}" height="{one.height}">'
        f'<figcaption class="cap" dir="auto">{words}</figcaption></figure>'
    )


def _scape(book: Book, one: Scape) -> str:
    whys = "".join(_voice(book, each) for each in one.whys)
    return f'<figure class="scape">{one.svg}<figcaption class="cap">{escape(one.label)}</figcaption></figure>{whys}'


def _letters(book: Book) -> str:
    """The leaf of letters: bare, or with a place for each, which stays empty until a browser fills it."""
    if not book.letters:
        return f'<p class="cap">{LETTERS}</p>'
    return f'<p class="cap">{SET}</p>' + "".join(_leaf(book, one) for one in book.letters)


def _leaf(book: Book, one: Leaf) -> str:
    both = "".join(
        f'<blockquote class="{side}"><p dir="auto">{letter_place(one.key, side)}</p>'
        f'<p class="cap" dir="auto">{escape(book.called(side))}</p></blockquote>'
        for side in ("left", "right")
    )
    return f'<article class="thing moment" id="{one.key}"><h3>{escape(one.title)}</h3>{both}</article>'
