"""A quotation is found letter by letter, whatever copying does to blanks, case, quotes and accents."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from continuo.memory.consolidation.extraction.by_model.quotes import find_quote, plain

WORDS = st.text(alphabet="abcABCéüß我们’'\"-– \n\t.,!0é", min_size=1, max_size=60)


def found(text: str, quote: str) -> list[str]:
    return [text[start:end] for start, end in find_quote(plain(text), quote)]


@pytest.mark.parametrize(
    ("text", "quote", "stands_as"),
    [
        ("Well, I live in Lisbon.", "I live in Lisbon", "I live in Lisbon"),
        ("I’m a\n  software   engineer", "I'm a software engineer", "I’m a\n  software   engineer"),
        ("i live in lisbon", "I live in Lisbon.", "i live in lisbon"),
        ("Ich wohne in München", "Ich wohne in Mu\u0308nchen", "Ich wohne in München"),
        ("J'habite à Orléans", '"J’habite a Orleans"', "J'habite à Orléans"),
        ("a well–known bar", "well-known bar", "well–known bar"),
        ("我住在上海，很好", "住在上海", "住在上海"),
        ("I li\u00adve in Rome", "I live in Rome", "I li\u00adve in Rome"),
    ],
)
def test_a_quotation_is_found_where_it_stands(text: str, quote: str, stands_as: str) -> None:
    assert found(text, quote) == [stands_as]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("I live in Romeo", "I live in Rome"),
        ("Xi live in Rome", "I live in Rome"),
        ("I live in Rome", "I live in rainy Rome"),
        ("I live in Rome", "I live ... Rome"),
        ("I live in Rome", ""),
        ("I live in Rome ...", "..."),
        ("I live in Rome", "I live in Roma"),
        ("x" * 3000, "x" * 2000),
    ],
)
def test_words_that_are_not_there_are_not_found(text: str, quote: str) -> None:
    assert found(text, quote) == []


def test_every_place_of_a_quotation_is_found_in_order() -> None:
    assert [start for start, _ in find_quote(plain("so it is, so it goes"), "so it")] == [0, 10]


@given(WORDS, st.data())
def test_any_stretch_of_whole_words_is_found_in_its_own_text(text: str, data: st.DataObject) -> None:
    pieces = text.split()
    assume(pieces)
    first = data.draw(st.integers(0, len(pieces) - 1))
    last = data.draw(st.integers(first, len(pieces) - 1))
    quote = " ".join(pieces[first : last + 1])
    assume(any(c.isalnum() for c in quote))

    stretches = found(text, quote)
    assert stretches
    assert plain(quote).text.strip("\"'. ").strip() in plain(stretches[0]).text


@given(WORDS, WORDS)
def test_what_is_found_is_what_was_asked_for(text: str, quote: str) -> None:
    letters = "".join(c for c in plain(quote).text if c.isalnum())

    for stretch in found(text, quote):
        assert "".join(c for c in plain(stretch).text if c.isalnum()) == letters
