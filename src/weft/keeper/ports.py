"""What the keeper asks of whoever keeps its rows: locked bytes in, the same locked bytes out.

A store opens nothing, verifies nothing and knows no words. Every id is a text of 32 lowercase hexadecimal
digits. Days are whole days since 1 January 1970, minutes whole minutes since then, both UTC. Every refusal
is a ``StoreError``, and after every one of them nothing has changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple, Protocol

from weft.core.people import LogId, PersonId

# ---------------------------------------------------------------- what can be refused


class StoreError(Exception):
    """A store said no, and nothing has changed."""


class SeqTaken(StoreError):
    """Someone appended first: read what is new, sign again on top of it, and append again."""


class RevTaken(StoreError):
    """Someone replaced it first, or it is gone: read it again before replacing it."""


class PersonTaken(StoreError):
    """A person or a slot with this id is already there: the same sign-up came twice, or someone made it up."""


class SlotGone(StoreError):
    """A slot that was to be replaced is no longer there: it has been used or replaced before."""


class AlreadyPaired(StoreError):
    """One of the two already belongs to a couple."""


class CoupleClosed(StoreError):
    """The two have parted: nothing more is added to their log, and nothing is left to close."""


class InvitationSpent(StoreError):
    """The invitation is unknown, used, withdrawn or past its time."""


class StoreDamaged(StoreError):
    """A database file cannot be read as one. ``file`` is its name, such as ``content.db``."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} is damaged")
        self.file = file


class StoreTooNew(StoreError):
    """A database file was written by a later Weft than this one. ``file`` is its name."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} was written by a later version of Weft")
        self.file = file


class StoreUnwritable(StoreError):
    """The disk is full, read-only or failing, or another program holds the file. ``file`` is its name."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} cannot be written")
        self.file = file


class StoreFull(StoreError):
    """One person's share of the store would be more than it may be."""


# ---------------------------------------------------------------- the log


class EntryRow(NamedTuple):
    """One locked entry at its place in a log.

    A tuple and not a dataclass, because ten years of a couple are five thousand of these and each is made
    anew when a log is opened. ``wrapped_dek`` is empty when its key is missing from ``keys.db``.
    """

    log: LogId
    seq: int
    """Its place, from 0, without gaps."""
    entry: str
    author: int
    tier: int
    epoch: int
    rev: int
    day: int
    bucket: int
    """The size its plain text was padded to, in bytes."""
    wrapped_dek: bytes
    locked: bytes
    signature: bytes
    taken_out: bytes = b""
    """Empty while the entry is there. Once its author took it out, ``locked`` and the key are empty, and this is
    the SHA-256 of what was locked (32 bytes) and the author's signed word for it (64)."""


class Shred(NamedTuple):
    """One entry to take out for good, key and bytes, and its author's signed word for it (64 bytes)."""

    log: LogId
    entry: str
    word: bytes

    @classmethod
    def of(cls, log: str, entry: str, word: bytes) -> "Shred":
        return cls(LogId(log), entry, word)


class Gone(NamedTuple):
    """A way in (``slot``) or sealed words (``seal``) that must not come back with an older copy; ``mark`` is random."""

    kind: str
    mark: str


class PictureRow(NamedTuple):
    """A locked picture of an entry; ``size`` is 0 for the picture itself, 1 for the small one. See vault.picture."""

    log: LogId
    entry: str
    size: int
    locked: bytes


class Appended(StrEnum):
    """What became of an append that was not refused."""

    NOW = "now"
    ALREADY = "already"
    """The same tap had come before; nothing was written, not the boards either."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A sitting in progress, or an offer of one, as it stands; replaced as a whole.

    ``rev`` is 0 for a new board and one more than the stored one for every later put. ``script`` is the
    locked script the sitting began with; None on a later put leaves the stored one as it is.
    """

    log: LogId
    board: str
    rev: int
    locked: bytes
    script: bytes | None = None


@dataclass(frozen=True, slots=True)
class BoardDrop:
    """A board to clear away, and the ``rev`` at which it was last seen."""

    log: LogId
    board: str
    rev: int


# ---------------------------------------------------------------- people


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
    RHYTHM = "rhythm"
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


# ---------------------------------------------------------------- two


class CoupleState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CoupleRow:
    """Two people and the key they share, wrapped once for each and signed by whichever of them made it."""

    couple: LogId
    left: PersonId
    right: PersonId
    epoch: int
    left_wrap: bytes
    right_wrap: bytes
    maker: PersonId
    signature: bytes
    day: int
    state: CoupleState = CoupleState.OPEN


@dataclass(frozen=True, slots=True)
class CopyRow:
    """What one of two keeps of what they shared, sealed. ``wrap`` opens it until it is taken up, and is empty then."""

    person: PersonId
    couple: LogId
    wrap: bytes
    locked: bytes


class CopyKeyRow(NamedTuple):
    """The key of one entry, wrapped for one of two who have parted."""

    person: PersonId
    log: LogId
    seq: int
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a couple: by whom, on which day since 1970, and the copies both keep.

    ``seq`` and ``boards`` (id and rev) are how log and boards stood when the copies were made. Without copies, because
    the shared log would not open, everything but the couple's state and this person's own wrap stays for the other.
    """

    couple: LogId
    by: PersonId
    day: int
    seq: int = -1
    boards: tuple[tuple[str, int], ...] = ()
    copies: tuple[CopyRow, ...] = ()
    keys: tuple[CopyKeyRow, ...] = ()


class InvitationState(StrEnum):
    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation by ``person``. ``expires`` is the first minute at which it no longer works.

    ``locked`` is for whoever holds the code, ``own`` for its maker, ``answer`` what the joiner wrote back.
    Once withdrawn all three are empty; once used only ``locked`` is.
    """

    invitation: str
    person: PersonId
    expires: int
    locked: bytes
    own: bytes
    answer: bytes | None = None
    state: InvitationState = InvitationState.OPEN


# ---------------------------------------------------------------- new keys


class RenewalRow(NamedTuple):
    """Somebody's new keys in the place of old ones, signed with both (128 bytes); see vault.renewal."""

    person: PersonId
    number: int
    before: bytes
    after: bytes
    own_seq: int
    couple: str
    couple_seq: int
    signatures: bytes


@dataclass(frozen=True, slots=True)
class RenewedLog:
    """A log under its new key: every entry's key by its place, and its boards. ``seq`` is where it stood."""

    log: LogId
    seq: int
    deks: tuple[tuple[int, bytes], ...]
    boards: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True)
class RenewedNotebook:
    """A notebook under its new key: what each leaf's own key is wrapped in, its first bytes. ``rev`` 0 if never used."""

    rev: int
    manifest: bytes
    leaves: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Renewal:
    """All that changes when somebody makes their account theirs again; ``slots`` are all there are from then on."""

    said: RenewalRow
    person: PersonRow
    slots: tuple[SlotRow, ...]
    own: tuple[OwnRow, ...]
    logs: tuple[RenewedLog, ...]
    couple: CoupleRow | None
    copies: tuple[CopyRow, ...]
    copy_keys: tuple[CopyKeyRow, ...]
    notebook: RenewedNotebook


# ---------------------------------------------------------------- sealed words


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """Where an exchange of sealed words stands; ``rev`` is 0 when new, then one more than the stored one.

    ``phase`` is one of core.seal.state.Phase. ``terms`` is locked under the server's key. ``record`` is the server's
    word on what it opened, 32 bytes, and empty until then.
    """

    exchange: str
    couple: LogId
    rev: int
    phase: str
    earliest_day: int
    expiry_day: int
    terms: bytes
    record: bytes = b""


class SealRow(NamedTuple):
    """What one of the two sealed; see vault.seal. ``side`` is 0 for left, 1 for right.

    ``kept`` is the second half under the server's key, ``half`` the same in the open: never both, and ``half`` only once
    both have opened. ``locked``, ``wrapped`` and ``own`` are empty for words taken back while halves are awaited.
    """

    side: int
    writing: int
    locked: bytes
    wrapped: bytes
    own: bytes
    locked_hash: bytes
    wrapped_hash: bytes
    half_hash: bytes
    signature: bytes
    kept: bytes
    half: bytes = b""


# ---------------------------------------------------------------- sign-ins


@dataclass(frozen=True, slots=True)
class SignInRow:
    """One browser a person is signed in with. ``sid_hash`` is 32 bytes; ``label`` is sealed like the rest."""

    sid_hash: bytes
    person: PersonId
    locked: bytes
    label: bytes
    began_minute: int
    seen_minute: int


# ---------------------------------------------------------------- the port


class Store(Protocol):
    """Where rows are kept. What has been awaited is on disk, sign-ins apart, which a power cut may end."""

    # the log

    async def append(
        self,
        rows: Sequence[EntryRow],
        boards: Sequence[BoardRow] = (),
        drops: Sequence[BoardDrop] = (),
        shreds: Sequence[Shred] = (),
        pictures: Sequence[PictureRow] = (),
    ) -> Appended:
        """Write all of it or none of it; rows may go to several logs, each at the end of its own.

        What is shredded is in no file any more when this returns; a kill half way is finished at the next start.
        An entry to shred that isn't there is no error. Returns ALREADY, having written nothing, if any of the entry ids is in its log already.
        Raises SeqTaken if a row is not the next of its log, RevTaken if a board has moved on.
        """
        ...

    async def read(self, log: LogId, after_seq: int = -1) -> list[EntryRow]:
        """Every row of a log after a place, in order."""
        ...

    def picture(self, log: LogId, entry: str, size: int) -> bytes | None:
        """A locked picture, None once its entry is taken out. Waits for nobody, and may be asked from any thread."""
        ...

    async def head_seq(self, log: LogId) -> int:
        """The place of the newest row; -1 for a log without any."""
        ...

    async def boards(self, log: LogId) -> list[BoardRow]:
        """All boards of a log, by id."""
        ...

    async def board(self, log: LogId, board: str) -> BoardRow | None: ...

    async def put_board(self, row: BoardRow) -> None:
        """Put a new board (rev 0) or replace the one before. Raises RevTaken."""
        ...

    async def drop_board(self, log: LogId, board: str, rev: int | None = None) -> None:
        """Clear a board away; one that is gone already is no error.

        With ``rev``: raises RevTaken if it has been replaced since it stood at that rev.
        """
        ...

    # people

    async def add_person(
        self, person: PersonRow, slots: Sequence[SlotRow], own: Sequence[OwnRow] = ()
    ) -> None:
        """Raises PersonTaken."""
        ...

    async def person(self, person: PersonId) -> PersonRow | None: ...

    async def slots_of(self, person: PersonId) -> list[SlotRow]: ...

    async def slots_by_handle(self, handle: bytes) -> list[SlotRow]:
        """Every passphrase's slot of everyone of that name."""
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

    async def own_of_all(self, name: Own) -> list[OwnRow]:
        """One sealed thing of everyone who has it; for jobs that run while nobody is here."""
        ...

    # new keys, and one's own security log

    async def renew(self, renewal: Renewal) -> None:
        """Put new keys in the place of old ones, all of it or nothing.

        Raises SeqTaken or RevTaken if anything moved on meanwhile, PersonTaken if a slot's id is in use.
        """
        ...

    async def renewals_of(self, person: PersonId) -> list[RenewalRow]:
        """All of somebody's, the oldest first."""
        ...

    async def add_trace(self, person: PersonId, sealed: bytes, most: int) -> None:
        """Add a line to somebody's security log; beyond ``most``, the oldest go."""
        ...

    async def traces_of(self, person: PersonId) -> list[bytes]:
        """All that are kept, the oldest first."""
        ...

    async def add_try(self, person: PersonId, day: int, sealed: bytes, most: int) -> None:
        """Remember that somebody tried to come in as this person that day; the first line of a day stays.

        Beyond ``most`` days, the oldest go.
        """
        ...

    async def tries_of(self, person: PersonId) -> list[bytes]:
        """All that are kept, the oldest first."""
        ...

    # private notebooks

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

    # two

    async def add_invitation(self, row: InvitationRow) -> None:
        """Raises AlreadyPaired if its maker belongs to a couple, InvitationSpent if the id is in use."""
        ...

    async def invitation(self, invitation: str) -> InvitationRow | None: ...

    async def invitations_of(self, person: PersonId) -> list[InvitationRow]:
        """All that a person made and that are still kept, those ending last first."""
        ...

    async def withdraw_invitation(self, invitation: str) -> None:
        """Shred its contents and keep its mark. Raises InvitationSpent if it is not open."""
        ...

    async def drop_invitation(self, invitation: str) -> None:
        """Forget it altogether, once its maker has read the answer; one that is gone is no error."""
        ...

    async def sweep_invitations(self, before_minute: int) -> None:
        """Forget every invitation that expired before a minute and was not used."""
        ...

    async def couple_of(self, person: PersonId) -> CoupleRow | None:
        """The open couple a person belongs to."""
        ...

    async def couple(self, couple: LogId) -> CoupleRow | None:
        """A couple, whether open or closed."""
        ...

    async def add_couple(
        self, row: CoupleRow, *, invitation: str, answer: bytes, minute: int, own: Sequence[OwnRow] = ()
    ) -> None:
        """Join two people: the couple, the invitation used and answered, every other one of theirs withdrawn.

        Raises AlreadyPaired; InvitationSpent, also if the invitation's maker is not one of the two or
        if ``minute`` is not before its end; RevTaken for ``own``.
        """
        ...

    async def close_couple(self, closing: Closing) -> None:
        """Close a couple in one step: its boards, its keys, its invitations go, and each has a copy of their own.

        Raises CoupleClosed if nothing is left to close, SeqTaken or RevTaken if the log or a board moved on meanwhile.
        """
        ...

    async def closed_for(self, person: PersonId) -> CoupleRow | None:
        """A couple that was closed without copies, for the one of the two who can still make them."""
        ...

    async def copies_of(self, person: PersonId) -> list[CopyRow]:
        """What a person keeps of the couples they belonged to."""
        ...

    async def copy_keys(self, person: PersonId, log: LogId) -> list[CopyKeyRow]: ...

    async def read_copy(self, person: PersonId, log: LogId) -> list[EntryRow]:
        """Every row of a log, each with the key this person keeps of it; empty where they keep none."""
        ...

    async def put_copy(self, row: CopyRow, keys: Sequence[CopyKeyRow] = ()) -> None:
        """Put a copy as it is now, and keys of it, in place of those before."""
        ...

    async def forget_the_other(self, person: PersonId) -> None:
        """Forget whom a person had pinned, unless they are one of two now."""
        ...

    async def sweep_closings(self, before_day: int) -> None:
        """Destroy what was still kept for copies nobody has made of couples closed before a day."""
        ...

    # sealed words

    async def exchange(self, exchange: str) -> ExchangeRow | None: ...

    async def exchanges_of(self, couple: LogId) -> list[ExchangeRow]:
        """All of a couple that are still kept, those opening first first."""
        ...

    async def living_exchanges(self) -> list[ExchangeRow]:
        """All, of whomever, that may still open or end."""
        ...

    async def seals_of(self, exchange: str) -> list[SealRow]:
        """What was sealed, left before right."""
        ...

    async def put_exchange(
        self, row: ExchangeRow, seals: Sequence[SealRow] = (), drops: Sequence[int] = ()
    ) -> None:
        """Put an exchange as it now stands, new or in place of the one before: seals put, sides dropped, in one step.

        Raises RevTaken if it has moved on, CoupleClosed if the two have parted. What was dropped or written over is in
        no live file any more.
        """
        ...

    async def sweep_exchanges(self, before_day: int) -> None:
        """Forget those that ended unopened before a day."""
        ...

    # sign-ins

    async def add_sign_in(self, row: SignInRow) -> None: ...

    async def sign_in(self, sid_hash: bytes) -> SignInRow | None: ...

    async def sign_ins_of(self, person: PersonId) -> list[SignInRow]:
        """Those seen last first."""
        ...

    async def touch_sign_in(self, sid_hash: bytes, minute: int) -> None: ...

    async def drop_sign_in(self, sid_hash: bytes) -> None: ...

    async def drop_sign_ins_of(self, person: PersonId, but: bytes | None = None) -> list[bytes]:
        """End all of a person's sign-ins, one perhaps excepted; gives those ended, so that streams can be."""
        ...

    async def sweep_sign_ins(self, seen_before: int, began_before: int) -> list[bytes]:
        """End those last seen, or begun, before a minute; gives those ended."""
        ...

    # the host's

    async def put_back_day(self, person: PersonId) -> int | None:
        """The day a copy was made which the host put back and this person doesn't know of yet, since 1970."""
        ...

    async def told_of_put_back(self, person: PersonId) -> None:
        """This person has been told, and goes on."""
        ...

    async def check(self) -> list[str]:
        """What is wrong with what is kept, in plain sentences; empty when nothing is."""
        ...

    async def close(self) -> None:
        """Write what is waiting, then let go of the files."""
        ...
