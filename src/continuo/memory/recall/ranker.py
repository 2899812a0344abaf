"""A small forest of shallow trees that tells how likely a candidate holds the answer; evaluated with numpy alone.

The forests are fitted by ``bench/fit_ranker.py`` and kept as readable JSON in ``ranker.json`` beside this module.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np

from continuo.memory.recall.vectors import Array

MODEL_FILE = "ranker.json"
MOST_LEAVES = 16
"""Leaves of one tree: they are the bits of a 16-bit number."""

_LOWEST_BIT = np.zeros(1 << MOST_LEAVES, np.int32)
for _leaf in reversed(range(MOST_LEAVES)):
    _LOWEST_BIT[1 << _leaf :: 1 << (_leaf + 1)] = _leaf


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees side by side: m inner nodes and k trees of at most 16 leaves, counted from the left.

    The trees are in the order of their sizes, the largest first, and the nodes in layers: the first node of every tree,
    then the second one of those that have two, and so on. So each layer is one operation over its trees.

    Args:
        names: the features it looks at.
        feature: (m,) which of them each node looks at.
        threshold: (m, 1) a value above it goes to the right.
        left_leaves: (m, 1) uint16, bits of the leaves that a node rules out when the value goes to the right.
        layers: nodes of each layer; the first has one for each tree.
        values: (16 k,) what each leaf adds.
        scale: factor and summand that turn the sum into the logarithm of the odds.
    """

    names: tuple[str, ...]
    feature: Array
    threshold: Array
    left_leaves: Array
    layers: tuple[int, ...]
    values: Array
    scale: tuple[float, float]

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Forest:
        """Return the forest as it stands in the model file."""
        trees: list[Mapping[str, Any]] = sorted(written["trees"], key=lambda t: -len(t["feature"]))
        assert all(0 < len(t["feature"]) < MOST_LEAVES for t in trees), [len(t["feature"]) for t in trees]
        values = np.zeros((len(trees), MOST_LEAVES), np.float32)
        for row, tree in zip(values, trees, strict=True):
            row[: len(tree["values"])] = tree["values"]
        layers = [[(t, n) for t in trees if n < len(t["feature"])] for n in range(len(trees[0]["feature"]))]
        nodes = [node for layer in layers for node in layer]
        return cls(
            names=tuple(written["features"]),
            feature=np.array([t["feature"][n] for t, n in nodes], np.intp),
            threshold=np.array([[t["threshold"][n]] for t, n in nodes], np.float32),
            left_leaves=np.array([[_bits(*t["left_leaves"][n])] for t, n in nodes], np.uint16),
            layers=tuple(map(len, layers)),
            values=values.ravel(),
            scale=(float(written["scale"][0]), float(written["scale"][1])),
        )

    def chances(self, features: Mapping[str, Array]) -> Array:
        """Return for each of c candidates the chance that it holds the answer: (c,) float32, 0 to 1.

        Every leaf of a tree starts as possible; each node whose value goes to the right rules out the leaves to its
        left; the leftmost leaf that is still possible is the one reached.

        Source: Lucchese et al. 2015, QuickScorer.
        """
        table = np.stack([features[name] for name in self.names])
        ruled_out = (table.take(self.feature, axis=0) > self.threshold) * self.left_leaves
        every, begin = ruled_out[: self.layers[0]], self.layers[0]
        for size in self.layers[1:]:
            every[:size] |= ruled_out[begin : begin + size]
            begin += size
        leaves = _LOWEST_BIT.take(~every)
        leaves += np.arange(0, len(self.values), MOST_LEAVES, dtype=np.int32)[:, None]
        sums = self.values.take(leaves).sum(axis=0)
        factor, summand = self.scale
        chances: Array = 1 / (1 + np.exp(-(factor * sums + summand)))
        return chances


@dataclass(frozen=True, slots=True)
class Line:
    """A weighted sum of features.

    Args:
        summand: added where the sum is to be the logarithm of the odds; where only differences count it is left out.
    """

    weights: Mapping[str, float]
    summand: float = 0.0

    def sums(self, features: Mapping[str, Array]) -> Array:
        """Return the sum for each of c candidates: (c,) float32; only differences count."""
        table = np.stack([features[name] for name in self.weights])
        sums: Array = np.einsum("f,fc->c", np.array(list(self.weights.values()), np.float32), table)
        return sums


@dataclass(frozen=True, slots=True)
class Ranker:
    """What turns features into chances.

    Args:
        first: the first score of each candidate, on which candidates are compared with one another.
        whole: for candidates that have a vector; it sees what the comparison tells as well.
        words: for candidates that are known by their words alone, and questions that could not be embedded.
        newer: whether the newer of two turns supersedes the older one; ``None`` leaves them as their chances are.
    """

    first: Line
    whole: Forest
    words: Forest
    newer: Line | None = None


def load_ranker() -> Ranker:
    """Return the ranker of this package."""
    text = resources.files(__package__).joinpath(MODEL_FILE).read_text(encoding="utf-8")
    return read_ranker(json.loads(text))


def read_ranker(written: Mapping[str, Any]) -> Ranker:
    """Return the ranker as it stands in a model file."""
    newer = written.get("newer")
    return Ranker(
        Line(written["first"]),
        Forest.read(written["whole"]),
        Forest.read(written["words"]),
        Line(newer["weights"], float(newer["summand"])) if newer else None,
    )


def _bits(first: int, last: int) -> int:
    """Return a number whose bits from ``first`` up to ``last``, not included, are set."""
    return (1 << last) - (1 << first)
