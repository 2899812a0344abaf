"""What is spoken of: the kinds of entities, and one place in a text where one is mentioned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntityType(StrEnum):
    """What kind of thing an entity is. Two mentions of different types never mean the same entity."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"  # companies, schools, authorities, teams, bands
    PRODUCT = "product"  # what is made, sold or subscribed to, and is not eaten
    ANIMAL = "animal"  # kinds ("dogs") and single ones ("Rex")
    FOOD = "food"  # dishes, ingredients, drinks
    TOPIC = "topic"  # fields, hobbies, sports, languages
    WORK = "work"  # a book, film, series, song, painting or game
    EVENT = "event"  # holidays, tournaments, festivals


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text that speaks of an entity.

    Args:
        text: the words themselves, as they stand: ``said[start:end]``; without a possessive ending ("Ana's" is "Ana").
        start: first character of the stretch.
        end: one past its last character.
        confidence: 0 to 1, that the stretch is an entity of this type; below 0.5 it is a guess from a capital alone.
        role: what the entity is to the speaker, one of a closed list of nouns, lower case and singular: "sister"
            for "my sister Ana", "mother" for "my mum", "dog" for "our dog Rex"; ``None`` where nothing is said.
        named: False for a mention by role alone, such as "my sister" or "Mom"; a possessive is part of its text.
    """

    type: EntityType
    text: str
    start: int
    end: int
    confidence: float
    role: str | None = None
    named: bool = True

    def __post_init__(self) -> None:
        assert 0 <= self.start < self.end, (self.start, self.end)
        assert len(self.text) == self.end - self.start, (len(self.text), self.start, self.end)
        assert 0 <= self.confidence <= 1, self.confidence
        assert self.named or self.role, "a mention without a name has a role"
