"""Which rows hold which term, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from continuo.domain.item import Item
from continuo.memory.recall.columns import PAIR
from continuo.memory.recall.vectors import Array


@dataclass(frozen=True, slots=True)
class Postings:
    """Occurrences of terms in rows, ordered by term.

    Args:
        hashes: (p,) uint32, ascending.
        rows: (p,) int32, the row each pair belongs to.
        counts: (p,) uint8, how often the term occurs there.
    """

    hashes: Array
    rows: Array
    counts: Array

    @property
    def nbytes(self) -> int:
        """Return the bytes that the arrays take."""
        return self.hashes.nbytes + self.rows.nbytes + self.counts.nbytes

    @classmethod
    def unpack(cls, terms: bytes, term_count: Array) -> Postings:
        """Return the postings of packed rows.

        Args:
            terms: the pairs of all rows, one after the other.
            term_count: (n,) number of pairs of each row.
        """
        pairs = np.frombuffer(terms, PAIR)
        if len(pairs) != int(term_count.sum()):
            raise ValueError(f"{len(pairs)} pairs for {int(term_count.sum())} announced")
        rows = np.repeat(np.arange(len(term_count), dtype=np.int32), term_count)
        return _ordered(pairs["hash"].astype(np.uint32), rows, pairs["count"].copy())

    @classmethod
    def from_items(cls, items: Sequence[Item], *, first_row: int) -> Postings:
        """Return the postings of rows that are not packed yet, numbered from ``first_row``."""
        counts = np.array([len(i.terms) // PAIR.itemsize for i in items], np.int32)
        made = cls.unpack(b"".join(i.terms for i in items), counts)
        return Postings(made.hashes, made.rows + np.int32(first_row), made.counts)

    def merged(self, other: Postings) -> Postings:
        """Return these postings with the other ones put in."""
        places = np.searchsorted(self.hashes, other.hashes)
        return Postings(
            np.insert(self.hashes, places, other.hashes),
            np.insert(self.rows, places, other.rows),
            np.insert(self.counts, places, other.counts),
        )

    def renumbered(self, new_row: Array) -> Postings:
        """Return the postings with other row numbers; ``new_row`` maps old to new, -1 drops a row."""
        rows = new_row[self.rows].astype(np.int32)
        kept = rows >= 0
        if kept.all():
            return Postings(self.hashes, rows, self.counts)
        return Postings(self.hashes[kept], rows[kept], self.counts[kept])

    def frequencies(self, terms: Array, n: int) -> Array:
        """Return how often each of these terms occurs in each row: (len(terms), n) float32."""
        found = np.zeros((len(terms), n), np.float32)
        begins = np.searchsorted(self.hashes, terms, side="left")
        ends = np.searchsorted(self.hashes, terms, side="right")
        for row, begin, end in zip(found, begins.tolist(), ends.tolist(), strict=True):
            row[self.rows[begin:end]] = self.counts[begin:end]
        return found

    def frequencies_at(self, terms: Array, rows: Array, n: int) -> Array:
        """Return how often each of these terms occurs in each of a few rows: (len(terms), len(rows)) float32.

        Args:
            n: rows in all.
        """
        found = np.zeros((len(terms), len(rows)), np.float32)
        place = np.full(n, -1, np.int32)
        place[rows] = np.arange(len(rows))
        begins = np.searchsorted(self.hashes, terms, side="left")
        ends = np.searchsorted(self.hashes, terms, side="right")
        for term in np.flatnonzero(ends > begins).tolist():
            here = slice(begins[term], ends[term])
            places = place[self.rows[here]]
            found[term, places[places >= 0]] = self.counts[here][places >= 0]
        return found


def _ordered(hashes: Array, rows: Array, counts: Array) -> Postings:
    order = np.argsort(hashes, kind="stable")
    return Postings(hashes[order], rows[order], counts[order])
