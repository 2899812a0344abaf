-- Facts that follow from their sayings, with every version of them; acts, clarifications, uses; a tenant's predicates.

ALTER TABLE continuo.fact
      ALTER COLUMN valid_from DROP NOT NULL,
      DROP CONSTRAINT fact_status_check,
      ADD CONSTRAINT fact_status_check
          CHECK (status IN ('current', 'superseded', 'ended', 'retracted', 'denied', 'merged')),
      ADD COLUMN pinned boolean NOT NULL DEFAULT false,
      ADD COLUMN unsure boolean NOT NULL DEFAULT false;

-- A saying keeps all that the merge has to know of it. Rows of before have no words of their own: those of their fact
-- stand for them until the person is rebuilt.
ALTER TABLE continuo.evidence
      ADD COLUMN ordinal integer NOT NULL DEFAULT 0,
      ADD COLUMN read_by text NOT NULL DEFAULT '',
      ADD COLUMN confidence real CHECK (confidence BETWEEN 0 AND 1),
      ADD COLUMN tier smallint,
      ADD COLUMN valid_from timestamptz,
      ADD COLUMN valid_to timestamptz,
      ADD COLUMN sealed_saying bytea,
      DROP CONSTRAINT evidence_pkey,
      ADD PRIMARY KEY (tenant_id, subject_id, fact_id, session_id, position, start_char, ordinal, read_by);

-- A step is also a version: what the fact was from then on, until known_to. Words stay in the sealed field.
ALTER TABLE continuo.fact_change
      DROP CONSTRAINT fact_change_change_check,
      ADD CONSTRAINT fact_change_change_check
          CHECK (change IN ('learned', 'reinforced', 'superseded', 'ended', 'denied', 'doubted', 'settled', 'retracted',
                            'restored', 'merged', 'pinned', 'unpinned', 'revised')),
      ADD COLUMN known_to timestamptz,
      ADD COLUMN about bytea,
      ADD COLUMN slot bytea,
      ADD COLUMN predicate text,
      ADD COLUMN status text,
      ADD COLUMN valid_from timestamptz,
      ADD COLUMN valid_to timestamptz,
      -- A version of before this column serves no purpose until the person is rebuilt: closed, not open.
      ADD COLUMN purposes text[] NOT NULL DEFAULT '{}';
ALTER TABLE continuo.fact_change
      ADD CONSTRAINT fact_change_purposes_check CHECK (cardinality(purposes) > 0) NOT VALID;
CREATE INDEX fact_change_by_slot ON continuo.fact_change (tenant_id, subject_id, slot, at);
CREATE POLICY purpose_reach ON continuo.fact_change AS RESTRICTIVE FOR SELECT
    USING (coalesce((SELECT continuo.purpose()), '') = '' OR (SELECT continuo.purpose()) = ANY (purposes));

ALTER TABLE continuo.episode
      ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT '-infinity',
      ADD COLUMN replaced_at timestamptz;

-- What was decided after memories were made: numbered with the runs, and replayed with them.
CREATE TABLE continuo.act (
    tenant_id  uuid        NOT NULL,
    subject_id uuid        NOT NULL,
    run        bigint      NOT NULL CHECK (run >= 1),
    kind       text        NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
    slot       bytea,
    at         timestamptz NOT NULL,
    sealed     bytea       NOT NULL,
    PRIMARY KEY (tenant_id, subject_id, run)
);
CREATE INDEX act_by_slot ON continuo.act (tenant_id, subject_id, slot) WHERE slot IS NOT NULL;
ALTER TABLE continuo.act ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.act FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.act AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.act AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));

CREATE TABLE continuo.clarification (
    tenant_id        uuid        NOT NULL,
    subject_id       uuid        NOT NULL,
    clarification_id uuid        NOT NULL,
    slot             bytea       NOT NULL,
    predicate        text        NOT NULL,
    first_fact       uuid        NOT NULL,
    second_fact      uuid        NOT NULL,
    opened_at        timestamptz NOT NULL,
    settled_at       timestamptz CHECK (settled_at >= opened_at),
    settled_by       text        NOT NULL DEFAULT '',
    sealed           bytea       NOT NULL,
    purposes         text[]      NOT NULL CHECK (cardinality(purposes) > 0),
    PRIMARY KEY (tenant_id, subject_id, clarification_id)
);
CREATE INDEX clarification_by_slot ON continuo.clarification (tenant_id, subject_id, slot);
ALTER TABLE continuo.clarification ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.clarification FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.clarification AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.clarification AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
CREATE POLICY purpose_reach ON continuo.clarification AS RESTRICTIVE FOR SELECT
    USING (coalesce((SELECT continuo.purpose()), '') = '' OR (SELECT continuo.purpose()) = ANY (purposes));

-- When a fact was last handed out: use keeps it fresh. No part of a rebuild, and no harm if a few uses are lost.
CREATE TABLE continuo.fact_use (
    tenant_id    uuid        NOT NULL,
    subject_id   uuid        NOT NULL,
    fact_id      uuid        NOT NULL,
    last_used_at timestamptz NOT NULL,
    uses         integer     NOT NULL CHECK (uses >= 1),
    PRIMARY KEY (tenant_id, subject_id, fact_id)
);
ALTER TABLE continuo.fact_use ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.fact_use FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.fact_use AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.fact_use AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));

CREATE TABLE continuo.predicate (
    tenant_id   uuid        NOT NULL REFERENCES continuo.tenant,
    name        text        NOT NULL CHECK (name ~ '^[a-z][a-z0-9_]{0,63}$'),
    cardinality text        NOT NULL CHECK (cardinality IN ('single', 'many')),
    fading      text        NOT NULL CHECK (fading IN ('never', 'years', 'months', 'weeks')),
    sensitivity text        NOT NULL CHECK (sensitivity IN ('ordinary', 'personal', 'special')),
    opposite    text        NOT NULL DEFAULT '',
    object_type text        NOT NULL DEFAULT '',
    category    text[]      NOT NULL DEFAULT '{}',
    added_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
);
ALTER TABLE continuo.predicate ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.predicate FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.predicate AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY tenant_reach ON continuo.predicate AS PERMISSIVE USING (true) WITH CHECK (true);

GRANT SELECT ON continuo.act, continuo.clarification, continuo.fact_use TO continuo_api;
GRANT INSERT ON continuo.fact_use TO continuo_api;
GRANT UPDATE (last_used_at, uses) ON continuo.fact_use TO continuo_api;
GRANT SELECT, INSERT ON continuo.act TO continuo_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON continuo.clarification TO continuo_worker;
GRANT SELECT, DELETE ON continuo.fact_use TO continuo_worker;
GRANT SELECT, DELETE ON continuo.act, continuo.clarification, continuo.fact_use TO continuo_eraser;
GRANT SELECT, INSERT, UPDATE, DELETE ON continuo.predicate TO continuo_api;
GRANT SELECT ON continuo.predicate TO continuo_worker, continuo_eraser;
