"""A question is understood without a model: who, when, and what kind of answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from continuo.memory.recall.wishes import Wish, wish_of


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Where do I live now?", Wish.LATEST),
        ("What was my first job?", Wish.FIRST),
        ("When did Ana move?", Wish.WHEN),
        ("How many dogs do I have?", Wish.COUNT),
        ("Which cities have I visited?", Wish.LIST),
        ("Is the blue one bigger than the red one?", Wish.COMPARE | Wish.WHETHER),
        ("Have I been to Malta?", Wish.WHETHER),
        ("How many days passed between the two exams?", Wish.WHEN | Wish.COUNT | Wish.INTERVAL),
        ("Give me an overview of the garden project", Wish.SUMMARY),
        ("In what order did I read the books?", Wish.ORDER),
        ("Where is my bicycle?", Wish.NONE),
    ],
)
def test_the_kind_of_answer_is_read_from_the_words(text: str, wish: Wish) -> None:
    assert wish_of(text) == wish


def test_speakers_are_known_by_name_in_any_case(memory: Any, ask: Any) -> None:
    slice = memory.say(1, "Ana: Hello there.", "Jon Doe: Hello.").slice()
    ana, jon = slice.columns.speaker.tolist()

    assert ask("what did ana's brother say to Jon Doe?", slice).speakers == {ana, jon}
    assert ask("What did Maria say?", slice).speakers == frozenset()


def test_a_span_of_time_is_read_against_the_moment_of_asking(memory: Any, ask: Any) -> None:
    question = ask("What did I say yesterday?", memory.slice(), after_days=0)

    assert question.spans == (
        (datetime(2026, 4, 30, tzinfo=UTC).timestamp(), datetime(2026, 5, 1, tzinfo=UTC).timestamp()),
    )
    assert len(question.dates) == 1


def test_whose_words_are_wanted_is_told_by_i_and_you(memory: Any, ask: Any) -> None:
    own = ask("What is my favourite colour?", memory.slice())
    others = ask("What did you suggest for the roof?", memory.slice())
    polite = ask("Can you tell me the colour of the roof?", memory.slice())

    assert (own.is_of_asker, own.is_of_assistant) == (True, False)
    assert (others.is_of_asker, others.is_of_assistant) == (False, True)
    assert polite.is_of_assistant is False


def test_a_question_without_a_telling_word_has_no_terms(memory: Any, ask: Any) -> None:
    assert ask("What is it?", memory.slice()).terms.tolist() == []


def test_a_very_long_question_has_a_bounded_number_of_terms(memory: Any, ask: Any) -> None:
    text = " ".join(f"word{n}" for n in range(1000))

    assert len(ask(text, memory.slice()).terms) == 64


def test_it_is_known_which_terms_give_a_value_to_the_words_of_a_question(memory: Any, ask: Any) -> None:
    question = ask("How many goats do I have?", memory.slice())

    assert question.asks_value
    assert len(question.values) == len(question.terms)
    assert question.values.shape[1] == 2
    assert not ask("Where are the goats?", memory.slice()).asks_value


def test_a_long_question_is_looked_up_by_its_first_words(memory: Any, ask: Any) -> None:
    text = " ".join(f"word{n}" for n in range(1000))

    assert len(ask(text, memory.slice()).values) == 16
    assert len(ask("What is it?", memory.slice()).values) == 0
