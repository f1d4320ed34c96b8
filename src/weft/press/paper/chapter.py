"""How a copy says whose words stand there, and when: names, months, three months at a time."""

from datetime import date

from weft.core.past import Past, PastSitting, PastWords
from weft.core.people import Side
from weft.core.tapestry.drawdown import said_day

MONTHS_A_CHAPTER = 3

_SAID = {
    "keep": "what {name} kept",
    "write": "what {name} wrote",
    "speak": "what {name} said",
    "echo": "how {name} said it back",
    "respond": "what {name} answered",
    "gave": "what {name} gave",
    "rate": "where {name} set the mark",
    "guess": "what {name} guessed",
}


def month(day: date) -> str:
    """June 2026."""
    return f"{said_day(day).split()[2]} {day.year}"


def chapter_of(day: date) -> date:
    """The first day of the chapter a day belongs to: a quarter of a year, whose season depends on where one lives."""
    return day.replace(month=(day.month - 1) // MONTHS_A_CHAPTER * MONTHS_A_CHAPTER + 1, day=1)


def title(first: date) -> str:
    """April, May and June 2026."""
    names = [said_day(first.replace(month=first.month + more)).split()[2] for more in range(MONTHS_A_CHAPTER)]
    return f"{names[0]}, {names[1]} and {names[2]} {first.year}"


def when(one: PastSitting) -> str:
    return f"{said_day(one.day)} {one.day.year}, {one.part}"


def caption(past: Past, words: PastWords) -> str:
    """Whose words, and what they were, as the cloth's labels say it."""
    person = past.left if words.by is Side.LEFT else past.right
    name = person.name if person else ""
    said = _SAID.get(words.step, "{name}’s words").replace("{name}", name)
    return f"{said}, for nobody else’s eyes" if words.own_eyes else said
