"""What a person said is found, by meaning or by words, and the value in force stands above the one outdated."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from continuo.domain.item import Kind, Mark


def places(ranking: Any) -> list[tuple[int, int]]:
    return [(hit.session_id.int, hit.position) for hit in ranking.hits]


def test_the_turn_that_says_it_comes_first(small_talk: Any, find: Any) -> None:
    small_talk.say(4, "user: My sister Rosa plays the cello in Hamburg.")

    assert places(find("Which instrument does Rosa play?", small_talk.slice()))[0] == (4, 6)


def test_it_is_found_by_words_alone_when_the_embedder_is_away(small_talk: Any, find: Any) -> None:
    small_talk.say(4, "user: My sister Rosa plays the cello in Hamburg.")

    assert places(find("Which instrument does Rosa play?", small_talk.slice(), by_words=True))[0] == (4, 6)


def test_a_turn_that_is_not_embedded_yet_is_found_among_those_that_are(small_talk: Any, find: Any) -> None:
    small_talk.say(4, "user: My sister Rosa plays the cello in Hamburg.", embedded=False)

    assert (4, 6) in places(find("Where does my sister Rosa play the cello?", small_talk.slice()))[:3]


def test_a_short_answer_is_found_by_the_question_before_it(small_talk: Any, find: Any) -> None:
    small_talk.say(5, "assistant: What is the name of your parrot?", "user: Bartholomew.")

    assert (5, 7) in places(find("What is the name of my parrot?", small_talk.slice()))[:5]


def test_never_fewer_than_there_are(small_talk: Any, find: Any) -> None:
    slice = small_talk.slice()
    for text in ("garden", "zebra", "what is it?"):
        assert len(find(text, slice, limit=1000).hits) == slice.count
        assert len(find(text, slice, limit=1000, by_words=True).hits) == slice.count


def test_hits_are_distinct_and_in_the_order_of_their_scores(small_talk: Any, find: Any) -> None:
    hits = find("What does the printer cost?", small_talk.slice(), limit=1000).hits
    scores = [hit.score for hit in hits]

    assert len({hit.row for hit in hits}) == len(hits)
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_an_empty_memory_answers_with_nothing(memory: Any, find: Any) -> None:
    assert find("anything", memory.slice()).hits == ()


def test_one_turn_is_enough_of_a_memory(memory: Any, find: Any) -> None:
    assert places(find("Where do I live?", memory.say(1, "user: I live in Porto.").slice())) == [(1, 1)]


def test_a_fact_that_no_longer_holds_stands_below_the_one_that_does(small_talk: Any, find: Any) -> None:
    small_talk.know(2, 1, "The user lives in Porto.", fact=1, mark=Mark.STALE)
    small_talk.know(3, 1, "The user lives in Ghent.", fact=2)
    hits = [h for h in find("Where does the user live?", small_talk.slice(), limit=100).hits if h.kind is Kind.FACT]

    assert [(h.refers_to.int, h.stale) for h in hits] == [(2, False), (1, True)]


def test_only_the_kinds_asked_for_are_found(small_talk: Any, find: Any) -> None:
    small_talk.know(3, 1, "The user lives in Ghent.", fact=2)
    slice = small_talk.slice()

    assert {h.kind for h in find("Ghent", slice, limit=100, kinds=[Kind.FACT]).hits} == {Kind.FACT}
    assert {h.kind for h in find("Ghent", slice, limit=100, kinds=[Kind.PASSAGE]).hits} == {Kind.PASSAGE}
    assert find("Ghent", slice, kinds=[]).hits == ()


def test_facts_do_not_change_how_turns_rank_among_themselves(small_talk: Any, find: Any) -> None:
    text = "What needs care every spring?"
    before = places(find(text, small_talk.slice(), limit=100))
    for n in range(1, 9):
        small_talk.know(n, 2, f"The user has an old thing, number {n}.", fact=n)
    after = places(find(text, small_talk.slice(), limit=100, kinds=[Kind.PASSAGE]))

    assert after == before


def test_what_was_said_after_the_moment_of_asking_is_left_out_and_told(small_talk: Any, find: Any) -> None:
    slice = small_talk.slice()
    ranking = find("What does the printer cost?", slice, limit=100, after_days=3.5, explain=True)

    # Session 4 and 5 began within the two days that a clock may run ahead; from 6 on nothing can be known.
    assert {session for session, _ in places(ranking)} == {1, 2, 3, 4, 5}
    assert len(ranking.dropped) == 15
    assert {d.reason for d in ranking.dropped} == {"said after the moment of asking"}
    known = [session <= 3 for session, _ in places(ranking)]
    assert known == sorted(known, reverse=True)


def test_the_turn_said_at_the_time_asked_for_is_lifted(small_talk: Any, find: Any) -> None:
    for session in range(1, 9):
        small_talk.say(session, "user: I took the dog to the beach.")
    found = places(find("When I was at the beach on May 6, 2026, what did I do?", small_talk.slice()))

    assert found[0] == (5, 6)


def test_the_named_speaker_comes_before_the_one_spoken_to(memory: Any, find: Any) -> None:
    for session in range(1, 5):
        memory.say(session, "Ana: Good morning!", "Jon: Morning, how are you?", "Ana: Fine, thanks.")
    memory.say(5, "Jon: I adopted a kitten.").say(6, "Ana: I adopted a kitten.")

    assert places(find("Did Jon adopt a kitten?", memory.slice()))[:2] == [(5, 1), (6, 1)]


def test_the_best_passage_of_a_long_turn_stands_for_it(small_talk: Any, find: Any) -> None:
    long = "We talked about the fence and its posts. " * 40
    small_talk.say(4, f"user: {long}\n\nMy locker at the pool has the number 4711.\n\n{long}")
    slice = small_talk.slice()
    hit = find("What is the number of my locker at the pool?", slice).hits[0]

    assert hit.position == 6
    assert hit.start <= len(long) + 2 < hit.end


def test_signals_are_told_only_where_they_are_asked_for(small_talk: Any, find: Any) -> None:
    slice = small_talk.slice()
    plain = find("What does the printer cost?", slice).hits[0]
    explained = find("What does the printer cost?", slice, explain=True).hits[0]

    assert plain.signals == {}
    value, rank = explained.signals["words"]
    assert 0 < value <= 1
    assert rank >= 1


def test_the_same_question_has_the_same_answer(small_talk: Any, find: Any) -> None:
    slice = small_talk.slice()

    assert find("the old bicycle", slice, limit=50) == find("the old bicycle", slice, limit=50)


@pytest.mark.parametrize("count", [1, 2, 3, 59, 60, 61, 130])
def test_memories_of_any_size_can_be_searched(memory: Any, find: Any, count: int) -> None:
    for n in range(count):
        memory.say(1 + n // 5, f"user: Note number {n} about the harbour.")
    slice = memory.slice()

    assert len(find("the harbour", slice, limit=1000).hits) == count
    assert len(find("the harbour", slice, limit=1000, by_words=True).hits) == count


def test_a_memory_of_facts_alone_can_be_searched(memory: Any, find: Any) -> None:
    memory.know(1, 1, "The user lives in Ghent.", fact=1).know(1, 2, "The user has a dog.", fact=2)

    assert find("Where does the user live?", memory.slice()).hits[0].refers_to.int == 1


def test_a_memory_without_any_vector_can_be_searched(memory: Any, find: Any) -> None:
    slice = memory.say(1, "user: I live in Ghent.", "user: I have a dog.", embedded=False).slice()

    assert places(find("Where do I live?", slice))[0] == (1, 1)
    assert not np.isnan([h.score for h in find("Where do I live?", slice).hits]).any()
