-- Run by whoever may create roles and databases, before the migrations and again at every start that finds a change.
-- The owner and the readers cannot log in; no role of a service owns, creates or passes row-level security.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['owner', 'migrator', 'api', 'worker', 'queue', 'gateway', 'eraser', 'auth', 'backup', 'metrics'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'continuo_' || name) THEN
            EXECUTE format('CREATE ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS NOREPLICATION', 'continuo_' || name);
        END IF;
    END LOOP;
    FOREACH name IN ARRAY ARRAY['api', 'worker', 'queue', 'gateway', 'eraser', 'auth', 'backup', 'metrics'] LOOP
        EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', 'continuo_' || name, '10s');
        EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', 'continuo_' || name, '30s');
        EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', 'continuo_' || name, CASE name WHEN 'api' THEN '20s' WHEN 'auth' THEN '5s' ELSE '300s' END);
        EXECUTE format('ALTER ROLE %I CONNECTION LIMIT %s', 'continuo_' || name, CASE name WHEN 'api' THEN 100 WHEN 'worker' THEN 40 ELSE 20 END);
    END LOOP;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO continuo_owner', current_database());
    FOREACH name IN ARRAY ARRAY['migrator', 'api', 'worker', 'queue', 'gateway', 'eraser', 'auth', 'backup', 'metrics'] LOOP
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), 'continuo_' || name);
    END LOOP;
END
$$;
GRANT continuo_owner TO continuo_migrator;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
