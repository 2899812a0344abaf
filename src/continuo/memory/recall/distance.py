"""Very large memories: their vectors stay in the store, and each question fetches what it needs of them.

The search stays exact and the ranking the same one: PostgreSQL reckons how near every row is to the question, which is
four bytes a row, and hands out the vectors of the few hundred rows that are looked at closely. Words, times and marks
are in the process as ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import numpy as np

from continuo.domain.item import Kind
from continuo.domain.scope import Scope
from continuo.memory.recall.ranking import Survey, looked_at
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.units import NONE
from continuo.memory.recall.vectors import Array, Distant
from continuo.ports.glance import Glances, RowKey


def set_apart(slice: Slice) -> Slice:
    """Return the slice without its vectors; what is reckoned from them once, such as lengths of sums, stays."""
    distant = Distant.of(len(slice.vectors.blocks[0]), slice.dimension)
    return slice.with_vectors(slice.vectors.with_distant(distant))


async def with_nearness(glances: Glances, scope: Scope, slice: Slice, vector: Array) -> Slice | None:
    """Return the slice with the nearness of its rows to a question; ``None`` where the index has changed meanwhile."""
    distant = slice.vectors.distant
    assert distant is not None, "a slice whose vectors are here needs nothing"
    near = await glances.nearness(scope, vector, index_version=slice.version)
    if near is None or len(near) != distant.count:
        return None
    return slice.with_vectors(slice.vectors.with_distant(replace(distant, nearness=near)))


async def with_vectors_of(glances: Glances, scope: Scope, base: Slice, slice: Slice, rows: Array) -> Slice:
    """Return the slice with the vectors of some of its rows laid in.

    Args:
        base: what lies in the store, in the store's order.
        slice: the same, maybe with rows that are not stored yet.
    """
    distant = slice.vectors.distant
    assert distant is not None, "a slice whose vectors are here needs nothing"
    places = slice.vectors.distant_rows(rows)
    vectors = await glances.vectors(scope, _keys(base, places))
    return slice.with_vectors(slice.vectors.with_distant(replace(distant, rows=places, vectors=vectors)))


async def closely(glances: Glances, scope: Scope, base: Slice, slice: Slice, survey: Survey) -> Slice:
    """Return the slice with the vectors that the second half of the ranking looks at."""
    return await with_vectors_of(glances, scope, base, slice, looked_at(slice, survey))


def last_rows(base: Slice, sessions: Sequence[UUID]) -> Array:
    """Return the rows of the last two turns of each of these sessions.

    What is said next stands beside the last one, which for its part is seen between its two neighbours.
    """
    ids = {session.bytes for session in sessions}
    units = base.units
    is_turn = units.kind == Kind.PASSAGE
    ends = np.flatnonzero(is_turn & (units.after == NONE) & base.columns.of_sessions(ids)[units.first_row])
    found: Array = np.flatnonzero(np.isin(units.of_row, np.append(ends, units.before[ends])))
    return found


def _keys(base: Slice, rows: Array) -> list[RowKey]:
    keys = base.columns.keys(rows.tolist())
    return [(UUID(bytes=s), position, kind, part, UUID(bytes=to)) for s, position, kind, part, to in keys]
