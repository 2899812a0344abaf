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
            purposes)
     VALUES (%(tenant_id)s, %(subject_id)s, %(episode_id)s, %(session_id)s, %(first)s, %(last)s, %(started_at)s,
             %(ended_at)s, %(cited)s, %(sealed)s, %(purposes)s)
         ON CONFLICT (tenant_id, subject_id, episode_id) DO UPDATE
        SET first_position = excluded.first_position,
            last_position = excluded.last_position,
            started_at = excluded.started_at,
            ended_at = excluded.ended_at,
            cited = excluded.cited,
            sealed = excluded.sealed,
            purposes = excluded.purposes;

-- name: last_episode
-- The last episode of a session.
SELECT episode_id, session_id, first_position, last_position, started_at, ended_at, cited, purposes, sealed
  FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND session_id = %(session_id)s
 ORDER BY first_position DESC
 LIMIT 1;

-- name: session_episodes
-- The episodes of a session in order.
SELECT episode_id, session_id, first_position, last_position, started_at, ended_at, cited, purposes, sealed
  FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND session_id = %(session_id)s
 ORDER BY first_position;

-- name: find_episodes
-- Episodes of the person, a page at a time.
SELECT episode_id, session_id, first_position, last_position, started_at, ended_at, cited, purposes, sealed
  FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND (%(after)s::uuid IS NULL OR episode_id > %(after)s)
 ORDER BY episode_id
 LIMIT %(limit)s;

-- name: get_episodes
-- Episodes by their ids.
SELECT episode_id, session_id, first_position, last_position, started_at, ended_at, cited, purposes, sealed
  FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND episode_id = ANY (%(episode_id)s)
 ORDER BY episode_id;

-- name: drop_episodes
-- Removes some episodes.
DELETE FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND episode_id = ANY (%(episode_id)s);

-- name: drop_all_episodes
-- Removes every episode of the person.
DELETE FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;
