"""What the worker does with each kind of job, and what a tenant sees of its jobs."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from continuo.domain.errors import NotFound, Unavailable
from continuo.domain.job import Job, JobKind, JobReport, JobState
from continuo.domain.scope import Scope
from continuo.ports.maintenance import Maintenance
from continuo.ports.notices import Notice, NoticeKind, Notices
from continuo.ports.queue import Handler, JobDesk, Worker
from continuo.telemetry import LOG

MAINTENANCE_INTERVAL = timedelta(days=1)


class Consolidates(Protocol):
    """Makes memory of a session."""

    async def consolidate(self, scope: Scope, session_id: UUID, *, epoch: int) -> int:
        """Return the number of turns taken."""


class Tends(Protocol):
    """Keeps a person's memory in shape."""

    async def tend(self, scope: Scope, *, epoch: int | None = None) -> object:
        """Compact, let go, distil; raises NotFound for a person unknown, or erased since that epoch."""


class Ends(Protocol):
    """Declares sessions over."""

    async def end_idle(self, scope: Scope, session_id: UUID, *, epoch: int) -> bool:
        """Declare a session over if nothing has been going on in it for long enough."""


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to be done.

    Args:
        maintenance: once a day, for the stores as a whole.
    """

    consolidation: Consolidates
    ending: Ends
    tending: Tends
    maintenance: Maintenance


class Jobs:
    """Runs the worker and answers what has become of jobs."""

    def __init__(self, worker: Worker, desk: JobDesk, work: Work, notices: Notices | None = None) -> None:
        self._worker = worker
        self._desk = desk
        self._work = work
        self._notices = notices

    async def run(self) -> None:
        """Do jobs, and once a day what keeps the stores in shape, until cancelled."""
        over = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            daily = group.create_task(self._maintain(over))
            try:
                await self._worker.run(self._handlers())
            finally:
                # Asked twice: Python 3.11 loses a cancellation that meets the end of a wait for a connection.
                over.set()
                daily.cancel()

    async def _maintain(self, over: asyncio.Event) -> None:
        while not over.is_set():
            try:
                LOG.info("maintenance: %s", await self._work.maintenance.run())
            except Unavailable as error:
                LOG.warning("maintenance has to wait for a day: %s", error)
            with suppress(TimeoutError):
                async with asyncio.timeout(MAINTENANCE_INTERVAL.total_seconds()):
                    await over.wait()

    async def drain(self, *, timeout: timedelta = timedelta(minutes=10)) -> int:
        """Do what is due now, and return how many jobs were done."""
        return await self._worker.drain(self._handlers(), timeout=timeout)

    async def list(self, tenant_id: UUID, *, state: JobState | None = None, limit: int = 100) -> Sequence[JobReport]:
        """Return the tenant's jobs, newest first."""
        return await self._desk.list(tenant_id, state=state, limit=limit)

    async def replay(self, tenant_id: UUID, job_id: int) -> JobReport:
        """Make a dead job wait again; raises NotFound if the tenant has no such dead job."""
        return await self._desk.replay(tenant_id, job_id)

    def _handlers(self) -> Mapping[JobKind, Handler]:
        return {JobKind.CONSOLIDATE: self._consolidate, JobKind.END: self._end, JobKind.DISTIL: self._distil}

    async def _consolidate(self, job: Job) -> None:
        scope = Scope(job.tenant_id, job.subject_id)
        if await self._work.consolidation.consolidate(scope, job.session_id, epoch=job.epoch):
            await self._tell(job, Notice(NoticeKind.LEARNED, job.session_id, 0, job.epoch))

    async def _tell(self, job: Job, notice: Notice) -> None:
        if self._notices is not None:
            await self._notices.tell(Scope(job.tenant_id, job.subject_id), notice)

    async def _end(self, job: Job) -> None:
        try:
            await self._work.ending.end_idle(Scope(job.tenant_id, job.subject_id), job.session_id, epoch=job.epoch)
        except NotFound:
            LOG.info("session %s: erased since epoch %d, nothing to end", job.session_id, job.epoch)

    async def _distil(self, job: Job) -> None:
        try:
            await self._work.tending.tend(Scope(job.tenant_id, job.subject_id), epoch=job.epoch)
            await self._tell(job, Notice(NoticeKind.EDITED, None, 0, job.epoch))
        except NotFound:
            LOG.info("subject %s: erased since epoch %d, nothing to distil", job.subject_id, job.epoch)
