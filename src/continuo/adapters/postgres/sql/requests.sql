-- name: read_answer
-- What a request was answered before.
SELECT body_hash, answer
  FROM continuo.request
 WHERE tenant_id = %(tenant_id)s
   AND principal = %(principal)s
   AND route = %(route)s
   AND key = %(key)s;

-- name: forget_answers
-- Answers of this person that are older than anybody still asks again.
DELETE FROM continuo.request
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND created_at < now() - interval '48 hours';

-- name: keep_answer
-- Keeps the answer of a request that may be sent again.
INSERT INTO continuo.request (tenant_id, subject_id, principal, route, key, body_hash, answer)
     VALUES (%(tenant_id)s, %(subject_id)s, %(principal)s, %(route)s, %(key)s, %(body_hash)s, %(answer)s);
