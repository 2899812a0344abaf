"""An embeddings answer, read with suspicion."""

from __future__ import annotations

from typing import Any

import numpy as np

from continuo.domain.errors import Unavailable
from continuo.ports.embedder import Vectors

_SHORTEST, _LONGEST = 1e-9, 1e9  # The largest number of a vector; beyond these it has no direction to speak of.


def read_vectors(answer: Any, *, count: int, dimension: int) -> Vectors:
    """Return the vectors of an answer in the order of its indices, each of length one: (count, dimension).

    Raises:
        Unavailable: it is something else than ``count`` finite vectors of ``dimension`` numbers.
    """
    try:
        items = {int(item["index"]): item["embedding"] for item in answer["data"]}
    except (TypeError, KeyError, ValueError, OverflowError) as error:
        raise Unavailable("the embeddings answer does not have the protocol's shape") from error
    if sorted(items) != list(range(count)) or len(answer["data"]) != count:
        raise Unavailable(f"asked for {count} vectors, the embeddings answer has {len(answer['data'])}")
    rows = [_row(items[index], dimension) for index in range(count)]
    return np.stack(rows)


def _row(values: Any, dimension: int) -> Vectors:
    try:
        row = np.asarray(values, np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise Unavailable("an embedding in the answer is not a list of numbers") from error
    if row.shape != (dimension,):
        raise Unavailable(f"expected vectors of {dimension} numbers, the embeddings answer has {row.shape}")
    largest = float(np.abs(row).max())
    # Also true for NaN and infinity: neither lies between the two bounds.
    if not _SHORTEST < largest < _LONGEST:
        raise Unavailable("an embedding in the answer has no finite length")
    unit: Vectors = (row / np.linalg.norm(row)).astype(np.float32)
    return unit
