"""Whole numbers in digits, words and ordinals: "34", "thirty-four", "a dozen", "fourth"."""

from __future__ import annotations

import re

_ONE_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_FIRST_TO_NINETEENTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_TWENTY_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = _ONE_TO_NINETEEN.split()
_TENS = _TWENTY_TO_NINETY.split()
_ORDINAL_ONES = _FIRST_TO_NINETEENTH.split()
_VALUES = {
    **{word: n for n, word in enumerate(_ONES)},
    **{word: n for n, word in enumerate(_ORDINAL_ONES, start=1)},
    **{word: 10 * n for n, word in enumerate(_TENS, start=2)},
    **{f"{word.removesuffix('y')}ieth": 10 * n for n, word in enumerate(_TENS, start=2)},
    "no": 0,
    "couple": 2,
    "pair": 2,
    "dozen": 12,
    "both": 2,
}

NUMERAL = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES[1:10])}))?"
    rf"|(?:{'|'.join(reversed(_ONES))})(?:\s+hundred)?|a\s+hundred|a\s+dozen|half\s+a\s+dozen"
    rf"|a\s+couple(?:\s+of)?|a\s+pair\s+of)"
)
"""A cardinal number, as a fragment of a regular expression."""

ORDINAL = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?:(?:{'|'.join(_TENS)})[\s-])?(?:{'|'.join(reversed(_ORDINAL_ONES))})"
    rf"|(?:{'|'.join(word.removesuffix('y') + 'ieth' for word in _TENS)}))"
)
"""An ordinal number, as a fragment of a regular expression."""


def numeral(words: str) -> int | None:
    """Return the number that words stand for, or ``None`` where they are no number.

    >>> numeral("thirty-four"), numeral("a dozen"), numeral("21st"), numeral("many")
    (34, 12, 21, None)
    """
    low = words.lower().replace(",", "").strip()
    digits = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", low)
    if digits is not None:
        return int(digits[1])
    if low == "half a dozen":
        return 6
    total, known = 0, False
    for word in re.split(r"[\s-]+", low):
        if word in {"a", "of", "and"}:
            continue
        if word == "hundred":
            total, known = max(total, 1) * 100, True
        elif word in _VALUES:
            total, known = total + _VALUES[word], True
        else:
            return None
    return total if known else None
