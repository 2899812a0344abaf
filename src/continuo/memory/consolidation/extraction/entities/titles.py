"""Titles between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left

from continuo.domain.entity import EntityType
from continuo.memory.consolidation.extraction.entities import cues
from continuo.memory.consolidation.extraction.entities.reading import Reading
from continuo.memory.consolidation.extraction.entities.words import MOST_CHARACTERS

_QUOTED = re.compile(r"[\"“]([^\W\d_][^\"“”.!?\n]{1,60})[\"”]")


def read_titles(reading: Reading) -> None:
    """Note what stands between quotation marks and looks like a title."""
    for found in _QUOTED.finditer(reading.words.text[:MOST_CHARACTERS]):
        _read_quoted(reading, found)


def _read_quoted(reading: Reading, found: re.Match[str]) -> None:
    """Note a title between quotation marks."""
    words = reading.words
    first = bisect_left(words.start, found.start(1))
    last = bisect_left(words.start, found.end(1))
    if first == last or not all(words.capital[at] for at in (first, last - 1)):
        return
    # The mark itself counts as a break, so the words before it are looked at from the one before.
    before = words.bare[first - 1] if first else ""
    if before in cues.NAMES and not reading.near(first - 1, _TITLED, back=4):
        # "A village called ...": the word before says what it is.
        return
    told = before in _TITLED or (first > 0 and reading.near(first - 1, _TITLED, back=4)) or _is_by(reading, last)
    several = last - first > 1 and sum(words.capital[first:last]) > 1
    if told or several:
        reading.add(EntityType.WORK, (first, last), 0.8 if told else 0.55, owned=True)


_TITLED = cues.READS | frozenset(word for word, kind in cues.KINDS.items() if kind is EntityType.WORK)


def _is_by(reading: Reading, at: int) -> bool:
    words = reading.words
    return at + 1 < len(words) and words.low[at] == "by" and words.capital[at + 1]
