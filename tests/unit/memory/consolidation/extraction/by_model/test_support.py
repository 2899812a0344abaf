"""An object is said by its quotation word for word, as the same number, or as the date it names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.memory.consolidation.extraction.by_model.support import is_said_by, numbers_of, share_a_stem

SAID_AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "quotation"),
    [
        ("Lisbon", "I live in Lisbon"),
        ("software engineer", "I'm a software engineer at a bank"),
        ("a beagle named Toto", "we have a beagle, Toto"),
        ("peanut", "I'm allergic to peanuts"),
        ("34", "I turned thirty-four"),
        ("3 bikes", "I own three bikes"),
        ("30", "I'm thirty"),
        ("1990-03-14", "born on 14 March 1990"),
        ("2024-05", "since May 2024, in May 2024"),
        ("2026-11-20", "I quit yesterday"),
        ("上海", "我住在上海"),
        ("München", "Ich wohne in München"),
    ],
)
def test_what_a_quotation_says_is_supported(value: str, quotation: str) -> None:
    assert is_said_by(value, quotation, said_at=SAID_AT)


@pytest.mark.parametrize(
    ("value", "quotation"),
    [
        ("Porto", "I live in Lisbon"),
        ("sunny Lisbon", "I live in Lisbon"),
        ("Lissabon", "I live in Lisbon"),
        ("the", "I live in the city"),
        ("York New", "I live in New York"),
        ("not Lisbon", "I live in Lisbon"),
        ("30", "I turned thirty-four"),
        ("35", "I turned thirty-four"),
        ("1990-03-15", "born on 14 March 1990"),
        ("1990-04", "born on 14 March 1990"),
        ("2026-11-20", "I quit last week"),
        ("北京", "我住在上海"),
        ("x" * 200, "x" * 200),
    ],
)
def test_what_a_quotation_does_not_say_is_not(value: str, quotation: str) -> None:
    assert not is_said_by(value, quotation, said_at=SAID_AT)


@given(st.lists(st.sampled_from(["red", "green", "blue", "heron", "quartz"]), min_size=1, max_size=5), st.data())
def test_a_word_that_was_not_said_is_never_supported(spoken: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(spoken)))

    assert is_said_by(" ".join(spoken), " ".join(spoken), said_at=SAID_AT)
    assert not is_said_by(" ".join([*spoken[:at], "atlantis", *spoken[at:]]), " ".join(spoken), said_at=SAID_AT)


def test_numbers_in_words_are_numbers() -> None:
    assert numbers_of(["i", "have", "two", "cats", "and", "forty", "two", "books"]) == {"2", "42"}


def test_forms_of_a_word_share_its_stem() -> None:
    assert share_a_stem("plays", "playing")
    assert share_a_stem("colour", "color")
    assert not share_a_stem("likes", "loves")
    assert not share_a_stem("murdered", "love")
