-- name: put_episode
-- Stores an episode; the same one again takes the place of the first.
INSERT INTO continuo.episode (
            tenant_id,
            subject_id,
            episode_id,
            session_id,
            first_position,
            last_position,
            started_at,
            ended_at,
            cited,
            sealed,
            purposes,
            recorded_at)
     VALUES (%(tenant_id)s, %(subject_id)s, %(episode_id)s, %(session_id)s, %(first)s, %(last)s, %(started_at)s,
             %(ended_at)s, %(cited)s, %(sealed)s, %(purposes)s, %(recorded_at)s)
         ON CONFLICT (tenant_id, subject_id, episode_id) DO UPDATE
        SET first_position = excluded.first_position,
            last_position = excluded.last_position,
            started_at = excluded.started_at,
            ended_at = excluded.ended_at,
            cited = excluded.cited,
            sealed = excluded.sealed,
            purposes = excluded.purposes,
            recorded_at = excluded.recorded_at,
            replaced_at = NULL;

-- name: last_episode
-- The last episode of a session.
SELECT episode_id, session_id, first_position, last_position, started_at, ended_at, cited, purposes, sealed,
       recorded_at
  FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND session_id = %(session_id)s
   AND replaced_at IS NULL
 ORDER BY first_position DESC
 LIMIT 1;

-- name: session_episodes
-- The episodes of a session in order.
SELECT episode_id, session_id, first_position, last_position, started_at, ended_at, cited, purposes, sealed,
       recorded_at
  FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND session_id = %(session_id)s
   AND replaced_at IS NULL
 ORDER BY first_position;

-- name: longest_episodes
-- The episodes of the most turns of each of some sessions.
SELECT e.episode_id, e.session_id, e.first_position, e.last_position, e.started_at, e.ended_at, e.cited, e.purposes,
       e.sealed, e.recorded_at
  FROM unnest(%(session_id)s::uuid[]) AS wanted (session_id)
 CROSS JOIN LATERAL (
       SELECT episode_id, session_id, first_position, last_position, started_at, ended_at, cited, purposes, sealed,
              recorded_at
         FROM continuo.episode
        WHERE tenant_id = %(tenant_id)s
          AND subject_id = %(subject_id)s
          AND session_id = wanted.session_id
          AND replaced_at IS NULL
        ORDER BY last_position - first_position DESC, first_position
        LIMIT %(limit)s) AS e
 ORDER BY e.session_id, e.last_position - e.first_position DESC, e.first_position;

-- name: find_episodes
-- Episodes of the person, a page at a time.
SELECT episode_id, session_id, first_position, last_position, started_at, ended_at, cited, purposes, sealed,
       recorded_at
  FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND (CASE WHEN %(known_at)s::timestamptz IS NULL THEN replaced_at IS NULL
             ELSE recorded_at <= %(known_at)s AND (replaced_at IS NULL OR replaced_at > %(known_at)s) END)
   AND (%(as_of)s::timestamptz IS NULL OR started_at <= %(as_of)s)
   AND (%(after)s::uuid IS NULL OR episode_id > %(after)s)
 ORDER BY episode_id
 LIMIT %(limit)s;

-- name: get_episodes
-- Episodes by their ids.
SELECT episode_id, session_id, first_position, last_position, started_at, ended_at, cited, purposes, sealed,
       recorded_at
  FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND episode_id = ANY (%(episode_id)s)
   AND (%(as_of)s::timestamptz IS NULL OR started_at <= %(as_of)s)
   AND (%(known_at)s::timestamptz IS NULL OR recorded_at <= %(known_at)s)
 ORDER BY episode_id;

-- name: replace_episodes
-- Some episodes are told anew; what was known of them before stays readable.
UPDATE continuo.episode
   SET replaced_at = %(at)s
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND episode_id = ANY (%(episode_id)s)
   AND replaced_at IS NULL;

-- name: reopen_episodes
-- Puts episodes in force again.
UPDATE continuo.episode
   SET replaced_at = NULL
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND episode_id = ANY (%(episode_id)s);

-- name: drop_all_episodes
-- Removes every episode of the person.
DELETE FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;
