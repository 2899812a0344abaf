"""A value belongs to the words beside it, and a question tells which kind of value it asks for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.memory.vectors.terms import PAIR, TermHasher
from continuo.memory.vectors.values import KINDS, MOST, asked, stated

HASHER = TermHasher(b"a secret")


@pytest.mark.parametrize(
    ("text", "kind", "word", "values"),
    [
        ("I look after 52 goats.", "count", "goats", {"52"}),
        ("I look after twelve goats.", "count", "goats", {"12"}),
        ("This is my fifth goat.", "count", "goat", {"5"}),
        ("The rent went up to $1,250 in spring.", "money", "rent", {"1250"}),
        ("The rent is 900 euros.", "money", "rent", {"900"}),
        ("The grant is $3k.", "money", "grant", {"3000"}),
        ("We have 91% of the tests green.", "share", "tests", {"91"}),
        ("The rehearsal is at 4:30 PM.", "clock", "rehearsal", {"4:30pm"}),
        ("The rehearsal is at 7:00 pm.", "clock", "rehearsal", {"7pm"}),
        ("The deadline is April 5, 2024.", "date", "deadline", {"apr 5"}),
        ("The deadline is the 5th of April.", "date", "deadline", {"apr 5"}),
        ("I have pottery on Thursdays.", "weekday", "pottery", {"thursday"}),
        ("I water the ferns every other day.", "often", "ferns", {"2 day"}),
        ("I see my coach three times a week.", "often", "coach", {"3 times week"}),
        ("I see my coach weekly.", "often", "coach", {"1 week"}),
        ("I practise an hour before breakfast.", "span", "practise", {"1 hour"}),
        ("The trip takes 6-9 months.", "span", "trip", {"6-9 month"}),
        ("The page answers in 250ms.", "span", "page", {"250 ms"}),
    ],
)
def test_a_value_belongs_to_the_words_beside_it(text: str, kind: str, word: str, values: set[str]) -> None:
    assert stated(text)[kind, word] == values


def test_a_value_does_not_reach_into_the_next_sentence() -> None:
    assert ("count", "sheep") not in stated("I have 4 goats. The sheep are gone.")


def test_a_month_without_a_capital_is_a_word() -> None:
    assert stated("You may march on.") == {}


def test_a_year_says_nothing_of_how_many() -> None:
    assert {kind for kind, _ in stated("The barn was built in 1987.")} == {"date"}


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many goats do I have?", {"count", "share"}),
        ("What is my budget for paint?", {"money"}),
        ("What time do I get up on Saturdays?", {"clock"}),
        ("When is the hearing?", {"clock", "date", "weekday"}),
        ("How often do I see my coach?", {"count", "often"}),
        ("Where do my goats live?", set(KINDS)),
    ],
)
def test_a_question_tells_the_kind_of_value_it_asks_for(question: str, kinds: set[str]) -> None:
    assert set(asked(question)) == kinds


def marks_of(text: str, speaker: str = "") -> dict[int, int]:
    packed, _ = HASHER.pack(text, speaker=speaker)
    return dict(np.frombuffer(packed, PAIR).tolist())


def test_texts_with_one_value_have_one_mark_and_texts_with_two_values_two() -> None:
    term = HASHER.value_terms("goat")[KINDS.index("count")]
    four, also_four, five = (marks_of(f"I have {n} goats.")[term] for n in ("4", "four", "5"))

    assert four == also_four != five


def test_values_add_nothing_to_the_length() -> None:
    assert HASHER.pack("I have 4 goats.")[1] == len(HASHER.hashes("I have 4 goats."))


def test_the_name_before_the_words_has_no_value() -> None:
    assert not set(HASHER.value_terms("ana")) & set(marks_of("Ana: 4 goats", speaker="Ana"))
    assert set(HASHER.value_terms("ana")) & set(marks_of("Ana has 4 goats"))


def test_another_key_gives_other_terms() -> None:
    assert not set(HASHER.value_terms("goat")) & set(TermHasher(b"another secret").value_terms("goat"))


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    found = stated(text)

    assert len(found) <= MOST
    assert all(kind in KINDS and word and values for (kind, word), values in found.items())
