-- name: append_turns
-- Takes the next positions under the lock of the session's row and writes the turns there.
WITH moved AS (
    INSERT INTO continuo.session AS s (
                tenant_id,
                subject_id,
                session_id,
                sealed_name,
                last_position,
                started_at,
                last_said_at)
         VALUES (%(tenant_id)s, %(subject_id)s, %(session_id)s, %(sealed_name)s, %(count)s, %(first_said_at)s, %(last_said_at)s)
    ON CONFLICT (tenant_id, session_id) DO UPDATE
            SET last_position = s.last_position + excluded.last_position,
                started_at = least(s.started_at, excluded.started_at),
                last_said_at = greatest(s.last_said_at, excluded.last_said_at),
                sealed_name = coalesce(s.sealed_name, excluded.sealed_name),
                ended_at = NULL
      RETURNING s.last_position
), written AS (
    INSERT INTO continuo.event (
                tenant_id,
                subject_id,
                session_id,
                position,
                event_id,
                role,
                said_at,
                recorded_at,
                epoch,
                purposes,
                sealed,
                sealed_hash)
         SELECT %(tenant_id)s,
                %(subject_id)s,
                %(session_id)s,
                moved.last_position - %(count)s + turn.place,
                turn.event_id,
                turn.role,
                turn.said_at,
                %(now)s,
                %(epoch)s,
                string_to_array(turn.purposes, ','),
                turn.sealed,
                sha256(turn.sealed)
           FROM moved,
                unnest(%(event_id)s::uuid[], %(role)s::text[], %(said_at)s::timestamptz[], %(purposes)s::text[], %(sealed)s::bytea[])
                WITH ORDINALITY AS turn (event_id, role, said_at, purposes, sealed, place)
)
SELECT last_position
  FROM moved;

-- name: find_named
-- Turns of a session that came before under the same ids of the caller.
SELECT client_event_id,
       position,
       body_hash
  FROM continuo.event_name
 WHERE tenant_id = %(tenant_id)s
   AND session_id = %(session_id)s
   AND client_event_id = ANY (%(client_event_id)s);

-- name: name_turns
-- Remembers the caller's ids of turns just written.
INSERT INTO continuo.event_name (tenant_id, subject_id, session_id, client_event_id, position, body_hash)
SELECT %(tenant_id)s, %(subject_id)s, %(session_id)s, name.client_event_id, name.position, name.body_hash
  FROM unnest(%(client_event_id)s::text[], %(position)s::integer[], %(body_hash)s::bytea[])
       AS name (client_event_id, position, body_hash);

-- name: last_position
-- The last position of a session.
SELECT last_position
  FROM continuo.session
 WHERE tenant_id = %(tenant_id)s
   AND session_id = %(session_id)s;

-- name: read_turns
-- Turns of one session in order, a page at a time.
SELECT session_id, position, event_id, role, said_at, recorded_at, purposes, sealed
  FROM continuo.event
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND session_id = %(session_id)s
   AND position > %(after)s
   AND sealed IS NOT NULL
 ORDER BY position
 LIMIT %(limit)s;

-- name: read_last_turns
-- The last turns of one session, newest first.
SELECT session_id, position, event_id, role, said_at, recorded_at, purposes, sealed
  FROM continuo.event
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND session_id = %(session_id)s
   AND sealed IS NOT NULL
 ORDER BY position DESC
 LIMIT %(limit)s;

-- name: read_places
-- Turns at given places.
SELECT e.session_id, e.position, e.event_id, e.role, e.said_at, e.recorded_at, e.purposes, e.sealed
  FROM unnest(%(session_id)s::uuid[], %(position)s::integer[]) AS wanted (session_id, position)
  JOIN continuo.event AS e
    ON e.tenant_id = %(tenant_id)s
   AND e.session_id = wanted.session_id
   AND e.position = wanted.position
 WHERE e.subject_id = %(subject_id)s
   AND e.sealed IS NOT NULL
   AND (%(known_at)s::timestamptz IS NULL OR e.recorded_at <= %(known_at)s);

-- name: packed_turns
-- Where the turns lie that pass a filter, as columns in the order of time: one row to fetch, whatever their number.
  WITH wanted AS (
       SELECT e.session_id, e.position, e.said_at
         FROM continuo.session AS s
         JOIN continuo.event AS e
           ON e.tenant_id = s.tenant_id
          AND e.session_id = s.session_id
        WHERE s.tenant_id = %(tenant_id)s
          AND s.subject_id = %(subject_id)s
          AND e.subject_id = %(subject_id)s
          AND e.sealed IS NOT NULL
          AND (%(session_id)s::uuid IS NULL OR s.session_id = %(session_id)s)
          AND (%(roles)s::text[] IS NULL OR e.role = ANY (%(roles)s))
          -- A session knows when its first and last words were said: those of other times are not looked into.
          AND (%(since)s::timestamptz IS NULL OR (s.last_said_at >= %(since)s AND e.said_at >= %(since)s))
          AND (%(until)s::timestamptz IS NULL OR (s.started_at < %(until)s AND e.said_at < %(until)s))
          AND (%(known_at)s::timestamptz IS NULL OR e.recorded_at <= %(known_at)s)
        ORDER BY e.said_at, e.session_id, e.position
)
SELECT count(*),
       string_agg(uuid_send(session_id), ''::bytea),
       string_agg(int4send(position), ''::bytea),
       string_agg(int8send((extract(epoch FROM said_at) * 1000000)::bigint), ''::bytea)
  FROM wanted;

-- name: read_fresh
-- Turns that no run has taken yet, newest first.
  WITH waiting AS MATERIALIZED (
       SELECT s.session_id,
              cursor.consolidated_to
         FROM continuo.session AS s
        CROSS JOIN LATERAL (
              SELECT coalesce(max(r.last_position), 0) AS consolidated_to
                FROM continuo.run AS r
               WHERE r.tenant_id = s.tenant_id
                 AND r.session_id = s.session_id) AS cursor
        WHERE s.tenant_id = %(tenant_id)s
          AND s.subject_id = %(subject_id)s
          AND s.last_position > cursor.consolidated_to
)
SELECT e.session_id, e.position, e.event_id, e.role, e.said_at, e.recorded_at, e.purposes, e.sealed
  FROM waiting
  JOIN continuo.event AS e
    ON e.tenant_id = %(tenant_id)s
   AND e.session_id = waiting.session_id
   AND e.position > waiting.consolidated_to
 WHERE e.subject_id = %(subject_id)s
   AND e.sealed IS NOT NULL
 ORDER BY e.recorded_at DESC, e.position DESC
 LIMIT %(limit)s;

-- name: read_fresh_since
-- Turns that no run has taken yet, newest first; none where the person is as they were at that version.
  WITH waiting AS MATERIALIZED (
       SELECT s.session_id,
              cursor.consolidated_to
         FROM continuo.session AS s
        CROSS JOIN LATERAL (
              SELECT coalesce(max(r.last_position), 0) AS consolidated_to
                FROM continuo.run AS r
               WHERE r.tenant_id = s.tenant_id
                 AND r.session_id = s.session_id) AS cursor
        WHERE s.tenant_id = %(tenant_id)s
          AND s.subject_id = %(subject_id)s
          AND s.last_position > cursor.consolidated_to
          AND EXISTS (SELECT 1
                        FROM continuo.subject AS now
                       WHERE now.tenant_id = %(tenant_id)s
                         AND now.subject_id = %(subject_id)s
                         AND (now.epoch <> %(epoch)s OR now.version <> %(version)s))
)
SELECT e.session_id, e.position, e.event_id, e.role, e.said_at, e.recorded_at, e.purposes, e.sealed
  FROM waiting
  JOIN continuo.event AS e
    ON e.tenant_id = %(tenant_id)s
   AND e.session_id = waiting.session_id
   AND e.position > waiting.consolidated_to
 WHERE e.subject_id = %(subject_id)s
   AND e.sealed IS NOT NULL
 ORDER BY e.recorded_at DESC, e.position DESC
 LIMIT %(limit)s;

-- name: read_session
-- One session and how far it has been consolidated.
SELECT s.session_id,
       s.sealed_name,
       s.last_position,
       coalesce((SELECT max(r.last_position)
                   FROM continuo.run AS r
                  WHERE r.tenant_id = s.tenant_id
                    AND r.session_id = s.session_id), 0) AS consolidated_to,
       s.started_at,
       s.last_said_at,
       s.ended_at
  FROM continuo.session AS s
 WHERE s.tenant_id = %(tenant_id)s
   AND s.subject_id = %(subject_id)s
   AND s.session_id = %(session_id)s
   AND s.sealed_name IS NOT NULL;

-- name: read_session_names
-- Sealed names of some sessions.
SELECT session_id, sealed_name
  FROM continuo.session
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND session_id = ANY (%(session_id)s)
   AND sealed_name IS NOT NULL;

-- name: read_sessions
-- Sessions of the person, a page at a time.
SELECT s.session_id,
       s.sealed_name,
       s.last_position,
       coalesce((SELECT max(r.last_position)
                   FROM continuo.run AS r
                  WHERE r.tenant_id = s.tenant_id
                    AND r.session_id = s.session_id), 0) AS consolidated_to,
       s.started_at,
       s.last_said_at,
       s.ended_at
  FROM continuo.session AS s
 WHERE s.tenant_id = %(tenant_id)s
   AND s.subject_id = %(subject_id)s
   AND s.sealed_name IS NOT NULL
   AND (%(after)s::uuid IS NULL OR s.session_id > %(after)s)
 ORDER BY s.session_id
 LIMIT %(limit)s;

-- name: last_recorded
-- When the last turn of a session was stored.
SELECT recorded_at
  FROM continuo.event
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND session_id = %(session_id)s
 ORDER BY position DESC
 LIMIT 1;

-- name: end_session
-- Declares a session over; the first time counts.
UPDATE continuo.session
   SET ended_at = coalesce(ended_at, %(now)s)
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND session_id = %(session_id)s
   AND sealed_name IS NOT NULL;

-- name: begin_run
-- The compare-and-swap of consolidation: takes effect only if the run begins right after the last one.
WITH numbered AS (
       UPDATE continuo.subject AS s
          SET runs = runs + 1
        WHERE s.tenant_id = %(tenant_id)s
          AND s.subject_id = %(subject_id)s
          AND %(first)s = 1 + coalesce((SELECT max(r.last_position)
                                          FROM continuo.run AS r
                                         WHERE r.tenant_id = %(tenant_id)s
                                           AND r.session_id = %(session_id)s), 0)
    RETURNING s.runs
)
INSERT INTO continuo.run (tenant_id, subject_id, run, session_id, first_position, last_position, extractor, ran_at)
     SELECT %(tenant_id)s, %(subject_id)s, numbered.runs, %(session_id)s, %(first)s, %(last)s, %(extractor)s, %(now)s
       FROM numbered
         ON CONFLICT DO NOTHING
  RETURNING run;

-- name: read_runs
-- All runs of the person in order.
SELECT run, session_id, first_position, last_position, extractor, ran_at
  FROM continuo.run
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
 ORDER BY run;
