"""How long tenants keep what."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from continuo.domain.item import Kind
from continuo.domain.retention import RetentionRule, checked_rule
from continuo.ports.retention import RetentionRules


class Retention:
    """A tenant's rules; a kind without a rule is kept for ever."""

    def __init__(self, rules: RetentionRules) -> None:
        self._rules = rules

    async def all(self, tenant_id: UUID) -> Sequence[RetentionRule]:
        """Return the tenant's rules, in the order of kinds."""
        return await self._rules.of_tenant(tenant_id)

    async def put(self, tenant_id: UUID, rule: RetentionRule) -> RetentionRule:
        """Set the rule of its kind and return it; raises Invalid naming the field.

        A person's memories are looked through at the end of the next distillation.
        """
        await self._rules.put(tenant_id, checked_rule(rule))
        return rule

    async def remove(self, tenant_id: UUID, kind: Kind) -> None:
        """Keep this kind for ever again; what has gone does not come back."""
        await self._rules.remove(tenant_id, kind)
