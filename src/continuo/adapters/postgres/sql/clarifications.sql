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

-- name: drop_all_clarifications
-- Removes every clarification of the person.
DELETE FROM continuo.clarification
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;
