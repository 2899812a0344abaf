-- What recall searches: narrow rows, partitioned by person, vectors inline, no words.

CREATE TABLE continuo.item (
    tenant_id      uuid        NOT NULL,
    subject_id     uuid        NOT NULL,
    session_id     uuid        NOT NULL,
    position       integer     NOT NULL,
    kind           smallint    NOT NULL CHECK (kind BETWEEN 0 AND 2),
    part           smallint    NOT NULL,
    refers_to      uuid        NOT NULL,
    start_char     integer     NOT NULL,
    end_char       integer     NOT NULL CHECK (end_char >= start_char),
    speaker        bigint      NOT NULL,
    said_at        timestamptz NOT NULL,
    mark           integer     NOT NULL,
    length         integer     NOT NULL,
    term_count     integer     NOT NULL,
    terms          bytea       NOT NULL,
    embedding      halfvec     NOT NULL,
    purposes       text[]      NOT NULL CHECK (cardinality(purposes) > 0),
    PRIMARY KEY (tenant_id, subject_id, session_id, position, kind, part, refers_to),
    CHECK (octet_length(terms) = 5 * term_count)
) PARTITION BY HASH (subject_id);
-- A toasted vector is five times slower to read than one in its row.
ALTER TABLE continuo.item ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE continuo.item ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE continuo.item ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.item AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.item AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
CREATE POLICY purpose_reach ON continuo.item AS RESTRICTIVE FOR SELECT
    USING (coalesce((SELECT continuo.purpose()), '') = '' OR (SELECT continuo.purpose()) = ANY (purposes));

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE continuo.item_%s PARTITION OF continuo.item FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                       lpad(remainder::text, 2, '0'), remainder);
        EXECUTE format('ALTER TABLE continuo.item_%s ENABLE ROW LEVEL SECURITY', lpad(remainder::text, 2, '0'));
        EXECUTE format('ALTER TABLE continuo.item_%s FORCE ROW LEVEL SECURITY', lpad(remainder::text, 2, '0'));
    END LOOP;
END
$$;
