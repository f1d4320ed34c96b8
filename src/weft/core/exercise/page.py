"""An exercise's text cut at its headings, and what has been read of it so far, with the mistakes found on the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from weft.core.exercise.reading import Unreadable
from weft.core.exercise.script import Complaint, Step


@dataclass(slots=True)
class Block:
    """A heading and all lines under it, until the next heading of its rank or above."""

    line: int
    title: str
    lines: list[tuple[int, str]] = field(default_factory=list)

    def prose(self) -> str:
        return paragraphs(self.lines)


@dataclass(slots=True)
class Page:
    """What has been read so far."""

    label: dict[str, tuple[int, str]] = field(default_factory=dict)
    sections: dict[str, Block] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    stretch: int = -1
    turns: int = 0
    times: int = 1
    within: int | None = None
    prompts: Block | None = None

    def complain(self, line: int, sentence: str) -> None:
        self.complaints.append(Complaint(line, sentence))

    def complain_of_strays(self, block: Block, where: str) -> None:
        """Say so when words stand where none belong."""
        stray = next((line for line, words in block.lines if words.strip()), None)
        if stray is not None:
            self.complain(stray, f"These words stand {where}")

    def sorted(self) -> tuple[Complaint, ...]:
        return tuple(sorted(set(self.complaints)))


def blocks(lines: list[tuple[int, str]], mark: str) -> Iterator[Block]:
    """Cut lines at each heading that starts with ``mark``; the first block has line 0 and what came before."""
    block = Block(0, "")
    for line, words in lines:
        if words.startswith(mark):
            yield block
            block = Block(line, words.removeprefix(mark).strip())
        else:
            block.lines.append((line, words))
    yield block


def paragraphs(lines: list[tuple[int, str]]) -> str:
    """Lines joined to paragraphs; a blank line parts two."""
    parts = "\n".join(words.strip() for _, words in lines).strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in parts if paragraph.strip())


def sentence(why: Unreadable) -> str:
    """What could not be read, as a sentence of its own."""
    words = str(why)
    return words[0].upper() + words[1:] + ("" if words.endswith("?") else ".")
