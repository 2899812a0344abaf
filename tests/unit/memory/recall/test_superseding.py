"""Where a value changed, the turn with the value in force stands directly above the one with the outdated value."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.item import Kind
from continuo.memory.recall.postings import Postings
from continuo.memory.recall.signals import signals_of
from continuo.memory.recall.superseding import LEADING, LEAST_CHANCE, Leading, is_later, leading, reordered

MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


def places(ranking: Any) -> list[tuple[int, int]]:
    return [(hit.session_id.int, hit.position) for hit in ranking.hits]


@pytest.mark.parametrize(
    ("older", "newer", "question"),
    [
        (
            "I have 12 chickens behind the house.",
            "I have 15 chickens behind the house now.",
            "How many chickens do I have?",
        ),
        ("The rent for my loft is $480.", "The rent for my loft was raised to $520.", "What is the rent for my loft?"),
        ("My rowing class starts at 6 pm.", "My rowing class was moved to 7:30 pm.", "What time is my rowing class?"),
        ("The hearing is on May 4.", "The hearing got rescheduled to June 9.", "When is the hearing?"),
        ("I see my coach every week.", "I see my coach every other week now.", "How often do I see my coach?"),
    ],
)
def test_the_value_in_force_stands_above_the_outdated_one(
    small_talk: Any, find: Any, older: str, newer: str, question: str
) -> None:
    small_talk.say(3, f"user: {older}").say(6, f"user: {newer}")
    found = places(find(question, small_talk.slice()))

    assert found[:2] == [(6, 6), (3, 6)]


def test_what_is_said_again_with_the_same_value_does_not_go_first(small_talk: Any, find: Any) -> None:
    small_talk.say(3, "user: I have 12 chickens behind the house.")
    small_talk.say(6, "user: The 12 chickens keep me busy.")

    assert places(find("How many chickens do I have?", small_talk.slice()))[:2] == [(3, 6), (6, 6)]


def test_what_another_person_said_supersedes_nothing(memory: Any, find: Any) -> None:
    for session in range(1, 5):
        memory.say(session, "Ana: Good morning!", "Jon: Morning, how are you?", "Ana: Fine, thanks.")
    memory.say(5, "Ana: I have 12 chickens behind the house.").say(6, "Jon: I have 15 chickens behind the barn now.")

    assert places(find("How many chickens does Ana have behind the house?", memory.slice()))[0] == (5, 1)


def test_of_turns_said_at_one_moment_the_one_recorded_later_is_newer(small_talk: Any, find: Any) -> None:
    small_talk.say(3, "user: I have 12 chickens behind the house.")
    small_talk.say(6, "user: I have 15 chickens behind the house now.")
    small_talk.items = [replace(item, said_at=MAY) for item in small_talk.items]

    assert places(find("How many chickens do I have?", small_talk.slice()))[:2] == [(6, 6), (3, 6)]


def test_an_older_value_never_goes_above_a_newer_one(small_talk: Any, find: Any) -> None:
    small_talk.say(3, "user: I have 15 chickens behind the house now, my new hens.")
    small_talk.say(6, "user: I have 12 chickens behind the house now, my new hens.")
    question = "How many chickens do I have behind the house now?"

    assert places(find(question, small_talk.slice()))[:2] == [(6, 6), (3, 6)]
    assert places(find(question, small_talk.slice(), after_days=4.5))[0] == (3, 6)


def test_later_is_told_by_the_moment_of_speaking_first(memory: Any, ask: Any) -> None:
    slice = memory.say(1, "user: I have 4 goats.", "user: I have 5 goats.").say(2, "user: I have 6 goats.").slice()
    signals = signals_of(slice, ask("How many goats?", slice), None)
    among = leading(slice, signals, np.arange(3), np.array([0.2, 0.9, 0.5], np.float32))

    assert among.units.tolist() == [1, 2, 0]
    assert is_later(slice, among).tolist() == [[False, True, False], [False, False, False], [True, True, False]]


def test_what_was_among_the_first_ten_stays_there(small_talk: Any, find: Any) -> None:
    for session in range(1, 9):
        small_talk.say(session, f"user: I have {session + 10} chickens behind the house.")
    found = places(find("How many chickens do I have?", small_talk.slice()))

    assert {(session, 6) for session in range(1, 9)} <= set(found)


squares = st.integers(2, LEADING).flatmap(
    lambda k: st.lists(st.lists(st.floats(0, 1), min_size=k, max_size=k), min_size=k, max_size=k)
)


@given(squares, st.lists(st.sampled_from([0.1, 0.2, 0.5, 0.9]), min_size=LEADING, max_size=LEADING))
def test_putting_in_order_moves_scores_and_makes_none(table: list[list[float]], drawn: list[float]) -> None:
    k = len(table)
    scores = np.array(sorted(drawn[:k], reverse=True), np.float32)
    among = Leading(np.arange(k), np.arange(k), np.arange(k), np.zeros(k))
    found = reordered(scores, among, np.array(table))

    assert sorted(found) == pytest.approx(sorted(scores), abs=1e-5)
    assert np.isfinite(found).all()


@given(squares)
def test_a_pair_is_moved_only_from_a_chance_on(table: list[list[float]]) -> None:
    k = len(table)
    scores = np.linspace(0.9, 0.1, k).astype(np.float32)
    among = Leading(np.arange(k), np.arange(k), np.arange(k), np.zeros(k))
    doubtful = np.array(table) * LEAST_CHANCE

    assert reordered(scores, among, doubtful).tolist() == scores.tolist()


def test_a_newer_turn_goes_directly_above_the_older_one() -> None:
    scores = np.array([0.9, 0.8, 0.7, 0.6], np.float32)
    table = np.zeros((4, 4))
    table[1, 3] = 0.9
    order = np.argsort(-reordered(scores, Leading(*[np.arange(4)] * 4), table), kind="stable")

    assert order.tolist() == [0, 3, 1, 2]


def test_equal_scores_do_not_bring_the_older_one_back() -> None:
    scores = np.array([0.5, 0.5, 0.5], np.float32)
    table = np.zeros((3, 3))
    table[0, 2] = 0.9
    order = np.argsort(-reordered(scores, Leading(*[np.arange(3)] * 4), table), kind="stable")

    assert order.tolist() == [2, 0, 1]


def test_counts_at_a_few_rows_are_those_of_all_rows(small_talk: Any) -> None:
    slice = small_talk.slice()
    postings: Postings = slice.postings
    terms = np.unique(postings.hashes)[::7]
    rows = np.array([3, 17, 4, 39])

    everywhere = postings.frequencies(terms, slice.count)
    assert postings.frequencies_at(terms, rows, slice.count).tolist() == everywhere[:, rows].tolist()


def test_facts_are_not_compared_with_turns(small_talk: Any, ask: Any) -> None:
    small_talk.know(3, 1, "The user has 12 chickens.", fact=1).know(6, 1, "The user has 15 chickens now.", fact=2)
    slice = small_talk.slice()
    signals = signals_of(slice, ask("How many chickens?", slice), None)
    among = leading(slice, signals, np.arange(len(slice.units)), np.full(len(slice.units), 0.5, np.float32))

    assert len(among.units) == LEADING
    assert set(slice.units.kind[among.units].tolist()) == {Kind.PASSAGE}
