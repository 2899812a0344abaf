"""What has reached its age in one person's memory, in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements


class PostgresExpiry:
    """Keeps the port ``ExpiryStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("expiry")

    async def count_passages(self, before: datetime, *, only_told: bool) -> int:
        """Return how many passages were said before a moment."""
        return int((await self._rows("count_passages", before=before, only_told=only_told))[0][0])

    async def old_facts(self, before: datetime) -> Sequence[tuple[UUID, str]]:
        """Return facts in the index that were last said, and last handed out, before a moment, with predicates."""
        return [(fact_id, predicate) for fact_id, predicate in await self._rows("old_facts", before=before)]

    async def old_episodes(self, before: datetime) -> Sequence[UUID]:
        """Return episodes in force that ended before a moment."""
        return [row[0] for row in await self._rows("old_episodes", before=before)]

    async def drop_passages(self, before: datetime, *, only_told: bool) -> int:
        """Take the passages said before a moment from the index, and return how many there were."""
        values = self._desk.owner | {"before": before, "only_told": only_told}
        cursor = await self._desk.connection.execute(self._sql["drop_passages"], values)
        return cursor.rowcount

    async def _rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return await cursor.fetchall()
