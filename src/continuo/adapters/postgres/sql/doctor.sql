-- name: walls_stand
-- Tables and partitions with a tenant whose row-level security is not both enabled and forced.
SELECT c.oid::regclass::text AS object,
       'row-level security is not ' || CASE WHEN c.relrowsecurity THEN 'forced' ELSE 'enabled' END AS problem
  FROM pg_class AS c
  JOIN pg_attribute AS a
    ON a.attrelid = c.oid
   AND a.attname = 'tenant_id'
   AND NOT a.attisdropped
 WHERE c.relnamespace = 'continuo'::regnamespace
   AND c.relkind IN ('r', 'p')
   AND NOT (c.relrowsecurity AND c.relforcerowsecurity);

-- name: tenants_are_walled
-- Tables with a tenant that lack the restrictive policy for it, on every command, for every role, on both sides.
SELECT c.oid::regclass::text AS object,
       'there is no restrictive policy for the tenant that holds for all commands and roles' AS problem
  FROM pg_class AS c
  JOIN pg_attribute AS a
    ON a.attrelid = c.oid
   AND a.attname = 'tenant_id'
   AND NOT a.attisdropped
 WHERE c.relnamespace = 'continuo'::regnamespace
   AND c.relkind IN ('r', 'p')
   AND NOT c.relispartition
   AND NOT EXISTS (
       SELECT FROM pg_policy AS p
        WHERE p.polrelid = c.oid
          AND NOT p.polpermissive
          AND p.polcmd = '*'
          AND p.polroles = '{0}'
          AND pg_get_expr(p.polqual, p.polrelid) LIKE '%(tenant_id = ( SELECT continuo.tenant() AS tenant))%'
          AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%(tenant_id = ( SELECT continuo.tenant() AS tenant))%');

-- name: exceptions_are_known
-- Tenant policies that let anybody past the wall, beyond the two that TRUST names: a key is looked up before its
-- tenant is known, and the queue's own role hands out the work of all.
SELECT p.polrelid::regclass::text AS object,
       'policy ' || p.polname || ' lets somebody past the tenant wall' AS problem
  FROM pg_policy AS p
  JOIN pg_class AS c
    ON c.oid = p.polrelid
 WHERE c.relnamespace = 'continuo'::regnamespace
   AND p.polname = 'tenant_wall'
   AND pg_get_expr(p.polqual, p.polrelid) <> '(tenant_id = ( SELECT continuo.tenant() AS tenant))'
   AND NOT (c.relname = 'api_key' AND pg_get_expr(p.polqual, p.polrelid) LIKE '%CURRENT_USER = ''continuo_owner''%')
   AND NOT (c.relname = 'job' AND pg_get_expr(p.polqual, p.polrelid) LIKE '%CURRENT_USER = ''continuo_queue''%');

-- name: people_are_walled
-- Tables with a person where a permissive policy does not name the person of the context.
SELECT p.polrelid::regclass::text AS object,
       'permissive policy ' || p.polname || ' does not name the person' AS problem
  FROM pg_policy AS p
  JOIN pg_class AS c
    ON c.oid = p.polrelid
  JOIN pg_attribute AS a
    ON a.attrelid = c.oid
   AND a.attname = 'subject_id'
   AND NOT a.attisdropped
 WHERE c.relnamespace = 'continuo'::regnamespace
   AND p.polpermissive
   AND pg_get_expr(coalesce(p.polqual, p.polwithcheck), p.polrelid) NOT LIKE '%continuo.subject()%'
   AND NOT (c.relname = 'job' AND p.polroles = ARRAY['continuo_queue'::regrole::oid]);

-- name: purposes_are_walled
-- Tables with purposes that lack the restrictive policy on reads.
SELECT c.oid::regclass::text AS object,
       'there is no restrictive policy for the purpose on reads' AS problem
  FROM pg_class AS c
  JOIN pg_attribute AS a
    ON a.attrelid = c.oid
   AND a.attname = 'purposes'
   AND NOT a.attisdropped
 WHERE c.relnamespace = 'continuo'::regnamespace
   AND c.relkind IN ('r', 'p')
   AND NOT c.relispartition
   AND NOT EXISTS (
       SELECT FROM pg_policy AS p
        WHERE p.polrelid = c.oid
          AND NOT p.polpermissive
          AND p.polcmd = 'r'
          AND p.polroles = '{0}'
          AND pg_get_expr(p.polqual, p.polrelid) LIKE '%continuo.purpose()%');

-- name: partitions_have_no_door
-- Partitions that have a policy or a grant of their own: the only way to a row is through the parent.
SELECT c.oid::regclass::text AS object,
       'a partition has a policy or a grant of its own' AS problem
  FROM pg_class AS c
 WHERE c.relnamespace = 'continuo'::regnamespace
   AND c.relispartition
   AND c.relkind = 'r'
   AND (EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid)
        OR EXISTS (SELECT FROM aclexplode(c.relacl) AS acl WHERE acl.grantee <> c.relowner));

-- name: views_ask_the_caller
-- Views that look with their owner's eyes, and materialized views.
SELECT c.oid::regclass::text AS object,
       'a view without security_invoker, or a materialized one' AS problem
  FROM pg_class AS c
 WHERE c.relnamespace IN ('continuo'::regnamespace, 'public'::regnamespace)
   AND (c.relkind = 'm'
        OR (c.relkind = 'v' AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)));

-- name: definers_are_known
-- Functions that run with their owner's rights: unknown ones, and known ones without a pinned search path.
SELECT p.oid::regprocedure::text AS object,
       'a function with its owner''s rights is not on the list, or its search path is not pinned' AS problem
  FROM pg_proc AS p
 WHERE p.pronamespace IN ('continuo'::regnamespace, 'public'::regnamespace)
   AND p.prosecdef
   AND (p.proname <> ALL (ARRAY['verified_context', 'tenant', 'subject', 'purpose', 'find_api_key', 'make_event_partitions'])
        OR p.proowner <> 'continuo_owner'::regrole
        OR NOT coalesce(p.proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false));

-- name: functions_are_closed
-- Functions of ours that everybody may call.
SELECT p.oid::regprocedure::text AS object,
       'everybody may call it' AS problem
  FROM pg_proc AS p
 WHERE p.pronamespace = 'continuo'::regnamespace
   AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS acl WHERE acl.grantee = 0);

-- name: roles_are_small
-- Service roles with powers that a service must not have.
SELECT r.rolname::text AS object,
       'the role has a power that a service must not have' AS problem
  FROM pg_roles AS r
 WHERE r.rolname = ANY (ARRAY['continuo_api', 'continuo_worker', 'continuo_queue', 'continuo_gateway', 'continuo_eraser',
                              'continuo_auth', 'continuo_backup', 'continuo_metrics'])
   AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolinherit
        OR has_database_privilege(r.oid, current_database(), 'CREATE')
        OR has_database_privilege(r.oid, current_database(), 'TEMP')
        OR EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname !~ '^pg_temp|^pg_toast' AND has_schema_privilege(r.oid, n.oid, 'CREATE'))
        OR EXISTS (SELECT FROM pg_auth_members AS m WHERE m.member = r.oid)
        OR EXISTS (SELECT FROM pg_class AS c WHERE c.relowner = r.oid)
        OR EXISTS (SELECT FROM pg_proc AS p WHERE p.proowner = r.oid));

-- name: grants_are_small
-- Rights on tables that nobody but the owner may have.
SELECT c.oid::regclass::text AS object,
       acl.privilege_type || ' is granted to ' || CASE acl.grantee WHEN 0 THEN 'everybody' ELSE acl.grantee::regrole::text END AS problem
  FROM pg_class AS c
 CROSS JOIN LATERAL aclexplode(c.relacl) AS acl
 WHERE c.relnamespace = 'continuo'::regnamespace
   AND acl.grantee <> c.relowner
   AND (acl.grantee = 0 OR acl.privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
        OR c.relname = 'context_key');

-- name: keys_begin_with_the_tenant
-- Unique constraints and foreign keys of tenant tables that do not begin with the tenant: they would tell, or accept,
-- another tenant's rows.
SELECT con.conrelid::regclass::text AS object,
       'constraint ' || con.conname || ' does not begin with the tenant' AS problem
  FROM pg_constraint AS con
  JOIN pg_class AS c
    ON c.oid = con.conrelid
  JOIN pg_attribute AS tenant
    ON tenant.attrelid = c.oid
   AND tenant.attname = 'tenant_id'
 WHERE c.relnamespace = 'continuo'::regnamespace
   AND con.contype IN ('p', 'u', 'f')
   AND con.conkey[1] <> tenant.attnum
   AND c.relname <> 'tenant'
UNION ALL
SELECT i.indrelid::regclass::text,
       'unique index ' || i.indexrelid::regclass::text || ' does not begin with the tenant'
  FROM pg_index AS i
  JOIN pg_class AS c
    ON c.oid = i.indrelid
  JOIN pg_attribute AS tenant
    ON tenant.attrelid = c.oid
   AND tenant.attname = 'tenant_id'
 WHERE c.relnamespace = 'continuo'::regnamespace
   AND i.indisunique
   AND i.indkey[0] <> tenant.attnum
   AND c.relname <> 'tenant';

-- name: commits_are_durable
-- Server settings under which an acknowledged turn could be lost.
SELECT s.name AS object,
       'is ' || s.setting || ', must be on' AS problem
  FROM pg_settings AS s
 WHERE (s.name IN ('fsync', 'full_page_writes') AND s.setting <> 'on')
    OR (s.name = 'synchronous_commit' AND s.setting IN ('off', 'local'));

-- name: caller_is_small
-- Whoever asks, if it is more than a service may be.
SELECT current_user::text AS object,
       'a service must not sign in as this role' AS problem
  FROM pg_roles AS r
 WHERE r.rolname = current_user
   AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolname = 'continuo_owner');
