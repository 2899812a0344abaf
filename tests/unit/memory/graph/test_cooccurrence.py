"""What is mentioned together belongs together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.relation import EntityMention, Relation
from continuo.domain.turn import Source
from continuo.memory.graph.cooccurrence import MOST_OF_A_TURN, Tie, relation_of, tie_id, tied, ties, weight_of
from continuo.memory.graph.identity import user_id

SUBJECT, SESSION = UUID(int=1), UUID(int=2)
NOW = datetime(2026, 5, 1, tzinfo=UTC)


def mention(entity: int, position: int, start: int = 0, purposes: tuple[str, ...] = ("memory",)) -> EntityMention:
    source = Source(SESSION, position, start, start + 1)
    return EntityMention(UUID(int=entity), source, NOW + timedelta(minutes=position), "topic|x", 1, purposes)


def tie(one: int, other: int, count: int, since: datetime = NOW) -> Tie:
    return Tie(UUID(int=one), UUID(int=other), ("memory",), count, since)


def test_entities_of_one_turn_are_tied_and_those_of_different_turns_are_not() -> None:
    found = ties([mention(10, 1), mention(11, 1), mention(12, 2)])

    assert found == [replace(tie(10, 11, 1, NOW + timedelta(minutes=1)), seen=((SESSION, 1),))]


def test_an_entity_named_twice_in_a_turn_counts_once_and_is_not_tied_to_itself() -> None:
    found = ties([mention(10, 1, 0), mention(10, 1, 5), mention(11, 1, 9), mention(11, 1, 12)])

    assert [t.count for t in found] == [1]


def test_the_order_of_two_in_a_turn_makes_no_difference() -> None:
    (once,) = ties([mention(10, 1), mention(11, 1), mention(11, 2), mention(10, 2)])

    assert (once.count, once.since) == (2, NOW + timedelta(minutes=1))


def test_turns_given_for_different_purposes_are_counted_apart() -> None:
    found = ties([mention(10, 1), mention(11, 1), mention(10, 2, 0, ("billing",)), mention(11, 2, 3, ("billing",))])

    assert [(t.purposes, t.count) for t in found] == [(("memory",), 1), (("billing",), 1)]


def test_a_turn_that_names_a_hundred_things_ties_no_more_than_the_first_dozen() -> None:
    found = ties([mention(n + 10, 1, n) for n in range(100)])

    assert len(found) == MOST_OF_A_TURN * (MOST_OF_A_TURN - 1) // 2


@given(st.integers(1, 10_000_000), st.integers(1, 10_000_000))
def test_a_relation_shown_more_often_is_never_weaker_and_never_certain(one: int, other: int) -> None:
    low, high = sorted((one, other))

    assert 0 < weight_of(low) <= weight_of(high) < 1


@given(st.lists(st.integers(1, 50), min_size=1, max_size=12))
def test_counted_at_once_or_bit_by_bit_the_relation_is_the_same(counts: list[int]) -> None:
    grown: Relation | None = None
    for step, count in enumerate(counts):
        known = {grown.relation_id: grown} if grown else {}
        (grown,) = tied(SUBJECT, [tie(10, 11, count)], known, {}, NOW + timedelta(hours=step))
    at_once = relation_of(SUBJECT, tie(10, 11, sum(counts)), {}, NOW)

    assert grown is not None
    assert (grown.count, grown.weight, grown.valid_from) == (at_once.count, at_once.weight, at_once.valid_from)


def test_showing_the_same_strength_again_begins_no_new_version() -> None:
    before = relation_of(SUBJECT, tie(10, 11, 4), {}, NOW)
    later = NOW + timedelta(hours=1)
    (grown,) = tied(SUBJECT, [tie(10, 11, 1)], {before.relation_id: before}, {}, later)
    (doubled,) = tied(SUBJECT, [tie(10, 11, 4)], {before.relation_id: before}, {}, later)

    assert (grown.count, grown.known_from) == (5, NOW)
    assert (doubled.count, doubled.known_from) == (8, later)


def test_the_newest_turns_are_kept_as_evidence_and_no_more_than_five() -> None:
    (shown,) = ties([m for position in range(1, 9) for m in (mention(10, position), mention(11, position))])
    before = relation_of(SUBJECT, tie(10, 11, 1), {}, NOW)
    (grown,) = tied(SUBJECT, [shown], {before.relation_id: before}, {}, NOW)

    assert [position for _, position in grown.seen] == [8, 7, 6, 5, 4]


def test_a_relation_with_the_user_leads_from_the_user() -> None:
    user, other = user_id(SUBJECT), UUID(int=2**127)
    for pair in ((user, other), (other, user)):
        found = relation_of(SUBJECT, Tie(*sorted(pair), ("memory",), 1, NOW), {}, NOW)
        assert (found.stated_from, found.stated_to) == (user, other)


def test_a_relation_of_what_was_merged_hangs_on_what_it_was_merged_into() -> None:
    found = relation_of(SUBJECT, tie(10, 11, 1), {UUID(int=11): UUID(int=12)}, NOW)

    assert (found.stated_to, found.to_entity) == (UUID(int=11), UUID(int=12))
    assert found.relation_id == tie_id(SUBJECT, tie(11, 10, 1))
