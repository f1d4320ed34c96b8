"""The seven practices in one table: their names, their weaves and what each is for."""

from dataclasses import dataclass
from enum import StrEnum


class Practice(StrEnum):
    """One of the seven; the value is its word in addresses, scripts and stylesheets."""

    TALK = "talk"
    MOMENTS = "moments"
    PRESENCE = "presence"
    UNDERSTANDING = "understanding"
    SOFTER = "softer"
    TIME = "time"
    AFFECTION = "affection"


@dataclass(frozen=True, slots=True)
class About:
    """What a practice is called, what it asks, and how it is woven."""

    name: str
    line: str
    purpose: str
    weave: str
    weft: str


ABOUT: dict[Practice, About] = {
    Practice.TALK: About(
        "Talking honestly",
        "Say it straight, and hear it whole.",
        "One of you speaks and the other says it back before answering. Being understood comes before being agreed with.",
        "2/2 twill",
        "weld",
    ),
    Practice.MOMENTS: About(
        "Shared moments",
        "Feel the same film, song or meal.",
        "Something strong felt at the same time, each knowing the other feels it too. Afterwards you compare, and the differences are as good as the matches.",
        "bird’s-eye",
        "cochineal",
    ),
    Practice.PRESENCE: About(
        "Presence",
        "Be here with nothing in your hands.",
        "A stretch of time with the phones out of reach. Nothing has to be said in it.",
        "satin",
        "undyed linen",
    ),
    Practice.UNDERSTANDING: About(
        "Understanding",
        "Guess, check, be corrected.",
        "Imagining harder seldom tells you what someone feels. You guess, you ask, and you let yourself be put right.",
        "point twill",
        "nettle",
    ),
    Practice.SOFTER: About(
        "The softer thing",
        "Say what’s underneath. Both, or neither.",
        "What is hard to say, in small steps taken in turn. Each thing said gets an answer before the next is asked.",
        "honeycomb",
        "logwood",
    ),
    Practice.TIME: About(
        "Time together",
        "Find an hour. Keep it.",
        "An hour and a half of something new to both of you, looked forward to before and retold after.",
        "basket weave",
        "indigo",
    ),
    Practice.AFFECTION: About(
        "Affection",
        "A note, a gesture, a touch that lands.",
        "Care the other person can feel: one true line, one small deed, one touch they like.",
        "plain weave",
        "madder",
    ),
}
