-- What is distilled of a person, line by line, and how long a tenant keeps which kind of memory.

CREATE TABLE continuo.profile_line (
    tenant_id    uuid        NOT NULL,
    subject_id   uuid        NOT NULL,
    line         integer     NOT NULL CHECK (line >= 1),
    section      text        NOT NULL CHECK (section ~ '^[a-z_]{1,40}$'),
    weight       real        NOT NULL CHECK (weight BETWEEN 0 AND 1),
    facts        uuid[]      NOT NULL,
    episodes     uuid[]      NOT NULL,
    distilled_at timestamptz NOT NULL,
    sealed       bytea       NOT NULL,
    purposes     text[]      NOT NULL CHECK (cardinality(purposes) > 0),
    PRIMARY KEY (tenant_id, subject_id, line),
    CHECK (cardinality(facts) + cardinality(episodes) > 0)
);
ALTER TABLE continuo.profile_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.profile_line FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.profile_line AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.profile_line AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
CREATE POLICY purpose_reach ON continuo.profile_line AS RESTRICTIVE FOR SELECT
    USING (coalesce((SELECT continuo.purpose()), '') = '' OR (SELECT continuo.purpose()) = ANY (purposes));

CREATE TABLE continuo.retention (
    tenant_id  uuid        NOT NULL REFERENCES continuo.tenant,
    kind       text        NOT NULL CHECK (kind IN ('passage', 'fact', 'episode')),
    action     text        NOT NULL CHECK (action IN ('keep', 'summarise', 'drop')),
    after_days integer     NOT NULL CHECK (after_days BETWEEN 1 AND 36500),
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, kind),
    CHECK (action <> 'summarise' OR kind = 'passage')
);
ALTER TABLE continuo.retention ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.retention FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.retention AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY tenant_reach ON continuo.retention AS PERMISSIVE USING (true) WITH CHECK (true);

GRANT SELECT ON continuo.profile_line TO continuo_api, continuo_eraser;
GRANT SELECT, INSERT, DELETE ON continuo.profile_line TO continuo_worker;
GRANT DELETE ON continuo.profile_line TO continuo_eraser;
GRANT SELECT, INSERT, UPDATE, DELETE ON continuo.retention TO continuo_api;
GRANT SELECT ON continuo.retention TO continuo_worker, continuo_eraser;
