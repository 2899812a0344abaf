"""Turns "running" into "run" and back, so that who runs every morning has stopped when they quit running."""

from __future__ import annotations

import re

_VOWELS = "aeiou"
_KEEPS_TWO = re.compile(r"(?:ss|ll|ff|zz)\Z")


def base_form(gerund: str) -> str:
    """Return the verb that a word in -ing is made of; the word itself where it is made of none.

    >>> [base_form(word) for word in ("running", "smoking", "rowing", "cycling", "ceramics")]
    ['run', 'smoke', 'row', 'cycle', 'ceramics']
    """
    if not gerund.endswith("ing") or len(gerund) < 6:
        return gerund
    stem = gerund[:-3]
    if stem[-1] == stem[-2] and not _KEEPS_TWO.search(stem):
        return stem[:-1]
    return stem + "e" if _lost_an_e(stem) else stem


def _lost_an_e(stem: str) -> bool:
    last, before = stem[-1], stem[-2]
    # "cycl", "juggl", "danc", "carv": no word ends like this.
    if (last == "l" and before not in _VOWELS + "lrw") or last in "cvu":
        return True
    one_vowel = before in _VOWELS and last not in _VOWELS + "wxy" and (len(stem) < 3 or stem[-3] not in _VOWELS)
    syllables = len(re.findall(r"[aeiouy]+", stem))
    return one_vowel and (syllables == 1 or stem.endswith(("at", "iz", "is")))
