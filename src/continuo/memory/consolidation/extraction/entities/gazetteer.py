"""The word lists: which words are known, as what, and whether they need their capital.

The lists are plain text beside this module, written for continuo: entries between commas, lines beginning with # are
remarks, and a tilde behind an entry marks it as *wary*: it is an everyday word too, so alone and without a capital it
is no name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

from continuo.domain.entity import EntityType
from continuo.memory.consolidation.extraction.entities.words import Words, read_words


class Origin(StrEnum):
    """The list an entry stands in, by the name of its file."""

    COUNTRY = "countries"
    CITY = "cities"
    REGION = "regions"
    LANGUAGE = "languages"
    GIVEN_NAME = "given_names"
    SURNAME = "surnames"
    DOG = "dog_breeds"
    CAT = "cat_breeds"
    ANIMAL = "animals"
    ANIMAL_FOOD = "animal_food"  # an animal, or what is eaten of it
    FOOD = "foods"
    PRODUCT = "products"
    ORGANISATION = "organisations"
    TOPIC = "topics"
    WORK = "works"
    EVENT = "events"


_TYPES = {
    Origin.COUNTRY: EntityType.PLACE,
    Origin.CITY: EntityType.PLACE,
    Origin.REGION: EntityType.PLACE,
    Origin.LANGUAGE: EntityType.TOPIC,
    Origin.GIVEN_NAME: EntityType.PERSON,
    Origin.SURNAME: EntityType.PERSON,
    Origin.DOG: EntityType.ANIMAL,
    Origin.CAT: EntityType.ANIMAL,
    Origin.ANIMAL: EntityType.ANIMAL,
    Origin.ANIMAL_FOOD: EntityType.ANIMAL,
    Origin.FOOD: EntityType.FOOD,
    Origin.PRODUCT: EntityType.PRODUCT,
    Origin.ORGANISATION: EntityType.ORGANISATION,
    Origin.TOPIC: EntityType.TOPIC,
    Origin.WORK: EntityType.WORK,
    Origin.EVENT: EntityType.EVENT,
}
_WITH_PLURALS = frozenset((Origin.DOG, Origin.CAT, Origin.ANIMAL, Origin.ANIMAL_FOOD, Origin.FOOD))
_COMMON = frozenset((EntityType.ANIMAL, EntityType.FOOD, EntityType.TOPIC))
_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "er", "ly", "in", "y")


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a phrase may be.

    Args:
        wary: the phrase is an everyday word too.
        plural: it stands in the plural.
    """

    type: EntityType
    origin: Origin
    wary: bool
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A known phrase in a text.

    Args:
        count: number of words, at least 1.
        owned: whether "'s" of its last word belongs to the phrase.
    """

    count: int
    senses: tuple[Sense, ...]
    owned: bool


class Gazetteer:
    """The word lists, read once; it may be asked from several threads."""

    def __init__(self) -> None:
        digest = hashlib.sha256()
        self._senses: dict[str, tuple[Sense, ...]] = {}
        self._reach: dict[str, int] = {}
        everyday = _content("everyday")
        digest.update(everyday.encode())
        self._everyday = frozenset(_entries(everyday))
        for origin in Origin:
            content = _content(origin.value)
            digest.update(content.encode())
            for entry in _entries(content):
                self._add(origin, entry)
        self.digest = digest.hexdigest()[:8]

    def _add(self, origin: Origin, entry: str) -> None:
        wary = entry.endswith("~") or (_TYPES[origin] not in _COMMON and entry in self._everyday)
        phrase = " ".join(read_words(entry.removesuffix("~")).low)
        assert phrase, (origin, entry)
        forms = {phrase: False}
        if origin in _WITH_PLURALS and (not phrase.endswith("s") or phrase.endswith("us")):
            forms |= dict.fromkeys(_plurals(phrase), True)
        for form, plural in forms.items():
            sense = Sense(_TYPES[origin], origin, wary, plural or form.endswith("s"))
            others = tuple(known for known in self._senses.get(form, ()) if known.origin is not origin)
            if len(others) == len(self._senses.get(form, ())) or form == phrase:
                # An entry of its own overrules the plural of another: olives are food though "olive" is wary.
                self._senses[form] = (*others, sense)
            first, *rest = form.split(" ")
            self._reach[first] = max(self._reach.get(first, 0), 1 + len(rest))

    def at(self, words: Words, place: int) -> Found | None:
        """Return the longest known phrase that begins with a word of a text."""
        low, bare = words.low, words.bare
        reach = self._reach.get(low[place], 0) or self._reach.get(bare[place], 0)
        for count in range(min(reach, len(low) - place), 0, -1):
            last = place + count - 1
            if count > 1 and not all(words.joined[place + 1 : last + 1]):
                continue
            lead = low[place:last]
            senses = self._senses.get(" ".join((*lead, low[last])))
            if senses:
                return Found(count, senses, owned=True)
            if low[last] != bare[last] and (senses := self._senses.get(" ".join((*lead, bare[last])))):
                return Found(count, senses, owned=False)
        return None

    def senses(self, phrase: str) -> tuple[Sense, ...]:
        """Return what a phrase, lower case, may be; empty where it is not known."""
        return self._senses.get(phrase, ())

    def is_a(self, word: str, *origins: Origin) -> bool:
        """Tell whether a word, lower case, stands in one of these lists."""
        return any(sense.origin in origins for sense in self._senses.get(word, ()))

    def is_everyday(self, word: str) -> bool:
        """Tell whether a word, lower case, or the word it is a form of, is an everyday English word."""
        known = self._everyday
        if word in known or word.isdigit():
            return True
        if "-" in word:
            return self.is_everyday(word.rpartition("-")[2])
        return any(
            word.endswith(ending) and (word[: -len(ending)] in known or word[: -len(ending)] + "e" in known)
            for ending in _ENDINGS
            if len(word) > len(ending) + 2
        )


def _content(name: str) -> str:
    return (resources.files(__package__) / "data" / f"{name}.txt").read_text(encoding="utf-8")


def _entries(content: str) -> Iterator[str]:
    lines = (line for line in content.splitlines() if not line.startswith("#"))
    for entry in ",".join(lines).split(","):
        if entry.strip():
            yield entry.strip()


def _plurals(phrase: str) -> Iterator[str]:
    if phrase.endswith("y") and phrase[-2] not in "aeiou":
        yield phrase[:-1] + "ies"
    elif phrase.endswith(("ch", "sh", "x", "s", "z", "o")):
        yield phrase + "es"
        yield phrase + "s"
    else:
        yield phrase + "s"
