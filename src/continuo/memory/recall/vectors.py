"""Many vectors that can be put in another order, and be added to, without being copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Rows of length 1, or zeros where a row is not embedded.

    Args:
        blocks: (m, d) float32 each; shared between slices and never changed.
        place: (n,) where each row lies, counted through all blocks.
    """

    blocks: tuple[Array, ...]
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
