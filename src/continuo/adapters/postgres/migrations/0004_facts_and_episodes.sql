-- Facts with their evidence and history, and episodes. Words are sealed; what is searched by equality is a keyed hash.

CREATE TABLE continuo.fact (
    tenant_id     uuid        NOT NULL,
    subject_id    uuid        NOT NULL,
    fact_id       uuid        NOT NULL,
    about         bytea       NOT NULL,
    slot          bytea       NOT NULL,
    predicate     text        NOT NULL,
    status        text        NOT NULL CHECK (status IN ('current', 'superseded', 'ended', 'retracted')),
    confidence    real        NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    tier          smallint    NOT NULL,
    said_at       timestamptz NOT NULL,
    valid_from    timestamptz NOT NULL,
    valid_to      timestamptz CHECK (valid_to >= valid_from),
    recorded_at   timestamptz NOT NULL,
    superseded_by uuid,
    sealed        bytea       NOT NULL,
    purposes      text[]      NOT NULL CHECK (cardinality(purposes) > 0),
    PRIMARY KEY (tenant_id, subject_id, fact_id)
);
CREATE INDEX fact_by_slot ON continuo.fact (tenant_id, subject_id, slot);
ALTER TABLE continuo.fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.fact FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.fact AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.fact AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
CREATE POLICY purpose_reach ON continuo.fact AS RESTRICTIVE FOR SELECT
    USING (coalesce((SELECT continuo.purpose()), '') = '' OR (SELECT continuo.purpose()) = ANY (purposes));

CREATE TABLE continuo.evidence (
    tenant_id      uuid        NOT NULL,
    subject_id     uuid        NOT NULL,
    fact_id        uuid        NOT NULL,
    session_id     uuid        NOT NULL,
    position       integer     NOT NULL,
    start_char     integer     NOT NULL,
    end_char       integer     NOT NULL CHECK (end_char >= start_char),
    affirmed       boolean     NOT NULL,
    said_at        timestamptz NOT NULL,
    sealed_speaker bytea       NOT NULL,
    PRIMARY KEY (tenant_id, subject_id, fact_id, session_id, position, start_char),
    FOREIGN KEY (tenant_id, subject_id, fact_id) REFERENCES continuo.fact ON DELETE CASCADE
);
ALTER TABLE continuo.evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.evidence AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.evidence AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));

CREATE TABLE continuo.fact_change (
    tenant_id  uuid        NOT NULL,
    subject_id uuid        NOT NULL,
    fact_id    uuid        NOT NULL,
    step       integer     NOT NULL CHECK (step >= 1),
    change     text        NOT NULL
               CHECK (change IN ('learned', 'reinforced', 'superseded', 'ended', 'retracted', 'restored')),
    at         timestamptz NOT NULL,
    reason     text        NOT NULL,
    sealed     bytea       NOT NULL,
    PRIMARY KEY (tenant_id, subject_id, fact_id, step),
    FOREIGN KEY (tenant_id, subject_id, fact_id) REFERENCES continuo.fact ON DELETE CASCADE
);
ALTER TABLE continuo.fact_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.fact_change FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.fact_change AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.fact_change AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));

CREATE TABLE continuo.episode (
    tenant_id      uuid        NOT NULL,
    subject_id     uuid        NOT NULL,
    episode_id     uuid        NOT NULL,
    session_id     uuid        NOT NULL,
    first_position integer     NOT NULL,
    last_position  integer     NOT NULL CHECK (last_position >= first_position),
    started_at     timestamptz NOT NULL,
    ended_at       timestamptz NOT NULL,
    cited          integer[]   NOT NULL,
    sealed         bytea       NOT NULL,
    purposes       text[]      NOT NULL CHECK (cardinality(purposes) > 0),
    PRIMARY KEY (tenant_id, subject_id, episode_id)
);
CREATE INDEX episode_in_session ON continuo.episode (tenant_id, subject_id, session_id, first_position);
ALTER TABLE continuo.episode ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.episode FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.episode AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.episode AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
CREATE POLICY purpose_reach ON continuo.episode AS RESTRICTIVE FOR SELECT
    USING (coalesce((SELECT continuo.purpose()), '') = '' OR (SELECT continuo.purpose()) = ANY (purposes));
