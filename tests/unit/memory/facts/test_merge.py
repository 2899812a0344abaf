"""The delta-merge: what new statements change in their slot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.memory.facts.telling import NOBODY, Telling, said, when

from continuo.domain.fact import Candidate, Change, Status, Tier
from continuo.domain.predicates import registry
from continuo.memory.facts.sameness import same_object


def test_a_newer_home_takes_the_place_of_the_old_one_which_stays_readable() -> None:
    told = Telling().merge(said("Paris"), said("Berlin", day=30))
    paris, berlin = told.one("Paris"), told.one("Berlin")
    assert told.current() == ["Berlin"]
    assert (paris.status, paris.superseded_by) == (Status.SUPERSEDED, berlin.fact_id)
    assert paris.valid_to == berlin.valid_from


def test_the_same_home_said_again_is_one_fact_that_is_surer() -> None:
    (only,) = Telling().merge(said("Berlin", confidence=0.7), said("berlin", day=3, confidence=0.7)).facts.values()
    assert len(only.evidence) == 2
    assert 0.7 < only.confidence < 1


def test_likes_stand_side_by_side() -> None:
    told = Telling("likes").merge(said("jazz"), said("hiking", day=1))
    assert told.current() == ["hiking", "jazz"]


def test_an_unknown_predicate_never_retires_anything() -> None:
    assert Telling("once_met").merge(said("one"), said("two", day=1)).current() == ["one", "two"]


def test_a_denial_ends_what_it_denies_and_nothing_else() -> None:
    told = Telling("drives").merge(
        said("a blue Volvo"), said("a bicycle", day=1), said("the blue Volvo", day=9, affirmed=False)
    )
    assert told.current() == ["a bicycle"]
    assert (told.one("Volvo").status, told.one("Volvo").valid_to) == (Status.ENDED, when(9))


def test_a_denial_of_what_was_never_said_is_kept_and_holds_nothing() -> None:
    told = Telling("has_pet").merge(said("a dog", affirmed=False))
    assert told.current() == []
    assert told.one("dog").status is Status.DENIED


def test_a_denial_that_comes_to_be_known_before_what_it_denies_ends_it_all_the_same() -> None:
    told = Telling("owns").merge(said("a boat", day=9, affirmed=False)).merge(said("a boat", day=2))
    assert told.current() == []
    assert told.one("boat").valid_to == when(9)


def test_no_pets_any_more_ends_them_all() -> None:
    told = Telling("has_pet").merge(said("a cat"), said("a dog"), said("any pets", day=5, affirmed=False))
    assert told.current() == []


def test_the_only_pet_there_is_can_be_meant_by_my_pet() -> None:
    one = Telling("has_pet").merge(said("a cat"), said("my pet", day=5, affirmed=False))
    two = Telling("has_pet").merge(said("a cat"), said("a dog"), said("my pet", day=5, affirmed=False))
    assert one.current() == []
    assert two.current() == ["a cat", "a dog"]


def test_what_is_told_late_about_an_earlier_time_does_not_take_the_slot() -> None:
    told = Telling().merge(said("Berlin", day=30)).merge(said("Paris", day=0))
    assert told.current() == ["Berlin"]
    assert told.one("Paris").valid_to == when(30)
    assert [c.change for c in told.of("Paris")] == [Change.LEARNED, Change.SUPERSEDED]


def test_somebody_who_moved_back_lives_there_in_two_stretches() -> None:
    told = Telling().merge(said("Paris", day=1), said("Paris", day=9)).merge(said("Berlin", day=5))
    stretches = [(f.valid_from, f.valid_to) for f in told.facts.values() if f.object == "Paris"]
    assert sorted(stretches) == [(when(1), when(5)), (when(9), None)]
    assert told.current() == ["Paris"]


def test_a_hedge_against_a_plain_word_asks_the_person_and_retires_nothing() -> None:
    told = Telling().merge(said("Berlin", confidence=0.9), said("Hamburg", day=1, confidence=0.4))
    assert told.current() == ["Berlin", "Hamburg"]
    assert all(f.unsure for f in told.facts.values())
    (asked,) = told.open()
    assert (told.facts[asked.first].object, told.facts[asked.second].object) == ("Berlin", "Hamburg")


def test_a_plain_word_wins_over_a_hedge_and_asks_nothing() -> None:
    told = Telling().merge(said("Hamburg", confidence=0.4), said("Berlin", day=1))
    assert told.current() == ["Berlin"]
    assert told.open() == []


def test_later_words_settle_a_clarification() -> None:
    asked = Telling().merge(said("Berlin"), said("Hamburg", day=1, confidence=0.4))
    told = asked.merge(said("Hamburg", day=2))
    assert told.current() == ["Hamburg"]
    assert told.open() == []
    assert [c.settled_by for c in told.clarifications.values()] == ["what was said or decided since"]


def test_two_homes_said_at_one_moment_in_two_conversations_are_asked_about() -> None:
    told = Telling().merge(said("Paris"), said("Rome", session=UUID(int=9)))
    assert told.current() == ["Paris", "Rome"]
    assert len(told.open()) == 1


def test_of_one_conversation_without_times_the_later_turn_holds() -> None:
    told = Telling().merge(said("Paris", position=1), said("Rome", position=2))
    assert told.current() == ["Rome"]


def test_somebody_else_does_not_overrule_the_person_but_raises_a_question() -> None:
    told = Telling().merge(said("Berlin"), said("Rome", day=5, tier=Tier.OTHER_SPEAKER))
    assert told.one("Berlin").status is Status.CURRENT
    assert len(told.open()) == 1


def test_a_tool_cannot_end_what_the_person_said() -> None:
    told = Telling("has_pet").merge(said("a cat"), said("a cat", day=3, affirmed=False, tier=Tier.TOOL))
    assert told.current() == ["a cat"]


def test_a_hedged_denial_makes_less_sure_and_ends_nothing() -> None:
    told = Telling("has_pet").merge(said("a cat"), said("a cat", day=3, affirmed=False, confidence=0.4))
    assert told.current() == ["a cat"]
    assert told.one("cat").confidence < 0.9


def test_what_was_true_until_may_closes_a_validity_without_a_contradiction() -> None:
    told = Telling().merge(said("Paris"), said("Paris", day=200, valid_to=when(120)))
    paris = told.one("Paris")
    assert (paris.status, paris.valid_from, paris.valid_to) == (Status.ENDED, when(0), when(120))
    assert told.open() == []


def test_what_was_so_long_ago_does_not_end_what_holds_now() -> None:
    told = Telling().merge(said("Paris", day=100), said("Paris", day=200, valid_to=when(-3000)))
    assert told.current() == ["Paris"]
    assert [f.valid_to for f in told.facts.values() if f.status is Status.ENDED] == [when(-3000)]


def test_a_home_of_the_past_leaves_the_present_one_alone() -> None:
    told = Telling().merge(said("Berlin"), said("Rome", day=3, valid_to=when(-900)))
    assert told.current() == ["Berlin"]
    assert (told.one("Rome").valid_from, told.one("Rome").valid_to) == (None, when(-900))


def test_disliking_now_what_was_liked_before_takes_its_place() -> None:
    told = Telling("likes").merge(said("coffee"), said("coffee", day=9, predicate="dislikes"))
    assert told.current() == ["coffee"]
    assert [f.predicate for f in told.facts.values() if f.status is Status.CURRENT] == ["dislikes"]


def test_liking_dogs_and_disliking_hot_dogs_do_not_meet() -> None:
    told = Telling("likes").merge(said("dogs"), said("hot dogs", day=9, predicate="dislikes"))
    assert told.current() == ["dogs", "hot dogs"]


def test_a_height_in_other_units_is_the_same_height() -> None:
    told = Telling("height").merge(said("180 cm"), said("1.8 m", day=9))
    assert len(told.facts) == 1


def test_a_fact_that_was_only_ever_past_is_learned_as_past() -> None:
    told = Telling("works_at").merge(said("IBM", valid_from=when(-5000), valid_to=when(-3000)))
    assert [c.change for c in told.of("IBM")] == [Change.LEARNED]
    assert told.one("IBM").status is Status.ENDED


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a beagle", "the beagle named Toto", True),
        ("hot dogs", "dogs", False),
        ("coffee", "coffee cake", False),
        ("Lisbon", "Lisbon, Portugal", True),
        ("NYC", "New York City", True),
        ("peanuts", "peanut", True),
        ("Toyota", "Toyota Corolla", True),
        ("nurse", "nurse practitioner", False),
        ("80 kg", "176 lbs", True),
        ("80 kg", "75 kg", False),
        ("3", "4", False),
        ("Ana", "Ana Lopez", True),
        ("York", "New York", False),
    ],
)
def test_two_objects_are_one_if_one_only_adds_detail_to_the_other(one: str, other: str, same: bool) -> None:
    assert same_object(one, other) is same
    assert same_object(other, one) is same


def statements(predicates: list[str]) -> st.SearchStrategy[list[Candidate]]:
    drawn = st.builds(
        said,
        st.sampled_from(["Paris", "Berlin", "Rome", "a beagle", "the Beagle", "Rome, Italy"]),
        predicate=st.sampled_from(predicates),
        day=st.integers(0, 40),
        affirmed=st.booleans(),
        confidence=st.sampled_from([0.4, 0.7, 0.95]),
        tier=st.sampled_from([Tier.TOOL, Tier.SELF]),
        valid_to=st.one_of(st.none(), st.integers(-30, 60).map(when)),
    )
    return st.lists(drawn, max_size=10).map(
        lambda all_of_them: [
            replace(c, ordinal=n, source=replace(c.source, start=n)) for n, c in enumerate(all_of_them)
        ]
    )


SLOTS = [["lives_in"], ["likes", "dislikes"], ["has_pet"], ["once_met"]]
ANY_SLOT = st.sampled_from(SLOTS).flatmap(lambda names: st.tuples(st.just(names[0]), statements(names)))


@given(ANY_SLOT)
def test_merging_what_was_merged_before_changes_nothing(drawn: tuple[str, list[Candidate]]) -> None:
    name, candidates = drawn
    told = Telling(name).merge(*candidates)
    again = told.merge(*candidates)
    assert again.facts == told.facts
    assert again.changes == told.changes


@given(ANY_SLOT, st.randoms(use_true_random=False))
def test_the_order_in_which_things_come_to_be_known_does_not_matter(
    drawn: tuple[str, list[Candidate]], shuffled: st.DataObject
) -> None:
    name, candidates = drawn
    late = list(candidates)
    shuffled.shuffle(late)  # type: ignore[attr-defined]
    at_once = Telling(name).merge(*candidates)
    one_by_one = Telling(name)
    for candidate in late:
        one_by_one = one_by_one.merge(candidate)
    assert one_by_one.held() == at_once.held()


@given(ANY_SLOT)
def test_nothing_is_ever_removed_and_every_change_has_evidence_and_a_reason(
    drawn: tuple[str, list[Candidate]],
) -> None:
    name, candidates = drawn
    told = Telling(name)
    for candidate in candidates:
        known = set(told.facts)
        told = told.merge(candidate)
        assert known <= set(told.facts)
    for change in told.changes:
        assert change.reason
        assert change.after.evidence or change.after.status is Status.MERGED
    sayings = [e for f in told.facts.values() for e in f.evidence]
    assert len(sayings) == len(candidates) - _empty_denials(candidates)
    assert all(f.valid_to is None or f.valid_from is None or f.valid_to >= f.valid_from for f in told.facts.values())


def _empty_denials(candidates: list[Candidate]) -> int:
    return sum(1 for c in candidates if not c.affirmed and not c.object)


@given(ANY_SLOT)
def test_history_is_a_chain_from_nothing_to_what_is(drawn: tuple[str, list[Candidate]]) -> None:
    name, candidates = drawn
    told = Telling(name)
    for candidate in candidates:
        told = told.merge(candidate)
    for fact_id, fact in told.facts.items():
        steps = [c for c in told.changes if c.fact_id == fact_id]
        assert steps[0].before is None
        assert all(after.before == before.after for before, after in _pairs(steps))
        assert steps[-1].after == fact


def _pairs(steps: list) -> Iterator[tuple]:  # type: ignore[type-arg]
    return pairwise(steps)


@given(statements([p.name for p in registry.values() if not p.is_single and not p.opposite][:4]))
def test_in_a_many_valued_slot_only_a_denial_or_an_end_retires_a_fact(candidates: list[Candidate]) -> None:
    told = Telling("has_pet").merge(*(replace(c, predicate="has_pet") for c in candidates))
    retired = [f for f in told.facts.values() if f.status is Status.ENDED]
    assert all(any(not e.affirmed or e.valid_to is not None for e in f.evidence) for f in retired)
    assert all(f.status is not Status.SUPERSEDED for f in told.facts.values())


def test_the_moment_of_the_system_does_not_decide_what_holds() -> None:
    early, late = Telling(now=datetime(2030, 1, 1, tzinfo=UTC)), Telling(now=datetime(2040, 1, 1, tzinfo=UTC))
    told = [said("Paris"), said("Rome", day=5)]
    assert early.merge(*told).held() == late.merge(*told).held()
    assert NOBODY not in early.facts


def test_two_days_apart_is_long_enough_to_have_moved() -> None:
    assert Telling().merge(said("Paris"), said("Rome", day=2)).one("Paris").valid_to == when(0) + timedelta(days=2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rex", "a dog named Rex", True),
        ("Rex", "dog Rex", True),
        ("Max", "a dog named Rex", False),
        ("a dog named Rex", "a cat named Rex", False),
        ("the gym", "go to the gym", True),
        ("tennis", "playing tennis", True),
        ("table tennis", "playing tennis", False),
    ],
)
def test_a_bare_name_is_its_bearer_and_a_light_verb_adds_nothing(one: str, other: str, same: bool) -> None:
    assert same_object(one, other) is same
    assert same_object(other, one) is same


def test_the_death_of_a_pet_that_is_known_by_name_ends_it() -> None:
    told = Telling("has_pet").merge(said("a dog named Rex"), said("Rex", day=9, affirmed=False))
    assert told.current() == []
