"""What can be said of a person: the registry of predicates that the merge, decay and privacy rules look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


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
        opposite: the predicate that says the contrary of the same object, or ``None``.
        denial_closes: whether a denial ends the fact that it denies; else it is a statement of its own.
    """

    name: str
    cardinality: Cardinality
    fading: Fading
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    opposite: str | None = None
    denial_closes: bool = True


FAVOURITE = "favourite_"
"""Begins the names of the slots for favourites: ``favourite_colour``, ``favourite_book``."""


def _single(name: str, fading: Fading, sensitivity: Sensitivity = Sensitivity.PERSONAL) -> Predicate:
    return Predicate(name, Cardinality.SINGLE, fading, sensitivity)


def _many(
    name: str, fading: Fading, sensitivity: Sensitivity = Sensitivity.ORDINARY, opposite: str | None = None
) -> Predicate:
    return Predicate(name, Cardinality.MANY, fading, sensitivity, opposite)


_ALL = (
    _single("name", Fading.NEVER),
    _single("birthday", Fading.NEVER),
    _single("from", Fading.NEVER),
    _single("age", Fading.YEARS),
    _single("lives_in", Fading.YEARS),
    _single("job_title", Fading.YEARS),
    _single("works_at", Fading.YEARS),
    _single("partner", Fading.YEARS),
    _single("relationship_status", Fading.YEARS),
    _many("nickname", Fading.NEVER, Sensitivity.PERSONAL),
    _many("studies", Fading.YEARS),
    _many("studied_at", Fading.YEARS, Sensitivity.PERSONAL),
    _many("has_child", Fading.NEVER, Sensitivity.PERSONAL),
    _many("has_sibling", Fading.NEVER, Sensitivity.PERSONAL),
    _many("has_parent", Fading.NEVER, Sensitivity.PERSONAL),
    _many("has_relative", Fading.YEARS, Sensitivity.PERSONAL),
    _many("has_friend", Fading.YEARS, Sensitivity.PERSONAL),
    _many("has_colleague", Fading.YEARS, Sensitivity.PERSONAL),
    _many("has_pet", Fading.YEARS),
    _many("speaks", Fading.NEVER),
    _many("allergic_to", Fading.NEVER, Sensitivity.SPECIAL),
    _many("diet", Fading.YEARS, Sensitivity.SPECIAL),
    _many("avoids", Fading.YEARS, Sensitivity.SPECIAL),
    _many("likes", Fading.MONTHS, opposite="dislikes"),
    _many("dislikes", Fading.MONTHS, opposite="likes"),
    _many("does", Fading.MONTHS),
    _many("owns", Fading.MONTHS),
    _many("drives", Fading.MONTHS),
    _many("plans_to", Fading.WEEKS),
    _many("wishes", Fading.NEVER),
)

registry: Mapping[str, Predicate] = MappingProxyType({predicate.name: predicate for predicate in _ALL})
"""The predicates that continuo knows by name."""


def predicate_of(name: str) -> Predicate:
    """Return what is known of a predicate.

    Favourites are single-valued, one slot for each kind of thing. Any other name that the registry lacks is
    many-valued, so that two statements about it never retire each other.

    >>> predicate_of("favourite_colour").cardinality
    <Cardinality.SINGLE: 'single'>
    >>> predicate_of("once_met").cardinality
    <Cardinality.MANY: 'many'>
    """
    known = registry.get(name)
    if known is not None:
        return known
    if name.startswith(FAVOURITE):
        return _single(name, Fading.MONTHS, Sensitivity.ORDINARY)
    return _many(name, Fading.MONTHS)


def is_single_valued(name: str) -> bool:
    """Return whether a slot of that name holds one value at a time."""
    return predicate_of(name).cardinality is Cardinality.SINGLE
