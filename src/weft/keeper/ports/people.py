"""People and their ways in: their rows, and what is asked of whoever keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple, Protocol

from weft.core.people import PersonId


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the host may see one: public keys, and a keyed hash of the name.

    ``handle`` is 32 bytes and need not be unique: two people may share a name. ``publics`` is 128 bytes.
    """

    person: PersonId
    handle: bytes
    publics: bytes
    publics_signature: bytes
    day: int


class SlotType(IntEnum):
    """What opens a slot; the numbers are those of the slot format."""

    PHRASE = 1
    PASSKEY = 2
    RECOVERY = 3


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One way to open a person's roots. ``auth_hash`` is 32 bytes; ``lookup``, 16 bytes, finds what has no name."""

    person: PersonId
    slot: str
    type: SlotType
    locked: bytes
    auth_hash: bytes
    lookup: bytes | None
    day: int


class Near(NamedTuple):
    """What looking for a name finds: of everyone who has it, or, where nobody has, of whoever lies next to it.

    Work that must not tell the two apart is done over ``slots``; what may be believed is in ``found``.
    """

    slots: list[SlotRow]
    theirs: bool

    @property
    def found(self) -> list[SlotRow]:
        """Every passphrase's slot of everyone of that name."""
        return self.slots if self.theirs else []


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """What a passkey is known by: the id and public half its device made, and how often that says it was used.

    ``label`` is the kind of device it was added on, sealed to its owner.
    """

    slot: str
    credential: bytes
    public_key: bytes
    uses: int
    label: bytes


class Own(StrEnum):
    """The closed set of what a person keeps sealed under their own root, one of each."""

    KEYRING = "keyring"
    SETTINGS = "settings"
    BOOKMARK = "bookmark"
    """How far the couple's log was seen to reach, so that a rolled back log is noticed."""
    OWN_BOOKMARK = "own-bookmark"
    """The same for the person's own log."""
    PIN = "pin"
    """The partner's fingerprint, and whether the words were compared."""
    BROWSER_PIN = "browser-pin"
    """Whom this person's own browser knows: under ROOT_E, which the server never has."""
    FEELING = "feeling"
    """What this person is feeling along and has not kept yet; of one size, however long it is."""
    MET = "met"
    """Where this person felt met, locked under a key of the server: the one thing here that is not under a root."""
    WISHES = "wishes"
    """What this person marked as wanted, locked under a key of the server like ``MET``; always of the same size."""
    KNOCK = "knock"
    """Quiet hours, and when and where this person is knocked for; locked like ``WISHES``, since a job needs it."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One sealed thing of one person. ``rev`` is 0 when new, then one more than the stored one."""

    person: PersonId
    name: Own
    rev: int
    locked: bytes


@dataclass(frozen=True, slots=True)
class NotebookRow:
    """A private notebook as a whole: how often it changed, and its locked manifest."""

    rev: int
    manifest: bytes


@dataclass(frozen=True, slots=True)
class NotebookTurn:
    """One change of a notebook, all of it or nothing: ``rev`` is one more than the stored one, 1 for the first.

    ``put`` are locked leaves by their ids, new or in the place of older ones; ``remove`` ids that shall be gone.
    """

    rev: int
    manifest: bytes
    put: tuple[tuple[str, bytes], ...] = ()
    remove: tuple[str, ...] = ()


class FeedRow(NamedTuple):
    """Somebody's plans for a calendar, sealed for whoever has the address; see vault.feed.

    ``mark`` is what the address finds it by, ``public`` what it is sealed for (32 bytes each).
    """

    person: PersonId
    mark: bytes
    public: bytes
    terms: bytes
    plans: bytes


class People(Protocol):
    """Who there is, how each comes in, and what only each may read."""

    async def add_person(
        self, person: PersonRow, slots: Sequence[SlotRow], own: Sequence[OwnRow] = ()
    ) -> None:
        """Raises PersonTaken."""
        ...

    async def person(self, person: PersonId) -> PersonRow | None: ...

    async def slots_of(self, person: PersonId) -> list[SlotRow]: ...

    async def slots_near_handle(self, handle: bytes) -> Near:
        """The passphrases' slots of everyone of that name, or of somebody else's; empty only where nobody is at all."""
        ...

    async def slot_by_lookup(self, lookup: bytes) -> SlotRow | None: ...

    async def replace_slots(self, person: PersonId, remove: Sequence[str], add: Sequence[SlotRow]) -> None:
        """Remove slots by id and add others, both or neither.

        Raises SlotGone if one was gone already or is another person's, PersonTaken if an id is in use.
        """
        ...

    async def add_passkey(self, slot: SlotRow, row: PasskeyRow) -> None:
        """Add a slot and what its passkey is known by, both or neither. Raises PersonTaken if one is in use."""
        ...

    async def passkey(self, slot: str) -> PasskeyRow | None:
        """What the passkey of a slot is known by; it goes with its slot."""
        ...

    async def passkeys_of(self, person: PersonId) -> list[PasskeyRow]: ...

    async def used_passkey(self, slot: str, uses: int) -> None:
        """Remember how often a passkey says it was used; never fewer times than before."""
        ...

    async def own(self, person: PersonId, name: Own) -> OwnRow | None: ...

    async def put_own(self, row: OwnRow) -> None:
        """Raises RevTaken."""
        ...

    async def notebook(self, person: PersonId) -> NotebookRow | None: ...

    async def leaves(
        self, person: PersonId, after: str = "", most_bytes: int = 1 << 20
    ) -> list[tuple[str, bytes]]:
        """Locked leaves after an id, in the order of their ids: at least one if there is one, until they are so many bytes."""
        ...

    async def turn_notebook(self, person: PersonId, change: NotebookTurn, most: int) -> None:
        """Change a notebook in one step; what was removed or replaced is then in no live file any more.

        Raises RevTaken if somebody changed it first, StoreFull if it would hold more than ``most`` leaves.
        """
        ...

    async def own_of_all(self, name: Own) -> list[OwnRow]:
        """One sealed thing of everyone who has it; for jobs that run while nobody is here."""
        ...

    async def feed_of(self, person: PersonId) -> FeedRow | None: ...

    async def feed_by_mark(self, mark: bytes) -> FeedRow | None: ...

    async def put_feed(self, row: FeedRow) -> None:
        """Put somebody's plans for a calendar in place of what was there. It goes when they part or have new keys."""
        ...

    async def fill_feed(self, row: FeedRow) -> None:
        """Put a new row; of one that lies there only the plans, and nothing if it is sealed for another by now."""
        ...
