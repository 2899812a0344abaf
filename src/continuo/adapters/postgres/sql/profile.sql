-- name: read_profile
-- The lines of a person's profile, in the order of the page.
SELECT line, section, weight, facts, episodes, distilled_at, sealed, purposes
  FROM continuo.profile_line
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
 ORDER BY line;

-- name: drop_profile
-- Takes all lines away, before others take their place.
DELETE FROM continuo.profile_line
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: put_profile_line
-- Adds a line.
INSERT INTO continuo.profile_line (
            tenant_id,
            subject_id,
            line,
            section,
            weight,
            facts,
            episodes,
            distilled_at,
            sealed,
            purposes)
     VALUES (%(tenant_id)s, %(subject_id)s, %(line)s, %(section)s, %(weight)s, %(facts)s, %(episodes)s,
             %(distilled_at)s, %(sealed)s, %(purposes)s);
