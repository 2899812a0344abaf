"""A reranker's answer, read with suspicion."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from continuo.domain.errors import Unavailable


def read_scores(answer: Any, *, count: int) -> Sequence[float]:
    """Return the scores of an answer in the order of its indices.

    Raises:
        Unavailable: it is something else than ``count`` finite numbers, each with its own index.
    """
    entries = answer.get("results") if isinstance(answer, Mapping) else answer
    if not isinstance(entries, list):
        raise Unavailable("the rerank answer does not have the protocol's shape")
    if len(entries) != count:
        raise Unavailable(f"asked for {count} scores, the rerank answer has {len(entries)}")
    found = dict(map(_scored, entries))
    if sorted(found) != list(range(count)):
        raise Unavailable("the rerank answer names a text twice, or one that there is not")
    return [found[index] for index in range(count)]


def _scored(entry: Any) -> tuple[int, float]:
    if not isinstance(entry, Mapping):
        raise Unavailable("the rerank answer does not have the protocol's shape")
    index = entry.get("index")
    score = entry.get("relevance_score", entry.get("score"))
    if not isinstance(index, int) or isinstance(index, bool):
        raise Unavailable("a score in the rerank answer has no index")
    if not isinstance(score, int | float) or isinstance(score, bool) or not _is_finite(score):
        raise Unavailable("a score in the rerank answer is no finite number")
    return index, float(score)


def _is_finite(score: float) -> bool:
    try:
        return math.isfinite(score)
    except OverflowError:
        # A whole number of any length is valid JSON.
        return False
