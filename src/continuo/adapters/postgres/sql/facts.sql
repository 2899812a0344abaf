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
            purposes,
            pinned,
            unsure)
     VALUES (%(tenant_id)s, %(subject_id)s, %(fact_id)s, %(about)s, %(slot)s, %(predicate)s, %(status)s, %(confidence)s, %(tier)s,
             %(said_at)s, %(valid_from)s, %(valid_to)s, %(recorded_at)s, %(superseded_by)s, %(sealed)s, %(purposes)s,
             %(pinned)s, %(unsure)s)
         ON CONFLICT (tenant_id, subject_id, fact_id) DO UPDATE
        SET status = excluded.status,
            confidence = excluded.confidence,
            tier = excluded.tier,
            said_at = excluded.said_at,
            valid_from = excluded.valid_from,
            valid_to = excluded.valid_to,
            superseded_by = excluded.superseded_by,
            sealed = excluded.sealed,
            purposes = excluded.purposes,
            pinned = excluded.pinned,
            unsure = excluded.unsure;

-- name: put_evidence
-- Adds a saying that a fact stands on.
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
            sealed_speaker,
            ordinal,
            read_by,
            confidence,
            tier,
            valid_from,
            valid_to,
            sealed_saying)
     VALUES (%(tenant_id)s, %(subject_id)s, %(fact_id)s, %(session_id)s, %(position)s, %(start_char)s, %(end_char)s,
             %(affirmed)s, %(said_at)s, %(sealed_speaker)s, %(ordinal)s, %(read_by)s, %(confidence)s, %(tier)s,
             %(valid_from)s, %(valid_to)s, %(sealed_saying)s)
         ON CONFLICT DO NOTHING;

-- name: drop_evidence
-- Takes a saying from a fact: it belongs to another one now.
DELETE FROM continuo.evidence
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND fact_id = %(fact_id)s
   AND session_id = %(session_id)s
   AND position = %(position)s
   AND ordinal = %(ordinal)s
   AND read_by = %(read_by)s;

-- name: close_version
-- The version of a fact that was known until now has been replaced.
UPDATE continuo.fact_change
   SET known_to = %(at)s
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND fact_id = %(fact_id)s
   AND known_to IS NULL;

-- name: put_change
-- Adds the next step in the life of a fact, which is also its version from then on.
INSERT INTO continuo.fact_change (
            tenant_id,
            subject_id,
            fact_id,
            step,
            change,
            at,
            reason,
            sealed,
            about,
            slot,
            predicate,
            status,
            valid_from,
            valid_to,
            purposes)
SELECT %(tenant_id)s, %(subject_id)s, %(fact_id)s,
       1 + coalesce((SELECT max(step)
                       FROM continuo.fact_change
                      WHERE tenant_id = %(tenant_id)s
                        AND subject_id = %(subject_id)s
                        AND fact_id = %(fact_id)s), 0),
       %(change)s, %(at)s, %(reason)s, %(sealed)s, %(about)s, %(slot)s, %(predicate)s, %(status)s, %(valid_from)s,
       %(valid_to)s, %(purposes)s;

-- name: find_facts
-- Facts that pass a filter, in the order of their ids.
SELECT f.fact_id, f.status, f.confidence, f.tier, f.said_at, f.valid_from, f.valid_to, f.recorded_at, f.superseded_by,
       f.sealed, f.purposes, f.predicate, f.pinned, f.unsure
  FROM continuo.fact AS f
 WHERE f.tenant_id = %(tenant_id)s
   AND f.subject_id = %(subject_id)s
   AND (%(about)s::bytea IS NULL OR f.about = %(about)s)
   AND (%(predicate)s::text IS NULL OR f.predicate = %(predicate)s)
   AND (%(status)s::text IS NULL OR f.status = %(status)s)
   AND (%(as_of)s::timestamptz IS NULL
        OR (f.status NOT IN ('retracted', 'denied', 'merged')
            AND (f.valid_from IS NULL OR f.valid_from <= %(as_of)s)
            AND (f.valid_to IS NULL OR f.valid_to > %(as_of)s)))
   AND (%(after)s::uuid IS NULL OR f.fact_id > %(after)s)
 ORDER BY f.fact_id
 LIMIT %(limit)s;

-- name: find_versions
-- Facts that pass a filter, as they were known at a moment, in the order of their ids.
SELECT v.fact_id, v.sealed
  FROM continuo.fact_change AS v
 WHERE v.tenant_id = %(tenant_id)s
   AND v.subject_id = %(subject_id)s
   AND v.at <= %(known_at)s
   AND (v.known_to IS NULL OR v.known_to > %(known_at)s)
   AND (%(about)s::bytea IS NULL OR v.about = %(about)s)
   AND (%(predicate)s::text IS NULL OR v.predicate = %(predicate)s)
   AND (%(status)s::text IS NULL OR v.status = %(status)s)
   AND (%(as_of)s::timestamptz IS NULL
        OR (v.status NOT IN ('retracted', 'denied', 'merged')
            AND (v.valid_from IS NULL OR v.valid_from <= %(as_of)s)
            AND (v.valid_to IS NULL OR v.valid_to > %(as_of)s)))
   AND (%(after)s::uuid IS NULL OR v.fact_id > %(after)s)
 ORDER BY v.fact_id
 LIMIT %(limit)s;

-- name: get_versions
-- Facts by their ids, as they were known at a moment.
SELECT v.fact_id, v.sealed
  FROM continuo.fact_change AS v
 WHERE v.tenant_id = %(tenant_id)s
   AND v.subject_id = %(subject_id)s
   AND v.fact_id = ANY (%(fact_id)s)
   AND v.at <= %(known_at)s
   AND (v.known_to IS NULL OR v.known_to > %(known_at)s)
   AND (%(as_of)s::timestamptz IS NULL
        OR (v.status NOT IN ('retracted', 'denied', 'merged')
            AND (v.valid_from IS NULL OR v.valid_from <= %(as_of)s)
            AND (v.valid_to IS NULL OR v.valid_to > %(as_of)s)))
 ORDER BY v.fact_id;

-- name: slot_facts
-- All facts of some slots, oldest first.
SELECT f.fact_id, f.status, f.confidence, f.tier, f.said_at, f.valid_from, f.valid_to, f.recorded_at, f.superseded_by,
       f.sealed, f.purposes, f.predicate, f.pinned, f.unsure
  FROM continuo.fact AS f
 WHERE f.tenant_id = %(tenant_id)s
   AND f.subject_id = %(subject_id)s
   AND f.slot = ANY (%(slot)s)
 ORDER BY f.said_at, f.fact_id;

-- name: get_facts
-- Facts by their ids.
SELECT f.fact_id, f.status, f.confidence, f.tier, f.said_at, f.valid_from, f.valid_to, f.recorded_at, f.superseded_by,
       f.sealed, f.purposes, f.predicate, f.pinned, f.unsure
  FROM continuo.fact AS f
 WHERE f.tenant_id = %(tenant_id)s
   AND f.subject_id = %(subject_id)s
   AND f.fact_id = ANY (%(fact_id)s)
   AND (%(as_of)s::timestamptz IS NULL
        OR (f.status NOT IN ('retracted', 'denied', 'merged')
            AND (f.valid_from IS NULL OR f.valid_from <= %(as_of)s)
            AND (f.valid_to IS NULL OR f.valid_to > %(as_of)s)))
 ORDER BY f.fact_id;

-- name: read_evidence
-- What some facts stand on, oldest first.
SELECT fact_id, session_id, position, start_char, end_char, affirmed, said_at, sealed_speaker, ordinal, read_by,
       confidence, tier, valid_from, valid_to, sealed_saying
  FROM continuo.evidence
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND fact_id = ANY (%(fact_id)s)
 ORDER BY fact_id, said_at, session_id, position, start_char, ordinal;

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

-- name: note_uses
-- Facts that were handed out, a moment for each.
INSERT INTO continuo.fact_use (tenant_id, subject_id, fact_id, last_used_at, uses)
     SELECT %(tenant_id)s, %(subject_id)s, used.fact_id, %(at)s, 1
       FROM unnest(%(fact_id)s::uuid[]) AS used (fact_id)
         ON CONFLICT (tenant_id, subject_id, fact_id) DO UPDATE
        SET last_used_at = greatest(fact_use.last_used_at, excluded.last_used_at),
            uses = fact_use.uses + 1;

-- name: read_uses
-- When some facts were last handed out.
SELECT fact_id, last_used_at
  FROM continuo.fact_use
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND fact_id = ANY (%(fact_id)s);
