"""Work for later: made in a transaction, done by a worker, seen by its tenant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from continuo.domain.job import Job, JobKind, JobReport, JobState


class Queue(Protocol):
    """The side of the queue that lies within a transaction."""

    async def defer(self, kind: JobKind, session_id: UUID, *, delay: timedelta) -> None:
        """Make a job that is due after the delay; it exists exactly if the transaction commits.

        A session has at most one waiting job of a kind: a second one only moves it to the earlier of the two times.
        A job that is running does not count as waiting, so nothing said while it runs is missed.
        """


Handler = Callable[[Job], Awaitable[None]]


class JobDesk(Protocol):
    """What a tenant may see and do of its jobs."""

    async def list(self, tenant_id: UUID, *, state: JobState | None = None, limit: int = 100) -> Sequence[JobReport]:
        """Return the tenant's jobs, newest first."""

    async def replay(self, tenant_id: UUID, job_id: int) -> JobReport:
        """Make a dead job wait again, due at once; raises NotFound if the tenant has no such dead job."""


class Worker(Protocol):
    """Does the work. Jobs of one session run one after the other."""

    async def run(self, handlers: Mapping[JobKind, Handler]) -> None:
        """Do jobs until cancelled.

        A job may run twice: after a kill it is claimed again within the stall time. A handler that raises a retryable
        error is tried again, at most 12 times, after a wait that doubles up to 15 minutes, with full jitter; any
        other error, or the twelfth, makes the job dead, with its reason. Cancellation lets running jobs finish for
        a bounded time.
        """

    async def drain(self, handlers: Mapping[JobKind, Handler], *, timeout: timedelta) -> int:
        """Do the jobs that are due now, and return how many were done. For embedded use and tests."""
