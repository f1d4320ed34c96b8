"""Passphrases: six words offered, one's own allowed, common ones gently refused.

In use the browser does all of this (account.js), because the passphrase never reaches a server; this twin is for
tests and the demo. The sentences are the same in both.
"""

import re
from functools import cache
from importlib.resources import files

from weft.vault.derive import tidy
from weft.vault.words import random_words

LEAST_LETTERS = 15
MOST_LETTERS = 512
LEAST_DIFFERENT = 5

TOO_SHORT = "Please use at least fifteen characters. Six words in a row are easy to remember."
TOO_LONG = "Please keep it under five hundred characters."
COMMON = (
    "Many people choose this one, so it would be tried first. Please pick something only you would think of."
)
TOO_PLAIN = "This repeats itself, so it would be tried early. Please pick something less regular."
HAS_NAME = "Apart from your name there is too little left. Please add words that others would not guess."


def six_words() -> str:
    """A passphrase of six words, 66 bits."""
    return " ".join(random_words(6))


def complain(passphrase: str, name: str = "") -> str | None:
    """One kind sentence on why this passphrase will not do, or None if it will."""
    phrase = tidy(passphrase)
    bare = _bare(phrase)
    if len(phrase) < LEAST_LETTERS:
        return TOO_SHORT
    if len(phrase) > MOST_LETTERS:
        return TOO_LONG
    if bare in common():
        return COMMON
    if len(set(bare)) < LEAST_DIFFERENT or _repeats(bare):
        return TOO_PLAIN
    if len(_bare(name)) >= 3 and len(bare.replace(_bare(name), "")) < LEAST_LETTERS // 2:
        return HAS_NAME
    return None


@cache
def common() -> frozenset[str]:
    """The shipped list of common long passphrases: lower case, letters and digits only."""
    return frozenset(files("weft.vault").joinpath("common.txt").read_text("utf-8").split())


def _bare(text: str) -> str:
    return re.sub(r"[\s!-/:-@\[-`{-~]+", "", tidy(text).lower())


def _repeats(bare: str) -> bool:
    # A text that occurs in its own double before its end is one unit said again and again; at most six letters of
    # unit count as plain.
    return bare != "" and (bare + bare).find(bare, 1) <= min(6, len(bare) - 1)
