-- name: count_passages
-- How many passages were said before a moment.
SELECT count(*)
  FROM continuo.item AS i
 WHERE i.tenant_id = %(tenant_id)s
   AND i.subject_id = %(subject_id)s
   AND i.kind = 0
   AND i.said_at < %(before)s
   AND (NOT %(only_told)s
        OR EXISTS (SELECT
                     FROM continuo.episode AS e
                    WHERE e.tenant_id = i.tenant_id
                      AND e.subject_id = i.subject_id
                      AND e.session_id = i.session_id
                      AND e.replaced_at IS NULL
                      AND i.position BETWEEN e.first_position AND e.last_position));

-- name: drop_passages
-- Takes the passages said before a moment from the index.
DELETE FROM continuo.item AS i
 WHERE i.tenant_id = %(tenant_id)s
   AND i.subject_id = %(subject_id)s
   AND i.kind = 0
   AND i.said_at < %(before)s
   AND (NOT %(only_told)s
        OR EXISTS (SELECT
                     FROM continuo.episode AS e
                    WHERE e.tenant_id = i.tenant_id
                      AND e.subject_id = i.subject_id
                      AND e.session_id = i.session_id
                      AND e.replaced_at IS NULL
                      AND i.position BETWEEN e.first_position AND e.last_position));

-- name: old_facts
-- Facts in the index that were last said, and last handed out, before a moment.
SELECT DISTINCT f.fact_id, f.predicate
  FROM continuo.fact AS f
  JOIN continuo.item AS i
    ON i.tenant_id = f.tenant_id
   AND i.subject_id = f.subject_id
   AND i.refers_to = f.fact_id
  LEFT JOIN continuo.fact_use AS u
    ON u.tenant_id = f.tenant_id
   AND u.subject_id = f.subject_id
   AND u.fact_id = f.fact_id
 WHERE f.tenant_id = %(tenant_id)s
   AND f.subject_id = %(subject_id)s
   AND f.said_at < %(before)s
   AND NOT f.pinned
   AND (u.last_used_at IS NULL OR u.last_used_at < %(before)s)
 ORDER BY f.fact_id;

-- name: old_episodes
-- Episodes in force that ended before a moment.
SELECT e.episode_id
  FROM continuo.episode AS e
 WHERE e.tenant_id = %(tenant_id)s
   AND e.subject_id = %(subject_id)s
   AND e.ended_at < %(before)s
   AND e.replaced_at IS NULL
 ORDER BY e.episode_id;
