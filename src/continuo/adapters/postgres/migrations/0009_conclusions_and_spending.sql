-- What language models concluded, journaled with its run, and what providers were paid, by tenant and day.

-- One row for each run in which a model took part. Part of the journal like the run itself: written once, never
-- changed, gone with the person alone. All words are in the sealed field.
CREATE TABLE continuo.conclusion (
    tenant_id  uuid   NOT NULL,
    subject_id uuid   NOT NULL,
    run        bigint NOT NULL CHECK (run >= 1),
    extractor  text   NOT NULL CHECK (length(extractor) BETWEEN 1 AND 300),
    sealed     bytea  NOT NULL,
    PRIMARY KEY (tenant_id, subject_id, run)
);
ALTER TABLE continuo.conclusion ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.conclusion FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.conclusion AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.conclusion AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));

-- Numbers of a tenant, of no person: they outlive an erasure.
CREATE TABLE continuo.spending (
    tenant_id     uuid   NOT NULL REFERENCES continuo.tenant,
    day           date   NOT NULL,
    model         text   NOT NULL CHECK (length(model) BETWEEN 1 AND 200),
    purpose       text   NOT NULL CHECK (purpose ~ '^[a-z_]{1,40}$'),
    calls         bigint NOT NULL CHECK (calls >= 0),
    tokens_in     bigint NOT NULL CHECK (tokens_in >= 0),
    tokens_out    bigint NOT NULL CHECK (tokens_out >= 0),
    micro_dollars bigint NOT NULL CHECK (micro_dollars >= 0),
    fallbacks     bigint NOT NULL CHECK (fallbacks >= 0),
    dropped       bigint NOT NULL CHECK (dropped >= 0),
    PRIMARY KEY (tenant_id, day, model, purpose)
);
ALTER TABLE continuo.spending ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.spending FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.spending AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY tenant_reach ON continuo.spending AS PERMISSIVE USING (true) WITH CHECK (true);

GRANT SELECT ON continuo.conclusion TO continuo_api, continuo_worker, continuo_eraser;
GRANT INSERT ON continuo.conclusion TO continuo_worker;
GRANT DELETE ON continuo.conclusion TO continuo_eraser;
GRANT SELECT ON continuo.spending TO continuo_api, continuo_worker;
GRANT INSERT, UPDATE (calls, tokens_in, tokens_out, micro_dollars, fallbacks, dropped) ON continuo.spending
      TO continuo_worker;
