"""The sentences that tell what was read."""

from __future__ import annotations

import pytest

from continuo.memory.consolidation.extraction.statements import Manner, statement


@pytest.mark.parametrize(
    ("predicate", "words", "manner", "told"),
    [
        ("date_of_night_train", "2026-06-11", Manner(), "The user has their night train on 2026-06-11."),
        ("date_of_wedding", "2015-10-07", Manner(past=True), "The user had their wedding on 2015-10-07."),
        ("date_of_exam", "", Manner(affirmed=False), "The user no longer has a date for their exam."),
        ("number_of_cats", "3", Manner(), "The user has 3 cats."),
        ("number_of_cats", "3", Manner(sure=False), "Perhaps the user has 3 cats."),
        ("partner", "", Manner(affirmed=False), "The user is no longer with their partner."),
    ],
)
def test_a_statement_reads_as_somebody_would_say_it(predicate: str, words: str, manner: Manner, told: str) -> None:
    assert statement("user", predicate, words, manner) == told
