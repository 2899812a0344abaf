-- name: keep_conclusion
-- Keeps what was concluded in a run, once.
INSERT INTO continuo.conclusion (tenant_id, subject_id, run, extractor, sealed)
     VALUES (%(tenant_id)s, %(subject_id)s, %(run)s, %(extractor)s, %(sealed)s)
         ON CONFLICT DO NOTHING;

-- name: run_conclusion
-- What was concluded in one run.
SELECT run, extractor, sealed
  FROM continuo.conclusion
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND run = %(run)s;

-- name: find_conclusions
-- Conclusions of the person in the order of their runs, a page at a time.
SELECT run, extractor, sealed
  FROM continuo.conclusion
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND run > %(after)s
 ORDER BY run
 LIMIT %(limit)s;
