"""The ways into somebody's own account, and their own security log."""

from msgspec import Struct

from weft.web.models.room import Room


class WayIn(Struct, frozen=True):
    """One way in: ``passphrase``, ``passkey`` or ``code``, and since when; for a passkey, on what it was added."""

    what: str
    since: str
    id: str = ""
    label: str = ""


class TraceLine(Struct, frozen=True):
    """One line of somebody's own security log."""

    what: str
    when: str


class WaysPage(Struct, frozen=True):
    """`/yours/ways`: every way in, and what happened around the account, newest first.

    ``passkeys``: whether there can be any on this server; ``fresh``: the passphrase was typed a moment ago.
    """

    room: Room
    ways: tuple[WayIn, ...]
    lines: tuple[TraceLine, ...] = ()
    passkeys: bool = True
    fresh: bool = False


class WayPage(Struct, frozen=True):
    """`/yours/ways/{what}`: `what` is passphrase, code, passkey or mine; person, slot id, slot and keyring are for the browser."""

    room: Room
    what: str
    name: str
    person: str
    slot_id: str
    slot: str
    keyring: str = ""


class RenewedPage(Struct, frozen=True):
    """`/renewed`: the partner's keys are new; the words to compare, and the swatch."""

    room: Room
    words: tuple[str, ...]
    swatch: str
