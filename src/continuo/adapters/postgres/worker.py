"""The worker: claims jobs, hands them to their handlers, and settles what became of them."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from continuo.adapters.postgres.claims import Back, Claim, Claims
from continuo.adapters.postgres.worker_rules import (
    WORKER_LOST,
    WorkerLimits,
    is_retryable,
    reason_of,
    wait_after,
)
from continuo.domain.errors import Unavailable
from continuo.domain.job import JobKind, JobState
from continuo.ports.queue import Handler
from continuo.telemetry import LOG

_AT_ONCE = timedelta(0)
_BEATS_BETWEEN_CLEANING = 20
_LAST_WORDS_S = 10.0
"""How long a cancelled shift may take to give its jobs back."""


class PostgresWorker:
    """Keeps the port ``Worker``.

    Args:
        dsn: signs in as ``continuo_queue``; the handlers bring their own connections.
        limits: every wait and number.
    """

    def __init__(self, dsn: str, limits: WorkerLimits) -> None:
        self._dsn = dsn
        self._limits = limits

    async def run(self, handlers: Mapping[JobKind, Handler]) -> None:
        """Do jobs until cancelled; a database that is away is waited for.

        Cancellation lets running jobs finish within the shutdown time; those left are given back and not counted.
        """
        async with Claims(self._dsn, self._limits.lease).opened() as claims:
            shift = _Shift(claims, handlers, self._limits, waits=True)
            work = asyncio.create_task(shift.work())
            try:
                await asyncio.shield(work)
            finally:
                await shift.end(work, self._limits.shutdown)

    async def drain(self, handlers: Mapping[JobKind, Handler], *, timeout: timedelta) -> int:
        """Do the jobs that are due, and those that become due meanwhile, and return how many were done.

        At the timeout, running jobs are given back and not counted.

        Raises:
            Unavailable: the database is away.
        """
        async with Claims(self._dsn, self._limits.lease).opened() as claims:
            shift = _Shift(claims, handlers, self._limits, waits=False)
            work = asyncio.create_task(shift.work())
            try:
                await asyncio.wait({work}, timeout=timeout.total_seconds())
            finally:
                await shift.end(work, _AT_ONCE)
            if not work.cancelled():
                work.result()
            return shift.done


class _Shift:
    """One run of a worker: some lanes that do jobs, and a keeper who renews their claims and finds stalled ones.

    Args:
        waits: whether the lanes wait for more when nothing is due.
    """

    def __init__(
        self, claims: Claims, handlers: Mapping[JobKind, Handler], limits: WorkerLimits, *, waits: bool
    ) -> None:
        self.done = 0
        self._claims = claims
        self._handlers = handlers
        self._limits = limits
        self._waits = waits
        self._closing = asyncio.Event()
        self._over = asyncio.Event()
        # One lane at a time asks for work, so that an idle worker of many lanes asks no more often than one of few.
        self._door = asyncio.Lock()
        self._leases: dict[UUID, asyncio.Timeout] = {}

    async def work(self) -> None:
        """Do jobs until closed, or until none is due; raises the first thing that went wrong with the worker itself."""
        if not self._waits:
            await self._recover()
        try:
            async with asyncio.TaskGroup() as group:
                keeper = group.create_task(self._keep())
                lanes = [group.create_task(self._lane()) for _ in range(self._limits.concurrency)]
                await asyncio.wait(lanes)
                # Asked twice: Python 3.11 loses a cancellation that meets the end of a wait for a connection.
                self._over.set()
                keeper.cancel()
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from errors

    async def end(self, work: asyncio.Task[None], grace: timedelta) -> None:
        """Take no more jobs, let the running ones finish within the grace, then give them back."""
        self._closing.set()
        try:
            await asyncio.wait({work}, timeout=grace.total_seconds())
        finally:
            work.cancel()
            await asyncio.wait({work}, timeout=_LAST_WORDS_S)

    async def _lane(self) -> None:
        while not self._closing.is_set():
            async with self._door:
                claim = await self._next()
            if claim is not None:
                await self._do(claim)
            elif not self._waits:
                return

    async def _next(self) -> Claim | None:
        if self._closing.is_set():
            return None
        try:
            claim = await self._claims.claim(self._handlers)
        except Unavailable as error:
            if not self._waits:
                raise
            LOG.warning("no job could be claimed: %s", reason_of(error))
            claim = None
        if claim is None and self._waits:
            await self._pause()
        return claim

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.poll.total_seconds()):
                await self._closing.wait()

    async def _do(self, claim: Claim) -> None:
        lease = asyncio.timeout_at(claim.until)
        try:
            async with lease:
                await self._handle(claim, lease)
        except asyncio.CancelledError as error:
            await self._interrupted(claim, error)
        except Exception as error:  # noqa: BLE001 - a handler may raise anything; here its job ends.
            if lease.expired():
                LOG.warning("job %s: the claim was lost, another worker may have it", claim.job.job_id)
            else:
                await self._settle(claim, self._judge(claim, error))
        else:
            self.done += 1
            await self._settle(claim, self._claims.finish(claim, JobState.DONE))

    async def _handle(self, claim: Claim, lease: asyncio.Timeout) -> None:
        limit = asyncio.timeout(self._limits.longest_try.total_seconds())
        self._leases[claim.claim_id] = lease
        try:
            async with limit:
                await self._handlers[claim.job.kind](claim.job)
        except TimeoutError as error:
            if limit.expired():
                raise Unavailable(f"job {claim.job.job_id} took longer than {self._limits.longest_try}") from error
            raise
        finally:
            del self._leases[claim.claim_id]

    async def _interrupted(self, claim: Claim, error: asyncio.CancelledError) -> None:
        task = asyncio.current_task()
        assert task is not None, "a lane is a task"
        if not task.cancelling():
            # Nobody cancelled this lane: the handler let a cancellation of its own escape, and that is its error.
            return await self._settle(claim, self._judge(claim, error))
        await self._settle(claim, self._claims.give_back(claim, Back(_AT_ONCE, "WorkerStopped", counted=False)))
        raise error

    async def _judge(self, claim: Claim, error: BaseException) -> None:
        reason = reason_of(error)
        if is_retryable(error) and claim.tries < self._limits.most_tries:
            wait = wait_after(claim.tries, random.random(), self._limits)
            LOG.info("job %s failed (%s), again in %.1f s", claim.job.job_id, reason, wait.total_seconds())
            await self._claims.give_back(claim, Back(wait, reason))
        else:
            LOG.error("job %s is dead after %d tries: %s", claim.job.job_id, claim.tries, reason)
            await self._claims.finish(claim, JobState.DEAD, reason=reason)

    async def _settle(self, claim: Claim, settling: Awaitable[None]) -> None:
        try:
            await settling
        except Unavailable as error:
            # Its lease runs out and it is done again, which the handlers are made for.
            LOG.warning("job %s: its end could not be recorded: %s", claim.job.job_id, reason_of(error))

    async def _keep(self) -> None:
        for beat in itertools.count():
            try:
                await self._renew()
                await self._recover()
                if beat % _BEATS_BETWEEN_CLEANING == 0:
                    await self._claims.delete_old(JobState.DONE, self._limits.done_kept)
                    await self._claims.delete_old(JobState.DEAD, self._limits.dead_kept)
            except Unavailable as error:
                LOG.warning("claims could not be renewed: %s", reason_of(error))
            try:
                async with asyncio.timeout(self._limits.beat.total_seconds()):
                    await self._over.wait()
                    return
            except TimeoutError:
                continue

    async def _renew(self) -> None:
        held, until = dict(self._leases), self._claims.lease_end()
        if not held:
            return
        standing = await self._claims.renew(held)
        for claim_id, lease in held.items():
            if claim_id in self._leases and not lease.expired():
                # A claim that no longer stands ends now, and with it the handler.
                lease.reschedule(until if claim_id in standing else 0.0)

    async def _recover(self) -> None:
        for claim in await self._claims.stalled(self._handlers):
            LOG.warning("job %s stalled in try %d", claim.job.job_id, claim.tries)
            if claim.tries >= self._limits.most_tries:
                await self._claims.finish(claim, JobState.DEAD, reason=WORKER_LOST, stalled=True)
            else:
                await self._claims.give_back(claim, Back(_AT_ONCE, WORKER_LOST), stalled=True)
