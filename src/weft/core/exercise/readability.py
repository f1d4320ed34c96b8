"""How hard a text is to read: the Flesch-Kincaid grade, in years of school.

Source: Kincaid and others 1975. Syllables are counted by groups of vowels, which is right for about nine English
words in ten; good enough for a median over many sentences, and for nothing finer.
"""

import re
from collections.abc import Iterable
from statistics import median

_WORD = re.compile(r"[a-z]+(?:[’'][a-z]+)?", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…:]+(?:\s|$)|\n\n")
_VOWELS = re.compile(r"[aeiouy]+")


def words(text: str) -> list[str]:
    """The words of a text, as written."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """How many syllables an English word has, about."""
    low = re.sub(r"[’'][a-z]+$", "", word.lower())
    found = len(_VOWELS.findall(low))
    silent = low.endswith("e") and not low.endswith(("le", "ee", "ye")) and found > 1
    ending = low.endswith("ed") and not low.endswith(("ted", "ded")) and found > 1
    return max(1, found - int(silent or ending))


def grade(text: str) -> float:
    """Years of school a reader needs, 0 or more; 0 for no words at all."""
    spoken = words(text)
    if not spoken:
        return 0.0
    sentences = max(1, len([part for part in _SENTENCE.split(text) if _WORD.search(part)]))
    beats = sum(map(syllables, spoken))
    return max(0.0, 0.39 * len(spoken) / sentences + 11.8 * beats / len(spoken) - 15.59)


def middle_grade(texts: Iterable[str]) -> float:
    """The median grade of many texts, to one decimal."""
    grades = [grade(text) for text in texts]
    return round(median(grades), 1) if grades else 0.0
