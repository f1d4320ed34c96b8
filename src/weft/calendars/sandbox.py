"""Has a calendar read by ``expand.py`` in a process of its own, and believes nothing that comes back unseen.

A process that takes too long, grows too large or falls over is a calendar refused.
"""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from weft.errands.errand import Errand, NoAnswer
from weft.errands.errand import Why as WhyNoAnswer

MOST_SENT = 8 * 1024 * 1024
"""Bytes of a calendar that is looked at at all: ten thousand events with long notes are some five million."""
MOST_CALENDARS = 40
"""Calendars of one account."""
EXPAND = Errand(
    Path(__file__).with_name("expand.py"),
    memory_bytes=300 * 1024 * 1024,
    cpu_seconds=2,
    wait_seconds=15.0,
    most_said=2 * 1024 * 1024,
)

Span = tuple[int, int]
"""Minutes since 1970: from, and up to but not including."""


class Why(StrEnum):
    """Why a calendar was not read."""

    KIND = "kind"
    """It is no calendar."""
    DAMAGED = "damaged"
    OFTEN = "often"
    """Something in it repeats every hour or more often."""
    LARGE = "large"
    EMPTY = "empty"


class CalendarRefused(Exception):
    """There are no busy times, and nothing was kept. ``why`` says what to tell."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Found:
    """What a CalDAV server said of where calendars lie: paths or addresses, empty where it said nothing."""

    principal: str = field(repr=False)
    home: str = field(repr=False)
    calendars: tuple[str, ...] = field(repr=False)


async def busy_in(raw: bytes, between: Span, zone: str, *, report: bool = False) -> tuple[Span, ...]:
    """When somebody is busy by this calendar, within a time, in order. Raises CalendarRefused.

    ``zone`` is where whole days and times without a zone are meant. ``report`` is for an answer of a CalDAV server.
    """
    asked = {"kind": "report" if report else "ics", "start": between[0], "end": between[1], "zone": zone}
    said = await _ask(asked, raw)
    try:
        spans = tuple((int(one), int(other)) for one, other in said["busy"])
    except (ValueError, TypeError, KeyError, OverflowError):
        raise CalendarRefused(Why.DAMAGED) from None
    ends = [between[0], *(at for span in spans for at in span), between[1]]
    if any(one > other for one, other in pairwise(ends)):
        raise CalendarRefused(Why.DAMAGED)
    return spans


async def found_in(raw: bytes) -> Found:
    """Where calendars lie, by an answer of a CalDAV server. Raises CalendarRefused."""
    said = (await _ask({"kind": "found"}, raw)).get("found")
    try:
        principal, home, calendars = said["principal"], said["home"], said["calendars"]
        return Found(str(principal), str(home), tuple(str(one) for one in calendars)[:MOST_CALENDARS])
    except (TypeError, KeyError):
        raise CalendarRefused(Why.DAMAGED) from None


async def _ask(asked: dict[str, Any], raw: bytes) -> Any:
    if not raw.strip():
        raise CalendarRefused(Why.EMPTY)
    if len(raw) > MOST_SENT:
        raise CalendarRefused(Why.LARGE)
    try:
        said = await EXPAND.answer(json.dumps(asked).encode() + b"\n" + raw)
    except NoAnswer as no:
        raise CalendarRefused(Why.LARGE if no.why is WhyNoAnswer.MUCH else Why.DAMAGED) from None
    try:
        facts = json.loads(said)
        refused = facts.get("refused")
        why = Why(refused) if refused else None
    except (ValueError, AttributeError, RecursionError):
        raise CalendarRefused(Why.DAMAGED) from None
    if why:
        raise CalendarRefused(why)
    return facts
