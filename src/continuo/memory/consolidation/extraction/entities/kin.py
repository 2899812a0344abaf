"""People and animals by what they are to the speaker: "my sister", "my sister Ana", "grandpa Joe", "Mom"."""

from __future__ import annotations

from continuo.domain.entity import EntityType
from continuo.domain.roles import role_of
from continuo.memory.consolidation.extraction.entities import cues
from continuo.memory.consolidation.extraction.entities.names import list_of_names, low_name, personal_name
from continuo.memory.consolidation.extraction.entities.reading import Reading
from continuo.memory.consolidation.extraction.entities.relatives import Relative, relative_at
from continuo.memory.consolidation.extraction.entities.said_of import read_name_before, read_name_said_of

_MINE = frozenset(("my", "our"))
_HAVE = frozenset(("have", "had", "got", "ive", "i've", "we've", "adopted", "bought", "rescued"))
_MY_SIDE = frozenset(("i", "we", "ive", "just", "finally"))
_COUNTS = frozenset(("a", "an", "one", "two", "three", "four", "five"))
_TITLED = frozenset(("grandpa", "grandma", "granny", "aunt", "auntie", "aunty", "uncle", "grandad", "granddad"))
_OWN_KIN = frozenset(
    ("mom", "mum", "mommy", "mummy", "dad", "daddy", "grandma", "grandpa", "granny", "nana", "grandad")
)
_BEFORE_KIN = (cues.FUNCTION | cues.MEETS | cues.SPEAKS) - frozenset(
    ("is", "are", "was", "were", "as", "hi", "hey", "hello")
)
_OTHERS = frozenset(("his", "her", "their", "your"))


def read_kin(reading: Reading) -> None:
    """Note everyone who is spoken of by a role, with their names where these are said."""
    for at, word in enumerate(reading.words.low):
        if word in _MINE:
            relative = relative_at(reading, at)
            if relative is not None:
                _read_relative(reading, relative)
        elif word in _COUNTS and reading.near(at, _HAVE, back=3):
            _read_counted(reading, at)
        elif word in _TITLED and _read_titled(reading, at):
            continue
        elif reading.words.bare[at] in _OWN_KIN:
            _read_own_kin(reading, at)


def _read_relative(reading: Reading, relative: Relative) -> None:
    if _read_names_behind(reading, relative):
        return
    if not relative.plural:
        span = (relative.first, relative.last)
        reading.add_nameless(relative.type, span, 0.85, relative.role)
        read_name_said_of(reading, relative)
    read_name_before(reading, relative)


def _read_names_behind(reading: Reading, relative: Relative) -> bool:
    """Note the names that follow a role at once, as in "my sister Ana" and "my cats, Tom and Eva"."""
    words = reading.words
    at = relative.last
    if not words.follows(at) or words.is_owner(at - 1):
        return False
    pet = relative.type is EntityType.ANIMAL
    if words.joined[at]:
        confidence = 0.9
    elif words.text[words.end[at - 1] : words.start[at]].strip() == ",":
        confidence = 0.75
    else:
        return False
    spans = list_of_names(reading, at, pet=pet and words.joined[at])
    if not spans and words.joined[at] and not relative.plural and (last := low_name(reading, at)) > at:
        spans, confidence = [(at, last)], 0.7
    if not spans or (not words.joined[at] and not _is_apposition(reading, spans, relative)):
        return False
    reading.take(relative.first, relative.last)
    for span in spans if relative.plural else spans[:1]:
        reading.add(relative.type, span, confidence, relative.role)
    return True


def _is_apposition(reading: Reading, spans: list[tuple[int, int]], relative: Relative) -> bool:
    """Tell whether names behind a comma explain the role, and do not speak to somebody or go on with a list."""
    words = reading.words
    last = spans[-1 if relative.plural else 0][1]
    if relative.plural or last == len(words):
        return relative.plural
    between = words.text[words.end[last - 1] : words.start[last]]
    if any(mark in between for mark in ",.)"):
        return True
    return words.low[last] in cues.SPEAKS or words.low[last] in cues.ACTS


def _read_counted(reading: Reading, at: int) -> None:
    """Note the names in "I have two cats, Tom and Eva" and "we've got a dog named Rex"."""
    words = reading.words
    relative = relative_at(reading, at)
    if relative is None or not reading.near(at, _MY_SIDE, back=5) or not words.follows(relative.last):
        return
    behind = relative.last
    named = words.low[behind] in cues.NAMES and words.joined[behind]
    if not named and "," not in words.text[words.end[behind - 1] : words.start[behind]]:
        return
    pet = relative.type is EntityType.ANIMAL and named
    for span in list_of_names(reading, behind + 1 if named else behind, pet=pet):
        reading.add(relative.type, span, 0.85 if named else 0.75, relative.role)


def _read_titled(reading: Reading, at: int) -> bool:
    """Note the name in "grandpa Joe" where the words before do not make him somebody else's."""
    words = reading.words
    named = at + 1
    role = role_of(words.low[at])
    assert role is not None
    if named >= len(words) or not words.joined[named] or not reading.is_free(at, named):
        return False
    last = personal_name(reading, named)
    if last > named:
        others = at > 0 and (words.is_owner(at - 1) or words.low[at - 1] in _OTHERS)
        reading.add(EntityType.PERSON, (named, last), 0.8, None if others else role)
    return last > named


def _read_own_kin(reading: Reading, at: int) -> None:
    """Note "Mom" and "grandma" where nobody else's is spoken of: alone they are the speaker's."""
    words = reading.words
    if not (words.capital[at] or words.writes_low) or not reading.is_free(at, at + 1):
        return
    role = role_of(words.bare[at])
    assert role is not None
    if words.opens[at] or (words.joined[at] and words.low[at - 1] in _BEFORE_KIN):
        behind = words.low[at + 1] if at + 1 < len(words) and words.joined[at + 1] else ""
        if behind in cues.SPEAKS | cues.ACTS | cues.FUNCTION or words.is_owner(at):
            reading.add_nameless(EntityType.PERSON, (at, at + 1), 0.7, role)
