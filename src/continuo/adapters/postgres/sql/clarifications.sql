-- name: put_clarification
-- Opens a clarification, or settles it.
INSERT INTO continuo.clarification (
            tenant_id,
            subject_id,
            clarification_id,
            slot,
            predicate,
            first_fact,
            second_fact,
            opened_at,
            settled_at,
            settled_by,
            sealed,
            purposes)
     VALUES (%(tenant_id)s, %(subject_id)s, %(clarification_id)s, %(slot)s, %(predicate)s, %(first)s, %(second)s,
             %(opened_at)s, %(settled_at)s, %(settled_by)s, %(sealed)s, %(purposes)s)
         ON CONFLICT (tenant_id, subject_id, clarification_id) DO UPDATE
        SET opened_at = excluded.opened_at,
            settled_at = excluded.settled_at,
            settled_by = excluded.settled_by;

-- name: find_clarifications
-- Clarifications that pass a filter, in the order of their ids.
SELECT clarification_id, predicate, first_fact, second_fact, opened_at, settled_at, settled_by, sealed, purposes
  FROM continuo.clarification
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND (%(is_open)s::boolean IS NULL OR (settled_at IS NULL) = %(is_open)s)
   AND (%(known_at)s::timestamptz IS NULL OR opened_at <= %(known_at)s)
   AND (%(after)s::uuid IS NULL OR clarification_id > %(after)s)
 ORDER BY clarification_id
 LIMIT %(limit)s;

-- name: get_clarification
-- One clarification.
SELECT clarification_id, predicate, first_fact, second_fact, opened_at, settled_at, settled_by, sealed, purposes
  FROM continuo.clarification
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND clarification_id = %(clarification_id)s;

-- name: open_clarifications
-- Clarifications of some slots that are not settled, oldest first.
SELECT clarification_id, predicate, first_fact, second_fact, opened_at, settled_at, settled_by, sealed, purposes
  FROM continuo.clarification
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND slot = ANY (%(slot)s)
   AND settled_at IS NULL
 ORDER BY opened_at, clarification_id;

-- name: clarifications_of
-- Clarifications that are not settled and have one of some facts as a side.
SELECT clarification_id, predicate, first_fact, second_fact, opened_at, settled_at, settled_by, sealed, purposes
  FROM continuo.clarification
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND settled_at IS NULL
   AND (%(known_at)s::timestamptz IS NULL OR opened_at <= %(known_at)s)
   AND (first_fact = ANY (%(fact_id)s) OR second_fact = ANY (%(fact_id)s))
 ORDER BY clarification_id;

-- name: doubted_facts
-- Both sides of those clarifications.
SELECT f.fact_id, f.status, f.confidence, f.tier, f.said_at, f.valid_from, f.valid_to, f.recorded_at, f.superseded_by,
       f.sealed, f.purposes, f.predicate, f.pinned, f.unsure
  FROM continuo.clarification AS c
  JOIN continuo.fact AS f
    ON f.tenant_id = %(tenant_id)s
   AND f.subject_id = %(subject_id)s
   AND f.fact_id IN (c.first_fact, c.second_fact)
 WHERE c.tenant_id = %(tenant_id)s
   AND c.subject_id = %(subject_id)s
   AND c.settled_at IS NULL
   AND (%(known_at)s::timestamptz IS NULL OR c.opened_at <= %(known_at)s)
   AND (c.first_fact = ANY (%(fact_id)s) OR c.second_fact = ANY (%(fact_id)s));

-- name: doubted_evidence
-- What both sides of those clarifications stand on, oldest first.
SELECT DISTINCT e.fact_id, e.session_id, e.position, e.start_char, e.end_char, e.affirmed, e.said_at, e.sealed_speaker,
       e.ordinal, e.read_by, e.confidence, e.tier, e.valid_from, e.valid_to, e.sealed_saying
  FROM continuo.clarification AS c
  JOIN continuo.evidence AS e
    ON e.tenant_id = %(tenant_id)s
   AND e.subject_id = %(subject_id)s
   AND e.fact_id IN (c.first_fact, c.second_fact)
 WHERE c.tenant_id = %(tenant_id)s
   AND c.subject_id = %(subject_id)s
   AND c.settled_at IS NULL
   AND (%(known_at)s::timestamptz IS NULL OR c.opened_at <= %(known_at)s)
   AND (c.first_fact = ANY (%(fact_id)s) OR c.second_fact = ANY (%(fact_id)s))
 ORDER BY e.fact_id, e.said_at, e.session_id, e.position, e.start_char, e.ordinal;

-- name: drop_all_clarifications
-- Removes every clarification of the person.
DELETE FROM continuo.clarification
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;
