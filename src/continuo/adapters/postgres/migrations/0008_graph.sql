-- The graph of each person: entities with their names, where they are mentioned, and how they are related.
--
-- Names are sealed and found by a keyed hash. Entities and relations keep what was known before: a row is a version,
-- known from one moment to another, and rows that are known now have no end. They lie apart in indexes of their own,
-- so that what is no longer known costs those who ask for the present nothing.

CREATE TABLE continuo.entity (
    tenant_id   uuid        NOT NULL,
    subject_id  uuid        NOT NULL,
    entity_id   uuid        NOT NULL,
    known_from  timestamptz NOT NULL,
    known_to    timestamptz CHECK (known_to > known_from),
    type        text        NOT NULL CHECK (type ~ '^[a-z_]{1,40}$'),
    merged_into uuid        CHECK (merged_into <> entity_id),
    purposes    text[]      NOT NULL CHECK (cardinality(purposes) > 0),
    PRIMARY KEY (tenant_id, subject_id, entity_id, known_from)
);
CREATE INDEX entity_merged ON continuo.entity (tenant_id, subject_id, merged_into)
    WHERE merged_into IS NOT NULL AND known_to IS NULL;
ALTER TABLE continuo.entity ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.entity FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.entity AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.entity AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
CREATE POLICY purpose_reach ON continuo.entity AS RESTRICTIVE FOR SELECT
    USING (coalesce((SELECT continuo.purpose()), '') = '' OR (SELECT continuo.purpose()) = ANY (purposes));

-- Apart from the entity, because a name has the purposes of the words it occurred in, and only those.
CREATE TABLE continuo.entity_name (
    tenant_id     uuid        NOT NULL,
    subject_id    uuid        NOT NULL,
    entity_id     uuid        NOT NULL,
    name_hash     bytea       NOT NULL,
    -- Under the key of the person's terms and without the type: a question says "dogs" and not what they are.
    words_hash    bytea       NOT NULL CHECK (octet_length(words_hash) = 8),
    times         integer     NOT NULL CHECK (times >= 1),
    first_said_at timestamptz NOT NULL,
    sealed        bytea       NOT NULL,
    purposes      text[]      NOT NULL CHECK (cardinality(purposes) > 0),
    PRIMARY KEY (tenant_id, subject_id, entity_id, name_hash, purposes)
);
CREATE INDEX entity_by_name ON continuo.entity_name (tenant_id, subject_id, name_hash);
ALTER TABLE continuo.entity_name ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.entity_name FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.entity_name AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.entity_name AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
CREATE POLICY purpose_reach ON continuo.entity_name AS RESTRICTIVE FOR SELECT
    USING (coalesce((SELECT continuo.purpose()), '') = '' OR (SELECT continuo.purpose()) = ANY (purposes));

CREATE TABLE continuo.mention (
    tenant_id  uuid        NOT NULL,
    subject_id uuid        NOT NULL,
    session_id uuid        NOT NULL,
    position   integer     NOT NULL,
    start_char integer     NOT NULL,
    end_char   integer     NOT NULL CHECK (end_char >= start_char),
    entity_id  uuid        NOT NULL,
    sealed     bytea       NOT NULL,
    said_at    timestamptz NOT NULL,
    run        bigint      NOT NULL,
    purposes   text[]      NOT NULL CHECK (cardinality(purposes) > 0),
    PRIMARY KEY (tenant_id, subject_id, session_id, position, start_char, end_char, entity_id)
);
CREATE INDEX mention_of_entity ON continuo.mention (tenant_id, subject_id, entity_id, session_id, position);
ALTER TABLE continuo.mention ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.mention FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.mention AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.mention AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
CREATE POLICY purpose_reach ON continuo.mention AS RESTRICTIVE FOR SELECT
    USING (coalesce((SELECT continuo.purpose()), '') = '' OR (SELECT continuo.purpose()) = ANY (purposes));

CREATE TABLE continuo.relation (
    tenant_id   uuid             NOT NULL,
    subject_id  uuid             NOT NULL,
    relation_id uuid             NOT NULL,
    known_from  timestamptz      NOT NULL,
    known_to    timestamptz      CHECK (known_to > known_from),
    kind        text             NOT NULL CHECK (kind ~ '^[A-Z][A-Z0-9_]{0,63}$'),
    stated_from uuid             NOT NULL,
    stated_to   uuid             NOT NULL,
    from_entity uuid             NOT NULL,
    to_entity   uuid             NOT NULL,
    weight      double precision NOT NULL CHECK (weight BETWEEN 0 AND 1),
    count       integer          NOT NULL CHECK (count >= 1),
    valid_from  timestamptz,
    valid_to    timestamptz      CHECK (valid_to >= valid_from),
    fact_id     uuid,
    -- The newest turns that show the relation: 16 bytes of session and 4 of position each, newest first. To look them
    -- up among the mentions of two entities that are named all the time takes longer than the walk itself.
    seen        bytea            NOT NULL CHECK (octet_length(seen) <= 100),
    purposes    text[]           NOT NULL CHECK (cardinality(purposes) > 0),
    PRIMARY KEY (tenant_id, subject_id, relation_id, known_from)
);
-- A walk takes the strongest relations of each entity it comes to, in both directions: the index hands them out in
-- that order, so that it reads as many rows as it takes, whether the entity has a hundred relations or forty thousand.
CREATE INDEX relation_from ON continuo.relation (tenant_id, subject_id, from_entity, weight DESC, relation_id)
    WHERE known_to IS NULL;
CREATE INDEX relation_to ON continuo.relation (tenant_id, subject_id, to_entity, weight DESC, relation_id)
    WHERE known_to IS NULL;
CREATE INDEX relation_from_before ON continuo.relation (tenant_id, subject_id, from_entity, weight DESC, relation_id)
    WHERE known_to IS NOT NULL;
CREATE INDEX relation_to_before ON continuo.relation (tenant_id, subject_id, to_entity, weight DESC, relation_id)
    WHERE known_to IS NOT NULL;
CREATE INDEX relation_of_fact ON continuo.relation (tenant_id, subject_id, fact_id)
    WHERE known_to IS NULL AND fact_id IS NOT NULL;
ALTER TABLE continuo.relation ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.relation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.relation AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.relation AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
CREATE POLICY purpose_reach ON continuo.relation AS RESTRICTIVE FOR SELECT
    USING (coalesce((SELECT continuo.purpose()), '') = '' OR (SELECT continuo.purpose()) = ANY (purposes));

GRANT SELECT ON continuo.entity, continuo.entity_name, continuo.mention, continuo.relation
      TO continuo_api, continuo_worker, continuo_eraser;
GRANT INSERT, UPDATE, DELETE ON continuo.entity, continuo.entity_name, continuo.mention, continuo.relation
      TO continuo_worker;
GRANT DELETE ON continuo.entity, continuo.entity_name, continuo.mention, continuo.relation TO continuo_eraser;
