"""SQL that somebody might slip into a service: written by hand, and made by a small grammar."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

TABLES = (
    "tenant", "api_key", "subject", "erasure", "session", "event", "event_default", "event_name", "request", "run",
    "item", "item_00", "item_07", "fact", "evidence", "fact_change", "episode", "entity", "entity_name", "mention",
    "relation", "conclusion", "spending", "job", "context_key", "installation",
)  # fmt: skip

BY_HAND = (
    "SET ROLE continuo_owner; SELECT * FROM continuo.subject",
    "SET ROLE postgres; SELECT * FROM continuo.subject",
    "SET SESSION AUTHORIZATION postgres; SELECT * FROM continuo.subject",
    "SET row_security = off; SELECT * FROM continuo.subject",
    "RESET ALL; SELECT * FROM continuo.subject",
    "ALTER TABLE continuo.subject DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE continuo.subject NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY tenant_wall ON continuo.subject",
    "CREATE POLICY open ON continuo.subject USING (true)",
    "CREATE OR REPLACE FUNCTION continuo.tenant() RETURNS uuid LANGUAGE sql AS $$ SELECT '{theirs}'::uuid $$",
    "CREATE FUNCTION pg_temp.peek() RETURNS SETOF continuo.subject LANGUAGE sql"
    " AS $$ SELECT * FROM continuo.subject $$",
    "CREATE TEMP TABLE grab AS SELECT * FROM continuo.subject; SELECT * FROM grab",
    "CREATE VIEW continuo.peek AS SELECT * FROM continuo.subject",
    "GRANT continuo_owner TO continuo_api",
    "GRANT SELECT ON continuo.context_key TO continuo_api",
    "SELECT * FROM continuo.context_key",
    "SELECT inner_pad FROM continuo.context_key",
    "COPY continuo.subject TO STDOUT",
    "COPY (SELECT * FROM continuo.event) TO STDOUT",
    "COPY continuo.subject TO PROGRAM 'cat'",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT * FROM pg_ls_dir('.')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT rolpassword FROM pg_authid",
    "SELECT passwd FROM pg_shadow WHERE passwd IS NOT NULL",
    "SELECT query FROM pg_stat_activity WHERE query LIKE '%canary%' AND pid <> pg_backend_pid()",
    "SELECT most_common_vals::text FROM pg_stats WHERE schemaname = 'continuo'",
    "SELECT stavalues1 FROM pg_statistic",
    "SELECT histogram_bounds::text FROM pg_stats WHERE tablename LIKE 'event%'",
    "SELECT continuo.verified_context()",
    "SELECT * FROM continuo.find_api_key('canary')",
    "SELECT continuo.make_event_partitions(1)",
    "SELECT set_config('continuo.context', '', true); SELECT * FROM continuo.subject",
    "SELECT set_config('continuo.context', '{theirs}', true); SELECT * FROM continuo.subject",
    "SELECT set_config('continuo.context', replace(current_setting('continuo.context'), '{mine}', '{theirs}'), true);"
    " SELECT * FROM continuo.subject",
    "SELECT set_config('continuo.tenant', '{theirs}', true); SELECT * FROM continuo.subject",
    "SET LOCAL continuo.context = DEFAULT; SELECT * FROM continuo.subject",
    "SET search_path = pg_temp; SELECT * FROM continuo.subject",
    "INSERT INTO continuo.session (tenant_id, subject_id, session_id, started_at, last_said_at)"
    " VALUES ('{theirs}', '{them}', gen_random_uuid(), now(), now()) RETURNING *",
    "INSERT INTO continuo.subject (tenant_id, subject_id) VALUES ('{theirs}', '{them}')"
    " ON CONFLICT (tenant_id, subject_id) DO UPDATE SET version = 999 RETURNING *",
    "INSERT INTO continuo.event (tenant_id, subject_id, session_id, position, event_id, role, said_at, epoch, purposes,"
    " sealed_hash) VALUES ('{theirs}', '{them}', gen_random_uuid(), 1, gen_random_uuid(), 'user', now(), 0,"
    " '{{memory}}', '')",
    "DELETE FROM continuo.event",
    "TRUNCATE continuo.event",
    "LOCK TABLE continuo.subject IN ACCESS EXCLUSIVE MODE",
    "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM continuo.subject WHERE tenant_id = '{theirs}'",
    "DECLARE c CURSOR FOR SELECT * FROM continuo.subject; FETCH ALL FROM c",
    "PREPARE p AS SELECT * FROM continuo.subject WHERE tenant_id = '{theirs}'; EXECUTE p",
    "DO $$ BEGIN PERFORM set_config('continuo.context', 'x', false); END $$; SELECT * FROM continuo.subject",
    "SELECT dblink('', 'SELECT 1')",
    "LOAD 'auto_explain'",
    "CREATE EXTENSION file_fdw",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> current_user",
    "SELECT pg_sleep(0) FROM continuo.event WHERE 1 / (CASE WHEN tenant_id = '{theirs}' THEN 0 ELSE 1 END) = 1",
    "SELECT * FROM continuo.job WHERE tenant_id = '{theirs}'",
    "UPDATE continuo.job SET state = 'dead', ended_at = now()",
)

_COLUMNS = ("*", "tenant_id", "count(*)", "max(tenant_id::text)", "json_agg(t)::text", "string_agg(t::text, ';')")
_WHERE = (
    "", "WHERE true", "WHERE tenant_id = '{theirs}'", "WHERE tenant_id <> '{mine}'", "WHERE tenant_id::text LIKE '%'",
    "WHERE tenant_id IN (SELECT tenant_id FROM continuo.subject)", "WHERE 1 = 1 OR tenant_id = '{theirs}'",
    "WHERE NOT (tenant_id = '{mine}')", "WHERE tenant_id = '{theirs}' OR pg_sleep(0) IS NULL",
    "WHERE EXISTS (SELECT FROM continuo.event AS e WHERE e.tenant_id = '{theirs}')",
)  # fmt: skip
_FRAMES = (
    "{query}",
    "SELECT * FROM ({query}) AS q",
    "WITH w AS MATERIALIZED ({query}) SELECT * FROM w",
    "{query} UNION ALL {query}",
    "SELECT (SELECT count(*) FROM ({query}) AS q)",
    "SELECT * FROM (VALUES (1)) AS v (n) CROSS JOIN LATERAL ({query}) AS q",
)
_WRITES = (
    "UPDATE continuo.{table} SET tenant_id = '{theirs}' RETURNING *",
    "UPDATE continuo.{table} SET tenant_id = tenant_id WHERE tenant_id = '{theirs}' RETURNING *",
    "DELETE FROM continuo.{table} WHERE tenant_id = '{theirs}' RETURNING *",
    "DELETE FROM continuo.{table} RETURNING tenant_id",
    "MERGE INTO continuo.{table} AS t USING (SELECT 1) AS s ON t.tenant_id = '{theirs}' WHEN MATCHED THEN DELETE",
    "SELECT * FROM continuo.{table} FOR UPDATE",
    "COPY continuo.{table} FROM STDIN",
)


def fragments(seed: int, count: int) -> Iterator[str]:
    """Yield all fragments written by hand, all writes, and a sample of the grammar's reads, ``count`` in all."""
    writes = [w.replace("{table}", table) for table in TABLES for w in _WRITES]
    reads = [
        frame.replace("{query}", f"SELECT {columns} FROM continuo.{table} AS t {where}")
        for table, columns, where, frame in itertools.product(TABLES, _COLUMNS, _WHERE, _FRAMES)
    ]
    rest = max(0, count - len(BY_HAND) - len(writes))
    yield from BY_HAND
    yield from writes
    yield from random.Random(seed).sample(reads, min(rest, len(reads)))
