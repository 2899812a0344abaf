-- Sessions and their journal: the truth that everything else is made from.

CREATE TABLE continuo.session (
    tenant_id     uuid        NOT NULL,
    subject_id    uuid        NOT NULL,
    session_id    uuid        NOT NULL,
    sealed_name   bytea,
    last_position integer     NOT NULL DEFAULT 0 CHECK (last_position >= 0),
    started_at    timestamptz NOT NULL,
    last_said_at  timestamptz NOT NULL,
    ended_at      timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, session_id),
    FOREIGN KEY (tenant_id, subject_id) REFERENCES continuo.subject
) WITH (fillfactor = 70);
CREATE INDEX session_of_subject ON continuo.session (tenant_id, subject_id, started_at);
ALTER TABLE continuo.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.session FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.session AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.session AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));

-- One row for each thing that happened, never changed but by an erasure, which takes the words and leaves the place.
-- Positions are handed out under the lock of the session's row; the primary key must hold the partition's column.
CREATE TABLE continuo.event (
    tenant_id   uuid        NOT NULL,
    subject_id  uuid        NOT NULL,
    session_id  uuid        NOT NULL,
    position    integer     NOT NULL CHECK (position >= 1),
    event_id    uuid        NOT NULL,
    role        text        NOT NULL CHECK (role IN ('user', 'assistant', 'tool', 'system')),
    said_at     timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    epoch       integer     NOT NULL,
    purposes    text[]      NOT NULL CHECK (cardinality(purposes) > 0),
    sealed      bytea,
    sealed_hash bytea       NOT NULL,
    PRIMARY KEY (tenant_id, session_id, position, recorded_at)
) PARTITION BY RANGE (recorded_at);
ALTER TABLE continuo.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.event FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.event AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.event AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
CREATE POLICY purpose_reach ON continuo.event AS RESTRICTIVE FOR SELECT
    USING (coalesce((SELECT continuo.purpose()), '') = '' OR (SELECT continuo.purpose()) = ANY (purposes));

-- Makes the partitions of this month and the next ones. They have no grants and no permissive policy of their own:
-- the only way to a row is through the parent. The default partition catches what a missed run left out.
CREATE FUNCTION continuo.make_event_partitions(months_ahead integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    month date := date_trunc('month', now() AT TIME ZONE 'UTC')::date;
    made  integer := 0;
    label text;
BEGIN
    FOR ahead IN 0..least(months_ahead, 24) LOOP
        label := 'event_' || to_char(month + make_interval(months => ahead), 'YYYY_MM');
        IF to_regclass('continuo.' || label) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE continuo.%I PARTITION OF continuo.event FOR VALUES FROM (%L) TO (%L)', label,
                to_char(month + make_interval(months => ahead), 'YYYY-MM-DD') || ' 00:00:00+00',
                to_char(month + make_interval(months => ahead + 1), 'YYYY-MM-DD') || ' 00:00:00+00');
            EXECUTE format('ALTER TABLE continuo.%I ENABLE ROW LEVEL SECURITY', label);
            EXECUTE format('ALTER TABLE continuo.%I FORCE ROW LEVEL SECURITY', label);
            made := made + 1;
        END IF;
    END LOOP;
    RETURN made;
END
$$;
CREATE TABLE continuo.event_default PARTITION OF continuo.event DEFAULT;
ALTER TABLE continuo.event_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.event_default FORCE ROW LEVEL SECURITY;

-- The caller's own ids of turns: the same id in one session is stored once. Kept apart because a unique index of a
-- partitioned table would have to hold the partition's column.
CREATE TABLE continuo.event_name (
    tenant_id       uuid    NOT NULL,
    subject_id      uuid    NOT NULL,
    session_id      uuid    NOT NULL,
    client_event_id text    NOT NULL CHECK (length(client_event_id) BETWEEN 1 AND 200),
    position        integer NOT NULL,
    body_hash       bytea   NOT NULL,
    PRIMARY KEY (tenant_id, session_id, client_event_id)
);
ALTER TABLE continuo.event_name ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.event_name FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.event_name AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.event_name AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));

-- Answers to requests that may be sent again, in the transaction of what they did. Answers hold ids, never words.
CREATE TABLE continuo.request (
    tenant_id  uuid        NOT NULL,
    subject_id uuid        NOT NULL,
    principal  text        NOT NULL,
    route      text        NOT NULL,
    key        text        NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    body_hash  bytea       NOT NULL,
    answer     jsonb       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, principal, route, key)
);
CREATE INDEX request_by_age ON continuo.request (tenant_id, subject_id, created_at);
ALTER TABLE continuo.request ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.request FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.request AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.request AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));

-- Which turns were consolidated together, in which order: part of the journal, because a rebuild that cut the turns
-- elsewhere would come to other episodes. A session's cursor is the last position of its last run.
CREATE TABLE continuo.run (
    tenant_id      uuid        NOT NULL,
    subject_id     uuid        NOT NULL,
    run            bigint      NOT NULL CHECK (run >= 1),
    session_id     uuid        NOT NULL,
    first_position integer     NOT NULL,
    last_position  integer     NOT NULL CHECK (last_position >= first_position),
    extractor      text        NOT NULL,
    ran_at         timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, subject_id, run)
);
-- The compare-and-swap: two workers that begin at the same place cannot both write.
CREATE UNIQUE INDEX run_begins_once ON continuo.run (tenant_id, session_id, first_position);
ALTER TABLE continuo.run ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.run FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.run AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.run AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
