"""What one needs right now, gestures, the map of what is wanted, and what lands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NeedChoice:
    """One of the needs to tap; ``said`` is what stands now."""

    value: str
    label: str
    said: bool


@dataclass(frozen=True, slots=True)
class NeedShown:
    """What the other needs: a heading, and two sentences of how."""

    heading: str
    how: str


@dataclass(frozen=True, slots=True)
class NeedsToday:
    """On Today, of two: what the viewer may say, and what the other said."""

    choices: tuple[NeedChoice, ...]
    mine: str | None = None
    theirs: NeedShown | None = None
