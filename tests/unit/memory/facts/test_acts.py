"""Decisions of people about facts: they win over everything said before, and each is undone by another."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.memory.facts.telling import Telling, said, when

from continuo.domain.act import ActKind
from continuo.domain.fact import Change, Status, Tier


def corrected(told: Telling, words: str, value: str, *, day: int, since: int | None = None) -> Telling:
    """Return what is held when a person put a value in the place of a fact."""
    fact = told.one(words)
    return told.decide(
        ActKind.CORRECT,
        fact,
        day=day,
        value=value,
        statement=f"The user lives in {value}.",
        speaker="user",
        since=when(since).isoformat() if since is not None else None,
        valid_from=fact.valid_from.isoformat() if fact.valid_from else None,
    )


def test_a_correction_takes_the_place_of_a_fact_from_its_beginning() -> None:
    told = corrected(Telling().merge(said("Pariss")), "Pariss", "Paris", day=9)
    wrong, right = told.one("Pariss"), next(f for f in told.facts.values() if f.object == "Paris")
    assert (wrong.status, wrong.superseded_by) == (Status.RETRACTED, right.fact_id)
    assert (right.status, right.tier, right.valid_from) == (Status.CURRENT, Tier.CORRECTION, when(0))


def test_a_correction_that_names_a_day_leaves_the_fact_true_until_then() -> None:
    told = corrected(Telling().merge(said("Paris")), "Paris", "Rome", day=9, since=5)
    assert (told.one("Paris").status, told.one("Paris").valid_to) == (Status.SUPERSEDED, when(5))
    assert told.current() == ["Rome"]


def test_a_correction_wins_over_what_was_said_before_even_if_that_comes_to_be_known_later() -> None:
    told = corrected(Telling().merge(said("Pariss")), "Pariss", "Paris", day=9).merge(said("Berlin", day=7))
    assert told.current() == ["Paris"]


def test_the_person_may_say_something_new_after_a_correction() -> None:
    told = corrected(Telling().merge(said("Pariss")), "Pariss", "Paris", day=9).merge(said("Berlin", day=12))
    assert told.current() == ["Berlin"]
    assert told.open() == []


def test_retracting_a_fact_brings_back_what_it_had_retired() -> None:
    told = Telling().merge(said("Paris"), said("Berlin", day=5))
    told = told.decide(ActKind.RETRACT, told.one("Berlin"), day=9)
    assert told.one("Berlin").status is Status.RETRACTED
    assert told.current() == ["Paris"]
    assert [c.change for c in told.of("Paris")][-1] is Change.REVISED


def test_what_says_the_same_and_comes_late_stays_retracted() -> None:
    told = Telling("has_pet").merge(said("a cat", day=3))
    told = told.decide(ActKind.RETRACT, told.one("cat"), day=9).merge(said("a cat", day=2))
    assert told.current() == []


def test_what_is_said_again_after_a_retraction_counts_again() -> None:
    told = Telling("has_pet").merge(said("a cat", day=3))
    told = told.decide(ActKind.RETRACT, told.one("cat"), day=9).merge(said("a cat", day=12))
    assert told.current() == ["a cat"]


def test_restoring_undoes_a_retraction() -> None:
    told = Telling("has_pet").merge(said("a cat"))
    back = told.decide(ActKind.RETRACT, told.one("cat"), day=5)
    back = back.decide(ActKind.RESTORE, back.one("cat"), day=6)
    assert back.current() == ["a cat"]
    assert back.changes[-1].change is Change.RESTORED


def test_restoring_undoes_a_retirement_and_the_usurper_gives_way() -> None:
    told = Telling().merge(said("Paris"), said("Berlin", day=5))
    told = told.decide(ActKind.RESTORE, told.one("Paris"), day=9)
    assert told.current() == ["Paris"]
    assert told.one("Paris").valid_to is None
    assert (told.one("Berlin").status, told.one("Berlin").valid_to) == (Status.SUPERSEDED, when(9))


def test_restoring_undoes_an_end() -> None:
    told = Telling("owns").merge(said("a boat"), said("a boat", day=5, affirmed=False))
    told = told.decide(ActKind.RESTORE, told.one("boat"), day=9)
    assert told.current() == ["a boat"]


def test_restoring_undoes_a_correction() -> None:
    told = corrected(Telling().merge(said("Paris")), "Paris", "Rome", day=5)
    told = told.decide(ActKind.RESTORE, told.one("Paris"), day=9)
    assert told.current() == ["Paris"]


def test_a_pin_stays_until_it_is_taken_off() -> None:
    told = Telling("likes").merge(said("jazz"))
    pinned = told.decide(ActKind.PIN, told.one("jazz"), day=3)
    free = pinned.decide(ActKind.UNPIN, pinned.one("jazz"), day=4)
    assert (pinned.one("jazz").pinned, free.one("jazz").pinned) == (True, False)
    assert [c.change for c in free.changes] == [Change.LEARNED, Change.PINNED, Change.UNPINNED]


def in_doubt() -> Telling:
    return Telling().merge(said("Berlin"), said("Hamburg", day=1, confidence=0.4))


def answered(answer: str) -> Telling:
    told = in_doubt()
    first, second = told.one("Berlin"), told.one("Hamburg")
    facts = [str(first.fact_id), str(second.fact_id)]
    return told.decide(
        ActKind.SETTLE, first, day=5, answer=answer, first=told.named(first), second=told.named(second), facts=facts
    )


def test_an_answer_settles_a_clarification() -> None:
    held = {a: answered(a).current() for a in ("first", "second", "both", "neither")}
    assert held == {"first": ["Berlin"], "second": ["Hamburg"], "both": ["Berlin", "Hamburg"], "neither": []}
    assert all(answered(a).open() == [] for a in held)
    assert [c.settled_by for c in answered("first").clarifications.values()] == ["an answer"]
    assert not any(f.unsure for f in answered("both").facts.values())


def test_a_third_value_takes_the_place_of_two_that_hold_together() -> None:
    assert answered("both").merge(said("Rome", day=9)).current() == ["Rome"]


def test_saying_one_of_two_again_does_not_reopen_a_settled_question() -> None:
    assert answered("both").merge(said("Berlin", day=9)).open() == []


def test_facts_found_to_say_the_same_become_one_with_all_their_evidence_and_can_be_taken_apart() -> None:
    told = Telling("does").merge(said("coding for a living", day=1), said("software development", day=2))
    kept = told.one("software")
    other = told.one("coding").fact_id
    one = told.decide(ActKind.COMPACT, kept, day=5, into=kept.object, objects=["coding for a living"])
    assert len(one.current()) == 1
    assert len(next(f for f in one.facts.values() if f.status is Status.CURRENT).evidence) == 2
    two = one.decide(ActKind.SEPARATE, kept, day=6, object="coding for a living")
    assert two.current() == told.current()
    assert two.facts[other].status is Status.CURRENT


DECISIONS: list[Callable[[Telling], Telling]] = [
    lambda t: t.decide(ActKind.RETRACT, _first(t), day=50) if t.facts else t,
    lambda t: t.decide(ActKind.RESTORE, _first(t), day=51) if t.facts else t,
    lambda t: t.decide(ActKind.PIN, _first(t), day=52) if t.facts else t,
]


def _first(told: Telling) -> object:
    return min((f for f in told.facts.values() if f.evidence), key=lambda f: (f.said_at, f.object))  # type: ignore[return-value]


@given(
    st.lists(st.tuples(st.sampled_from(["Paris", "Rome", "Oslo"]), st.integers(0, 40)), min_size=1, max_size=6),
    st.lists(st.sampled_from(DECISIONS), max_size=4),
)
def test_working_a_slot_out_again_after_decisions_changes_nothing(
    told: list[tuple[str, int]], decisions: list[Callable[[Telling], Telling]]
) -> None:
    slot = Telling().merge(*(said(place, day=day) for place, day in told))
    for decide in decisions:
        slot = decide(slot)
    assert slot.merge().changes == slot.changes


def test_merges_of_two_nights_make_one_company() -> None:
    told = Telling("does").merge(said("coding", day=1), said("software development", day=2), said("hacking", day=3))
    kept = told.one("software")
    one = told.decide(ActKind.COMPACT, kept, day=5, into="coding", objects=["software development"])
    one = one.decide(ActKind.COMPACT, kept, day=6, into="hacking", objects=["coding"])
    assert len(one.current()) == 1
    assert one.merge().changes == one.changes
