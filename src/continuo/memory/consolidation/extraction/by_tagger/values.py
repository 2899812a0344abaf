"""What marked words amount to, in the form in which the rules store it: no article, digits, dates, a status."""

from __future__ import annotations

import re
from datetime import datetime

from continuo.domain.predicates import DATE_OF, FAVOURITE, NUMBER_OF
from continuo.memory.consolidation.extraction.days import anniversary, day_ahead, day_behind
from continuo.memory.consolidation.extraction.numerals import NUMERAL, numeral
from continuo.memory.consolidation.extraction.objects import trimmed
from continuo.memory.consolidation.extraction.vocabulary import NOT_NAMES
from continuo.ports.tagger import Mark

_ARTICLE = re.compile(r"(?:(?:a|an|the|my|our|some|i'm|im)\s+)+", re.IGNORECASE)
_KEEPS_THE = re.compile(r"the\s+[A-Z]")
_PUNCTUATION = ' \t\n.,;:!?"“”()[]-–—'
_COUNT = re.compile(NUMERAL, re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,3}")
_BEHIND = re.compile(r"\b(?:was|were|ago|last|happened|got\s+married)\b", re.IGNORECASE)
_NAMED = frozenset({"name", "partner"})
_HOLDS_WITH = {
    "married": "husband wife hubby spouse married marriage wed wedding newlyweds newlywed missus mrs anniversary",
    "engaged": "fiance fiancé fiancee fiancée engaged engagement proposed betrothed",
    "divorced": "divorce divorced ex-husband ex-wife divorcee",
    "widowed": "widow widowed widower widowhood",
    "single": "single bachelor bachelorette unattached",
    "in a relationship": "boyfriend girlfriend partner bf gf relationship dating together couple",
}
_ENDED = re.compile(r"\b(?:ex|former|late)\b|ex-", re.IGNORECASE)


def bare(text: str, mark: Mark) -> tuple[int, int]:
    """Return the stretch of a mark without articles, punctuation and words that add nothing at its ends."""
    start, end = mark.start, mark.end
    while start < end and text[start] in _PUNCTUATION:
        start += 1
    while end > start and text[end - 1] in _PUNCTUATION:
        end -= 1
    if mark.predicate == "wishes":
        return start, end
    article = _ARTICLE.match(text, start, end)
    if article is not None and article.end() < end and not _KEEPS_THE.match(text, start):
        start = article.end()
    return trimmed(text, start, end) if start < end else (start, end)


def valued(predicate: str, words: str, mark: Mark, said_at: datetime, sentence: str) -> str | None:
    """Return what is stored for the words, or ``None`` where they are no value of that kind.

    Args:
        predicate: complete, also for families.
        sentence: that the words stand in.
    """
    if predicate.startswith(NUMBER_OF):
        counted = _COUNT.match(words)
        number = numeral(counted.group() if counted else words)
        return str(number) if number is not None else None
    if predicate.startswith(DATE_OF):
        find = day_behind if _BEHIND.search(sentence) else day_ahead
        return find(words, said_at) or None
    if predicate == "birthday":
        found = anniversary(words, said_at)
        return found if found != words else None
    if predicate == "age":
        digits = _DIGITS.search(words)
        number = numeral(words) if digits is None else int(digits.group())
        return str(number) if number is not None and 0 < number < 120 else None
    if predicate == "relationship_status":
        return _relationship(words, mark)
    if predicate in _NAMED and words.lower() in NOT_NAMES:
        return None
    return words


def _relationship(words: str, mark: Mark) -> str | None:
    """Return the status that the words bear; where they are of no list, none is believed."""
    spoken = set(re.findall(r"[\w-]+", words.lower()))
    borne = [value for value, cues in _HOLDS_WITH.items() if spoken & set(cues.split()) or value == words.lower()]
    if _ENDED.search(words) and mark.value not in {"divorced", "widowed", "single"}:
        return None
    return mark.value if mark.value in borne else borne[0] if len(borne) == 1 and not _ENDED.search(words) else None


def is_family(predicate: str) -> bool:
    """Tell whether the predicate begins like others and is one value at a time."""
    return predicate.startswith((DATE_OF, NUMBER_OF, FAVOURITE))
