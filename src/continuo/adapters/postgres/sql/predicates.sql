-- name: read_predicates
-- The tenant's own predicates.
SELECT name, cardinality, fading, sensitivity, opposite, object_type, category
  FROM continuo.predicate
 WHERE tenant_id = %(tenant_id)s
 ORDER BY name;

-- name: put_predicate
-- Adds a predicate, or defines it anew.
INSERT INTO continuo.predicate (tenant_id, name, cardinality, fading, sensitivity, opposite, object_type, category)
     VALUES (%(tenant_id)s, %(name)s, %(cardinality)s, %(fading)s, %(sensitivity)s, %(opposite)s, %(object_type)s,
             %(category)s)
         ON CONFLICT (tenant_id, name) DO UPDATE
        SET cardinality = excluded.cardinality,
            fading = excluded.fading,
            sensitivity = excluded.sensitivity,
            opposite = excluded.opposite,
            object_type = excluded.object_type,
            category = excluded.category;

-- name: remove_predicate
-- Takes a predicate of the tenant's own away.
DELETE FROM continuo.predicate
 WHERE tenant_id = %(tenant_id)s
   AND name = %(name)s;
