"""The registry of what can be said of a person."""

from __future__ import annotations

import pytest

from continuo.domain.predicates import Cardinality, Fading, Sensitivity, is_single_valued, predicate_of, registry


def test_one_lives_in_one_place_and_speaks_many_languages() -> None:
    assert is_single_valued("lives_in")
    assert not is_single_valued("speaks")


def test_each_kind_of_favourite_has_a_slot_of_its_own() -> None:
    assert predicate_of("favourite_colour").cardinality is Cardinality.SINGLE
    assert predicate_of("favourite_colour") != predicate_of("favourite_book")


def test_what_is_not_known_never_retires_anything() -> None:
    assert predicate_of("once_met").cardinality is Cardinality.MANY


@pytest.mark.parametrize("name", ["name", "birthday", "allergic_to", "wishes"])
def test_identity_safety_and_wishes_never_fade(name: str) -> None:
    assert registry[name].fading is Fading.NEVER


@pytest.mark.parametrize("name", ["allergic_to", "diet", "avoids"])
def test_health_is_a_special_category(name: str) -> None:
    assert registry[name].sensitivity is Sensitivity.SPECIAL


def test_opposites_are_mutual() -> None:
    pairs = {(p.name, p.opposite) for p in registry.values() if p.opposite}

    assert pairs
    assert all((b, a) in pairs for a, b in pairs)


def test_names_are_keys() -> None:
    assert all(name == predicate.name for name, predicate in registry.items())
