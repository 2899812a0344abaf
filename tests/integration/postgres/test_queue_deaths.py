"""Workers that are killed, cut off, or have lost their job without knowing it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from tests.queue_house import BRISK, CONSOLIDATE, QueueHouse, running, someone, until

from continuo.domain.job import Job, JobState

WORKER = """
import asyncio, sys
from datetime import timedelta
from continuo.adapters.postgres.worker import PostgresWorker
from continuo.adapters.postgres.worker_rules import WorkerLimits
from continuo.domain.job import JobKind

async def begins_and_never_ends(job):
    print(job.attempt, flush=True)
    await asyncio.Event().wait()

limits = WorkerLimits(poll=timedelta(seconds=0.05), stall=timedelta(seconds=2))
asyncio.run(PostgresWorker(sys.argv[1], limits).run({JobKind.CONSOLIDATE: begins_and_never_ends}))
"""


CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'continuo_queue'"
TAKE_AWAY = "UPDATE continuo.job SET claim_id = gen_random_uuid(), lease_until = now() + interval '1 h'"


@asynccontextmanager
async def other_process(queue: QueueHouse) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a worker in a process of its own, and kill it at the end of the block with the signal 9."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WORKER, queue.queue_dsn(), stdout=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()


async def begun(process: asyncio.subprocess.Process) -> int:
    """Wait until the other process has begun a job, and return how often it had been tried before."""
    assert process.stdout is not None
    return int(await asyncio.wait_for(process.stdout.readline(), timeout=30))


async def test_the_job_of_a_killed_worker_is_done_by_another_within_the_stall_time(queue: QueueHouse) -> None:
    ana, seen = someone(), []
    clock = asyncio.get_running_loop().time

    async def remember(job: Job) -> None:
        seen.append((job.attempt, clock()))

    await queue.defer(ana, uuid4())
    async with other_process(queue) as process:
        assert await begun(process) == 0
    killed_at = clock()
    async with running(queue.worker().run({CONSOLIDATE: remember})):
        await until(lambda: len(seen) == 1)

    assert seen[0][0] == 1
    # The stall time is two seconds; the rest is for a machine that has other things to do.
    assert seen[0][1] - killed_at < BRISK.stall.total_seconds() + 5
    job = await queue.only_job(ana)
    assert (job.state, job.attempts, job.reason) == (JobState.DONE, 2, "")


async def test_a_job_that_kills_its_worker_again_and_again_ends_dead(queue: QueueHouse) -> None:
    ana = someone()
    await queue.defer(ana, uuid4())

    for attempt in range(2):
        async with other_process(queue) as process:
            assert await begun(process) == attempt
    await asyncio.sleep(BRISK.stall.total_seconds())
    async with running(queue.worker(replace(BRISK, most_tries=2)).run({CONSOLIDATE: _never})):
        await asyncio.sleep(1)

    job = await queue.only_job(ana)
    assert (job.state, job.attempts, job.reason) == (JobState.DEAD, 2, "WorkerLost")


async def test_what_waits_behind_a_killed_job_is_taken_in_by_it(queue: QueueHouse) -> None:
    ana, session, seen = someone(), uuid4(), []

    async def remember(job: Job) -> None:
        seen.append(job)

    await queue.defer(ana, session)
    async with other_process(queue) as process:
        await begun(process)
        await queue.defer(ana, session, epoch=1)
    async with running(queue.worker().run({CONSOLIDATE: remember})):
        await until(lambda: len(seen) == 1)

    assert [(job.attempt, job.epoch) for job in seen] == [(1, 1)]
    assert len(await queue.desk.list(ana.tenant_id)) == 1


async def test_a_worker_goes_on_after_its_connections_were_cut(queue: QueueHouse) -> None:
    ana, seen = someone(), []

    async def remember(job: Job) -> None:
        seen.append(job)

    async with running(queue.worker().run({CONSOLIDATE: remember})):
        for done in range(1, 6):
            await queue.defer(ana, uuid4())
            await until(lambda done=done: len(seen) >= done)  # type: ignore[misc]
            await queue.as_admin(CUT_OFF)

    assert len({job.session_id for job in seen}) == 5


async def test_a_handler_is_stopped_when_its_claim_is_lost(queue: QueueHouse) -> None:
    ana, begun_jobs, stopped = someone(), [], asyncio.Event()

    async def waits_until_stopped(job: Job) -> None:
        begun_jobs.append(job)
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    await queue.defer(ana, uuid4())
    async with running(queue.worker(replace(BRISK, shutdown=timedelta(0))).run({CONSOLIDATE: waits_until_stopped})):
        await until(lambda: len(begun_jobs) == 1)
        await queue.as_admin("DELETE FROM continuo.job")
        await asyncio.wait_for(stopped.wait(), timeout=30)

    assert await queue.desk.list(ana.tenant_id) == []


async def test_who_lost_a_job_cannot_settle_it(queue: QueueHouse) -> None:
    # The handler does not heed its cancellation, as code that catches too much would; meanwhile the claim is another's.
    ana, begun_jobs = someone(), []

    async def stubborn(job: Job) -> None:
        begun_jobs.append(job)
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            return

    await queue.defer(ana, uuid4())
    async with running(queue.worker().run({CONSOLIDATE: stubborn})):
        await until(lambda: len(begun_jobs) == 1)
        await queue.as_admin(TAKE_AWAY)
        await asyncio.sleep(BRISK.stall.total_seconds())

    assert (await queue.only_job(ana)).state is JobState.RUNNING


async def test_a_job_that_ended_long_ago_is_forgotten(queue: QueueHouse) -> None:
    ana = someone()
    for age, state in [("2 h", "done"), ("2 h", "dead"), ("1 min", "done"), ("31 days", "dead")]:
        await queue.as_admin(
            "INSERT INTO continuo.job (tenant_id, subject_id, session_id, kind, epoch, run_at, state, ended_at, reason)"
            " VALUES (%s, %s, %s, 'consolidate', 0, now(), %s, now() - %s::interval, %s)",
            ana.tenant_id, ana.subject_id, uuid4(), state, age, age,
        )  # fmt: skip

    async with running(queue.worker().run({CONSOLIDATE: _never})):
        await asyncio.sleep(1)

    assert {(job.state, job.reason) for job in await queue.desk.list(ana.tenant_id)} == {
        (JobState.DEAD, "2 h"),
        (JobState.DONE, "1 min"),
    }


async def _never(job: Job) -> None:
    raise AssertionError("no job is due")
