"""People whom nobody asks about: rows of the index that the server makes up by itself, quickly."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import psycopg

DIMENSION = 384
DISTINCT_VECTORS = 2000
"""The rows are there to be stepped over, so that a few vectors do for all."""


@dataclass(slots=True)
class Crowd:
    """Some people and what they have said, in the order in which it would have come in.

    Args:
        connection: of the superuser.
    """

    connection: psycopg.AsyncConnection
    tenant: UUID
    turns: int = 0

    async def come(self, people: int, *, beside: UUID | None = None) -> None:
        """Add people who have said nothing yet; only such whose rows lie in the partition of ``beside``, if given."""
        await self.connection.execute(_VECTORS, {"vectors": DISTINCT_VECTORS, "dimension": DIMENSION})
        await self.connection.execute(_PEOPLE, {"people": people, "beside": beside})
        await self.connection.execute(_SUBJECTS, {"tenant": self.tenant})
        await self.connection.execute(_SESSIONS, {"tenant": self.tenant})

    async def say(self, items: int) -> None:
        """Give each of them so many rows, one person's between those of the others."""
        for _ in range(items):
            self.turns += 1
            await self.connection.execute(_ITEMS, {"tenant": self.tenant, "turn": self.turns})


_VECTORS = """
CREATE TEMPORARY TABLE crowd_vector AS
SELECT n, (SELECT extensions.l2_normalize(array_agg(random() - 0.5)::real[]::extensions.halfvec)
             FROM generate_series(1, %(dimension)s) WHERE n = n) AS embedding
  FROM generate_series(0, %(vectors)s - 1) AS n"""

_PEOPLE = """
CREATE TEMPORARY TABLE crowd_person AS
  WITH part AS (
       SELECT remainder, count(*) OVER () AS parts
         FROM (SELECT row_number() OVER () - 1 AS remainder
                 FROM pg_inherits
                WHERE inhparent = 'continuo.item'::regclass)
), drawn AS (
       SELECT gen_random_uuid() AS subject_id
         FROM generate_series(1, %(people)s * 64)
)
SELECT subject_id, gen_random_uuid() AS session_id, row_number() OVER () AS number
  FROM drawn
 WHERE %(beside)s::uuid IS NULL
    OR EXISTS (SELECT FROM part
                WHERE satisfies_hash_partition('continuo.item'::regclass, parts::int, remainder::int, subject_id)
                  AND satisfies_hash_partition('continuo.item'::regclass, parts::int, remainder::int, %(beside)s::uuid))
 LIMIT %(people)s"""

_SUBJECTS = """
INSERT INTO continuo.subject (tenant_id, subject_id)
SELECT %(tenant)s, subject_id FROM crowd_person"""

_SESSIONS = """
INSERT INTO continuo.session (tenant_id, subject_id, session_id, started_at, last_said_at)
SELECT %(tenant)s, subject_id, session_id, now(), now() FROM crowd_person"""

_ITEMS = """
INSERT INTO continuo.item (
            tenant_id, subject_id, session_id, position, kind, part, refers_to, start_char, end_char, speaker, said_at,
            mark, length, term_count, terms, embedding, purposes)
SELECT %(tenant)s, p.subject_id, p.session_id, %(turn)s, 0, 0, '00000000-0000-0000-0000-000000000000', 0, 80, 0,
       now() - make_interval(mins => %(turn)s), 0, 12, 12,
       substr(sha512(int4send(%(turn)s)), 1, 60), v.embedding, '{memory}'
  FROM crowd_person AS p
  JOIN crowd_vector AS v
    ON v.n = (p.number * 31 + %(turn)s * 17) %% (SELECT count(*) FROM crowd_vector)"""
