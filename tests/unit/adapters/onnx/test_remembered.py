"""Vectors of questions that were asked are remembered, and the questions are not."""

from __future__ import annotations

import numpy as np

from continuo.adapters.onnx.embedder import _Remembered

VECTOR = np.ones((1, 4), np.float32)


def test_a_text_gives_back_its_own_vector_and_no_other_does() -> None:
    remembered = _Remembered(10)
    remembered.put("my doctor", VECTOR)
    assert remembered.get("my doctor") is VECTOR
    assert remembered.get("my docto") is None


def test_the_one_that_was_not_asked_for_the_longest_goes_first() -> None:
    remembered = _Remembered(2)
    for text in ("one", "two"):
        remembered.put(text, VECTOR)
    assert remembered.get("one") is not None
    remembered.put("three", VECTOR)
    assert [remembered.get(text) is not None for text in ("one", "two", "three")] == [True, False, True]


def test_nothing_that_is_kept_is_text_or_can_be_compared_between_processes() -> None:
    one, other = _Remembered(2), _Remembered(2)
    for remembered in (one, other):
        remembered.put("my doctor", VECTOR)
    kept = [list(remembered._vectors) for remembered in (one, other)]
    assert [len(name) for names in kept for name in names] == [16, 16]
    assert all(isinstance(name, bytes) for names in kept for name in names)
    assert kept[0] != kept[1]
