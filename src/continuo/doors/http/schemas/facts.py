"""Facts and what became of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from continuo.domain.fact import Evidence, Fact, FactChange, Status
from continuo.doors.http.schemas.recall import SourceOut
from continuo.doors.http.schemas.values import Filtered, Moment, Name, PageLimit, Told
from continuo.ports.facts import FactFilter


class FactsQuery(Filtered):
    """Which facts are wanted; what is left out is not asked about."""

    user_id: Name
    about: Annotated[Name | None, Field(description="user, or the name of another person")] = None
    predicate: Annotated[str | None, Field(pattern="^[a-z][a-z0-9_]{0,63}$")] = None
    status: Status | None = None
    as_of: Annotated[Moment | None, Field(description="only what was true at that moment")] = None
    text: Annotated[str, Field(max_length=500, description="words that occur in the statement, in any order")] = ""
    known_at: Annotated[Moment | None, Field(description="as it was known at that moment")] = None
    after: Annotated[UUID | None, Field(description="``next`` of the page before")] = None
    limit: PageLimit = 100

    def wanted(self) -> FactFilter:
        """Return the filter, for one fact more than the page holds."""
        return FactFilter(
            self.about, self.predicate, self.status, self.as_of, self.known_at, self.after, self.limit + 1
        )


class FactQuery(Filtered):
    """Whose fact is wanted, and as of when it was known."""

    user_id: Name
    known_at: Annotated[Moment | None, Field(description="as it was known at that moment")] = None


class EvidenceOut(Told):
    """Words that a fact stands on."""

    source: SourceOut
    speaker: str
    said_at: datetime
    affirmed: bool
    object: str
    confidence: float
    read_by: str

    @classmethod
    def of(cls, evidence: Evidence) -> EvidenceOut:
        """Return the answer for a piece of evidence."""
        return cls(
            source=SourceOut.of(evidence.source),
            speaker=evidence.speaker,
            said_at=evidence.said_at,
            affirmed=evidence.affirmed,
            object=evidence.object,
            confidence=evidence.confidence,
            read_by=evidence.read_by,
        )


class FactOut(Told):
    """One statement with its evidence and its two times."""

    fact_id: UUID
    about: str
    predicate: str
    object: str
    statement: str
    confidence: float
    tier: str
    status: str
    said_at: datetime
    valid_from: datetime | None
    valid_to: datetime | None
    recorded_at: datetime
    superseded_by: UUID | None
    evidence: list[EvidenceOut]
    purposes: list[str]
    pinned: bool
    unsure: bool

    @classmethod
    def of(cls, fact: Fact) -> FactOut:
        """Return the answer for a fact."""
        return cls(
            fact_id=fact.fact_id,
            about=fact.about,
            predicate=fact.predicate,
            object=fact.object,
            statement=fact.statement,
            confidence=fact.confidence,
            tier=fact.tier.name.lower(),
            status=fact.status.value,
            said_at=fact.said_at,
            valid_from=fact.valid_from,
            valid_to=fact.valid_to,
            recorded_at=fact.recorded_at,
            superseded_by=fact.superseded_by,
            evidence=[EvidenceOut.of(evidence) for evidence in fact.evidence],
            purposes=list(fact.purposes),
            pinned=fact.pinned,
            unsure=fact.unsure,
        )


class FactsOut(Told):
    """A page of facts, in the order of their ids."""

    facts: list[FactOut]
    next: UUID | None


class FactChangeOut(Told):
    """One step in the life of a fact."""

    change: str
    at: datetime
    reason: str
    before: FactOut | None
    after: FactOut

    @classmethod
    def of(cls, step: FactChange) -> FactChangeOut:
        """Return the answer for a step."""
        return cls(
            change=step.change.value,
            at=step.at,
            reason=step.reason,
            before=FactOut.of(step.before) if step.before else None,
            after=FactOut.of(step.after),
        )


class FactHistoryOut(Told):
    """What became of a fact, first step first."""

    fact_id: UUID
    history: list[FactChangeOut]
