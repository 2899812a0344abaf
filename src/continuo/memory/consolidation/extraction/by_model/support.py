"""Tells whether an object is said by its quotation: word for word, as the same number, or as the date it names."""

from __future__ import annotations

import re
from datetime import datetime

from continuo.domain.moments import Moment, MomentKind, spans
from continuo.memory.consolidation.extraction.by_model.quotes import is_unspaced, plain

LONGEST_OBJECT = 160
"""Characters; what is longer is a retelling, not a value."""

_WORD = re.compile(r"\w+")
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_GLUE = frozenset(
    _listed(
        "a an the my our your his her its their of in on at to for from with by and as is named called s "
        "der die das dem den des ein eine einen einem einer mein meine meinen meiner und von im am zu zum zur mit "
        "le la les l un une des du de d et mon ma mes notre nos au aux en dans chez avec "
        "el los las uno una mi mis y del al con"
    )
)
"""Words that tie others together: an object may have them where its quotation has others."""

_UNITS = {
    word: number
    for number, word in enumerate(
        _listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: number * 10
    for number, word in enumerate(_listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}


def is_said_by(value: str, quotation: str, *, said_at: datetime) -> bool:
    """Return whether every word of the value that means something stands in the quotation, in the same order.

    An ISO date counts where the quotation names that day or month, a number where it names the number in words.

    Args:
        said_at: the moment of speaking, for dates such as "last Tuesday".
    """
    if len(value) > LONGEST_OBJECT:
        return False
    date = _DATE.fullmatch(value.strip())
    if date is not None and _names(quotation, date, said_at):
        return True
    wanted = [word for word in words(value) if word not in _GLUE]
    spoken = words(quotation)
    numbers = numbers_of(spoken)
    at = 0
    for word in wanted:
        if word in numbers:
            continue
        found = next((n for n in range(at, len(spoken)) if _same(word, spoken[n])), None)
        if found is None:
            return False
        # In a script without blanks one stretch may hold several words of the value.
        at = found if is_unspaced(word) else found + 1
    return bool(wanted)


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return _WORD.findall(plain(text).text)


def share_a_stem(one: str, other: str) -> bool:
    """Return whether two words, as they are compared, are forms of one: "plays" and "playing".

    >>> share_a_stem("plays", "play"), share_a_stem("hates", "loves")
    (True, False)
    """
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= max(3, max(len(one), len(other)) - 3)


def numbers_of(spoken: list[str]) -> frozenset[str]:
    """Return the whole numbers that English words name, in digits; "thirty four" is 34."""
    found = set()
    for word, following in zip(spoken, [*spoken[1:], ""], strict=True):
        unit = _UNITS.get(following, 0)
        if word in _TENS:
            found.add(_TENS[word] + (unit if unit < 10 else 0))
        elif word in _UNITS:
            found.add(_UNITS[word])
    return frozenset(str(number) for number in found)


def _same(word: str, spoken: str) -> bool:
    if is_unspaced(word):
        return word in spoken
    return word == spoken or word.removesuffix("s") == spoken.removesuffix("s") != ""


def _names(quotation: str, date: re.Match[str], said_at: datetime) -> bool:
    return any(_is_date(moment, date) for moment in spans(quotation, now=said_at))


def _is_date(moment: Moment, date: re.Match[str]) -> bool:
    year, month, day = date.groups()
    if (moment.since.year, moment.since.month) != (int(year), int(month)):
        return False
    return (
        moment.kind is MomentKind.MONTH
        if day is None
        else moment.kind is MomentKind.DAY and moment.since.day == int(day)
    )
