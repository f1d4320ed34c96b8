"""What a page is made of, and where on it the mark of a hostile text stands."""

from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser

from hostile.texts import MARK

Bone = tuple[str, tuple[str, ...]]

SPEAKS = {
    "value",
    "aria-label",
    "alt",
    "title",
    "data-name",
    "data-them",
    "data-asked",
    "data-end",
    "content",
    "placeholder",
}
"""Attributes that hold words, and are no more than words."""
OURS = ("/", "#", "https://", "tel:", "mailto:")
PICTURE = "data:image/jpeg;base64,"
"""How a picture stands in the book, which is one file."""


class Shape(HTMLParser):
    """Every element with the names of its attributes, and whatever of the text stands where text should not."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.bones: list[Bone] = []
        self.wrong: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bones.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.wrong += _wrong(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"a comment: {data[:40]!r}")

    def count(self, tag: str) -> int:
        return sum(bone[0] == tag for bone in self.bones)


def _wrong(tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[str]:
    for name, value in attrs:
        held = value or ""
        if name.startswith("on") or name in {"style", "srcdoc"}:
            yield f"{tag} {name}"
        elif MARK in name or MARK in tag or (MARK in held and name not in SPEAKS):
            yield f"the text stands in {tag} {name}={held[:60]!r}"
        elif tag == "img" and name == "src" and held.startswith(PICTURE):
            continue
        elif name in {"href", "src", "action"} and held and not held.startswith(OURS):
            yield f"{tag} leads to {held[:60]!r}"
    if tag == "script" and not dict(attrs).get("src", "").startswith("/static/"):  # type: ignore[union-attr]
        yield "a script of its own"


ONCE = ("html", "head", "body", "main", "title")


@lru_cache(512)
def shape_of(page: str) -> Shape:
    """The shape of a page, which is often sent again as it was."""
    return Shape(page)


def complaints(page: str, known: set[Bone]) -> list[str]:
    """What is wrong with a page, when harmless pages have the elements that are known."""
    shape = shape_of(page)
    strange = [f"unknown element {bone}" for bone in {*shape.bones} - known]
    counted = [f"{shape.count(tag)} of {tag}" for tag in ONCE if shape.count(tag) != 1]
    cut = [] if page.rstrip().endswith("</html>") else ["the page is cut off"]
    return shape.wrong + strange + counted + cut
