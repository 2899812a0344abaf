-- name: keep_checkpoint
-- Takes effect only where the session is still at that position, and nobody with a larger fence was there before.
INSERT INTO continuo.checkpoint AS c (tenant_id, subject_id, session_id, position, active_at, fence)
     SELECT %(tenant_id)s, %(subject_id)s, s.session_id, s.last_position, %(active_at)s, %(fence)s
       FROM continuo.session AS s
      WHERE s.tenant_id = %(tenant_id)s
        AND s.subject_id = %(subject_id)s
        AND s.session_id = %(session_id)s
        AND s.last_position = %(position)s
        AND s.sealed_name IS NOT NULL
         ON CONFLICT (tenant_id, session_id) DO UPDATE
        SET position = excluded.position,
            active_at = greatest(c.active_at, excluded.active_at),
            fence = excluded.fence,
            taken_at = now()
      WHERE c.position < excluded.position
         OR (c.position = excluded.position AND c.fence <= excluded.fence)
  RETURNING session_id;

-- name: read_checkpoint
-- The last checkpoint of a session.
SELECT session_id, position, active_at, fence
  FROM continuo.checkpoint
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND session_id = %(session_id)s;
