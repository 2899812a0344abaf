"""Everything recall knows of one person, in memory and ready to be searched; without a word of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from uuid import UUID

import numpy as np

from continuo.domain.item import Item, PackedItems
from continuo.memory.recall.columns import Columns, from_items, unpacked
from continuo.memory.recall.postings import Postings
from continuo.memory.recall.units import NONE, Known, Units, grouped
from continuo.memory.recall.vectors import Array, Vectors


@dataclass(frozen=True, slots=True)
class Slice:
    """One person's rows, their terms, and how they group. Never changed: new rows make a new slice.

    Args:
        version: of the recall index it was made from.
    """

    version: int
    columns: Columns
    postings: Postings
    units: Units

    @classmethod
    def unpack(cls, packed: PackedItems, dimension: int) -> Slice:
        """Return the slice of packed rows.

        Raises:
            ValueError: the columns do not agree in length.
        """
        columns = unpacked(packed, dimension)
        postings = Postings.unpack(packed.terms, np.frombuffer(packed.term_count, ">i4").astype(np.int32))
        return cls(packed.version, columns, postings, grouped(columns))

    @property
    def vectors(self) -> Vectors:
        """Return the vectors of the rows."""
        return self.columns.vectors

    def with_vectors(self, vectors: Vectors) -> Slice:
        """Return the same slice with other vectors for its rows."""
        return replace(self, columns=replace(self.columns, vectors=vectors))

    @property
    def count(self) -> int:
        """Return the number of rows."""
        return len(self.columns)

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""
        return self.columns.vectors.dimension

    @property
    def nbytes(self) -> int:
        """Return the bytes that it takes in memory."""
        units = sum(getattr(getattr(self.units, f.name), "nbytes", 0) for f in fields(self.units))
        return self.columns.nbytes + self.postings.nbytes + units

    def session_id(self, row: int) -> UUID:
        """Return the session of a row."""
        return UUID(bytes=self.columns.session[row].tobytes())

    def refers_to(self, row: int) -> UUID:
        """Return the fact or episode that a row stands for, ``NO_ID`` for a passage."""
        return UUID(bytes=self.columns.refers_to[row].tobytes())

    def with_rows(self, items: Sequence[Item]) -> Slice:
        """Return the slice with these rows added; a row of the same place, kind, part and reference is replaced.

        Vectors are shared with this slice, terms need not be sorted anew, and only what stands beside a new row is
        reckoned again: the cost is that of renumbering.
        """
        if not items:
            return self
        joined = self.columns.joined(from_items(items, self.dimension))
        kept = np.flatnonzero(~self._replaced(joined))
        order = kept[joined.taken(kept).order()]
        columns = joined.taken(order)
        new_row = np.full(len(joined), NONE)
        new_row[order] = np.arange(len(order))
        postings = self.postings.merged(Postings.from_items(items, first_row=self.count)).renumbered(new_row)
        known = Known(self.units, np.where(order < self.count, order, NONE))
        return Slice(self.version, columns, postings, grouped(columns, known))

    def _replaced(self, joined: Columns) -> Array:
        """Tell which of the rows come again further on: (n,) bool."""
        fresh = np.arange(self.count, len(joined))
        sessions = {joined.session[row].tobytes() for row in fresh}
        touched = np.flatnonzero(joined.of_sessions(sessions))
        last = dict(zip(joined.keys(touched.tolist()), touched.tolist(), strict=True))
        found = np.zeros(len(joined), bool)
        found[touched] = True
        found[list(last.values())] = False
        return found
