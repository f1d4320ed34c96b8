"""What a store can refuse; after each of these nothing has changed."""


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
    """The disk is full, read-only or failing, another program holds the file, or it was moved away.

    ``file`` is its name.
    """

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} cannot be written")
        self.file = file


class StoreInUse(StoreError):
    """Another Weft is at work in this folder."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"Another Weft is at work in {folder}. Stop that one first: two at once would not see what the other writes."
        )


class StoreFull(StoreError):
    """One person's share of the store would be more than it may be."""
