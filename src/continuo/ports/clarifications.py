"""The clarifications of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from continuo.domain.clarification import Clarification


@dataclass(frozen=True, slots=True)
class ClarificationFilter:
    """Which clarifications are wanted; everything left out is not asked about.

    Args:
        is_open: only those that wait for an answer, or only those that do not.
        known_at: only those that had been opened at that moment.
        after: beyond this one, in the order of ids.
        limit: at most this many, 1 to 1,000.
    """

    is_open: bool | None = None
    known_at: datetime | None = None
    after: UUID | None = None
    limit: int = 100


class ClarificationStore(Protocol):
    """Questions that stand open, and those that were settled."""

    async def put(self, clarification: Clarification) -> None:
        """Open a clarification, or settle it: the same one again takes the place of the first."""

    async def open(self, about: str, predicates: Sequence[str]) -> Sequence[Clarification]:
        """Return what is not settled about somebody and one of these predicates, oldest first."""

    async def get(self, clarification_id: UUID) -> Clarification | None:
        """Return one clarification, or ``None`` where it is not there or not in reach."""

    async def find(self, wanted: ClarificationFilter) -> Sequence[Clarification]:
        """Return the clarifications that pass the filter, in the order of their ids."""

    async def drop_all(self) -> int:
        """Remove every clarification and return how many there were."""
