"""Marks become statements only where the turn bears them, and in the form in which the rules would store them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from continuo.domain.fact import Candidate
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.by_tagger.claims import claims
from continuo.ports.tagger import Mark

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)


def turn(text: str, role: Role = Role.USER) -> Turn:
    return Turn(UUID(int=1), 1, role, text, "", NOW, NOW)


def mark(text: str, words: str, predicate: str, status: str = "holds", **rest: str) -> Mark:
    start = text.index(words)
    return Mark(start, start + len(words), predicate, status, 0.99, **rest)


def claimed(text: str, words: str, predicate: str, status: str = "holds", **rest: str) -> Candidate | None:
    found = claims(turn(text), [mark(text, words, predicate, status, **rest)])
    return found[0].candidate if found else None


@pytest.mark.parametrize(
    ("text", "words", "predicate", "rest", "value"),
    [
        ("We keep the bees behind the shed.", "the bees", "has_pet", {}, "bees"),
        ("I turn thirty-four on Sunday, well, I am thirty-four already", "thirty-four", "age", {}, "34"),
        ("We have two cats.", "two", "number_of_", {"kind": "cats"}, "2"),
        ("my exam is on 21 June", "21 June", "date_of_", {"kind": "exam"}, "2026-06-21"),
        ("my birthday is the 5th of May", "5th of May", "birthday", {}, "05-05"),
        ("My husband hates it.", "husband", "relationship_status", {"value": "married"}, "married"),
    ],
)
def test_values_are_stored_as_the_rules_store_them(
    text: str, words: str, predicate: str, rest: dict[str, str], value: str
) -> None:
    found = claimed(text, words, predicate, **rest)

    assert found is not None
    assert found.object == value
    assert value in found.statement


def test_a_family_is_named_by_its_kind() -> None:
    found = claimed("We have two cats.", "two", "number_of_", kind="cats")

    assert found is not None
    assert found.predicate == "number_of_cats"


def test_a_count_of_nothing_is_no_statement() -> None:
    assert claimed("We have two.", "two", "number_of_") is None


def test_what_was_once_has_an_end() -> None:
    found = claimed("I lived in Lyon for years.", "Lyon", "lives_in", "past")

    assert found is not None
    assert found.valid_to is not None
    assert found.valid_to <= NOW


def test_a_denial_needs_words_that_deny() -> None:
    denied = claimed("I no longer work at Bosch.", "Bosch", "works_at", "denied")

    assert denied is not None
    assert not denied.affirmed
    assert claimed("I work at Bosch.", "Bosch", "works_at", "denied") is None


def test_a_guess_is_unsure() -> None:
    found = claimed("I live in Porto, more or less.", "Porto", "lives_in", "hedged")

    assert found is not None
    assert found.confidence <= 0.5
    assert found.statement.startswith("Perhaps")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("If I lived in Porto I would surf.", "Porto"),
        ("My sister says she lives in Porto.", "Porto"),
        ("> I live in Porto\nWhat does this mail want?", "Porto"),
    ],
)
def test_a_mark_on_what_is_not_said_of_the_speaker_is_not_believed(text: str, words: str) -> None:
    assert claimed(text, words, "lives_in") is None


def test_a_mark_in_an_assistant_s_turn_is_not_believed() -> None:
    text = "You live in Porto, I live in Lyon"

    assert claims(turn(text, Role.ASSISTANT), [mark(text, "Lyon", "lives_in")]) == []


def test_an_uncertain_mark_is_not_claimed() -> None:
    text = "I live in Porto."

    assert claims(turn(text), [Mark(10, 15, "lives_in", "holds", 0.1)]) == []


def test_a_status_needs_words_that_bear_it() -> None:
    assert claimed("My sister came along.", "sister", "relationship_status", value="married") is None
