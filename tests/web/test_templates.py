"""The templates: strict about names, the same bones on every page, no word we do not use."""

import re
from html.parser import HTMLParser
from typing import get_args

import pytest
from msgspec import Struct
from msgspec.structs import fields

from web.samples import pages
from weft.core.tapestry.dye import DAY, NIGHT
from weft.web import models
from weft.web.files import SHEET, STATIC, content
from weft.web.paint import TEMPLATES, paint

HERE = STATIC.parent / "templates"
SAMPLES = pages()
BY_NAME = pytest.mark.parametrize("name", SAMPLES)
BANNED = r"\b(he|she|him|his|her|hers|himself|herself|streak|score|scores|badge|reward|congratulations|well done|great job|user|session|unlock|submit|oops|AI)\b|!|your partner[’']s progress"


def source(template: str) -> str:
    """A template with all it extends, includes and imports."""
    text = (HERE / template).read_text()
    for other in re.findall(r'{% (?:extends|include|import) "([^"]+)"', text):
        text += source(other)
    return text


class Words(HTMLParser):
    """The words of a page that a person reads."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hushed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hushed += tag in ("script", "style")
        self.words += [value or "" for name, value in attrs if name in ("aria-label", "alt", "title")]

    def handle_endtag(self, tag: str) -> None:
        self.hushed -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.hushed:
            self.words.append(data)


def words(page: str) -> str:
    reader = Words()
    reader.feed(page)
    return " ".join(reader.words)


def test_every_page_has_a_template_and_a_sample() -> None:
    assert set(get_args(models.Page)) == set(TEMPLATES)
    assert set(TEMPLATES) == {type(page) for page in SAMPLES.values()}


@BY_NAME
def test_it_renders_whole(name: str) -> None:
    page = paint(SAMPLES[name])
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert "None" not in words(page)


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.__name__)
def test_every_field_is_shown(page: type) -> None:
    assert issubclass(page, Struct)
    text = source(TEMPLATES[page])
    assert [one.name for one in fields(page) if f"page.{one.name}" not in text] == []


@BY_NAME
def test_nothing_inline(name: str) -> None:
    page = paint(SAMPLES[name])
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)


@BY_NAME
def test_one_title_that_says_nothing(name: str) -> None:
    expected = "New page" if name == "away" else "Weft"
    assert re.findall(r"<title>(.*?)</title>", paint(SAMPLES[name])) == [expected]


@BY_NAME
def test_exit_is_the_last_thing(name: str) -> None:
    if name == "away":
        return
    page = paint(SAMPLES[name])
    assert page.count("data-exit") == 1
    assert '<form method="post" action="/exit">' in page
    last = max(page.rfind("<a "), page.rfind("<button"))
    assert "data-exit" in page[last : last + 60]


@BY_NAME
def test_no_word_we_do_not_use(name: str) -> None:
    found = re.findall(BANNED, words(paint(SAMPLES[name])))
    assert found == []


@BY_NAME
def test_ids_are_unique(name: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', paint(SAMPLES[name]))
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


@BY_NAME
def test_one_heading_at_a_time(name: str) -> None:
    if name == "away":
        return
    page = re.sub(r'<div class="wide">.*', "", paint(SAMPLES[name]), flags=re.S)
    assert 1 <= page.count("<h1") <= 3


def test_what_people_wrote_is_escaped() -> None:
    page = SAMPLES["yours"]
    assert isinstance(page, models.YoursPage)
    made = models.YoursPage(
        **{one.name: getattr(page, one.name) for one in fields(page) if one.name != "name"}, name='<b a="1">&'
    )
    assert "<b a=" not in paint(made)


def test_every_address_of_ours_exists() -> None:
    found = {path for page in SAMPLES.values() for path in re.findall(r'/static/([^"?]+)', paint(page))}
    assert [path for path in sorted(found - {SHEET}) if not (STATIC / path).exists()] == []
    assert content(SHEET)


def test_the_dyes_of_the_page_are_the_dyes_of_the_cloth() -> None:
    sheet = (STATIC / "css/tokens.css").read_text()
    day, night = (
        dict(re.findall(r"--([a-z]+):(#[0-9A-F]{6})", part)) for part in sheet.split("@media", 2)[:2]
    )
    assert {dye.value: day[dye.value] for dye in DAY} == {dye.value: colour for dye, colour in DAY.items()}
    assert {dye.value: night[dye.value] for dye in NIGHT} == {
        dye.value: colour for dye, colour in NIGHT.items()
    }
