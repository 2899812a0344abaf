"""What speakers take back and say anew. All sentences are made up."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from continuo.domain.fact import Candidate
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.extractor import extract

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def talk(*texts: str) -> tuple[Turn, ...]:
    """Return turns of one session; a text that begins with "A:" is the assistant's."""
    roles = [Role.ASSISTANT if text.startswith("A:") else Role.USER for text in texts]
    return tuple(
        Turn(UUID(int=1), at, role, text.removeprefix("A:").strip(), "", NOW, NOW)
        for at, (role, text) in enumerate(zip(roles, texts, strict=True), start=1)
    )


def told(*texts: str) -> list[tuple[str, str]]:
    """Return predicate and object of what is read; a denied predicate begins with "not "."""
    return [(("" if c.affirmed else "not ") + c.predicate, c.object) for c in extract(talk(*texts))]


@pytest.mark.parametrize(
    ("text", "predicate", "value"),
    [
        ("I live in Turin, sorry, Trieste (too little sleep)", "lives_in", "Trieste"),
        ("I'm 51, I mean 52", "age", "52"),
        ("we live in Gdynia... er, Sopot", "lives_in", "Sopot"),
        ("I work at Nokia — sorry, Ericsson — as an engineer", "works_at", "Ericsson"),
        ("my favourite colour is red, no, orange", "favourite_colour", "orange"),
        ("I drive a Clio, make that a Twingo", "drives", "a Twingo"),
        ("I moved to Derby, wait no, Durham last month", "lives_in", "Durham"),
        ("I have a poodle, no wait, a cocker spaniel", "has_pet", "cocker spaniel"),
        ("my sister Lena, sorry, Lina, is here", "has_sibling", "Lina"),
        ("My birthday is 3 May, no, 4 May", "birthday", "05-04"),
        ("I live in Parma. sorry, I meant Padua. lovely place", "lives_in", "Padua"),
        ("I'm allergic to nuts. Correction: hazelnuts", "allergic_to", "hazelnuts"),
        ("I work at Airbus, right? scratch that, it's ATR", "works_at", "ATR"),
        ("I weigh 80 kg. oops, 82", "weight", "82 kg"),
    ],
)
def test_the_first_value_is_dropped_where_it_is_taken_back_in_the_same_turn(
    text: str, predicate: str, value: str
) -> None:
    assert [found for name, found in told(text) if name == predicate] == [value]


@pytest.mark.parametrize(
    ("texts", "last"),
    [
        (("I live in Ulm and work at Liebherr", "A: Noted.", "sorry, I meant Trieste"), ("lives_in", "Trieste")),
        (("I live in Ulm and work at Liebherr", "A: Noted.", "not Liebherr, MTU"), ("works_at", "MTU")),
        (("I work at Simens.", "A: Nice.", "typo: Siemens"), ("works_at", "Siemens")),
        (("I live in Prto", "A: Where?", "*Porto"), ("lives_in", "Porto")),
        (("date of birth 14 June 1988", "A: Entered.", "Oops, 1986. Long day"), ("birthday", "1986-06-14")),
        (("I live in Rome.", "A: Noted, Rome.", "no, Verona"), ("lives_in", "Verona")),
    ],
)
def test_the_next_turn_may_say_a_value_anew(texts: tuple[str, ...], last: tuple[str, str]) -> None:
    assert told(*texts)[-1] == last


def test_a_name_that_may_mean_two_statements_means_none() -> None:
    assert told("I live in Ulm and work at Zorvex", "A: Noted.", "sorry, I meant Plenkau") == [
        ("lives_in", "Ulm"),
        ("works_at", "Zorvex"),
    ]


def test_a_value_among_many_is_denied_when_another_takes_its_place() -> None:
    found = told("I have a labrador", "A: Noted, a labrador.", "golden retriever actually, I always mix them up")

    assert found[-2:] == [("not has_pet", "labrador"), ("has_pet", "golden retriever")]


@pytest.mark.parametrize(
    "texts",
    [
        ("I live in Rome, sorry for the late reply",),
        ("I live in Rome. sorry, one more thing",),
        ("I live in Rome.", "A: Ok.", "actually never mind"),
        ("I live in Rome.", "A: Book a hotel in Milan?", "no, Venice"),
        ("I live in Rome.", "A: Ok.", "no, tell me more"),
        ("I live in Rome. Actually, can you help me?",),
        ("I live in Rome. sorry, I meant to ask about pasta",),
    ],
)
def test_what_takes_nothing_back_changes_nothing(texts: tuple[str, ...]) -> None:
    assert told(*texts) == [("lives_in", "Rome")]


def test_a_correction_stands_on_the_words_of_its_own_turn() -> None:
    turns = talk("I weigh 80 kg", "A: Ok.", "oops, 82")
    last: Candidate = extract(turns)[-1]

    assert turns[2].text[last.source.start : last.source.end] == "82"
