"""Answers to requests that may be sent again, in PostgreSQL."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import Conflict, KeyReused
from continuo.ports.requests import RequestKey


class PostgresRequests:
    """Keeps the port ``RequestStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("requests")

    async def answer(self, key: RequestKey) -> dict[str, Any] | None:
        """Return the answer given before, or ``None``; raises KeyReused if the body was another."""
        cursor = await self._desk.connection.execute(self._sql["read_answer"], self._values(key))
        row = await cursor.fetchone()
        if row is None:
            return None
        body_hash, answer = row
        if body_hash != key.body_hash:
            raise KeyReused("the Idempotency-Key came before with another body: use a new one")
        return dict(answer)

    async def keep(self, key: RequestKey, answer: dict[str, Any]) -> None:
        """Keep the answer; it holds ids, never words."""
        values = self._values(key) | {"body_hash": key.body_hash, "answer": Jsonb(answer)}
        await self._desk.connection.execute(self._sql["forget_answers"], self._desk.owner)
        try:
            await self._desk.connection.execute(self._sql["keep_answer"], values)
        except psycopg.errors.UniqueViolation as error:
            # The key is taken by a request of another person, which this one may not read.
            raise Conflict("the Idempotency-Key is in use: use a new one") from error

    def _values(self, key: RequestKey) -> dict[str, Any]:
        return self._desk.owner | {"principal": key.principal, "route": key.route, "key": key.key}
