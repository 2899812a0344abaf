"""What can be said of a person: the registry of predicates that merge, decay, graph and privacy rules look up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from continuo.domain.errors import Invalid


class Cardinality(StrEnum):
    """How many values a slot holds at a time."""

    SINGLE = "single"
    MANY = "many"


class Fading(StrEnum):
    """Half-life class: how fast a fact that nobody repeats loses weight."""

    NEVER = "never"  # identity and safety
    YEARS = "years"  # home, work, family
    MONTHS = "months"  # tastes, habits, belongings
    WEEKS = "weeks"  # plans


class Sensitivity(StrEnum):
    """How much care a value needs when it is shown, exported or given to a model."""

    ORDINARY = "ordinary"
    PERSONAL = "personal"  # tells who or where somebody is, or who is near to them
    SPECIAL = "special"  # health and the like: GDPR article 9


@dataclass(frozen=True, slots=True)
class Predicate:
    """One kind of statement.

    Args:
        name: lower case, words joined by underscores.
        opposite: the predicate that says the contrary of the same object, or empty.
        object_type: the type of entity its objects name (see ``domain.entity``), or empty for plain words.
        category: words that stand for whatever the slot holds: "I have no pets" denies every pet.
    """

    name: str
    cardinality: Cardinality
    fading: Fading
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    opposite: str = ""
    object_type: str = ""
    category: tuple[str, ...] = ()

    @property
    def is_single(self) -> bool:
        """Return whether a slot holds one value at a time."""
        return self.cardinality is Cardinality.SINGLE


FAVOURITE = "favourite_"
"""Begins the names of the slots for favourites: ``favourite_colour``, ``favourite_book``."""

DATE_OF = "date_of_"
"""Begins the names of the slots for days of events: ``date_of_wedding``."""

NUMBER_OF = "number_of_"
"""Begins the names of the slots for counts: ``number_of_bikes``."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


def _single(
    name: str, fading: Fading, object_type: str = "", sensitivity: Sensitivity = Sensitivity.PERSONAL
) -> Predicate:
    return Predicate(name, Cardinality.SINGLE, fading, sensitivity, object_type=object_type)


def _many(
    name: str,
    fading: Fading,
    object_type: str = "",
    sensitivity: Sensitivity = Sensitivity.ORDINARY,
    category: str = "",
) -> Predicate:
    return Predicate(
        name, Cardinality.MANY, fading, sensitivity, object_type=object_type, category=tuple(category.split())
    )


def _taste(name: str, opposite: str) -> Predicate:
    return Predicate(name, Cardinality.MANY, Fading.MONTHS, opposite=opposite, object_type="topic")


_PERSONAL, _SPECIAL = Sensitivity.PERSONAL, Sensitivity.SPECIAL
_ALL = (
    _single("name", Fading.NEVER),
    _single("birthday", Fading.NEVER),
    _single("from", Fading.NEVER, "place"),
    _single("age", Fading.YEARS),
    _single("lives_in", Fading.YEARS, "place"),
    _single("job_title", Fading.YEARS),
    _single("works_at", Fading.YEARS, "organisation"),
    _single("partner", Fading.YEARS, "person"),
    _single("relationship_status", Fading.YEARS),
    _single("height", Fading.YEARS),
    _single("weight", Fading.MONTHS, sensitivity=_SPECIAL),
    _single("budget", Fading.MONTHS),
    _many("nickname", Fading.NEVER, sensitivity=_PERSONAL),
    _many("studies", Fading.YEARS, "topic"),
    _many("studied_at", Fading.YEARS, "organisation", _PERSONAL),
    _many("has_child", Fading.NEVER, "person", _PERSONAL, "child kid"),
    _many("has_sibling", Fading.NEVER, "person", _PERSONAL, "sibling"),
    _many("has_parent", Fading.NEVER, "person", _PERSONAL, "parent"),
    _many("has_relative", Fading.YEARS, "person", _PERSONAL, "relative family"),
    _many("has_friend", Fading.YEARS, "person", _PERSONAL, "friend"),
    _many("has_colleague", Fading.YEARS, "person", _PERSONAL, "colleague coworker"),
    _many("has_pet", Fading.YEARS, "animal", category="pet animal"),
    _many("speaks", Fading.NEVER),
    _many("allergic_to", Fading.NEVER, "food", _SPECIAL, "allergy"),
    _many("diet", Fading.YEARS, sensitivity=_SPECIAL, category="diet"),
    _many("avoids", Fading.YEARS, "food", _SPECIAL),
    _many("has_condition", Fading.YEARS, sensitivity=_SPECIAL),
    _many("takes", Fading.MONTHS, "product", _SPECIAL, "medication medicine"),
    _taste("likes", "dislikes"),
    _taste("dislikes", "likes"),
    _many("prefers", Fading.MONTHS),
    _many("does", Fading.MONTHS, "topic", category="hobby sport"),
    _many("owns", Fading.MONTHS, "product"),
    _many("drives", Fading.MONTHS, "product", category="car vehicle"),
    _many("plans_to", Fading.WEEKS, category="plan"),
    _many("wishes", Fading.NEVER),
)

registry: Mapping[str, Predicate] = MappingProxyType({predicate.name: predicate for predicate in _ALL})
"""The predicates that continuo knows by name."""

_FAMILIES = (
    (FAVOURITE, Fading.MONTHS, Sensitivity.ORDINARY),
    (DATE_OF, Fading.MONTHS, Sensitivity.PERSONAL),
    (NUMBER_OF, Fading.MONTHS, Sensitivity.ORDINARY),
)


class Predicates:
    """The registry as one tenant sees it: continuo's own predicates and those the tenant added.

    Args:
        added: the tenant's own; a name that continuo knows already is theirs to define.
    """

    def __init__(self, added: Iterable[Predicate] = ()) -> None:
        self._added = {predicate.name: predicate for predicate in added}

    def of(self, name: str) -> Predicate:
        """Return what is known of a predicate.

        Favourites, days of events and counts are single-valued, one slot for each kind of thing. Any other name that
        the registry lacks is many-valued, so that two statements about it never retire each other.

        >>> Predicates().of("favourite_colour").cardinality
        <Cardinality.SINGLE: 'single'>
        >>> Predicates().of("once_met").cardinality
        <Cardinality.MANY: 'many'>
        """
        known = self._added.get(name) or registry.get(name)
        if known is not None:
            return known
        for beginning, fading, sensitivity in _FAMILIES:
            if name.startswith(beginning) and name != beginning:
                return _single(name, fading, sensitivity=sensitivity)
        return _many(name, Fading.MONTHS)

    def all(self) -> tuple[Predicate, ...]:
        """Return every predicate that has a name of its own, in the order of the names."""
        return tuple(sorted((dict(registry) | self._added).values(), key=lambda p: p.name))


def predicate_of(name: str) -> Predicate:
    """Return what continuo itself knows of a predicate."""
    return Predicates().of(name)


def is_single_valued(name: str) -> bool:
    """Return whether a slot of that name holds one value at a time."""
    return predicate_of(name).is_single


def checked_predicate(predicate: Predicate) -> Predicate:
    """Return the predicate if it can be added to a registry; raises Invalid naming the field."""
    for field, name in (("name", predicate.name), ("opposite", predicate.opposite)):
        if (name or field == "name") and not _NAME.fullmatch(name):
            raise Invalid(field, "must be 1 to 64 small letters, digits and underscores, beginning with a letter")
    if predicate.opposite == predicate.name:
        raise Invalid("opposite", "must be another predicate")
    if predicate.opposite and predicate.is_single:
        raise Invalid("opposite", "belongs to many-valued predicates only: a single value contradicts any other")
    if len(predicate.category) > 20 or any(not word.isalpha() or len(word) > 40 for word in predicate.category):
        raise Invalid("category", "must be at most 20 words of letters")
    return predicate
