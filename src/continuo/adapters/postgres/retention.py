"""Tenants' retention rules in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from continuo.adapters.postgres.pool import Pools
from continuo.adapters.postgres.statements import statements
from continuo.domain.item import Kind
from continuo.domain.retention import Action, RetentionRule


class PostgresRetention:
    """Keeps the port ``RetentionRules``; every call is a transaction of its own."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools
        self._sql = statements("retention")

    async def of_tenant(self, tenant_id: UUID) -> Sequence[RetentionRule]:
        """Return the tenant's rules, in the order of kinds."""
        async with self._pools.transaction("api", tenant_id) as connection:
            cursor = await connection.execute(self._sql["read_retention"], {"tenant_id": tenant_id})
            rows = await cursor.fetchall()
        rules = [RetentionRule(Kind[kind.upper()], Action(action), days) for kind, action, days in rows]
        return sorted(rules, key=lambda rule: rule.kind)

    async def put(self, tenant_id: UUID, rule: RetentionRule) -> None:
        """Set the rule of its kind."""
        values = {"kind": rule.kind.name.lower(), "action": rule.action.value, "after_days": rule.after_days}
        await self._do("put_retention", tenant_id, values)

    async def remove(self, tenant_id: UUID, kind: Kind) -> None:
        """Keep this kind for ever again."""
        await self._do("remove_retention", tenant_id, {"kind": kind.name.lower()})

    async def _do(self, statement: str, tenant_id: UUID, values: dict[str, Any]) -> None:
        async with self._pools.transaction("api", tenant_id) as connection:
            await connection.execute(self._sql[statement], values | {"tenant_id": tenant_id})
