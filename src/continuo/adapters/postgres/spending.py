"""What providers were paid, in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from continuo.adapters.postgres.pool import Pools
from continuo.adapters.postgres.statements import statements
from continuo.domain.spending import Spending, Spent


class PostgresSpending:
    """Keeps the port ``SpendingStore``; every call is a transaction of its own, which no undone work takes back."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools
        self._sql = statements("spending")

    async def add(self, tenant_id: UUID, spending: Spending) -> None:
        """Add to what the tenant spent on that day with that model for that purpose."""
        row = {"tenant_id": tenant_id, "day": spending.day, "model": spending.model, "purpose": spending.purpose}
        async with self._pools.transaction("worker", tenant_id) as connection:
            await connection.execute(self._sql["add_spending"], row | asdict(spending.spent))

    async def list(self, tenant_id: UUID, since: date, until: date) -> Sequence[Spending]:
        """Return what the tenant spent from one day to another, both included, newest day first."""
        values = {"tenant_id": tenant_id, "since": since, "until": until}
        async with self._pools.transaction("api", tenant_id) as connection:
            cursor = await connection.execute(self._sql["list_spending"], values)
            rows = await cursor.fetchall()
        return [Spending(day, model, purpose, Spent(*counts)) for day, model, purpose, *counts in rows]
