"""What somebody needs right now: one of five, said with a tap, and gone by itself. Never part of any log."""

from enum import StrEnum

FADES_S = 2 * 3600
"""Seconds for which a need stands."""


class Need(StrEnum):
    """In the order in which they are offered. The words for them are in content/words.toml."""

    LISTENING = "listening"
    HELP = "help"
    HUG = "hug"
    SPACE = "space"
    NOTHING = "nothing"


def stands(said_at: float, now: float) -> bool:
    """Whether a need said at an instant still stands at another, both in seconds since 1970."""
    return said_at <= now < said_at + FADES_S
