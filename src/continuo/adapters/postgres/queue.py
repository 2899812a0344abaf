"""The queue in PostgreSQL: making jobs within a transaction, and the desk where a tenant sees them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from psycopg.errors import UniqueViolation

from continuo.adapters.postgres.pool import Connection, Pools
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import Conflict, NotFound
from continuo.domain.job import JobKind, JobReport, JobState

LONGEST_LIST = 1000
_REPLAY_TRIES = 3


class PostgresQueue:
    """Keeps the port ``Queue`` within one transaction.

    Args:
        connection: the transaction's; tenant and person come from its signed context.
        epoch: the person's.
    """

    def __init__(self, connection: Connection, epoch: int) -> None:
        self._connection = connection
        self._epoch = epoch
        self._sql = statements("queue")

    async def defer(self, kind: JobKind, session_id: UUID, *, delay: timedelta) -> None:
        """Make a job that is due after the delay; it exists exactly if the transaction commits."""
        assert delay >= timedelta(0), delay
        values = {"session_id": session_id, "kind": kind.value, "epoch": self._epoch, "delay": delay}
        await self._connection.execute(self._sql["defer_job"], values)


class PostgresJobDesk:
    """Keeps the port ``JobDesk``; every call is a transaction of its own."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools
        self._sql = statements("queue")

    async def list(self, tenant_id: UUID, *, state: JobState | None = None, limit: int = 100) -> Sequence[JobReport]:
        """Return the tenant's jobs, newest first."""
        assert 1 <= limit <= LONGEST_LIST, limit
        values = {"tenant_id": tenant_id, "state": state.value if state else None, "limit": limit}
        async with self._pools.transaction("api", tenant_id) as connection:
            cursor = await connection.execute(self._sql["list_jobs"], values)
            return [_report(row) for row in await cursor.fetchall()]

    async def replay(self, tenant_id: UUID, job_id: int) -> JobReport:
        """Make a dead job wait again, due at once; raises NotFound if the tenant has no such dead job."""
        for _ in range(_REPLAY_TRIES):
            try:
                return await self._replay(tenant_id, job_id)
            except UniqueViolation:
                # The session got a waiting job in this very moment; the next look sees it and takes it in.
                continue
        raise Conflict(f"job {job_id}: its session keeps getting new jobs; try again")

    async def _replay(self, tenant_id: UUID, job_id: int) -> JobReport:
        async with self._pools.transaction("api", tenant_id) as connection:
            cursor = await connection.execute(self._sql["replay_job"], {"tenant_id": tenant_id, "job_id": job_id})
            row = await cursor.fetchone()
        if row is None:
            raise NotFound(f"there is no dead job {job_id}")
        return _report(row)


def _report(row: tuple[Any, ...]) -> JobReport:
    job_id, kind, state, session_id, tries, run_at, reason = row
    return JobReport(job_id, JobKind(kind), JobState(state), session_id, tries, run_at, reason)
