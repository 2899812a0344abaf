"""The delta-merge: what a new statement changes in its slot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.fact import Candidate, Change, Fact, FactChange, Status, Tier
from continuo.domain.turn import Source
from continuo.memory.facts.merge import merge, same_object

ANA = UUID(int=1)
START = datetime(2025, 1, 1, tzinfo=UTC)


def said(
    obj: str,
    *,
    predicate: str = "lives_in",
    day: int = 0,
    affirmed: bool = True,
    confidence: float = 0.9,
    tier: Tier = Tier.SELF,
) -> Candidate:
    source = Source(UUID(int=2), day + 1, 0, 10)
    return Candidate(
        "user", predicate, obj, affirmed, f"The user {predicate} {obj}.", confidence, START + timedelta(days=day),
        source, "user", tier, 0,
    )  # fmt: skip


def told(*candidates: Candidate) -> dict[UUID, Fact]:
    """Merge candidates one after the other and return the slot's facts."""
    facts: dict[UUID, Fact] = {}
    for candidate in candidates:
        for change in changes(list(facts.values()), candidate):
            facts[change.fact_id] = change.after
    return facts


def changes(slot: list[Fact], candidate: Candidate) -> list[FactChange]:
    now = candidate.said_at + timedelta(minutes=1)
    mine = [f for f in slot if f.predicate == candidate.predicate]
    return merge(mine, candidate, subject_id=ANA, extractor="test", now=now)


def current(facts: dict[UUID, Fact]) -> list[str]:
    return sorted(f.object for f in facts.values() if f.status is Status.CURRENT)


def test_a_newer_home_takes_the_place_of_the_old_one_which_stays_readable() -> None:
    facts = told(said("Paris"), said("Berlin", day=30))
    paris = next(f for f in facts.values() if f.object == "Paris")
    berlin = next(f for f in facts.values() if f.object == "Berlin")
    assert current(facts) == ["Berlin"]
    assert (paris.status, paris.superseded_by) == (Status.SUPERSEDED, berlin.fact_id)
    assert paris.valid_to == berlin.valid_from


def test_the_same_home_said_again_is_one_fact_that_is_surer() -> None:
    facts = told(said("Berlin", confidence=0.7), said("berlin", day=3, confidence=0.7))
    (only,) = facts.values()
    assert len(only.evidence) == 2
    assert 0.7 < only.confidence < 1


def test_likes_stand_side_by_side() -> None:
    assert current(told(said("jazz", predicate="likes"), said("hiking", predicate="likes", day=1))) == [
        "hiking",
        "jazz",
    ]


def test_an_unknown_predicate_never_retires_anything() -> None:
    facts = told(said("one", predicate="once_met"), said("two", predicate="once_met", day=1))
    assert current(facts) == ["one", "two"]


def test_a_denial_ends_what_it_denies_and_nothing_else() -> None:
    facts = told(
        said("a blue Volvo", predicate="drives"),
        said("a bicycle", predicate="drives", day=1),
        said("the blue Volvo", predicate="drives", day=9, affirmed=False),
    )
    volvo = next(f for f in facts.values() if "Volvo" in f.object)
    assert current(facts) == ["a bicycle"]
    assert volvo.status is Status.ENDED
    assert volvo.valid_to == START + timedelta(days=9)


def test_a_denial_of_what_was_never_said_changes_nothing() -> None:
    assert changes([], said("a dog", predicate="has_pet", affirmed=False)) == []


def test_what_is_told_late_about_an_earlier_time_does_not_take_the_slot() -> None:
    facts = told(said("Berlin", day=30), said("Paris", day=0))
    assert current(facts) == ["Berlin"]
    assert len(facts) == 2


def test_a_guess_does_not_overrule_what_was_said_plainly() -> None:
    facts = told(said("Berlin", confidence=0.9), said("Hamburg", day=1, confidence=0.4))
    assert "Berlin" in current(facts)


def test_somebody_else_does_not_overrule_the_person() -> None:
    facts = told(said("Berlin"), said("Rome", day=5, tier=Tier.OTHER_SPEAKER))
    assert "Berlin" in current(facts)


def test_hot_dogs_are_not_dogs() -> None:
    assert not same_object("hot dogs", "dogs")
    assert same_object("a beagle", "the beagle named Toto")


statements = st.lists(
    st.builds(
        said,
        st.sampled_from(["Paris", "Berlin", "Rome", "a beagle", "the Beagle"]),
        predicate=st.sampled_from(["lives_in", "likes"]),
        day=st.integers(0, 40),
        affirmed=st.booleans(),
        confidence=st.sampled_from([0.4, 0.7, 0.95]),
    ),
    max_size=12,
).map(lambda drawn: [replace(c, ordinal=n, source=replace(c.source, start=n)) for n, c in enumerate(drawn)])


@given(statements)
def test_merging_what_was_merged_before_changes_nothing(candidates: list[Candidate]) -> None:
    facts: dict[UUID, Fact] = {}
    for candidate in candidates:
        slot = list(facts.values())
        merged = changes(slot, candidate)
        for change in merged:
            facts[change.fact_id] = change.after
        if merged:
            assert changes(list(facts.values()), candidate) == []


@given(statements)
def test_nothing_is_ever_removed_and_every_change_has_evidence_and_a_reason(candidates: list[Candidate]) -> None:
    facts: dict[UUID, Fact] = {}
    for candidate in candidates:
        for change in changes(list(facts.values()), candidate):
            assert change.reason
            assert change.after.evidence
            assert change.before == facts.get(change.fact_id)
            assert change.change is not Change.LEARNED or change.fact_id not in facts
            facts[change.fact_id] = change.after
    assert all(f.valid_to is None or f.valid_to >= f.valid_from for f in facts.values())


@given(statements)
def test_the_same_statements_give_the_same_facts(candidates: list[Candidate]) -> None:
    assert told(*candidates) == told(*candidates)
