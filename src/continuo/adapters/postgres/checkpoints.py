"""The checkpoints of one person's sessions in PostgreSQL."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.session import Checkpoint


class PostgresCheckpoints:
    """Keeps the port ``CheckpointStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("checkpoints")

    async def keep(self, checkpoint: Checkpoint) -> bool:
        """Put a checkpoint in the place of the session's last one, and return whether that was done."""
        rows = await self._rows(
            "keep_checkpoint",
            session_id=checkpoint.session_id,
            position=checkpoint.position,
            active_at=checkpoint.active_at,
            fence=checkpoint.fence,
        )
        return bool(rows)

    async def of_session(self, session_id: UUID) -> Checkpoint | None:
        """Return the last checkpoint of a session, ``None`` where there is none."""
        rows = await self._rows("read_checkpoint", session_id=session_id)
        return Checkpoint(*rows[0]) if rows else None

    async def _rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return await cursor.fetchall()
