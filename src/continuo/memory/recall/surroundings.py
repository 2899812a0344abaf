"""Where the graph leads: from the names in a question to turns and facts, two relations away at most."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import numpy as np

from continuo.domain.item import Kind
from continuo.memory.graph.neighbours import Nearby
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.vectors import Array

LIFT = 0.02
"""The share of what a score lacks to 1 that the graph adds at most. Decision 0016 has the sweep: at 0.1 the turns
that mention a name push out those that answer the question."""

_NEXT_SESSION = 1 << 32
_ELSEWHERE = 1 << 62


def led_to(slice: Slice, nearby: Nearby) -> Array:
    """Return how near each unit is to what a question names, (u,) float32, 0 to 1, higher is nearer.

    A turn is as near as the nearest of whom it mentions, a fact as the relation that stands on it.
    """
    found = np.zeros(len(slice.units), np.float32)
    if nearby.places:
        units, scores = _turns(slice, nearby.places)
        np.maximum.at(found, units, scores)
    if nearby.facts:
        units, scores = _facts(slice, nearby.facts)
        np.maximum.at(found, units, scores)
    return found


def lifted_by_graph(scores: Array, led: Array) -> Array:
    """Return scores, 0 to 1, with a small part of what they lack added where the graph leads."""
    found: Array = scores + LIFT * led * (1 - scores)
    return found


def _turns(slice: Slice, places: Mapping[tuple[UUID, int], float]) -> tuple[Array, Array]:
    """Return the units of turns that are in the slice, and their scores."""
    units = slice.units
    turns = np.flatnonzero(units.kind == Kind.PASSAGE)
    begins = units.first_row[units.session_begins]
    ids = slice.columns.session[begins].tobytes()
    session_of = {ids[16 * n : 16 * n + 16]: n * _NEXT_SESSION for n in range(len(begins))}
    wanted = np.array([session_of.get(session.bytes, _ELSEWHERE) + at for session, at in places], np.int64)
    # Rows are in the order of sessions and positions, so these keys ascend; one more at the end, beyond all.
    keys = units.session[turns].astype(np.int64) * _NEXT_SESSION + slice.columns.position[units.first_row[turns]]
    at = np.searchsorted(keys, wanted)
    is_there = np.append(keys, _ELSEWHERE)[at] == wanted
    return turns[at[is_there]], np.array(list(places.values()), np.float32)[is_there]


def _facts(slice: Slice, facts: Mapping[UUID, float]) -> tuple[Array, Array]:
    """Return the units of facts that are in the slice, and their scores."""
    units = np.flatnonzero(slice.units.kind == Kind.FACT)
    referred = slice.columns.refers_to[slice.units.first_row[units]].tobytes()
    by_id = {fact.bytes: score for fact, score in facts.items()}
    scores = [by_id.get(referred[16 * n : 16 * n + 16], 0.0) for n in range(len(units))]
    return units, np.array(scores, np.float32)
