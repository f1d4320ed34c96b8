"""Parts of a page: painted anew only when they show something else, and packed so that nobody can tell."""

import gzip

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from weft.web.parts import WORTH_PACKING_ALONE, Part, Parts, Sheet, mark, pack, plain

LARGE = "seven herons " * WORTH_PACKING_ALONE


def _part(text: str) -> Part:
    return Part((text,), Markup(text))


def _laid(*texts: str, before: Parts | None = None) -> tuple[Sheet, Parts]:
    """A page of these parts with a line before each."""
    parts = Parts(before.now if before else {}, laying=True)
    painted = "".join(
        f"<p>{n}</p>{parts.paint(str(n), (one,), lambda x=one: x)}" for n, one in enumerate(texts)
    )
    return parts.lay(painted), parts


TEXTS = st.text(max_size=40).map(lambda text: text * 100)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), TEXTS)
def test_a_page_packed_in_parts_unpacks_to_the_page(pairs: list[tuple[str, str]], end: str) -> None:
    whole = "".join(gap + text for gap, text in pairs) + end
    sheet = (*(one for gap, text in pairs for one in (gap.encode(), _part(text))), end.encode())
    assert gzip.decompress(pack(sheet)).decode() == plain(sheet).decode() == whole


@given(st.lists(TEXTS, max_size=4))
def test_a_page_laid_out_is_the_page_painted_whole(texts: list[str]) -> None:
    sheet, _ = _laid(*texts)
    assert plain(sheet).decode() == "".join(f"<p>{n}</p>{one}" for n, one in enumerate(texts))


def test_the_same_page_has_the_same_bytes_and_mark_whether_its_parts_were_packed_before_or_not() -> None:
    first, parts = _laid("small", LARGE)
    packed, known = pack(first), mark(first)
    again, _ = _laid("small", LARGE, before=parts)
    anew, _ = _laid("small", LARGE)
    assert again[1] is first[1]
    assert pack(again) == pack(anew) == packed
    assert mark(again) == mark(anew) == known


def test_the_mark_is_another_for_any_other_page() -> None:
    pages = (LARGE, "small"), ("small", LARGE), (LARGE + "x", "small"), (LARGE, "smalL"), (LARGE,)
    assert len({mark(_laid(*one)[0]) for one in pages}) == len(pages)


def test_a_large_part_inside_another_stands_there_once() -> None:
    parts = Parts(laying=True)
    inner = "i" * WORTH_PACKING_ALONE
    painted = parts.paint("outer", (1,), lambda: f"<div>{parts.paint('inner', (2,), lambda: inner)}</div>")
    assert plain(parts.lay(f"<p>{painted}</p>")).decode() == f"<p><div>{inner}</div></p>"


def test_words_that_look_like_the_place_of_a_part_are_words() -> None:
    parts = Parts(laying=True)
    parts.paint("large", (1,), lambda: LARGE)
    assert plain(parts.lay("a \x00large\x00 b")).decode() == "a \x00large\x00 b"


def test_a_part_is_painted_anew_only_when_it_shows_something_else() -> None:
    painted: list[str] = []

    def draw(text: str) -> str:
        painted.append(text)
        return f"<p>{text}</p>"

    first = Parts()
    first.paint("line", ("one",), lambda: draw("one"))
    second = Parts(first.now)
    assert second.paint("line", ("one",), lambda: draw("one")) == "<p>one</p>"
    assert Parts(second.now).paint("line", ("two",), lambda: draw("two")) == "<p>two</p>"
    assert painted == ["one", "two"]


def test_a_part_that_is_no_more_on_the_page_is_not_kept() -> None:
    first = Parts()
    first.paint("line", ("one",), lambda: "one")
    assert Parts(first.now).now == {}
