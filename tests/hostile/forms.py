"""The forms of a page, and each of them filled in: a text wherever there is room for words, and elsewhere what it offers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from starlette.routing import compile_path

from weft.web.door import Door

WORDS = {"", "text", "search", "password", "url", "textarea"}
"""Kinds of fields that take words."""
OFFERED = {"date": "2026-06-06", "time": "10:00", "datetime-local": "2026-06-06T10:00", "range": "40"}
"""What is put into a field that takes no words and holds nothing yet."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, its kind, what it holds or offers, and whether it is ticked or chosen."""

    name: str
    kind: str
    value: str = ""
    chosen: bool = False

    @property
    def takes_words(self) -> bool:
        return self.kind in WORDS


@dataclass
class Form:
    """A form of a page: where it leads, its fields, and the buttons that send it, by name and value."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    file: bool = False

    @property
    def names(self) -> set[str]:
        return {one.name for one in self.fields} | {name for name, _ in self.buttons}

    @property
    def words(self) -> frozenset[str]:
        """The names of the fields that take words."""
        return frozenset(one.name for one in self.fields if one.takes_words)

    def filled(self, text: str) -> Iterator[dict[str, str]]:
        """What is sent by each of its buttons with this text in every field for words."""
        sent = dict[str, str]()
        for one in self.fields:
            if one.takes_words:
                sent[one.name] = text
            elif one.kind in {"radio", "checkbox", "option"}:
                if one.chosen or one.name not in sent:
                    sent[one.name] = one.value or "on"
            elif one.kind != "file":
                sent[one.name] = one.value or OFFERED.get(one.kind, "")
        for name, value in self.buttons or [("", "")]:
            yield sent | ({name: value} if name else {})


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: dict[str, Form] = {}
        self.inside = self.select = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = has.get("id") or f"form {len(self.forms)}"
            self.forms[self.inside] = Form(has.get("action", ""), has.get("method", "get"))
            return
        form = self.forms.get(has.get("form") or self.inside)
        if tag == "select":
            self.select = has.get("name", "")
        elif form and tag == "option" and self.select:
            form.fields.append(Field(self.select, "option", has.get("value", ""), "selected" in has))
        elif form and has.get("name") and tag in {"input", "textarea", "button"}:
            self._field(form, tag, has)

    def _field(self, form: Form, tag: str, has: dict[str, str]) -> None:
        name, value = has["name"], has.get("value", "")
        if tag == "button":
            form.buttons.append((name, value))
            return
        kind = "textarea" if tag == "textarea" else has.get("type", "")
        form.file = form.file or kind == "file"
        form.fields.append(Field(name, kind, value, "checked" in has))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = ""
        elif tag == "select":
            self.select = ""


def forms(page: str) -> list[Form]:
    """Every form of a page that is sent to us."""
    return [one for one in _Reader(page).forms.values() if one.action.startswith("/")]


def door_of(action: str, doors: tuple[Door, ...]) -> str:
    """The door a form leads to, as the list of doors writes it; empty if it leads to none."""
    path = action.partition("?")[0]
    found = (one.path for one in doors if "POST" in one.methods and compile_path(one.path)[0].match(path))
    return next(found, "")


def plain_name(name: str) -> str:
    """The name of a field without what it counts or keys: ``day-2`` is ``day``, ``f-2026-06-06-noon`` is ``f``."""
    return (
        re.sub(r"^([a-z]+?)-?([0-9].*|(?<=-).*)$", r"\1", name)
        if "-" in name or name[-1:].isdigit()
        else name
    )
