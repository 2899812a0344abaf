"""A forest says what its trees say, read node by node."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.memory.recall.ranker import Forest, load_ranker

NAMES = ["near", "words", "age"]


def walked(tree: dict[str, Any], row: dict[str, float]) -> float:
    """Follow one row down a tree, by the leaves that each node still allows."""
    allowed = set(range(len(tree["values"])))
    for feature, threshold, (first, last) in zip(tree["feature"], tree["threshold"], tree["left_leaves"], strict=True):
        if row[NAMES[feature]] > threshold:
            allowed -= set(range(first, last))
    return float(tree["values"][min(allowed)])


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    tree: dict[str, Any] = {"feature": [], "threshold": [], "left_leaves": [], "values": []}

    def grow(depth: int) -> int:
        if depth == 0 or (depth < 4 and draw(st.booleans())):
            tree["values"].append(draw(st.integers(-9, 9)))
            return len(tree["values"]) - 1
        place = len(tree["feature"])
        tree["feature"].append(draw(st.integers(0, 2)))
        tree["threshold"].append(draw(st.integers(-3, 3)))
        tree["left_leaves"].append(None)
        first = grow(depth - 1)
        tree["left_leaves"][place] = [first, grow(depth - 1)]
        return first

    grow(4)
    return tree


@given(
    st.lists(trees(), min_size=1, max_size=5), st.lists(st.tuples(*[st.integers(-4, 4)] * 3), min_size=1, max_size=20)
)
def test_all_trees_at_once_say_what_each_says_alone(
    forest: list[dict[str, Any]], table: list[tuple[int, int, int]]
) -> None:
    read = Forest.read({"features": NAMES, "scale": [0.1, -1], "trees": forest})
    features = {
        name: np.array(column, np.float32) for name, column in zip(NAMES, zip(*table, strict=True), strict=True)
    }

    sums = [sum(walked(tree, dict(zip(NAMES, row, strict=True))) for tree in forest) for row in table]
    expected = 1 / (1 + np.exp(-(0.1 * np.array(sums) - 1)))

    assert read.chances(features) == pytest.approx(expected, abs=1e-6)


def test_the_model_of_this_package_is_small_and_readable() -> None:
    ranker = load_ranker()

    assert len(ranker.first.weights) <= 60
    assert ranker.whole.layers[0] <= 200
    assert not [name for name in ranker.words.names if "near" in name or "kin" in name]
