"""Taking a person's memory out of PostgreSQL."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from psycopg.types.json import Jsonb

from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.ports.privacy import Erasure

STORES = {
    "turns": "blank_events",
    "sessions": "blank_sessions",
    "checkpoints": "delete_checkpoints",
    "turn_names": "delete_event_names",
    "answers": "delete_requests",
    "items": "delete_items",
    "facts": "delete_facts",
    "episodes": "delete_episodes",
    "entities": "delete_entities",
    "names": "delete_names",
    "mentions": "delete_mentions",
    "relations": "delete_relations",
    "runs": "delete_runs",
    "conclusions": "delete_conclusions",
    "acts": "delete_acts",
    "clarifications": "delete_clarifications",
    "uses": "delete_uses",
    "profile": "delete_profile",
    "jobs": "delete_jobs",
}
"""What is emptied, by the name it has in the counts."""


class PostgresErasure:
    """Keeps the port ``ErasureStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("erasure")

    async def erase(self, *, now: datetime) -> Erasure:
        """Destroy the person's key, blank the journal, delete every projection, and enter it in the ledger."""
        counts = {store: (await self._do(statement, now=now)).rowcount for store, statement in STORES.items()}
        cursor = await self._do("destroy_key")
        row = await cursor.fetchone()
        assert row is not None, "the person's row is locked by this transaction"
        erasure = Erasure(uuid4(), now, int(row[0]), counts)
        await self._do(
            "enter_ledger", erasure_id=erasure.erasure_id, epoch=erasure.epoch, now=now, counts=Jsonb(counts)
        )
        return erasure

    async def _do(self, statement: str, **values: Any) -> Any:
        return await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
