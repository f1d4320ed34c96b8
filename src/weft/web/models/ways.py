"""The ways into somebody's own account, and their own security log."""

from dataclasses import dataclass

from weft.web.models.room import Room


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way in: ``passphrase``, ``passkey`` or ``code``, and since when; for a passkey, on what it was added."""

    what: str
    since: str
    id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line of somebody's own security log."""

    what: str
    when: str


@dataclass(frozen=True, slots=True)
class WaysPage:
    """`/yours/ways`: every way in, and what happened around the account, newest first.

    ``passkeys``: whether there can be any on this server; ``fresh``: the passphrase was typed a moment ago.
    """

    room: Room
    ways: tuple[WayIn, ...]
    lines: tuple[TraceLine, ...] = ()
    passkeys: bool = True
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class WayPage:
    """`/yours/ways/{what}`: `what` is passphrase, code, passkey or mine; person, slot id, slot and keyring are for the browser."""

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
