-- Tenants, the signed context, credentials and people.
--
-- Every table with a tenant carries three walls: a restrictive policy for the tenant, a permissive one for the person,
-- a restrictive one for the purpose on reads. They read a context that is signed with a key the service roles cannot
-- see, so that SQL slipped into a service stays within the tenant and person of the request it came with.

CREATE TABLE continuo.context_key (
    key_id    text        PRIMARY KEY,
    inner_pad bytea       NOT NULL CHECK (octet_length(inner_pad) = 64),
    outer_pad bytea       NOT NULL CHECK (octet_length(outer_pad) = 64)
);

-- The parts of the signed context, or nothing at all where it is missing, malformed, forged, late or borrowed from
-- another connection. HMAC-SHA-256 by hand: the embedded server has no pgcrypto, and the padded keys save two hashes.
CREATE FUNCTION continuo.verified_context() RETURNS text[]
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    token text := current_setting('continuo.context', true);
    parts text[];
    pads  record;
BEGIN
    IF token IS NULL OR length(token) NOT BETWEEN 100 AND 400 THEN
        RETURN NULL;
    END IF;
    parts := string_to_array(token, '|');
    IF cardinality(parts) <> 7 THEN
        RETURN NULL;
    END IF;
    SELECT inner_pad, outer_pad INTO pads FROM continuo.context_key WHERE key_id = parts[1];
    IF pads IS NULL
       OR parts[7] IS DISTINCT FROM encode(sha256(pads.outer_pad || sha256(pads.inner_pad
              || convert_to(left(token, length(token) - length(parts[7]) - 1), 'UTF8'))), 'hex')
       OR parts[5] <> pg_backend_pid()::text
       OR parts[6]::bigint < extract(epoch FROM clock_timestamp())::bigint THEN
        RETURN NULL;
    END IF;
    RETURN parts;
END
$$;

CREATE FUNCTION continuo.tenant() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    RETURN (continuo.verified_context())[2]::uuid;

CREATE FUNCTION continuo.subject() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    RETURN nullif((continuo.verified_context())[3], '-')::uuid;

-- Empty where the context names no purpose: then every purpose is in reach.
CREATE FUNCTION continuo.purpose() RETURNS text
    LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    RETURN (continuo.verified_context())[4];

CREATE TABLE continuo.tenant (
    tenant_id   uuid        PRIMARY KEY,
    name        text        NOT NULL UNIQUE,
    wrapped_key bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE continuo.tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.tenant AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY tenant_reach ON continuo.tenant AS PERMISSIVE USING (true) WITH CHECK (true);

CREATE TABLE continuo.api_key (
    tenant_id   uuid        NOT NULL REFERENCES continuo.tenant,
    key_id      text        NOT NULL,
    secret_hash bytea       NOT NULL CHECK (octet_length(secret_hash) = 32),
    name        text        NOT NULL,
    scopes      text[]      NOT NULL CHECK (cardinality(scopes) > 0),
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz,
    revoked_at  timestamptz,
    PRIMARY KEY (tenant_id, key_id)
);
-- Not led by the tenant, on purpose: a key is looked up before its tenant is known, and its id is random.
CREATE INDEX api_key_by_id ON continuo.api_key (key_id);
ALTER TABLE continuo.api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.api_key FORCE ROW LEVEL SECURITY;
-- The owner cannot log in; it appears here only inside find_api_key.
CREATE POLICY tenant_wall ON continuo.api_key AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant()) OR current_user = 'continuo_owner')
    WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY tenant_reach ON continuo.api_key AS PERMISSIVE USING (true) WITH CHECK (true);

-- One key by its public id: the single door through the tenant wall, for the role that checks credentials.
-- It answers with the hash of the secret, never with a secret, and for one id at a time.
CREATE FUNCTION continuo.find_api_key(wanted text)
    RETURNS TABLE (tenant_id uuid, key_id text, secret_hash bytea, scopes text[], expires_at timestamptz, revoked_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT k.tenant_id, k.key_id, k.secret_hash, k.scopes, k.expires_at, k.revoked_at
      FROM continuo.api_key AS k
     WHERE k.key_id = wanted
$$;

-- A person. The row outlives an erasure with its name and key gone: its epoch is what stops late writers.
CREATE TABLE continuo.subject (
    tenant_id   uuid        NOT NULL REFERENCES continuo.tenant,
    subject_id  uuid        NOT NULL,
    sealed_name bytea,
    wrapped_key bytea,
    epoch       integer     NOT NULL DEFAULT 0,
    version     bigint      NOT NULL DEFAULT 0,
    index_version bigint    NOT NULL DEFAULT 0,
    runs        bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, subject_id)
) WITH (fillfactor = 70);
ALTER TABLE continuo.subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.subject FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.subject AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.subject AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));
-- A context that names no person may count and list people, and nothing else of theirs.
CREATE POLICY listing ON continuo.subject AS PERMISSIVE FOR SELECT USING ((SELECT continuo.subject()) IS NULL);

CREATE TABLE continuo.erasure (
    tenant_id  uuid        NOT NULL REFERENCES continuo.tenant,
    subject_id uuid        NOT NULL,
    erasure_id uuid        NOT NULL,
    epoch      integer     NOT NULL,
    erased_at  timestamptz NOT NULL DEFAULT now(),
    counts     jsonb       NOT NULL,
    PRIMARY KEY (tenant_id, erasure_id),
    FOREIGN KEY (tenant_id, subject_id) REFERENCES continuo.subject
);
ALTER TABLE continuo.erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.erasure FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON continuo.erasure AS RESTRICTIVE
    USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()));
CREATE POLICY subject_reach ON continuo.erasure AS PERMISSIVE
    USING (subject_id = (SELECT continuo.subject())) WITH CHECK (subject_id = (SELECT continuo.subject()));

-- What holds for the whole installation, such as the embedder whose vectors are stored.
CREATE TABLE continuo.installation (
    name  text PRIMARY KEY,
    value text NOT NULL
);
