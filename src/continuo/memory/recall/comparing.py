"""What candidates tell of one another once each has a first score: near ones, next ones, newer ones."""

from __future__ import annotations

import numpy as np

from continuo.memory.recall.features import Features, log_rank
from continuo.memory.recall.signals import Signals
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.units import Units
from continuo.memory.recall.vectors import Array

LEADERS = 6
"""The candidates first by first score, whose likeness counts."""

RIVALS = 20
"""The candidates first by first score, against which the others are older or newer."""


def compared(slice: Slice, signals: Signals, chosen: Array, first: Array) -> Features:
    """Return features of the chosen units that rest on each other's first scores, each (c,) float32.

    Args:
        chosen: (c,) units, ascending, at least one.
        first: (c,) their first scores; only differences count.
    """
    units = slice.units
    scores = first - first.max()
    order = np.argsort(-scores, kind="stable")[:RIVALS]
    likeness = _likeness(slice, signals, chosen, order)
    found = {
        **_places(scores),
        **_beside(units, chosen, scores),
        **_in_session(units.session[chosen], scores),
        **_kin(likeness[:, :LEADERS], scores, order[:LEADERS]),
        **_ages(likeness, units.said_at[chosen], order),
    }
    return {name: np.asarray(values, np.float32) for name, values in found.items()}


def _likeness(slice: Slice, signals: Signals, chosen: Array, order: Array) -> Array:
    """Return the cosine of each candidate's best row and that of each leading one: (c, r)."""
    units = slice.units
    rows = np.flatnonzero(signals.row_near == signals.best_near[units.of_row])
    best_row = np.empty(len(units), np.int64)
    best_row[units.of_row[rows[::-1]]] = rows[::-1]
    vectors = slice.columns.vectors.rows(best_row[chosen])
    found: Array = vectors @ vectors[order].T
    return found


def _places(scores: Array) -> Features:
    tenth = -float(np.partition(-scores, min(10, len(scores)) - 1)[min(10, len(scores)) - 1])
    return {
        "first": scores,
        "first_rank": log_rank(scores),
        "first_lead": scores - tenth,
    }


def _beside(units: Units, chosen: Array, scores: Array) -> Features:
    # Of units that are no candidates nothing is known but that they are not better than the worst that is.
    known = np.full(len(units), scores.min(), np.float32)
    known[chosen] = scores
    before, after = units.before[chosen], units.after[chosen]
    at_before = np.where(before >= 0, known[before], scores.min())
    at_after = np.where(after >= 0, known[after], scores.min())
    return {"first_before": at_before, "first_after": at_after, "first_beside": np.maximum(at_before, at_after)}


def _in_session(session: Array, scores: Array) -> Features:
    order = np.lexsort((-scores, session))
    begins = np.flatnonzero(np.diff(session[order], prepend=-1))
    sizes = np.diff(np.append(begins, len(order)))
    best = np.empty(len(scores), scores.dtype)
    best[order] = np.repeat(scores[order][begins], sizes)
    ahead = np.empty(len(scores), np.int64)
    ahead[order] = np.arange(len(order)) - np.repeat(begins, sizes)
    return {"first_session": best, "first_in_session": scores - best, "ahead_in_session": np.minimum(ahead, 10)}


def _kin(likeness: Array, scores: Array, leaders: Array) -> Features:
    """Likeness to the leading candidates, those themselves left out of their own."""
    weights = np.broadcast_to(np.exp(scores[leaders]), likeness.shape).copy()
    weights[leaders, np.arange(len(leaders))] = 0
    kin = (likeness * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-6)
    return {
        "kin": kin,
        "kin_rel": kin - float(kin.max()),
        "kin_best": np.where(weights > 0, likeness, -1).max(axis=1),
    }


def _ages(likeness: Array, said_at: Array, order: Array) -> Features:
    rivals = said_at[order]
    return {
        "newer_kin": np.where(rivals[None, :] > said_at[:, None] + 1, likeness, 0).max(axis=1, initial=0),
        "older_kin": np.where(rivals[None, :] < said_at[:, None] - 1, likeness, 0).max(axis=1, initial=0),
        "newness": np.searchsorted(np.sort(rivals), said_at) / len(rivals),
    }
