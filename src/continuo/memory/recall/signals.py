"""The signals that every row and every turn has for a question, computed for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from continuo.memory.recall.lexical import Counts, bm25, counted, holding
from continuo.memory.recall.question import Question
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.surroundings import led_to
from continuo.memory.recall.units import Units
from continuo.memory.recall.vectors import Array


@dataclass(frozen=True, slots=True)
class Signals:
    """Signals of n rows and u units. Words are BM25 as a share of what can be reached, nearness is a cosine.

    Args:
        row_words: (n,) of each row.
        row_near: (n,) of each row; zeros where it has no vector.
        words: (u,) of all of the unit's words together.
        best_words: (u,) of its best row.
        words_around: (u,) sum of the unit's and its neighbours' words.
        near: (u,) of the mean of its vectors.
        best_near: (u,) of its best row.
        near_around: (u,) of the mean of its own and its neighbours' vectors.
        near_before: (u,) of the mean of its own vector and that of the turn before.
        dated: (u,) 1 where it speaks of a day, month or year that the question asks about, else 0.
        inside: (u,) 1 where it was said within a stretch of time that the question names, else 0.
        names_time: (u,) 1 where it names some moment, else 0.
        graph: (u,) how near it is, by the graph, to what the question names; zeros where it names nothing known.
    """

    counts: Counts
    row_words: Array
    row_near: Array
    words: Array
    best_words: Array
    words_around: Array
    near: Array
    best_near: Array
    near_around: Array
    near_before: Array
    dated: Array
    inside: Array
    names_time: Array
    graph: Array
    is_dated: bool

    def leading(self) -> tuple[Array, ...]:
        """Return the signals by which candidates are chosen, each (u,)."""
        return (
            self.words,
            self.best_words,
            self.words_around,
            self.near,
            self.best_near,
            self.near_around,
            *([(self.near + self.words) * (self.dated | self.inside)] if self.is_dated else []),
        )


def signals_of(slice: Slice, question: Question, vector: Array | None) -> Signals:
    """Return the signals of all rows and units.

    Args:
        vector: (d,) of length 1; ``None`` where the question could not be embedded: all nearness is 0 then.
    """
    counts = counted(slice, question.terms, question.repeated)
    units, first = slice.units, slice.units.first_row
    row_words = bm25(counts.in_rows, slice.columns.length, counts.weights, mean_length=units.mean_row_length)
    row_near = np.zeros(slice.count, np.float32) if vector is None else slice.columns.vectors.times(vector)
    words = best_words = row_words
    near = best_near = row_near
    if not units.is_single:
        words = bm25(counts.in_units, units.length, counts.weights, mean_length=units.mean_length)
        best_words = np.maximum.reduceat(row_words, first)
        near = np.add.reduceat(row_near, first) / np.where(units.norm > 0, units.norm, 1)
        best_near = np.maximum.reduceat(row_near, first)
    before, after = beside(near, units.before), beside(near, units.after)
    return Signals(
        counts=counts,
        row_words=row_words,
        row_near=row_near,
        words=words,
        best_words=best_words,
        words_around=words + beside(words, units.before) + beside(words, units.after),
        near=near,
        best_near=best_near,
        near_around=(near + before + after) / units.norm_around,
        near_before=(near + before) / units.norm_before,
        dated=np.minimum(holding(slice, question.dates), 1),
        inside=inside(units.said_at, question),
        is_dated=bool(question.spans),
        names_time=np.minimum(holding(slice, question.when), 1),
        graph=led_to(slice, question.nearby),
    )


def inside(said_at: Array, question: Question) -> Array:
    """Return 1 for each moment within a stretch of time that the question names, else 0."""
    found = np.zeros(len(said_at), int)
    for since, until in question.spans:
        found |= (said_at >= since) & (said_at < until)
    return found


def beside(values: Array, links: Array) -> Array:
    """Return the value of each linked unit, 0 where there is none.

    Args:
        values: (u,) by unit.
        links: units, or -1.
    """
    return np.where(links >= 0, values[links], np.zeros((), values.dtype))


def neighbours(units: Units, chosen: Array, reach: int) -> tuple[Array, ...]:
    """Return the neighbours of chosen turns, nearest first: (2, c) of each distance, before and after; -1 for none."""
    found: list[Array] = []
    before = after = chosen
    for _ in range(reach):
        before = np.where(before >= 0, units.before[before], -1)
        after = np.where(after >= 0, units.after[after], -1)
        found.append(np.stack([before, after]))
    return tuple(found)


def summed(values: Array, places: Array) -> Array:
    """Return the sums over the units of each column of places: (..., c).

    Args:
        values: (..., u) by unit.
        places: (p, c) units, -1 for none.
    """
    found: Array = np.where(places >= 0, values[..., places], 0).sum(axis=-2, dtype=values.dtype)
    return found
