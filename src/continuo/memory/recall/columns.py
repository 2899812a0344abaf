"""Rows of the recall index as numpy columns: unpacked, joined, put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from continuo.domain.item import Item, PackedItems

Array = np.ndarray[Any, np.dtype[Any]]

PAIR = np.dtype([("hash", ">u4"), ("count", "u1")])
"""One packed term, as ``domain.item.Item`` describes it."""

_ID = np.dtype("V16")


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of n rows beside their terms.

    Args:
        session: (n,) the 16 bytes of the session's id.
        refers_to: (n,) the 16 bytes of the fact's or episode's id.
        said_at: (n,) float64, seconds since 1970.
        vectors: (n, d) float32, rows of length 1, or zeros where a row is not embedded.
    """

    kind: Array
    session: Array
    position: Array
    part: Array
    start: Array
    end: Array
    speaker: Array
    said_at: Array
    mark: Array
    length: Array
    refers_to: Array
    vectors: Array

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def nbytes(self) -> int:
        """Return the bytes that the arrays take."""
        return sum(getattr(self, f.name).nbytes for f in fields(self))

    def taken(self, rows: Array) -> Columns:
        """Return the rows at these indices, in their order."""
        return Columns(*(getattr(self, f.name)[rows] for f in fields(self)))

    def joined(self, other: Columns) -> Columns:
        """Return these rows and then the other ones."""
        return Columns(*(np.concatenate([getattr(self, f.name), getattr(other, f.name)]) for f in fields(self)))

    def keys(self) -> list[tuple[bytes, int, int, int, bytes]]:
        """Return what identifies each row: session, position, kind, part and reference."""
        places = zip(self.position.tolist(), self.kind.tolist(), self.part.tolist(), strict=True)
        return [
            (s.tobytes(), p, k, part, r.tobytes())
            for s, (p, k, part), r in zip(self.session, places, self.refers_to, strict=True)
        ]

    def order(self) -> Array:
        """Return the indices that put the rows in order: by session as they began, then position, kind and part."""
        sessions, number = np.unique(self.session, return_inverse=True)
        began = np.full(len(sessions), np.inf)
        np.minimum.at(began, number, self.said_at)
        return np.lexsort((self.part, self.kind, self.position, number, began[number]))


def unpacked(packed: PackedItems, dimension: int) -> Columns:
    """Return the packed rows as columns; raises ValueError where their lengths do not agree."""
    n = packed.count

    def column(data: bytes, stored: str, kept: str) -> Array:
        found = np.frombuffer(data, stored)
        if len(found) != n:
            raise ValueError(f"{len(found)} values for {n} rows")
        return found.astype(kept)

    vectors = np.frombuffer(packed.vector, ">f2").reshape(n, dimension)
    return Columns(
        kind=column(packed.kind, "u1", "u1"),
        session=column(packed.session, "V16", "V16"),
        position=column(packed.position, ">i4", "i4"),
        part=column(packed.part, ">i2", "i2"),
        start=column(packed.start, ">i4", "i4"),
        end=column(packed.end, ">i4", "i4"),
        speaker=column(packed.speaker, ">i8", "i8"),
        said_at=column(packed.said_at, ">f8", "f8"),
        mark=column(packed.mark, ">i4", "i4"),
        length=column(packed.length, ">i4", "i4"),
        refers_to=column(packed.refers_to, "V16", "V16"),
        vectors=single_precision(vectors),
    )


def from_items(items: Sequence[Item], dimension: int) -> Columns:
    """Return rows that are not packed yet as columns, in the order given."""
    vectors = np.zeros((len(items), dimension), ">f2")
    for vector, item in zip(vectors, items, strict=True):
        if item.vector:
            vector[:] = np.frombuffer(item.vector, ">f2")
    return Columns(
        kind=np.array([i.kind for i in items], "u1"),
        session=np.array([i.source.session_id.bytes for i in items], _ID),
        position=np.array([i.source.position for i in items], "i4"),
        part=np.array([i.part for i in items], "i2"),
        start=np.array([i.source.start for i in items], "i4"),
        end=np.array([i.source.end for i in items], "i4"),
        speaker=np.array([i.speaker for i in items], "i8"),
        said_at=np.array([i.said_at.timestamp() for i in items], "f8"),
        mark=np.array([i.mark for i in items], "i4"),
        length=np.array([i.length for i in items], "i4"),
        refers_to=np.array([i.refers_to.bytes for i in items], _ID),
        vectors=single_precision(vectors),
    )


def single_precision(vectors: Array) -> Array:
    """Return half-precision rows as float32, again of length 1 where they are not zero."""
    wide = vectors.astype("<f2").astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", wide, wide))
    return wide / np.where(lengths > 0, lengths, 1)[:, None]
