"""A slot that is told things one after the other, and decided about: for tests of the merge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zlib import crc32

from continuo.domain.act import Act, ActKind
from continuo.domain.clarification import Clarification
from continuo.domain.fact import Candidate, Fact, FactChange, Status, Tier
from continuo.domain.predicates import predicate_of
from continuo.domain.turn import Source
from continuo.memory.facts.merge import Slot, merge
from continuo.memory.facts.rulings import sayings_of

ANA = UUID(int=1)
NOBODY = UUID(int=0)
TALK = UUID(int=2)
START = datetime(2025, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def when(day: int) -> datetime:
    """Return the beginning of a day, counted from the first."""
    return START + timedelta(days=day)


def said(
    obj: str,
    *,
    predicate: str = "",
    day: int = 0,
    affirmed: bool = True,
    confidence: float = 0.9,
    tier: Tier = Tier.SELF,
    session: UUID = TALK,
    position: int = 0,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
) -> Candidate:
    """Return something said on a day; without a predicate it is of the slot that is told it."""
    source = Source(session, position or day + 1, 0, 10)
    return Candidate(
        "user", predicate, obj, affirmed, f"The user {predicate} {obj}.", confidence, when(day), source, "user", tier,
        crc32(f"{obj}{predicate}{affirmed}".encode()) % 1000, valid_from, valid_to,
    )  # fmt: skip


@dataclass(frozen=True)
class Telling:
    """What a slot holds after some merges, and all that changed on the way."""

    predicate: str = "lives_in"
    facts: dict[UUID, Fact] = field(default_factory=dict)
    changes: tuple[FactChange, ...] = ()
    clarifications: dict[UUID, Clarification] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    now: datetime = NOW

    def merge(self, *candidates: Candidate) -> Telling:
        """Return what it holds when it is told these as well."""
        named = [Candidate(**{**_fields(c), "predicate": c.predicate or self.predicate}) for c in candidates]
        return self._merged(self.acts, named)

    def decide(self, kind: ActKind, fact: Fact, *, day: int, **payload: Any) -> Telling:
        """Return what it holds after a decision about one of its facts."""
        number = len(self.acts) + 1
        others = [f for f in self.facts.values() if f.fact_id != fact.fact_id and f.object == fact.object]
        named = self.named(fact) | {"others": sayings_of(e for f in others for e in f.evidence)}
        act = Act(number, kind, when(day), named | {"purposes": ["memory"]} | payload, "user", fact.predicate)
        return self._merged((*self.acts, act), [])

    def named(self, fact: Fact) -> dict[str, Any]:
        """Return how an act names a fact."""
        return {"predicate": fact.predicate, "object": fact.object, "sayings": sayings_of(fact.evidence)}

    def _merged(self, acts: Sequence[Act], candidates: Sequence[Candidate]) -> Telling:
        slot = Slot("user", predicate_of(self.predicate), list(self.facts.values()), acts, self.open())
        merged = merge(slot, candidates, subject_id=ANA, extractor="test", now=self.now)
        return Telling(
            self.predicate,
            self.facts | {c.fact_id: c.after for c in merged.changes},
            (*self.changes, *merged.changes),
            self.clarifications | {c.clarification_id: c for c in merged.clarifications},
            tuple(acts),
            self.now,
        )

    def one(self, words: str) -> Fact:
        """Return the only fact whose object holds these words."""
        (found,) = (f for f in self.facts.values() if words in f.object)
        return found

    def of(self, words: str) -> list[FactChange]:
        """Return the steps of the facts whose object holds these words."""
        return [c for c in self.changes if words in c.after.object]

    def current(self) -> list[str]:
        """Return the objects in force, in order of the alphabet."""
        return sorted(f.object for f in self.facts.values() if f.status is Status.CURRENT)

    def open(self) -> list[Clarification]:
        """Return the clarifications that wait for an answer."""
        return [c for c in self.clarifications.values() if c.settled_at is None]

    def held(self) -> list[tuple[Any, ...]]:
        """Return everything that is held but for ids and for what has no evidence, in a fixed order."""
        return sorted(
            (
                (
                    f.predicate, f.object, f.status.value, f.valid_from, f.valid_to, f.confidence, f.tier, f.unsure,
                    f.pinned, len(f.evidence),
                )
                for f in self.facts.values()
                if f.evidence
            ),
            key=str,
        )  # fmt: skip


def _fields(candidate: Candidate) -> dict[str, Any]:
    return {name: getattr(candidate, name) for name in Candidate.__slots__}
