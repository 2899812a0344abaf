"""What providers were paid, by tenant and day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from continuo.domain.spending import Spending


class SpendingStore(Protocol):
    """Keeps count. It holds numbers and names of models, nothing of a person, and outlives an erasure."""

    async def add(self, tenant_id: UUID, spending: Spending) -> None:
        """Add to what the tenant spent on that day with that model for that purpose."""

    async def list(self, tenant_id: UUID, since: date, until: date) -> Sequence[Spending]:
        """Return what the tenant spent from one day to another, both included, newest day first."""
