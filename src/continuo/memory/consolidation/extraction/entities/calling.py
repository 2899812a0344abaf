"""Things that are given a name: "a village called ...", "my name is ...", "we named the puppy ..."."""

from __future__ import annotations

from continuo.domain.entity import EntityType
from continuo.domain.roles import role_of
from continuo.memory.consolidation.extraction.entities import cues
from continuo.memory.consolidation.extraction.entities.gazetteer import Origin
from continuo.memory.consolidation.extraction.entities.names import personal_name, run_end
from continuo.memory.consolidation.extraction.entities.reading import Reading

_NAMING = frozenset(("name", "named", "naming", "names", "call", "called", "calling"))
_IS = frozenset(("is", "was"))
_WHOM = frozenset(("him", "her", "it", "them"))
_MINE = frozenset(("my", "our", "we", "i"))
_LOOK_BACK = 6


def read_callings(reading: Reading) -> None:
    """Note whatever the words give a name to."""
    for at, word in enumerate(reading.words.low):
        if word in cues.NAMES or word == "name":
            _read_called(reading, at)
        if word in _NAMING:
            _read_named_after_noun(reading, at)
        if word in {"i'm", "im", "am"}:
            _read_introduction(reading, at)


def _read_called(reading: Reading, at: int) -> None:
    words = reading.words
    named = at + 1
    if words.low[at] == "name":
        if named >= len(words) or words.low[named] not in _IS:
            return
        named += 1
    if named >= len(words) or not reading.is_free(named, named + 1):
        return
    if words.bare[at] == "name" and words.low[at - 1] in _THEIR_SEXES and _read_name_of_last(reading, at, named):
        return
    noun = _noun_before(reading, at)
    if noun is None:
        if words.bare[at] == "name":
            _add_person(reading, named)
        return
    type_, role = noun
    last = _name_end(reading, named, type_)
    if last > named:
        reading.add(type_, (named, last), 0.85, role)


def _read_name_of_last(reading: Reading, at: int, named: int) -> bool:
    """Note the name in "I'm visiting my sister. Her name is Ana", and tell whether there is one."""
    nameless = [m for m in reading.mentions if not m.named and m.end <= reading.words.start[at]]
    other = _THEIR_SEXES[reading.words.low[at - 1]]
    if not nameless or nameless[-1].role in other or named - at > 2:
        return False
    pet = nameless[-1].type is EntityType.ANIMAL
    last = personal_name(reading, named, pet=pet)
    if last > named:
        reading.add(nameless[-1].type, (named, last), 0.8, nameless[-1].role)
    return last > named


_MEN = "father brother son grandfather grandson uncle nephew husband boyfriend stepfather stepson stepbrother godfather"
_WOMEN = "mother sister daughter grandmother aunt niece wife girlfriend stepmother stepdaughter stepsister godmother"
_THEIR_SEXES = {
    "her": frozenset(_MEN.split()),
    "his": frozenset(_WOMEN.split()),
    "its": frozenset((_MEN + _WOMEN).split()),
}
"""Roles that a possessive cannot speak of."""


def _noun_before(reading: Reading, at: int) -> tuple[EntityType, str | None] | None:
    """Return what is named by the words behind, and what it is to the speaker."""
    words = reading.words
    for place in range(at - 1, max(at - _LOOK_BACK, 0) - 1, -1):
        word = words.bare[place]
        if word in cues.KINDS:
            return cues.KINDS[word], None
        senses = reading.lists.senses(word)
        if any(s.type is EntityType.ANIMAL for s in senses):
            return EntityType.ANIMAL, _pet_role(reading, place)
        if role_of(word) is not None:
            return EntityType.PERSON, None
        if words.opens[place]:
            break
    return None


def _pet_role(reading: Reading, place: int) -> str | None:
    """Return the role of an animal that the words make the speaker's: "our dog", "we adopted a beagle"."""
    words = reading.words
    owner = next((words.low[p] for p in range(place - 1, max(place - 4, -1), -1) if words.is_owner(p)), None)
    if owner is not None or not reading.near(place, _MINE, back=6):
        return None
    word = words.bare[place]
    if reading.lists.is_a(word, Origin.DOG):
        return "dog"
    return "cat" if reading.lists.is_a(word, Origin.CAT) else role_of(word)


def _name_end(reading: Reading, named: int, type_: EntityType) -> int:
    """Return one past the end of a name that follows "called": capitals, or one word where the writer has none."""
    words = reading.words
    if words.capital[named]:
        return run_end(reading, named)
    known = reading.known(named)
    if known is not None and any(s.type is type_ for s in known.senses):
        return named + known.count
    if type_ in {EntityType.PERSON, EntityType.ANIMAL}:
        last = personal_name(reading, named)
        if last > named:
            return last
    plain = words.writes_low and words.low[named].isalpha() and not reading.is_everyday(named)
    return named + 1 if plain and words.low[named] not in cues.DETERMINERS else named


def _add_person(reading: Reading, named: int) -> None:
    last = personal_name(reading, named)
    if last > named:
        reading.add(EntityType.PERSON, (named, last), 0.9)


def _read_named_after_noun(reading: Reading, at: int) -> None:
    """Note the name in "we named the puppy Waffles" and "we called him Waffles"."""
    words = reading.words
    if at + 2 >= len(words) or not (words.joined[at + 1] and words.joined[at + 2]):
        return
    if words.low[at + 1] in _WHOM and words.capital[at + 2]:
        noun = _noun_before(reading, at)
        known = reading.known(at + 2)
        after_food = known is not None and known.senses[0].type is EntityType.FOOD
        type_ = noun[0] if noun is not None else EntityType.ANIMAL if after_food else EntityType.PERSON
        if not reading.is_everyday(at + 2):
            reading.add(type_, (at + 2, run_end(reading, at + 2)), 0.55)
    elif words.low[at + 1] in cues.DETERMINERS and at + 3 < len(words) and words.joined[at + 3]:
        noun = _noun_before(reading, at + 3)
        if noun is not None and words.capital[at + 3]:
            reading.add(noun[0], (at + 3, run_end(reading, at + 3)), 0.8, noun[1])


def _read_introduction(reading: Reading, at: int) -> None:
    """Note the name in "I'm Tobias"; "I'm Canadian" and "I'm hungry" give none."""
    words = reading.words
    if words.low[at] == "am" and not (at and words.low[at - 1] == "i"):
        return
    if at + 1 < len(words) and words.joined[at + 1] and reading.is_given_name(at + 1):
        _add_person(reading, at + 1)
