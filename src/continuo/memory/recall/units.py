"""What is ranked: turns (all passages of one together), facts and episodes, with their neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from continuo.domain.item import Kind
from continuo.memory.recall.columns import Columns, changes
from continuo.memory.recall.vectors import Array, Vectors

NONE = -1


@dataclass(frozen=True, slots=True)
class Units:
    """Rows grouped into what is ranked: u units in the order of the rows.

    Args:
        first_row: (u,) the first row of each.
        of_row: (n,) the unit of each row.
        size: (u,) number of rows.
        kind, session, said_at, speaker: (u,) as of the first row; ``session`` counts sessions from 0.
        mark: (u,) the marks of all rows.
        length: (u,) terms of all rows.
        before: (u,) the turn before in the same session, ``NONE`` where there is none; facts and episodes have none.
        after: (u,) the turn after.
        norm: (u,) length of the sum of the rows' vectors.
        norm_before: (u,) length of the sum of the mean vectors, each of length 1, of a turn and the one before.
        norm_around: (u,) the same for a turn and its neighbours on both sides.
        measured: (u,) the units that figures such as a mean are taken over: turns, or all where no turn is left.
        session_begins: (s,) the first unit of each session.
        typical_length: median number of terms of a turn, at least 1.
        mean_length: mean number of terms of a turn, at least 1.
        mean_row_length: the same of a passage.
        speakers: everyone who speaks.
    """

    first_row: Array
    of_row: Array
    size: Array
    kind: Array
    session: Array
    said_at: Array
    speaker: Array
    mark: Array
    length: Array
    before: Array
    after: Array
    norm: Array
    norm_before: Array
    norm_around: Array
    measured: Array
    session_begins: Array
    typical_length: float
    mean_length: float
    mean_row_length: float
    speakers: frozenset[int]

    def __len__(self) -> int:
        return len(self.first_row)

    @property
    def is_single(self) -> bool:
        """Tell whether every unit is one row."""
        return len(self.first_row) == len(self.of_row)


@dataclass(frozen=True, slots=True)
class Spans:
    """Which rows units have, and which units stand beside them; each (u,)."""

    first_row: Array
    size: Array
    before: Array
    after: Array


@dataclass(frozen=True, slots=True)
class Known:
    """Units that were made before, and where their rows are now.

    Args:
        old_row: (n,) the row that each row was then, -1 for a row that is new.
    """

    units: Units
    old_row: Array


def grouped(columns: Columns, known: Known | None = None) -> Units:
    """Return the units of rows that are in order.

    Args:
        known: what need not be reckoned anew.
    """
    session = np.cumsum(changes(columns.session)) - 1
    begins = _begins(columns, session)
    first_row = np.flatnonzero(begins)
    of_row = np.cumsum(begins) - 1
    kind = columns.kind[first_row]
    before = _before(kind, session[first_row])
    after = np.full(len(first_row), NONE)
    after[before[before >= 0]] = np.flatnonzero(before >= 0)
    size = np.diff(np.append(first_row, len(columns)))
    spans = Spans(first_row, size, before, after)
    norm, norm_before, norm_around = _norms(columns.vectors, spans, known)
    # A row without a single term still has a length: shares and logarithms of it are taken.
    row_length = np.maximum(columns.length, 1)
    length = _reduced(np.add, row_length, first_row)
    is_turn = kind == Kind.PASSAGE
    measured = is_turn if is_turn.any() else np.ones(len(kind), bool)
    return Units(
        first_row=first_row,
        of_row=of_row,
        size=size,
        kind=kind,
        session=session[first_row],
        said_at=columns.said_at[first_row],
        speaker=columns.speaker[first_row],
        mark=_reduced(np.bitwise_or, columns.mark, first_row),
        length=length,
        before=before,
        after=after,
        norm=norm,
        norm_before=norm_before,
        norm_around=norm_around,
        measured=measured,
        session_begins=np.flatnonzero(np.diff(session[first_row], prepend=-1)),
        typical_length=float(np.median(length[measured])) if len(length) else 1.0,
        mean_length=float(length[measured].mean()) if len(length) else 1.0,
        mean_row_length=float(row_length[measured[of_row]].mean()) if len(length) else 1.0,
        speakers=frozenset(np.unique(columns.speaker).tolist()) - {0},
    )


def _reduced(function: np.ufunc, values: Array, first_row: Array) -> Array:
    return values if len(values) == len(first_row) else function.reduceat(values, first_row)


def _begins(columns: Columns, session: Array) -> Array:
    begins = np.ones(len(columns), bool)
    is_same_turn = (np.diff(session) == 0) & (np.diff(columns.position) == 0)
    is_passage = columns.kind == Kind.PASSAGE
    begins[1:] = ~(is_same_turn & is_passage[1:] & is_passage[:-1])
    return begins


def _before(kind: Array, session: Array) -> Array:
    before = np.full(len(kind), NONE)
    turns = np.flatnonzero(kind == Kind.PASSAGE)
    is_next = np.diff(session[turns]) == 0
    before[turns[1:][is_next]] = turns[:-1][is_next]
    return before


def _norms(vectors: Vectors, spans: Spans, known: Known | None) -> tuple[Array, Array, Array]:
    """Return the lengths of the sums of the vectors of each unit, of it and the one before, of it and both beside."""
    count = len(spans.first_row)
    found = (np.zeros(count, np.float32), np.ones(count, np.float32), np.ones(count, np.float32))
    old = _unchanged(spans, known)
    if known is not None:
        kept = (known.units.norm, known.units.norm_before, known.units.norm_around)
        for values, before in zip(found, kept, strict=True):
            values[old >= 0] = before[old[old >= 0]]
    new = np.flatnonzero(old < 0)
    if len(new):
        for values, reckoned in zip(found, _reckoned(vectors, spans, new), strict=True):
            values[new] = reckoned
    return found


def _unchanged(spans: Spans, known: Known | None) -> Array:
    """Return the unit that each unit was before, -1 where it or a neighbour is new or another one: (u,)."""
    count = len(spans.first_row)
    if known is None or not count or not len(known.units):
        return np.full(count, NONE)
    units, rows = known.units, known.old_row
    was = np.where(rows[spans.first_row] >= 0, units.of_row[rows[spans.first_row]], NONE)
    is_whole = np.logical_and.reduceat(rows >= 0, spans.first_row) & (units.size[was] == spans.size)
    was = np.where(is_whole & (was >= 0), was, NONE)
    for links, old_links in ((spans.before, units.before), (spans.after, units.after)):
        beside = np.where(links >= 0, was[links], NONE)
        is_same = (beside == old_links[was]) & ((links < 0) | (beside >= 0))
        was = np.where(is_same & (was >= 0), was, NONE)
    return was


def _reckoned(vectors: Vectors, spans: Spans, chosen: Array) -> tuple[Array, Array, Array]:
    needed = np.unique(np.concatenate([chosen, spans.before[chosen], spans.after[chosen]]))
    needed = needed[needed >= 0]
    sums = _sums(vectors, spans.first_row[needed], spans.size[needed])
    norm = _lengths(sums)
    # One row more, of zeros: the neighbour of those who have none.
    means = np.vstack([sums / np.where(norm > 0, norm, 1)[:, None], np.zeros((1, vectors.dimension), np.float32)])
    here = np.searchsorted(needed, chosen)
    before, after = (
        np.where(x >= 0, np.searchsorted(needed, x), NONE) for x in (spans.before[chosen], spans.after[chosen])
    )
    pairs = means[here] + means[before]
    return norm[here], _not_zero(_lengths(pairs)), _not_zero(_lengths(pairs + means[after]))


def _sums(vectors: Vectors, first_row: Array, size: Array) -> Array:
    """Return the sum of each unit's vectors; one passage of all units at a time, as ``reduceat`` is slow with rows."""
    sums = vectors.rows(first_row)
    for part in range(1, int(size.max(initial=0))):
        longer = np.flatnonzero(size > part)
        sums[longer] += vectors.rows(first_row[longer] + part)
    return sums


def _lengths(vectors: Array) -> Array:
    lengths: Array = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return lengths


def _not_zero(lengths: Array) -> Array:
    return np.where(lengths > 0, lengths, 1).astype(np.float32)
