-- name: take_number
-- The next number of the person's runs, for an act.
   UPDATE continuo.subject
      SET runs = runs + 1
    WHERE tenant_id = %(tenant_id)s
      AND subject_id = %(subject_id)s
RETURNING runs;

-- name: put_act
-- Enters a decision.
INSERT INTO continuo.act (tenant_id, subject_id, run, kind, slot, at, sealed)
     VALUES (%(tenant_id)s, %(subject_id)s, %(number)s, %(kind)s, %(slot)s, %(at)s, %(sealed)s);

-- name: read_acts
-- All acts of the person, in order.
SELECT run, kind, at, sealed
  FROM continuo.act
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
 ORDER BY run;

-- name: slot_acts
-- Acts about some slots, in order.
SELECT run, kind, at, sealed
  FROM continuo.act
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND slot = ANY (%(slot)s)
 ORDER BY run;
