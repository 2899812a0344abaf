"""Cuts a session into stretches that stay with one subject.

Text tiling (Hearst 1997) over turns: where the words, and the vectors if there are any, of the turns before a gap have
little in common with those after it, compared with the gaps around, the subject has changed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import numpy as np

from continuo.domain.turn import Turn
from continuo.ports.embedder import Vectors

PAUSE = timedelta(minutes=30)
"""A longer silence ends a stretch, whatever is said after it."""

FEWEST_TURNS = 3
MOST_TURNS = 30
WINDOW_TURNS = 4
"""Turns on either side of a gap that are compared; an exchange is two."""

Weights = dict[str, float]


def stretches(turns: Sequence[Turn], terms: Sequence[Counter[str]], vectors: Vectors | None) -> list[range]:
    """Return the stretches as ranges of indices into ``turns``, in order, without gaps.

    A stretch has 3 to 30 turns; fewer only between two long silences, or where a session has no more.

    Args:
        terms: of each turn.
        vectors: one row for each turn, or ``None``.
    """
    found: list[range] = []
    for whole in _between_pauses(turns):
        near = _nearness(whole, terms, vectors)
        found.extend(part for tile in _tiles(whole, near) for part in _halved(tile, near))
    return found


def _between_pauses(turns: Sequence[Turn]) -> list[range]:
    cuts = [i for i in range(1, len(turns)) if turns[i].said_at - turns[i - 1].said_at > PAUSE]
    bounds = [0, *cuts, len(turns)]
    return [range(a, b) for a, b in pairwise(bounds) if a < b]


def _nearness(whole: range, terms: Sequence[Counter[str]], vectors: Vectors | None) -> dict[int, float]:
    """Return for each gap, named by the turn after it, how near the turns on both sides are, 0 to 1."""
    seen_in = Counter(term for i in whole for term in terms[i])
    rarity = {term: math.log(1 + len(whole) / n) for term, n in seen_in.items()}
    near: dict[int, float] = {}
    for gap in whole[1:]:
        left = range(max(whole.start, gap - WINDOW_TURNS), gap)
        right = range(gap, min(whole.stop, gap + WINDOW_TURNS))
        lexical = _cosine(_weights(left, terms, rarity), _weights(right, terms, rarity))
        near[gap] = lexical if vectors is None else (lexical + _vector_nearness(left, right, vectors)) / 2
    return near


def _weights(block: range, terms: Sequence[Counter[str]], rarity: Weights) -> Weights:
    total: Counter[str] = Counter()
    for i in block:
        total.update(terms[i])
    return {term: (1 + math.log(n)) * rarity[term] for term, n in total.items()}


def _cosine(one: Weights, other: Weights) -> float:
    shared = sum(weight * other[term] for term, weight in one.items() if term in other)
    size = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return shared / size if size else 0.0


def _vector_nearness(left: range, right: range, vectors: Vectors) -> float:
    one, other = (vectors[block.start : block.stop].mean(axis=0) for block in (left, right))
    size = float(np.linalg.norm(one) * np.linalg.norm(other))
    return max(0.0, float(one @ other) / size) if size else 0.0


def _tiles(whole: range, near: dict[int, float]) -> list[range]:
    """Cut at the deepest valleys: deeper than the mean by a standard deviation."""
    depths = {gap: _depth(gap, near) for gap in near}
    if not depths:
        return [whole]
    values = np.array(list(depths.values()))
    threshold = float(values.mean() + values.std())
    cuts = [whole.start, whole.stop]
    for gap in sorted(depths, key=lambda g: (-depths[g], g)):
        if depths[gap] > threshold and all(abs(gap - cut) >= FEWEST_TURNS for cut in cuts):
            cuts.append(gap)
    cuts.sort()
    return [range(a, b) for a, b in pairwise(cuts)]


def _depth(gap: int, near: dict[int, float]) -> float:
    """Return how far nearness falls towards a gap from the peaks on either side."""
    return _peak(gap, -1, near) + _peak(gap, 1, near) - 2 * near[gap]


def _peak(gap: int, step: int, near: dict[int, float]) -> float:
    while gap + step in near and near[gap + step] >= near[gap]:
        gap += step
    return near[gap]


def _halved(part: range, near: dict[int, float]) -> list[range]:
    """Cut what is too long where its sides have least in common, until nothing is."""
    if len(part) <= MOST_TURNS:
        return [part]
    inner = range(part.start + FEWEST_TURNS, part.stop - FEWEST_TURNS + 1)
    cut = min(inner, key=lambda gap: (near[gap], gap))
    return [*_halved(range(part.start, cut), near), *_halved(range(cut, part.stop), near)]
