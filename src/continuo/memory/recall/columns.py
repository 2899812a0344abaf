"""Rows of the recall index as numpy columns: unpacked, joined, put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from continuo.domain.item import Item, PackedItems
from continuo.memory.recall.vectors import Array, Vectors

PAIR = np.dtype([("hash", ">u4"), ("count", "u1")])
"""One packed term, as ``domain.item.Item`` describes it."""

_ID = np.dtype("V16")

# Every half-precision number, by its two bytes read the wrong way round: five times quicker than two conversions.
_WIDENED = np.arange(1 << 16, dtype="<u2").view(">f2").astype(np.float32)


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of n rows beside their terms.

    Args:
        session: (n,) the 16 bytes of the session's id.
        refers_to: (n,) the 16 bytes of the fact's or episode's id.
        said_at: (n,) float64, seconds since 1970.
        vectors: of the n rows.
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
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def nbytes(self) -> int:
        """Return the bytes that the arrays take."""
        return sum(getattr(self, f.name).nbytes for f in fields(self))

    def taken(self, rows: Array) -> Columns:
        """Return the rows at these indices, in their order."""
        return self._made(lambda name: getattr(self, name)[rows], self.vectors.taken(rows))

    def joined(self, other: Columns) -> Columns:
        """Return these rows and then the other ones."""
        return self._made(
            lambda name: np.concatenate([getattr(self, name), getattr(other, name)]),
            self.vectors.joined(other.vectors),
        )

    def _made(self, column: Callable[[str], Array], vectors: Vectors) -> Columns:
        made = {f.name: column(f.name) for f in fields(self) if f.name != "vectors"}
        return replace(self, vectors=vectors, **made)

    def keys(self, rows: Iterable[int]) -> list[tuple[bytes, int, int, int, bytes]]:
        """Return what identifies each of these rows: session, position, kind, part and reference."""
        return [
            (
                self.session[row].tobytes(),
                int(self.position[row]),
                int(self.kind[row]),
                int(self.part[row]),
                self.refers_to[row].tobytes(),
            )
            for row in rows
        ]

    def of_sessions(self, ids: set[bytes]) -> Array:
        """Tell which rows belong to these sessions: (n,) bool."""
        halves = self.session.view(np.uint64).reshape(-1, 2)
        found = np.zeros(len(self), bool)
        for session in ids:
            found |= (halves == np.frombuffer(session, np.uint64)).all(axis=1)
        return found

    def order(self) -> Array:
        """Return the indices that put the rows in order: by session as they began, then position, kind and part.

        Of sessions that began at one moment the one that these rows name first stays first: the store knows which was
        recorded first, and many an import knows of a conversation only the day.
        """
        began, name = self._sessions()
        return np.lexsort((self.part, self.kind, self.position, name, began))

    def _sessions(self) -> tuple[Array, Array]:
        """Return for each row when its session began, and the place at which the rows name its session first."""
        begins = np.flatnonzero(changes(self.session))
        sizes = np.diff(np.append(begins, len(self)))
        stretches = [s.tobytes() for s in self.session[begins]]
        place = {session: n for n, session in enumerate(dict.fromkeys(stretches))}
        name = np.repeat(np.array([place[s] for s in stretches], np.int64), sizes)
        began = np.full(len(place), np.inf)
        np.minimum.at(began, name, self.said_at)
        return began[name], name


def changes(ids: Array) -> Array:
    """Tell which rows have another id than the row before; the first has: (n,) bool.

    Args:
        ids: (n,) of 16 bytes each.
    """
    halves = ids.view(np.uint64).reshape(-1, 2)
    found = np.ones(len(ids), bool)
    found[1:] = (halves[1:] != halves[:-1]).any(axis=1)
    return found


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
        vectors=Vectors.of(single_precision(vectors)),
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
        vectors=Vectors.of(single_precision(vectors)),
    )


def single_precision(vectors: Array) -> Array:
    """Return half-precision rows, big-endian, as float32; their lengths stay within a thousandth of 1."""
    wide: Array = _WIDENED[vectors.view("<u2")]
    return wide
