"""What may be said of a moment, read from words people typed: its day, its kind, its feelings, a place in a title."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from weft.core.days import day_number

KINDS = ("film", "play", "concert", "walk", "meal", "a view", "a hard day got through together")
"""Kinds we have a word for; any other word is as good."""
FEELINGS = (
    "tender", "warm", "calm", "content", "safe", "proud", "hopeful", "playful", "thrilled",
    "moved", "sad", "lonely", "tired", "numb", "uneasy", "restless", "anxious", "angry",
)  # fmt: skip

TITLE_MOST, KIND_MOST, WHERE_MOST, FEELING_MOST = 80, 40, 80, 24
TEXT_MOST, REMEMBER_MOST, WHY_MOST = 2_000, 300, 200
FEELINGS_MOST = 3
DAYS_MOST = 366
FIRST_DAY = date(1900, 1, 1)
CHOSE = ("", "left", "right", "both")

_COORDINATES = re.compile(r"-?\d{1,3}[.,]\d{3,}\D{1,4}-?\d{1,3}[.,]\d{3,}|\d°\s*\d")


@dataclass(frozen=True, slots=True)
class Wrong(Exception):
    """Something typed cannot be kept as it is. ``field`` is where, ``why`` a kind word for it."""

    field: str
    why: str


def line(text: str, most: int) -> str:
    """One line as it will be kept: no line ends, no control signs. Longer than ``most`` is the caller's to refuse."""
    plain = "".join(" " if unicodedata.category(one) == "Cc" else one for one in text)
    return " ".join(plain.split())[: most + 1]


def title(text: str) -> str:
    found = line(text, TITLE_MOST)
    if not found:
        raise Wrong("title", "Give it a name, so that you both know which one it is.")
    return _short(found, TITLE_MOST, "title", "The name")


def kind(chosen: str, own: str) -> str:
    """The word for what it was: one's own if there is one."""
    found = line(own, KIND_MOST) or (chosen if chosen in KINDS else "")
    if not found:
        raise Wrong("kind", "Say what it was: choose a word or write your own.")
    return _short(found, KIND_MOST, "kind", "Your word")


def where(text: str) -> str:
    found = _short(line(text, WHERE_MOST), WHERE_MOST, "where", "The place")
    if _COORDINATES.search(found):
        raise Wrong("where", "Say the place in words, as you would to a friend. Weft keeps no coordinates.")
    return found


def span(first: str, last: str, today: date) -> tuple[int, int]:
    """The day since 1970 and how many days: one for a day. Raises Wrong."""
    start = _day(first, "first")
    end = _day(last, "last") if last.strip() else start
    if not FIRST_DAY <= start <= today:
        raise Wrong("first", "Choose a day that has been: today, or one before it.")
    if end < start or end > today:
        raise Wrong("last", "The last day comes after the first and is not later than today.")
    if (end - start).days >= DAYS_MOST:
        raise Wrong("last", "That is more than a year. Make several moments of it.")
    return day_number(start), (end - start).days + 1


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Wrong(field, "Write the day as year, month and day, such as 2026-06-08.") from None


def text(words: str) -> str:
    found = "".join(one for one in words.strip() if one == "\n" or unicodedata.category(one) != "Cc")
    if not found:
        raise Wrong("text", "There is nothing written yet.")
    return _short(found, TEXT_MOST, "text", "It")


def remember(words: str) -> str:
    return _short(line(words, REMEMBER_MOST), REMEMBER_MOST, "remember", "That line")


def why(words: str) -> str:
    found = line(words, WHY_MOST)
    if not found:
        raise Wrong("why", "There is nothing written yet.")
    return _short(found, WHY_MOST, "why", "The line")


def feelings(chosen: list[str], own: str) -> tuple[str, ...]:
    """Up to three words, ours in their order and then one's own."""
    known = [one for one in FEELINGS if one in chosen]
    mine = _short(line(own, FEELING_MOST), FEELING_MOST, "feeling", "Your own word")
    found = tuple(dict.fromkeys([*known, mine] if mine else known))
    if len(found) > FEELINGS_MOST:
        raise Wrong("feeling", "Three words are enough. Leave out whichever is furthest from it.")
    return found


def chose(word: str) -> str:
    return word if word in CHOSE else ""


def second(words: str, most: int) -> int:
    """A place in a title, from "48", "0:48:10" or "1:02:03" as seconds, minutes, hours from the right. Raises Wrong."""
    parts = words.strip().split(":")
    if not 1 <= len(parts) <= 3 or not all(re.fullmatch("[0-9]{1,5}", one) for one in parts):
        raise Wrong("at", "Write the time as on the player, such as 0:48:00.")
    found = 0
    for one in parts:
        found = found * 60 + int(one)
    if found > most:
        raise Wrong("at", "That is later than the title lasts.")
    return found


def clock(second: int, length: int) -> str:
    """A place as people say it: 0:48 is hours and minutes in a film, to the nearest one.

    Of what is under 20 minutes it is minutes and seconds.
    """
    if length < 20 * 60:
        return f"{second // 60}:{second % 60:02d}"
    minutes = (second + 30) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


def _short(found: str, most: int, field: str, what: str) -> str:
    if len(found) > most:
        raise Wrong(field, f"{what} has room for {most} letters. Shorten it a little.")
    return found
