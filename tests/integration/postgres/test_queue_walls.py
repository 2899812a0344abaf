"""Hostile statements in the roles that touch the queue: they stay within the tenant and person of their context."""

from __future__ import annotations

from contextlib import suppress
from uuid import uuid4

import psycopg
import pytest
from tests.queue_house import CONSOLIDATE, NOW, ROOT, QueueHouse, someone

from continuo.adapters.postgres.pool import role_dsn
from continuo.domain.job import Job, JobState
from continuo.domain.scope import Scope

ATTACKS = [
    "UPDATE continuo.job SET state = 'dead', ended_at = now()",
    "UPDATE continuo.job SET run_at = now() + interval '10 years'",
    "UPDATE continuo.job SET tries = 99 WHERE true OR tenant_id IS NULL",
    "UPDATE continuo.job SET epoch = 99 FROM continuo.session WHERE true",
    "DELETE FROM continuo.job",
    "DELETE FROM continuo.job WHERE state IN ('waiting', 'running', 'done', 'dead')",
    "UPDATE continuo.job SET tenant_id = continuo.tenant()",
    "UPDATE continuo.job SET claim_id = gen_random_uuid(), lease_until = now(), state = 'running'",
    "UPDATE continuo.job SET reason = 'planted'",
    "TRUNCATE continuo.job",
    "ALTER TABLE continuo.job DISABLE ROW LEVEL SECURITY",
    "DROP POLICY tenant_wall ON continuo.job",
    "SET ROLE continuo_queue",
    "SET SESSION AUTHORIZATION continuo_queue",
    "SET ROLE continuo_owner",
    "CREATE RULE peek AS ON UPDATE TO continuo.job DO INSTEAD NOTHING",
    "LOCK TABLE continuo.job IN ACCESS EXCLUSIVE MODE",
]


IN_REACH = """
SELECT c.relname
  FROM pg_class AS c
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
   AND CASE
       WHEN c.relkind = 'S' THEN has_sequence_privilege('continuo_queue', c.oid, 'USAGE, SELECT, UPDATE')
       WHEN c.relkind IN ('r', 'p', 'v', 'm') THEN
            has_table_privilege('continuo_queue', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
            OR has_any_column_privilege('continuo_queue', c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
       END
"""


async def nothing(job: Job) -> None:
    """Do a job that is nothing to do."""


@pytest.mark.parametrize("role", ["api", "worker", "eraser"])
async def test_no_statement_reaches_the_jobs_of_another_tenant(queue: QueueHouse, role: str) -> None:
    ana, mallory = someone(), someone()
    await queue.defer(ana, uuid4())
    before = await queue.as_admin("SELECT * FROM continuo.job")

    for attack in ATTACKS:
        for subject_id in (mallory.subject_id, ana.subject_id, None):
            with suppress(psycopg.Error):
                async with queue.pools.transaction(role, mallory.tenant_id, subject_id) as connection:
                    await connection.execute(attack)
        assert await queue.as_admin("SELECT * FROM continuo.job") == before, attack


@pytest.mark.parametrize("role", ["api", "worker", "eraser"])
async def test_no_role_of_a_service_sees_the_jobs_of_another_tenant_or_person(queue: QueueHouse, role: str) -> None:
    ana, mallory = someone(), someone()
    bob = Scope.of(ana.tenant_id, "bob")
    await queue.defer(ana, uuid4())
    contexts = [
        (None, None),
        (mallory.tenant_id, None),
        (mallory.tenant_id, ana.subject_id),
        (bob.tenant_id, bob.subject_id),
    ]

    for tenant_id, subject_id in contexts:
        async with queue.pools.transaction(role, tenant_id, subject_id) as connection:
            cursor = await connection.execute("SELECT * FROM continuo.job WHERE true OR tenant_id IS NULL")
            assert await cursor.fetchall() == []


async def test_no_job_can_be_made_without_a_context(queue: QueueHouse) -> None:
    async with await psycopg.AsyncConnection.connect(role_dsn(queue.admin_dsn, ROOT, "api")) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute(
                "INSERT INTO continuo.job (tenant_id, subject_id, session_id, kind, epoch, run_at)"
                " VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'consolidate', 0, now())"
            )


async def test_no_job_can_be_made_for_another_tenant_or_person(queue: QueueHouse) -> None:
    ana, mallory = someone(), someone()
    bob = Scope.of(ana.tenant_id, "bob")
    whose = [(mallory, ana.tenant_id, mallory.subject_id), (mallory, ana.tenant_id, ana.subject_id)]

    for scope, tenant_id, subject_id in [*whose, (bob, ana.tenant_id, ana.subject_id)]:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with queue.transaction(scope) as (_, connection):
                await connection.execute(
                    "INSERT INTO continuo.job (tenant_id, subject_id, session_id, kind, epoch, run_at)"
                    " VALUES (%s, %s, %s, 'consolidate', 0, now())",
                    (tenant_id, subject_id, uuid4()),
                )

    assert await queue.as_admin("SELECT * FROM continuo.job") == []


async def test_two_people_with_one_session_id_do_not_disturb_each_other(queue: QueueHouse) -> None:
    ana, mallory, session = someone(), someone(), uuid4()
    bob = Scope.of(ana.tenant_id, "bob")

    for scope in (ana, mallory, bob):
        async with queue.transaction(scope) as (waiting, _):
            await waiting.defer(CONSOLIDATE, session, delay=NOW)

    assert await queue.drain(nothing) == 3


async def test_the_role_of_the_queue_may_touch_the_jobs_and_nothing_else(queue: QueueHouse) -> None:
    rows = await queue.as_admin(IN_REACH)
    functions = await queue.as_admin(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname = 'continuo' AND has_function_privilege('continuo_queue', p.oid, 'EXECUTE') ORDER BY 1"
    )

    assert [name for (name,) in rows] == ["job"]
    assert [name for (name,) in functions] == ["subject", "tenant"]


async def test_the_role_of_the_queue_cannot_make_a_job(queue: QueueHouse) -> None:
    async with await psycopg.AsyncConnection.connect(queue.queue_dsn()) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute(
                "INSERT INTO continuo.job (tenant_id, subject_id, session_id, kind, epoch, run_at)"
                " VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'consolidate', 0, now())"
            )


async def test_a_tenants_jobs_tell_nothing_of_how_many_others_have(queue: QueueHouse) -> None:
    ana, bob = someone(), someone()
    for _ in range(20):
        await queue.defer(ana, uuid4())
        await queue.defer(bob, uuid4())
    numbers = [job.job_id for job in reversed(await queue.desk.list(ana.tenant_id))]

    assert numbers != sorted(numbers)
    assert all(1 <= number < 2**53 for number in numbers)


async def test_the_context_of_a_whole_tenant_can_make_no_job_for_anyone(queue: QueueHouse) -> None:
    ana = someone()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with queue.pools.transaction("api", ana.tenant_id) as connection:
            await connection.execute(
                "INSERT INTO continuo.job (tenant_id, subject_id, session_id, kind, epoch, run_at)"
                " VALUES (%s, %s, %s, 'consolidate', 0, now())",
                (ana.tenant_id, ana.subject_id, uuid4()),
            )

    assert await queue.desk.list(ana.tenant_id, state=JobState.WAITING) == []
