"""A migrated database with an empty queue, and what the tests of the queue do with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg

from continuo.adapters.postgres.pool import Connection, Pools, PoolSizes, role_dsn
from continuo.adapters.postgres.queue import PostgresJobDesk, PostgresQueue
from continuo.adapters.postgres.sealing import RootKey
from continuo.adapters.postgres.worker import PostgresWorker
from continuo.adapters.postgres.worker_rules import WorkerLimits
from continuo.domain.job import Job, JobKind, JobReport
from continuo.domain.scope import Scope

ROOT = RootKey(b"q" * 32)
CONSOLIDATE = JobKind.CONSOLIDATE
NOW = timedelta(0)
BRISK = WorkerLimits(
    concurrency=3,
    poll=timedelta(seconds=0.05),
    stall=timedelta(seconds=2),
    shutdown=timedelta(seconds=5),
    first_wait=timedelta(seconds=0.01),
    longest_wait=timedelta(seconds=0.05),
)
"""Limits that let a test see in seconds what takes minutes outside."""


@dataclass(frozen=True, slots=True)
class QueueHouse:
    """One database, and the doors to its queue."""

    admin_dsn: str
    pools: Pools
    desk: PostgresJobDesk

    def worker(self, limits: WorkerLimits = BRISK) -> PostgresWorker:
        """Return a worker that signs in as the role of the queue."""
        return PostgresWorker(self.queue_dsn(), limits)

    def queue_dsn(self) -> str:
        """Return how the role of the queue signs in."""
        return role_dsn(self.admin_dsn, ROOT, "queue")

    @asynccontextmanager
    async def transaction(self, scope: Scope, epoch: int = 0) -> AsyncIterator[tuple[PostgresQueue, Connection]]:
        """Open a transaction of one person."""
        async with self.pools.transaction("api", scope.tenant_id, scope.subject_id) as connection:
            yield PostgresQueue(connection, epoch), connection

    async def defer(self, scope: Scope, session_id: UUID, delay: timedelta = NOW, epoch: int = 0) -> None:
        """Make a job in a transaction of its own."""
        async with self.transaction(scope, epoch) as (queue, _):
            await queue.defer(CONSOLIDATE, session_id, delay=delay)

    async def drain(self, handler: Callable[[Job], Awaitable[None]], limits: WorkerLimits = BRISK) -> int:
        """Do what is due."""
        return await self.worker(limits).drain({CONSOLIDATE: handler}, timeout=timedelta(seconds=30))

    async def only_job(self, scope: Scope) -> JobReport:
        """Return the one job that the tenant has."""
        (job,) = await self.desk.list(scope.tenant_id)
        return job

    async def as_admin(self, statement: str, *values: object) -> Sequence[tuple[object, ...]]:
        """Do as the superuser whatever a test has to arrange or to look into."""
        async with await psycopg.AsyncConnection.connect(self.admin_dsn, autocommit=True) as connection:
            cursor = await connection.execute(statement, values)
            return await cursor.fetchall() if cursor.description else []


def someone() -> Scope:
    """Return a person of a new tenant."""
    return Scope.of(uuid4(), "ana")


@asynccontextmanager
async def queue_house(admin_dsn: str) -> AsyncIterator[QueueHouse]:
    """Open the doors to the queue of a migrated database, and empty it."""
    pools = Pools(admin_dsn, ROOT, PoolSizes(api=12))
    await pools.open()
    try:
        house = QueueHouse(admin_dsn, pools, PostgresJobDesk(pools))
        await house.as_admin("TRUNCATE continuo.job")
        yield house
    finally:
        await pools.close()


@asynccontextmanager
async def running(work: Awaitable[None]) -> AsyncIterator[asyncio.Task[None]]:
    """Run a worker for the length of a block, then cancel it and wait for its end."""
    task = asyncio.ensure_future(work)
    assert isinstance(task, asyncio.Task)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait({task}, timeout=30)


async def until(condition: Callable[[], bool], *, within_s: float = 30.0) -> None:
    """Wait until something is so, and fail if it does not come about."""
    async with asyncio.timeout(within_s):
        while not condition():
            await asyncio.sleep(0.02)
