-- The queue: work for later, behind the same walls as everything else a tenant owns (decision 0004).
--
-- A job carries ids, never words. Its own id is random: a sequence would tell one tenant how busy the others are.

CREATE TABLE continuo.job (
    tenant_id   uuid        NOT NULL,
    subject_id  uuid        NOT NULL,
    job_id      bigint      NOT NULL DEFAULT 1 + floor(random() * 9007199254740991)::bigint,
    session_id  uuid        NOT NULL,
    kind        text        NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
    state       text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'dead')),
    epoch       integer     NOT NULL,
    tries       integer     NOT NULL DEFAULT 0 CHECK (tries >= 0),
    made_at     timestamptz NOT NULL DEFAULT now(),
    run_at      timestamptz NOT NULL,
    ended_at    timestamptz,
    claim_id    uuid,
    lease_until timestamptz,
    reason      text        NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
    PRIMARY KEY (tenant_id, job_id),
    CHECK ((state = 'running') = (claim_id IS NOT NULL AND lease_until IS NOT NULL)),
    CHECK ((state IN ('done', 'dead')) = (ended_at IS NOT NULL))
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

-- A session waits for a kind of work once. Whoever asks again meets this row and holds it until commit, so that a
-- worker cannot begin the job before what was said in that transaction can be seen.
CREATE UNIQUE INDEX job_waits_once ON continuo.job (tenant_id, subject_id, session_id, kind) WHERE state = 'waiting';
-- Jobs of one session run one after the other, whatever the workers do.
CREATE UNIQUE INDEX job_runs_alone ON continuo.job (tenant_id, subject_id, session_id) WHERE state = 'running';
CREATE INDEX job_of_tenant ON continuo.job (tenant_id, made_at);
-- Not led by the tenant, on purpose: these two serve the queue's own role, which serves all tenants.
CREATE INDEX job_due ON continuo.job (run_at) WHERE state = 'waiting';
CREATE INDEX job_over ON continuo.job (ended_at) WHERE state IN ('done', 'dead');

ALTER TABLE continuo.job ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.job FORCE ROW LEVEL SECURITY;
-- The queue's role hands out the work of all tenants. It sees this table and no other.
CREATE POLICY tenant_wall ON continuo.job AS RESTRICTIVE
    USING (current_user = 'continuo_queue' OR tenant_id = (SELECT continuo.tenant()))
    WITH CHECK (current_user = 'continuo_queue' OR tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.job AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
CREATE POLICY queue_reach ON continuo.job AS PERMISSIVE TO continuo_queue USING (true) WITH CHECK (true);
-- A context that names no person may look over the tenant's jobs and send a dead one round again, but make none.
CREATE POLICY listing ON continuo.job AS PERMISSIVE FOR SELECT TO continuo_api
    USING ((SELECT continuo.subject()) IS NULL);
CREATE POLICY replaying ON continuo.job AS PERMISSIVE FOR UPDATE TO continuo_api
    USING ((SELECT continuo.subject()) IS NULL) WITH CHECK ((SELECT continuo.subject()) IS NULL);
CREATE POLICY absorbing ON continuo.job AS PERMISSIVE FOR DELETE TO continuo_api
    USING ((SELECT continuo.subject()) IS NULL AND state = 'waiting');

GRANT SELECT, DELETE ON continuo.job TO continuo_api, continuo_eraser;
GRANT INSERT (tenant_id, subject_id, session_id, kind, epoch, run_at) ON continuo.job TO continuo_api, continuo_worker;
GRANT UPDATE (state, epoch, tries, run_at, ended_at) ON continuo.job TO continuo_api;
GRANT SELECT, UPDATE (epoch, run_at) ON continuo.job TO continuo_worker;

GRANT USAGE ON SCHEMA continuo TO continuo_queue;
GRANT EXECUTE ON FUNCTION continuo.tenant(), continuo.subject() TO continuo_queue;
GRANT SELECT, DELETE ON continuo.job TO continuo_queue;
GRANT UPDATE (state, epoch, tries, run_at, ended_at, claim_id, lease_until, reason) ON continuo.job TO continuo_queue;
