"""Many vectors that can be put in another order, and be added to, without being copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Distant:
    """Vectors that stay in the store; what a question needs of them is laid in before it is ranked.

    It stands where an array of n rows would: ``distant @ question`` and ``distant[rows]`` give what was laid in, and
    zeros for the rest, as for rows that are not embedded.

    Args:
        count: n.
        dimension: of a vector.
        nearness: (n,) float32, inner products with the question; empty where none was asked yet.
        rows: (r,) ascending, of which the vectors are here.
        vectors: (r, d) float32.
    """

    count: int
    dimension: int
    nearness: Array
    rows: Array
    vectors: Array

    @classmethod
    def of(cls, count: int, dimension: int) -> Distant:
        """Return n vectors of which nothing is here."""
        nothing = np.empty((0, dimension), np.float32)
        return cls(count, dimension, np.empty(0, np.float32), np.empty(0, np.int64), nothing)

    def __len__(self) -> int:
        return self.count

    def __matmul__(self, vector: Array) -> Array:
        return self.nearness if len(self.nearness) else np.zeros(self.count, np.float32)

    def __getitem__(self, rows: Array) -> Array:
        found = np.zeros((len(rows), self.dimension), np.float32)
        if len(self.rows):
            at = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
            here = self.rows[at] == rows
            found[here] = self.vectors[at[here]]
        return found

    @property
    def shape(self) -> tuple[int, int]:
        """Return the shape of the array that it stands for."""
        return (self.count, self.dimension)

    @property
    def nbytes(self) -> int:
        """Return the bytes that are here."""
        return self.nearness.nbytes + self.rows.nbytes + self.vectors.nbytes


@dataclass(frozen=True, slots=True)
class Vectors:
    """Rows of length 1, or zeros where a row is not embedded.

    Args:
        blocks: (m, d) float32 each; shared between slices and never changed. The first may be distant.
        place: (n,) where each row lies, counted through all blocks.
    """

    blocks: tuple[Array | Distant, ...]
    place: Array

    @classmethod
    def of(cls, rows: Array) -> Vectors:
        """Return these rows, (n, d), in their order."""
        return cls((rows,), np.arange(len(rows)))

    def __len__(self) -> int:
        return len(self.place)

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""
        return int(self.blocks[0].shape[1])

    @property
    def nbytes(self) -> int:
        """Return the bytes that the arrays take, what is shared included."""
        return sum(block.nbytes for block in self.blocks) + self.place.nbytes

    def times(self, vector: Array) -> Array:
        """Return the inner product of each row and a vector: (n,) float32."""
        products = [block @ vector for block in self.blocks]
        joined: Array = np.concatenate(products)[self.place]
        return joined

    def rows(self, rows: Array) -> Array:
        """Return some of the rows, (len(rows), d)."""
        places = self.place[rows]
        if len(self.blocks) == 1:
            return self.blocks[0][places]
        found = np.empty((len(places), self.dimension), np.float32)
        begin = 0
        for block in self.blocks:
            here = (places >= begin) & (places < begin + len(block))
            found[here] = block[places[here] - begin]
            begin += len(block)
        return found

    def joined(self, other: Vectors) -> Vectors:
        """Return these rows and then the other ones."""
        offset = sum(map(len, self.blocks))
        return Vectors((*self.blocks, *other.blocks), np.concatenate([self.place, other.place + offset]))

    def taken(self, rows: Array) -> Vectors:
        """Return the rows at these indices, in their order."""
        return Vectors(self.blocks, self.place[rows])

    @property
    def distant(self) -> Distant | None:
        """Return the vectors that stay in the store; ``None`` where all are here."""
        first = self.blocks[0]
        return first if isinstance(first, Distant) else None

    def with_distant(self, distant: Distant) -> Vectors:
        """Return the same with the first block replaced."""
        return Vectors((distant, *self.blocks[1:]), self.place)

    def distant_rows(self, rows: Array) -> Array:
        """Return the places in the distant block of those of these rows that lie there, ascending."""
        places = self.place[rows]
        return np.unique(places[places < len(self.blocks[0])])
