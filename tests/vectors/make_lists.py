"""Writes the two word lists as a script for the browser, from the lists the vault ships. Run it when they change."""

from pathlib import Path

from weft.vault.passphrase import common
from weft.vault.words import words

TARGET = Path(__file__).parents[2] / "src/weft/web/static/js/lists.js"


def script() -> str:
    """The script: the words in their order, and the common passphrases in alphabetical order."""
    return (
        "// Written by tests/vectors/make_lists.py from src/weft/vault; change the lists there.\n"
        f"export const WORDS = '{' '.join(words())}'.split(' ');\n"
        f"export const COMMON = new Set('{' '.join(sorted(common()))}'.split(' '));\n"
    )


if __name__ == "__main__":
    TARGET.write_text(script(), "utf-8")
