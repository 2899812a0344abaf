-- name: defer_job
-- Makes a job, or moves the one that waits to the earlier time. Whose it is comes from the signed context alone.
-- A row that need not move is locked all the same: no worker begins it before this transaction can be seen.
INSERT INTO continuo.job AS waiting (tenant_id, subject_id, session_id, kind, epoch, run_at)
     VALUES (continuo.tenant(), continuo.subject(), %(session_id)s, %(kind)s, %(epoch)s, now() + %(delay)s)
ON CONFLICT (tenant_id, subject_id, session_id, kind) WHERE state = 'waiting'
  DO UPDATE SET run_at = least(waiting.run_at, excluded.run_at),
                epoch = greatest(waiting.epoch, excluded.epoch)
          WHERE excluded.run_at < waiting.run_at
             OR excluded.epoch > waiting.epoch;

-- name: list_jobs
-- Jobs of the tenant, newest first.
SELECT job_id,
       kind,
       state,
       session_id,
       tries,
       run_at,
       reason
  FROM continuo.job
 WHERE tenant_id = %(tenant_id)s
   AND (%(state)s::text IS NULL OR state = %(state)s)
 ORDER BY made_at DESC, job_id
 LIMIT %(limit)s;

-- name: replay_job
-- A dead job waits again. If its session has one waiting by now, that one is taken into it.
     WITH dead AS (
          SELECT tenant_id, subject_id, session_id, kind
            FROM continuo.job
           WHERE tenant_id = %(tenant_id)s
             AND job_id = %(job_id)s
             AND state = 'dead'),
          absorbed AS (
          DELETE FROM continuo.job AS waiting
                USING dead
                WHERE waiting.state = 'waiting'
                  AND (waiting.tenant_id, waiting.subject_id, waiting.session_id, waiting.kind)
                      = (dead.tenant_id, dead.subject_id, dead.session_id, dead.kind)
            RETURNING waiting.epoch)
   UPDATE continuo.job
      SET state = 'waiting',
          tries = 0,
          run_at = now(),
          ended_at = NULL,
          epoch = greatest(epoch, (SELECT max(absorbed.epoch) FROM absorbed))
    WHERE tenant_id = %(tenant_id)s
      AND job_id = %(job_id)s
      AND state = 'dead'
RETURNING job_id,
          kind,
          state,
          session_id,
          tries,
          run_at,
          reason;

-- name: claim_job
-- Takes the job that has been due longest, of a session in which nothing runs.
     WITH candidate AS (
          SELECT tenant_id, job_id
            FROM continuo.job AS waiting
           WHERE state = 'waiting'
             AND run_at <= now()
             AND kind = ANY (%(kinds)s)
             AND NOT EXISTS (
                 SELECT
                   FROM continuo.job AS running
                  WHERE running.tenant_id = waiting.tenant_id
                    AND running.subject_id = waiting.subject_id
                    AND running.session_id = waiting.session_id
                    AND running.state = 'running')
           ORDER BY run_at
           LIMIT 1
             FOR UPDATE SKIP LOCKED)
   UPDATE continuo.job
      SET state = 'running',
          tries = tries + 1,
          claim_id = %(claim_id)s,
          lease_until = now() + %(lease)s
     FROM candidate
    WHERE job.tenant_id = candidate.tenant_id
      AND job.job_id = candidate.job_id
RETURNING job.job_id,
          job.kind,
          job.tenant_id,
          job.subject_id,
          job.session_id,
          job.epoch,
          job.tries;

-- name: renew_claims
-- Claims that still stand hold for another while.
   UPDATE continuo.job
      SET lease_until = now() + %(lease)s
    WHERE state = 'running'
      AND claim_id = ANY (%(claim_ids)s)
RETURNING claim_id;

-- name: finish_job
-- The job is done, or dead with its reason. Nothing happens if the claim no longer stands, or if it was to be
-- stalled and is not any more.
UPDATE continuo.job
   SET state = %(state)s,
       ended_at = now(),
       claim_id = NULL,
       lease_until = NULL,
       reason = %(reason)s
 WHERE tenant_id = %(tenant_id)s
   AND job_id = %(job_id)s
   AND state = 'running'
   AND claim_id = %(claim_id)s
   AND (NOT %(stalled)s OR lease_until < now());

-- name: return_job
-- The job waits again, and takes the one that came to wait meanwhile into itself: a session waits for a kind of work
-- once, and its tries go on being counted. Nothing happens if the claim no longer stands.
  WITH mine AS (
       SELECT tenant_id, subject_id, session_id, kind
         FROM continuo.job
        WHERE tenant_id = %(tenant_id)s
          AND job_id = %(job_id)s
          AND state = 'running'
          AND claim_id = %(claim_id)s
          AND (NOT %(stalled)s OR lease_until < now())
          FOR UPDATE),
       absorbed AS (
       DELETE FROM continuo.job AS waiting
             USING mine
             WHERE waiting.state = 'waiting'
               AND (waiting.tenant_id, waiting.subject_id, waiting.session_id, waiting.kind)
                   = (mine.tenant_id, mine.subject_id, mine.session_id, mine.kind)
         RETURNING waiting.run_at, waiting.epoch)
UPDATE continuo.job
   SET state = 'waiting',
       tries = tries - %(uncounted)s,
       run_at = least(now() + %(wait)s, (SELECT min(absorbed.run_at) FROM absorbed)),
       epoch = greatest(epoch, (SELECT max(absorbed.epoch) FROM absorbed)),
       claim_id = NULL,
       lease_until = NULL,
       reason = %(reason)s
 WHERE tenant_id = %(tenant_id)s
   AND job_id = %(job_id)s
   AND state = 'running'
   AND claim_id = %(claim_id)s
   AND (NOT %(stalled)s OR lease_until < now());

-- name: find_stalled
-- Jobs whose worker has not been heard of within its lease.
SELECT job_id,
       kind,
       tenant_id,
       subject_id,
       session_id,
       epoch,
       tries,
       claim_id
  FROM continuo.job
 WHERE state = 'running'
   AND kind = ANY (%(kinds)s)
   AND lease_until < now()
 LIMIT 100;

-- name: delete_old_jobs
-- What ended long ago in one of the two ways, a bounded number at a time.
DELETE FROM continuo.job
      WHERE (tenant_id, job_id) IN (
            SELECT tenant_id, job_id
              FROM continuo.job
             WHERE state IN ('done', 'dead')
               AND state = %(state)s
               AND ended_at < now() - %(kept)s::interval
             LIMIT 1000
               FOR UPDATE SKIP LOCKED);
