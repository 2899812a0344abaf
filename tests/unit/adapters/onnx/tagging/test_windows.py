"""What the network sees of a turn."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from continuo.adapters.onnx.tagging.windows import (
    BEFORE_TOKENS,
    MOST_STRETCHES,
    REACH_CHARACTERS,
    STRETCH_TOKENS,
    windows,
)
from continuo.adapters.onnx.wordpiece import WordPiece

PIECES = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "any", "allergies", "peanuts", "word", "##s", "?", "."])
_, _, FIRST, LAST = range(4)


def test_a_short_answer_is_seen_after_its_question() -> None:
    (window,) = windows(PIECES, "Peanuts.", "Any allergies?")

    assert window.ids == (FIRST, 4, 5, 9, LAST, 6, 10, LAST)
    assert [window.places[i] for i in (1, window.first)] == [(0, 3), (0, 7)]


def test_of_a_long_turn_before_the_end_is_seen() -> None:
    (window,) = windows(PIECES, "peanuts", "word " * 500 + "allergies?")

    assert window.ids[window.first - 3 : window.first - 1] == (5, 9)
    assert window.first == BEFORE_TOKENS + 2


def test_a_long_turn_is_cut_after_a_sentence() -> None:
    text = "words words. " * 40

    assert all(w.ids[-2] == 10 for w in windows(PIECES, text))


@settings(deadline=None)
@given(st.integers(0, 400), st.sampled_from(["word ", "words. ", "peanuts? any\n"]))
def test_every_word_is_seen_once_in_order_up_to_a_limit(count: int, unit: str) -> None:
    text = unit * count
    seen = [place for w in windows(PIECES, text) for place in w.places[w.first : -1]]
    whole = PIECES.locate(text[:REACH_CHARACTERS])[1]

    assert seen == whole[: len(seen)]
    assert all(a[1] <= b[0] for a, b in pairwise(seen))
    assert len(seen) == len(whole) or len(seen) > MOST_STRETCHES * STRETCH_TOKENS // 3


@given(st.text(), st.text())
def test_no_window_is_longer_than_the_network_bears(text: str, before: str) -> None:
    assert all(len(w.ids) == len(w.places) <= STRETCH_TOKENS + BEFORE_TOKENS + 3 for w in windows(PIECES, text, before))
