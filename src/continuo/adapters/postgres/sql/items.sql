-- name: put_items
-- Adds rows of the recall index; the same row again takes the place of the first.
INSERT INTO continuo.item (
            tenant_id,
            subject_id,
            session_id,
            position,
            kind,
            part,
            refers_to,
            start_char,
            end_char,
            speaker,
            said_at,
            mark,
            length,
            term_count,
            terms,
            embedding,
            purposes)
     SELECT %(tenant_id)s,
            %(subject_id)s,
            item.session_id,
            item.position,
            item.kind,
            item.part,
            item.refers_to,
            item.start_char,
            item.end_char,
            item.speaker,
            item.said_at,
            item.mark,
            item.length,
            octet_length(item.terms) / 5,
            item.terms,
            item.embedding::extensions.halfvec,
            string_to_array(item.purposes, ',')
       FROM unnest(%(session_id)s::uuid[], %(position)s::integer[], %(kind)s::smallint[], %(part)s::smallint[],
                   %(refers_to)s::uuid[], %(start_char)s::integer[], %(end_char)s::integer[], %(speaker)s::bigint[],
                   %(said_at)s::timestamptz[], %(mark)s::integer[], %(length)s::integer[], %(terms)s::bytea[],
                   %(embedding)s::text[], %(purposes)s::text[])
            AS item (session_id, position, kind, part, refers_to, start_char, end_char, speaker, said_at, mark, length,
                     terms, embedding, purposes)
         ON CONFLICT (tenant_id, subject_id, session_id, position, kind, part, refers_to) DO UPDATE
        SET start_char = excluded.start_char,
            end_char = excluded.end_char,
            speaker = excluded.speaker,
            said_at = excluded.said_at,
            mark = excluded.mark,
            length = excluded.length,
            term_count = excluded.term_count,
            terms = excluded.terms,
            embedding = excluded.embedding,
            purposes = excluded.purposes;

-- name: packed_items
-- All rows of the person as columns: one row to fetch, whatever their number.
  WITH session_start AS MATERIALIZED (
       SELECT session_id, started_at, created_at
         FROM continuo.session
        WHERE tenant_id = %(tenant_id)s
          AND subject_id = %(subject_id)s
), ordered AS (
       SELECT i.kind, i.session_id, i.position, i.part, i.start_char, i.end_char, i.speaker, i.said_at, i.mark, i.length,
              i.term_count, i.terms, i.embedding, i.refers_to
         FROM continuo.item AS i
         LEFT JOIN session_start AS s
           ON s.session_id = i.session_id
        WHERE i.tenant_id = %(tenant_id)s
          AND i.subject_id = %(subject_id)s
        -- Of sessions that began at one moment the one recorded first comes first: many an import knows only the day.
        -- What a person corrected stands in no session: it comes last.
        ORDER BY coalesce(s.started_at, 'infinity'), s.created_at, i.session_id, i.position, i.kind, i.part, i.refers_to
)
SELECT count(*),
       string_agg(substr(int2send(kind), 2, 1), ''::bytea),
       string_agg(uuid_send(session_id), ''::bytea),
       string_agg(int4send(position), ''::bytea),
       string_agg(int2send(part), ''::bytea),
       string_agg(int4send(start_char), ''::bytea),
       string_agg(int4send(end_char), ''::bytea),
       string_agg(int8send(speaker), ''::bytea),
       string_agg(float8send(extract(epoch FROM said_at)::float8), ''::bytea),
       string_agg(int4send(mark), ''::bytea),
       string_agg(int4send(length), ''::bytea),
       string_agg(int4send(term_count), ''::bytea),
       string_agg(terms, ''::bytea),
       string_agg(substr(extensions.halfvec_send(embedding), 5), ''::bytea),
       string_agg(uuid_send(refers_to), ''::bytea)
  FROM ordered;

-- name: nearness
-- The inner product of every row with a vector, in the order of packed_items: four bytes a row. In single precision:
-- the question rounded to half of it would change the order of near equals.
  WITH session_start AS MATERIALIZED (
       SELECT session_id, started_at, created_at
         FROM continuo.session
        WHERE tenant_id = %(tenant_id)s
          AND subject_id = %(subject_id)s
), ordered AS (
       SELECT float4send((-(i.embedding::extensions.vector OPERATOR(extensions.<#>) %(vector)s::extensions.vector))::float4) AS near
         FROM continuo.item AS i
         LEFT JOIN session_start AS s
           ON s.session_id = i.session_id
        WHERE i.tenant_id = %(tenant_id)s
          AND i.subject_id = %(subject_id)s
        ORDER BY coalesce(s.started_at, 'infinity'), s.created_at, i.session_id, i.position, i.kind, i.part, i.refers_to
)
SELECT string_agg(near, ''::bytea)
  FROM ordered;

-- name: read_vectors
-- The vectors of some rows, each with its place among those asked for, from 1.
SELECT wanted.place,
       substr(extensions.halfvec_send(i.embedding), 5)
  FROM unnest(%(session_id)s::uuid[], %(position)s::integer[], %(kind)s::smallint[], %(part)s::smallint[], %(refers_to)s::uuid[])
       WITH ORDINALITY AS wanted (session_id, position, kind, part, refers_to, place)
  JOIN continuo.item AS i
    ON i.tenant_id = %(tenant_id)s
   AND i.subject_id = %(subject_id)s
   AND i.session_id = wanted.session_id
   AND i.position = wanted.position
   AND i.kind = wanted.kind
   AND i.part = wanted.part
   AND i.refers_to = wanted.refers_to;

-- name: move_item
-- The row of one fact stands at other words now, or is marked otherwise; its own words are the same.
UPDATE continuo.item
   SET session_id = %(session_id)s,
       position = %(position)s,
       start_char = %(start_char)s,
       end_char = %(end_char)s,
       said_at = %(said_at)s,
       mark = %(mark)s
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND refers_to = %(refers_to)s;

-- name: drop_items
-- Removes the rows that stand for some facts or episodes.
DELETE FROM continuo.item
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s
   AND refers_to = ANY (%(refers_to)s);

-- name: drop_all_items
-- Removes every row of the person.
DELETE FROM continuo.item
 WHERE tenant_id = %(tenant_id)s
   AND subject_id = %(subject_id)s;
