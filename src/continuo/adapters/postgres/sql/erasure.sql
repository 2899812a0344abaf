-- name: blank_events
-- Takes the words of every turn; place, time and the hash of the ciphertext stay.
UPDATE continuo.event
   SET sealed = NULL
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND sealed IS NOT NULL;

-- name: blank_sessions
-- Takes the names of every session.
UPDATE continuo.session
   SET sealed_name = NULL,
       ended_at = coalesce(ended_at, %(now)s)
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND sealed_name IS NOT NULL;

-- name: delete_event_names
-- The caller's own ids of turns.
DELETE FROM continuo.event_name
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_requests
-- Kept answers.
DELETE FROM continuo.request
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_items
-- The recall index.
DELETE FROM continuo.item
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_facts
-- Facts; evidence and history go with them.
DELETE FROM continuo.fact
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_episodes
-- Episodes.
DELETE FROM continuo.episode
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_conclusions
-- What language models concluded.
DELETE FROM continuo.conclusion
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_acts
-- What was decided about memories.
DELETE FROM continuo.act
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_clarifications
-- Questions that stood open, and those that were settled.
DELETE FROM continuo.clarification
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_profile
-- What was distilled.
DELETE FROM continuo.profile_line
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_uses
-- When facts were handed out.
DELETE FROM continuo.fact_use
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_entities
-- Entities.
DELETE FROM continuo.entity
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_names
-- What entities are called.
DELETE FROM continuo.entity_name
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_mentions
-- Where entities are spoken of.
DELETE FROM continuo.mention
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_relations
-- Relations.
DELETE FROM continuo.relation
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_checkpoints
-- How far sessions were.
DELETE FROM continuo.checkpoint
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_jobs
-- Work that was still to be done; a handler at it is cancelled when its row is gone.
DELETE FROM continuo.job
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: delete_runs
-- Which turns were consolidated together: without words they mean nothing.
DELETE FROM continuo.run
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: destroy_key
-- The person's key and name go, the epoch rises: late writers and copies of ciphertext are worth nothing.
   UPDATE continuo.subject
      SET epoch = epoch + 1,
          version = version + 1,
          wrapped_key = NULL,
          sealed_name = NULL
    WHERE tenant_id = %(tenant_id)s
      AND subject_id = %(subject_id)s
RETURNING epoch;

-- name: enter_ledger
-- What was erased, in numbers.
INSERT INTO continuo.erasure (tenant_id, subject_id, erasure_id, epoch, erased_at, counts)
     VALUES (%(tenant_id)s, %(subject_id)s, %(erasure_id)s, %(epoch)s, %(now)s, %(counts)s);
