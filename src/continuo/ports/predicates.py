"""The predicates that tenants add to the registry."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from continuo.domain.predicates import Predicate, Predicates


class PredicateRegistry(Protocol):
    """What a tenant's facts can be about, beside what continuo knows by itself."""

    async def of_tenant(self, tenant_id: UUID) -> Predicates:
        """Return the registry as the tenant sees it."""

    async def put(self, tenant_id: UUID, predicate: Predicate) -> None:
        """Add a predicate, or define it anew; facts merged before keep what they became until a rebuild."""

    async def remove(self, tenant_id: UUID, name: str) -> None:
        """Take a predicate of the tenant's own away; raises NotFound if there is none of that name."""
