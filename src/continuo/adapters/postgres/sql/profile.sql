-- name: read_profile
-- The lines of a person's profile, in the order of the page.
SELECT line, section, weight, facts, episodes, distilled_at, sealed, purposes
  FROM continuo.profile_line
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
 ORDER BY line;

-- name: profile_facts
-- The facts that a person's profile stands on.
SELECT fact_id, status, confidence, tier, said_at, valid_from, valid_to, recorded_at, superseded_by,
       sealed, purposes, predicate, pinned, unsure
  FROM continuo.fact
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND fact_id IN (SELECT unnest(facts)
                     FROM continuo.profile_line
                    WHERE tenant_id = %(tenant_id)s
                      AND subject_id = %(subject_id)s);

-- name: profile_evidence
-- What those facts stand on, oldest first.
SELECT fact_id, session_id, position, start_char, end_char, affirmed, said_at, sealed_speaker,
       ordinal, read_by, confidence, tier, valid_from, valid_to, sealed_saying
  FROM continuo.evidence
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND fact_id IN (SELECT unnest(facts)
                     FROM continuo.profile_line
                    WHERE tenant_id = %(tenant_id)s
                      AND subject_id = %(subject_id)s)
 ORDER BY fact_id, said_at, session_id, position, start_char, ordinal;

-- name: profile_episodes
-- The episodes that a person's profile tells.
SELECT episode_id, session_id, first_position, last_position, started_at, ended_at, cited, purposes, sealed,
       recorded_at
  FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND episode_id IN (SELECT unnest(episodes)
                        FROM continuo.profile_line
                       WHERE tenant_id = %(tenant_id)s
                         AND subject_id = %(subject_id)s)
 ORDER BY episode_id;

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
