"""The facts of one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from continuo.domain.fact import Fact, FactChange, Status


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Which facts are wanted; everything left out is not asked about.

    Args:
        status: ``CURRENT`` leaves out what had a term and is over, in whatever status it lies.
        as_of: only what was true at that moment; what was retracted or denied never was.
        known_at: as the facts were known at that moment; ``None`` means now.
        limit: at most this many, 1 to 1,000.
        after: beyond this fact, in the order of ids.
    """

    about: str | None = None
    predicate: str | None = None
    status: Status | None = None
    as_of: datetime | None = None
    known_at: datetime | None = None
    after: UUID | None = None
    limit: int = 100


class FactStore(Protocol):
    """Facts, their evidence and every version of them. Nothing is deleted but by an erasure or a rebuild."""

    async def slot(self, about: str, predicates: Sequence[str]) -> Sequence[Fact]:
        """Return all facts about somebody with one of these predicates, whatever their status, oldest first."""

    async def record(self, change: FactChange) -> None:
        """Store the fact as it is after the change, its evidence, and the change itself as the next step.

        The version before stays readable: it was known until ``change.at``.
        """

    async def find(self, wanted: FactFilter) -> Sequence[Fact]:
        """Return the facts that pass the filter, in the order of their ids."""

    async def get(
        self, fact_ids: Sequence[UUID], *, as_of: datetime | None = None, known_at: datetime | None = None
    ) -> Sequence[Fact]:
        """Return the facts with these ids, as they were known at a moment; those that are not there are left out.

        Args:
            as_of: only what was true at that moment, as ``FactFilter`` has it.
        """

    async def history(self, fact_id: UUID) -> Sequence[FactChange]:
        """Return what became of a fact, first step first; empty where there is no such fact."""

    async def note_uses(self, fact_ids: Sequence[UUID], *, at: datetime) -> None:
        """Note that these facts were handed out; ids that are no facts do no harm."""

    async def uses(self, fact_ids: Sequence[UUID]) -> Mapping[UUID, datetime]:
        """Return when these facts were last handed out; those that never were are left out."""

    async def drop_all(self) -> int:
        """Remove every fact with evidence and history and return how many facts there were; uses stay."""
