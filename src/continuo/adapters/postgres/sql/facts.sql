-- name: put_fact
-- Stores a fact as it is now.
INSERT INTO continuo.fact (
            tenant_id,
            subject_id,
            fact_id,
            about,
            slot,
            predicate,
            status,
            confidence,
            tier,
            said_at,
            valid_from,
            valid_to,
            recorded_at,
            superseded_by,
            sealed,
            purposes)
     VALUES (%(tenant_id)s, %(subject_id)s, %(fact_id)s, %(about)s, %(slot)s, %(predicate)s, %(status)s, %(confidence)s, %(tier)s,
             %(said_at)s, %(valid_from)s, %(valid_to)s, %(recorded_at)s, %(superseded_by)s, %(sealed)s, %(purposes)s)
         ON CONFLICT (tenant_id, subject_id, fact_id) DO UPDATE
        SET status = excluded.status,
            confidence = excluded.confidence,
            tier = excluded.tier,
            said_at = excluded.said_at,
            valid_from = excluded.valid_from,
            valid_to = excluded.valid_to,
            superseded_by = excluded.superseded_by,
            sealed = excluded.sealed,
            purposes = excluded.purposes;

-- name: put_evidence
-- Adds what a fact stands on.
INSERT INTO continuo.evidence (
            tenant_id,
            subject_id,
            fact_id,
            session_id,
            position,
            start_char,
            end_char,
            affirmed,
            said_at,
            sealed_speaker)
     VALUES (%(tenant_id)s, %(subject_id)s, %(fact_id)s, %(session_id)s, %(position)s, %(start_char)s, %(end_char)s,
             %(affirmed)s, %(said_at)s, %(sealed_speaker)s)
         ON CONFLICT DO NOTHING;

-- name: put_change
-- Adds the next step in the life of a fact.
INSERT INTO continuo.fact_change (tenant_id, subject_id, fact_id, step, change, at, reason, sealed)
SELECT %(tenant_id)s, %(subject_id)s, %(fact_id)s,
       1 + coalesce((SELECT max(step)
                       FROM continuo.fact_change
                      WHERE tenant_id = %(tenant_id)s
                        AND subject_id = %(subject_id)s
                        AND fact_id = %(fact_id)s), 0),
       %(change)s, %(at)s, %(reason)s, %(sealed)s;

-- name: find_facts
-- Facts that pass a filter, in the order of their ids.
SELECT f.fact_id, f.status, f.confidence, f.tier, f.said_at, f.valid_from, f.valid_to, f.recorded_at, f.superseded_by,
       f.sealed, f.purposes, f.predicate
  FROM continuo.fact AS f
 WHERE f.tenant_id = %(tenant_id)s
   AND f.subject_id = %(subject_id)s
   AND (%(about)s::bytea IS NULL OR f.about = %(about)s)
   AND (%(predicate)s::text IS NULL OR f.predicate = %(predicate)s)
   AND (%(status)s::text IS NULL OR f.status = %(status)s)
   AND (%(as_of)s::timestamptz IS NULL OR (f.valid_from <= %(as_of)s AND (f.valid_to IS NULL OR f.valid_to > %(as_of)s)))
   AND (%(after)s::uuid IS NULL OR f.fact_id > %(after)s)
 ORDER BY f.fact_id
 LIMIT %(limit)s;

-- name: slot_facts
-- All facts of one slot, oldest first.
SELECT f.fact_id, f.status, f.confidence, f.tier, f.said_at, f.valid_from, f.valid_to, f.recorded_at, f.superseded_by,
       f.sealed, f.purposes, f.predicate
  FROM continuo.fact AS f
 WHERE f.tenant_id = %(tenant_id)s
   AND f.subject_id = %(subject_id)s
   AND f.slot = %(slot)s
 ORDER BY f.said_at, f.fact_id;

-- name: get_facts
-- Facts by their ids.
SELECT f.fact_id, f.status, f.confidence, f.tier, f.said_at, f.valid_from, f.valid_to, f.recorded_at, f.superseded_by,
       f.sealed, f.purposes, f.predicate
  FROM continuo.fact AS f
 WHERE f.tenant_id = %(tenant_id)s
   AND f.subject_id = %(subject_id)s
   AND f.fact_id = ANY (%(fact_id)s)
 ORDER BY f.fact_id;

-- name: read_evidence
-- What some facts stand on, oldest first.
SELECT fact_id, session_id, position, start_char, end_char, affirmed, said_at, sealed_speaker
  FROM continuo.evidence
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND fact_id = ANY (%(fact_id)s)
 ORDER BY fact_id, said_at, session_id, position, start_char;

-- name: read_changes
-- What became of a fact, first step first.
SELECT step, change, at, reason, sealed
  FROM continuo.fact_change
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND fact_id = %(fact_id)s
 ORDER BY step;

-- name: drop_all_facts
-- Removes every fact of the person; evidence and changes go with them.
DELETE FROM continuo.fact
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;
