-- name: read_tenant_key
-- The wrapped key of the tenant of the context.
SELECT wrapped_key
  FROM continuo.tenant
 WHERE tenant_id = %(tenant_id)s;

-- name: read_person
-- Epoch, versions and wrapped key of the person of the context.
SELECT epoch, version, index_version, wrapped_key
  FROM continuo.subject
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: open_person
-- Makes the person known, or raises the version; the row stays locked, so that one writer a person is under way.
-- A person who was erased gets the new key: nothing sealed with the old one is left.
INSERT INTO continuo.subject AS s (tenant_id, subject_id, sealed_name, wrapped_key, version)
VALUES (%(tenant_id)s, %(subject_id)s, %(sealed_name)s, %(wrapped_key)s, 1)
    ON CONFLICT (tenant_id, subject_id) DO UPDATE
   SET version = s.version + 1,
       wrapped_key = coalesce(s.wrapped_key, excluded.wrapped_key),
       sealed_name = coalesce(s.sealed_name, excluded.sealed_name)
RETURNING epoch, version, index_version, wrapped_key;

-- name: touch_person
-- Raises the version of a person who is there, as nearly every append finds them; cheaper than making them.
   UPDATE continuo.subject
      SET version = version + 1
    WHERE tenant_id = %(tenant_id)s
      AND subject_id = %(subject_id)s
      AND wrapped_key IS NOT NULL
RETURNING epoch, version, index_version, wrapped_key;

-- name: lock_person
-- Raises both versions of a known person and locks the row: what recall has at hand is to be read anew.
   UPDATE continuo.subject
      SET version = version + 1,
          index_version = index_version + 1
    WHERE tenant_id = %(tenant_id)s
      AND subject_id = %(subject_id)s
RETURNING epoch, version, index_version, wrapped_key;
