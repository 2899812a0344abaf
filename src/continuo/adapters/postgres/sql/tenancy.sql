-- name: add_tenant
-- Makes a tenant with its wrapped key.
INSERT INTO continuo.tenant (tenant_id, name, wrapped_key)
     VALUES (%(tenant_id)s, %(name)s, %(wrapped_key)s)
         ON CONFLICT (tenant_id) DO NOTHING;

-- name: add_key
-- Stores a new API key.
INSERT INTO continuo.api_key (tenant_id, key_id, secret_hash, name, scopes, expires_at)
     VALUES (%(tenant_id)s, %(key_id)s, %(secret_hash)s, %(name)s, %(scopes)s, %(expires_at)s);

-- name: find_key
-- One key by its public id, for the role that checks credentials.
SELECT tenant_id, key_id, secret_hash, scopes, expires_at, revoked_at
  FROM continuo.find_api_key(%(key_id)s);

-- name: read_keys
-- The tenant's keys, oldest first.
SELECT tenant_id, key_id, secret_hash, name, scopes, created_at, expires_at, revoked_at
  FROM continuo.api_key
 WHERE tenant_id = %(tenant_id)s
 ORDER BY created_at, key_id;

-- name: revoke_key
-- Makes a key worthless; the first time counts.
UPDATE continuo.api_key
   SET revoked_at = coalesce(revoked_at, %(now)s)
 WHERE tenant_id = %(tenant_id)s
   AND key_id = %(key_id)s;

-- name: read_people
-- The people of a tenant who have a memory, with their sealed names.
SELECT subject_id, sealed_name
  FROM continuo.subject
 WHERE tenant_id = %(tenant_id)s
   AND sealed_name IS NOT NULL
 ORDER BY subject_id;
