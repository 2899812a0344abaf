"""What says the same in other words, and what only looks alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import numpy as np
import pytest

from continuo.domain.fact import Evidence, Fact, Status, Tier
from continuo.domain.predicates import predicate_of
from continuo.domain.turn import Source
from continuo.memory.facts.likeness import Likeness

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FAR, NEAR = 0.5, 0.99


def near(one: Fact, other: Fact, cosine: float) -> dict[str, np.ndarray]:
    """Return vectors of two statements that lie so near to one another."""
    first, second = np.array([1.0, 0.0]), np.array([cosine, (1 - cosine**2) ** 0.5])
    return {one.statement: first, other.statement: second}


def fact(words: str, predicate: str = "likes", times: int = 1) -> Fact:
    said = [Evidence(Source(uuid4(), n + 1, 0, 1), "user", NOW + timedelta(days=n), object=words) for n in range(times)]
    return Fact(
        uuid4(), "user", predicate, words, f"The user likes {words}.", 0.9, Tier.SELF, Status.CURRENT, NOW, NOW, None,
        NOW, None, tuple(said),
    )  # fmt: skip


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return Likeness()


@pytest.mark.parametrize(
    ("predicate", "one", "other", "cosine", "same"),
    [
        ("job_title", "developer", "programmer", FAR, True),
        ("likes", "swimming", "to swim", FAR, True),
        ("likes", "movies", "films", FAR, True),
        ("likes", "jazz", "jazz music", NEAR, True),
        ("likes", "jazz", "jazz music", FAR, False),
        ("likes", "red wine", "white wine", NEAR, False),
        ("owns", "iPhone 12", "iPhone 14", NEAR, False),
        ("plans_to", "visit Tom", "visit Ana", NEAR, False),
        ("allergic_to", "cats", "cat hair", NEAR, False),
        ("allergic_to", "peanuts", "the peanut", FAR, True),
        ("has_child", "Ana", "Anna", NEAR, False),
    ],
)
def test_words_decide_and_meaning_only_where_they_allow_it(
    likeness: Likeness, predicate: str, one: str, other: str, cosine: float, same: bool
) -> None:
    first, second = fact(one, predicate), fact(other, predicate)
    assert likeness.alike(predicate_of(predicate), first, second, near(first, second, cosine)) is same
    assert likeness.alike(predicate_of(predicate), second, first, near(first, second, cosine)) is same


def test_the_value_with_the_most_evidence_stays(likeness: Likeness) -> None:
    facts = [fact("films"), fact("movies", times=3), fact("jazz")]
    (group,) = likeness.groups(predicate_of("likes"), facts, {})
    assert (group.into.object, [m.object for m in group.members]) == ("movies", ["films"])


def test_likeness_does_not_travel_along_a_chain(likeness: Likeness) -> None:
    facts = [fact("jazz", times=3), fact("jazz music", times=2), fact("jazz music festivals")]
    vectors = {f.statement: np.array([1.0]) for f in facts}
    groups = likeness.groups(predicate_of("likes"), facts, vectors)
    assert set(likeness.doubtful(predicate_of("likes"), facts)) == set(vectors)
    assert [[m.object for m in g.members] for g in groups] == [["jazz music"]]
