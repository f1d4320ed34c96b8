"""Writes the two word lists as a script for the browser, from the lists the vault ships. Run it when they change."""

from pathlib import Path

from weft.vault.passphrase import common
from weft.vault.words import words

JS = Path(__file__).parents[2] / "src/weft/web/static/js"
TARGET, WORDS = JS / "lists.js", JS / "words.js"
FROM = "// Written by tests/vectors/make_lists.py from src/weft/vault; change the lists there.\n"


def script() -> str:
    """The script with both: the words, and the common passphrases in alphabetical order."""
    plain = " ".join(sorted(common()))
    return (
        f"{FROM}export {{ WORDS }} from './words.js';\nexport const COMMON = new Set('{plain}'.split(' '));\n"
    )


def words_script() -> str:
    """The words alone, in their order, for pages that need no more."""
    return f"{FROM}export const WORDS = '{' '.join(words())}'.split(' ');\n"


if __name__ == "__main__":
    TARGET.write_text(script(), "utf-8")
    WORDS.write_text(words_script(), "utf-8")
