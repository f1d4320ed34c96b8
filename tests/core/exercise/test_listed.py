"""A text file of short things in lists, read line by line."""

from weft.core.exercise.listed import Listed


class Shelf(Listed):
    other = "A shelf has headings and items."

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, int, str]] = []

    def label(self, line: int, words: str) -> None:
        self.found.append(("label", line, words))

    def heading(self, line: int, words: str) -> None:
        self.found.append(("heading", line, words))

    def item(self, line: int, words: str) -> None:
        self.found.append(("item", line, words))


def test_label_headings_and_items_are_told_apart_with_their_lines() -> None:
    shelf = Shelf()
    shelf.read("\ufeff---\nfor: jam\n---\n\n## Summer \n- Plum: dark  \n")
    assert shelf.found == [("label", 2, "for: jam"), ("heading", 5, "Summer"), ("item", 6, "Plum: dark")]
    assert shelf.complaints == []


def test_any_other_line_is_complained_of_where_it_stands() -> None:
    shelf = Shelf()
    shelf.read("---\n---\n---\nPlum\n")
    assert [one.line for one in shelf.complaints] == [3, 4]
    assert {one.sentence for one in shelf.complaints} == {Shelf.other}
