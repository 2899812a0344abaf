"""Fits the rule that a newer turn supersedes an older one: pairs of leading turns, and a logistic line over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bench.ranking.figures import Outcome
from bench.ranking.updates import SOURCE
from continuo.memory.recall.ranker import Line
from continuo.memory.recall.superseding import (
    Leading,
    is_later,
    is_same_speaker,
    leading,
    pairs,
    reordered,
    superseded,
)

PENALTY = 1.0
MADE_WEIGHT = 0.1
"""What a pair from a conversation of our own making counts beside one from the dev conversations: twenty of them have
three times as many updates as all of those, in few forms. From 0.1 to 0.4 little changes."""

FEATURES = {
    "newer_odds": 1, "stands_out": 1, "change": 1, "nearby": -1, "whether": -1, "interval": -1, "several": -1,
    "first": -1, "latest": 1, "words_both": 1, "other_value": 1, "is_other_value": 1, "is_same_value": -1,
    "newer_lacks": -1,
}  # fmt: skip
"""What is looked at, and on which side its weight belongs."""


@dataclass(frozen=True)
class Compared:
    """The leading turns of one question, two by two.

    Args:
        features: each (k, k), older by newer.
        is_comparable: (k, k).
        superseded: (k, k) 1 where the newer turn holds the value in force and the older one the outdated value, 0 where
            the older turn is evidence and the newer one is not, -1 where it does not matter which stands first.
    """

    outcome: Outcome
    among: Leading
    features: Mapping[str, np.ndarray]
    is_comparable: np.ndarray
    superseded: np.ndarray


@dataclass(frozen=True)
class _Pairs:
    """Pairs of many questions: (m, f) features, (m,) whether the newer turn supersedes, (m,) what each counts."""

    table: np.ndarray
    superseded: np.ndarray
    weights: np.ndarray


def compared(found: Iterable[Outcome]) -> list[Compared]:
    """Return the leading turns of each question, two by two."""
    return [_compared(o) for o in found]


def _compared(outcome: Outcome) -> Compared:
    case = outcome.case
    slice = case.talk.slice
    among = leading(slice, case.signals, case.chosen, outcome.scores)
    asked, units = case.asked, among.units
    is_evidence, is_newer, is_older = (
        np.isin(units, sorted(group)) for group in (asked.evidence, asked.newer, asked.older)
    )
    label = np.full((len(units), len(units)), -1)
    label[is_evidence[:, None] & ~is_evidence[None, :]] = 0
    label[is_older[:, None] & is_newer[None, :]] = 1
    features = pairs(slice, asked.question, case.signals, among)
    return Compared(outcome, among, features, is_later(slice, among) & is_same_speaker(slice, among), label)


def fit_newer(found: Iterable[Compared]) -> dict[str, Any]:
    """Return the line as the model file holds it: logistic, with weights on the side on which they belong."""
    data = _pairs_of(found)
    middle, spread = data.table.mean(axis=0), data.table.std(axis=0) + 1e-9
    table = np.hstack([(data.table - middle) / spread, np.ones((len(data.table), 1))])

    def loss(line: np.ndarray) -> tuple[float, np.ndarray]:
        sums = table @ line
        likelihood = data.superseded * sums - np.logaddexp(0, sums)
        slope = table.T @ (data.weights * (1 / (1 + np.exp(-sums)) - data.superseded))
        pull = np.append(line[:-1], 0)
        return float(PENALTY * pull @ pull - data.weights @ likelihood), slope + 2 * PENALTY * pull

    sides = {1: (0, None), -1: (None, 0)}
    bounds = [*(sides[side] for side in FEATURES.values()), (None, None)]
    start = np.zeros(table.shape[1])
    line = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x
    steep = line[:-1] / spread
    weights = {name: round(float(w), 4) for name, w in zip(FEATURES, steep, strict=True) if abs(w) > 1e-4}
    return {"weights": weights, "summand": round(float(line[-1] - steep @ middle), 4)}


def with_newer(found: Iterable[Compared], written: Mapping[str, Any]) -> list[Outcome]:
    """Return what the product makes of the questions with this line, as the model file holds it."""
    line = Line(written["weights"], written["summand"])
    return [_with_newer(c, line) for c in found]


def _with_newer(compared: Compared, line: Line) -> Outcome:
    outcome = compared.outcome
    if len(compared.among.units) < 2:
        return outcome
    likely = superseded(line, compared.features) * compared.is_comparable
    return Outcome(outcome.case, reordered(outcome.scores, compared.among, likely))


def _pairs_of(found: Iterable[Compared]) -> _Pairs:
    tables, goals, weights = [], [], []
    for compared in found:
        chosen = compared.is_comparable & (compared.superseded >= 0)
        tables.append(np.stack([compared.features[name][chosen] for name in FEATURES], axis=1))
        goals.append(compared.superseded[chosen].astype(float))
        is_made = compared.outcome.case.talk.source == SOURCE
        weights.append(np.full(np.count_nonzero(chosen), MADE_WEIGHT if is_made else 1.0))
    return _Pairs(*map(np.concatenate, (tables, goals, weights)))
