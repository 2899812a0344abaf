CREATE SCHEMA continuo;
ALTER SCHEMA continuo OWNER TO continuo_owner;
CREATE FUNCTION continuo.find_api_key(wanted text) RETURNS TABLE(tenant_id uuid, key_id text, secret_hash bytea, scopes text[], expires_at timestamp with time zone, revoked_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT k.tenant_id, k.key_id, k.secret_hash, k.scopes, k.expires_at, k.revoked_at
      FROM continuo.api_key AS k
     WHERE k.key_id = wanted
$$;
ALTER FUNCTION continuo.find_api_key(wanted text) OWNER TO continuo_owner;
CREATE FUNCTION continuo.make_event_partitions(months_ahead integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
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
ALTER FUNCTION continuo.make_event_partitions(months_ahead integer) OWNER TO continuo_owner;
CREATE FUNCTION continuo.verified_context() RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
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
ALTER FUNCTION continuo.verified_context() OWNER TO continuo_owner;
CREATE FUNCTION continuo.purpose() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN (continuo.verified_context())[4];
ALTER FUNCTION continuo.purpose() OWNER TO continuo_owner;
CREATE FUNCTION continuo.subject() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN (NULLIF((continuo.verified_context())[3], '-'::text))::uuid;
ALTER FUNCTION continuo.subject() OWNER TO continuo_owner;
CREATE FUNCTION continuo.take_turns(context text, flushed_later boolean, of_tenant uuid, of_subject uuid, known_key bytea, into_session uuid, named bytea, at timestamp with time zone, event_ids uuid[], roles text[], said timestamp with time zone[], purposes_of text[], sealed_turns bytea[], batch_turns integer, quiet interval, asked_by text, asked_route text, asked_key text, asked_hash bytea) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '5ms'
    AS $$
DECLARE
    added      integer := cardinality(sealed_turns);
    last       integer;
    of_epoch   integer;
    due        timestamptz := now();
BEGIN
    PERFORM set_config('continuo.context', context, true);
    -- This commit need not wait for the disk where its caller waits for a later one: the log is flushed in order, so
    -- that a commit that has reached the disk takes along whatever was committed before it.
    IF flushed_later THEN
        PERFORM set_config('synchronous_commit', 'off', true);
    END IF;
    IF asked_key IS NOT NULL THEN
        PERFORM FROM continuo.request AS r
          WHERE r.tenant_id = of_tenant AND r.principal = asked_by AND r.route = asked_route AND r.key = asked_key;
        IF FOUND THEN
            RETURN NULL;
        END IF;
    END IF;
    -- The key that sealed the words has to be the person's key still: an erasure destroys it in its own transaction.
    UPDATE continuo.subject AS s
       SET version = s.version + 1
     WHERE s.tenant_id = of_tenant AND s.subject_id = of_subject AND s.wrapped_key = known_key
    RETURNING s.epoch INTO of_epoch;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    UPDATE continuo.session AS s
       SET last_position = s.last_position + added,
           started_at = least(s.started_at, (SELECT min(m) FROM unnest(said) AS m)),
           last_said_at = greatest(s.last_said_at, (SELECT max(m) FROM unnest(said) AS m)),
           sealed_name = coalesce(s.sealed_name, named),
           ended_at = NULL
     WHERE s.tenant_id = of_tenant AND s.subject_id = of_subject AND s.session_id = into_session
    RETURNING s.last_position INTO last;
    IF NOT FOUND THEN
        -- Nobody else begins it meanwhile: whoever writes to a session holds its person's row, as we do.
        INSERT INTO continuo.session (
                    tenant_id, subject_id, session_id, sealed_name, last_position, started_at, last_said_at)
             SELECT of_tenant, of_subject, into_session, named, added, min(m), max(m) FROM unnest(said) AS m;
        last := added;
    END IF;
    INSERT INTO continuo.event (
                tenant_id, subject_id, session_id, position, event_id, role, said_at, recorded_at, epoch, purposes,
                sealed, sealed_hash)
         SELECT of_tenant, of_subject, into_session, last - added + t.place, t.event_id, t.role, t.said_at, at, of_epoch,
                string_to_array(t.purposes, ','), t.sealed, sha256(t.sealed)
           FROM unnest(event_ids, roles, said, purposes_of, sealed_turns)
                WITH ORDINALITY AS t (event_id, role, said_at, purposes, sealed, place);
    -- The same rule as in the journal's room: a batch boundary that these turns crossed makes the job due.
    IF added < batch_turns AND last / batch_turns = (last - added) / batch_turns THEN
        due := due + quiet;
    END IF;
    -- A job that need not move is locked all the same: no worker begins it before these turns can be seen.
    PERFORM FROM continuo.job AS j
      WHERE j.tenant_id = of_tenant AND j.subject_id = of_subject AND j.session_id = into_session
        AND j.kind = 'consolidate' AND j.state = 'waiting' AND j.run_at <= due AND j.epoch >= of_epoch
        FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        INSERT INTO continuo.job AS waiting (tenant_id, subject_id, session_id, kind, epoch, run_at)
             VALUES (of_tenant, of_subject, into_session, 'consolidate', of_epoch, due)
        ON CONFLICT (tenant_id, subject_id, session_id, kind) WHERE state = 'waiting'
          DO UPDATE SET run_at = least(waiting.run_at, excluded.run_at),
                        epoch = greatest(waiting.epoch, excluded.epoch);
    END IF;
    IF asked_key IS NOT NULL THEN
        DELETE FROM continuo.request AS r
         WHERE r.tenant_id = of_tenant AND r.subject_id = of_subject AND r.created_at < now() - interval '48 hours';
        INSERT INTO continuo.request (tenant_id, subject_id, principal, route, key, body_hash, answer)
             VALUES (of_tenant, of_subject, asked_by, asked_route, asked_key, asked_hash,
                     jsonb_build_object(
                         'session_id', into_session,
                         'positions', (SELECT jsonb_agg(p) FROM generate_series(last - added + 1, last) AS p),
                         'last_position', last));
    END IF;
    RETURN last;
END
$$;
ALTER FUNCTION continuo.take_turns(context text, flushed_later boolean, of_tenant uuid, of_subject uuid, known_key bytea, into_session uuid, named bytea, at timestamp with time zone, event_ids uuid[], roles text[], said timestamp with time zone[], purposes_of text[], sealed_turns bytea[], batch_turns integer, quiet interval, asked_by text, asked_route text, asked_key text, asked_hash bytea) OWNER TO continuo_owner;
CREATE FUNCTION continuo.tenant() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN ((continuo.verified_context())[2])::uuid;
ALTER FUNCTION continuo.tenant() OWNER TO continuo_owner;
CREATE TABLE continuo.act (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    run bigint NOT NULL,
    kind text NOT NULL,
    slot bytea,
    at timestamp with time zone NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT act_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text)),
    CONSTRAINT act_run_check CHECK ((run >= 1))
);
ALTER TABLE ONLY continuo.act FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.act OWNER TO continuo_owner;
CREATE TABLE continuo.api_key (
    tenant_id uuid NOT NULL,
    key_id text NOT NULL,
    secret_hash bytea NOT NULL,
    name text NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT api_key_scopes_check CHECK ((cardinality(scopes) > 0)),
    CONSTRAINT api_key_secret_hash_check CHECK ((octet_length(secret_hash) = 32))
);
ALTER TABLE ONLY continuo.api_key FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.api_key OWNER TO continuo_owner;
CREATE TABLE continuo.checkpoint (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    session_id uuid NOT NULL,
    "position" integer NOT NULL,
    active_at timestamp with time zone NOT NULL,
    fence bigint NOT NULL,
    taken_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT checkpoint_fence_check CHECK ((fence >= 0)),
    CONSTRAINT checkpoint_position_check CHECK (("position" >= 0))
)
WITH (fillfactor='70');
ALTER TABLE ONLY continuo.checkpoint FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.checkpoint OWNER TO continuo_owner;
CREATE TABLE continuo.clarification (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    clarification_id uuid NOT NULL,
    slot bytea NOT NULL,
    predicate text NOT NULL,
    first_fact uuid NOT NULL,
    second_fact uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    settled_by text DEFAULT ''::text NOT NULL,
    sealed bytea NOT NULL,
    purposes text[] NOT NULL,
    CONSTRAINT clarification_check CHECK ((settled_at >= opened_at)),
    CONSTRAINT clarification_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.clarification FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.clarification OWNER TO continuo_owner;
CREATE TABLE continuo.conclusion (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    run bigint NOT NULL,
    extractor text NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT conclusion_extractor_check CHECK (((length(extractor) >= 1) AND (length(extractor) <= 300))),
    CONSTRAINT conclusion_run_check CHECK ((run >= 1))
);
ALTER TABLE ONLY continuo.conclusion FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.conclusion OWNER TO continuo_owner;
CREATE TABLE continuo.context_key (
    key_id text NOT NULL,
    inner_pad bytea NOT NULL,
    outer_pad bytea NOT NULL,
    CONSTRAINT context_key_inner_pad_check CHECK ((octet_length(inner_pad) = 64)),
    CONSTRAINT context_key_outer_pad_check CHECK ((octet_length(outer_pad) = 64))
);
ALTER TABLE continuo.context_key OWNER TO continuo_owner;
CREATE TABLE continuo.entity (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    entity_id uuid NOT NULL,
    known_from timestamp with time zone NOT NULL,
    known_to timestamp with time zone,
    type text NOT NULL,
    merged_into uuid,
    purposes text[] NOT NULL,
    CONSTRAINT entity_check CHECK ((known_to > known_from)),
    CONSTRAINT entity_check1 CHECK ((merged_into <> entity_id)),
    CONSTRAINT entity_purposes_check CHECK ((cardinality(purposes) > 0)),
    CONSTRAINT entity_type_check CHECK ((type ~ '^[a-z_]{1,40}$'::text))
);
ALTER TABLE ONLY continuo.entity FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.entity OWNER TO continuo_owner;
CREATE TABLE continuo.entity_name (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    entity_id uuid NOT NULL,
    name_hash bytea NOT NULL,
    words_hash bytea NOT NULL,
    times integer NOT NULL,
    first_said_at timestamp with time zone NOT NULL,
    sealed bytea NOT NULL,
    purposes text[] NOT NULL,
    CONSTRAINT entity_name_purposes_check CHECK ((cardinality(purposes) > 0)),
    CONSTRAINT entity_name_times_check CHECK ((times >= 1)),
    CONSTRAINT entity_name_words_hash_check CHECK ((octet_length(words_hash) = 8))
);
ALTER TABLE ONLY continuo.entity_name FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.entity_name OWNER TO continuo_owner;
CREATE TABLE continuo.episode (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    episode_id uuid NOT NULL,
    session_id uuid NOT NULL,
    first_position integer NOT NULL,
    last_position integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    cited integer[] NOT NULL,
    sealed bytea NOT NULL,
    purposes text[] NOT NULL,
    recorded_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    CONSTRAINT episode_check CHECK ((last_position >= first_position)),
    CONSTRAINT episode_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.episode FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.episode OWNER TO continuo_owner;
CREATE TABLE continuo.erasure (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    erasure_id uuid NOT NULL,
    epoch integer NOT NULL,
    erased_at timestamp with time zone DEFAULT now() NOT NULL,
    counts jsonb NOT NULL
);
ALTER TABLE ONLY continuo.erasure FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.erasure OWNER TO continuo_owner;
CREATE TABLE continuo.event (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    session_id uuid NOT NULL,
    "position" integer NOT NULL,
    event_id uuid NOT NULL,
    role text NOT NULL,
    said_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    epoch integer NOT NULL,
    purposes text[] NOT NULL,
    sealed bytea,
    sealed_hash bytea NOT NULL,
    CONSTRAINT event_position_check CHECK (("position" >= 1)),
    CONSTRAINT event_purposes_check CHECK ((cardinality(purposes) > 0)),
    CONSTRAINT event_role_check CHECK ((role = ANY (ARRAY['user'::text, 'assistant'::text, 'tool'::text, 'system'::text])))
)
PARTITION BY RANGE (recorded_at);
ALTER TABLE ONLY continuo.event FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.event OWNER TO continuo_owner;
CREATE TABLE continuo.event_default (
    tenant_id uuid CONSTRAINT event_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT event_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT event_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT event_position_not_null NOT NULL,
    event_id uuid CONSTRAINT event_event_id_not_null NOT NULL,
    role text CONSTRAINT event_role_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT event_said_at_not_null NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() CONSTRAINT event_recorded_at_not_null NOT NULL,
    epoch integer CONSTRAINT event_epoch_not_null NOT NULL,
    purposes text[] CONSTRAINT event_purposes_not_null NOT NULL,
    sealed bytea,
    sealed_hash bytea CONSTRAINT event_sealed_hash_not_null NOT NULL,
    CONSTRAINT event_position_check CHECK (("position" >= 1)),
    CONSTRAINT event_purposes_check CHECK ((cardinality(purposes) > 0)),
    CONSTRAINT event_role_check CHECK ((role = ANY (ARRAY['user'::text, 'assistant'::text, 'tool'::text, 'system'::text])))
);
ALTER TABLE ONLY continuo.event_default FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.event_default OWNER TO continuo_owner;
CREATE TABLE continuo.event_name (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    session_id uuid NOT NULL,
    client_event_id text NOT NULL,
    "position" integer NOT NULL,
    body_hash bytea NOT NULL,
    CONSTRAINT event_name_client_event_id_check CHECK (((length(client_event_id) >= 1) AND (length(client_event_id) <= 200)))
);
ALTER TABLE ONLY continuo.event_name FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.event_name OWNER TO continuo_owner;
CREATE TABLE continuo.evidence (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    fact_id uuid NOT NULL,
    session_id uuid NOT NULL,
    "position" integer NOT NULL,
    start_char integer NOT NULL,
    end_char integer NOT NULL,
    affirmed boolean NOT NULL,
    said_at timestamp with time zone NOT NULL,
    sealed_speaker bytea NOT NULL,
    ordinal integer DEFAULT 0 NOT NULL,
    read_by text DEFAULT ''::text NOT NULL,
    confidence real,
    tier smallint,
    valid_from timestamp with time zone,
    valid_to timestamp with time zone,
    sealed_saying bytea,
    CONSTRAINT evidence_check CHECK ((end_char >= start_char)),
    CONSTRAINT evidence_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision)))
);
ALTER TABLE ONLY continuo.evidence FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.evidence OWNER TO continuo_owner;
CREATE TABLE continuo.fact (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    fact_id uuid NOT NULL,
    about bytea NOT NULL,
    slot bytea NOT NULL,
    predicate text NOT NULL,
    status text NOT NULL,
    confidence real NOT NULL,
    tier smallint NOT NULL,
    said_at timestamp with time zone NOT NULL,
    valid_from timestamp with time zone,
    valid_to timestamp with time zone,
    recorded_at timestamp with time zone NOT NULL,
    superseded_by uuid,
    sealed bytea NOT NULL,
    purposes text[] NOT NULL,
    pinned boolean DEFAULT false NOT NULL,
    unsure boolean DEFAULT false NOT NULL,
    CONSTRAINT fact_check CHECK ((valid_to >= valid_from)),
    CONSTRAINT fact_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
    CONSTRAINT fact_purposes_check CHECK ((cardinality(purposes) > 0)),
    CONSTRAINT fact_status_check CHECK ((status = ANY (ARRAY['current'::text, 'superseded'::text, 'ended'::text, 'retracted'::text, 'denied'::text, 'merged'::text])))
);
ALTER TABLE ONLY continuo.fact FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.fact OWNER TO continuo_owner;
CREATE TABLE continuo.fact_change (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    fact_id uuid NOT NULL,
    step integer NOT NULL,
    change text NOT NULL,
    at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    sealed bytea NOT NULL,
    known_to timestamp with time zone,
    about bytea,
    slot bytea,
    predicate text,
    status text,
    valid_from timestamp with time zone,
    valid_to timestamp with time zone,
    purposes text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT fact_change_change_check CHECK ((change = ANY (ARRAY['learned'::text, 'reinforced'::text, 'superseded'::text, 'ended'::text, 'denied'::text, 'doubted'::text, 'settled'::text, 'retracted'::text, 'restored'::text, 'merged'::text, 'pinned'::text, 'unpinned'::text, 'revised'::text]))),
    CONSTRAINT fact_change_step_check CHECK ((step >= 1))
);
ALTER TABLE ONLY continuo.fact_change FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.fact_change OWNER TO continuo_owner;
CREATE TABLE continuo.fact_use (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    fact_id uuid NOT NULL,
    last_used_at timestamp with time zone NOT NULL,
    uses integer NOT NULL,
    CONSTRAINT fact_use_uses_check CHECK ((uses >= 1))
);
ALTER TABLE ONLY continuo.fact_use FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.fact_use OWNER TO continuo_owner;
CREATE TABLE continuo.installation (
    name text NOT NULL,
    value text NOT NULL
);
ALTER TABLE continuo.installation OWNER TO continuo_owner;
CREATE TABLE continuo.item (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    session_id uuid NOT NULL,
    "position" integer NOT NULL,
    kind smallint NOT NULL,
    part smallint NOT NULL,
    refers_to uuid NOT NULL,
    start_char integer NOT NULL,
    end_char integer NOT NULL,
    speaker bigint NOT NULL,
    said_at timestamp with time zone NOT NULL,
    mark integer NOT NULL,
    length integer NOT NULL,
    term_count integer NOT NULL,
    terms bytea NOT NULL,
    embedding extensions.halfvec NOT NULL,
    purposes text[] NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
)
PARTITION BY HASH (subject_id);
ALTER TABLE ONLY continuo.item ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item OWNER TO continuo_owner;
CREATE TABLE continuo.item_00 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_00 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_00 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_00 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_00 OWNER TO continuo_owner;
CREATE TABLE continuo.item_01 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_01 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_01 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_01 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_01 OWNER TO continuo_owner;
CREATE TABLE continuo.item_02 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_02 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_02 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_02 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_02 OWNER TO continuo_owner;
CREATE TABLE continuo.item_03 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_03 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_03 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_03 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_03 OWNER TO continuo_owner;
CREATE TABLE continuo.item_04 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_04 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_04 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_04 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_04 OWNER TO continuo_owner;
CREATE TABLE continuo.item_05 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_05 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_05 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_05 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_05 OWNER TO continuo_owner;
CREATE TABLE continuo.item_06 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_06 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_06 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_06 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_06 OWNER TO continuo_owner;
CREATE TABLE continuo.item_07 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_07 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_07 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_07 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_07 OWNER TO continuo_owner;
CREATE TABLE continuo.item_08 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_08 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_08 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_08 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_08 OWNER TO continuo_owner;
CREATE TABLE continuo.item_09 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_09 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_09 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_09 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_09 OWNER TO continuo_owner;
CREATE TABLE continuo.item_10 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_10 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_10 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_10 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_10 OWNER TO continuo_owner;
CREATE TABLE continuo.item_11 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_11 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_11 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_11 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_11 OWNER TO continuo_owner;
CREATE TABLE continuo.item_12 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_12 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_12 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_12 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_12 OWNER TO continuo_owner;
CREATE TABLE continuo.item_13 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_13 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_13 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_13 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_13 OWNER TO continuo_owner;
CREATE TABLE continuo.item_14 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_14 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_14 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_14 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_14 OWNER TO continuo_owner;
CREATE TABLE continuo.item_15 (
    tenant_id uuid CONSTRAINT item_tenant_id_not_null NOT NULL,
    subject_id uuid CONSTRAINT item_subject_id_not_null NOT NULL,
    session_id uuid CONSTRAINT item_session_id_not_null NOT NULL,
    "position" integer CONSTRAINT item_position_not_null NOT NULL,
    kind smallint CONSTRAINT item_kind_not_null NOT NULL,
    part smallint CONSTRAINT item_part_not_null NOT NULL,
    refers_to uuid CONSTRAINT item_refers_to_not_null NOT NULL,
    start_char integer CONSTRAINT item_start_char_not_null NOT NULL,
    end_char integer CONSTRAINT item_end_char_not_null NOT NULL,
    speaker bigint CONSTRAINT item_speaker_not_null NOT NULL,
    said_at timestamp with time zone CONSTRAINT item_said_at_not_null NOT NULL,
    mark integer CONSTRAINT item_mark_not_null NOT NULL,
    length integer CONSTRAINT item_length_not_null NOT NULL,
    term_count integer CONSTRAINT item_term_count_not_null NOT NULL,
    terms bytea CONSTRAINT item_terms_not_null NOT NULL,
    embedding extensions.halfvec CONSTRAINT item_embedding_not_null NOT NULL,
    purposes text[] CONSTRAINT item_purposes_not_null NOT NULL,
    CONSTRAINT item_check CHECK ((end_char >= start_char)),
    CONSTRAINT item_check1 CHECK ((octet_length(terms) = (5 * term_count))),
    CONSTRAINT item_kind_check CHECK (((kind >= 0) AND (kind <= 2))),
    CONSTRAINT item_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.item_15 ALTER COLUMN terms SET STORAGE MAIN;
ALTER TABLE ONLY continuo.item_15 ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE ONLY continuo.item_15 FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_15 OWNER TO continuo_owner;
CREATE TABLE continuo.job (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    job_id bigint DEFAULT (1 + (floor((random() * ('9007199254740991'::bigint)::double precision)))::bigint) NOT NULL,
    session_id uuid NOT NULL,
    kind text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    epoch integer NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    run_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    claim_id uuid,
    lease_until timestamp with time zone,
    reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT job_check CHECK (((state = 'running'::text) = ((claim_id IS NOT NULL) AND (lease_until IS NOT NULL)))),
    CONSTRAINT job_check1 CHECK (((state = ANY (ARRAY['done'::text, 'dead'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT job_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text)),
    CONSTRAINT job_reason_check CHECK ((length(reason) <= 200)),
    CONSTRAINT job_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'dead'::text]))),
    CONSTRAINT job_tries_check CHECK ((tries >= 0))
)
WITH (autovacuum_vacuum_scale_factor='0.02', autovacuum_vacuum_threshold='500');
ALTER TABLE ONLY continuo.job FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.job OWNER TO continuo_owner;
CREATE TABLE continuo.mention (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    session_id uuid NOT NULL,
    "position" integer NOT NULL,
    start_char integer NOT NULL,
    end_char integer NOT NULL,
    entity_id uuid NOT NULL,
    sealed bytea NOT NULL,
    said_at timestamp with time zone NOT NULL,
    run bigint NOT NULL,
    purposes text[] NOT NULL,
    CONSTRAINT mention_check CHECK ((end_char >= start_char)),
    CONSTRAINT mention_purposes_check CHECK ((cardinality(purposes) > 0))
);
ALTER TABLE ONLY continuo.mention FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.mention OWNER TO continuo_owner;
CREATE TABLE continuo.migration (
    name text NOT NULL,
    digest text NOT NULL,
    ran_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE continuo.migration OWNER TO continuo_owner;
CREATE TABLE continuo.predicate (
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    cardinality text NOT NULL,
    fading text NOT NULL,
    sensitivity text NOT NULL,
    opposite text DEFAULT ''::text NOT NULL,
    object_type text DEFAULT ''::text NOT NULL,
    category text[] DEFAULT '{}'::text[] NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT predicate_cardinality_check CHECK ((cardinality = ANY (ARRAY['single'::text, 'many'::text]))),
    CONSTRAINT predicate_fading_check CHECK ((fading = ANY (ARRAY['never'::text, 'years'::text, 'months'::text, 'weeks'::text]))),
    CONSTRAINT predicate_name_check CHECK ((name ~ '^[a-z][a-z0-9_]{0,63}$'::text)),
    CONSTRAINT predicate_sensitivity_check CHECK ((sensitivity = ANY (ARRAY['ordinary'::text, 'personal'::text, 'special'::text])))
);
ALTER TABLE ONLY continuo.predicate FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.predicate OWNER TO continuo_owner;
CREATE TABLE continuo.profile_line (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    line integer NOT NULL,
    section text NOT NULL,
    weight real NOT NULL,
    facts uuid[] NOT NULL,
    episodes uuid[] NOT NULL,
    distilled_at timestamp with time zone NOT NULL,
    sealed bytea NOT NULL,
    purposes text[] NOT NULL,
    CONSTRAINT profile_line_check CHECK (((cardinality(facts) + cardinality(episodes)) > 0)),
    CONSTRAINT profile_line_line_check CHECK ((line >= 1)),
    CONSTRAINT profile_line_purposes_check CHECK ((cardinality(purposes) > 0)),
    CONSTRAINT profile_line_section_check CHECK ((section ~ '^[a-z_]{1,40}$'::text)),
    CONSTRAINT profile_line_weight_check CHECK (((weight >= (0)::double precision) AND (weight <= (1)::double precision)))
);
ALTER TABLE ONLY continuo.profile_line FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.profile_line OWNER TO continuo_owner;
CREATE TABLE continuo.relation (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    relation_id uuid NOT NULL,
    known_from timestamp with time zone NOT NULL,
    known_to timestamp with time zone,
    kind text NOT NULL,
    stated_from uuid NOT NULL,
    stated_to uuid NOT NULL,
    from_entity uuid NOT NULL,
    to_entity uuid NOT NULL,
    weight double precision NOT NULL,
    count integer NOT NULL,
    valid_from timestamp with time zone,
    valid_to timestamp with time zone,
    fact_id uuid,
    seen bytea NOT NULL,
    purposes text[] NOT NULL,
    CONSTRAINT relation_check CHECK ((known_to > known_from)),
    CONSTRAINT relation_check1 CHECK ((valid_to >= valid_from)),
    CONSTRAINT relation_count_check CHECK ((count >= 1)),
    CONSTRAINT relation_kind_check CHECK ((kind ~ '^[A-Z][A-Z0-9_]{0,63}$'::text)),
    CONSTRAINT relation_purposes_check CHECK ((cardinality(purposes) > 0)),
    CONSTRAINT relation_seen_check CHECK ((octet_length(seen) <= 100)),
    CONSTRAINT relation_weight_check CHECK (((weight >= (0)::double precision) AND (weight <= (1)::double precision)))
);
ALTER TABLE ONLY continuo.relation FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.relation OWNER TO continuo_owner;
CREATE TABLE continuo.request (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    principal text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    body_hash bytea NOT NULL,
    answer jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT request_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)))
);
ALTER TABLE ONLY continuo.request FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.request OWNER TO continuo_owner;
CREATE TABLE continuo.retention (
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    action text NOT NULL,
    after_days integer NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT retention_action_check CHECK ((action = ANY (ARRAY['keep'::text, 'summarise'::text, 'drop'::text]))),
    CONSTRAINT retention_after_days_check CHECK (((after_days >= 1) AND (after_days <= 36500))),
    CONSTRAINT retention_check CHECK (((action <> 'summarise'::text) OR (kind = 'passage'::text))),
    CONSTRAINT retention_kind_check CHECK ((kind = ANY (ARRAY['passage'::text, 'fact'::text, 'episode'::text])))
);
ALTER TABLE ONLY continuo.retention FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.retention OWNER TO continuo_owner;
CREATE TABLE continuo.run (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    run bigint NOT NULL,
    session_id uuid NOT NULL,
    first_position integer NOT NULL,
    last_position integer NOT NULL,
    extractor text NOT NULL,
    ran_at timestamp with time zone NOT NULL,
    CONSTRAINT run_check CHECK ((last_position >= first_position)),
    CONSTRAINT run_run_check CHECK ((run >= 1))
);
ALTER TABLE ONLY continuo.run FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.run OWNER TO continuo_owner;
CREATE TABLE continuo.session (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    session_id uuid NOT NULL,
    sealed_name bytea,
    last_position integer DEFAULT 0 NOT NULL,
    started_at timestamp with time zone NOT NULL,
    last_said_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT session_last_position_check CHECK ((last_position >= 0))
)
WITH (fillfactor='70');
ALTER TABLE ONLY continuo.session FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.session OWNER TO continuo_owner;
CREATE TABLE continuo.spending (
    tenant_id uuid NOT NULL,
    day date NOT NULL,
    model text NOT NULL,
    purpose text NOT NULL,
    calls bigint NOT NULL,
    tokens_in bigint NOT NULL,
    tokens_out bigint NOT NULL,
    micro_dollars bigint NOT NULL,
    fallbacks bigint NOT NULL,
    dropped bigint NOT NULL,
    CONSTRAINT spending_calls_check CHECK ((calls >= 0)),
    CONSTRAINT spending_dropped_check CHECK ((dropped >= 0)),
    CONSTRAINT spending_fallbacks_check CHECK ((fallbacks >= 0)),
    CONSTRAINT spending_micro_dollars_check CHECK ((micro_dollars >= 0)),
    CONSTRAINT spending_model_check CHECK (((length(model) >= 1) AND (length(model) <= 200))),
    CONSTRAINT spending_purpose_check CHECK ((purpose ~ '^[a-z_]{1,40}$'::text)),
    CONSTRAINT spending_tokens_in_check CHECK ((tokens_in >= 0)),
    CONSTRAINT spending_tokens_out_check CHECK ((tokens_out >= 0))
);
ALTER TABLE ONLY continuo.spending FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.spending OWNER TO continuo_owner;
CREATE TABLE continuo.subject (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    sealed_name bytea,
    wrapped_key bytea,
    epoch integer DEFAULT 0 NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    index_version bigint DEFAULT 0 NOT NULL,
    runs bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='70');
ALTER TABLE ONLY continuo.subject FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.subject OWNER TO continuo_owner;
CREATE TABLE continuo.tenant (
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    wrapped_key bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY continuo.tenant FORCE ROW LEVEL SECURITY;
ALTER TABLE continuo.tenant OWNER TO continuo_owner;
ALTER TABLE ONLY continuo.event ATTACH PARTITION continuo.event_default DEFAULT;
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_00 FOR VALUES WITH (modulus 16, remainder 0);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_01 FOR VALUES WITH (modulus 16, remainder 1);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_02 FOR VALUES WITH (modulus 16, remainder 2);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_03 FOR VALUES WITH (modulus 16, remainder 3);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_04 FOR VALUES WITH (modulus 16, remainder 4);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_05 FOR VALUES WITH (modulus 16, remainder 5);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_06 FOR VALUES WITH (modulus 16, remainder 6);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_07 FOR VALUES WITH (modulus 16, remainder 7);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_08 FOR VALUES WITH (modulus 16, remainder 8);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_09 FOR VALUES WITH (modulus 16, remainder 9);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_10 FOR VALUES WITH (modulus 16, remainder 10);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_11 FOR VALUES WITH (modulus 16, remainder 11);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_12 FOR VALUES WITH (modulus 16, remainder 12);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_13 FOR VALUES WITH (modulus 16, remainder 13);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_14 FOR VALUES WITH (modulus 16, remainder 14);
ALTER TABLE ONLY continuo.item ATTACH PARTITION continuo.item_15 FOR VALUES WITH (modulus 16, remainder 15);
ALTER TABLE ONLY continuo.act
    ADD CONSTRAINT act_pkey PRIMARY KEY (tenant_id, subject_id, run);
ALTER TABLE ONLY continuo.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (tenant_id, key_id);
ALTER TABLE ONLY continuo.checkpoint
    ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (tenant_id, session_id);
ALTER TABLE ONLY continuo.clarification
    ADD CONSTRAINT clarification_pkey PRIMARY KEY (tenant_id, subject_id, clarification_id);
ALTER TABLE ONLY continuo.conclusion
    ADD CONSTRAINT conclusion_pkey PRIMARY KEY (tenant_id, subject_id, run);
ALTER TABLE ONLY continuo.context_key
    ADD CONSTRAINT context_key_pkey PRIMARY KEY (key_id);
ALTER TABLE ONLY continuo.entity_name
    ADD CONSTRAINT entity_name_pkey PRIMARY KEY (tenant_id, subject_id, entity_id, name_hash, purposes);
ALTER TABLE ONLY continuo.entity
    ADD CONSTRAINT entity_pkey PRIMARY KEY (tenant_id, subject_id, entity_id, known_from);
ALTER TABLE ONLY continuo.episode
    ADD CONSTRAINT episode_pkey PRIMARY KEY (tenant_id, subject_id, episode_id);
ALTER TABLE ONLY continuo.erasure
    ADD CONSTRAINT erasure_pkey PRIMARY KEY (tenant_id, erasure_id);
ALTER TABLE ONLY continuo.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (tenant_id, session_id, "position", recorded_at);
ALTER TABLE ONLY continuo.event_default
    ADD CONSTRAINT event_default_pkey PRIMARY KEY (tenant_id, session_id, "position", recorded_at);
ALTER TABLE ONLY continuo.event_name
    ADD CONSTRAINT event_name_pkey PRIMARY KEY (tenant_id, session_id, client_event_id);
ALTER TABLE ONLY continuo.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (tenant_id, subject_id, fact_id, session_id, "position", start_char, ordinal, read_by);
ALTER TABLE ONLY continuo.fact_change
    ADD CONSTRAINT fact_change_pkey PRIMARY KEY (tenant_id, subject_id, fact_id, step);
ALTER TABLE continuo.fact_change
    ADD CONSTRAINT fact_change_purposes_check CHECK ((cardinality(purposes) > 0)) NOT VALID;
ALTER TABLE ONLY continuo.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY (tenant_id, subject_id, fact_id);
ALTER TABLE ONLY continuo.fact_use
    ADD CONSTRAINT fact_use_pkey PRIMARY KEY (tenant_id, subject_id, fact_id);
ALTER TABLE ONLY continuo.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (name);
ALTER TABLE ONLY continuo.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_00
    ADD CONSTRAINT item_00_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_01
    ADD CONSTRAINT item_01_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_02
    ADD CONSTRAINT item_02_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_03
    ADD CONSTRAINT item_03_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_04
    ADD CONSTRAINT item_04_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_05
    ADD CONSTRAINT item_05_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_06
    ADD CONSTRAINT item_06_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_07
    ADD CONSTRAINT item_07_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_08
    ADD CONSTRAINT item_08_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_09
    ADD CONSTRAINT item_09_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_10
    ADD CONSTRAINT item_10_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_11
    ADD CONSTRAINT item_11_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_12
    ADD CONSTRAINT item_12_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_13
    ADD CONSTRAINT item_13_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_14
    ADD CONSTRAINT item_14_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.item_15
    ADD CONSTRAINT item_15_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", kind, part, refers_to);
ALTER TABLE ONLY continuo.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (tenant_id, job_id);
ALTER TABLE ONLY continuo.mention
    ADD CONSTRAINT mention_pkey PRIMARY KEY (tenant_id, subject_id, session_id, "position", start_char, end_char, entity_id);
ALTER TABLE ONLY continuo.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);
ALTER TABLE ONLY continuo.predicate
    ADD CONSTRAINT predicate_pkey PRIMARY KEY (tenant_id, name);
ALTER TABLE ONLY continuo.profile_line
    ADD CONSTRAINT profile_line_pkey PRIMARY KEY (tenant_id, subject_id, line);
ALTER TABLE ONLY continuo.relation
    ADD CONSTRAINT relation_pkey PRIMARY KEY (tenant_id, subject_id, relation_id, known_from);
ALTER TABLE ONLY continuo.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (tenant_id, principal, route, key);
ALTER TABLE ONLY continuo.retention
    ADD CONSTRAINT retention_pkey PRIMARY KEY (tenant_id, kind);
ALTER TABLE ONLY continuo.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (tenant_id, subject_id, run);
ALTER TABLE ONLY continuo.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (tenant_id, session_id);
ALTER TABLE ONLY continuo.spending
    ADD CONSTRAINT spending_pkey PRIMARY KEY (tenant_id, day, model, purpose);
ALTER TABLE ONLY continuo.subject
    ADD CONSTRAINT subject_pkey PRIMARY KEY (tenant_id, subject_id);
ALTER TABLE ONLY continuo.tenant
    ADD CONSTRAINT tenant_name_key UNIQUE (name);
ALTER TABLE ONLY continuo.tenant
    ADD CONSTRAINT tenant_pkey PRIMARY KEY (tenant_id);
CREATE INDEX act_by_slot ON continuo.act USING btree (tenant_id, subject_id, slot) WHERE (slot IS NOT NULL);
CREATE INDEX api_key_by_id ON continuo.api_key USING btree (key_id);
CREATE INDEX checkpoint_of_subject ON continuo.checkpoint USING btree (tenant_id, subject_id);
CREATE INDEX clarification_by_slot ON continuo.clarification USING btree (tenant_id, subject_id, slot);
CREATE INDEX entity_by_name ON continuo.entity_name USING btree (tenant_id, subject_id, name_hash);
CREATE INDEX entity_merged ON continuo.entity USING btree (tenant_id, subject_id, merged_into) WHERE ((merged_into IS NOT NULL) AND (known_to IS NULL));
CREATE INDEX episode_in_session ON continuo.episode USING btree (tenant_id, subject_id, session_id, first_position);
CREATE INDEX fact_by_slot ON continuo.fact USING btree (tenant_id, subject_id, slot);
CREATE INDEX fact_change_by_slot ON continuo.fact_change USING btree (tenant_id, subject_id, slot, at);
CREATE INDEX job_due ON continuo.job USING btree (run_at) WHERE (state = 'waiting'::text);
CREATE INDEX job_of_tenant ON continuo.job USING btree (tenant_id, made_at);
CREATE INDEX job_over ON continuo.job USING btree (ended_at) WHERE (state = ANY (ARRAY['done'::text, 'dead'::text]));
CREATE UNIQUE INDEX job_runs_alone ON continuo.job USING btree (tenant_id, subject_id, session_id) WHERE (state = 'running'::text);
CREATE UNIQUE INDEX job_waits_once ON continuo.job USING btree (tenant_id, subject_id, session_id, kind) WHERE (state = 'waiting'::text);
CREATE INDEX mention_of_entity ON continuo.mention USING btree (tenant_id, subject_id, entity_id, session_id, "position");
CREATE INDEX relation_from ON continuo.relation USING btree (tenant_id, subject_id, from_entity, weight DESC, relation_id) WHERE (known_to IS NULL);
CREATE INDEX relation_from_before ON continuo.relation USING btree (tenant_id, subject_id, from_entity, weight DESC, relation_id) WHERE (known_to IS NOT NULL);
CREATE INDEX relation_of_fact ON continuo.relation USING btree (tenant_id, subject_id, fact_id) WHERE ((known_to IS NULL) AND (fact_id IS NOT NULL));
CREATE INDEX relation_to ON continuo.relation USING btree (tenant_id, subject_id, to_entity, weight DESC, relation_id) WHERE (known_to IS NULL);
CREATE INDEX relation_to_before ON continuo.relation USING btree (tenant_id, subject_id, to_entity, weight DESC, relation_id) WHERE (known_to IS NOT NULL);
CREATE INDEX request_by_age ON continuo.request USING btree (tenant_id, subject_id, created_at);
CREATE UNIQUE INDEX run_begins_once ON continuo.run USING btree (tenant_id, session_id, first_position);
CREATE INDEX session_of_subject ON continuo.session USING btree (tenant_id, subject_id, started_at);
ALTER INDEX continuo.event_pkey ATTACH PARTITION continuo.event_default_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_00_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_01_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_02_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_03_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_04_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_05_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_06_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_07_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_08_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_09_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_10_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_11_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_12_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_13_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_14_pkey;
ALTER INDEX continuo.item_pkey ATTACH PARTITION continuo.item_15_pkey;
ALTER TABLE ONLY continuo.api_key
    ADD CONSTRAINT api_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES continuo.tenant(tenant_id);
ALTER TABLE ONLY continuo.checkpoint
    ADD CONSTRAINT checkpoint_tenant_id_session_id_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES continuo.session(tenant_id, session_id);
ALTER TABLE ONLY continuo.erasure
    ADD CONSTRAINT erasure_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES continuo.tenant(tenant_id);
ALTER TABLE ONLY continuo.erasure
    ADD CONSTRAINT erasure_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES continuo.subject(tenant_id, subject_id);
ALTER TABLE ONLY continuo.evidence
    ADD CONSTRAINT evidence_tenant_id_subject_id_fact_id_fkey FOREIGN KEY (tenant_id, subject_id, fact_id) REFERENCES continuo.fact(tenant_id, subject_id, fact_id) ON DELETE CASCADE;
ALTER TABLE ONLY continuo.fact_change
    ADD CONSTRAINT fact_change_tenant_id_subject_id_fact_id_fkey FOREIGN KEY (tenant_id, subject_id, fact_id) REFERENCES continuo.fact(tenant_id, subject_id, fact_id) ON DELETE CASCADE;
ALTER TABLE ONLY continuo.predicate
    ADD CONSTRAINT predicate_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES continuo.tenant(tenant_id);
ALTER TABLE ONLY continuo.retention
    ADD CONSTRAINT retention_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES continuo.tenant(tenant_id);
ALTER TABLE ONLY continuo.session
    ADD CONSTRAINT session_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES continuo.subject(tenant_id, subject_id);
ALTER TABLE ONLY continuo.spending
    ADD CONSTRAINT spending_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES continuo.tenant(tenant_id);
ALTER TABLE ONLY continuo.subject
    ADD CONSTRAINT subject_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES continuo.tenant(tenant_id);
CREATE POLICY absorbing ON continuo.job FOR DELETE TO continuo_api USING (((( SELECT continuo.subject() AS subject) IS NULL) AND (state = 'waiting'::text)));
ALTER TABLE continuo.act ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.checkpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.clarification ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.conclusion ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.entity ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.entity_name ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.episode ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.event_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.event_name ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.fact_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.fact_use ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_00 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_01 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_02 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_03 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_04 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_05 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_06 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_07 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_08 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_09 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_10 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_11 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_12 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_13 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_14 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.item_15 ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.job ENABLE ROW LEVEL SECURITY;
CREATE POLICY listing ON continuo.job FOR SELECT TO continuo_api USING ((( SELECT continuo.subject() AS subject) IS NULL));
CREATE POLICY listing ON continuo.subject FOR SELECT USING ((( SELECT continuo.subject() AS subject) IS NULL));
ALTER TABLE continuo.mention ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.predicate ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.profile_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY purpose_reach ON continuo.clarification AS RESTRICTIVE FOR SELECT USING (((COALESCE(( SELECT continuo.purpose() AS purpose), ''::text) = ''::text) OR (( SELECT continuo.purpose() AS purpose) = ANY (purposes))));
CREATE POLICY purpose_reach ON continuo.entity AS RESTRICTIVE FOR SELECT USING (((COALESCE(( SELECT continuo.purpose() AS purpose), ''::text) = ''::text) OR (( SELECT continuo.purpose() AS purpose) = ANY (purposes))));
CREATE POLICY purpose_reach ON continuo.entity_name AS RESTRICTIVE FOR SELECT USING (((COALESCE(( SELECT continuo.purpose() AS purpose), ''::text) = ''::text) OR (( SELECT continuo.purpose() AS purpose) = ANY (purposes))));
CREATE POLICY purpose_reach ON continuo.episode AS RESTRICTIVE FOR SELECT USING (((COALESCE(( SELECT continuo.purpose() AS purpose), ''::text) = ''::text) OR (( SELECT continuo.purpose() AS purpose) = ANY (purposes))));
CREATE POLICY purpose_reach ON continuo.event AS RESTRICTIVE FOR SELECT USING (((COALESCE(( SELECT continuo.purpose() AS purpose), ''::text) = ''::text) OR (( SELECT continuo.purpose() AS purpose) = ANY (purposes))));
CREATE POLICY purpose_reach ON continuo.fact AS RESTRICTIVE FOR SELECT USING (((COALESCE(( SELECT continuo.purpose() AS purpose), ''::text) = ''::text) OR (( SELECT continuo.purpose() AS purpose) = ANY (purposes))));
CREATE POLICY purpose_reach ON continuo.fact_change AS RESTRICTIVE FOR SELECT USING (((COALESCE(( SELECT continuo.purpose() AS purpose), ''::text) = ''::text) OR (( SELECT continuo.purpose() AS purpose) = ANY (purposes))));
CREATE POLICY purpose_reach ON continuo.item AS RESTRICTIVE FOR SELECT USING (((COALESCE(( SELECT continuo.purpose() AS purpose), ''::text) = ''::text) OR (( SELECT continuo.purpose() AS purpose) = ANY (purposes))));
CREATE POLICY purpose_reach ON continuo.mention AS RESTRICTIVE FOR SELECT USING (((COALESCE(( SELECT continuo.purpose() AS purpose), ''::text) = ''::text) OR (( SELECT continuo.purpose() AS purpose) = ANY (purposes))));
CREATE POLICY purpose_reach ON continuo.profile_line AS RESTRICTIVE FOR SELECT USING (((COALESCE(( SELECT continuo.purpose() AS purpose), ''::text) = ''::text) OR (( SELECT continuo.purpose() AS purpose) = ANY (purposes))));
CREATE POLICY purpose_reach ON continuo.relation AS RESTRICTIVE FOR SELECT USING (((COALESCE(( SELECT continuo.purpose() AS purpose), ''::text) = ''::text) OR (( SELECT continuo.purpose() AS purpose) = ANY (purposes))));
CREATE POLICY queue_reach ON continuo.job TO continuo_queue USING (true) WITH CHECK (true);
ALTER TABLE continuo.relation ENABLE ROW LEVEL SECURITY;
CREATE POLICY replaying ON continuo.job FOR UPDATE TO continuo_api USING ((( SELECT continuo.subject() AS subject) IS NULL)) WITH CHECK ((( SELECT continuo.subject() AS subject) IS NULL));
ALTER TABLE continuo.request ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.retention ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.run ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.spending ENABLE ROW LEVEL SECURITY;
ALTER TABLE continuo.subject ENABLE ROW LEVEL SECURITY;
CREATE POLICY subject_reach ON continuo.act USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.checkpoint USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.clarification USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.conclusion USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.entity USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.entity_name USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.episode USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.erasure USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.event USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.event_name USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.evidence USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.fact USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.fact_change USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.fact_use USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.item USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.job USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.mention USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.profile_line USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.relation USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.request USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.run USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.session USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
CREATE POLICY subject_reach ON continuo.subject USING ((subject_id = ( SELECT continuo.subject() AS subject))) WITH CHECK ((subject_id = ( SELECT continuo.subject() AS subject)));
ALTER TABLE continuo.tenant ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_reach ON continuo.api_key USING (true) WITH CHECK (true);
CREATE POLICY tenant_reach ON continuo.predicate USING (true) WITH CHECK (true);
CREATE POLICY tenant_reach ON continuo.retention USING (true) WITH CHECK (true);
CREATE POLICY tenant_reach ON continuo.spending USING (true) WITH CHECK (true);
CREATE POLICY tenant_reach ON continuo.tenant USING (true) WITH CHECK (true);
CREATE POLICY tenant_wall ON continuo.act AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.api_key AS RESTRICTIVE USING (((tenant_id = ( SELECT continuo.tenant() AS tenant)) OR (CURRENT_USER = 'continuo_owner'::name))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.checkpoint AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.clarification AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.conclusion AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.entity AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.entity_name AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.episode AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.erasure AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.event AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.event_name AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.evidence AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.fact AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.fact_change AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.fact_use AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.item AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.job AS RESTRICTIVE USING (((CURRENT_USER = 'continuo_queue'::name) OR (tenant_id = ( SELECT continuo.tenant() AS tenant)))) WITH CHECK (((CURRENT_USER = 'continuo_queue'::name) OR (tenant_id = ( SELECT continuo.tenant() AS tenant))));
CREATE POLICY tenant_wall ON continuo.mention AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.predicate AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.profile_line AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.relation AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.request AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.retention AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.run AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.session AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.spending AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.subject AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
CREATE POLICY tenant_wall ON continuo.tenant AS RESTRICTIVE USING ((tenant_id = ( SELECT continuo.tenant() AS tenant))) WITH CHECK ((tenant_id = ( SELECT continuo.tenant() AS tenant)));
GRANT USAGE ON SCHEMA continuo TO continuo_api;
GRANT USAGE ON SCHEMA continuo TO continuo_worker;
GRANT USAGE ON SCHEMA continuo TO continuo_eraser;
GRANT USAGE ON SCHEMA continuo TO continuo_auth;
GRANT USAGE ON SCHEMA continuo TO continuo_queue;
REVOKE ALL ON FUNCTION continuo.find_api_key(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION continuo.find_api_key(wanted text) TO continuo_auth;
REVOKE ALL ON FUNCTION continuo.make_event_partitions(months_ahead integer) FROM PUBLIC;
GRANT ALL ON FUNCTION continuo.make_event_partitions(months_ahead integer) TO continuo_worker;
REVOKE ALL ON FUNCTION continuo.verified_context() FROM PUBLIC;
REVOKE ALL ON FUNCTION continuo.purpose() FROM PUBLIC;
GRANT ALL ON FUNCTION continuo.purpose() TO continuo_api;
GRANT ALL ON FUNCTION continuo.purpose() TO continuo_worker;
GRANT ALL ON FUNCTION continuo.purpose() TO continuo_eraser;
REVOKE ALL ON FUNCTION continuo.subject() FROM PUBLIC;
GRANT ALL ON FUNCTION continuo.subject() TO continuo_api;
GRANT ALL ON FUNCTION continuo.subject() TO continuo_worker;
GRANT ALL ON FUNCTION continuo.subject() TO continuo_eraser;
GRANT ALL ON FUNCTION continuo.subject() TO continuo_queue;
REVOKE ALL ON FUNCTION continuo.take_turns(context text, flushed_later boolean, of_tenant uuid, of_subject uuid, known_key bytea, into_session uuid, named bytea, at timestamp with time zone, event_ids uuid[], roles text[], said timestamp with time zone[], purposes_of text[], sealed_turns bytea[], batch_turns integer, quiet interval, asked_by text, asked_route text, asked_key text, asked_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION continuo.take_turns(context text, flushed_later boolean, of_tenant uuid, of_subject uuid, known_key bytea, into_session uuid, named bytea, at timestamp with time zone, event_ids uuid[], roles text[], said timestamp with time zone[], purposes_of text[], sealed_turns bytea[], batch_turns integer, quiet interval, asked_by text, asked_route text, asked_key text, asked_hash bytea) TO continuo_api;
REVOKE ALL ON FUNCTION continuo.tenant() FROM PUBLIC;
GRANT ALL ON FUNCTION continuo.tenant() TO continuo_api;
GRANT ALL ON FUNCTION continuo.tenant() TO continuo_worker;
GRANT ALL ON FUNCTION continuo.tenant() TO continuo_eraser;
GRANT ALL ON FUNCTION continuo.tenant() TO continuo_queue;
GRANT SELECT ON TABLE continuo.act TO continuo_api;
GRANT SELECT,INSERT ON TABLE continuo.act TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.act TO continuo_eraser;
GRANT SELECT,INSERT ON TABLE continuo.api_key TO continuo_api;
GRANT UPDATE(expires_at) ON TABLE continuo.api_key TO continuo_api;
GRANT UPDATE(revoked_at) ON TABLE continuo.api_key TO continuo_api;
GRANT SELECT,INSERT ON TABLE continuo.checkpoint TO continuo_api;
GRANT SELECT,DELETE ON TABLE continuo.checkpoint TO continuo_eraser;
GRANT UPDATE("position") ON TABLE continuo.checkpoint TO continuo_api;
GRANT UPDATE(active_at) ON TABLE continuo.checkpoint TO continuo_api;
GRANT UPDATE(fence) ON TABLE continuo.checkpoint TO continuo_api;
GRANT UPDATE(taken_at) ON TABLE continuo.checkpoint TO continuo_api;
GRANT SELECT ON TABLE continuo.clarification TO continuo_api;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.clarification TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.clarification TO continuo_eraser;
GRANT SELECT ON TABLE continuo.conclusion TO continuo_api;
GRANT SELECT,INSERT ON TABLE continuo.conclusion TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.conclusion TO continuo_eraser;
GRANT SELECT ON TABLE continuo.entity TO continuo_api;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.entity TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.entity TO continuo_eraser;
GRANT SELECT ON TABLE continuo.entity_name TO continuo_api;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.entity_name TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.entity_name TO continuo_eraser;
GRANT SELECT ON TABLE continuo.episode TO continuo_api;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.episode TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.episode TO continuo_eraser;
GRANT SELECT ON TABLE continuo.erasure TO continuo_api;
GRANT SELECT,INSERT ON TABLE continuo.erasure TO continuo_eraser;
GRANT SELECT,INSERT ON TABLE continuo.event TO continuo_api;
GRANT SELECT ON TABLE continuo.event TO continuo_worker;
GRANT SELECT ON TABLE continuo.event TO continuo_eraser;
GRANT UPDATE(sealed) ON TABLE continuo.event TO continuo_eraser;
GRANT SELECT,INSERT ON TABLE continuo.event_name TO continuo_api;
GRANT SELECT,DELETE ON TABLE continuo.event_name TO continuo_eraser;
GRANT SELECT ON TABLE continuo.evidence TO continuo_api;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.evidence TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.evidence TO continuo_eraser;
GRANT SELECT ON TABLE continuo.fact TO continuo_api;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.fact TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.fact TO continuo_eraser;
GRANT SELECT ON TABLE continuo.fact_change TO continuo_api;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.fact_change TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.fact_change TO continuo_eraser;
GRANT SELECT,INSERT ON TABLE continuo.fact_use TO continuo_api;
GRANT SELECT,DELETE ON TABLE continuo.fact_use TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.fact_use TO continuo_eraser;
GRANT UPDATE(last_used_at) ON TABLE continuo.fact_use TO continuo_api;
GRANT UPDATE(uses) ON TABLE continuo.fact_use TO continuo_api;
GRANT SELECT,INSERT ON TABLE continuo.installation TO continuo_api;
GRANT SELECT,INSERT ON TABLE continuo.installation TO continuo_worker;
GRANT SELECT ON TABLE continuo.installation TO continuo_eraser;
GRANT SELECT ON TABLE continuo.item TO continuo_api;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.item TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.item TO continuo_eraser;
GRANT SELECT,DELETE ON TABLE continuo.job TO continuo_api;
GRANT SELECT,DELETE ON TABLE continuo.job TO continuo_eraser;
GRANT SELECT ON TABLE continuo.job TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.job TO continuo_queue;
GRANT INSERT(tenant_id) ON TABLE continuo.job TO continuo_api;
GRANT INSERT(tenant_id) ON TABLE continuo.job TO continuo_worker;
GRANT INSERT(subject_id) ON TABLE continuo.job TO continuo_api;
GRANT INSERT(subject_id) ON TABLE continuo.job TO continuo_worker;
GRANT INSERT(session_id) ON TABLE continuo.job TO continuo_api;
GRANT INSERT(session_id) ON TABLE continuo.job TO continuo_worker;
GRANT INSERT(kind) ON TABLE continuo.job TO continuo_api;
GRANT INSERT(kind) ON TABLE continuo.job TO continuo_worker;
GRANT UPDATE(state) ON TABLE continuo.job TO continuo_api;
GRANT UPDATE(state) ON TABLE continuo.job TO continuo_queue;
GRANT INSERT(epoch),UPDATE(epoch) ON TABLE continuo.job TO continuo_api;
GRANT INSERT(epoch),UPDATE(epoch) ON TABLE continuo.job TO continuo_worker;
GRANT UPDATE(epoch) ON TABLE continuo.job TO continuo_queue;
GRANT UPDATE(tries) ON TABLE continuo.job TO continuo_api;
GRANT UPDATE(tries) ON TABLE continuo.job TO continuo_queue;
GRANT INSERT(run_at),UPDATE(run_at) ON TABLE continuo.job TO continuo_api;
GRANT INSERT(run_at),UPDATE(run_at) ON TABLE continuo.job TO continuo_worker;
GRANT UPDATE(run_at) ON TABLE continuo.job TO continuo_queue;
GRANT UPDATE(ended_at) ON TABLE continuo.job TO continuo_api;
GRANT UPDATE(ended_at) ON TABLE continuo.job TO continuo_queue;
GRANT UPDATE(claim_id) ON TABLE continuo.job TO continuo_queue;
GRANT UPDATE(lease_until) ON TABLE continuo.job TO continuo_queue;
GRANT UPDATE(reason) ON TABLE continuo.job TO continuo_queue;
GRANT SELECT ON TABLE continuo.mention TO continuo_api;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.mention TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.mention TO continuo_eraser;
GRANT SELECT ON TABLE continuo.migration TO continuo_api;
GRANT SELECT ON TABLE continuo.migration TO continuo_worker;
GRANT SELECT ON TABLE continuo.migration TO continuo_eraser;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.predicate TO continuo_api;
GRANT SELECT ON TABLE continuo.predicate TO continuo_worker;
GRANT SELECT ON TABLE continuo.predicate TO continuo_eraser;
GRANT SELECT ON TABLE continuo.profile_line TO continuo_api;
GRANT SELECT,DELETE ON TABLE continuo.profile_line TO continuo_eraser;
GRANT SELECT,INSERT,DELETE ON TABLE continuo.profile_line TO continuo_worker;
GRANT SELECT ON TABLE continuo.relation TO continuo_api;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.relation TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.relation TO continuo_eraser;
GRANT SELECT,INSERT,DELETE ON TABLE continuo.request TO continuo_api;
GRANT SELECT,DELETE ON TABLE continuo.request TO continuo_eraser;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE continuo.retention TO continuo_api;
GRANT SELECT ON TABLE continuo.retention TO continuo_worker;
GRANT SELECT ON TABLE continuo.retention TO continuo_eraser;
GRANT SELECT ON TABLE continuo.run TO continuo_api;
GRANT SELECT,INSERT ON TABLE continuo.run TO continuo_worker;
GRANT SELECT,DELETE ON TABLE continuo.run TO continuo_eraser;
GRANT SELECT,INSERT ON TABLE continuo.session TO continuo_api;
GRANT SELECT ON TABLE continuo.session TO continuo_worker;
GRANT SELECT ON TABLE continuo.session TO continuo_eraser;
GRANT UPDATE(sealed_name) ON TABLE continuo.session TO continuo_api;
GRANT UPDATE(sealed_name) ON TABLE continuo.session TO continuo_eraser;
GRANT UPDATE(last_position) ON TABLE continuo.session TO continuo_api;
GRANT UPDATE(started_at) ON TABLE continuo.session TO continuo_api;
GRANT UPDATE(last_said_at) ON TABLE continuo.session TO continuo_api;
GRANT UPDATE(ended_at) ON TABLE continuo.session TO continuo_api;
GRANT UPDATE(ended_at) ON TABLE continuo.session TO continuo_eraser;
GRANT SELECT ON TABLE continuo.spending TO continuo_api;
GRANT SELECT,INSERT ON TABLE continuo.spending TO continuo_worker;
GRANT UPDATE(calls) ON TABLE continuo.spending TO continuo_worker;
GRANT UPDATE(tokens_in) ON TABLE continuo.spending TO continuo_worker;
GRANT UPDATE(tokens_out) ON TABLE continuo.spending TO continuo_worker;
GRANT UPDATE(micro_dollars) ON TABLE continuo.spending TO continuo_worker;
GRANT UPDATE(fallbacks) ON TABLE continuo.spending TO continuo_worker;
GRANT UPDATE(dropped) ON TABLE continuo.spending TO continuo_worker;
GRANT SELECT,INSERT ON TABLE continuo.subject TO continuo_api;
GRANT SELECT ON TABLE continuo.subject TO continuo_worker;
GRANT SELECT ON TABLE continuo.subject TO continuo_eraser;
GRANT UPDATE(sealed_name) ON TABLE continuo.subject TO continuo_api;
GRANT UPDATE(sealed_name) ON TABLE continuo.subject TO continuo_eraser;
GRANT UPDATE(wrapped_key) ON TABLE continuo.subject TO continuo_api;
GRANT UPDATE(wrapped_key) ON TABLE continuo.subject TO continuo_eraser;
GRANT UPDATE(epoch) ON TABLE continuo.subject TO continuo_eraser;
GRANT UPDATE(version) ON TABLE continuo.subject TO continuo_api;
GRANT UPDATE(version) ON TABLE continuo.subject TO continuo_worker;
GRANT UPDATE(version) ON TABLE continuo.subject TO continuo_eraser;
GRANT UPDATE(index_version) ON TABLE continuo.subject TO continuo_worker;
GRANT UPDATE(index_version) ON TABLE continuo.subject TO continuo_eraser;
GRANT UPDATE(runs) ON TABLE continuo.subject TO continuo_worker;
GRANT UPDATE(runs) ON TABLE continuo.subject TO continuo_eraser;
GRANT SELECT,INSERT ON TABLE continuo.tenant TO continuo_api;
GRANT SELECT ON TABLE continuo.tenant TO continuo_worker;
GRANT SELECT ON TABLE continuo.tenant TO continuo_eraser;
