"""Why a file is not taken for a copy: one kind sentence each, and nothing has changed when it is said."""

from enum import StrEnum


class Why(StrEnum):
    """What is wrong with a file, in the words its owner reads."""

    NOT_OURS = "This isn’t a copy that Weft made."
    OWN_PAGE = (
        "The page of your notebook made this copy, or the page of your letters. It is brought back in your notebook, "
        "which opens it in your browser alone."
    )
    PHRASE = "The phrase doesn’t open this copy, or the file was changed or cut short on its way."
    NO_PHRASE = "This copy is locked. Please type the phrase that was shown when you took it."
    DAMAGED = "The file is damaged: it can’t be read to its end."
    CHANGED = "Something in this copy isn’t as it was when it was taken."
    NOT_SIGNED = "The signature in this copy doesn’t belong to what is in it."
    NEWER = "This copy was made by a newer Weft. Bring this one up to date first."
    TOO_LARGE = "The file is larger than Weft reads."
    TOO_MANY = "There are more files in it than any copy of Weft’s has."
    SWOLLEN = "It would unpack to far more than it is, which no copy of Weft’s does."
    NAMES = "It holds a file with a name that could lead outside the copy, so nothing was unpacked."
    LINK = "It holds something that isn’t a plain file, so nothing was unpacked."
    TWICE = "It holds two files of one name, so nobody could say which is meant."
    HERE = "This copy is here already."
    TOO_OFTEN = "You have brought as many copies as there is room for."


class CopyRefused(Exception):
    """The file was not taken, and nothing has changed."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
