"""BM25 over turns, passages, stretches of turns and sessions, and how much of a question's words each of them holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from continuo.memory.recall.slice import Slice
from continuo.memory.recall.vectors import Array

SATURATION = 1.2
LENGTH_WEIGHT = 0.6
"""k1 and b of BM25; Robertson and Zaragoza (2009) give 1.2 to 2 and 0.5 to 0.8 as the usual range."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each of a question's t terms occurs.

    Args:
        weights: (t,) how rare each term is among the turns, times how often the question names it; their sum is 1,
            or 0 where the question has no terms.
        in_rows: (t, n) by row.
        in_units: (t, u) by turn, fact or episode.
    """

    weights: Array
    in_rows: Array
    in_units: Array


def counted(slice: Slice, terms: Array, repeated: Array) -> Counts:
    """Return the occurrences of a question's terms.

    Args:
        terms: (t,) uint32, distinct.
        repeated: (t,) how often the question names each.
    """
    in_rows = slice.postings.frequencies(terms, slice.count)
    in_units = in_rows if slice.units.is_single else np.add.reduceat(in_rows, slice.units.first_row, axis=1)
    measured = slice.units.measured
    has_it, n = np.count_nonzero(in_units * measured, axis=1), np.count_nonzero(measured)
    rarity = np.log1p((n - has_it + 0.5) / (has_it + 0.5)) * np.sqrt(repeated)
    total = float(rarity.sum())
    return Counts((rarity / total if total else rarity).astype(np.float32), in_rows, in_units)


def holding(slice: Slice, terms: Array) -> Array:
    """Return how many of these terms each unit has: (u,) int."""
    if not len(terms):
        return np.zeros(len(slice.units), int)
    found = np.count_nonzero(slice.postings.frequencies(terms, slice.count), axis=0)
    return found if slice.units.is_single else np.maximum.reduceat(found, slice.units.first_row)


def bm25(counts: Array, lengths: Array, weights: Array, *, mean_length: float) -> Array:
    """Return the BM25 score of each text, as a share of what a text could reach at most: 0 to 1.

    Args:
        counts: (t, m) how often each term occurs in each text.
        lengths: (m,) terms of each text.
        mean_length: of all such texts.
    """
    room = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * lengths / mean_length)
    return _weighed(weights, counts / (counts + room.astype(np.float32)))


def coverage(counts: Array, weights: Array) -> Array:
    """Return the share of the question's weight whose terms occur in each text: 0 to 1."""
    return _weighed(weights, (counts > 0).astype(np.float32))


def _weighed(weights: Array, values: Array) -> Array:
    # Not the BLAS product: for so few rows it is no quicker, and it reports floating point errors that happen in the
    # padding of its kernel, not in the data.
    found: Array = np.einsum("t,tm->m", weights, values)
    return found
