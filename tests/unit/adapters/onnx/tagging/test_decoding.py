"""From the network's numbers to marks."""

from __future__ import annotations

from typing import Any

import numpy as np

from continuo.adapters.onnx.tagging.decoding import marks
from continuo.adapters.onnx.tagging.layout import FAMILIES, RELATIONSHIPS, STATUSES, Layout
from continuo.adapters.onnx.tagging.windows import windows
from continuo.adapters.onnx.wordpiece import WordPiece
from continuo.ports.tagger import Mark

WORDS = "i live in por ##to and have two cats my wife left the exam is monday"
PIECES = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS.split()])
LAYOUT = Layout(("has_pet", "lives_in", "relationship_status", *FAMILIES))
YES, NO = 4.0, -6.0


def marked(text: str, said: dict[str, dict[str, float]], before: str = "") -> list[Mark]:
    """Return the marks where the network says of pieces what is given by their spelling, and no of all else."""
    (window,) = windows(PIECES, text, before)
    numbers: np.ndarray[Any, Any] = np.full((len(window.ids), LAYOUT.width), NO, np.float32)
    for at in range(1, len(window.ids) - 1):
        source = text if at >= window.first else before
        for column, value in said.get(source[slice(*window.places[at])].lower(), {}).items():
            numbers[at, _column(column)] = value
    return marks(LAYOUT, window, numbers, text, before)


def _column(name: str) -> int:
    if name == "begin":
        return LAYOUT.begin
    if name in STATUSES:
        return LAYOUT.status.start + STATUSES.index(name)
    if name in RELATIONSHIPS:
        return LAYOUT.relationship.start + RELATIONSHIPS.index(name)
    if name.startswith("kind:"):
        return LAYOUT.kind.start + FAMILIES.index(name.removeprefix("kind:"))
    return LAYOUT.predicates.index(name)


def test_pieces_of_a_word_make_one_mark() -> None:
    (mark,) = marked("I live in Porto", {"por": {"lives_in": YES}, "to": {"lives_in": YES}})

    assert (mark.start, mark.end, mark.predicate, mark.status) == (10, 15, "lives_in", "holds")
    assert mark.certainty > 0.9


def test_a_mark_is_grown_to_the_whole_word() -> None:
    (mark,) = marked("I live in Porto", {"por": {"lives_in": YES}})

    assert (mark.start, mark.end) == (10, 15)


def test_the_status_is_that_of_its_words() -> None:
    (mark,) = marked("I live in Porto", {"por": {"lives_in": YES, "denied": YES}})

    assert mark.status == "denied"


def test_a_beginning_parts_two_values_side_by_side() -> None:
    two = marked("cats cats", {"cats": {"has_pet": YES, "begin": YES}})

    assert [(m.start, m.end) for m in two] == [(0, 4), (5, 9)]


def test_unsure_words_beside_a_sure_one_stay_out_of_its_mark() -> None:
    (mark,) = marked("two cats and", {"two": {"has_pet": -1.5}, "cats": {"has_pet": YES}, "and": {"has_pet": 3.0}})

    assert (mark.start, mark.end) == (4, 12)


def test_a_count_names_what_is_counted() -> None:
    (mark,) = marked("have two cats", {"two": {"number_of_": YES}, "cats": {"kind:number_of_": YES}})

    assert (mark.predicate, mark.kind) == ("number_of_", "cats")


def test_a_day_can_be_that_of_an_event_in_the_question_before() -> None:
    (mark,) = marked("monday", {"monday": {"date_of_": YES}, "exam": {"kind:date_of_": YES}}, "When is the exam")

    assert (mark.start, mark.end, mark.kind) == (0, 6, "exam")


def test_words_for_a_relationship_say_which() -> None:
    (mark,) = marked("my wife", {"wife": {"relationship_status": YES, "married": YES}})

    assert mark.value == "married"


def test_what_is_hardly_likely_is_no_mark() -> None:
    assert marked("I live in Porto", {"por": {"lives_in": -3.5}}) == []
