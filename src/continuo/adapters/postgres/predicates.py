"""Tenants' own predicates in PostgreSQL."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from continuo.adapters.postgres.pool import Pools
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import NotFound
from continuo.domain.predicates import Cardinality, Fading, Predicate, Predicates, Sensitivity


class PostgresPredicates:
    """Keeps the port ``PredicateRegistry``; every call is a transaction of its own."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools
        self._sql = statements("predicates")

    async def of_tenant(self, tenant_id: UUID) -> Predicates:
        """Return the registry as the tenant sees it."""
        async with self._pools.transaction("api", tenant_id) as connection:
            cursor = await connection.execute(self._sql["read_predicates"], {"tenant_id": tenant_id})
            return Predicates(_predicate(row) for row in await cursor.fetchall())

    async def put(self, tenant_id: UUID, predicate: Predicate) -> None:
        """Add a predicate, or define it anew; facts merged before keep what they became until a rebuild."""
        values = {
            "tenant_id": tenant_id,
            "name": predicate.name,
            "cardinality": predicate.cardinality.value,
            "fading": predicate.fading.value,
            "sensitivity": predicate.sensitivity.value,
            "opposite": predicate.opposite,
            "object_type": predicate.object_type,
            "category": list(predicate.category),
        }
        async with self._pools.transaction("api", tenant_id) as connection:
            await connection.execute(self._sql["put_predicate"], values)

    async def remove(self, tenant_id: UUID, name: str) -> None:
        """Take a predicate of the tenant's own away; raises NotFound if there is none of that name."""
        async with self._pools.transaction("api", tenant_id) as connection:
            cursor = await connection.execute(self._sql["remove_predicate"], {"tenant_id": tenant_id, "name": name})
            if cursor.rowcount == 0:
                raise NotFound("there is no such predicate of this tenant's own")


def _predicate(row: tuple[Any, ...]) -> Predicate:
    name, cardinality, fading, sensitivity, opposite, object_type, category = row
    return Predicate(
        name, Cardinality(cardinality), Fading(fading), Sensitivity(sensitivity), opposite, object_type, tuple(category)
    )
