-- The short way into the journal: all that an ordinary append does, in one call, which is a transaction by itself
-- (decision 0020). It runs with the caller's own rights: every row it touches passes the policies, under the signed
-- context that it is given. It answers nothing where something is not as the caller remembers it, and the caller then
-- goes the long way, statement by statement, which also tells what was wrong.
--
-- The wait for a lock is short because calls of many people share a connection: whoever is held up by a consolidation
-- of their own must not hold up the next one.
CREATE FUNCTION continuo.take_turns(
    context            text,
    flushed_later      boolean,
    of_tenant          uuid,
    of_subject         uuid,
    known_key          bytea,
    into_session       uuid,
    named              bytea,
    at                 timestamptz,
    event_ids          uuid[],
    roles              text[],
    said               timestamptz[],
    purposes_of        text[],
    sealed_turns       bytea[],
    batch_turns        integer,
    quiet              interval,
    asked_by           text,
    asked_route        text,
    asked_key          text,
    asked_hash         bytea
) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY INVOKER
    SET search_path = pg_catalog, pg_temp
    SET lock_timeout = '5ms'
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
REVOKE ALL ON FUNCTION continuo.take_turns FROM PUBLIC;
GRANT EXECUTE ON FUNCTION continuo.take_turns TO continuo_api;
