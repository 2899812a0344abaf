"""Facts as they are read: by filter, by id, with their history."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from continuo.domain.errors import Invalid, NotFound
from continuo.domain.fact import Fact, FactChange
from continuo.domain.scope import Scope
from continuo.ports.facts import FactFilter
from continuo.ports.storage import Storage

MOST_FACTS = 1000
"""Facts on one page."""


class Facts:
    """What is held to be true of a person."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def list(self, scope: Scope, wanted: FactFilter) -> Sequence[Fact]:
        """Return the facts that pass the filter, in the order of their ids; none for a person unknown."""
        if not 1 <= wanted.limit <= MOST_FACTS:
            raise Invalid("limit", f"must be 1 to {MOST_FACTS}")
        async with self._storage.reading(scope) as tx:
            return await tx.facts.find(wanted) if tx.person else []

    async def get(self, scope: Scope, fact_id: UUID) -> Fact:
        """Return one fact; raises NotFound if it is not there or not this person's."""
        async with self._storage.reading(scope) as tx:
            found = await tx.facts.get([fact_id]) if tx.person else []
        if not found:
            raise NotFound("there is no such fact of this user")
        return found[0]

    async def history(self, scope: Scope, fact_id: UUID) -> Sequence[FactChange]:
        """Return what became of a fact, first step first; raises NotFound like ``get``."""
        async with self._storage.reading(scope) as tx:
            found = await tx.facts.get([fact_id]) if tx.person else []
            if not found:
                raise NotFound("there is no such fact of this user")
            return await tx.facts.history(fact_id)
