"""Where a name begins and ends."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.entities import cues
from continuo.memory.consolidation.extraction.entities.gazetteer import Origin
from continuo.memory.consolidation.extraction.entities.reading import Reading

MOST_WORDS = 6
"""Words of the longest name; a longer run of capitals is something else."""


def run_end(reading: Reading, first: int) -> int:
    """Return one past the last word of the run of capitals that begins with a word."""
    words = reading.words
    last = first + 1
    owned = 0
    while last < len(words) and last - first < MOST_WORDS and words.joined[last] and reading.is_free(last, last + 1):
        beyond = last if words.capital[last] else _past_links(reading, first, last)
        if beyond == last and not words.capital[last]:
            break
        if words.is_owner(last - 1) and not owned:
            owned = last
        last = beyond + 1
    if owned and words.low[owned] not in cues.ENDINGS and not _is_named_for(reading, first, last):
        last = owned
    known = reading.known(first)
    return max(last, first + known.count) if known and not known.senses[0].wary else last


def _past_links(reading: Reading, first: int, at: int) -> int:
    """Return the capital that small words within a name lead to; ``at`` where they lead to none."""
    words = reading.words
    beyond = at
    while beyond < len(words) and words.joined[beyond] and words.low[beyond] in cues.LINKS:
        beyond += 1
    if beyond == at and words.low[at] == "&" and not reading.is_given_name(at - 1) and reading.known(first) is None:
        beyond += 1
    leads = beyond > at and beyond < len(words) and words.joined[beyond] and words.capital[beyond]
    return beyond if leads else at


def _is_named_for(reading: Reading, first: int, last: int) -> bool:
    """Tell whether somebody's name with "'s" begins a longer one: "Harlow's Tap House", but not "Ana's High School"."""
    return reading.words.bare[last - 1] in cues.ENDINGS and not reading.is_given_name(first)


def personal_name(reading: Reading, at: int, *, pet: bool = False) -> int:
    """Return one past the last word of a name of a person, or a pet, that begins with a word; ``at`` if none does.

    A capital makes a name here, unless an everyday word has it; without one it has to be a known given name.
    """
    words = reading.words
    if at >= len(words) or not reading.is_free(at, at + 1):
        return at
    if words.bare[at] in cues.SHORT_TITLES:
        return _title_end(reading, at)
    if words.capital[at]:
        if reading.is_everyday(at) and not pet and not reading.is_given_name(at):
            return at
        return min(run_end(reading, at), at + 4)
    if not reading.is_given_name(at):
        return at
    return at + 2 if at + 1 < len(words) and words.joined[at + 1] and _is_surname(reading, at + 1) else at + 1


def low_name(reading: Reading, at: int) -> int:
    """Return one past a name written low behind a role ("my dog cooper is ill"); ``at`` where there is none.

    The word has to be a name, or no known word at all, and what follows has to go on as it would behind a name.
    """
    words = reading.words
    word = words.bare[at]
    if not words.writes_low or len(word) < 3 or not word.isalpha() or not reading.is_free(at, at + 1):
        return at
    if at + 1 < len(words) and words.joined[at + 1]:
        behind = words.low[at + 1]
        if behind not in cues.LIVES and behind not in cues.ACTS and behind not in cues.FUNCTION:
            return at
    if reading.lists.is_a(word, Origin.GIVEN_NAME, Origin.SURNAME):
        # "My sister will be there": these two are verbs far more often than names.
        return at if word in {"will", "may"} or word in cues.SPEAKS else at + 1
    unknown = not reading.is_everyday(at) and reading.known(at) is None
    return at + 1 if unknown and not word.endswith(_VERB_ENDINGS) else at


_VERB_ENDINGS = ("s", "ed", "ing", "ly", "er")


def _title_end(reading: Reading, at: int) -> int:
    words = reading.words
    named = at + 1
    if named >= len(words) or not words.joined[named]:
        return at
    if words.capital[named]:
        return min(run_end(reading, named), named + 3)
    return at if reading.is_everyday(named) else named + 1


def _is_surname(reading: Reading, at: int) -> bool:
    senses = reading.lists.senses(reading.words.bare[at])
    return any(s.origin is Origin.SURNAME and (reading.words.capital[at] or not s.wary) for s in senses)


def list_of_names(reading: Reading, at: int, *, pet: bool = False) -> list[tuple[int, int]]:
    """Return the spans of names that stand beside one another from a word on: "Ana, Tom and Eva"."""
    words = reading.words
    spans: list[tuple[int, int]] = []
    while at < len(words):
        if spans and words.low[at] in {"and", "&"}:
            at += 1
        elif spans and "," not in words.text[words.end[at - 1] : words.start[at]]:
            break
        if spans and at < len(words) and words.low[at] in {"and", "&"}:
            at += 1
        last = personal_name(reading, at, pet=pet)
        if last == at:
            break
        spans.append((at, last))
        at = last
    return spans
