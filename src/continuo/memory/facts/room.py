"""Facts as they are read: by filter, by id, with their history, on their timeline; and the questions they raise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from continuo.domain.clarification import Clarification
from continuo.domain.errors import Invalid, NotFound
from continuo.domain.fact import Fact, FactChange
from continuo.domain.scope import Scope
from continuo.domain.timeline import TimelineEntry
from continuo.ports.clarifications import ClarificationFilter
from continuo.ports.facts import FactFilter
from continuo.ports.storage import Storage
from continuo.ports.timeline import TimelineFilter

MOST_FACTS = 1000
"""Entries on one page."""

_PAGE = 500


class Facts:
    """What is held to be true of a person."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def list(self, scope: Scope, wanted: FactFilter, *, text: str = "") -> Sequence[Fact]:
        """Return the facts that pass the filter, in the order of their ids; none for a person unknown.

        Args:
            text: words that have to occur in the statement, in any order, whatever their case.
        """
        _check_limit(wanted.limit)
        sought = text.casefold().split()
        async with self._storage.reading(scope) as tx:
            if not sought:
                return await tx.facts.find(wanted)
            # Words are sealed: no store can search them, so they are looked through page by page.
            found: list[Fact] = []
            page = replace(wanted, limit=_PAGE)
            while len(found) < wanted.limit and (facts := await tx.facts.find(page)):
                found += [f for f in facts if all(word in f.statement.casefold() for word in sought)]
                page = replace(page, after=facts[-1].fact_id)
            return found[: wanted.limit]

    async def get(self, scope: Scope, fact_id: UUID, *, known_at: datetime | None = None) -> Fact:
        """Return one fact, as it was known at a moment; raises NotFound if it was not, or not this person's."""
        async with self._storage.reading(scope) as tx:
            found = await tx.facts.get([fact_id], known_at=known_at) if tx.person else []
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

    async def clarifications(self, scope: Scope, wanted: ClarificationFilter) -> Sequence[Clarification]:
        """Return the clarifications that pass the filter, in the order of their ids."""
        _check_limit(wanted.limit)
        async with self._storage.reading(scope) as tx:
            return await tx.clarifications.find(wanted)

    async def sides(self, scope: Scope, asked: Sequence[Clarification]) -> dict[UUID, Fact]:
        """Return the facts that clarifications stand between, by id."""
        wanted = [fact_id for c in asked for fact_id in (c.first, c.second)]
        async with self._storage.reading(scope) as tx:
            return {f.fact_id: f for f in await tx.facts.get(wanted)}

    async def timeline(self, scope: Scope, wanted: TimelineFilter) -> Sequence[TimelineEntry]:
        """Return when facts began and ended and what happened, in the order of time."""
        _check_limit(wanted.limit)
        async with self._storage.reading(scope) as tx:
            return await tx.timeline.read(wanted)


def _check_limit(limit: int) -> None:
    if not 1 <= limit <= MOST_FACTS:
        raise Invalid("limit", f"must be 1 to {MOST_FACTS}")
