"""What shows without capitals: animals, foods and topics, and names in texts that are written low."""

from __future__ import annotations

from collections.abc import Iterable

from continuo.domain.entity import EntityType
from continuo.memory.consolidation.extraction.entities import cues
from continuo.memory.consolidation.extraction.entities.gazetteer import Found, Origin, Sense
from continuo.memory.consolidation.extraction.entities.reading import COMMON, Reading, expected

_LAND = frozenset(("octopus", "eel", "chicken", "duck", "goose", "turkey", "lamb", "rabbit", "goat", "deer", "quail"))
_ANIMALS = frozenset((Origin.ANIMAL, Origin.ANIMAL_FOOD))
_ARTICLES = frozenset(("a", "an", "my", "our", "his", "her", "their", "your", "pet", "baby", "wild"))


def read_nouns(reading: Reading) -> None:
    """Note the known phrases that no capital gave away."""
    at = 0
    while at < len(reading.words):
        known = reading.known(at)
        if known is None or not reading.is_free(at, at + known.count):
            at += 1
            continue
        sense = _sense(reading, at, known)
        if sense is None:
            at += 1
            continue
        at = _note(reading, at, known, sense)


def _sense(reading: Reading, at: int, known: Found) -> Sense | None:
    """Return what a known phrase is here, ``None`` where it is no entity."""
    capital = reading.words.capital[at]
    opens = reading.words.opens[at]
    wanted = expected(reading, at, at + known.count)
    if len(known.senses) == 1 or wanted is None:
        senses: Iterable[Sense] = known.senses
    else:
        senses = sorted(known.senses, key=lambda sense: sense.type is not wanted)
    for sense in senses:
        if sense.type in COMMON:
            if _is_meant(reading, at, known.count, sense):
                return sense
        elif capital:
            if opens and sense.type is wanted and not sense.wary:
                return sense
        elif _is_name(reading, at, known, sense, wanted):
            return sense
    return None


def _is_meant(reading: Reading, at: int, count: int, sense: Sense) -> bool:
    """Tell whether an animal, a food or a topic is spoken of as one."""
    if sense.origin is Origin.LANGUAGE:
        return reading.near(at, cues.TONGUES, back=7) or _stands_beside(reading, at, count, EntityType.TOPIC)
    if sense.type is EntityType.TOPIC:
        behind = _behind(reading, at + count)
        if behind in cues.HEADS_OF_TOPICS or (sense.wary and behind == "of"):
            return False
        ends = not behind or (behind in cues.FUNCTION and behind not in cues.DETERMINERS)
        if not sense.wary or (ends and reading.near(at, cues.INTERESTS, back=2)):
            return True
        return ends and _stands_beside(reading, at, count, EntityType.TOPIC)
    if count == 1 and sense.origin in _ANIMALS and reading.words.capital[at] and not reading.words.opens[at]:
        # "A Dolphins fan": within a sentence, a capital makes a name of an animal.
        return False
    if not sense.wary:
        return True
    if sense.type is EntityType.FOOD:
        return reading.near(at, cues.EATS, back=4) or _stands_beside(reading, at, count, EntityType.FOOD)
    if sense.origin is Origin.ANIMAL_FOOD and (
        _behind(reading, at + count) in cues.HEADS_EATEN or _is_served(reading, at)
    ):
        return True
    return reading.near(at, cues.KEEPS, back=3) and not reading.words.capital[at]


def _is_served(reading: Reading, at: int) -> bool:
    return reading.near(at, cues.EATS, back=3, ahead=3)


def _stands_beside(reading: Reading, at: int, count: int, type_: EntityType) -> bool:
    """Tell whether a phrase stands in a list with something of the type: "bread, salt and butter"."""
    words = reading.words
    first = at - 1 if at > 1 and words.low[at - 1] in cues.DETERMINERS else at
    before = first - 1
    if before > 0 and words.low[before] in {"and", "or", "&"}:
        before -= 1
    listed = before < first - 1 or (first > 0 and "," in words.text[words.end[first - 1] : words.start[first]])
    if before >= 0 and listed and reading.type_of(before) is type_:
        return True
    after = at + count
    if after < len(words) and words.low[after] in {"and", "or", "&"}:
        after += 1
    if after == at + count and (
        after >= len(words) or "," not in words.text[words.end[after - 1] : words.start[after]]
    ):
        return False
    known = reading.known(after) if after < len(words) else None
    return known is not None and any(sense.type is type_ and not sense.wary for sense in known.senses)


def _behind(reading: Reading, at: int) -> str:
    words = reading.words
    return words.bare[at] if at < len(words) and words.joined[at] else ""


def _is_name(reading: Reading, at: int, known: Found, sense: Sense, wanted: EntityType | None) -> bool:
    """Tell whether a phrase without a capital is the name it may be."""
    words = reading.words
    if sense.origin is Origin.SURNAME:
        return False
    if sense.wary:
        return words.writes_low and sense.type is wanted and wanted is not EntityType.PERSON
    if sense.type is EntityType.PERSON:
        return words.writes_low and len(words.bare[at]) > 2
    if sense.type is EntityType.WORK and known.count == 1:
        return wanted in {EntityType.WORK, None}
    return words.writes_low or known.count > 1 or sense.type not in {EntityType.ORGANISATION, EntityType.WORK}


def _note(reading: Reading, at: int, known: Found, sense: Sense) -> int:
    """Note what a phrase is, with the head that belongs to it, and return where to read on."""
    last = at + known.count
    if sense.type is EntityType.PERSON and _is_second_name(reading, last):
        last += 1
    type_, extended = _headed(reading, at, last, sense)
    if type_ is None:
        return extended
    confidence = 0.9 if type_ in COMMON else 0.75
    if sense.wary:
        confidence -= 0.2
    reading.add(type_, (at, extended), confidence, owned=known.owned)
    return extended


def _is_second_name(reading: Reading, at: int) -> bool:
    """Tell whether a word behind a given name written low belongs to it: a name, or a word that is nothing else."""
    word = _behind(reading, at)
    if len(word) < 3 or not word.isalpha() or not reading.is_free(at, at + 1):
        return False
    senses = reading.lists.senses(word)
    if senses:
        return any(s.type is EntityType.PERSON and not s.wary for s in senses)
    return not reading.is_everyday(at)


def _headed(reading: Reading, at: int, last: int, sense: Sense) -> tuple[EntityType | None, int]:
    """Return the type that the head of a compound gives it, and where it ends: "dog food" is sold, "fish soup" eaten.

    The type is ``None`` where the head makes it something that is no entity, as in "dog walker".
    """
    if sense.type not in {EntityType.ANIMAL, EntityType.FOOD}:
        return sense.type, last
    head = _behind(reading, last)
    if sense.type is EntityType.ANIMAL and not sense.plural:
        if head in cues.HEADS_SOLD and not (head == "bowl" and sense.origin is Origin.ANIMAL_FOOD):
            return EntityType.PRODUCT, last + 1
        if head in cues.HEADS_ELSE:
            return None, last + 1
        if head in cues.HEADS_KEPT:
            return EntityType.ANIMAL, last + 1
    eaten = sense.type is EntityType.FOOD or sense.origin is Origin.ANIMAL_FOOD
    if head in cues.HEADS_EATEN and not sense.plural and eaten:
        return EntityType.FOOD, last + 1
    if sense.origin is Origin.ANIMAL_FOOD:
        return (EntityType.FOOD if _is_eaten(reading, at, last, sense) else EntityType.ANIMAL), last
    return sense.type, last


def _is_eaten(reading: Reading, at: int, last: int, sense: Sense) -> bool:
    """Tell whether a word for an animal and its meat means the meat: by what is done, else by number and article."""
    words = reading.words
    if reading.near(at, cues.KEEPS, back=4, ahead=last - at + 4):
        return reading.near(at, cues.EATS, back=2)
    if reading.near(at, cues.EATS, back=6, ahead=last - at + 5):
        return True
    land = any(words.bare[at] in {word, word + "s", word + "es"} for word in _LAND) or words.bare[at] == "geese"
    if sense.plural:
        return not land
    before = words.low[at - 1] if words.follows(at) else ""
    return before not in _ARTICLES if land else before not in {"a", "my", "our", "pet"}
