"""The profile: what counts at present, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from continuo.domain.episode import Episode
from continuo.domain.fact import Evidence, Fact, Status, Tier
from continuo.domain.predicates import Predicates, predicate_of
from continuo.domain.profile import ProfileLine, Section
from continuo.domain.turn import Source
from continuo.memory.facts.profile import MOST_LINES, Held, present_weight, profile

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def fact(predicate: str, words: str, *, days_ago: int = 0, confidence: float = 0.9, about: str = "user") -> Fact:
    said = NOW - timedelta(days=days_ago)
    evidence = Evidence(Source(UUID(int=1), 1, 0, 1), "user", said, object=words)
    return Fact(
        uuid4(), about, predicate, words, f"The user {predicate} {words}.", confidence, Tier.SELF, Status.CURRENT,
        said, said, None, said, None, (evidence,),
    )  # fmt: skip


def page(*facts: Fact, episodes: tuple[Episode, ...] = ()) -> list[ProfileLine]:
    return profile(Held(facts, {}, episodes), Predicates(), NOW)


def weight(of: Fact, *, used_days_ago: int | None = None) -> float:
    used_at = NOW - timedelta(days=used_days_ago) if used_days_ago is not None else None
    return present_weight(of, predicate_of(of.predicate), NOW, used_at=used_at)


def test_a_preference_of_three_days_ago_beats_one_of_three_years_ago() -> None:
    assert weight(fact("likes", "tea", days_ago=3, confidence=0.6)) > weight(fact("likes", "coffee", days_ago=3 * 365))


def test_identity_and_safety_never_fade() -> None:
    for predicate in ("name", "allergic_to", "birthday"):
        assert weight(fact(predicate, "x", days_ago=20_000)) == 0.9


def test_a_pinned_fact_weighs_all_there_is() -> None:
    assert weight(replace(fact("plans_to", "go", days_ago=900), pinned=True)) == 1.0


def test_being_used_keeps_a_fact_fresher_but_never_as_fresh_as_being_said() -> None:
    old = fact("likes", "tea", days_ago=400)
    assert weight(old) < weight(old, used_days_ago=0) < weight(fact("likes", "tea"))


def test_many_values_of_a_kind_share_a_line_weightiest_first() -> None:
    (line,) = page(fact("likes", "tea", days_ago=400), fact("likes", "jazz"))
    assert (line.section, line.text) == (Section.TASTES, "Likes: jazz, tea.")


def test_what_no_longer_holds_or_is_about_somebody_else_is_no_part_of_it() -> None:
    gone = replace(fact("likes", "tea"), status=Status.ENDED)
    over = replace(fact("plans_to", "go"), valid_to=NOW - timedelta(days=1))
    assert page(gone, over, fact("likes", "rum", about="Tom")) == []


def test_what_was_given_for_one_purpose_stands_on_a_line_of_its_own() -> None:
    lines = page(fact("likes", "tea"), replace(fact("likes", "wine"), purposes=("shop",)))
    assert sorted((line.text, line.purposes) for line in lines) == [
        ("The user likes tea.", ("memory",)),
        ("The user likes wine.", ("shop",)),
    ]


def test_identity_stands_first_and_health_before_tastes() -> None:
    lines = page(fact("likes", "tea"), fact("allergic_to", "nuts"), fact("name", "Ana"))
    assert [line.section for line in lines] == [Section.IDENTITY, Section.SAFETY, Section.TASTES]
    assert [line.line for line in lines] == [1, 2, 3]


def test_the_page_holds_the_weightiest_lines_only() -> None:
    facts = [fact(f"favourite_{chr(97 + n // 26)}{chr(97 + n % 26)}", "x", days_ago=n) for n in range(100)]
    lines = page(*facts)
    assert len(lines) == MOST_LINES
    assert min(line.weight for line in lines) > weight(facts[-1])


def test_topics_are_weighed_by_how_often_and_how_lately_they_were_talked_about() -> None:
    def episode(days_ago: int, *topics: str) -> Episode:
        at = NOW - timedelta(days=days_ago)
        return Episode(uuid4(), UUID(int=1), 1, 2, at, at, "s", topics, (), (1,), at)

    lines = page(episodes=(episode(0, "bees"), episode(1, "bees"), episode(1, "tax"), episode(900, "boats")))
    assert [line.text for line in lines] == ["bees", "tax", "boats"]
    assert lines[0].weight == 1.0
    assert all(line.episodes for line in lines)
