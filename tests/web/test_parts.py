"""Parts of a page: painted anew only when they show something else, and packed so that nobody can tell."""

import gzip

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from weft.web.parts import WORTH_PACKING_ALONE, Part, Parts, pack


def _part(text: str) -> Part:
    return Part((text,), Markup(text))


TEXTS = st.text(max_size=40).map(lambda text: text * 100)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), TEXTS)
def test_a_page_packed_in_parts_unpacks_to_the_page(pairs: list[tuple[str, str]], end: str) -> None:
    plain = "".join(gap + text for gap, text in pairs) + end
    parts = [_part(text) for _, text in pairs]
    assert gzip.decompress(pack(plain.encode(), parts)).decode() == plain


def test_the_same_page_packs_to_the_same_bytes_whether_its_parts_were_packed_before_or_not() -> None:
    large, page = (
        _part("seven herons " * WORTH_PACKING_ALONE),
        "a" * 50 + "seven herons " * WORTH_PACKING_ALONE,
    )
    first = pack(page.encode(), [large])
    assert large.packed
    assert pack(page.encode(), [large]) == first == pack(page.encode(), [_part(str(large.painted))])


def test_a_part_inside_another_or_on_no_page_does_no_harm() -> None:
    outer = "o" * WORTH_PACKING_ALONE + "i" * WORTH_PACKING_ALONE
    parts = [_part(outer), _part("i" * WORTH_PACKING_ALONE), _part("x" * WORTH_PACKING_ALONE)]
    assert gzip.decompress(pack(f"<p>{outer}</p>".encode(), parts)) == f"<p>{outer}</p>".encode()


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
