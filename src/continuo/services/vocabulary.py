"""What a tenant's facts can be about: continuo's own predicates, and those the tenant adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from continuo.domain.errors import Invalid
from continuo.domain.predicates import Predicate, Predicates, checked_predicate
from continuo.ports.predicates import PredicateRegistry

MOST_ADDED = 500
"""Predicates that a tenant may add."""


class Vocabulary:
    """The registry of predicates as tenants see and extend it."""

    def __init__(self, registry: PredicateRegistry) -> None:
        self._registry = registry

    async def all(self, tenant_id: UUID) -> Sequence[Predicate]:
        """Return every predicate that has a name of its own, in the order of the names."""
        return (await self._registry.of_tenant(tenant_id)).all()

    async def put(self, tenant_id: UUID, predicate: Predicate) -> Predicate:
        """Add a predicate, or define it anew, and return it; what was merged before stays until a rebuild.

        An opposite that is no predicate yet is added with it, so that each is the other's opposite.

        Raises:
            Invalid: names the field.
        """
        checked = checked_predicate(predicate)
        known = await self._registry.of_tenant(tenant_id)
        _require_free(known, checked)
        await self._registry.put(tenant_id, checked)
        if checked.opposite and not any(p.name == checked.opposite for p in known.all()):
            await self._registry.put(tenant_id, replace(checked, name=checked.opposite, opposite=checked.name))
        return checked

    async def remove(self, tenant_id: UUID, name: str) -> None:
        """Take a predicate of the tenant's own away; raises NotFound if there is none of that name."""
        await self._registry.remove(tenant_id, name)


def _require_free(known: Predicates, wanted: Predicate) -> None:
    names = {p.name: p for p in known.all()}
    if wanted.name not in names and len(names) >= len(Predicates().all()) + MOST_ADDED:
        raise Invalid("name", f"a tenant can add at most {MOST_ADDED} predicates")
    opposite = names.get(wanted.opposite)
    if opposite is not None and opposite.opposite != wanted.name:
        raise Invalid("opposite", "must be a predicate whose opposite is this one, or a new name")
