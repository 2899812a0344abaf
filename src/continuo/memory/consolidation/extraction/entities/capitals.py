"""Names that show by their capitals."""

from __future__ import annotations

import re

from continuo.domain.entity import EntityType
from continuo.domain.roles import CIRCLE_OF, Circle, role_of
from continuo.memory.consolidation.extraction.entities import cues
from continuo.memory.consolidation.extraction.entities.gazetteer import Origin, Sense
from continuo.memory.consolidation.extraction.entities.names import run_end
from continuo.memory.consolidation.extraction.entities.reading import (
    COMMON,
    Reading,
    chosen,
    expected,
    is_told,
    is_weakly_expected,
)

_INITIALS = re.compile(r"(?:[A-Z]\.)+\Z")
GUESS = 0.4
"""Confidence of a name by its capital alone; below 0.5, as ports promise of guesses."""

_PLACES = frozenset((Origin.COUNTRY, Origin.CITY, Origin.REGION))


def read_capitals(reading: Reading) -> None:
    """Note the names among the runs of capitals."""
    words = reading.words
    at = 0
    while at < len(words):
        if not words.capital[at] or not reading.is_free(at, at + 1):
            at += 1
            continue
        last = run_end(reading, at)
        first = _first_telling(reading, at, last)
        if first < last:
            _read_run(reading, first, last)
        at = last


def _first_telling(reading: Reading, first: int, last: int) -> int:
    """Return the first word of a run whose capital is not owed to its place in the sentence or to emphasis."""
    words = reading.words
    at = first
    while at < last:
        known = reading.known(at)
        if known is not None and (known.count > 1 or not known.senses[0].wary) and known.senses[0].type not in COMMON:
            break
        if words.opens[at]:
            wary = known is not None and known.count == 1 and known.senses[0].wary
            if not (wary or reading.is_everyday(at)) or _opens_with_name(reading, at, last):
                break
        elif not (words.low[at] in cues.DETERMINERS or (last - at == 1 and _is_idle(reading, at))):
            break
        at += 1
        while at < last and words.low[at] in cues.LINKS:
            at += 1
    return at


def _is_idle(reading: Reading, at: int) -> bool:
    """Tell whether a lone capital within a sentence is mere emphasis: "my Dad", "a Big day"."""
    known = reading.known(at)
    return reading.is_everyday(at) and (known is None or known.senses[0].type in COMMON)


# "In Hyde Park" and "Visit Hyde Park" begin with a word of the sentence, "Central Park" with one of the name.
_BEGINNERS = (
    cues.FUNCTION | cues.BETWEEN - {"central", "old", "new", "young", "little"} | cues.INTO_PLACES | cues.FROM_PLACES
)
_BEGINNERS |= cues.MEETS | cues.USES | cues.READS | cues.SPEAKS | cues.ACTS | cues.MOTION | cues.AT_WORK | cues.JOINS
_BEGINNERS |= (
    cues.INTERESTS | cues.EATS | cues.KEEPS | {"i", "you", "he", "she", "it", "we", "they", "see", "saw", "please"}
)


def _opens_with_name(reading: Reading, at: int, last: int) -> bool:
    """Tell whether an everyday word that opens a sentence is a name there: "Will said", "Rose Miller called"."""
    words = reading.words
    if reading.is_everyday(at) and not reading.lists.is_a(words.bare[at], Origin.GIVEN_NAME, Origin.ORGANISATION):
        ends = _ends_in(reading, at, last) is not None and words.bare[at] not in _BEGINNERS
        return ends or words.low[at] in cues.TITLES
    if last - at > 1:
        return reading.lists.is_a(words.bare[at + 1], Origin.SURNAME, Origin.GIVEN_NAME)
    if last < len(words) and words.joined[last]:
        if words.low[last] in cues.LIVES or words.low[last] in cues.DID or words.low[last] == "will":
            return True
        return words.low[last] in cues.TRADES or (words.low[last] in cues.ACTS and not reading.is_everyday(at))
    return False


def _ends_in(reading: Reading, first: int, last: int) -> EntityType | None:
    """Return what the last or first word of a name of several words says of it."""
    words = reading.words
    if last - first < 2:
        return None
    ending = cues.ENDINGS.get(words.bare[last - 1])
    if ending is not None:
        person = reading.is_given_name(first) and reading.lists.is_a(words.bare[last - 1], Origin.SURNAME)
        return EntityType.PERSON if person and last - first == 2 else ending
    return cues.BEGINNINGS.get(words.bare[first])


def _read_run(reading: Reading, first: int, last: int) -> None:
    for rule in (_titled, _whole, _firm, _by_ending, _person, _made, _parts, _unknown):
        if rule(reading, first, last):
            return


def _titled(reading: Reading, first: int, last: int) -> bool:
    words = reading.words
    word = words.low[first]
    if last - first < 2 or word not in cues.TITLES or words.bare[last - 1] in cues.ENDINGS:
        role = role_of(word)
        kin = role is not None and CIRCLE_OF[role] is Circle.KIN and last - first > 1
        if kin and (reading.is_given_name(first + 1) or not reading.is_everyday(first + 1)):
            reading.add(EntityType.PERSON, (first + 1, last), 0.8, role)
        return kin
    sure = word in cues.SHORT_TITLES
    known = reading.known(first)
    if not sure and (reading.is_everyday(first + 1) or (known is not None and known.count > 1)):
        return False
    reading.add(EntityType.PERSON, (first, last), 0.9 if sure else 0.75)
    return True


def _whole(reading: Reading, first: int, last: int) -> bool:
    """Note a run that stands in the lists as it is."""
    known = reading.known(first)
    if known is None or known.count != last - first:
        return False
    if any(s.origin is Origin.ANIMAL_FOOD for s in known.senses) and reading.near(first, cues.EATS, back=3, ahead=3):
        return True
    sense = chosen(known.senses, expected(reading, first, last))
    if sense is None:
        return _surname(reading, first, last)
    if sense.type in COMMON:
        # Common nouns are read later; a capital within a sentence may still make a name of one.
        return True
    reading.add(sense.type, (first, last), _sureness(sense), owned=known.owned)
    return True


def _sureness(sense: Sense) -> float:
    return 0.7 if sense.wary else 0.9


def _surname(reading: Reading, first: int, last: int) -> bool:
    if not reading.is_everyday(first):
        reading.add(EntityType.PERSON, (first, last), 0.6)
    return True


def _firm(reading: Reading, first: int, last: int) -> bool:
    """Note what has "&" within: a firm, as people are seldom joined by it without given names."""
    if "&" not in reading.words.low[first:last]:
        return False
    reading.add(EntityType.ORGANISATION, (first, last), 0.7)
    return True


def _by_ending(reading: Reading, first: int, last: int) -> bool:
    type_ = _ends_in(reading, first, last)
    if type_ is None:
        return False
    words = reading.words
    if type_ is not EntityType.PERSON and all(reading.is_everyday(at) for at in range(first, last)):
        named = words.follows(first) and expected(reading, first, last) is not None
        if not named:
            return False
    if is_told(reading, first) and expected(reading, first, last) is EntityType.WORK:
        type_, first = EntityType.WORK, _with_article(reading, first)
    reading.add(type_, (first, last), 0.8)
    return True


def _person(reading: Reading, first: int, last: int) -> bool:
    """Note a given name with what follows it."""
    words = reading.words
    if _INITIALS.match(words.said[first]) and last - first == 2 and not reading.is_everyday(first + 1):
        reading.add(EntityType.PERSON, (first, last), 0.75)
        return True
    if not reading.lists.is_a(words.bare[first], Origin.GIVEN_NAME):
        return False
    if last - first > 1 and words.follows(first) and words.low[first - 1] == "the":
        return False
    for at in range(first + 1, last):
        known = reading.known(at)
        if known is not None and chosen(known.senses, None) is not None and not _is_part_of_name(reading, at):
            return False
    everyday = any(reading.is_everyday(at) for at in range(first + 1, last))
    if everyday and not reading.lists.is_a(words.bare[last - 1], Origin.SURNAME, Origin.GIVEN_NAME):
        return False
    reading.add(EntityType.PERSON, (first, last), 0.85)
    return True


def _is_part_of_name(reading: Reading, at: int) -> bool:
    return reading.lists.is_a(reading.words.bare[at], Origin.GIVEN_NAME, Origin.SURNAME)


def _made(reading: Reading, first: int, last: int) -> bool:
    """Note a product: a maker's name with more behind it, or a name with digits in it."""
    words = reading.words
    known = reading.known(first)
    made = known is not None and known.senses[0].type in {EntityType.ORGANISATION, EntityType.PRODUCT}
    count = known.count if known is not None else 0
    numbered = last
    if last < len(words) and words.joined[last] and _has_digit(words.low[last]) and not words.is_owner(last - 1):
        numbered = last + 1
    inside = any(_has_digit(words.low[at]) and not words.low[at].isdigit() for at in range(first + 1, numbered))
    if inside or (made and numbered > last):
        reading.add(EntityType.PRODUCT, (first, numbered), 0.7)
        return True
    rest = range(first + count, last)
    if made and rest and not any(reading.is_everyday(at) or reading.known(at) for at in rest):
        reading.add(EntityType.PRODUCT, (first, last), 0.6)
        return True
    return False


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word)


def _parts(reading: Reading, first: int, last: int) -> bool:
    """Note the known names within a run whose other words are everyday ones."""
    words = reading.words
    parts: list[tuple[int, int, Sense]] = []
    at = first
    while at < last:
        known = reading.known(at)
        sense = chosen(known.senses, expected(reading, at, at + known.count)) if known is not None else None
        if known is not None and sense is not None and sense.type not in COMMON and at + known.count <= last:
            parts.append((at, at + known.count, sense))
            at += known.count
        elif words.low[at] in cues.LINKS:
            # "The Order of Australia" is neither an order nor Australia.
            return True
        elif reading.is_everyday(at) or sense is not None:
            at += 1
        else:
            return False
    # The Manhattan Project is not Manhattan: a place with more capitals behind it names something else.
    telling = [part for part in parts if not part[2].wary and (part[2].type is not EntityType.PLACE or part[1] == last)]
    if len(parts) == 2 and [p[2].type for p in parts] == [EntityType.PLACE, EntityType.PERSON] and parts[1][1] == last:
        # Paris Jackson and Washington Irving are people.
        telling = [(first, last, parts[1][2])]
    for begin, end, sense in telling:
        reading.add(sense.type, (begin, end), _sureness(sense) - 0.1)
    return bool(telling)


def _unknown(reading: Reading, first: int, last: int) -> bool:
    """Note a run of unknown words as what the words around say, or else as a guess."""
    words = reading.words
    wanted = expected(reading, first, last)
    everyday = all(reading.is_everyday(at) or words.low[at] in cues.LINKS for at in range(first, last))
    if everyday and (wanted is None or last - first < 2 or not is_told(reading, first)):
        return False
    if words.opens[first] and not _may_open(reading, first, last):
        return False
    if wanted is not None and _is_doubtful(reading, first, last, wanted):
        return _guessed(reading, first, last)
    if wanted is not None:
        # "The soup at Moishe's is good": with nothing behind it that is owned, the ending belongs to the name.
        owned = wanted is EntityType.ORGANISATION and not _owns(reading, last)
        first = _with_article(reading, first) if wanted is EntityType.WORK else first
        reading.add(wanted, (first, last), 0.5 if everyday or words.opens[first] else 0.65, owned=owned)
        return True
    return _guessed(reading, first, last)


def _with_article(reading: Reading, first: int) -> int:
    """Return where a title begins: "The", with its capital within a sentence, belongs to it."""
    words = reading.words
    article = words.follows(first) and words.joined[first] and words.low[first - 1] in {"the", "a", "an"}
    return first - 1 if article and words.capital[first - 1] and words.follows(first - 1) else first


def _is_doubtful(reading: Reading, first: int, last: int, wanted: EntityType) -> bool:
    """Tell whether a name does not look like what the words around lead one to expect."""
    words = reading.words
    if wanted is EntityType.PERSON and is_weakly_expected(reading, first):
        return True
    if wanted is EntityType.PLACE and words.is_owner(last - 1):
        return True
    named = {EntityType.PERSON, EntityType.PLACE, EntityType.PRODUCT}
    return wanted in named and words.said[first].isupper() and last - first == 1


def _owns(reading: Reading, last: int) -> bool:
    words = reading.words
    return last < len(words) and words.joined[last] and words.low[last] not in _SMALL


_SMALL = (
    cues.SPEAKS
    | cues.ACTS
    | cues.INTO_PLACES
    | cues.FROM_PLACES
    | frozenset(("on", "with", "because", "but", "when", "so"))
)


def _may_open(reading: Reading, first: int, last: int) -> bool:
    """Tell whether an unknown word that opens a sentence may be a name: it owns, acts, or stands beside another."""
    words = reading.words
    if last - first > 1 or words.is_owner(first):
        return True
    if last >= len(words) or not words.joined[last] or words.low[first].endswith("ing"):
        return False
    if words.low[first].endswith("s") and words.low[last] not in cues.LIVES:
        return False
    if words.low[last] in cues.LIVES or words.low[last] in cues.ACTS:
        return True
    if words.low[last] != "and" or last + 1 == len(words):
        return False
    return words.said[last + 1] == "I" or (words.capital[last + 1] and not reading.is_everyday(last + 1))


def _guessed(reading: Reading, first: int, last: int) -> bool:
    """Note as a person what has but its capitals, where it looks like a name."""
    words = reading.words
    word = words.said[first]
    # "I know HTML": of short words in capitals, far fewer are names of something than are not.
    if not word.isupper() and last - first < 4 and all(_is_plain(reading, at) for at in range(first, last)):
        reading.add(EntityType.PERSON, (first, last), GUESS)
    return True


def _is_plain(reading: Reading, at: int) -> bool:
    return reading.words.said[at].istitle() and not reading.is_everyday(at)
