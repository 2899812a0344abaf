"""What is read once is known the second time, until it is forgotten."""

from __future__ import annotations

from continuo.memory.consolidation.extraction import reading
from continuo.memory.consolidation.extraction.reading import forget_read, read, rules
from continuo.memory.consolidation.extraction.sentences import Sentence


def a_sentence(text: str) -> Sentence:
    return Sentence(0, len(text), text)


def test_a_sentence_read_again_says_the_same_in_statements_of_its_own() -> None:
    sentence = a_sentence("I live in Oslo and my sister Ana works at a bakery.")
    first, second = read(sentence), read(sentence)

    assert first == second
    assert len(first) > 0
    assert not any(one is other for one in first for other in second)


def test_what_was_read_is_not_kept_once_it_is_to_be_forgotten() -> None:
    read(a_sentence("I live in Oslo."))
    forget_read()

    assert reading._read.cache_info().currsize == 0


def test_the_rules_that_words_lead_to_are_those_whose_cues_they_hold() -> None:
    words = frozenset({"i", "sister", "works", "oslo", "the"})
    for anchor, ranked in rules().items():
        fitting = [rank for rank, pattern in ranked if not pattern.cues or not pattern.cues.isdisjoint(words)]

        assert sorted(rank for rank, _ in reading._rules()[anchor].of(words)) == fitting
