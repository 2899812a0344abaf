"""The clarifications of one person in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.clarification import Clarification
from continuo.ports.clarifications import ClarificationFilter


class PostgresClarifications:
    """Keeps the port ``ClarificationStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("clarifications")

    async def put(self, clarification: Clarification) -> None:
        """Open a clarification, or settle it: the same one again takes the place of the first."""
        name = clarification.clarification_id
        values = {
            "clarification_id": name,
            "slot": self._desk.slot_hash(clarification.about, clarification.predicate),
            "predicate": clarification.predicate,
            "first": clarification.first,
            "second": clarification.second,
            "opened_at": clarification.opened_at,
            "settled_at": clarification.settled_at,
            "settled_by": clarification.settled_by,
            "sealed": self._desk.opened_key().seal("clarification", name, clarification.about.encode()),
            "purposes": list(clarification.purposes),
        }
        await self._desk.connection.execute(self._sql["put_clarification"], self._desk.owner | values)

    async def open(self, about: str, predicates: Sequence[str]) -> Sequence[Clarification]:
        """Return what is not settled about somebody and one of these predicates, oldest first."""
        slots = [self._desk.slot_hash(about, predicate) for predicate in predicates]
        return await self._found("open_clarifications", slot=slots)

    async def get(self, clarification_id: UUID) -> Clarification | None:
        """Return one clarification, or ``None`` where it is not there or not in reach."""
        found = await self._found("get_clarification", clarification_id=clarification_id)
        return found[0] if found else None

    async def find(self, wanted: ClarificationFilter) -> Sequence[Clarification]:
        """Return the clarifications that pass the filter, in the order of their ids."""
        return await self._found("find_clarifications", **asdict(wanted)) if self._desk.key is not None else []

    async def drop_all(self) -> int:
        """Remove every clarification and return how many there were."""
        cursor = await self._desk.connection.execute(self._sql["drop_all_clarifications"], self._desk.owner)
        return cursor.rowcount

    async def _found(self, statement: str, **values: Any) -> list[Clarification]:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return self.clarifications_of(await cursor.fetchall())

    def clarifications_of(self, rows: Sequence[tuple[Any, ...]]) -> list[Clarification]:
        """Return the clarifications of rows of ``find_clarifications`` and the like, opened, in the order given."""
        return [self._clarification(row) for row in rows]

    def _clarification(self, row: tuple[Any, ...]) -> Clarification:
        name, predicate, first, second, opened_at, settled_at, settled_by, sealed, purposes = row
        about = self._desk.opened_key().open("clarification", name, sealed).decode()
        return Clarification(name, about, predicate, first, second, opened_at, settled_at, settled_by, tuple(purposes))
