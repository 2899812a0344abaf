"""The name of whoever a role speaks of, where it is not said at once: "my sister is called Ana", "Tom is my boss"."""

from __future__ import annotations

from continuo.domain.entity import EntityType
from continuo.memory.consolidation.extraction.entities import cues
from continuo.memory.consolidation.extraction.entities.names import personal_name
from continuo.memory.consolidation.extraction.entities.reading import Reading
from continuo.memory.consolidation.extraction.entities.relatives import Relative

_BETWEEN = frozenset(("is", "was", "are", "were", "called", "named", "also", "the"))
_OTHER_THINGS = frozenset(("a", "an", "one", "two", "had", "has", "have", "got"))
_PRONOUNS = frozenset(("she's", "he's", "she", "he", "it's", "it", "they're"))
_FARTHEST_NAME = 6


def read_name_said_of(reading: Reading, relative: Relative) -> None:
    """Note the name in "my sister is called Ana", "my sister's name is Ana", "my boss at the office is Tom"."""
    words = reading.words
    pet = relative.type is EntityType.ANIMAL
    for at in range(relative.last, min(relative.last + 7, len(words))):
        if words.opens[at] or (at > relative.last and not words.joined[at]) or words.low[at] in _OTHER_THINGS:
            return
        says_name = words.low[at] in cues.NAMES or (words.low[at] == "name" and words.is_owner(relative.last - 1))
        is_name = at == relative.last and words.low[at] in {"is", "was"}
        if not says_name and not is_name:
            continue
        named = at + 1
        while named < len(words) and words.low[named] in _BETWEEN:
            named += 1
        last = personal_name(reading, named, pet=pet and says_name)
        if last > named and (says_name or _is_surely_personal(reading, named)):
            reading.add(relative.type, (named, last), 0.9 if says_name else 0.8, relative.role)
        return


def _is_surely_personal(reading: Reading, at: int) -> bool:
    return reading.is_given_name(at) or reading.words.bare[at] in cues.SHORT_TITLES


def read_name_before(reading: Reading, relative: Relative) -> None:
    """Note the name in "Tom is my boss" and "Tom, my boss, ..."."""
    words = reading.words
    before = relative.first - 1
    if before < 0 or words.opens[relative.first]:
        return
    if _read_pronoun_before(reading, relative):
        return
    links = words.low[before] in {"is", "was", "are", "were"} or words.bare[before] != words.low[before]
    behind = words.text[words.end[relative.last - 1] :][:1]
    apposed = not words.joined[relative.first] and "," in words.text[words.end[before] : words.start[relative.first]]
    if links:
        last = before if words.bare[before] == words.low[before] or not words.low[before].endswith("'s") else before + 1
        confidence = 0.85
    elif apposed and (not behind.isalnum() and behind != " "):
        last, confidence = before + 1, 0.75
    else:
        return
    first = last - 1
    while first > 0 and words.joined[first] and words.capital[first - 1] and words.capital[first]:
        first -= 1
    if first < 0 or first >= last or not _names_someone(reading, first, relative.type):
        return
    reading.add(relative.type, (first, last), confidence, relative.role)


def _names_someone(reading: Reading, first: int, type_: EntityType) -> bool:
    if reading.is_given_name(first):
        return True
    if not reading.words.capital[first] or reading.is_everyday(first):
        return False
    known = reading.known(first)
    # A pet may go by the name of a food, a person does not.
    return known is None or (type_ is EntityType.ANIMAL and known.senses[0].type is EntityType.FOOD)


def _read_pronoun_before(reading: Reading, relative: Relative) -> bool:
    """Note the name in "Do you know Elena? She's my cousin", and tell whether a pronoun stands before the role."""
    words = reading.words
    pronoun = relative.first - 1
    if words.low[pronoun] in {"is", "was"} and pronoun > 0:
        pronoun -= 1
    if words.low[pronoun] not in _PRONOUNS or not words.opens[pronoun]:
        return False
    for at in range(pronoun - 1, max(pronoun - _FARTHEST_NAME, 0) - 1, -1):
        if reading.is_given_name(at) and reading.is_free(at, at + 1):
            reading.add(relative.type, (at, max(at + 1, personal_name(reading, at))), 0.7, relative.role)
            break
        if words.opens[at]:
            break
    return True
