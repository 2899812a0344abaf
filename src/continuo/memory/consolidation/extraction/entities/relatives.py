"""Roles in a text: "my older sister", "our two cats"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from continuo.domain.entity import EntityType
from continuo.domain.roles import CIRCLE_OF, Circle, role_of
from continuo.memory.consolidation.extraction.entities import cues
from continuo.memory.consolidation.extraction.entities.gazetteer import Origin
from continuo.memory.consolidation.extraction.entities.reading import Reading

_ADJECTIVE_WORDS = (
    "older younger elder eldest oldest youngest little big baby new best close closest dear dearest lovely "
    "beautiful beloved amazing wonderful sweet old good own longtime long-time childhood first second only twin "
    "adorable cute furry rescue pet teenage adult young middle grown college school high work half late future "
    "current former great favorite favourite poor crazy silly annoying awesome elderly sick newborn maternal "
    "paternal cool tiny fluffy blind deaf upstairs downstairs next-door online gym foster adopted adoptive dumb "
    "fat stupid super black white orange grey gray brown golden spotted two three four five both"
)
_ADJECTIVES = frozenset(_ADJECTIVE_WORDS.split())
_AGED = re.compile(r"\d+-(?:year|month|week)-old\Z|\w+-year-old\Z")
# What makes another thing of a role: "my mother tongue", "my dog food", "my student loan".
_OTHER_HEAD_WORDS = (
    "tongue shower group groups appointment loan loans card board house fight zone visit school riding life "
    "figure language nature ship company program store market teacher's department club list line lines hole flu "
    "bite plant plants tree trees tag tags"
)
_OTHER_HEADS = frozenset(_OTHER_HEAD_WORDS.split()) | cues.HEADS_SOLD | cues.HEADS_ELSE | cues.HEADS_EATEN


@dataclass(frozen=True, slots=True)
class Relative:
    """A role in a text.

    Args:
        first: the possessive, or the word the role's phrase begins with.
        last: one past the role's last word.
        plural: whether it speaks of several.
    """

    type: EntityType
    role: str
    first: int
    last: int
    plural: bool


def relative_at(reading: Reading, first: int) -> Relative | None:
    """Return the role that a possessive or a count at a word speaks of."""
    words = reading.words
    for at in range(first + 1, min(first + 5, len(words))):
        if not words.joined[at]:
            return None
        found = _role_at(reading, at)
        if found is not None:
            type_, role, last, plural = found
            behind = words.low[last] if last < len(words) and words.joined[last] else ""
            return None if behind in _OTHER_HEADS else Relative(type_, role, first, last, plural)
        if not _may_describe(reading, at):
            return None
    return None


def _may_describe(reading: Reading, at: int) -> bool:
    word = reading.words.low[at]
    return word in _ADJECTIVES or bool(_AGED.match(word)) or reading.lists.is_a(word, Origin.TOPIC)


def _role_at(reading: Reading, at: int) -> tuple[EntityType, str, int, bool] | None:
    """Return type, role, end and number of the role that begins with a word."""
    words = reading.words
    known = reading.known(at)
    if known is not None and known.senses[0].origin in (Origin.DOG, Origin.CAT):
        role = "dog" if known.senses[0].origin is Origin.DOG else "cat"
        return EntityType.ANIMAL, role, at + known.count, known.senses[0].plural
    # "My hot dog" is no dog: a longer known phrase that ends beyond the role wins.
    for count in (3, 2, 1):
        if at + count > len(words) or not all(words.joined[at + 1 : at + count]):
            continue
        phrase = " ".join((*words.low[at : at + count - 1], words.bare[at + count - 1]))
        exact = role_of(phrase)
        single = exact or role_of(phrase.removesuffix("s"))
        if single is None or (known is not None and known.count > count):
            continue
        type_ = EntityType.ANIMAL if CIRCLE_OF[single] is Circle.PETS else EntityType.PERSON
        return type_, single, at + count, exact is None
    return None
