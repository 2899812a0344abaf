"""Taking a person's memory away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure did.

    Args:
        epoch: the person's epoch from now on.
        counts: rows taken away, by store.
    """

    erasure_id: UUID
    erased_at: datetime
    epoch: int
    counts: dict[str, int]


class ErasureStore(Protocol):
    """Erases one person."""

    async def erase(self, *, now: datetime) -> Erasure:
        """Destroy the person's key, blank the journal, delete every projection, and enter it in the ledger."""
