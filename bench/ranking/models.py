"""Fits the ranker's parts: the line that gives first scores, and the forests; both strongly regularised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from scipy.optimize import minimize

from bench.ranking.cases import Case, comparison

SEED = 0
LINE_PENALTY = 0.1
TREES: Mapping[str, Any] = {
    "learning_rate": 0.13,
    "num_leaves": 16,
    "max_depth": 4,
    "min_data_in_leaf": 100,
    "lambda_l2": 10,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "max_bin": 127,
    "lambdarank_truncation_level": 20,
    "label_gain": [0, 1],
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
ROUNDS = 50
OBJECTIVES = ("lambdarank", "binary")
"""Half of the trees put the candidates of each question in order, half tell evidence from the rest across questions:
together they do better on unknown kinds of conversation than as many trees of either."""

_RISING = {
    "words", "best_words", "words_1", "words_2", "words_before", "cover", "cover_1", "rarest",
    "near", "best_near", "near_1", "near_before", "who", "inside", "dated", "first", "first_lead",
}  # fmt: skip
_LINE_FORMS = {
    "cover", "cover_1", "rarest", "who", "asker", "inside", "dated", "answers", "instruction", "first_person",
    "assistant",
}  # fmt: skip


@dataclass(frozen=True)
class Lists:
    """Candidates of many questions, one question after the other.

    Args:
        table: (m, f) features.
        is_evidence: (m,) 0 or 1.
        sizes: (q,) candidates of each question.
        weights: (q,) what each question counts; every set of conversations counts the same, whatever its size.
    """

    names: tuple[str, ...]
    table: np.ndarray
    is_evidence: np.ndarray
    sizes: np.ndarray
    weights: np.ndarray

    @property
    def begins(self) -> np.ndarray:
        return np.cumsum(self.sizes) - self.sizes


def lists_of(cases: Sequence[Case], names: Sequence[str], tables: Sequence[np.ndarray]) -> Lists:
    """Return the candidates of these questions side by side."""
    sources = [c.talk.source for c in cases]
    share = {s: len(cases) / len(set(sources)) / sources.count(s) for s in set(sources)}
    return Lists(
        names=tuple(names),
        table=np.concatenate(tables),
        is_evidence=np.concatenate([c.is_evidence for c in cases]).astype(float),
        sizes=np.array([len(c.chosen) for c in cases]),
        weights=np.array([share[s] for s in sources]),
    )


def kept(names: Sequence[str], left_out: Sequence[str]) -> list[str]:
    """Return the names without those left out, whatever way their values are put: as shares, ranks or spreads."""
    gone = {f"{name}{form}" for name in left_out for form in ("", "_rel", "_rank", "_z")}
    return [n for n in names if n not in gone]


def line_features(names: Sequence[str]) -> list[str]:
    """Return the features of the first score: those relative to what the question finds at best, and some of form."""
    return [n for n in names if n.endswith(("_rel", "_z")) or n in _LINE_FORMS]


def fit_line(cases: Sequence[Case], left_out: Sequence[str] = ()) -> dict[str, float]:
    """Return the weight of each feature in the first score: a listwise softmax fit, weights on the side they belong."""
    names = kept(line_features(cases[0].names), left_out)
    data = lists_of(cases, names, [c.columns(names) for c in cases])
    spread = data.table.std(axis=0) + 1e-9
    table = (data.table - data.table.mean(axis=0)) / spread
    begins, owner = data.begins, np.repeat(np.arange(len(data.sizes)), data.sizes)
    pieces = np.add.reduceat(data.is_evidence, begins)
    goal = data.is_evidence / pieces[owner]
    weights = data.weights * np.sqrt(np.minimum(pieces, 3))
    weights /= weights.sum()

    def loss(line: np.ndarray) -> tuple[float, np.ndarray]:
        sums = table @ line
        sums -= np.maximum.reduceat(sums, begins)[owner]
        powers = np.exp(sums)
        totals = np.add.reduceat(powers, begins)
        likelihood = np.add.reduceat(goal * sums, begins) - np.log(totals)
        slope = table.T @ ((powers / totals[owner] - goal) * weights[owner])
        return float(LINE_PENALTY * line @ line - likelihood @ weights), slope + 2 * LINE_PENALTY * line

    bounds = [{1: (0, None), -1: (None, 0), 0: (None, None)}[_direction(n)] for n in names]
    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 200})
    return {n: round(float(w), 4) for n, w in zip(names, found.x / spread, strict=True) if abs(w) > 1e-4}


def first_scores(case: Case, line: Mapping[str, float]) -> np.ndarray:
    """Return the first score of each candidate."""
    found: np.ndarray = case.columns(list(line)) @ np.array(list(line.values()), np.float32)
    return found


def fit_forest(data: Lists, seed: int) -> dict[str, Any]:
    """Return a forest as the model file holds it, its sums centred, not yet calibrated."""
    boosters = [_boosted(data, objective, seed) for objective in OBJECTIVES]
    sums = [b.predict(data.table, raw_score=True) for b in boosters]
    # Each half has the same say.
    factors = [1 / float(s.std()) for s in sums]
    middle = sum(factor * float(s.mean()) for factor, s in zip(factors, sums, strict=True))
    roots = [
        (tree["tree_structure"], factor)
        for booster, factor in zip(boosters, factors, strict=True)
        for tree in booster.dump_model()["tree_info"]
    ]
    trees = [_tree(root, factor) for root, factor in roots if "split_feature" in root]
    used = sorted({i for t in trees for i in t["feature"]})
    for tree in trees:
        tree["feature"] = [used.index(i) for i in tree["feature"]]
    return {"features": [data.names[i] for i in used], "scale": [1.0, round(-middle, 4)], "trees": trees}


def _boosted(data: Lists, objective: str, seed: int) -> lightgbm.Booster:
    settings = {**TREES, "objective": objective, "seed": seed, "monotone_constraints_method": "intermediate"}
    settings["monotone_constraints"] = [_direction(n) for n in data.names]
    table = lightgbm.Dataset(
        data.table,
        data.is_evidence.astype(int),
        group=data.sizes if objective == "lambdarank" else None,
        weight=np.repeat(data.weights, data.sizes),
        feature_name=list(data.names),
    )
    return lightgbm.train(settings, table, ROUNDS)


def fit(cases: Sequence[Case], left_out: Sequence[str] = (), seed: int = SEED) -> dict[str, Any]:
    """Return a model fitted to these questions, as its file holds it.

    Args:
        left_out: features that it has to do without.
        seed: of what the trees leave to chance.
    """
    useful = [c for c in cases if c.is_evidence.any()]
    line = fit_line(useful, left_out)
    compared = [comparison(c, first_scores(c, line)) for c in useful]
    seen, more = (kept(names, left_out) for names in (useful[0].names, compared[0][0]))
    places = [compared[0][0].index(n) for n in more]
    whole = [np.hstack([c.columns(seen), table[:, places]]) for c, (_, table) in zip(useful, compared, strict=True)]
    by_words = [n for n in seen if "near" not in n]
    return {
        "first": line,
        "whole": fit_forest(lists_of(useful, [*seen, *more], whole), seed),
        "words": fit_forest(lists_of(useful, by_words, [c.columns(by_words) for c in useful]), seed),
    }


def _tree(root: Mapping[str, Any], factor: float) -> dict[str, list[Any]]:
    """Return a tree as ``continuo.memory.recall.ranker.Forest`` reads it, what its leaves add times a factor."""
    tree: dict[str, list[Any]] = {"feature": [], "threshold": [], "left_leaves": [], "values": []}

    def walk(node: Mapping[str, Any]) -> int:
        """Add the node and all below it, and return its first leaf, counted from the left."""
        if "leaf_value" in node:
            tree["values"].append(round(factor * node["leaf_value"], 4))
            return len(tree["values"]) - 1
        place = len(tree["feature"])
        tree["feature"].append(node["split_feature"])
        tree["threshold"].append(float(f"{node['threshold']:.5g}"))
        tree["left_leaves"].append(None)
        first = walk(node["left_child"])
        tree["left_leaves"][place] = [first, walk(node["right_child"])]
        return first

    walk(root)
    return tree


def _direction(name: str) -> int:
    if name.endswith("_rank"):
        return -1
    return 1 if name.removesuffix("_rel").removesuffix("_z") in _RISING else 0
