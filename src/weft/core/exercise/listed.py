"""A text file of short things in lists: a label between dashes, headings, and under each heading its items.

Decks of prompts are such files, and files of ideas; what a label, a heading and an item hold is theirs to know.
"""

from abc import ABC, abstractmethod
from typing import ClassVar

from weft.core.exercise.script import Complaint

DASHES = "---"


class Listed(ABC):
    """Such a file as far as it has been read."""

    other: ClassVar[str]
    """What is said of a line that is none of these."""

    def __init__(self) -> None:
        self.dashes = 0
        self.complaints: list[Complaint] = []

    def read(self, text: str) -> None:
        """Take it line by line, counted from 1."""
        for line, words in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
            self._take(line, words.rstrip())

    def complain(self, line: int, sentence: str) -> None:
        """Note what is wrong in a line."""
        self.complaints.append(Complaint(line, sentence))

    def _take(self, line: int, words: str) -> None:
        if words == DASHES and self.dashes < 2:
            self.dashes += 1
        elif self.dashes < 2:
            self.label(line, words)
        elif words.startswith("## "):
            self.heading(line, words[3:].strip())
        elif words.startswith("- "):
            self.item(line, words[2:].strip())
        elif words:
            self.complain(line, self.other)

    @abstractmethod
    def label(self, line: int, words: str) -> None:
        """A line between the dashes."""

    @abstractmethod
    def heading(self, line: int, words: str) -> None:
        """A heading, without its marks."""

    @abstractmethod
    def item(self, line: int, words: str) -> None:
        """An item under the heading before it, without its mark."""
