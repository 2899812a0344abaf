"""Where sentences begin and end, and which words are the speaker's own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.memory.consolidation.extraction.own_words import own_words
from continuo.memory.consolidation.extraction.sentences import LONGEST_SENTENCE, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("I am here. You are there!", ["I am here.", "You are there!"]),
        ("im from lisbon. i like it", ["im from lisbon.", "i like it"]),
        ("Dr. Silva lives in St. Gallen, e.g. near the lake.", ["Dr. Silva lives in St. Gallen, e.g. near the lake."]),
        ("Version 3.5 is out", ["Version 3.5 is out"]),
        ("one 🙂 two", ["one", "two"]),
        ("one\n\n two", ["one", "two"]),
        ('He said "stop." Then he left.', ['He said "stop."', "Then he left."]),
        ("wait... what?", ["wait...", "what?"]),
        ("  ", []),
    ],
)
def test_sentences_end_at_marks_lines_and_emoji(text: str, parts: list[str]) -> None:
    assert [s.text for s in sentences(text)] == parts


@given(st.text(alphabet="ab. !?\n🙂\"'…", max_size=60) | st.text(alphabet="ab ", min_size=900, max_size=2_000))
def test_sentences_lie_in_order_and_none_is_too_long(text: str) -> None:
    found = list(sentences(text))

    assert all(text[s.start : s.end] == s.text and s.text == s.text.strip() for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(len(s.text) <= LONGEST_SENTENCE for s in found)


@given(st.text(alphabet="ab I\"'`>[]<\n:~“”’", max_size=80))
def test_hiding_words_moves_none_of_the_others(text: str) -> None:
    plain = text.replace("’", "'")
    seen = own_words(text)

    assert len(seen) == len(text)
    assert all(a in {b, " "} for a, b in zip(seen, plain, strict=True))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("use `my_car` please", "use please"),
        ("I asked. ```my = 1``` Done.", "I asked. Done."),
        ("> my words\nyours", "yours"),
        ('He wrote "I am sad" today', "He wrote today"),
        ('I love "The Hobbit"', 'I love "The Hobbit"'),
        ("Translate: I am here", "Translate:"),
        ("I'm from 'my town' here", "I'm from here"),
    ],
)
def test_what_is_shown_is_hidden_and_what_is_said_stays(text: str, left: str) -> None:
    assert " ".join(own_words(text).split()) == left
