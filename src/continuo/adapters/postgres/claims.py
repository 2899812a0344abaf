"""The queue as its workers see it: jobs are claimed for a while, and only who holds the claim can settle them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from psycopg.errors import UniqueViolation
from psycopg_pool import AsyncConnectionPool

from continuo.adapters.postgres.pool import CHECKOUT_TIMEOUT_S, Connection, translated_errors
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import Unavailable
from continuo.domain.job import Job, JobKind, JobState

_CONNECTIONS = 3
_STATEMENT_TIMEOUT_S = 10.0
_RETURN_TRIES = 5
_RECONNECT_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A job in the hands of one worker.

    Args:
        claim_id: new for every claim, so that who lost a job cannot settle it.
        until: when it ends unless it is renewed, by the clock of the event loop; never later than in the database.
    """

    job: Job
    claim_id: UUID
    until: float = 0.0

    @property
    def tries(self) -> int:
        """Return how often the job has been begun, this time included."""
        return self.job.attempt + 1


@dataclass(frozen=True, slots=True)
class Back:
    """How a job goes back to wait.

    Args:
        wait: until it is due again.
        reason: why it was not done.
        counted: whether the try counts towards the most there may be.
    """

    wait: timedelta
    reason: str
    counted: bool = True


class Claims:
    """Hands out due jobs as the role of the queue, one statement to a transaction.

    Args:
        dsn: signs in as ``continuo_queue``, which sees the table of jobs and no other.
        lease: how long a claim holds unless it is renewed.
    """

    def __init__(self, dsn: str, lease: timedelta) -> None:
        self._lease = lease
        self._sql = statements("queue")
        self._pool = AsyncConnectionPool[Connection](
            dsn,
            min_size=0,
            max_size=_CONNECTIONS,
            open=False,
            name="queue",
            timeout=CHECKOUT_TIMEOUT_S,
            max_waiting=1000,
            # The pool's pauses between attempts double for as long as this; after a long outage it would sleep on.
            reconnect_timeout=_RECONNECT_TIMEOUT_S,
            kwargs={"connect_timeout": 10, "autocommit": True},
        )

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Claims]:
        """Open the connections for the length of a block."""
        await self._pool.open()
        try:
            yield self
        finally:
            await self._pool.close(timeout=5)

    async def claim(self, kinds: Collection[JobKind]) -> Claim | None:
        """Take the job that has been due longest, if there is one."""
        claim_id, until = uuid4(), self.lease_end()
        values = {"kinds": [kind.value for kind in kinds], "claim_id": claim_id, "lease": self._lease}
        try:
            rows = await self._rows("claim_job", values)
        except UniqueViolation:
            # Two workers reached for two jobs of one session in the same moment; the other one has it.
            return None
        return _claim(rows[0], claim_id, until) if rows else None

    def lease_end(self) -> float:
        """Return when a claim ends that is made or renewed now, by the clock of the event loop."""
        return asyncio.get_running_loop().time() + self._lease.total_seconds()

    async def renew(self, claim_ids: Collection[UUID]) -> set[UUID]:
        """Prolong these claims, and return those that still stand."""
        rows = await self._rows("renew_claims", {"claim_ids": list(claim_ids), "lease": self._lease})
        return {row[0] for row in rows}

    async def finish(self, claim: Claim, state: JobState, *, reason: str = "", stalled: bool = False) -> None:
        """End the job as done or dead, if the claim still stands."""
        assert state in (JobState.DONE, JobState.DEAD), state
        await self._do("finish_job", _place(claim, stalled) | {"state": state.value, "reason": reason})

    async def give_back(self, claim: Claim, back: Back, *, stalled: bool = False) -> None:
        """Let the job wait again, if the claim still stands; a job that came to wait meanwhile is taken in."""
        values = {"wait": back.wait, "reason": back.reason, "uncounted": 0 if back.counted else 1}
        for _ in range(_RETURN_TRIES):
            try:
                return await self._do("return_job", _place(claim, stalled) | values)
            except UniqueViolation:
                # A job came to wait in this very moment; the next look sees it and takes it in.
                continue
        raise Unavailable(f"job {claim.job.job_id} could not be given back: its session keeps getting new jobs")

    async def stalled(self, kinds: Collection[JobKind]) -> Sequence[Claim]:
        """Return claims of workers that have not been heard of."""
        rows = await self._rows("find_stalled", {"kinds": [kind.value for kind in kinds]})
        return [_claim(row[:7], row[7]) for row in rows]

    async def delete_old(self, state: JobState, kept: timedelta) -> None:
        """Forget jobs that ended this way longer ago than that."""
        await self._do("delete_old_jobs", {"state": state.value, "kept": kept})

    async def _rows(self, statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        async with self._connection() as connection:
            cursor = await connection.execute(self._sql[statement], values)
            return await cursor.fetchall()

    async def _do(self, statement: str, values: dict[str, Any]) -> None:
        async with self._connection() as connection:
            await connection.execute(self._sql[statement], values)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        with translated_errors():
            async with self._pool.connection() as connection:
                try:
                    async with asyncio.timeout(_STATEMENT_TIMEOUT_S):
                        yield connection
                except TimeoutError as error:
                    raise Unavailable(f"the queue did not answer within {_STATEMENT_TIMEOUT_S:.0f} s") from error


def _place(claim: Claim, stalled: bool) -> dict[str, Any]:
    job = claim.job
    return {"tenant_id": job.tenant_id, "job_id": job.job_id, "claim_id": claim.claim_id, "stalled": stalled}


def _claim(row: tuple[Any, ...], claim_id: UUID, until: float = 0.0) -> Claim:
    job_id, kind, tenant_id, subject_id, session_id, epoch, tries = row
    job = Job(job_id, JobKind(kind), tenant_id, subject_id, session_id, epoch, attempt=tries - 1)
    return Claim(job, claim_id, until)
