-- name: read_retention
-- The tenant's rules.
SELECT kind, action, after_days
  FROM continuo.retention
 WHERE tenant_id = %(tenant_id)s
 ORDER BY kind;

-- name: put_retention
-- Sets the rule of one kind.
INSERT INTO continuo.retention (tenant_id, kind, action, after_days)
     VALUES (%(tenant_id)s, %(kind)s, %(action)s, %(after_days)s)
         ON CONFLICT (tenant_id, kind) DO UPDATE
        SET action = excluded.action,
            after_days = excluded.after_days,
            changed_at = now();

-- name: remove_retention
-- Keeps one kind for ever again.
DELETE FROM continuo.retention
 WHERE tenant_id = %(tenant_id)s
   AND kind = %(kind)s;
