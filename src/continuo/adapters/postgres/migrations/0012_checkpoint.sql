-- How far a session was and when it was last alive, written down now and then by whoever looks after it. No words, and
-- nothing that a context is made of: that is in the journal and the episodes, in the transactions that made them.
-- It tells when a session was left, where somebody only listened and asked.

CREATE TABLE continuo.checkpoint (
    tenant_id  uuid        NOT NULL,
    subject_id uuid        NOT NULL,
    session_id uuid        NOT NULL,
    position   integer     NOT NULL CHECK (position >= 0),
    active_at  timestamptz NOT NULL,
    fence      bigint      NOT NULL CHECK (fence >= 0),
    taken_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, session_id),
    FOREIGN KEY (tenant_id, session_id) REFERENCES continuo.session
) WITH (fillfactor = 70);
CREATE INDEX checkpoint_of_subject ON continuo.checkpoint (tenant_id, subject_id);
ALTER TABLE continuo.checkpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.checkpoint FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.checkpoint AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.checkpoint AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));

GRANT SELECT, INSERT, UPDATE (position, active_at, fence, taken_at) ON continuo.checkpoint TO continuo_api;
GRANT SELECT, DELETE ON continuo.checkpoint TO continuo_eraser;
