-- name: read_timeline
-- When facts began and ended and when episodes began, in the order of time.
  WITH version AS (
       SELECT v.fact_id, v.valid_from, v.valid_to
         FROM continuo.fact_change AS v
        WHERE v.tenant_id = %(tenant_id)s
          AND v.subject_id = %(subject_id)s
          AND (CASE WHEN %(known_at)s::timestamptz IS NULL THEN v.known_to IS NULL
                    ELSE v.at <= %(known_at)s AND (v.known_to IS NULL OR v.known_to > %(known_at)s) END)
          AND v.status IN ('current', 'superseded', 'ended')
          AND (%(about)s::bytea IS NULL OR v.about = %(about)s)
          AND (%(predicate)s::text IS NULL OR v.predicate = %(predicate)s)
), entry AS (
       SELECT valid_from AS at, fact_id AS entry_id, 'began' AS happening
         FROM version
        WHERE valid_from IS NOT NULL
        UNION ALL
       SELECT valid_to, fact_id, 'ended'
         FROM version
        WHERE valid_to IS NOT NULL
        UNION ALL
       SELECT e.started_at, e.episode_id, 'episode'
         FROM continuo.episode AS e
        WHERE e.tenant_id = %(tenant_id)s
          AND e.subject_id = %(subject_id)s
          AND %(about)s::bytea IS NULL
          AND %(predicate)s::text IS NULL
          AND (CASE WHEN %(known_at)s::timestamptz IS NULL THEN e.replaced_at IS NULL
                    ELSE e.recorded_at <= %(known_at)s AND (e.replaced_at IS NULL OR e.replaced_at > %(known_at)s) END)
)
SELECT at, entry_id, happening
  FROM entry
 WHERE (%(since)s::timestamptz IS NULL OR at >= %(since)s)
   AND (%(until)s::timestamptz IS NULL OR at < %(until)s)
   AND (%(after_at)s::timestamptz IS NULL
        OR (at, entry_id, happening) > (%(after_at)s, %(after_id)s::uuid, %(after_happening)s::text))
 ORDER BY at, entry_id, happening
 LIMIT %(limit)s;
