-- name: remember
-- Records a value of the installation; the first one stays.
INSERT INTO continuo.installation (name, value)
     VALUES (%(name)s, %(value)s)
         ON CONFLICT (name) DO NOTHING;

-- name: recall
-- A value of the installation.
SELECT value
  FROM continuo.installation
 WHERE name = %(name)s;

-- name: make_event_partitions
-- Makes the journal's partitions of this month and the next ones.
SELECT continuo.make_event_partitions(%(months_ahead)s::integer);

-- name: server_version
-- The version of the database server, for the health page.
SELECT current_setting('server_version');
