"""What the ports of the queue promise: each sentence of their docstrings."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from tests.queue_house import BRISK, CONSOLIDATE, NOW, QueueHouse, running, someone, until

from continuo.domain.errors import Broken, NotFound, StalePosition, Unavailable
from continuo.domain.job import Job, JobState

HOUR = timedelta(hours=1)


async def nothing(job: Job) -> None:
    """Do a job that is nothing to do."""


class Recorder:
    """A handler that remembers its jobs, and fails while there are errors to raise."""

    def __init__(self, *errors: Exception) -> None:
        self.jobs: list[Job] = []
        self._errors = list(errors)

    async def __call__(self, job: Job) -> None:
        self.jobs.append(job)
        if self._errors:
            raise self._errors.pop(0)


async def test_a_job_is_there_once_its_transaction_commits(queue: QueueHouse) -> None:
    ana, session = someone(), uuid4()

    async with queue.transaction(ana) as (waiting, _):
        await waiting.defer(CONSOLIDATE, session, delay=NOW)
        assert await queue.drain(nothing) == 0

    assert await queue.drain(nothing) == 1


async def test_a_transaction_that_is_undone_leaves_no_job(queue: QueueHouse) -> None:
    ana = someone()

    async with queue.transaction(ana) as (waiting, connection):
        await waiting.defer(CONSOLIDATE, uuid4(), delay=NOW)
        await connection.rollback()

    assert await queue.desk.list(ana.tenant_id) == []


async def test_a_job_waits_until_it_is_due(queue: QueueHouse) -> None:
    ana = someone()
    await queue.defer(ana, uuid4(), delay=HOUR)

    assert await queue.drain(nothing) == 0
    job = await queue.only_job(ana)
    assert job.state is JobState.WAITING
    assert job.run_at is not None
    assert timedelta(minutes=59) < job.run_at - datetime.now(UTC) <= HOUR


async def test_a_job_carries_whose_it_is_and_of_which_epoch(queue: QueueHouse) -> None:
    ana, session, seen = someone(), uuid4(), Recorder()
    await queue.defer(ana, session, epoch=3)

    await queue.drain(seen)

    (job,) = seen.jobs
    assert job == Job(job.job_id, CONSOLIDATE, ana.tenant_id, ana.subject_id, session, epoch=3, attempt=0)


@pytest.mark.parametrize("minutes", [(5, 3), (3, 5), (9, 1, 4), (1, 9, 4), (7, 6, 5, 4), (2, 2, 2)])
async def test_a_session_has_one_waiting_job_at_the_earliest_time_asked_for(
    queue: QueueHouse, minutes: tuple[int, ...]
) -> None:
    ana, session = someone(), uuid4()

    for delay in minutes:
        await queue.defer(ana, session, delay=timedelta(minutes=delay))

    job = await queue.only_job(ana)
    assert job.run_at is not None
    assert abs(job.run_at - datetime.now(UTC) - timedelta(minutes=min(minutes))) < timedelta(seconds=20)


async def test_asking_again_for_what_waits_already_writes_no_row(queue: QueueHouse) -> None:
    ana, session = someone(), uuid4()
    await queue.defer(ana, session)
    before = await queue.as_admin("SELECT ctid FROM continuo.job")

    await queue.defer(ana, session, delay=HOUR)

    assert await queue.as_admin("SELECT ctid FROM continuo.job") == before


async def test_a_waiting_job_takes_the_newest_epoch(queue: QueueHouse) -> None:
    ana, session, seen = someone(), uuid4(), Recorder()
    await queue.defer(ana, session, epoch=0)
    await queue.defer(ana, session, delay=HOUR, epoch=1)

    await queue.drain(seen)

    assert [job.epoch for job in seen.jobs] == [1]


async def test_sessions_wait_side_by_side(queue: QueueHouse) -> None:
    ana, seen = someone(), Recorder()
    sessions = {uuid4() for _ in range(5)}
    for session in sessions:
        await queue.defer(ana, session)

    assert await queue.drain(seen) == 5
    assert {job.session_id for job in seen.jobs} == sessions


async def test_what_is_asked_for_while_a_job_runs_is_done_after_it(queue: QueueHouse) -> None:
    ana, session, begun = someone(), uuid4(), []

    async def speaks_once_more(job: Job) -> None:
        begun.append(job.job_id)
        if len(begun) == 1:
            await queue.defer(ana, session)

    await queue.defer(ana, session)

    assert await queue.drain(speaks_once_more) == 2
    assert len(set(begun)) == 2


async def test_a_job_is_not_begun_while_someone_who_asked_for_it_has_yet_to_commit(queue: QueueHouse) -> None:
    ana, session = someone(), uuid4()
    await queue.defer(ana, session)

    async with queue.transaction(ana) as (waiting, _):
        await waiting.defer(CONSOLIDATE, session, delay=HOUR)
        assert await queue.drain(nothing) == 0

    assert await queue.drain(nothing) == 1


async def test_a_worker_never_begins_before_what_was_asked_for_can_be_seen(queue: QueueHouse) -> None:
    # Eight writers count up in the transaction in which they defer, and linger before the commit. If a worker could
    # take the waiting job while a writer is still open, that writer's count would be missed for ever.
    ana, session, chance = someone(), uuid4(), random.Random(7)
    await queue.as_admin("CREATE TABLE IF NOT EXISTS continuo.said (session_id uuid)")
    await queue.as_admin("GRANT SELECT, INSERT ON continuo.said TO continuo_api")
    seen: list[int] = []

    async def count(job: Job) -> None:
        async with queue.transaction(ana) as (_, connection):
            cursor = await connection.execute("SELECT count(*) FROM continuo.said WHERE session_id = %s", (session,))
            row = await cursor.fetchone()
        assert row is not None
        seen.append(int(row[0]))

    async def speak() -> None:
        for _ in range(15):
            async with queue.transaction(ana) as (waiting, connection):
                await connection.execute("INSERT INTO continuo.said VALUES (%s)", (session,))
                await waiting.defer(CONSOLIDATE, session, delay=NOW)
                await asyncio.sleep(chance.random() * 0.02)
            await asyncio.sleep(chance.random() * 0.05)

    async with running(queue.worker(replace(BRISK, poll=timedelta(seconds=0.002))).run({CONSOLIDATE: count})):
        await asyncio.gather(*(speak() for _ in range(8)))
    await queue.drain(count)

    assert seen[-1] == 8 * 15
    assert len(seen) > 1


async def test_jobs_of_one_session_never_run_at_once_and_those_of_two_do(queue: QueueHouse) -> None:
    ana, sessions = someone(), [uuid4() for _ in range(3)]
    inside: dict[UUID, int] = {}
    most_in_one = most_in_all = done = 0

    async def look_around(job: Job) -> None:
        nonlocal most_in_one, most_in_all, done
        inside[job.session_id] = inside.get(job.session_id, 0) + 1
        most_in_one = max(most_in_one, inside[job.session_id])
        most_in_all = max(most_in_all, sum(inside.values()))
        await queue.defer(ana, job.session_id)
        await asyncio.sleep(0.01)
        inside[job.session_id] -= 1
        done += 1

    for session in sessions:
        await queue.defer(ana, session)
    handlers = {CONSOLIDATE: look_around}
    async with running(queue.worker().run(handlers)), running(queue.worker().run(handlers)):
        await until(lambda: done >= 60)

    assert most_in_one == 1
    assert most_in_all > 1


async def test_a_retryable_error_is_tried_again(queue: QueueHouse) -> None:
    ana, session = someone(), uuid4()
    fails_twice = Recorder(StalePosition("elsewhere"), psycopg.OperationalError("the line went dead"))
    await queue.defer(ana, session)

    async with running(queue.worker().run({CONSOLIDATE: fails_twice})):
        await until(lambda: len(fails_twice.jobs) == 3)

    assert [job.attempt for job in fails_twice.jobs] == [0, 1, 2]
    assert len({job.job_id for job in fails_twice.jobs}) == 1
    job = await queue.only_job(ana)
    assert (job.state, job.attempts) == (JobState.DONE, 3)


async def test_the_twelfth_failure_makes_a_job_dead_with_its_reason_and_without_words(
    queue: QueueHouse, caplog: pytest.LogCaptureFixture
) -> None:
    ana = someone()
    always_fails = Recorder(*[Unavailable("my secret is Rosebud") for _ in range(20)])
    await queue.defer(ana, uuid4())

    async with running(queue.worker().run({CONSOLIDATE: always_fails})):
        await until(lambda: len(always_fails.jobs) == 12)
        await asyncio.sleep(0.3)

    assert len(always_fails.jobs) == 12
    job = await queue.only_job(ana)
    assert (job.state, job.attempts) == (JobState.DEAD, 12)
    assert job.reason.startswith("Unavailable at test_queue.py:")
    assert "Rosebud" not in job.reason + caplog.text
    assert f"job {job.job_id} is dead after 12 tries" in caplog.text


@pytest.mark.parametrize(
    "error", [Broken("no"), ValueError("no"), ExceptionGroup("all", [Unavailable("a"), KeyError()])]
)
async def test_any_other_error_makes_a_job_dead_at_once(queue: QueueHouse, error: Exception) -> None:
    ana, fails = someone(), Recorder(error)
    await queue.defer(ana, uuid4())

    assert await queue.drain(fails) == 0

    assert len(fails.jobs) == 1
    job = await queue.only_job(ana)
    assert (job.state, job.attempts) == (JobState.DEAD, 1)
    assert job.reason.startswith(type(error).__name__)


async def test_a_dead_job_does_not_block_its_session(queue: QueueHouse) -> None:
    ana, session, fails_once = someone(), uuid4(), Recorder(Broken("poison"))
    await queue.defer(ana, session)
    await queue.drain(fails_once)

    await queue.defer(ana, session)

    assert await queue.drain(fails_once) == 1


async def test_a_failing_job_takes_in_what_was_asked_for_meanwhile(queue: QueueHouse) -> None:
    # The person goes on talking in every try. There is one job all the same, its tries are counted on, and the
    # session is not stuck: this is where the library that we refused leaves a job running for ever.
    ana, session, begun = someone(), uuid4(), []

    async def fails_while_they_talk(job: Job) -> None:
        begun.append(job.job_id)
        await queue.defer(ana, session, epoch=len(begun))
        raise Unavailable("the model is away")

    await queue.defer(ana, session)
    async with running(queue.worker().run({CONSOLIDATE: fails_while_they_talk})):
        await until(lambda: len(begun) >= 13)

    assert len(set(begun[:12])) == 1
    assert begun[12] != begun[0]
    jobs = await queue.desk.list(ana.tenant_id)
    assert sum(job.state is JobState.DEAD for job in jobs) >= 1
    assert sum(job.state is JobState.WAITING for job in jobs) <= 1


async def test_a_handler_that_never_ends_has_failed(queue: QueueHouse) -> None:
    ana = someone()
    limits = replace(BRISK, longest_try=timedelta(seconds=0.2), most_tries=2)

    async def hangs(job: Job) -> None:
        await asyncio.Event().wait()

    await queue.defer(ana, uuid4())
    async with running(queue.worker(limits).run({CONSOLIDATE: hangs})):
        await asyncio.sleep(1.5)

    job = await queue.only_job(ana)
    assert (job.state, job.attempts) == (JobState.DEAD, 2)
    assert job.reason.startswith("Unavailable from TimeoutError")


async def test_a_job_that_takes_longer_than_the_lease_runs_once(queue: QueueHouse) -> None:
    ana, begun = someone(), []

    async def takes_long(job: Job) -> None:
        begun.append(job)
        await asyncio.sleep(2 * BRISK.stall.total_seconds())

    await queue.defer(ana, uuid4())
    async with running(queue.worker().run({CONSOLIDATE: takes_long})):
        await until(lambda: len(begun) == 1)
        while (await queue.only_job(ana)).state is not JobState.DONE:
            assert await queue.drain(takes_long) == 0

    assert len(begun) == 1
    assert (await queue.only_job(ana)).attempts == 1


async def test_cancellation_lets_a_running_job_finish(queue: QueueHouse) -> None:
    ana, begun = someone(), []

    async def takes_a_while(job: Job) -> None:
        begun.append(job)
        await asyncio.sleep(0.5)

    await queue.defer(ana, uuid4())
    async with running(queue.worker().run({CONSOLIDATE: takes_a_while})) as worker:
        await until(lambda: len(begun) == 1)

    assert worker.cancelled()
    assert (await queue.only_job(ana)).state is JobState.DONE


async def test_cancellation_waits_for_a_bounded_time_and_gives_the_job_back_uncounted(queue: QueueHouse) -> None:
    ana, begun = someone(), []

    async def takes_for_ever(job: Job) -> None:
        begun.append(job)
        await asyncio.Event().wait()

    await queue.defer(ana, uuid4())
    async with running(queue.worker(replace(BRISK, shutdown=NOW)).run({CONSOLIDATE: takes_for_ever})) as worker:
        await until(lambda: len(begun) == 1)

    assert worker.cancelled()
    job = await queue.only_job(ana)
    assert (job.state, job.attempts, job.reason) == (JobState.WAITING, 0, "WorkerStopped")
    assert await queue.drain(nothing) == 1


async def test_draining_ends_at_its_timeout(queue: QueueHouse) -> None:
    ana = someone()

    async def takes_for_ever(job: Job) -> None:
        await asyncio.Event().wait()

    await queue.defer(ana, uuid4())

    assert await queue.worker().drain({CONSOLIDATE: takes_for_ever}, timeout=timedelta(seconds=0.5)) == 0
    assert (await queue.only_job(ana)).state is JobState.WAITING


async def test_a_tenant_sees_its_own_jobs_newest_first(queue: QueueHouse) -> None:
    ana, sessions = someone(), [uuid4() for _ in range(4)]
    for session in sessions:
        await queue.defer(ana, session, delay=HOUR)

    listed = await queue.desk.list(ana.tenant_id)
    assert [job.session_id for job in listed] == sessions[::-1]
    assert [job.session_id for job in await queue.desk.list(ana.tenant_id, limit=1)] == sessions[-1:]
    assert await queue.desk.list(ana.tenant_id, state=JobState.DEAD) == []
    assert await queue.desk.list(someone().tenant_id) == []


async def test_a_replayed_job_runs_again(queue: QueueHouse) -> None:
    ana, fails_once = someone(), Recorder(Broken("poison"))
    await queue.defer(ana, uuid4())
    await queue.drain(fails_once)
    dead = await queue.only_job(ana)

    replayed = await queue.desk.replay(ana.tenant_id, dead.job_id)

    assert (replayed.job_id, replayed.state, replayed.attempts) == (dead.job_id, JobState.WAITING, 0)
    assert await queue.drain(fails_once) == 1
    assert (await queue.only_job(ana)).state is JobState.DONE


async def test_a_replayed_job_takes_in_the_one_that_waits(queue: QueueHouse) -> None:
    ana, session = someone(), uuid4()
    await queue.defer(ana, session)
    await queue.drain(Recorder(Broken("poison")))
    dead = await queue.only_job(ana)
    await queue.defer(ana, session, delay=HOUR, epoch=1)

    await queue.desk.replay(ana.tenant_id, dead.job_id)

    seen = Recorder()
    assert await queue.drain(seen) == 1
    assert [(job.job_id, job.epoch) for job in seen.jobs] == [(dead.job_id, 1)]
    assert (await queue.only_job(ana)).job_id == dead.job_id


async def test_only_a_dead_job_of_ones_own_can_be_replayed(queue: QueueHouse) -> None:
    ana, bob = someone(), someone()
    await queue.defer(ana, uuid4())
    await queue.drain(Recorder(Broken("poison")))
    dead = await queue.only_job(ana)
    await queue.defer(bob, uuid4(), delay=HOUR)
    waiting = await queue.only_job(bob)

    for tenant_id, job_id in [(bob.tenant_id, dead.job_id), (bob.tenant_id, waiting.job_id), (ana.tenant_id, 1)]:
        with pytest.raises(NotFound):
            await queue.desk.replay(tenant_id, job_id)

    assert (await queue.only_job(ana)).state is JobState.DEAD
