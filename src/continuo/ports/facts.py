"""The facts of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from continuo.domain.fact import Fact, FactChange, Status


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Which facts are wanted; everything left out is not asked about.

    Args:
        as_of: only what was true at that moment.
        limit: at most this many, 1 to 1,000.
        after: beyond this fact, in the order of ids.
    """

    about: str | None = None
    predicate: str | None = None
    status: Status | None = None
    as_of: datetime | None = None
    after: UUID | None = None
    limit: int = 100


class FactStore(Protocol):
    """Facts, their evidence and their history. Nothing is deleted but by an erasure or a rebuild."""

    async def slot(self, about: str, predicate: str) -> Sequence[Fact]:
        """Return all facts of one slot, whatever their status, oldest first."""

    async def record(self, change: FactChange) -> None:
        """Store the fact as it is after the change, its evidence, and the change itself as the next step."""

    async def find(self, wanted: FactFilter) -> Sequence[Fact]:
        """Return the facts that pass the filter, in the order of their ids."""

    async def get(self, fact_ids: Sequence[UUID]) -> Sequence[Fact]:
        """Return the facts with these ids; those that are not there are left out."""

    async def history(self, fact_id: UUID) -> Sequence[FactChange]:
        """Return what became of a fact, first step first; empty where there is no such fact."""

    async def drop_all(self) -> int:
        """Remove every fact with evidence and history and return how many facts there were."""
