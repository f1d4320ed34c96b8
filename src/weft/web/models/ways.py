"""The ways into somebody's own account, and their own security log."""

from dataclasses import dataclass

from weft.web.models.room import Room


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way in: ``passphrase`` or ``code``, and since when."""

    what: str
    since: str


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line of somebody's own security log."""

    what: str
    when: str


@dataclass(frozen=True, slots=True)
class WaysPage:
    """`/yours/ways`: every way in, and what happened around the account, newest first."""

    room: Room
    ways: tuple[WayIn, ...]
    lines: tuple[TraceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class WayPage:
    """`/yours/ways/{what}`: `what` is passphrase, code or mine; person, slot id, slot and keyring are for the browser."""

    room: Room
    what: str
    name: str
    person: str
    slot_id: str
    slot: str
    keyring: str = ""


@dataclass(frozen=True, slots=True)
class RenewedPage:
    """`/renewed`: the partner's keys are new; the words to compare, and the swatch."""

    room: Room
    words: tuple[str, ...]
    swatch: str
