"""Which relation a fact makes, and what its object is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.entity import EntityType
from continuo.domain.predicates import Predicate, predicate_of, registry
from continuo.domain.relation import NodeType
from continuo.memory.graph.edges import edge_of
from continuo.memory.graph.following import LONGEST_NAME, bare
from continuo.memory.graph.identity import key_of

KINDS = {
    "likes": "INTERESTED_IN",
    "favourite_book": "INTERESTED_IN",
    "does": "INTERESTED_IN",
    "dislikes": "NOT_INTERESTED_IN",
    "allergic_to": "HAS_CONSTRAINT",
    "diet": "HAS_CONSTRAINT",
    "avoids": "HAS_CONSTRAINT",
    "budget": "HAS_CONSTRAINT",
    "wishes": "HAS_PREFERENCE",
    "prefers": "HAS_PREFERENCE",
    "lives_in": "LIVES_IN",
    "works_at": "WORKS_AT",
    "partner": "PARTNER",
    "has_sibling": "HAS_SIBLING",
    "has_pet": "HAS_PET",
    "plays_in": "PLAYS_IN",
}


@pytest.mark.parametrize(("predicate", "kind"), KINDS.items())
def test_a_predicate_makes_the_edge_that_the_paper_names_or_one_of_its_own(predicate: str, kind: str) -> None:
    edge = edge_of(predicate_of(predicate))

    assert edge is not None
    assert edge.kind == kind


@pytest.mark.parametrize("value", ["name", "age", "birthday", "date_of_wedding", "number_of_bikes"])
def test_a_fact_that_only_says_a_value_makes_no_edge(value: str) -> None:
    assert edge_of(predicate_of(value)) is None


def test_every_predicate_of_the_registry_leads_to_types_that_there_are() -> None:
    edges = [edge_of(predicate) for predicate in registry.values()]

    assert all(edge.otherwise in NodeType for edge in edges if edge is not None)
    assert sum(edge is not None for edge in edges) > 20


def test_a_predicate_that_a_tenant_added_leads_to_the_type_it_names() -> None:
    edge = edge_of(Predicate("guards", predicate_of("likes").cardinality, predicate_of("likes").fading,
                             object_type="place"))  # fmt: skip

    assert edge is not None
    assert (edge.kind, edge.leads_to, edge.otherwise) == ("GUARDS", {NodeType.PLACE}, NodeType.PLACE)


def test_whatever_is_spoken_of_can_be_a_node() -> None:
    assert {t.value for t in EntityType} < {t.value for t in NodeType}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a beagle named Toto", "beagle"),
        ("the sea", "sea"),
        ("my old bike, the red one", "old bike"),
        ("to", "to"),
        ("hot dogs", "hot dogs"),
        ("an", "an"),
        ("Tea (green)", "Tea"),
    ],
)
def test_an_object_is_called_by_its_own_words(words: str, name: str) -> None:
    assert bare(words) == name


@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_any_object_has_a_name_that_is_not_too_long(words: str) -> None:
    assert 1 <= len(bare(words)) <= LONGEST_NAME


def test_hot_dogs_and_dogs_are_two_things_and_a_plural_is_none() -> None:
    food, animal = key_of("hot dogs", NodeType.FOOD), key_of("dogs", NodeType.ANIMAL)

    assert food != animal
    assert food == key_of("Hot dog".lower(), NodeType.FOOD)
    assert key_of("dogs", NodeType.FOOD) != animal
