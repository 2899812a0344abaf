-- name: last_entities
-- What was last known of some entities, whether it is still known or not.
SELECT DISTINCT ON (entity_id)
       entity_id, known_from, known_to, type, merged_into, purposes
  FROM continuo.entity
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND entity_id = ANY (%(entity_id)s)
 ORDER BY entity_id, known_from DESC;

-- name: close_entities
-- Lets versions of entities end where something else is known.
UPDATE continuo.entity AS e
   SET known_to = ending.known_to
  FROM unnest(%(entity_id)s::uuid[], %(known_from)s::timestamptz[], %(known_to)s::timestamptz[])
       AS ending (entity_id, known_from, known_to)
 WHERE e.tenant_id = %(tenant_id)s
   AND e.subject_id = %(subject_id)s
   AND e.entity_id = ending.entity_id
   AND e.known_from = ending.known_from;

-- name: put_entities
-- Stores versions of entities; one that begins at the same moment takes the place of the first.
INSERT INTO continuo.entity (tenant_id, subject_id, entity_id, known_from, known_to, type, merged_into, purposes)
     SELECT %(tenant_id)s, %(subject_id)s, v.entity_id, v.known_from, v.known_to, v.type, v.merged_into,
            string_to_array(v.purposes, ',')
       FROM unnest(%(entity_id)s::uuid[], %(known_from)s::timestamptz[], %(known_to)s::timestamptz[], %(type)s::text[],
                   %(merged_into)s::uuid[], %(purposes)s::text[])
            AS v (entity_id, known_from, known_to, type, merged_into, purposes)
         ON CONFLICT (tenant_id, subject_id, entity_id, known_from) DO UPDATE
        SET known_to = excluded.known_to,
            merged_into = excluded.merged_into,
            purposes = excluded.purposes;

-- name: drop_names
-- Removes the names of some entities, before others are stored.
DELETE FROM continuo.entity_name
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND entity_id = ANY (%(entity_id)s);

-- name: put_names
-- Stores names of entities.
INSERT INTO continuo.entity_name (
            tenant_id,
            subject_id,
            entity_id,
            name_hash,
            words_hash,
            times,
            first_said_at,
            sealed,
            purposes)
     SELECT %(tenant_id)s, %(subject_id)s, n.entity_id, n.name_hash, n.words_hash, n.times, n.first_said_at, n.sealed,
            string_to_array(n.purposes, ',')
       FROM unnest(%(entity_id)s::uuid[], %(name_hash)s::bytea[], %(words_hash)s::bytea[], %(times)s::integer[],
                   %(first_said_at)s::timestamptz[], %(sealed)s::bytea[], %(purposes)s::text[])
            AS n (entity_id, name_hash, words_hash, times, first_said_at, sealed, purposes);

-- name: read_names
-- The names of some entities.
SELECT entity_id, name_hash, times, first_said_at, sealed, purposes
  FROM continuo.entity_name
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND entity_id = ANY (%(entity_id)s)
 ORDER BY entity_id, first_said_at, name_hash;

-- name: find_entities
-- Entities that pass a filter, in the order of their ids.
SELECT e.entity_id, e.known_from, e.known_to, e.type, e.merged_into, e.purposes
  FROM continuo.entity AS e
 WHERE e.tenant_id = %(tenant_id)s
   AND e.subject_id = %(subject_id)s
   AND (%(type)s::text[] IS NULL OR e.type = ANY (%(type)s))
   AND (%(merged)s OR e.merged_into IS NULL)
   AND e.known_from <= %(known_at)s
   AND (e.known_to IS NULL OR e.known_to > %(known_at)s)
   AND (%(after)s::uuid IS NULL OR e.entity_id > %(after)s)
 ORDER BY e.entity_id
 LIMIT %(limit)s;

-- name: called_entities
-- Entities that go by some names and pass a filter, in the order of their ids.
SELECT e.entity_id, e.known_from, e.known_to, e.type, e.merged_into, e.purposes
  FROM (SELECT DISTINCT entity_id
          FROM continuo.entity_name
         WHERE tenant_id = %(tenant_id)s
           AND subject_id = %(subject_id)s
           AND name_hash = ANY (%(name_hash)s)) AS n
 CROSS JOIN LATERAL (
       SELECT w.entity_id, w.known_from, w.known_to, w.type, w.merged_into, w.purposes
         FROM continuo.entity AS w
        WHERE w.tenant_id = %(tenant_id)s
          AND w.subject_id = %(subject_id)s
          AND w.entity_id = n.entity_id
          AND (%(type)s::text[] IS NULL OR w.type = ANY (%(type)s))
          AND (%(merged)s OR w.merged_into IS NULL)
          AND w.known_from <= %(known_at)s
          AND (w.known_to IS NULL OR w.known_to > %(known_at)s)
        LIMIT 1) AS e
 WHERE %(after)s::uuid IS NULL OR e.entity_id > %(after)s
 ORDER BY e.entity_id
 LIMIT %(limit)s;

-- name: get_entities
-- Entities by their ids, as they were known at a moment.
SELECT entity_id, known_from, known_to, type, merged_into, purposes
  FROM continuo.entity
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND entity_id = ANY (%(entity_id)s)
   AND known_from <= %(known_at)s
   AND (known_to IS NULL OR known_to > %(known_at)s)
 ORDER BY entity_id;

-- name: merged_entities
-- Entities that were merged into one, and those merged into them.
WITH RECURSIVE part AS (
       SELECT entity_id, known_from, known_to, type, merged_into, purposes
         FROM continuo.entity
        WHERE tenant_id = %(tenant_id)s
          AND subject_id = %(subject_id)s
          AND merged_into = %(entity_id)s
          AND known_to IS NULL
        UNION
       SELECT e.entity_id, e.known_from, e.known_to, e.type, e.merged_into, e.purposes
         FROM part
         JOIN continuo.entity AS e
           ON e.tenant_id = %(tenant_id)s
          AND e.subject_id = %(subject_id)s
          AND e.merged_into = part.entity_id
          AND e.known_to IS NULL
)
SELECT entity_id, known_from, known_to, type, merged_into, purposes
  FROM part
 ORDER BY entity_id;

-- name: entity_versions
-- Everything that was ever known of entities, a page at a time.
SELECT entity_id, known_from, known_to, type, merged_into, purposes
  FROM continuo.entity
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND (%(after)s::uuid IS NULL OR (entity_id, known_from) > (%(after)s, %(after_known_from)s::timestamptz))
 ORDER BY entity_id, known_from
 LIMIT %(limit)s;

-- name: put_mentions
-- Stores mentions; one of the same entity at the same place takes the place of the first.
INSERT INTO continuo.mention (
            tenant_id,
            subject_id,
            session_id,
            position,
            start_char,
            end_char,
            entity_id,
            sealed,
            said_at,
            run,
            purposes)
     SELECT %(tenant_id)s, %(subject_id)s, m.session_id, m.position, m.start_char, m.end_char, m.entity_id, m.sealed,
            m.said_at, m.run, string_to_array(m.purposes, ',')
       FROM unnest(%(session_id)s::uuid[], %(position)s::integer[], %(start_char)s::integer[], %(end_char)s::integer[],
                   %(entity_id)s::uuid[], %(sealed)s::bytea[], %(said_at)s::timestamptz[], %(run)s::bigint[],
                   %(purposes)s::text[])
            AS m (session_id, position, start_char, end_char, entity_id, sealed, said_at, run, purposes)
         ON CONFLICT (tenant_id, subject_id, session_id, position, start_char, end_char, entity_id) DO UPDATE
        SET sealed = excluded.sealed,
            said_at = excluded.said_at,
            run = excluded.run,
            purposes = excluded.purposes;

-- name: move_mentions
-- Lets mentions at some places be of another entity.
UPDATE continuo.mention AS m
   SET entity_id = %(to)s
  FROM unnest(%(session_id)s::uuid[], %(position)s::integer[], %(start_char)s::integer[], %(end_char)s::integer[])
       AS place (session_id, position, start_char, end_char)
 WHERE m.tenant_id = %(tenant_id)s
   AND m.subject_id = %(subject_id)s
   AND m.session_id = place.session_id
   AND m.position = place.position
   AND m.start_char = place.start_char
   AND m.end_char = place.end_char
   AND m.entity_id = %(of)s;

-- name: mentions_of
-- Mentions of some entities, a page at a time; of all, where none is named.
SELECT session_id, position, start_char, end_char, entity_id, sealed, said_at, run, purposes
  FROM continuo.mention
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND (%(entity_id)s::uuid[] IS NULL OR entity_id = ANY (%(entity_id)s))
   AND (%(after)s::uuid IS NULL
        OR (session_id, position, start_char, end_char, entity_id)
           > (%(after)s, %(position)s::integer, %(start_char)s::integer, %(end_char)s::integer, %(after_entity)s::uuid))
 ORDER BY session_id, position, start_char, end_char, entity_id
 LIMIT %(limit)s;

-- name: mentions_within
-- Mentions that lie within some stretches of turns.
SELECT DISTINCT m.session_id, m.position, m.start_char, m.end_char, m.entity_id, m.sealed, m.said_at, m.run, m.purposes
  FROM unnest(%(session_id)s::uuid[], %(position)s::integer[], %(start_char)s::integer[], %(end_char)s::integer[])
       AS stretch (session_id, position, start_char, end_char)
 CROSS JOIN LATERAL (
       SELECT w.session_id, w.position, w.start_char, w.end_char, w.entity_id, w.sealed, w.said_at, w.run, w.purposes
         FROM continuo.mention AS w
        WHERE w.tenant_id = %(tenant_id)s
          AND w.subject_id = %(subject_id)s
          AND w.session_id = stretch.session_id
          AND w.position = stretch.position
          AND w.start_char >= stretch.start_char
          AND w.end_char <= stretch.end_char
          AND (w.end_char > 0 OR stretch.end_char = 0)
       OFFSET 0) AS m
 ORDER BY m.session_id, m.position, m.start_char, m.end_char, m.entity_id;

-- name: mentioned_together
-- With what an entity is mentioned in one turn: how often, since when, and the newest turns.
SELECT pair.entity_id,
       count(*),
       min(pair.said_at),
       (array_agg(pair.session_id ORDER BY pair.said_at DESC, pair.session_id, pair.position DESC))[:%(limit)s],
       (array_agg(pair.position ORDER BY pair.said_at DESC, pair.session_id, pair.position DESC))[:%(limit)s],
       pair.purposes
  FROM (SELECT DISTINCT b.entity_id, a.session_id, a.position, a.said_at, a.purposes
          FROM continuo.mention AS a
          JOIN continuo.mention AS b
            ON b.tenant_id = a.tenant_id
           AND b.subject_id = a.subject_id
           AND b.session_id = a.session_id
           AND b.position = a.position
           AND b.entity_id <> a.entity_id
         WHERE a.tenant_id = %(tenant_id)s
           AND a.subject_id = %(subject_id)s
           AND a.entity_id = %(entity_id)s) AS pair
 GROUP BY pair.entity_id, pair.purposes
 ORDER BY pair.entity_id, pair.purposes;

-- name: last_relations
-- What was last known of some relations, whether it is still known or not.
SELECT DISTINCT ON (relation_id)
       relation_id, kind, stated_from, stated_to, from_entity, to_entity, weight, count, valid_from, valid_to, known_from,
       known_to, fact_id, seen, purposes
  FROM continuo.relation
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND relation_id = ANY (%(relation_id)s)
 ORDER BY relation_id, known_from DESC;

-- name: close_relations
-- Lets versions of relations end where something else, or nothing, is known.
UPDATE continuo.relation AS r
   SET known_to = ending.known_to
  FROM unnest(%(relation_id)s::uuid[], %(known_from)s::timestamptz[], %(known_to)s::timestamptz[])
       AS ending (relation_id, known_from, known_to)
 WHERE r.tenant_id = %(tenant_id)s
   AND r.subject_id = %(subject_id)s
   AND r.relation_id = ending.relation_id
   AND r.known_from = ending.known_from;

-- name: drop_versions
-- Removes versions of relations that would end where they began.
DELETE FROM continuo.relation AS r
 USING unnest(%(relation_id)s::uuid[], %(known_from)s::timestamptz[]) AS gone (relation_id, known_from)
 WHERE r.tenant_id = %(tenant_id)s
   AND r.subject_id = %(subject_id)s
   AND r.relation_id = gone.relation_id
   AND r.known_from = gone.known_from;

-- name: put_relations
-- Stores versions of relations; one that begins at the same moment takes the place of the first.
INSERT INTO continuo.relation (
            tenant_id,
            subject_id,
            relation_id,
            kind,
            stated_from,
            stated_to,
            from_entity,
            to_entity,
            weight,
            count,
            valid_from,
            valid_to,
            known_from,
            known_to,
            fact_id,
            seen,
            purposes)
     SELECT %(tenant_id)s, %(subject_id)s, v.relation_id, v.kind, v.stated_from, v.stated_to, v.from_entity, v.to_entity,
            v.weight, v.count, v.valid_from, v.valid_to, v.known_from, v.known_to, v.fact_id, v.seen,
            string_to_array(v.purposes, ',')
       FROM unnest(%(relation_id)s::uuid[], %(kind)s::text[], %(stated_from)s::uuid[], %(stated_to)s::uuid[],
                   %(from_entity)s::uuid[], %(to_entity)s::uuid[], %(weight)s::double precision[], %(count)s::integer[],
                   %(valid_from)s::timestamptz[], %(valid_to)s::timestamptz[], %(known_from)s::timestamptz[],
                   %(known_to)s::timestamptz[], %(fact_id)s::uuid[], %(seen)s::bytea[], %(purposes)s::text[])
            AS v (relation_id, kind, stated_from, stated_to, from_entity, to_entity, weight, count, valid_from, valid_to,
                  known_from, known_to, fact_id, seen, purposes)
         ON CONFLICT (tenant_id, subject_id, relation_id, known_from) DO UPDATE
        SET kind = excluded.kind,
            stated_from = excluded.stated_from,
            stated_to = excluded.stated_to,
            from_entity = excluded.from_entity,
            to_entity = excluded.to_entity,
            weight = excluded.weight,
            count = excluded.count,
            valid_from = excluded.valid_from,
            valid_to = excluded.valid_to,
            known_to = excluded.known_to,
            fact_id = excluded.fact_id,
            seen = excluded.seen,
            purposes = excluded.purposes;

-- name: get_relations
-- Relations by their ids, as they are known now.
SELECT relation_id, kind, stated_from, stated_to, from_entity, to_entity, weight, count, valid_from, valid_to, known_from,
       known_to, fact_id, seen, purposes
  FROM continuo.relation
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND relation_id = ANY (%(relation_id)s)
   AND known_to IS NULL
 ORDER BY relation_id;

-- name: relations_of_facts
-- Relations that are known now to stand on some facts.
SELECT relation_id, kind, stated_from, stated_to, from_entity, to_entity, weight, count, valid_from, valid_to, known_from,
       known_to, fact_id, seen, purposes
  FROM continuo.relation
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND fact_id = ANY (%(fact_id)s)
   AND known_to IS NULL
 ORDER BY relation_id;

-- name: relations_of_entity
-- Relations from or to an entity that are known now, strongest first.
SELECT relation_id, kind, stated_from, stated_to, from_entity, to_entity, weight, count, valid_from, valid_to, known_from,
       known_to, fact_id, seen, purposes
  FROM continuo.relation
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND (from_entity = %(entity_id)s OR to_entity = %(entity_id)s)
   AND known_to IS NULL
 ORDER BY weight DESC, relation_id
 LIMIT %(limit)s;

-- name: stated_relations
-- Relations known now with one end that was stated of some entities and is known to be another than the one named.
SELECT relation_id, kind, stated_from, stated_to, from_entity, to_entity, weight, count, valid_from, valid_to, known_from,
       known_to, fact_id, seen, purposes
  FROM continuo.relation
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND known_to IS NULL
   AND ((stated_from = ANY (%(stated)s) AND from_entity <> %(to)s)
        OR (stated_to = ANY (%(stated)s) AND to_entity <> %(to)s))
 ORDER BY relation_id;

-- name: around
-- Relations around some entities, level by level, the strongest of each entity. What is no longer known lies apart,
-- and is looked at only by those who ask for the past. What was merged may be related to itself: that leads nowhere.
-- The rows are fetched one by one: before the table is analysed, a join would rather read all that the person has.
WITH RECURSIVE reached AS (
       SELECT middle.entity_id, 0 AS depth, NULL::uuid AS relation_id, NULL::timestamptz AS known_from,
              NULL::double precision AS weight
         FROM unnest(%(middle)s::uuid[]) AS middle (entity_id)
        UNION
       SELECT step.entity_id, reached.depth + 1, step.relation_id, step.known_from, step.weight
         FROM reached
        CROSS JOIN LATERAL (
              SELECT way.entity_id, way.relation_id, way.known_from, way.weight
                FROM (
                     (SELECT r.to_entity AS entity_id, r.relation_id, r.known_from, r.weight
                        FROM continuo.relation AS r
                       WHERE r.tenant_id = %(tenant_id)s
                         AND r.subject_id = %(subject_id)s
                         AND r.from_entity = reached.entity_id
                         AND r.known_to IS NULL
                         AND r.known_from <= %(known_at)s
                         AND r.from_entity <> r.to_entity
                         AND (r.valid_from IS NULL OR r.valid_from <= %(as_of)s)
                         AND (r.valid_to IS NULL OR r.valid_to > %(as_of)s)
                       ORDER BY r.weight DESC, r.relation_id
                       LIMIT %(fan_out)s)
                      UNION ALL
                     (SELECT r.from_entity, r.relation_id, r.known_from, r.weight
                        FROM continuo.relation AS r
                       WHERE r.tenant_id = %(tenant_id)s
                         AND r.subject_id = %(subject_id)s
                         AND r.to_entity = reached.entity_id
                         AND r.known_to IS NULL
                         AND r.known_from <= %(known_at)s
                         AND r.from_entity <> r.to_entity
                         AND (r.valid_from IS NULL OR r.valid_from <= %(as_of)s)
                         AND (r.valid_to IS NULL OR r.valid_to > %(as_of)s)
                       ORDER BY r.weight DESC, r.relation_id
                       LIMIT %(fan_out)s)
                      UNION ALL
                     (SELECT r.to_entity, r.relation_id, r.known_from, r.weight
                        FROM continuo.relation AS r
                       WHERE %(known_at)s < 'infinity'::timestamptz
                         AND r.tenant_id = %(tenant_id)s
                         AND r.subject_id = %(subject_id)s
                         AND r.from_entity = reached.entity_id
                         AND r.known_to IS NOT NULL
                         AND r.known_from <= %(known_at)s
                         AND r.from_entity <> r.to_entity
                         AND r.known_to > %(known_at)s
                         AND (r.valid_from IS NULL OR r.valid_from <= %(as_of)s)
                         AND (r.valid_to IS NULL OR r.valid_to > %(as_of)s)
                       ORDER BY r.weight DESC, r.relation_id
                       LIMIT %(fan_out)s)
                      UNION ALL
                     (SELECT r.from_entity, r.relation_id, r.known_from, r.weight
                        FROM continuo.relation AS r
                       WHERE %(known_at)s < 'infinity'::timestamptz
                         AND r.tenant_id = %(tenant_id)s
                         AND r.subject_id = %(subject_id)s
                         AND r.to_entity = reached.entity_id
                         AND r.known_to IS NOT NULL
                         AND r.known_from <= %(known_at)s
                         AND r.from_entity <> r.to_entity
                         AND r.known_to > %(known_at)s
                         AND (r.valid_from IS NULL OR r.valid_from <= %(as_of)s)
                         AND (r.valid_to IS NULL OR r.valid_to > %(as_of)s)
                       ORDER BY r.weight DESC, r.relation_id
                       LIMIT %(fan_out)s)) AS way
               WHERE way.relation_id IS DISTINCT FROM reached.relation_id
               ORDER BY way.weight DESC, way.relation_id
               LIMIT %(fan_out)s) AS step
        WHERE reached.depth < %(depth)s
), followed AS (
       SELECT relation_id, known_from, min(depth) AS depth, max(weight) AS weight
         FROM reached
        WHERE relation_id IS NOT NULL
        GROUP BY relation_id, known_from
        ORDER BY min(depth), max(weight) DESC, relation_id
        LIMIT %(limit)s
)
SELECT f.depth, r.relation_id, r.kind, r.stated_from, r.stated_to, r.from_entity, r.to_entity, r.weight, r.count,
       r.valid_from, r.valid_to, r.known_from, r.known_to, r.fact_id, r.seen, r.purposes
  FROM followed AS f
 CROSS JOIN LATERAL (
       SELECT w.relation_id, w.kind, w.stated_from, w.stated_to, w.from_entity, w.to_entity, w.weight, w.count,
              w.valid_from, w.valid_to, w.known_from, w.known_to, w.fact_id, w.seen, w.purposes
         FROM continuo.relation AS w
        WHERE w.tenant_id = %(tenant_id)s
          AND w.subject_id = %(subject_id)s
          AND w.relation_id = f.relation_id
          AND w.known_from = f.known_from
        LIMIT 1) AS r
 ORDER BY f.depth, f.weight DESC, r.relation_id;

-- name: evidence_of_facts
-- The words that facts stand on, newest first, a few of each.
SELECT asked.fact_id, e.session_id, e.position, e.start_char, e.end_char
  FROM unnest(%(fact_id)s::uuid[]) AS asked (fact_id)
 CROSS JOIN LATERAL (
       SELECT session_id, position, start_char, end_char, said_at
         FROM continuo.evidence
        WHERE tenant_id = %(tenant_id)s
          AND subject_id = %(subject_id)s
          AND fact_id = asked.fact_id
        ORDER BY said_at DESC, session_id, position, start_char
        LIMIT %(limit)s) AS e
 ORDER BY asked.fact_id, e.said_at DESC, e.session_id, e.position, e.start_char;

-- name: mentions_in_turns
-- What stands where in some turns.
SELECT m.session_id, m.position, m.start_char, m.end_char, m.entity_id
  FROM unnest(%(session_id)s::uuid[], %(position)s::integer[]) AS turn (session_id, position)
 CROSS JOIN LATERAL (
       SELECT w.session_id, w.position, w.start_char, w.end_char, w.entity_id
         FROM continuo.mention AS w
        WHERE w.tenant_id = %(tenant_id)s
          AND w.subject_id = %(subject_id)s
          AND w.session_id = turn.session_id
          AND w.position = turn.position
       OFFSET 0) AS m
 ORDER BY m.session_id, m.position, m.start_char, m.end_char, m.entity_id;

-- name: relation_versions
-- Everything that was ever known of relations, a page at a time.
SELECT relation_id, kind, stated_from, stated_to, from_entity, to_entity, weight, count, valid_from, valid_to, known_from,
       known_to, fact_id, seen, purposes
  FROM continuo.relation
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND (%(after)s::uuid IS NULL OR (relation_id, known_from) > (%(after)s, %(after_known_from)s::timestamptz))
 ORDER BY relation_id, known_from
 LIMIT %(limit)s;

-- name: packed_graph
-- The graph as it is known now, as columns: one row to fetch. Of a very large one the strongest relations and the
-- newest mentions.
SELECT e.entity_id, e.merged_into, n.words_hash, n.entity_id,
       r.from_entity, r.to_entity, r.weight, r.valid_from, r.valid_to, r.fact_id,
       m.entity_id, m.session_id, m.position
  FROM (SELECT string_agg(uuid_send(entity_id), ''::bytea ORDER BY entity_id) AS entity_id,
               string_agg(uuid_send(coalesce(merged_into, %(nothing)s::uuid)), ''::bytea ORDER BY entity_id) AS merged_into
          FROM continuo.entity
         WHERE tenant_id = %(tenant_id)s
           AND subject_id = %(subject_id)s
           AND known_to IS NULL) AS e
 CROSS JOIN (
       SELECT string_agg(words_hash, ''::bytea ORDER BY entity_id, name_hash) AS words_hash,
              string_agg(uuid_send(entity_id), ''::bytea ORDER BY entity_id, name_hash) AS entity_id
         FROM continuo.entity_name
        WHERE tenant_id = %(tenant_id)s
          AND subject_id = %(subject_id)s) AS n
 CROSS JOIN (
       SELECT string_agg(uuid_send(from_entity), ''::bytea) AS from_entity,
              string_agg(uuid_send(to_entity), ''::bytea) AS to_entity,
              string_agg(float8send(weight), ''::bytea) AS weight,
              string_agg(float8send(coalesce(extract(epoch FROM valid_from)::float8, '-infinity')), ''::bytea) AS valid_from,
              string_agg(float8send(coalesce(extract(epoch FROM valid_to)::float8, 'infinity')), ''::bytea) AS valid_to,
              string_agg(uuid_send(coalesce(fact_id, %(nothing)s::uuid)), ''::bytea) AS fact_id
         FROM (SELECT from_entity, to_entity, weight, valid_from, valid_to, fact_id
                 FROM continuo.relation
                WHERE tenant_id = %(tenant_id)s
                  AND subject_id = %(subject_id)s
                  AND known_to IS NULL
                ORDER BY weight DESC, relation_id
                LIMIT %(most)s) AS strongest) AS r
 CROSS JOIN (
       SELECT string_agg(uuid_send(entity_id), ''::bytea) AS entity_id,
              string_agg(uuid_send(session_id), ''::bytea) AS session_id,
              string_agg(int4send(position), ''::bytea) AS position
         FROM (SELECT entity_id, session_id, position
                 FROM continuo.mention
                WHERE tenant_id = %(tenant_id)s
                  AND subject_id = %(subject_id)s
                  AND end_char > 0
                ORDER BY said_at DESC, session_id, position DESC, start_char, entity_id
                LIMIT %(most)s) AS newest) AS m;

-- name: drop_all_relations
-- Removes every relation of the person.
DELETE FROM continuo.relation
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: drop_all_mentions
-- Removes every mention of the person.
DELETE FROM continuo.mention
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: drop_all_names
-- Removes every name of the person's entities.
DELETE FROM continuo.entity_name
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;

-- name: drop_all_entities
-- Removes every entity of the person.
DELETE FROM continuo.entity
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;
